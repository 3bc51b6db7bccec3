"""Feeds that decay while still answering: each kind is noticed within its delay, and healthy feeds are never reported.

Sixty days are simulated with a clock set by hand; a feed is polled every six hours.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from monitor import problems
from monitor.feeds import changes, marks, vitals
from monitor.habits import Certificate, FeedHints, Standing
from monitor.model import Entry, Feed, FeedState, Page, ParsedFeed
from monitor.problems import Problem, Trouble

START = datetime(2026, 10, 5, 0, tzinfo=UTC)
URL = "https://paper.example/feed"
DECAY = 30  # the day on which it begins
DAY = timedelta(days=1)

Answer = Callable[[Page, ParsedFeed, datetime], tuple[Page, ParsedFeed]]


def arrivals(kind: str, dice: random.Random, days: int) -> list[datetime]:
    """When a healthy feed of this kind publishes, from forty days before the start."""
    found: list[datetime] = []
    at, end = START - 40 * DAY, START + days * DAY
    while at < end:
        feast = (at.month, at.day) in {(10, 3), (11, 1), (11, 26), (11, 27)} or (at.month, at.day) >= (12, 24)
        if kind == "office":
            found += [at + timedelta(hours=9 + 8 * dice.random()) for _ in range(0 if at.weekday() > 4 or feast else 3)]
        elif kind == "daily":
            found += [at + timedelta(hours=9 + 3 * dice.random())]
        elif kind == "busy":
            number = int(dice.gauss(18, 4) * (0.4 if at.weekday() > 4 or feast else 1))
            found += [at + timedelta(hours=5 + 17 * dice.random()) for _ in range(max(0, number))]
        elif kind == "weekly":
            found += [at + timedelta(hours=24 * dice.random())] if at.weekday() == 2 else []
        at += DAY
    steps = {"irregular": lambda: dice.expovariate(1 / 1.5), "moody": lambda: 1.5 * dice.lognormvariate(0, 1)}
    at = START - 40 * DAY
    while kind in steps and (at := at + timedelta(days=steps[kind]())) < end:
        found.append(at)
    at = START - 40 * DAY
    while kind == "bursts" and (at := at + timedelta(days=dice.uniform(3, 16))) < end:
        found += [at + timedelta(hours=dice.uniform(0, 20)) for _ in range(dice.randint(1, 5))]
    return sorted(at for at in found if at < end)


KINDS = ("office", "daily", "busy", "weekly", "irregular", "moody", "bursts")


def play(
    kind: str,
    seed: int,
    *,
    broken: Answer | None = None,
    until: timedelta | None = None,
    standing: Callable[[datetime], Standing] = lambda now: Standing(),
    days: int = 60,
    home: str = URL,
) -> list[tuple[float, Problem | None]]:
    """What is reported about one feed, by day; from the decay on, `until` thins out or stops what it publishes."""
    dice = random.Random(seed)
    entries = [
        Entry(guid=f"id-{number}", url=f"https://paper.example/{number}", title=f"Story {number}", published_at=at)
        for number, at in enumerate(arrivals(kind, dice, days))
    ]
    begun = START + DECAY * DAY
    if until is not None:
        entries = [one for one in entries if one.published_at and one.published_at <= begun + until]
    return _looks(entries, broken, standing, days, home)


def _looks(
    entries: Sequence[Entry],
    broken: Answer | None,
    standing: Callable[[datetime], Standing],
    days: int,
    home: str = URL,
) -> list[tuple[float, Problem | None]]:
    feed, state, now = Feed(url=home), FeedState(url=URL), START
    seen: set[str] = set()
    told: list[tuple[float, Problem | None]] = []
    while now < START + days * DAY:
        shown = tuple(reversed([one for one in entries if one.published_at and one.published_at <= now][-25:]))
        found = ParsedFeed(title="Paper", language="en", hints=FeedHints(), entries=shown)
        headers = (("date", format_datetime(now)),)
        page = Page(url=URL, status=200, headers=headers, fetched_at=now)
        if broken and now >= START + DECAY * DAY:
            page, found = broken(page, found, now)
        page = replace(page, body=page.body or repr([one.url for one in found.entries]).encode())
        read = found if changes.worth_parsing(state, page) else None
        known = marks.marks_of([one for one in found.entries if one.url in seen]) if read else ()
        asked = standing(now) if vitals.standing_due(state, now) else None
        state = changes.decide(feed, state, page, read, known, now, asked).state
        seen |= {one.url for one in found.entries}
        problem = state.problem or (state.concern.problem if state.concern else None)
        if (problem and problem.code) != (told[-1][1] and told[-1][1].code if told else None):
            told.append(((now - START) / DAY, problem))
        now += timedelta(hours=6)
    return told


def answered(**values: object) -> Answer:
    def answer(page: Page, found: ParsedFeed, now: datetime) -> tuple[Page, ParsedFeed]:
        return replace(page, **values), found  # type: ignore[arg-type]

    return answer


def of_entries(change: Callable[[int, Entry], Entry]) -> Answer:
    def answer(page: Page, found: ParsedFeed, now: datetime) -> tuple[Page, ParsedFeed]:
        return page, replace(found, entries=tuple(change(place, one) for place, one in enumerate(found.entries)))

    return answer


def empty(page: Page, found: ParsedFeed, now: datetime) -> tuple[Page, ParsedFeed]:
    return page, replace(found, entries=())


def torn(page: Page, found: ParsedFeed, now: datetime) -> tuple[Page, ParsedFeed]:
    return replace(page, body=repr(now).encode()), replace(found, problem=Problem("cut-short"))


def build_date(page: Page, found: ParsedFeed, now: datetime) -> tuple[Page, ParsedFeed]:
    return replace(page, body=repr(now).encode()), found


def ending(page: Page, found: ParsedFeed, now: datetime) -> tuple[Page, ParsedFeed]:
    ends = START + (DECAY + 12) * DAY
    return replace(page, certificate=Certificate(begins_at=ends - 90 * DAY, ends_at=ends)), found


def slow_clock(page: Page, found: ParsedFeed, now: datetime) -> tuple[Page, ParsedFeed]:
    return replace(page, headers=(("date", format_datetime(now - timedelta(hours=3))),)), found


def failed(trouble: Trouble, code: str, status: int = 0) -> Answer:
    return answered(
        status=status,
        trouble=trouble,
        problem=Problem(code, {"host": "paper.example", "name": "x", "status": status}),
        body=b"x",
    )


def off_topic(now: datetime) -> Standing:
    last = min(now, START + DECAY * DAY)
    return Standing(relevant=40, relevant_at=last, since_then=3 * max(0, (now - last).days))


def twin(now: datetime) -> Standing:
    return Standing(twin="https://other.example/feed" if now >= START + (DECAY + 7) * DAY else "")


# kind of feed, what is reported, delay in days, cause
DECAYS: dict[str, tuple[str, str, float, dict[str, object]]] = {
    "silent": ("daily", "feed-silent", 4, {"until": timedelta(0), "broken": build_date}),
    "frozen": ("busy", "feed-frozen", 5, {"until": timedelta(0)}),
    "empty but 200": ("daily", "feed-empty", 1.25, {"broken": empty}),
    "moved": ("daily", "feed-moved", 1.25, {"broken": answered(moved_to="https://new.example/feed")}),
    "certificate about to end": ("daily", "feed-certificate", 3.25, {"broken": ending}),
    "certificate ended": ("daily", "certificate-expired", 0.25, {"broken": failed(Trouble.TLS, "certificate-expired")}),
    "challenge": ("daily", "challenge", 0.25, {"broken": failed(Trouble.CHALLENGE, "challenge", 403)}),
    "login": ("daily", "http-401", 0.25, {"broken": failed(Trouble.NONE, "http-401", 401)}),
    "off topic": ("daily", "feed-off-topic", 22, {"standing": off_topic}),
    "all undated": ("daily", "feed-undated", 2.25, {"broken": of_entries(lambda place, one: replace(one, published_at=None))}),
    "clock": ("daily", "feed-clock", 1.25, {"broken": slow_clock}),
    "torn each time": ("daily", "cut-short", 0.25, {"broken": torn}),
    "one id for all": ("daily", "feed-one-id", 2.25, {"broken": of_entries(lambda place, one: replace(one, guid="feed"))}),
    "double": ("daily", "feed-double", 8, {"standing": twin}),
    "DNS gone": ("daily", "dns", 0.25, {"broken": failed(Trouble.DNS, "dns")}),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", DECAYS)
def test_each_decay_is_noticed_within_its_delay_and_told_once(name: str) -> None:
    kind, code, delay, how = DECAYS[name]
    told = play(kind, 1, days=int(DECAY + delay + 5), **how)  # type: ignore[arg-type]
    codes = [problem.code for _, problem in told if problem]
    assert codes == [code], told
    assert DECAY <= told[0][0] <= DECAY + delay
    assert problems.advice(told[0][1])


def test_a_feed_gone_quiet_by_half_is_noticed_within_two_weeks() -> None:
    dice = random.Random(2)
    begun = START + DECAY * DAY
    every = enumerate(arrivals("busy", dice, 60))
    entries = [
        Entry(guid=f"id-{number}", url=f"https://paper.example/{number}", title=f"Story {number}", published_at=at)
        for number, at in every
        if at < begun or dice.random() < 0.35
    ]
    told = _looks(entries, None, lambda now: Standing(), 60)
    assert [problem.code for _, problem in told if problem] == ["feed-half"]
    assert told[0][0] <= DECAY + 14


def test_recovery_is_told() -> None:
    def for_a_week(page: Page, found: ParsedFeed, now: datetime) -> tuple[Page, ParsedFeed]:
        return empty(page, found, now) if now < START + (DECAY + 7) * DAY else (page, found)

    told = play("daily", 1, days=45, broken=for_a_week)
    assert [problem and problem.code for _, problem in told] == ["feed-empty", None]
    assert told[1][0] == DECAY + 7


def test_what_is_usual_for_a_feed_is_no_decay() -> None:
    """Short-lived certificates, entries that never had dates or ids, slow caches."""

    def odd(page: Page, found: ParsedFeed, now: datetime) -> tuple[Page, ParsedFeed]:
        certificate = Certificate(begins_at=now - 3 * DAY, ends_at=now + 3 * DAY)
        headers = (("date", format_datetime(now - timedelta(hours=5))), ("age", "18000"))
        entries = tuple(replace(one, guid="feed", published_at=None) for one in found.entries)
        return replace(page, certificate=certificate, headers=headers), replace(found, entries=entries)

    entries = [
        Entry(guid="x", url=f"https://paper.example/{number}", title=f"Story {number}", published_at=at)
        for number, at in enumerate(arrivals("daily", random.Random(3), 60))
    ]
    begin = START - DECAY * DAY

    def always(page: Page, found: ParsedFeed, now: datetime) -> tuple[Page, ParsedFeed]:
        return odd(page, found, now)

    assert begin < START
    feed, state, now = Feed(url=URL), FeedState(url=URL), START
    for _ in range(100):
        shown = tuple(reversed([one for one in entries if one.published_at and one.published_at <= now][-25:]))
        page, found = always(
            Page(url=URL, status=200, fetched_at=now),
            ParsedFeed(title="", language="", hints=FeedHints(), entries=shown),
            now,
        )
        page = replace(page, body=repr([one.url for one in found.entries]).encode())
        state = changes.decide(feed, state, page, found, marks.marks_of(found.entries[1:]), now).state
        assert state.concern is None, (now, state.concern)
        now += timedelta(hours=12)


@pytest.mark.parametrize("kind", KINDS)
def test_a_healthy_feed_is_never_told_of(kind: str) -> None:
    assert play(kind, 1, days=40) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_two_hundred_healthy_feeds_are_never_told_of(kind: str) -> None:
    """With weekends, holidays and irregular authors, until after Christmas."""
    alarms = {seed: told for seed in range(100, 130) if (told := play(kind, seed, days=90))}
    assert not alarms
