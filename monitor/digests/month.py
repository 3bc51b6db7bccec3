"""Once a month an edition says what the feeds contributed, and which sources the stories cite that nobody follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.articles import urls
from monitor.edition import Digest
from monitor.habits import Month, Signal

SPAN = timedelta(weeks=4)
NAMED = 10  # publishers the reader does not follow
ENOUGH = 10  # entries from which a feed without any story is noise


def is_due(digest: Digest, before: datetime | None, now: datetime) -> bool:
    """Whether an edition is the first of a month in the reader's calendar; `before` is when the last one was made.

    The very first edition of a digest has nothing to look back on, and an alert is not the place for it.
    """
    if before is None or digest.kind == "alert":
        return False
    zone = ZoneInfo(digest.timezone)
    was, today = before.astimezone(zone), now.astimezone(zone)
    return (was.year, was.month) != (today.year, today.month)


def look_back(feeds: Iterable[str], signals: Sequence[Signal], cited: Sequence[tuple[int, str]]) -> Month | None:
    """The month of the feeds at these addresses; None if nothing came."""
    month = Month(signals=tuple(signals), not_followed=not_followed(feeds, cited))
    return month if any(one.entries for one in month.signals) else None


def not_followed(feeds: Iterable[str], cited: Sequence[tuple[int, str]]) -> tuple[tuple[str, int], ...]:
    """Publishers that stories come from or cite but that no feed belongs to, with the number of stories; most first.

    `cited` are pairs of a story and the host of one of its articles, or of a page these link to.
    """
    own = {urls.family(urls.site_of(url)) for url in feeds}
    stories: dict[str, set[int]] = defaultdict(set)
    for story, host in cited:
        if (house := urls.family(host)) not in own:
            stories[house].add(story)
    ranked = sorted(stories.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple((house, len(counted)) for house, counted in ranked[:NAMED])


def first(month: Month) -> Sequence[Signal]:
    """Feeds that had stories before all others, most first."""
    return sorted((one for one in month.signals if one.first), key=lambda one: -one.first)


def alone(month: Month) -> Sequence[Signal]:
    """Feeds that had stories no other feed had, most first."""
    return sorted((one for one in month.signals if one.alone), key=lambda one: -one.alone)


def noise(month: Month) -> Sequence[Signal]:
    """Feeds that brought many entries and no story, most entries first."""
    mute = (one for one in month.signals if not one.stories and one.entries >= ENOUGH)
    return sorted(mute, key=lambda one: -one.entries)
