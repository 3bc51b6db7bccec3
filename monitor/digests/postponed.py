"""What waits for the next edition: stories over a feed's limit, and alerts in their quiet time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.digests import account, quiet
from monitor.edition import Card, Digest, FeedHealth, IssueLine, Settled
from monitor.model import EntryId, Feed, FeedId, StoryId


def stories(
    digest: Digest,
    told: Mapping[StoryId, Card],
    rows: Sequence[Settled],
    now: datetime,
    sent: Sequence[IssueLine],
    followed: Collection[StoryId] = (),
) -> frozenset[StoryId]:
    """Stories that are left for the next edition; no feed's limit holds up a story that is followed."""
    if quiet.is_quiet(digest, now) or quiet.is_capped(digest, sent, now):
        return frozenset(told)
    return _over_limit(digest, told.keys() - set(followed), rows)


def _over_limit(digest: Digest, told: Collection[StoryId], rows: Sequence[Settled]) -> frozenset[StoryId]:
    """Of the stories that only one feed has, those beyond its `limit`; the oldest are shown first."""
    sources: defaultdict[StoryId, set[FeedId]] = defaultdict(set)
    first: dict[StoryId, int] = {}
    feeds: dict[FeedId, Feed] = {}
    for row in (row for row in rows if not account.too_old(row, digest)):
        feeds[row.entry.feed_id] = row.entry.feed
        for story in account.own_stories(row, digest):
            sources[story].add(row.entry.feed_id)
            first[story] = min(row.seq, first.get(story, row.seq))
    over: set[StoryId] = set()
    alone: defaultdict[FeedId, list[StoryId]] = defaultdict(list)
    for story in sorted((story for story in told if len(sources[story]) == 1), key=lambda story: first[story]):
        alone[next(iter(sources[story]))].append(story)
    for id, only_here in alone.items():
        over.update(only_here[max(feeds[id].limit, 0) :])
    return frozenset(over)


def is_postponed(row: Settled, digest: Digest, postponed: frozenset[StoryId]) -> bool:
    """Whether an entry moves to the next window, because one of its stories does; never if it is too old."""
    mine = account.own_stories(row, digest)
    return any(story in postponed for story in mine) and not account.too_old(row, digest)


def health(feeds: Sequence[FeedHealth], rows: Sequence[Settled], deferred: Sequence[EntryId]) -> tuple[FeedHealth, ...]:
    """The feeds, each with the number of its entries that wait for the next edition."""
    ids = set(deferred)
    counts = Counter(row.entry.feed.url for row in rows if row.entry.id in ids)
    return tuple(replace(feed, waiting=counts[feed.url]) for feed in feeds)
