"""Work lists: claiming, finishing, failing. The only module that knows the work columns.

A claim sets `due_at` one lease ahead and raises `token`; finishing needs the same token and `claimed`. So when a lease
runs out, the work is simply due again, and a late holder can no longer write its outcome.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from monitor.errors import LeaseLost
from monitor.store import dialect, states
from monitor.store.columns import UtcDateTime
from monitor.store.correction_tables import looks
from monitor.store.reader_tables import mailboxes
from monitor.store.schema import digests, editions, entries, feeds, outbox, wordings
from monitor.work import SENDING, Work, WorkList

TABLES: Mapping[WorkList, sa.Table] = {
    WorkList.FEEDS: feeds,
    WorkList.ENTRIES: entries,
    WorkList.PLACINGS: entries,
    WorkList.REPLIES: mailboxes,
    WorkList.LOOKS: looks,
    WorkList.WORDINGS: wordings,
    WorkList.DIGESTS: digests,
    WorkList.EDITIONS: editions,
    WorkList.OUTBOX: outbox,
    WorkList.CHANNELS: outbox,
}
STAGED = (WorkList.ENTRIES, WorkList.PLACINGS)  # one table, two lists
FREE: Mapping[str, Any] = {"attempts": 0, "last_error": "", "claimed": False, "buried": False}


EACH = 8  # entries of one host in progress at a time
INTERRUPTED = timedelta(minutes=10)  # wait of a feed whose looks were interrupted by a crash more than once


def _on(list: WorkList) -> sa.ColumnElement[bool]:
    """Rows of this list."""
    if list in SENDING:
        return outbox.c.sender != "" if list is WorkList.OUTBOX else outbox.c.sender == ""
    return entries.c.stage == list.value if list in STAGED else sa.true()


def is_any_claimed(list: WorkList) -> sa.ColumnElement[bool]:
    """Whether somebody works on a piece of this list, for a query."""
    return sa.exists().where(TABLES[list].c.claimed, _on(list))


def finish(connection: sa.Connection, work: Work, *, due_at: datetime | None = None, **values: Any) -> None:
    """Close a claim with the row's new values; due again at `due_at`, or never. Raises LeaseLost."""
    new = {**FREE, "due_at": due_at, **values}
    held = {"its_key": work.key, "its_token": work.token}
    changed = connection.execute(_finishing(TABLES[work.list], tuple(new)), {**held, **_prefixed(new)})
    if changed.rowcount != 1:
        raise lost(work)


def lost(work: Work) -> LeaseLost:
    """The error for a claim that somebody else holds by now."""
    return LeaseLost(f"{work.list} {work.key}: claim {work.token} is no longer the newest one")


def held(connection: sa.Connection, list: WorkList, claims: Sequence[Work]) -> Collection[Work]:
    """Those of the claims on one list that are still the newest ones; nobody can take them from this transaction."""
    rows = connection.execute(_held(TABLES[list]), {"keys": sorted(work.key for work in claims)}).all()
    newest = {row.id: row.token for row in rows}
    return {work for work in claims if newest.get(work.key) == work.token}


@cache
def _held(table: sa.Table) -> sa.Select[Any]:
    these = table.c.id.in_(sa.bindparam("keys", expanding=True))
    # In one order, so that two who hold the rows of each other never wait for each other.
    return sa.select(table.c.id, table.c.token).where(these, table.c.claimed).order_by(table.c.id).with_for_update()


def finish_held(connection: sa.Connection, claims: Sequence[Work], values: Sequence[Mapping[str, Any]]) -> None:
    """Close claims of one list that are `held`, each with its row's new values."""
    if not claims:
        return
    new = [{**FREE, **own} for own in values]
    keys = [{"its_key": work.key, "its_token": work.token} for work in claims]
    rows = [{**key, **_prefixed(own)} for key, own in zip(keys, new, strict=True)]
    connection.execute(_finishing(TABLES[claims[0].list], tuple(new[0])), rows)


@cache
def _finishing(table: sa.Table, names: Sequence[str]) -> sa.Update:
    """The statement, built once: building it takes longer than running it."""
    held = (table.c.id == sa.bindparam("its_key")) & (table.c.token == sa.bindparam("its_token")) & table.c.claimed
    return sa.update(table).where(held).values({name: sa.bindparam(f"new_{name}") for name in names})


def _prefixed(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {f"new_{name}": value for name, value in values.items()}


def claim(connection: sa.Connection, list: WorkList, *, now: datetime, lease: timedelta, limit: int) -> Sequence[Work]:
    """Up to `limit` due pieces, oldest first, each under a lease and a new token."""
    table = TABLES[list]
    rows = connection.execute(_due(list, connection.dialect.name), {"now": now, "most": limit}).all()
    if not rows or (list in SENDING and states.held(connection)):
        return ()
    keys = [row.id for row in rows]
    connection.execute(_claiming(table), {"its_keys": keys, "new_due_at": now + lease})
    if list in SENDING:  # the last holder died while sending: nobody knows whether it arrived
        mine = outbox.c.id.in_(keys)
        connection.execute(sa.update(outbox).where(mine, outbox.c.state == "sending").values(state="uncertain"))
    return [Work(list=list, key=row.id, token=row.token + 1, attempts=row.attempts) for row in rows]


@cache
def _claiming(table: sa.Table) -> sa.Update:
    these = table.c.id.in_(sa.bindparam("its_keys", expanding=True))
    lease = {"due_at": sa.bindparam("new_due_at"), "token": table.c.token + 1, "claimed": True}
    return sa.update(table).where(these).values(lease)


@cache
def _due(list: WorkList, name: str) -> sa.Executable:
    """The query for due rows, which usually finds nothing; `name` is the dialect's."""
    if list is WorkList.ENTRIES:
        return _by_host(dialect.in_words_of(name, BY_HOST))
    table = TABLES[list]
    return (
        sa.select(table.c.id, table.c.token, table.c.attempts)
        .where(_on(list), table.c.due_at.is_not(None), table.c.due_at <= sa.bindparam("now"))
        .order_by(table.c.due_at, table.c.id)
        .limit(sa.bindparam("most", type_=sa.Integer))
        .with_for_update(skip_locked=True)  # others may be claiming too; SQLite has one writer and knows no such clause
    )


# Pages of one host are read one per second: if they took all places, those of other hosts would have to wait. So the
# oldest entry of each host is read first, then the second of each, and no host has more than EACH in progress. Hosts
# are found by skipping through the index, so that many entries of one host cost nothing.
BY_HOST = """
WITH RECURSIVE hosts(host) AS (
    SELECT min(host) FROM entries WHERE stage = 'entries' AND due_at IS NOT NULL
    UNION ALL
    SELECT (SELECT min(host) FROM entries WHERE stage = 'entries' AND due_at IS NOT NULL AND host > hosts.host)
    FROM hosts WHERE hosts.host IS NOT NULL
), turns AS (
    SELECT own.id, row_number() OVER (PARTITION BY own.host ORDER BY own.due_at, own.id) + (
            SELECT count(*) FROM entries AS held
            WHERE held.stage = 'entries' AND held.host = hosts.host AND held.due_at > :now AND held.claimed
        ) AS turn
    FROM hosts JOIN entries AS own ON own.id IN (
        SELECT next.id FROM entries AS next
        WHERE next.stage = 'entries' AND next.host = hosts.host AND next.due_at <= :now
        ORDER BY next.due_at, next.id LIMIT :each
    )
)
SELECT id, turn FROM turns WHERE turn <= :each
"""


def _by_host(query: str) -> sa.Select[Any]:
    """Those of BY_HOST that are still due when it is their turn to be claimed."""
    asked = sa.text(query).bindparams(sa.bindparam("now", type_=UtcDateTime), each=EACH)
    turns = asked.columns(sa.column("id", sa.BigInteger), sa.column("turn", sa.BigInteger)).subquery("turns")
    return (
        sa.select(entries.c.id, entries.c.token, entries.c.attempts)
        .join(turns, turns.c.id == entries.c.id)
        .where(_on(WorkList.ENTRIES), entries.c.due_at <= sa.bindparam("now"))
        .order_by(turns.c.turn, entries.c.due_at, entries.c.id)
        .limit(sa.bindparam("most", type_=sa.Integer))
        .with_for_update(of=entries, skip_locked=True)
    )


def renew(connection: sa.Connection, work: Work, *, until: datetime) -> None:
    """Begin a lease anew, for a claim that has waited to be worked on. Raises LeaseLost."""
    table = TABLES[work.list]
    held = (table.c.id == work.key) & (table.c.token == work.token) & table.c.claimed
    if connection.execute(sa.update(table).where(held).values(due_at=until)).rowcount != 1:
        raise LeaseLost(f"{work.list} {work.key}: claim {work.token} is no longer the newest one")


def postpone(connection: sa.Connection, work: Work, *, until: datetime, error: str) -> None:
    """Record a failure; try again at `until`. Raises LeaseLost."""
    finish(connection, work, due_at=until, attempts=work.attempts + 1, last_error=error)


def put_back(connection: sa.Connection, work: Work, *, until: datetime) -> None:
    """Postpone the work until later, without a failure. Raises LeaseLost."""
    table = TABLES[work.list]
    error = connection.execute(sa.select(table.c.last_error).where(table.c.id == work.key)).scalar()
    finish(connection, work, due_at=until, attempts=work.attempts, last_error=error or "")


def release_all(connection: sa.Connection, *, now: datetime) -> int:
    """Release every claim; messages that were being sent become uncertain. Returns the number of claims."""
    given_back = 0
    connection.execute(sa.update(outbox).where(outbox.c.claimed, outbox.c.state == "sending").values(state="uncertain"))
    for table in dict.fromkeys(TABLES.values()):
        freed = sa.update(table).where(table.c.due_at.is_not(None), table.c.claimed)
        given_back += connection.execute(freed.values(**_freed(table, now))).rowcount
    return given_back


def give_back(connection: sa.Connection, claims: Sequence[Work], *, now: datetime) -> int:
    """Release the claims of a worker that has died, but for messages, which it may still be sending.

    Returns how many of them it still had.
    """
    given_back = 0
    for work in claims:
        if work.list not in SENDING:
            table = TABLES[work.list]
            held = (table.c.id == work.key) & (table.c.token == work.token) & table.c.claimed
            given_back += connection.execute(sa.update(table).where(held).values(**_freed(table, now))).rowcount
    return given_back


def give_back_list(connection: sa.Connection, list: WorkList, *, now: datetime) -> int:
    """Release all claims on a list that one worker at a time goes through, which has died. Returns how many it had."""
    table = TABLES[list]
    freed = sa.update(table).where(_on(list), table.c.due_at.is_not(None), table.c.claimed)
    return connection.execute(freed.values(**_freed(table, now))).rowcount


def _freed(table: sa.Table, now: datetime) -> Mapping[str, Any]:
    """What becomes of a row whose claim has ended without a word."""
    values = {"due_at": now, "token": table.c.token + 1, "claimed": False}
    if table is TABLES[WorkList.FEEDS]:
        # The server may have been asked just before the crash: try it once more at once; after that, a program that
        # crashes at every start leaves it alone for a while.
        again = sa.case((table.c.attempts == 0, _at(now)), else_=_at(now + INTERRUPTED))
        values |= {"due_at": again, "attempts": table.c.attempts + 1}
    return values


def _at(moment: datetime) -> sa.ColumnElement[datetime]:
    return sa.literal(moment, UtcDateTime)


def make_due(connection: sa.Connection, list: WorkList, *, now: datetime) -> int:
    """Make everything on the list due now. Returns the number of rows."""
    table = TABLES[list]
    waiting = _on(list) & (table.c.due_at > now) & ~table.c.claimed
    return connection.execute(sa.update(table).where(waiting).values(due_at=now)).rowcount


def next_due_at(connection: sa.Connection) -> datetime | None:
    """The earliest due time of all lists."""
    held = states.held(connection)
    tables = [table for table in dict.fromkeys(TABLES.values()) if not (held and table is outbox)]
    firsts = [connection.execute(_first_due(table)).scalar() for table in tables]
    return min((first for first in firsts if first is not None), default=None)


def is_due(connection: sa.Connection, list: WorkList, *, now: datetime) -> bool:
    """Whether anything on the list may be claimed now."""
    table = TABLES[list]
    first = sa.select(table.c.id).where(_on(list), table.c.due_at.is_not(None), table.c.due_at <= now).limit(1)
    return connection.execute(first).first() is not None


@cache
def _first_due(table: sa.Table) -> sa.Select[Any]:
    return sa.select(sa.func.min(table.c.due_at)).where(table.c.due_at.is_not(None))


def counts(connection: sa.Connection, *, now: datetime) -> Mapping[str, tuple[int, int, int]]:
    """For each list, the number of rows waiting for a later time, due, and buried."""
    counted: dict[str, tuple[int, int, int]] = {}
    for list, table in TABLES.items():
        waiting = sa.select(sa.func.count()).select_from(table).where(_on(list), table.c.due_at.is_not(None))
        due = waiting.where(table.c.due_at <= now)
        buried = sa.select(sa.func.count()).select_from(table).where(_on(list), table.c.buried)
        all_due = connection.execute(due).scalar_one()
        all_waiting = connection.execute(waiting).scalar_one() - all_due
        counted[list.value] = (all_waiting, all_due, connection.execute(buried).scalar_one())
    return counted
