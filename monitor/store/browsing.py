"""What is read page by page, in a browser: past editions, how they told a story, stories by words of headlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from monitor.edition import EditionId, IssueLine
from monitor.habits import Signal
from monitor.model import StoryId
from monitor.store import sql
from monitor.store.correction_tables import corrections, corrections_told
from monitor.store.schema import articles, editions, known, members, stories
from monitor.store.signals import of_feeds

MADE = editions.c.number.is_not(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A past edition with its contents as JSON; empty if only its line is asked for."""

    digest: str
    line: IssueLine
    json: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A report in a story whose headline or outlet has the words."""

    story: StoryId
    title: str
    site: str
    url: str
    language: str
    seen_at: datetime


def latest(connection: sa.Connection, digests: Sequence[str], limit: int) -> Sequence[Told]:
    """The newest editions of these digests, without their contents."""
    columns = (editions.c.id, editions.c.digest, editions.c.name, editions.c.composed_at, editions.c.subject)
    query = sa.select(*columns).where(editions.c.digest.in_(digests), MADE).order_by(editions.c.id.desc())
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


def search(connection: sa.Connection, words: Sequence[str], limit: int) -> Sequence[Found]:
    """The newest reports whose headline has all these words or phrases; one may be in the name of the outlet."""
    query = (
        sa.select(members.c.story_id, members.c.seen_at, articles.c.title, articles.c.site, articles.c.url)
        .add_columns(articles.c.language)
        .join(members, members.c.article_id == articles.c.id)
        .where(*(_has(word) for word in words))
        .order_by(articles.c.id.desc())
        .limit(limit)
    )
    return [
        Found(
            story=StoryId(row.story_id),
            title=row.title,
            site=row.site,
            url=row.url,
            language=row.language,
            seen_at=row.seen_at,
        )
        for row in connection.execute(query)
    ]


def signals(connection: sa.Connection, since: datetime) -> Sequence[Signal]:
    """What each enabled feed contributed since then."""
    return of_feeds(sql.Plain(connection), since=since)


def _has(word: str) -> sa.ColumnElement[bool]:
    """Whether a headline or outlet has a word; SQLite only knows that A is a, so other letters are tried both ways."""
    spellings = {word, word.lower(), word.upper(), word[:1].upper() + word[1:].lower()}
    some = [articles.c.title.icontains(one, autoescape=True) for one in sorted(spellings)]
    return sa.or_(*some, articles.c.site.icontains(word, autoescape=True))


def _told(row: sql.Row, json: str) -> Told:
    line = IssueLine(id=EditionId(row.id), name=row.name, composed_at=row.composed_at, subject=row.subject)
    return Told(digest=row.digest, line=line, json=json)
