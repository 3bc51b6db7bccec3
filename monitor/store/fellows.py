"""Several processes on one database: who is at work, and whose turn it is to ask a host.

A row of `hosts` says when its host may be asked next. Whoever asks moves that time ahead of the longest request, and
back to the end of the pause when he is done: if he dies meanwhile, the host is free again after that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Column

from monitor.store import columns, sql
from monitor.store.columns import Text, UtcDateTime
from monitor.store.schema import metadata

hosts: sa.Table = sa.Table(
    "hosts",
    metadata,
    Column("host", Text, primary_key=True),
    Column("free_at", UtcDateTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)
workers: sa.Table = sa.Table(
    "workers",
    metadata,
    Column("name", Text, primary_key=True),  # machine and process
    columns.text("lists"),  # the work lists it works on, separated by spaces
    columns.text("done"),  # pieces done since its start, by list, as JSON
    Column("started_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)
FORGOTTEN = timedelta(hours=1)  # after which a worker that was not heard of is no longer mentioned


@dataclass(frozen=True, slots=True, kw_only=True)
class Fellow:
    """A worker as it last said."""

    name: str
    lists: Sequence[str]
    started_at: datetime
    seen_at: datetime
    done: Mapping[str, int] = field(default_factory=dict)


def say(connection: sa.Connection, worker: Fellow) -> None:
    """A worker says that it is at work, and forgets those long gone."""
    gone = (workers.c.name == worker.name) | (workers.c.seen_at < worker.seen_at - FORGOTTEN)
    connection.execute(sa.delete(workers).where(gone))
    row = {
        "name": worker.name,
        "lists": " ".join(worker.lists),
        "done": json.dumps(dict(worker.done)),
        "started_at": worker.started_at,
        "seen_at": worker.seen_at,
    }
    connection.execute(sa.insert(workers).values(**row))


def leave(connection: sa.Connection, name: str) -> None:
    """A worker has ended."""
    connection.execute(sa.delete(workers).where(workers.c.name == name))


def everybody(connection: sa.Connection) -> Sequence[Fellow]:
    """All workers that have not left, by name."""
    rows = connection.execute(sa.select(workers).order_by(workers.c.name))
    return [
        Fellow(
            name=row.name,
            lists=tuple(row.lists.split()),
            started_at=row.started_at,
            seen_at=row.seen_at,
            done=json.loads(row.done or "{}"),
        )
        for row in rows
    ]


def take_turn(connection: sa.Connection, host: str, *, now: datetime, until: datetime) -> datetime | None:
    """Take the turn at a host, at the latest until then; None if it is taken, else the time at which it is free."""
    own = sa.update(hosts).where(hosts.c.host == host, hosts.c.free_at <= now).values(free_at=until)
    if connection.execute(own).rowcount or sql.insert_new(connection, hosts, [{"host": host, "free_at": until}]):
        return None
    free_at: datetime = connection.execute(sa.select(hosts.c.free_at).where(hosts.c.host == host)).scalar_one()
    return free_at


def end_turn(connection: sa.Connection, host: str, *, taken_until: datetime, free_at: datetime) -> None:
    """End a turn taken until then, unless somebody else has the next one already."""
    own = (hosts.c.host == host) & (hosts.c.free_at == taken_until)
    connection.execute(sa.update(hosts).where(own).values(free_at=free_at))


def forget_hosts(connection: sa.Connection, before: datetime) -> None:
    """Delete hosts that have been free for long."""
    connection.execute(sa.delete(hosts).where(hosts.c.free_at < before))
