"""The search for stories by what their reports are called, where and when they came from; newest articles first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import sqlalchemy as sa

from monitor.actions import meaning
from monitor.model import StoryId
from monitor.store import dialect, headlines
from monitor.store.schema import articles, members
from monitor.topics import query
from monitor.topics.query import Query, indexed
from monitor.topics.syntax import Part

SEEN = 3_000  # reports with the words of a search whose headlines are read
SPECIAL = re.compile(r"[!%_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a report must have to be found; empty: anything."""

    wanted: Query | None = None  # what the headline and the name of the outlet must match
    names: Sequence[str] = ()  # in the headline, as whole words
    outlet: str = ""  # a part of its name that begins where a word does
    language: str = ""
    topic: str = ""
    since: datetime | None = None
    until: datetime | None = None  # before this


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A report in a story that is what was asked for."""

    story: StoryId
    title: str
    site: str
    url: str
    language: str
    seen_at: datetime


def search(connection: sa.Connection, asked: Asked, limit: int) -> Sequence[Found]:
    """The newest reports that are asked for, among the newest SEEN that have the words."""
    conditions = list(_conditions(asked))
    key: sa.ColumnClause[int] = members.c.article_id
    rows = members.join(articles, articles.c.id == key)
    if sought := indexed(Part("both", tuple(_sought(asked)))):
        source, key, having = headlines.having(sought, connection.dialect.name)
        rows = source.join(members, members.c.article_id == key).join(articles, articles.c.id == key)
        conditions.append(having)
    if asked.since or asked.until:
        first, last = connection.execute(_ends(asked)).one()
        conditions.append(key.between(first or 0, last or 0))
    statement = (
        sa.select(members.c.story_id, members.c.seen_at, articles.c.title, articles.c.site, articles.c.url)
        .add_columns(articles.c.language)
        .select_from(rows)
        .where(*conditions)
        .order_by(key.desc())
        .limit(SEEN if asked.wanted or asked.names else limit)
    )
    found = (row for row in connection.execute(statement) if _is_asked_for(asked, row.title, row.site))
    return [
        Found(
            story=StoryId(row.story_id),
            title=row.title,
            site=row.site,
            url=row.url,
            language=row.language,
            seen_at=row.seen_at,
        )
        for row in islice(found, limit)
    ]


def _sought(asked: Asked) -> Iterator[Part]:
    """What the words of a headline and its outlet must match."""
    if asked.wanted:
        yield asked.wanted.tree
    yield from (Part("phrase", text=name) for name in asked.names)
    yield from (Part("word", text=f"{word}*") for word in query.WORDS.findall(asked.outlet))


def _conditions(asked: Asked) -> Iterator[sa.ColumnElement[bool]]:
    yield from _seen(asked)
    if asked.outlet:
        yield dialect.holds(articles.c.site, "%" + SPECIAL.sub(r"!\g<0>", asked.outlet) + "%")
    if asked.language:
        yield articles.c.language == asked.language
    if asked.topic:
        yield members.c.topic == asked.topic


def _seen(asked: Asked) -> Iterator[sa.ColumnElement[bool]]:
    if asked.since:
        yield members.c.seen_at >= asked.since
    if asked.until:
        yield members.c.seen_at < asked.until


def _ends(asked: Asked) -> sa.Select[int, int]:
    """The first and the last article that was seen then: ids grow with time, if not evenly."""
    return sa.select(sa.func.min(members.c.article_id), sa.func.max(members.c.article_id)).where(*_seen(asked))


def _is_asked_for(asked: Asked, title: str, site: str) -> bool:
    if asked.wanted and not asked.wanted.matches(title, site):
        return False
    return all(meaning.names(title, name) for name in asked.names)
