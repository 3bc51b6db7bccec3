"""How often a feed brings something new, judged by the dates of its entries. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DAY = timedelta(days=1)
WINDOWS = tuple(timedelta(days=days) for days in (7, 28, 364))  # whole weeks, so that weekends count correctly
TELLING = 8  # enough entries in a window to count by
DRAGGED_GAP, DRAGGED_AFTER = 10, 5  # times all that is newer; entries that are newer
AWAKE = timedelta(hours=16)  # of a day in which news is written
SHORTEST = timedelta(hours=1)  # dates closer together are the document's own
MONTH, YEAR = 30.4, 365.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How many entries come."""

    a_day: float
    words: str  # "about 7 a week", "30 in 10 hours"


def of(dates: Sequence[datetime], now: datetime) -> Pace | None:
    """The pace of entries with these dates (sorted, none after `now`); None if they do not show it.

    Counted in the shortest window that the feed covers and that has enough entries; else over all its entries.
    """
    recent = _without_dragged(dates)
    if len(recent) < 2 or recent[-1] - recent[0] < SHORTEST:
        return None
    reach = now - recent[0]
    for window in WINDOWS:
        count = sum(date > now - window for date in recent)
        if count >= TELLING and reach >= window:
            return _worded(count / (window / DAY))
    count = sum(date > recent[0] for date in recent)
    if reach < DAY:
        hours = round((recent[-1] - recent[0]) / timedelta(hours=1))
        least = max(recent[-1] - recent[0], SHORTEST)
        told = f"{count + 1} in {hours} hours" if hours > 1 else f"{count + 1} in an hour"
        return Pace(count * min(AWAKE / least, DAY / least), told)
    return _worded(count / (reach / DAY))


def _without_dragged(dates: Sequence[datetime]) -> Sequence[datetime]:
    """Without old entries that a feed keeps after those of today."""
    for place in range(len(dates) - DRAGGED_AFTER, 0, -1):
        gap, newer = dates[place] - dates[place - 1], dates[-1] - dates[place]
        if gap > max(WINDOWS[1], DRAGGED_GAP * newer):
            return dates[place:]
    return dates


def _worded(a_day: float) -> Pace:
    week, month = a_day * 7, a_day * MONTH
    if week >= 0.8:
        return Pace(a_day, f"about {_rounded(week):,} a week")
    if month >= 0.8:
        return Pace(a_day, f"about {month:.0f} a month")
    return Pace(a_day, f"about {max(1, round(a_day * YEAR))} a year")


def _rounded(count: float) -> int:
    """To two digits: a list of a few dozen entries does not show more."""
    return round(count) if count < 100 else round(float(f"{count:.2g}"))
