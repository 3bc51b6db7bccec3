"""Entries on their way to an article and to their place in the order of settling."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from monitor.articles import urls
from monitor.model import Article, ArticleId, Entry, Imprint, Part, Reading, StoredEntry
from monitor.problems import Problem
from monitor.store import articles, claims, codec, problem_text, states, worklists
from monitor.store.schema import article_urls, entries, feeds
from monitor.store.schema import readings as readings_table
from monitor.work import Work, WorkList

Readings = tuple[Reading, ...]


def get(connection: sa.Connection, key: int) -> StoredEntry:
    """The entry of a row, with its feed."""
    query = sa.select(*articles.STORED_ENTRY).join(feeds, feeds.c.id == entries.c.feed_id)
    return articles.stored_entry(connection.execute(query.where(entries.c.id == key)).one())


def settle(connection: sa.Connection, work: Work, now: datetime, **values: Any) -> None:
    """Settle an entry: it gets the next place in the order. Raises LeaseLost."""
    worklists.finish(connection, work, stage="", settled_at=now, seq=states.take_seqs(connection), **values)


def article_by_url(connection: sa.Connection, url_key: str, topics: Sequence[str]) -> ArticleId | None:
    """The newest article whose page was read from this address for all these topics.

    `links.key` of the address as linked or canonical. Another feed's article may lack what is asked of this one.
    """
    if not url_key:
        return None
    judged = readings_table.c.article_id == article_urls.c.article_id
    newest = sa.select(sa.func.max(article_urls.c.article_id)).where(
        article_urls.c.url_key == url_key,
        *(sa.exists().where(judged, readings_table.c.topic == topic) for topic in topics),
    )
    found = connection.execute(newest).scalar()
    return None if found is None else ArticleId(found)


def save_article(
    connection: sa.Connection,
    work: Work,
    article: Article,
    readings: Sequence[Reading],
    imprint: Imprint | None,
    parts: Sequence[Part] = (),
    *,
    failed: Problem | None,
    now: datetime,
) -> None:
    """Store the article of an entry and its parts, and put the entry on the list of placings. Raises LeaseLost."""
    entry = connection.execute(sa.select(entries.c.url, entries.c.entry).where(entries.c.id == work.key)).one()
    article, readings = claims.settled(connection, article, readings, entry.url)
    own = urls.own(codec.from_json(Entry, entry.entry), article.url)
    key = articles.insert(connection, entry.url, own, article, readings, imprint, now)
    for part in parts:
        told, said = claims.under(part.article, part.readings, article.url)
        articles.insert(connection, "", "", told, said, part.imprint, now, key)
    _put_on_placings(connection, work, key, failed, now)


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
