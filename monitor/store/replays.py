"""The settled entries in the database, page by page, to be judged again with another topic file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from monitor.held import Held
from monitor.model import EntryId, StoryId
from monitor.store import articles, codec
from monitor.store.schema import articles as articles_table
from monitor.store.schema import entries, feeds, members


def settled(
    connection: sa.Connection, topic: str, *, since: datetime, after: EntryId | None = None, limit: int = 200
) -> Sequence[Held]:
    """Settled entries first seen since then, of feeds of the topic, in the order of their ids."""
    own = (articles_table.c.id == entries.c.article_id) | (articles_table.c.whole_id == entries.c.article_id)
    story = (
        sa.select(sa.func.min(members.c.story_id))  # of a round-up, that of its first part
        .join(articles_table, articles_table.c.id == members.c.article_id)
        .where(own, members.c.topic == topic)
        .scalar_subquery()
    )
    query = (
        sa.select(*articles.STORED_ENTRY, entries.c.article_id, entries.c.readings, story.label("story_id"))
        .join(feeds, feeds.c.id == entries.c.feed_id)
        .where(entries.c.id > (after or 0), entries.c.first_seen_at >= since, entries.c.settled_at.is_not(None))
        .order_by(entries.c.id)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    keys = [row.article_id for row in rows if row.article_id is not None]
    texts, said = articles.articles_of(connection, keys), articles.readings_of(connection, keys)
    kept = frozenset(
        connection.execute(
            sa.select(articles_table.c.id).where(
                articles_table.c.id.in_(keys), (articles_table.c.text != "") | (articles_table.c.basis == "headline")
            )
        ).scalars()
    )
    found = []
    for row in rows:
        judged = said.get(row.article_id) or (codec.readings(row.readings) if row.readings else ())
        found.append(
            Held(
                stored=articles.stored_entry(row),
                article=texts.get(row.article_id),
                kept=row.article_id is None or row.article_id in kept,
                reading=next((each for each in judged if each.topic == topic), None),
                story_id=None if row.story_id is None else StoryId(row.story_id),
            )
        )
    return found
