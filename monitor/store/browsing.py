"""What is read page by page, in a browser: past editions, how they told a story, digests, the outbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from monitor.edition import EditionId, IssueLine
from monitor.habits import Signal
from monitor.model import StoryId
from monitor.store import message_lines, sql
from monitor.store.correction_tables import corrections, corrections_told
from monitor.store.message_lines import MessageLine
from monitor.store.schema import digests, editions, known, members, stories
from monitor.store.schema import outbox as outbox_
from monitor.store.signals import of_feeds

MADE = editions.c.number.is_not(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A past edition with its contents as JSON; empty if only its line is asked for."""

    digest: str
    line: IssueLine
    json: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a digest is due, and why the last try failed; empty if it did not."""

    at: datetime | None
    problem: str


def latest(connection: sa.Connection, names: Sequence[str], limit: int) -> Sequence[Told]:
    """The newest editions of these digests, without their contents."""
    columns = (editions.c.id, editions.c.digest, editions.c.name, editions.c.composed_at, editions.c.subject)
    query = sa.select(*columns).where(editions.c.digest.in_(names), MADE).order_by(editions.c.id.desc())
    return [_told(row, "") for row in connection.execute(query.limit(limit))]


def edition(connection: sa.Connection, key: int) -> Told | None:
    """An edition with its contents, if there is one with this number."""
    row = connection.execute(sa.select(editions).where(editions.c.id == key, MADE)).one_or_none()
    return _told(row, row.json) if row else None


def told_of(connection: sa.Connection, story: StoryId, limit: int) -> tuple[Sequence[StoryId], Sequence[Told]]:
    """The newest editions that told or corrected a story or one that has become part of it, and all their numbers."""
    ids, new = [story], [story]
    while new:
        parts = sa.select(stories.c.id).where(stories.c.joined_into.in_(new))
        new = [StoryId(one) for one in connection.execute(parts).scalars() if one not in ids]
        ids += new
    told = sa.select(known.c.edition_id).where(known.c.story_id.in_(ids), known.c.edition_id.is_not(None))
    rights = (
        sa.select(corrections_told.c.edition_id)
        .join(corrections, corrections.c.id == corrections_told.c.correction_id)
        .join(members, members.c.article_id == corrections.c.article_id)
        .where(members.c.story_id.in_(ids))
    )
    own = editions.c.id.in_(told) | editions.c.id.in_(rights)
    query = sa.select(editions).where(own, MADE).order_by(editions.c.id.desc()).limit(limit)
    return ids, [_told(row, row.json) for row in connection.execute(query)]


def due(connection: sa.Connection) -> Mapping[str, Due]:
    """When the digests of feeds.yaml are due, by name."""
    rows = connection.execute(sa.select(digests.c.name, digests.c.due_at, digests.c.last_error).where(digests.c.listed))
    return {row.name: Due(at=row.due_at, problem=row.last_error) for row in rows}


def outbox_states(connection: sa.Connection) -> Mapping[str, int]:
    """How many messages are in each state."""
    query = sa.select(outbox_.c.state, sa.func.count()).group_by(outbox_.c.state).order_by(outbox_.c.state)
    return {row[0]: row[1] for row in connection.execute(query)}


def outbox(connection: sa.Connection, limit: int) -> Sequence[MessageLine]:
    """The newest messages."""
    return message_lines.lines(sql.Plain(connection), unsent=False, limit=limit)


def signals(connection: sa.Connection, since: datetime) -> Sequence[Signal]:
    """What each enabled feed contributed since then."""
    return of_feeds(sql.Plain(connection), since=since)


def _told(row: sql.Row, json: str) -> Told:
    line = IssueLine(id=EditionId(row.id), name=row.name, composed_at=row.composed_at, subject=row.subject)
    return Told(digest=row.digest, line=line, json=json)
