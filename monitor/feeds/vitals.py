"""A feed that answers but goes bad: learned from its past, reported when that past can no longer explain it.

Each kind has a delay of its own (`docs/health.md`). Silence is measured in days of the feed's own week, so that
weekends do not count for an office's feed, and against its longest gaps and how irregular they were.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from itertools import pairwise

from monitor.feeds import addresses, elements
from monitor.habits import Certificate, Concern, Habits, Standing
from monitor.model import Entry, FeedState, Page, ParsedFeed
from monitor.problems import Problem
from monitor.replacing import replace

KEPT = 200  # days with entries that are remembered
LEARNED = 6  # with fewer gaps, silence is not judged by them
SURELY, IRREGULAR = 20, 0.33  # gaps, and their scatter relative to the mean, below which they are not a measure yet
UNLEARNED = 45.0  # days of silence of a feed whose gaps are not known
LONGEST_GAPS = 2.5  # times the longest earlier gap; more if gaps are irregular
DAY, OFFICE = (
    1.0,
    4.0,
)  # minimum silence, in days of its own week: for a feed that never rests, and for one with free weekends
FEAST = 0.1  # how much a day between Christmas and Epiphany, or around Easter, counts
HALF, BETTER = 0.5, 0.75  # of the usual number: reported below the first, well again above the second
CHANCE = 3.3  # standard deviations
ENOUGH = 24  # from this many entries in two weeks on, a drop to half means something
RELEVANT = 5  # relevant entries in twelve weeks that make a feed one on the topic
OFF_TOPIC = timedelta(days=21)
EMPTY = UNDATED = ONE_ID = MOVED = SKEW = timedelta(days=1)
SKEWED = timedelta(hours=1)
CERTIFICATE = timedelta(days=10)  # before it expires, or in the last tenth of a short-lived one

Judge = Callable[[FeedState, datetime], Problem | None]


def learned(
    habits: Habits, page: Page, found: ParsedFeed | None, entries: Sequence[Entry], now: datetime, *, first: bool
) -> Habits:
    """The habits after a successful poll; `entries` are the new ones, at the first poll all."""
    habits = replace(
        habits,
        days=_days(habits.days, entries, now, first=first),
        certificate=page.certificate or habits.certificate,
        changed_at=now if found is not None or habits.changed_at is None else habits.changed_at,
    )
    habits = _clock(habits, page, entries, now)
    return habits if found is None else _document(habits, found, now)


def _document(habits: Habits, found: ParsedFeed, now: datetime) -> Habits:
    """What the document itself shows: whether it is empty, and whether entries have dates and ids."""
    if not found.entries and not found.known:
        return replace(habits, empty_since=habits.empty_since or (now if habits.days else None))
    if habits.empty_since:
        length = (now - habits.empty_since) / timedelta(days=1)
        habits = replace(habits, empty_since=None, longest_empty=max(habits.longest_empty, length))
    if len(found.entries) + len(found.known) < 3:  # too few to tell
        return habits
    dated = (*(one.published_at or one.updated_at for one in found.entries), *map(elements.is_dated, found.known))
    undated = not any(dated)
    one_id = len({elements.letters(one.guid) for one in found.entries} | {one[-4:] for one in found.known}) == 1
    return replace(
        habits,
        dated=habits.dated if undated else habits.dated + 1,
        undated_since=(habits.undated_since or now) if undated and habits.dated >= 3 else None,
        distinct=habits.distinct if one_id else habits.distinct + 1,
        one_id_since=(habits.one_id_since or now) if one_id and habits.distinct >= 3 else None,
    )


def _days(
    days: tuple[tuple[int, int], ...], entries: Sequence[Entry], now: datetime, *, first: bool
) -> tuple[tuple[int, int], ...]:
    """Days with new entries; before the first poll, by the entries' own dates."""
    counts = Counter(dict(days))
    for entry in entries:
        at = entry.published_at
        if first and (at is None or at > now or now - at > timedelta(days=400)):
            continue
        counts[(at if first and at else now).toordinal()] += 1
    return tuple(sorted(counts.items())[-KEPT:])


def _clock(habits: Habits, page: Page, entries: Sequence[Entry], now: datetime) -> Habits:
    """Whether the site's clock is wrong: by its Date header, unless the answer came from a cache, or by entries."""
    told = _date(page.header("date"))
    behind = told is not None and now - told > SKEWED and not page.header("age") and not page.header("x-cache")
    ahead = told is not None and told - now > SKEWED
    early = [entry for entry in entries if entry.published_at and entry.published_at - now > SKEWED]
    if behind or ahead or (entries and 2 * len(early) > len(entries)):
        return replace(habits, skew_since=habits.skew_since or now, skewed=habits.skewed + 1)
    if entries or told is not None:
        return replace(habits, skew_since=None, skewed=0)
    return habits


def _date(value: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return at if at.tzinfo else None


def standing_due(state: FeedState, now: datetime) -> bool:
    """Whether to ask the store how the entries of a feed did: once a day."""
    return bool(state.habits.days) and state.habits.standing_day != now.toordinal()


def concern(state: FeedState, home: str, now: datetime) -> Concern | None:
    """What a person should know about a feed that answers; `home` is its address in feeds.yaml.

    A concern that continues keeps the time it began; a more serious one replaces it.
    """
    found = _moved(state, home, now) or next((told for judge in _JUDGES if (told := judge(state, now))), None)
    if found is None:
        return None
    before = state.concern
    same = before is not None and before.problem.code == found.code
    return Concern(problem=found, since=before.since if same and before else now)


def _moved(state: FeedState, home: str, now: datetime) -> Problem | None:
    if state.url != home and "@" not in home:
        return Problem("feed-moved", {"url": addresses.public(state.url)})
    waited = state.moved_since is not None and now - state.moved_since >= MOVED
    return Problem("feed-moved", {"url": addresses.public(state.moved_to)}) if waited and state.moved_to else None


def _certificate(state: FeedState, now: datetime) -> Problem | None:
    held: Certificate | None = state.habits.certificate
    if held is None:
        return None
    left, notice = held.ends_at - now, min(CERTIFICATE, (held.ends_at - held.begins_at) / 10)
    return Problem("feed-certificate", {"day": f"{held.ends_at:%Y-%m-%d}"}) if left < notice else None


def _empty(state: FeedState, now: datetime) -> Problem | None:
    habits = state.habits
    usual = timedelta(days=2 * habits.longest_empty)
    return _lasting(Problem("feed-empty"), habits.empty_since, max(EMPTY, usual), now)


def _undated(state: FeedState, now: datetime) -> Problem | None:
    return _lasting(Problem("feed-undated"), state.habits.undated_since, UNDATED, now)


def _one_id(state: FeedState, now: datetime) -> Problem | None:
    return _lasting(Problem("feed-one-id"), state.habits.one_id_since, ONE_ID, now)


def _skewed(state: FeedState, now: datetime) -> Problem | None:
    return _lasting(Problem("feed-clock"), state.habits.skew_since if state.habits.skewed >= 3 else None, SKEW, now)


def _lasting(problem: Problem, since: datetime | None, delay: timedelta, now: datetime) -> Problem | None:
    return problem if since is not None and now - since >= delay else None


def _silent(state: FeedState, now: datetime) -> Problem | None:
    """Nothing new for longer than the feed's own gaps explain; frozen if its document has not changed either."""
    habits = state.habits
    if not habits.days:
        return None
    last = habits.days[-1][0]
    if silence(habits, now) <= patience(habits):
        return None
    frozen = habits.changed_at is not None and habits.changed_at.toordinal() <= last + 1
    return Problem("feed-frozen" if frozen else "feed-silent", {"days": now.toordinal() - last})


def silence(habits: Habits, now: datetime) -> float:
    """Days of its own week since the last day with something new."""
    weights = _week(habits.days)
    last = habits.days[-1][0]
    whole = sum(each * days for each, days in zip(weights, _between(last + 1, now.toordinal()), strict=True))
    return whole + _weight(weights, now.toordinal()) * (now.hour / 24 + now.minute / 1440)


def patience(habits: Habits) -> float:
    """Days of silence, of its own week, that a feed's past can explain."""
    weights = _week(habits.days)
    spans = [
        sum(each * days for each, days in zip(weights, _between(one + 1, other + 1), strict=True))
        for (one, _), (other, _) in pairwise(habits.days)
    ]
    if len(spans) < LEARNED:
        return UNLEARNED
    mean = sum(spans) / len(spans)
    spread = math.sqrt(sum((span - mean) ** 2 for span in spans) / len(spans)) / mean
    if len(spans) < SURELY and spread > IRREGULAR:
        return UNLEARNED
    spread *= 1 + 2 / math.sqrt(len(spans))  # few gaps say less about how irregular they are
    usual = mean * (1 + 4.75 * spread + 8 * spread**2)  # about one gap in a million of a gamma distribution
    rests = min(weights[5], weights[6]) < HALF
    return max(OFFICE if rests else DAY, LONGEST_GAPS * max(1.0, 2 * spread) * max(spans), usual)


def _week(days: Sequence[tuple[int, int]]) -> Sequence[float]:
    """How much each weekday counts, Monday first: by how often it had something new, pulled towards one."""
    often = Counter(date.fromordinal(day).weekday() for day, _ in days)
    return [(often[day] + 2) / (len(days) + 14) * 7 for day in range(7)]


@lru_cache(maxsize=5_000)  # many feeds ask for the same days
def _between(begin: int, end: int) -> tuple[float, ...]:
    """How many days of each weekday, Monday first, there are from one day to another; feasts count less."""
    days = [0.0] * 7
    for day in range(begin, end):
        days[date.fromordinal(day).weekday()] += FEAST if _is_feast(day) else 1.0
    return tuple(days)


def _weight(weights: Sequence[float], day: int) -> float:
    return weights[date.fromordinal(day).weekday()] * (FEAST if _is_feast(day) else 1.0)


@lru_cache(maxsize=2_000)  # the same days for all feeds
def _is_feast(day: int) -> bool:
    """Between Christmas and Epiphany, or around Easter."""
    at = date.fromordinal(day)
    return (at.month, at.day) >= (12, 23) or (at.month, at.day) <= (1, 6) or abs(day - _easter(at.year)) <= 3


def _easter(year: int) -> int:
    """The ordinal of Easter Sunday (Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1).toordinal()


def _half(state: FeedState, now: datetime) -> Problem | None:
    """Fewer than half of the usual entries of the three to eight weeks before in the last two, beyond chance.

    Holidays are left out of all weeks; today is not over and does not count.
    """
    counts, day = dict(state.habits.days), now.toordinal() - 1
    begun = min(counts, default=day)
    weeks: list[int] = []
    while len(weeks) < 10 and day - 6 > begun:
        week: list[int] = []
        while len(week) < 7 and day > begun:
            week += [] if _is_feast(day) else [counts.get(day, 0)]
            day -= 1
        weeks += [sum(week)] if len(week) == 7 else []
    if len(weeks) < 5:
        return None
    recent, before = sum(weeks[:2]), weeks[2:]
    mean = sum(before) / len(before)
    scatter = max(1.0, sum((week - mean) ** 2 for week in before) / len(before) / mean) if mean else 1.0
    least = min(one + other for one, other in pairwise(before))
    beyond_chance = 2 * mean - recent > CHANCE * math.sqrt(2 * mean * scatter) and recent < 0.75 * least
    halved = 2 * mean >= ENOUGH and recent <= HALF * 2 * mean and beyond_chance
    goes_on = state.concern is not None and state.concern.problem.code == "feed-half" and recent <= BETTER * 2 * mean
    return Problem("feed-half", {"now": recent, "before": round(2 * mean)}) if halved or goes_on else None


def _off_topic(state: FeedState, now: datetime) -> Problem | None:
    told: Standing = state.habits.standing
    if told.relevant < RELEVANT or told.relevant_at is None or told.since_then < 10:
        return None
    gap = timedelta(days=84) / told.relevant
    silent = now - told.relevant_at
    return Problem("feed-off-topic", {"days": silent.days}) if silent > max(OFF_TOPIC, 6 * gap) else None


def _double(state: FeedState, _now: datetime) -> Problem | None:
    twin = state.habits.standing.twin
    return Problem("feed-double", {"url": twin}) if twin else None


_JUDGES: tuple[Judge, ...] = (_certificate, _empty, _silent, _one_id, _undated, _half, _off_topic, _double, _skewed)
