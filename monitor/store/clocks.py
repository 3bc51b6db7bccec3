"""After the clock was wrong for a while: what was written then must not wait, or block anything, for years.

A machine without a battery starts in another year and is corrected by the network minutes later. Every time that is
farther ahead than any wait may be is treated as such a mistake.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from monitor.store import instants
from monitor.store.correction_tables import looks
from monitor.store.schema import articles, digests, editions, entries, feeds, known, members, outbox

log = logging.getLogger(__name__)

DAY = timedelta(days=1)
LONGEST: Mapping[sa.Table, timedelta] = {  # that a row may wait
    feeds: timedelta(days=31, hours=1),
    entries: DAY,
    editions: DAY,
    outbox: DAY,
    looks: timedelta(days=8),
}
FORGOTTEN = timedelta(days=30)  # ten times as long as a message is tried
SPREAD = 3600  # seconds over which feeds are looked at again
# Moments of the past: none of them can be ahead.
PAST: tuple[sa.Column[Any], ...] = (
    entries.c.first_seen_at,
    articles.c.saved_at,
    members.c.seen_at,
    known.c.told_at,
    outbox.c.first_tried_at,
    digests.c.upto_at,
)


def set_right(connection: sa.Connection, *, now: datetime) -> int:
    """Correct times too far ahead of `now`; returns how many rows there were."""
    found = sum(_due_again(connection, table, now) for table in LONGEST) + _states(connection, now)
    found += _tried_anew(connection, now)
    if found or _ahead(connection, now):
        found += sum(_past(connection, column, now) for column in PAST)
        log.warning("the clock was ahead when this database was last written; %d times were set right", found)
    return found


def _ahead(connection: sa.Connection, now: datetime) -> bool:
    """Whether the newest entry came in, or a window was closed, in the future."""
    newest = sa.select(entries.c.first_seen_at).order_by(entries.c.id.desc()).limit(1)
    closed = sa.select(sa.func.max(digests.c.upto_at))
    moments = [connection.execute(query).scalar() for query in (newest, closed)]
    return any(moment is not None and moment > now + DAY for moment in moments)


def _due_again(connection: sa.Connection, table: sa.Table, now: datetime) -> int:
    late = sa.select(table.c.id).where(table.c.due_at > now + LONGEST[table])
    keys = connection.execute(late).scalars().all()
    for key in keys:
        wait = timedelta(seconds=key * 61 % SPREAD) if table is feeds else timedelta()
        connection.execute(sa.update(table).where(table.c.id == key).values(due_at=now + wait))
    return len(keys)


def _tried_anew(connection: sa.Connection, now: datetime) -> int:
    """Messages first tried by a clock that was far behind: they would be given up at once."""
    old = outbox.c.due_at.is_not(None) & (outbox.c.first_tried_at < now - FORGOTTEN)
    return connection.execute(sa.update(outbox).where(old).values(first_tried_at=now)).rowcount


def _past(connection: sa.Connection, column: sa.Column[Any], now: datetime) -> int:
    own = sa.update(column.table).where(column > now).values({column: now})
    return connection.execute(own).rowcount


def _states(connection: sa.Connection, now: datetime) -> int:
    """The states after the last polls: a poll in the future would make the next full one wait for years."""
    found = 0
    for row in connection.execute(sa.select(feeds.c.id, feeds.c.state)).all():
        state = json.loads(row.state)
        wrong = {
            name: now.isoformat()
            for name, value in state.items()
            if name.endswith(("_at", "_since")) and value and datetime.fromisoformat(value) > now + DAY
        }
        waits = {
            name: None
            for name, value in state.items()
            if name.endswith("_until") and value and datetime.fromisoformat(value) > now + LONGEST[feeds]
        }
        if wrong or waits:
            text = json.dumps(state | wrong | waits)
            connection.execute(sa.update(feeds).where(feeds.c.id == row.id).values(state=text))
            found += 1
    return found


def trusted(before: str, *, now: datetime, settle: timedelta, jump: timedelta) -> tuple[bool, str]:
    """Whether `now` may be trusted where a mistake could not be undone, and what to keep for the next time.

    `before` is what was kept the last time. A clock that jumped, in either direction, is trusted again after it has run
    on for `settle`.
    """
    last, _, since = before.partition(" | ")
    steady = bool(last) and timedelta() <= now - instants.from_text(last) <= jump
    begun = instants.from_text(since) if since and steady else now
    kept = f"{instants.to_text(now)} | {instants.to_text(begun)}"
    return steady and now - begun >= settle, kept
