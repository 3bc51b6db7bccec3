"""Entries that were passed over: listed by title, counted once and found by `why`, but never shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from monitor.edition import PassedOver, Window
from monitor.feeds import marks
from monitor.model import FeedId, Poll
from monitor.store import states
from monitor.store.feed_rows import feed_of
from monitor.store.schema import feeds, passed_over

NAMED = 1_000  # per window; the rest is counted by reason


def keep(connection: sa.Connection, feed: FeedId, poll: Poll, now: datetime, *, lost: int = 0) -> None:
    """Store what a look passed over, and how many entries turned out to be stored already."""
    rows = [
        {
            "why": why,
            "number": 1,
            "guid": entry.guid,
            "url": entry.url,
            "title": entry.title,
            "published_at": entry.published_at,
            "url_key": mark.url,
            "title_hash": mark.title_hash,
            "text_hash": mark.text_hash,
            "identity": mark.identity,
        }
        for entry, why in poll.passed
        for mark in [marks.mark_of(entry)]
    ]
    counted = {"dropped": poll.dropped, "same": lost}
    unnamed = [{"why": why, "number": number} for why, number in counted.items() if number]
    if not rows and not unnamed:
        return
    where = {"feed_id": feed, "seq": states.take_seqs(connection), "seen_at": now}
    for some in (rows, unnamed):
        if some:
            connection.execute(sa.insert(passed_over), [where | row for row in some])


def in_window(connection: sa.Connection, window: Window) -> Sequence[PassedOver]:
    """What was passed over in a window: the newest by title, the rest as counts."""
    own = (passed_over.c.seq >= window.start) & (passed_over.c.seq < window.end)
    query = sa.select(passed_over, feeds.c.feed, feeds.c.url.label("feed_url"))
    named = query.join(feeds, feeds.c.id == passed_over.c.feed_id).where(own).order_by(passed_over.c.id.desc())
    found = [
        PassedOver(
            why=row.why,
            number=row.number,
            url=row.url,
            title=row.title or row.url,
            feed=feed_of(row.feed).title,
        )
        for row in connection.execute(named.limit(NAMED))
    ]
    sums = sa.select(passed_over.c.why, sa.func.sum(passed_over.c.number)).where(own).group_by(passed_over.c.why)
    for why, number in connection.execute(sums):
        rest = int(number) - sum(one.number for one in found if one.why == why)
        if rest:
            found.append(PassedOver(why=why, number=rest))
    return found
