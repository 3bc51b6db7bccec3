"""Windows: ranges [start, end) in the order of settling; for each digest they cover it without gaps or overlaps.

An entry has one position in that order (`entries.seq`). A digest that postpones an entry to its next window gives it a
later position in its own order only (`deferrals`); other digests are not affected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from monitor.edition import Settled, Window
from monitor.model import ArticleId, Reading, StoryId
from monitor.store import articles, codec, problem_text, sql, states, worklists
from monitor.store.schema import articles as articles_table
from monitor.store.schema import deferrals, digests, editions, entries, feeds, members
from monitor.work import WorkList


def next_window(connection: sa.Connection, digest: str, *, now: datetime) -> tuple[Window, int]:
    """The window from the end of the last one to the current end, and the number of the next edition."""
    row = connection.execute(sa.select(digests).where(digests.c.name == digest)).one()
    last = sa.select(sa.func.max(editions.c.number)).where(editions.c.digest == digest)
    window = Window(
        digest=digest,
        start=row.upto,
        end=states.next_seq(connection),
        start_at=row.upto_at,
        end_at=max(now, row.upto_at),  # the clock may have been set back
    )
    return window, (connection.execute(last).scalar() or 0) + 1


def uncounted() -> sa.ColumnElement[bool]:
    """Settled entries that no edition has counted; none while one is being made, for it has read its window already.

    Only these may lose their place in the order and get a new one.
    """
    opened = sa.select(sa.func.coalesce(sa.func.max(digests.c.upto), 0)).scalar_subquery()
    return (entries.c.seq >= opened) & ~worklists.is_any_claimed(WorkList.DIGESTS)


def entries_of(connection: sa.Connection, window: Window) -> Sequence[Settled]:
    """Every entry settled in the window, in order."""
    rows = _rows(connection, window)
    read = [row.article_id for row in rows if row.article_id is not None]
    texts, said = articles.articles_of(connection, read), articles.readings_of(connection, read)
    stories = _stories(connection, read)
    return [_settled(row, texts, said, stories) for row in rows]


def _rows(connection: sa.Connection, window: Window) -> Sequence[sql.Row]:
    more = (entries.c.article_id, entries.c.failed, entries.c.readings)
    put_off = sa.exists().where(deferrals.c.digest == window.digest, deferrals.c.entry_id == entries.c.id)
    settled = (
        sa.select(*articles.STORED_ENTRY, *more, entries.c.seq.label("at"))
        .join(feeds, feeds.c.id == entries.c.feed_id)
        .where(entries.c.seq >= window.start, entries.c.seq < window.end, ~put_off)
    )
    brought = (
        sa.select(*articles.STORED_ENTRY, *more, deferrals.c.seq.label("at"))
        .join(feeds, feeds.c.id == entries.c.feed_id)
        .join(deferrals, deferrals.c.entry_id == entries.c.id)
        .where(deferrals.c.digest == window.digest, deferrals.c.seq >= window.start, deferrals.c.seq < window.end)
    )
    rows = [*connection.execute(settled), *connection.execute(brought)]
    return sorted(rows, key=lambda row: row.at)


class _Told(NamedTuple):
    """An article, or a part of it, as a report of a story."""

    topic: str
    story: StoryId
    report: ArticleId


def _stories(connection: sa.Connection, keys: Sequence[int]) -> Mapping[int, Sequence[_Told]]:
    """Article → the stories that it or its parts belong to."""
    found: dict[int, list[_Told]] = defaultdict(list)
    columns = (members.c.article_id, members.c.topic, members.c.story_id)
    for some in sql.chunks(sorted(set(keys))):
        own = sa.select(members.c.article_id.label("whole"), *columns).where(members.c.article_id.in_(some))
        of_parts = (
            sa.select(articles_table.c.whole_id.label("whole"), *columns)
            .join(articles_table, articles_table.c.id == members.c.article_id)
            .where(articles_table.c.whole_id.in_(some))
        )
        for row in (*connection.execute(own), *connection.execute(of_parts)):
            found[row.whole].append(_Told(row.topic, StoryId(row.story_id), ArticleId(row.article_id)))
    return {key: sorted(told, key=lambda one: (one.topic, one.report)) for key, told in found.items()}


def _settled(
    row: sql.Row,
    texts: Mapping[int, Any],
    said: Mapping[int, Sequence[Reading]],
    stories: Mapping[int, Sequence[_Told]],
) -> Settled:
    stored, key = articles.stored_entry(row), row.article_id
    headline = codec.readings(row.readings) if row.readings else ()
    topics = stored.feed.topics
    told = [one for one in stories.get(key, ()) if not topics or one.topic in topics]
    return Settled(
        seq=row.at,
        entry=stored,
        article_id=None if key is None else ArticleId(key),
        article=texts.get(key),
        readings=articles.of_feed(stored, said.get(key, ())) or headline,
        stories=tuple((one.topic, one.story) for one in told),
        parts=tuple((one.story, one.report) for one in told if one.report != key),
        failed=problem_text.load(row.failed),
    )
