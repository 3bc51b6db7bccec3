"""How the entries of a feed did lately: how many were on the topic, and whether another feed brings the same."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import sqlalchemy as sa

from monitor.feeds import addresses
from monitor.habits import Standing
from monitor.model import FeedId
from monitor.store.schema import entries, feeds, readings

REMEMBERED = timedelta(weeks=12)
LAST, LEAST = 20, 10  # entries compared with those of other feeds
SHARE = 0.9  # of them that another feed has too
WEEK = timedelta(days=7)


def of(connection: sa.Connection, feed: FeedId, *, now: datetime) -> Standing:
    """How the entries of a feed did in the last twelve weeks."""
    own = sa.select(entries.c.id).where(entries.c.feed_id == feed)
    relevant = (
        sa.select(sa.func.count(entries.c.id.distinct()), sa.func.max(entries.c.first_seen_at))
        .join(readings, readings.c.article_id == entries.c.article_id)
        .where(entries.c.feed_id == feed, entries.c.first_seen_at >= now - REMEMBERED, readings.c.relevant)
    )
    number, at = connection.execute(relevant).one()
    later = own.where(entries.c.first_seen_at > at) if at else own.where(sa.false())
    since_then = connection.execute(sa.select(sa.func.count()).select_from(later.subquery())).scalar_one()
    return Standing(relevant=number, relevant_at=at, since_then=since_then, twin=_twin(connection, feed, now))


def _twin(connection: sa.Connection, feed: FeedId, now: datetime) -> str:
    """The name of an older feed that for a week also had nine of ten of this one's last entries."""
    last = (
        sa.select(entries.c.url_key, entries.c.first_seen_at)
        .where(entries.c.feed_id == feed, entries.c.url_key != "")
        .order_by(entries.c.id.desc())
        .limit(LAST)
    )
    rows = connection.execute(last).all()
    keys = {row.url_key for row in rows}
    if len(keys) < LEAST or now - rows[-1].first_seen_at < WEEK:
        return ""
    others = (
        sa.select(feeds.c.url, feeds.c.feed, feeds.c.state)
        .join(entries, entries.c.feed_id == feeds.c.id)
        .where(entries.c.url_key.in_(keys), feeds.c.id < feed, feeds.c.enabled)
        .group_by(feeds.c.id)
        .having(sa.func.count(entries.c.url_key.distinct()) >= SHARE * len(keys))
        .order_by(feeds.c.id)
    )
    found = connection.execute(others).first()
    if found is None:
        return ""
    title = json.loads(found.feed).get("title") or json.loads(found.state).get("title")
    return str(title or addresses.public(found.url))
