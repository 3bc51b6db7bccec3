"""Entries on their way to an article and to their place in the order of settling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound

from monitor.articles import urls
from monitor.model import Article, ArticleId, Entry, Imprint, Part, Reading, StoredEntry
from monitor.problems import Problem
from monitor.store import articles, claims, codec, lately, problem_text, sql, states, worklists
from monitor.store.schema import article_urls, entries, feeds
from monitor.store.schema import readings as readings_table
from monitor.work import Work, WorkList

Readings = tuple[Reading, ...]


_THESE = (
    sa.select(*articles.STORED_ENTRY)
    .join(feeds, feeds.c.id == entries.c.feed_id)
    .where(entries.c.id.in_(sa.bindparam("keys", expanding=True)))
)
_READ_FROM = (
    sa.select(article_urls.c.url_key, article_urls.c.article_id, readings_table.c.topic)
    .outerjoin(readings_table, readings_table.c.article_id == article_urls.c.article_id)
    .where(article_urls.c.url_key.in_(sa.bindparam("keys", expanding=True)))
)
_AS_SENT = sa.select(entries.c.url, entries.c.entry).where(entries.c.id == sa.bindparam("key"))


def get_many(connection: sa.Connection, keys: Sequence[int]) -> Sequence[StoredEntry | NoResultFound]:
    """The entries of these rows, each with its feed; an error for a row that is not there."""
    rows = {row.id: articles.stored_entry(row) for row in connection.execute(_THESE, {"keys": keys})}
    return [rows.get(key) or NoResultFound(f"entry {key}") for key in keys]


def settle(connection: sa.Connection, work: Work, now: datetime, **values: Any) -> None:
    """Settle an entry: it gets the next place in the order. Raises LeaseLost."""
    worklists.finish(connection, work, stage="", settled_at=now, seq=states.take_seqs(connection), **values)


def articles_by_url(
    connection: sa.Connection, asked: Sequence[tuple[str, Sequence[str]]]
) -> Sequence[ArticleId | None]:
    """For each address the newest article whose page was read from it for all the topics given with it, if any.

    An address is `links.key` of it, as linked or canonical. Another feed's article may lack what is asked of this one.
    """
    judged: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for some in sql.chunks(sorted({key for key, _ in asked if key})):
        for key, article, topic in connection.execute(_READ_FROM, {"keys": some}):
            judged[key][article].add(topic)
    newest = (
        max((article for article, of in judged[key].items() if of.issuperset(topics)), default=None)
        for key, topics in asked
    )
    return [None if found is None else ArticleId(found) for found in newest]


def save_article(
    connection: sa.Connection,
    work: Work,
    article: Article,
    readings: Sequence[Reading],
    imprint: Imprint | None,
    parts: Sequence[Part] = (),
    *,
    names: Sequence[str] = (),
    failed: Problem | None,
    now: datetime,
) -> None:
    """Store the article of an entry and its parts, and put the entry on the list of placings. Raises LeaseLost.

    Unread entries that have one of the `names` that it gives are read after all.
    """
    entry = connection.execute(_AS_SENT, {"key": work.key}).one()
    article, readings = claims.settled(connection, article, readings, entry.url)
    own = urls.own(codec.from_json(Entry, entry.entry), article.url)
    key = articles.insert(connection, entry.url, own, article, readings, imprint, now)
    for part in parts:
        told, said = claims.under(part.article, part.readings, article.url)
        articles.insert(connection, "", "", told, said, part.imprint, now, key)
    _put_on_placings(connection, work, key, failed, now)
    if names:
        lately.call_back(connection, names, now=now)


def _put_on_placings(
    connection: sa.Connection, work: Work, key: ArticleId, failed: Problem | None, now: datetime
) -> None:
    stage = WorkList.PLACINGS.value
    worklists.finish(connection, work, due_at=now, stage=stage, article_id=key, failed=problem_text.dump(failed))


def link_article(connection: sa.Connection, work: Work, key: ArticleId, *, now: datetime) -> None:
    """The entry leads to an article already read: put it on the list of placings. Raises LeaseLost."""
    _put_on_placings(connection, work, key, None, now)


def settle_unread(
    connection: sa.Connection, work: Work, readings: Sequence[Reading], *, failed: Problem | None = None, now: datetime
) -> None:
    """No article for this entry (off topic, or given up): it gets its place in the order. Raises LeaseLost."""
    settle(connection, work, now, failed=problem_text.dump(failed), readings=codec.to_json(tuple(readings), Readings))
