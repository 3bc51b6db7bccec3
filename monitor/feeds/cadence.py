"""When to poll a feed again, and why then.

The wait is the longest of: our own interval (the user's setting, else a quarter of the usual time between two new
entries, from 30 minutes to a day), and what server and feed ask for. Others can only lengthen it, never beyond 31 days.
Jitter only adds time and depends on the address and the day, so the same poll always leads to the same next one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import xxhash

from monitor.feeds import wishes
from monitor.model import Feed, FeedState, Page, Poll
from monitor.problems import Problem

FLOOR = timedelta(minutes=30)
FLOOR_UNCONDITIONAL = timedelta(hours=1)  # a server without validators sends the whole feed each time
CEILING = timedelta(days=1)
BACKOFF, LONGEST_BACKOFF = timedelta(hours=1), timedelta(days=1)
FIRST_BACKOFF = timedelta(minutes=5)  # for a feed that never worked: somebody has just added it; doubles each time
JITTER = 0.05  # of the wait
FIRST_SPREAD = timedelta(hours=6)  # of the first wait, at most
SLACK, LONGEST_SLACK = 0.1, timedelta(hours=1)  # of the wait: within it, the emptiest minute is taken
MINUTE = timedelta(minutes=1)
BELIEVABLE = timedelta(days=7)  # a longer wait is a setting meant for pictures, or an unchanged template
BELIEVED = timedelta(days=1)  # for such a wait
NEVER = timedelta(days=3650)
UNKNOWN_RHYTHM = 12.0  # entries a day, until we know better

Wait = tuple[timedelta, Problem]


def next_look(feed: Feed, state: FeedState, page: Page, now: datetime) -> tuple[datetime, Problem]:
    """The time of the next poll and the reason; `state` is the one after this poll."""
    if state.gone:
        return now + NEVER, Problem("look-gone")
    own = backoff(feed, state) if state.failure_weight else interval(feed, state)
    wait, why = max([own, *_wishes(state, page)], key=lambda known: known[0])
    wait = min(wait, wishes.LONGEST)
    share = fraction(state.url, now)
    spread = (min(wait, FIRST_SPREAD) if state.looks <= 1 else wait * JITTER) * share  # feeds added together spread out
    at = wishes.awake(now + min(wait + spread, wishes.LONGEST), state.hints)
    if at > now + wait + spread:
        why = Problem("look-skipped", {"why": why})
    return min(at, now + wishes.LONGEST), why


def slack(poll: Poll, now: datetime) -> tuple[datetime, datetime]:
    """The span in which a poll may happen, so that feeds are not all polled in the same minute: whole minutes."""
    planned = poll.next_look_at
    later = min((planned - now) * SLACK, LONGEST_SLACK, now + wishes.LONGEST - planned)
    begin = planned.replace(second=0, microsecond=0)
    return begin, begin + MINUTE * (1 + max(timedelta(), later) // MINUTE)


def levelled(poll: Poll, now: datetime, crowd: Mapping[int, int], first: int = 0) -> datetime:
    """The emptiest minute within the slack of the next poll.

    `crowd` is how many other feeds are due in a minute; `first` is the number there of the first minute of the slack.
    """
    begin, end = slack(poll, now)
    places: Sequence[int] = range((end - begin) // MINUTE)
    if poll.state.hints and (poll.state.hints.skip_hours or poll.state.hints.skip_days):
        places = [place for place in places if _allowed(poll.next_look_at + place * MINUTE, poll)]
    best = next((place for place in places if first + place not in crowd), None)
    if best is None:
        best = min(places, key=lambda place: (crowd[first + place], place), default=0)
    return poll.next_look_at + best * MINUTE


def _allowed(at: datetime, poll: Poll) -> bool:
    return wishes.awake(at, poll.state.hints) == at


def interval(feed: Feed, state: FeedState) -> Wait:
    """Our own interval: the user's setting, else from the feed's rhythm."""
    floor = FLOOR if state.validators.etag or state.validators.last_modified else FLOOR_UNCONDITIONAL
    if feed.interval is not None:
        return max(feed.interval, floor), Problem("look-wish", {"wait": length(max(feed.interval, floor))})
    usual = timedelta(days=0.25 / state.rhythm) if state.rhythm > 0.25 else CEILING
    wait = min(max(usual, floor), CEILING)
    return wait, Problem("look-rhythm", {"wait": length(wait), "rate": f"{state.rhythm:.1f}"})


def backoff(feed: Feed, state: FeedState) -> Wait:
    """After failures: one hour more for each, by weight, up to a day; minutes at first for a feed that never worked."""
    reason = state.problem or ""
    if state.last_success_at is None:
        wait = min(FIRST_BACKOFF * 2 ** min(max(0, state.looks - 1), 10), LONGEST_BACKOFF)
        return wait, Problem("look-new", {"wait": length(wait), "reason": reason})
    wait = max(min(BACKOFF * max(1.0, state.failure_weight), LONGEST_BACKOFF), feed.interval or BACKOFF)
    return wait, Problem("look-failed", {"wait": length(wait), "reason": reason})


def rhythm(before: float, fresh: int, elapsed: timedelta) -> float:
    """New entries a day, smoothed over about a week."""
    days = max(elapsed.total_seconds(), 60.0) / 86_400
    keep = math.exp(-days / 5.0)
    return before * keep + (fresh / days) * (1.0 - keep)


def fraction(url: str, now: datetime) -> float:
    """A number from 0 to 1 that depends only on the address and the day."""
    return xxhash.xxh32_intdigest(f"{url} {now.date()}") / 2**32


def length(wait: timedelta) -> Problem:
    """A wait in a unit people would use."""
    minutes = round(wait.total_seconds() / 60)
    if minutes < 90:
        return Problem("minutes", {"n": minutes})
    if minutes < 48 * 60:
        return Problem("hours", {"n": f"{minutes / 60:.3g}"})
    return Problem("days", {"n": f"{minutes / 1440:.3g}"})


def _wishes(state: FeedState, page: Page) -> list[Wait]:
    """What server and feed ask for; the feed's own hints also apply after failures."""
    retry = wishes.asked_to_wait(page)
    fresh = wishes.freshness(page) if page.status in {200, 226, 304} else timedelta()
    ttl = state.hints.ttl if state.hints and state.hints.ttl else timedelta()
    return [
        (retry, Problem("look-asked", {"wait": length(retry), "status": page.status})),
        _believed(fresh, Problem("look-fresh", {"wait": length(fresh)})),
        _believed(ttl, Problem("look-ttl", {"wait": length(ttl)})),
    ]


def _believed(wait: timedelta, why: Problem) -> Wait:
    """A permanent setting, as far as it makes sense for a news source."""
    if wait <= BELIEVABLE:
        return wait, why
    return BELIEVED, Problem("look-believed", {"why": why, "wait": length(BELIEVED)})
