"""What is read page by page, in a browser: past editions, how they told a story, stories by words of headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import sqlalchemy as sa

from monitor.actions import meaning
from monitor.edition import EditionId, IssueLine
from monitor.habits import Signal
from monitor.model import StoryId
from monitor.store import dialect, message_lines, sql
from monitor.store.correction_tables import corrections, corrections_told
from monitor.store.message_lines import MessageLine
from monitor.store.schema import articles, digests, editions, known, members, stories
from monitor.store.schema import outbox as outbox_
from monitor.store.signals import of_feeds

SEEN = 3_000  # reports whose headlines are read for whole names
SPECIAL = re.compile(r"[!%_]")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a report must have to be found; empty: anything."""

    words: Sequence[str] = ()  # words and phrases, in the headline or the name of the outlet
    names: Sequence[str] = ()  # in the headline, as whole words
    outlet: str = ""  # a part of its name
    language: str = ""
    topic: str = ""
    since: datetime | None = None
    until: datetime | None = None  # before this


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A report in a story whose headline or outlet has the words."""

    story: StoryId
    title: str
    site: str
    url: str
    language: str
    seen_at: datetime


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


def search(connection: sa.Connection, asked: Asked, limit: int) -> Sequence[Found]:
    """The newest reports that are asked for; of those with a name, names in the headline are looked for in so many."""
    query = (
        sa.select(members.c.story_id, members.c.seen_at, articles.c.title, articles.c.site, articles.c.url)
        .add_columns(articles.c.language)
        .join(members, members.c.article_id == articles.c.id)
        .where(*_conditions(asked))
        .order_by(articles.c.id.desc())
        .limit(SEEN if asked.names else limit)
    )
    rows = (row for row in connection.execute(query) if all(meaning.names(row.title, name) for name in asked.names))
    return [
        Found(
            story=StoryId(row.story_id),
            title=row.title,
            site=row.site,
            url=row.url,
            language=row.language,
            seen_at=row.seen_at,
        )
        for row in islice(rows, limit)
    ]


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


def _conditions(asked: Asked) -> Iterator[sa.ColumnElement[bool]]:
    yield from (_has(word) for word in asked.words)
    yield from (_has(part, and_outlet=False) for name in asked.names for part in name.split())
    if asked.outlet:
        yield dialect.holds(articles.c.site, _pattern(asked.outlet))
    if asked.language:
        yield articles.c.language == asked.language
    if asked.topic:
        yield members.c.topic == asked.topic
    if asked.since:
        yield members.c.seen_at >= asked.since
    if asked.until:
        yield members.c.seen_at < asked.until


def signals(connection: sa.Connection, since: datetime) -> Sequence[Signal]:
    """What each enabled feed contributed since then."""
    return of_feeds(sql.Plain(connection), since=since)


def _has(word: str, *, and_outlet: bool = True) -> sa.ColumnElement[bool]:
    """Whether a headline, or an outlet, has a word; letters whose case SQLite does not know are tried both ways."""
    spellings = {word} if word.isascii() else {word, word.lower(), word.upper(), word[:1].upper() + word[1:].lower()}
    some: list[sa.ColumnElement[bool]] = [dialect.holds(articles.c.title, _pattern(one)) for one in sorted(spellings)]
    if and_outlet:
        some.append(dialect.holds(articles.c.site, _pattern(word)))
    return sa.or_(*some)


def _pattern(text: str) -> str:
    """A LIKE pattern for texts that contain this one."""
    return "%" + SPECIAL.sub(r"!\g<0>", text) + "%"


def _told(row: sql.Row, json: str) -> Told:
    line = IssueLine(id=EditionId(row.id), name=row.name, composed_at=row.composed_at, subject=row.subject)
    return Told(digest=row.digest, line=line, json=json)
