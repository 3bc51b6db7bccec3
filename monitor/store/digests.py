"""Digests, their windows over the order of settling, and their editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from monitor.edition import EditionId, Issue, IssueLine, RenderedEdition
from monitor.habits import Signal
from monitor.store import signals, sql, states, worklists
from monitor.store.schema import digests, editions, entries, outbox
from monitor.work import Work

REACH = timedelta(days=30)  # how far back the first window of a new digest looks

NONE: Mapping[EditionId, str] = {}
MADE = editions.c.number.is_not(None)


def sync(connection: sa.Connection, due: Mapping[str, datetime], *, now: datetime) -> None:
    """Make the list contain these digests; a known one keeps an earlier due time, a new one gets its first."""
    rows = {row.name: row for row in connection.execute(sa.select(digests))}
    for name, due_at in due.items():
        row = rows.get(name)
        if row is None:
            upto, at = _beginning(connection, now)
            sql.insert_id(connection, digests, name=name, listed=True, upto=upto, upto_at=at, due_at=due_at)
        elif not row.claimed:
            earlier = min(row.due_at, due_at) if row.listed and row.due_at else due_at
            values: dict[str, Any] = {"listed": True, "due_at": earlier}
            connection.execute(sa.update(digests).where(digests.c.id == row.id).values(**values))
    for name, row in rows.items():
        if name not in due and row.listed:
            leaving = sa.update(digests).where(digests.c.id == row.id)
            values = {"listed": False, "due_at": None, "claimed": False, "token": digests.c.token + 1}
            connection.execute(leaving.values(**values))


def _beginning(connection: sa.Connection, now: datetime) -> tuple[int, datetime]:
    """Where the first window of a digest starts: not years back, before the digest existed."""
    recent = sa.select(sa.func.min(entries.c.seq)).where(entries.c.settled_at >= now - REACH)
    first = connection.execute(recent).scalar()
    if first is None:
        return states.next_seq(connection), now
    settled = sa.select(entries.c.settled_at).where(entries.c.seq == first)
    return first, min(connection.execute(settled).scalar_one(), now)


def make_due(connection: sa.Connection, names: Sequence[str] | None = None, *, now: datetime) -> int:
    """Make these digests (None: all) due now; returns how many there are."""
    waiting = digests.c.listed & ~digests.c.claimed
    if names is not None:
        waiting &= digests.c.name.in_(names)
    return connection.execute(sa.update(digests).where(waiting).values(due_at=now)).rowcount


def name(connection: sa.Connection, key: int) -> str:
    """The digest of a row."""
    return str(connection.execute(sa.select(digests.c.name).where(digests.c.id == key)).scalar_one())


def thread(connection: sa.Connection, digest: str) -> str:
    """Message-ID that all mails of this digest refer to; empty before the first."""
    return connection.execute(sa.select(digests.c.thread).where(digests.c.name == digest)).scalar() or ""


def issue(connection: sa.Connection, key: int) -> Issue:
    """The edition of a row, whose files are to be written."""
    row = connection.execute(sa.select(editions).where(editions.c.id == key, MADE)).one()
    mails = (outbox.c.edition_id == key) & (outbox.c.sender != "")
    first = sa.select(outbox.c.content).where(mails).order_by(outbox.c.id).limit(1)
    return Issue(
        id=EditionId(key),
        digest=row.digest,
        name=row.name,
        composed_at=row.composed_at,
        forms=RenderedEdition(subject=row.subject, text=row.text, html=row.html, page=row.page, json=row.json),
        eml=connection.execute(first).scalar() or b"",
    )


def issues(connection: sa.Connection, digest: str) -> Sequence[IssueLine]:
    """All editions of a digest that were made, newest first."""
    columns = (editions.c.id, editions.c.name, editions.c.composed_at, editions.c.subject, editions.c.brief)
    rows = connection.execute(
        sa.select(*columns).where(editions.c.digest == digest, MADE).order_by(editions.c.number.desc())
    )
    return [
        IssueLine(
            id=EditionId(row.id), name=row.name, composed_at=row.composed_at, subject=row.subject, brief=row.brief
        )
        for row in rows
    ]


def last_made(connection: sa.Connection, digest: str) -> datetime | None:
    """When the newest edition of a digest was made; None when there is none."""
    query = sa.select(sa.func.max(editions.c.composed_at)).where(editions.c.digest == digest, MADE)
    found: datetime | None = connection.execute(query).scalar()
    return found


def signals_since(connection: sa.Connection, since: datetime) -> tuple[Sequence[Signal], Sequence[tuple[int, str]]]:
    """What each feed contributed since then, and the publishers that stories come from or cite."""
    own = sql.Plain(connection)
    return signals.of_feeds(own, since=since), signals.cited(own, since=since)


def json(connection: sa.Connection, key: int) -> str:
    """What an edition contained, as JSON."""
    return str(connection.execute(sa.select(editions.c.json).where(editions.c.id == key)).scalar_one())


def files_written(connection: sa.Connection, work: Work, briefs: Mapping[EditionId, str] = NONE) -> None:
    """The files of an edition are on disk; what was read back for them is kept in brief. Raises LeaseLost."""
    worklists.finish(connection, work)
    for key, text in briefs.items():
        connection.execute(sa.update(editions).where(editions.c.id == key).values(brief=text))
