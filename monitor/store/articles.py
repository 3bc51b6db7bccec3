"""Rows of articles, readings and entries ↔ their values: shared by all tables that read articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from monitor.feeds import links
from monitor.model import Article, ArticleId, Entry, EntryId, FeedId, Imprint, Part, Reading, StoredEntry
from monitor.store import codec, problem_text, sql
from monitor.store.feed_rows import feed_of
from monitor.store.schema import article_urls, articles, entries, feeds, readings

STORED_ENTRY = (
    entries.c.id,
    entries.c.feed_id,
    feeds.c.feed,
    entries.c.entry,
    entries.c.revision,
    entries.c.first_seen_at,
)
ARTICLE = (
    articles.c.id,
    articles.c.url,
    articles.c.site,
    articles.c.title,
    articles.c.text,
    articles.c.language,
    articles.c.published_at,
    articles.c.basis,
    articles.c.note,
    articles.c.cites,
    articles.c.headline,
)
# Statements are built once: building one takes longer than running it.
_KEYS: sa.BindParameter[Any] = sa.bindparam("keys", expanding=True)
_ARTICLES = sa.select(*ARTICLE).where(articles.c.id.in_(_KEYS))
_PARTS = sa.select(articles.c.id).where(articles.c.whole_id == sa.bindparam("whole")).order_by(articles.c.id)
_IMPRINTS = sa.select(articles.c.id, articles.c.imprint).where(articles.c.id.in_(_KEYS), articles.c.imprint != "")
_READINGS = (
    sa.select(readings.c.article_id, readings.c.reading)
    .where(readings.c.article_id.in_(_KEYS))
    .order_by(readings.c.article_id, readings.c.topic)
)


def stored_entry(row: sql.Row) -> StoredEntry:
    """The value of a row with the columns STORED_ENTRY."""
    return StoredEntry(
        id=EntryId(row.id),
        feed_id=FeedId(row.feed_id),
        feed=feed_of(row.feed),
        entry=codec.from_json(Entry, row.entry),
        revision=row.revision,
        first_seen_at=row.first_seen_at,
    )


def article(row: sql.Row) -> Article:
    """The value of a row with the columns ARTICLE."""
    return Article(
        url=row.url,
        site=row.site,
        title=row.title,
        text=row.text,
        language=row.language,
        published_at=row.published_at,
        basis=row.basis,
        note=problem_text.load(row.note),
        cites=tuple(row.cites.split()),
        headline=row.headline,
    )


def insert(
    connection: sa.Connection,
    linked: str,
    own: str,
    found: Article,
    said: Sequence[Reading],
    imprint: Imprint | None,
    now: datetime,
    whole: ArticleId | None = None,
) -> ArticleId:
    """Store an article and what it says. Its id.

    `linked` is the address its entry gave; `own` is empty if the article shares its address with others. `whole` is
    the round-up it is a part of.
    """
    values = {name: getattr(found, name) for name in Article.__dataclass_fields__}
    values |= {"note": problem_text.dump(found.note), "cites": " ".join(found.cites)}
    own_key = links.key(own)
    mark = codec.imprint_to_text(imprint) if imprint else ""
    key = sql.insert_id(connection, articles, **values, url_key=own_key, saved_at=now, imprint=mark, whole_id=whole)
    if (
        found.basis == "page" and own and "#" not in own
    ):  # if there is only the feed's own text, another feed may have a better one
        read_from = sorted({own_key, links.key(linked)} - {""})
        sql.insert_new(connection, article_urls, [{"url_key": each, "article_id": key} for each in read_from])
    rows = [
        {"article_id": key, "topic": each.topic, "relevant": each.relevant, "reading": codec.to_json(each)}
        for each in said
    ]
    sql.insert_new(connection, readings, rows)
    return ArticleId(key)


def articles_of(connection: sa.Connection, keys: Iterable[int]) -> Mapping[int, Article]:
    """Articles by id."""
    rows = (connection.execute(_ARTICLES, {"keys": some}) for some in sql.chunks(sorted(set(keys))))
    return {row.id: article(row) for some in rows for row in some}


def parts_of(connection: sa.Connection, whole: int) -> Sequence[tuple[ArticleId, Part]]:
    """The parts of a round-up that may be on a topic, in order; none of an article about one matter."""
    keys = connection.execute(_PARTS, {"whole": whole}).scalars().all()
    if not keys:
        return ()
    texts, marks, said = articles_of(connection, keys), imprints_of(connection, keys), readings_of(connection, keys)
    return [
        (ArticleId(key), Part(article=texts[key], readings=tuple(said.get(key, ())), imprint=marks[key]))
        for key in keys
        if key in marks
    ]


def imprints_of(connection: sa.Connection, keys: Iterable[int]) -> Mapping[int, Imprint]:
    """Imprints by article id, for articles that have one."""
    rows = (connection.execute(_IMPRINTS, {"keys": some}) for some in sql.chunks(sorted(set(keys))))
    return {row.id: codec.imprint_from_text(row.imprint) for some in rows for row in some}


def readings_of(connection: sa.Connection, keys: Iterable[int]) -> Mapping[int, Sequence[Reading]]:
    """Readings by article id."""
    found: dict[int, list[Reading]] = defaultdict(list)
    for some in sql.chunks(sorted(set(keys))):
        for row in connection.execute(_READINGS, {"keys": some}):
            found[row.article_id].append(codec.reading(row.reading))
    return found


def of_feed(stored: StoredEntry, said: Iterable[Reading]) -> tuple[Reading, ...]:
    """What an article says about the topics of the feed that brought it: another feed may have had others."""
    topics = stored.feed.topics
    return tuple(each for each in said if not topics or each.topic in topics)
