"""Stories in a model's words, stored until their digest is composed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from monitor import problems
from monitor.model import StoryId
from monitor.problems import Problem
from monitor.store import codec, sql, worklists
from monitor.store.schema import wordings
from monitor.wording import Wording
from monitor.work import Work

Worded = dict[StoryId, Wording]


def sync(connection: sa.Connection, due: Mapping[str, datetime]) -> None:
    """Put these digests on the list, a known one at the earlier of both times; others are no longer due."""
    rows = {row.digest: row for row in connection.execute(sa.select(wordings))}
    for name, due_at in due.items():
        row = rows.get(name)
        if row is None:
            sql.insert_id(connection, wordings, digest=name, due_at=due_at)
        elif not row.claimed:
            _set(connection, row.id, due_at=min(row.due_at or due_at, due_at))
    for name, row in rows.items():
        if name not in due and row.due_at is not None:
            _set(connection, row.id, due_at=None, told="", claimed=False, token=row.token + 1)


def _set(connection: sa.Connection, key: int, **values: Any) -> None:
    connection.execute(sa.update(wordings).where(wordings.c.id == key).values(**values))


def digest_of(connection: sa.Connection, key: int) -> str:
    """The digest of a row."""
    return str(connection.execute(sa.select(wordings.c.digest).where(wordings.c.id == key)).scalar_one())


def of(connection: sa.Connection, digest: str) -> Mapping[StoryId, Wording]:
    """The latest wordings for the stories of a digest."""
    told = connection.execute(sa.select(wordings.c.told).where(wordings.c.digest == digest)).scalar()
    return codec.from_json(Worded, told) if told else {}


def save_wordings(
    connection: sa.Connection,
    work: Work,
    worded: Mapping[StoryId, Wording],
    trouble: Problem | None,
    *,
    due_at: datetime,
) -> None:
    """Replace the stored wordings, with the problem if some are missing; due again at `due_at`. Raises LeaseLost."""
    told = codec.to_json(dict(worded), Worded)
    failed = {"attempts": work.attempts + 1, "last_error": problems.words(trouble)} if trouble else {}
    worklists.finish(connection, work, due_at=due_at, told=told, **failed)
