"""What waits for the next edition: stories over a feed's limit, and alerts in their quiet time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.digests import account, quiet
from monitor.edition import Card, Digest, FeedHealth, IssueLine, Settled
from monitor.model import EntryId, Feed, FeedId, StoryId


def waiting(
    digest: Digest, told: Mapping[StoryId, Card], rows: Sequence[Settled], now: datetime, sent: Sequence[IssueLine]
) -> frozenset[StoryId]:
    """Stories that are not told in this edition but in the next one."""
    if quiet.is_quiet(digest, now) or quiet.is_capped(digest, sent, now):
        return frozenset(told)
    return _over_limit(digest, told, rows)


def _over_limit(digest: Digest, told: Mapping[StoryId, Card], rows: Sequence[Settled]) -> frozenset[StoryId]:
    """Beyond `feed.limit` the stories that only this one feed brought: the oldest are told first."""
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


def waits(row: Settled, digest: Digest, waiting: frozenset[StoryId]) -> bool:
    """Whether an entry moves whole into the next window; one that is too old has nothing to wait for."""
    mine = account.own_stories(row, digest)
    return any(story in waiting for story in mine) and not account.too_old(row, digest)


def health(feeds: Sequence[FeedHealth], rows: Sequence[Settled], deferred: Sequence[EntryId]) -> tuple[FeedHealth, ...]:
    """Feeds with the number of their entries that wait for the next edition."""
    ids = set(deferred)
    counts = Counter(row.entry.feed.url for row in rows if row.entry.id in ids)
    return tuple(replace(feed, waiting=counts[feed.url]) for feed in feeds)
