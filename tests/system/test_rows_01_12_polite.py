"""Rows 1–12 of the reliability matrix: politeness, with a real server and a clock set by hand."""

import asyncio
import gzip
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import problems
from monitor.errors import Busy
from monitor.feeds import cadence, changes, hints, wishes
from monitor.fetch import pace, robots
from monitor.habits import FeedHints
from monitor.model import Feed, FeedState, Page, Validators
from monitor.problems import Trouble
from tests.faults import START, Clock, Reply, Request, Watcher, entry, open_door, rss, serve

FEED = rss(entry(1), entry(2))
ODD_TAGS = [
    '"abc"',
    'W/"a,b"',
    'W/"67ab-\t x"'.replace("\t", ""),
    '"with \\"quotes\\""',
    "without-quotes",
    '""',
    'W/"größe"',
    '"a" ',
    '"-gzip"',
    "W/" + '"' + "x" * 500 + '"',
]
ODD_DATES = [
    "Mon, 01 Jan 1990 00:00:00 GMT",
    "2026-11-01T06:00:00Z",
    "yesterday",
    "0",
    "Sat, 31 Feb 2026 25:61:00 CET",
    "-1",
]


def conditional(tag: str = '"1"', body: bytes = FEED, **headers: str):
    """An answer that handles its ETag."""

    def answer(request: Request) -> Reply:
        if request.headers.get("if-none-match") == tag:
            return Reply(status=304, headers={"ETag": tag, **headers})
        return Reply(body=body, headers={"ETag": tag, **headers})

    return answer


# -- row 1


@pytest.mark.parametrize("tag", ODD_TAGS)
async def test_row_01_an_odd_etag_comes_back_byte_for_byte(tag: str) -> None:
    async with serve() as server:
        server.on("/feed", [Reply(body=FEED, headers={"ETag": tag}), Reply(status=304)])
        clock = Clock()
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock)
        await watcher.look()
        clock.advance(hours=1)
        await watcher.look()
        await door.close()
        assert b"\r\nIf-None-Match: " + tag.strip().encode() + b"\r\n" in server.log[1].raw


@pytest.mark.parametrize("date", ODD_DATES)
async def test_row_01_an_odd_last_modified_comes_back_byte_for_byte(date: str) -> None:
    async with serve() as server:
        server.on("/feed", [Reply(body=FEED, headers={"Last-Modified": date}), Reply(status=304)])
        clock = Clock()
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock)
        await watcher.look()
        clock.advance(hours=1)
        await watcher.look()
        await door.close()
        assert b"\r\nIf-Modified-Since: " + date.encode() + b"\r\n" in server.log[1].raw


async def test_row_01_one_unconditional_request_in_a_thousand_looks() -> None:
    async with serve() as server:
        server.on("/feed", conditional('W/"a,b"'))
        clock = Clock()
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock)
        for _ in range(1000):
            await watcher.look()
            clock.advance(minutes=33)
        await door.close()
        assert len(server.log) == 1000
        assert [request.conditional for request in server.log].count(False) == 1


def test_row_01_a_304_is_doubted_now_and_then() -> None:
    known = FeedState(
        url="https://example.org/feed",
        validators=Validators(etag='"1"'),
        body_hash="x",
        last_full_at=START,
        last_success_at=START,
        last_new_at=START,
        rhythm=0.1,
    )
    assert changes.validators(known, START + timedelta(days=29)) == known.validators
    assert changes.validators(known, START + timedelta(days=41)) == Validators()


async def test_row_01_bytes_that_cannot_be_sent_are_not_sent() -> None:
    async with serve() as server:
        server.on("/feed", [Reply(body=FEED, headers={"ETag": '"gr\udcf6\udcdfe"'}), Reply(body=FEED)])
        clock = Clock()
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock)
        await watcher.look()
        assert watcher.state.validators == Validators(), "nor stored"
        await watcher.look()
        await door.close()
        assert watcher.state.problem is None
        assert not server.log[1].conditional


# -- row 2


@pytest.mark.parametrize(
    "bad", [b"", b"<html><body>Sorry</body></html>", b"{}", b"<rss><channel><item><title>x", b"\x00\x01\x02"]
)
async def test_row_02_validators_of_a_bad_body_are_not_kept_and_good_ones_are(bad: bytes) -> None:
    async with serve() as server:
        server.on(
            "/feed",
            [
                Reply(body=FEED, headers={"ETag": '"good"'}),
                Reply(body=bad, headers={"ETag": '"bad"'}),
                Reply(status=500, headers={"ETag": '"worse"'}),
                Reply(status=304),
            ],
        )
        clock = Clock()
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock)
        for _ in range(4):
            await watcher.look()
            clock.advance(hours=2)
        await door.close()
        sent = [request.headers.get("if-none-match", "") for request in server.log]
        assert '"bad"' not in sent
        assert '"worse"' not in sent
        # A truncated document brought entries, so the rest must be requested; all others leave the state as it was.
        assert sent[1] == '"good"'
        assert sent[3] in ({"", '"good"'} if b"<rss" in bad else {'"good"'})
        assert watcher.state.problem is None


# -- row 3


@pytest.mark.parametrize("status", [200, 304])
@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ({"Cache-Control": "max-age=43200"}, 43_200),
        ({"Cache-Control": "public, max-age=7200, must-revalidate"}, 7_200),
        ({"Cache-Control": 'max-age="10800"'}, 10_800),
        ({"Cache-Control": "MAX-AGE = 86400"}, 86_400),
        ({"Cache-Control": "max-age=172800"}, 172_800),
        ({"Cache-Control": "max-age=604800"}, 604_800),
        ({"Cache-Control": "max-age=99999999999999"}, 86_400),  # no news source can mean this
        ({"Cache-Control": "s-maxage=10, no-transform"}, 0),
        ({"Expires": 36_000}, 36_000),
        ({"Expires": 400_000}, 400_000),
        ({"Expires": "0"}, 0),
        ({"Expires": "junk", "Cache-Control": "max-age=14400"}, 14_400),
    ],
)
async def test_row_03_no_look_before_max_age_or_expires_in_thirty_days(header: dict, seconds: int, status: int) -> None:
    clock = Clock()

    def answer(request: Request) -> Reply:
        told = {
            name: format_datetime(clock() + timedelta(seconds=value), usegmt=True) if isinstance(value, int) else value
            for name, value in header.items()
        } | {"ETag": '"1"', "Date": format_datetime(clock(), usegmt=True)}
        if status == 304 and request.conditional:
            return Reply(status=304, headers=told)
        return Reply(body=FEED, headers=told)

    async with serve() as server:
        server.on("/feed", answer)
        door = open_door(now=clock)
        looks = await Watcher(server.url(), door, clock).watch(days=30)
        await door.close()
    assert len(looks) == len(server.log) >= 1
    early = [gap for gap in (later - sooner for sooner, later in pairwise(looks)) if gap.total_seconds() < seconds]
    assert early == []


# -- row 4

HTTP_DATE = "date in three hours"


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 3600),  # shorter than our own wait, which counts
        ("7200", 7200),
        ("86400", 86_400),
        (" 7200 ", 7200),
        (HTTP_DATE, 10_800),
        ("1000000000000", 31 * 86_400),
        ("-1", 3600),
        ("1e12", 3600),
        ("soon", 3600),
        ("", 3600),
        ("Sun, 99 Nov 2026 99:99:99 GMT", 3600),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 3600),
        (None, 3600),
        ("99999999999999999999999999999999999999999", 31 * 86_400),
        ("１２０", 3600),
    ],
)
async def test_row_04_retry_after(value: str | None, seconds: int, status: int) -> None:
    clock = Clock()
    told = format_datetime(clock() + timedelta(hours=3), usegmt=True) if value == HTTP_DATE else value
    async with serve() as server:
        server.on("/feed", Reply(status=status, headers={} if told is None else {"Retry-After": told}))
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock)
        watcher.state = replace(watcher.state, last_success_at=START - timedelta(days=1))
        poll = await watcher.look()
        await door.close()
    wait = (poll.next_look_at - START).total_seconds()
    assert seconds <= wait <= 31 * 86_400
    assert poll.state.problem


def test_row_04_the_backoff_grows_from_an_hour_to_a_day() -> None:
    waits = [
        cadence.backoff(Feed(url="x"), FeedState(url="x", last_success_at=START, failure_weight=0.5 * failures))[0]
        for failures in range(1, 100)
    ]
    assert waits[0] == timedelta(hours=1)
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(days=1)


def test_row_04_a_feed_that_never_worked_is_asked_again_in_minutes_then_ever_more_rarely() -> None:
    states = [FeedState(url="x", looks=looks, failure_weight=looks) for looks in range(1, 12)]
    waits = [cadence.backoff(Feed(url="x", interval=timedelta(hours=6)), state)[0] for state in states]
    assert [wait // timedelta(minutes=1) for wait in waits[:4]] == [5, 10, 20, 40]
    assert waits[-1] == timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "headers", "hours"),
    [
        (429, {}, 1),
        (429, {"Retry-After": "7200"}, 2),
        (503, {"Retry-After": "7200"}, 2),
        (503, {}, None),
        (404, {}, None),
    ],
)
async def test_row_05_until_when_a_server_wants_to_be_left_alone_is_kept(
    status: int, headers: dict[str, str], hours: int | None
) -> None:
    clock = Clock()
    async with serve() as server:
        server.on("/feed", [Reply(status=status, headers=headers), Reply(body=FEED)])
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock)
        poll = await watcher.look()
        assert poll.state.asked_to_wait_until == (clock() + timedelta(hours=hours) if hours else None)
        clock.advance(hours=3)
        assert (await watcher.look()).state.asked_to_wait_until is None
        await door.close()


# -- row 5


async def test_row_05_a_429_holds_the_feeds_of_its_host_and_a_5xx_only_itself() -> None:
    clock = Clock()
    async with serve() as server:
        server.on("*", Reply(body=FEED))
        server.on("/feed-3", Reply(status=503, headers={"Retry-After": "7200"}))
        server.on("/feed-7", Reply(status=429, headers={"Retry-After": "7200"}))
        door = open_door(now=clock)
        outcomes: dict[int, int | datetime | None] = {}
        for number in range(20):
            try:
                page = await door.get(server.url(f"/feed-{number}"), kind="feed")
                outcomes[number] = page.status
            except Busy as busy:
                outcomes[number] = busy.retry_at
        assert [outcomes[number] for number in range(8)] == [200, 200, 200, 503, 200, 200, 200, 429]
        assert [outcomes[number] for number in range(8, 20)] == [clock() + timedelta(hours=2)] * 12
        assert len(server.log) == 8

        other = await door.get(server.url("/feed-1", host="localhost"), kind="feed")
        assert other.status == 200, "another host is not held"
        clock.advance(hours=2, seconds=1)
        assert (await door.get(server.url("/feed-8"), kind="feed")).status == 200, "the hold ends"
        await door.close()


async def test_row_05_an_article_of_a_held_host_is_answered_for_without_asking() -> None:
    clock = Clock()
    async with serve() as server:
        server.on("/feed", Reply(status=429, headers={"Retry-After": "600"}))
        door = open_door(now=clock)
        await door.get(server.url(), kind="feed")
        page = await door.get(server.url("/article"), kind="page")
        await door.close()
        assert (page.status, len(server.log)) == (429, 1)


# -- row 7


@pytest.mark.parametrize(("status", "moves"), [(301, True), (308, True), (302, False), (303, False), (307, False)])
async def test_row_07_only_a_lasting_permanent_redirect_is_written_down(status: int, moves: bool) -> None:
    clock = Clock()
    async with serve() as server:
        server.on("/feed", Reply(status=status, headers={"Location": "/new"}))
        server.on("/new", conditional())
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock, interval=timedelta(hours=6))
        await watcher.watch(days=6.9)
        assert watcher.state.url == server.url(), "not before seven days"
        assert len(watcher.fresh) == 2, "followed at once"
        await watcher.watch(days=2)
        await door.close()
        assert watcher.state.url == (server.url("/new") if moves else server.url())


@pytest.mark.parametrize(
    ("chain", "moved_to"),
    [
        ([301, 308], "/c"),
        ([301, 302], ""),
        ([302, 301], ""),
        ([308], "/b"),
        ([307, 307], ""),
        ([301, 301, 301, 301, 301], "/f"),
    ],
)
async def test_row_07_a_chain_counts_only_when_it_is_permanent_from_end_to_end(chain: list[int], moved_to: str) -> None:
    async with serve() as server:
        names = "abcdefg"
        for place, status in enumerate(chain):
            server.on(f"/{names[place]}", Reply(status=status, headers={"Location": f"/{names[place + 1]}"}))
        server.on(f"/{names[len(chain)]}", Reply(body=FEED))
        door = open_door()
        page = await door.get(server.url("/a"), kind="feed")
        await door.close()
        assert page.status == 200
        assert page.moved_to == (server.url(moved_to) if moved_to else "")


async def test_row_07_a_redirect_that_changes_its_mind_starts_anew_and_no_page_is_taken_for_a_feed() -> None:
    clock = Clock()
    async with serve() as server:
        server.on("/feed", Reply(status=301, headers={"Location": "/b"}))
        server.on("/b", Reply(body=FEED))
        server.on("/c", Reply(body=FEED))
        server.on("/page", Reply(body=b"<html><title>Home</title></html>", headers={"Content-Type": "text/html"}))
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock, interval=timedelta(hours=12))
        await watcher.watch(days=5)
        server.on("/feed", Reply(status=301, headers={"Location": "/c"}))
        await watcher.watch(days=5)
        assert watcher.state.url == server.url()
        server.on("/feed", Reply(status=301, headers={"Location": "/page"}))
        await watcher.watch(days=20)
        assert watcher.state.url == server.url()
        assert "web page" in problems.told(watcher.state.problem)
        await door.close()


async def test_row_07_when_the_old_address_goes_the_observed_one_is_taken_and_a_dead_one_is_given_back() -> None:
    clock = Clock()
    async with serve() as server:
        server.on("/feed", Reply(status=301, headers={"Location": "/new"}))
        server.on("/new", Reply(body=FEED))
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock, interval=timedelta(hours=6))
        await watcher.watch(days=2)
        server.on("/feed", Reply(status=410))
        await watcher.watch(days=1)
        assert watcher.state.url == server.url("/new")
        assert not watcher.state.gone
        server.on("/new", Reply(status=404))
        server.on("/feed", Reply(body=FEED))
        await watcher.watch(days=20)
        assert watcher.state.url == server.url(), "back to what feeds.yaml says"
        assert watcher.state.problem is None
        await door.close()


# -- row 8


async def test_row_08_a_410_stops_and_says_so() -> None:
    clock = Clock()
    async with serve() as server:
        server.on("/feed", [Reply(body=FEED), Reply(status=410)])
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock)
        await watcher.watch(days=2)
        before = len(server.log)
        await watcher.watch(days=30)
        await door.close()
        assert (before, len(server.log)) == (2, 2)
        assert watcher.state.gone
        assert "gone for good" in problems.told(watcher.state.problem)
        assert watcher.state.next_look_why
        assert watcher.state.next_look_why.code == "look-gone"


async def test_row_08_a_404_backs_off_and_comes_back() -> None:
    clock = Clock()
    async with serve() as server:
        server.on("/feed", [Reply(body=FEED), *[Reply(status=404)] * 12, Reply(body=FEED)])
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock, interval=timedelta(hours=1))
        looks = await watcher.watch(days=5)
        await door.close()
        waits = [later - sooner for sooner, later in pairwise(looks)][1:13]
        assert waits[-1] > 4 * waits[0], "linear"
        assert max(waits) <= timedelta(days=1.2)
        assert watcher.state.problem is None
        assert watcher.state.failure_weight == 0
        assert len(watcher.fresh) == 2, "nothing told twice"


@pytest.mark.parametrize(
    ("told", "weight"),
    [
        ({"status": 0, "trouble": Trouble.DNS}, 0.25),
        ({"status": 404}, 0.5),
        ({"status": 429}, 0.5),
        ({"status": 500}, 0.5),
        ({"status": 503}, 0.5),
        ({"status": 403}, 1),
        ({"status": 410}, 1),
        ({"status": 0, "trouble": Trouble.CONNECT}, 1),
        ({"status": 0, "trouble": Trouble.TLS}, 1),
        ({"status": 0, "trouble": Trouble.TIMEOUT}, 1),
    ],
)
def test_row_08_failures_are_weighed(told: dict[str, Any], weight: float) -> None:
    page = Page(url="https://e.org/", fetched_at=START, problem=problems.as_told("it failed"), **told)
    poll = changes.decide(Feed(url="https://e.org/"), FeedState(url="https://e.org/"), page, None, (), START)
    assert poll.state.failure_weight == weight
    assert "it failed" in problems.told(poll.state.problem)


# -- row 9

ABSURD = st.one_of(st.integers(-(10**15), 10**15).map(str), st.text(max_size=20), st.just(""))


HINTS = given(
    ttl=ABSURD,
    period=st.sampled_from(["hourly", "daily", "weekly", "monthly", "yearly", "HOURLY", "fortnightly", ""]),
    frequency=ABSURD,
    hours=st.lists(st.integers(-5, 99), max_size=30),
    days=st.lists(
        st.sampled_from(["Monday", "sunday", "Someday", "Friday", "Saturday", "Tuesday", "Wednesday", "Thursday"])
    ),
    interval=st.none() | st.timedeltas(timedelta(0), timedelta(days=400)),
    rhythm=st.floats(0, 1000),
    now=st.timedeltas(timedelta(0), timedelta(days=400)).map(lambda since: START + since),
)


@HINTS
@settings(max_examples=50, deadline=None)
def test_row_09_hints_only_lengthen_and_never_beyond_31_days(**told) -> None:
    check_hints(**told)


@pytest.mark.slow
@HINTS
@settings(max_examples=1_000, deadline=None)
def test_row_09_a_thousand_hints(**told) -> None:
    check_hints(**told)


def check_hints(ttl, period, frequency, hours, days, interval, rhythm, now) -> None:
    body = (
        f"<skipHours>{''.join(f'<hour>{hour}</hour>' for hour in hours)}</skipHours>"
        f"<skipDays>{''.join(f'<day>{day}</day>' for day in days)}</skipDays>"
    ).encode()
    told = hints.of({"ttl": ttl, "sy_updateperiod": period, "sy_updatefrequency": frequency}, body)
    feed = Feed(url="https://example.org/", interval=interval)
    page = Page(url=feed.url, status=200, fetched_at=now)
    plain = FeedState(url=feed.url, rhythm=rhythm, looks=5)
    without, _ = cadence.next_look(feed, plain, page, now)
    at, why = cadence.next_look(feed, FeedState(url=feed.url, rhythm=rhythm, looks=5, hints=told), page, now)
    assert without <= at <= now + wishes.LONGEST
    assert at >= now + cadence.FLOOR
    assert why


@pytest.mark.parametrize(
    ("hints_told", "at", "awake"),
    [
        (FeedHints(skip_hours=frozenset({6, 7, 8})), "06:30", "09:30"),
        (FeedHints(skip_hours=frozenset({23, 0})), "23:10", "01:10"),
        (FeedHints(skip_hours=frozenset(range(24))), "06:30", "06:30"),
        (FeedHints(skip_days=frozenset({6})), "12:00", "00:00"),  # 1 November 2026 is a Sunday
        (FeedHints(skip_days=frozenset(range(7))), "12:00", "12:00"),
        (FeedHints(), "12:00", "12:00"),
        (None, "12:00", "12:00"),
    ],
)
def test_row_09_hours_and_days_to_skip(hints_told: FeedHints | None, at: str, awake: str) -> None:
    moment = START.replace(hour=int(at[:2]), minute=int(at[3:]))
    assert f"{wishes.awake(moment, hints_told):%H:%M}" == awake


# -- row 10


@pytest.mark.slow
async def test_row_10_one_connection_a_host_and_a_pause_between_requests() -> None:
    async with serve() as server:
        server.on("*", Reply(body=FEED))
        door = open_door(gap=0.03)
        kinds = ["feed", "page", "discovery"]
        await asyncio.gather(*(door.get(server.url(f"/{n}"), kind=kinds[n % 3]) for n in range(40)))
        await door.close()
        times = [request.at for request in server.log]
        assert len(times) == 41, "and robots.txt once"
        assert min(later - sooner for sooner, later in pairwise(times)) >= 0.03
        assert server.most_open == 1


@pytest.mark.slow
async def test_row_10_the_pause_is_a_second() -> None:
    async with serve() as server:
        server.on("*", Reply(body=FEED))
        door = open_door(gap=1.0)
        await asyncio.gather(*(door.get(server.url(f"/{n}"), kind="feed") for n in range(12)))
        await door.close()
        times = [request.at for request in server.log]
        assert min(later - sooner for sooner, later in pairwise(times)) >= 1.0
        assert server.most_open == 1


async def test_row_10_hosts_do_not_wait_for_each_other_and_nobody_waits_too_long() -> None:
    clock = Clock()
    turns = pace.Pace(0.3, clock)
    running, most = 0, 0

    async def one(host: str) -> None:
        nonlocal running, most
        async with turns.turn(host):
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.01)
            running -= 1

    await asyncio.gather(*(one(f"host-{n}") for n in range(500)))
    assert most > 100
    outcomes = await asyncio.gather(*(one("one-host") for _ in range(3)), return_exceptions=True)
    assert outcomes == [None, None, None]


async def test_row_10_five_hundred_feeds_of_one_host_make_room_for_others() -> None:
    clock = Clock()
    turns = pace.Pace(1.0, clock)

    async def one() -> datetime | None:
        try:
            async with turns.turn("one-host"):
                await asyncio.sleep(30)
        except Busy as busy:
            return busy.retry_at
        return None

    tasks = [asyncio.create_task(one()) for _ in range(500)]
    await asyncio.sleep(0.05)
    told = [task.result() for task in tasks if task.done()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert len(told) >= 475
    assert all(at is not None and at > clock() + timedelta(seconds=20) for at in told)


# -- row 11


async def test_row_11_every_request_says_who_asks_and_nothing_more() -> None:
    async with serve() as server:
        zipped = gzip.compress(FEED)
        server.on(
            "*", Reply(body=zipped, headers={"Content-Encoding": "gzip", "Set-Cookie": "id=1; Path=/", "ETag": '"1"'})
        )
        server.on("/moved", Reply(status=302, headers={"Location": "/there", "Set-Cookie": "id=2"}))
        door = open_door()
        for kind in ("feed", "page", "discovery", "robots"):
            for path in ("/one", "/moved", "/two"):
                page = await door.get(server.url(path), kind=kind, validators=Validators(etag='"1"'))
                assert page.body == FEED
        await door.close()
        assert len(server.log) > 12
        for request in server.log:
            assert request.headers["user-agent"].startswith("news-monitor/")
            assert "(+https://example.org/about)" in request.headers["user-agent"]
            assert request.headers["accept-encoding"] == "gzip"
            assert "?" not in request.target
            assert not {"cookie", "referer", "origin", "from", "authorization"} & set(request.headers)
            assert set(request.headers) <= {"host", "user-agent", "accept", "accept-encoding", "if-none-match"}


# -- row 12

AGENT = "news-monitor"
ROBOTS = [
    ("", "/a", True),
    ("User-agent: *\nDisallow: /", "/a", False),
    ("User-agent: *\nDisallow:", "/a", True),
    ("User-agent: *\nAllow: /", "/a", True),
    ("User-agent: *\nDisallow: /a", "/a", False),
    ("User-agent: *\nDisallow: /a", "/ab", False),
    ("User-agent: *\nDisallow: /a/", "/a", True),
    ("User-agent: *\nDisallow: /A", "/a", True),
    ("user-agent: *\ndisallow: /a", "/a", False),
    ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
    ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z=1", True),
    ("User-agent: *\nDisallow: /*.pdf", "/x/y.pdf?z=1", False),
    ("User-agent: *\nDisallow: /*/private", "/x/private/z", False),
    ("User-agent: *\nDisallow: /fish*", "/fish.html", False),
    ("User-agent: *\nDisallow: /fish*", "/catfish", True),
    ("User-agent: *\nDisallow: /\nAllow: /news", "/news/1", True),
    ("User-agent: *\nAllow: /news\nDisallow: /news/old", "/news/old/1", False),
    ("User-agent: *\nDisallow: /news/old\nAllow: /news", "/news/old/1", False),
    ("User-agent: *\nDisallow: /page\nAllow: /page", "/page", True),
    ("User-agent: *\nDisallow: /\nAllow: /$", "/", True),
    ("User-agent: *\nDisallow: /\nAllow: /$", "/a", False),
    (f"User-agent: {AGENT}\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
    (f"User-agent: *\nDisallow: /\n\nUser-agent: {AGENT}\nAllow: /", "/a", True),
    ("User-agent: NEWS-MONITOR\nDisallow: /", "/a", False),
    ("User-agent: other\nDisallow: /", "/a", True),
    ("User-agent: news\nDisallow: /", "/a", True),
    ("User-agent: news\nDisallow: /\nUser-agent: *\nDisallow: /b", "/b", False),
    ("User-agent: monitor\nUser-agent: news-monitor-pro\nDisallow: /", "/a", True),
    ("User-agent: News-Monitor/2.0\nDisallow: /a", "/a", False),
    ("User-agent: news-monitor\nDisallow: /a\nUser-agent: *\nDisallow: /", "/b", True),
    (
        "User-agent: news-monitor\nDisallow: /a\nUser-agent: x\nDisallow: /c\nUser-agent: news-monitor\nDisallow: /b",
        "/b",
        False,
    ),
    ("User-agent: news-monitor\nDisallow:\nUser-agent: *\nDisallow: /", "/b", True),
    (f"User-agent: other\nUser-agent: {AGENT}\nDisallow: /a", "/a", False),
    ("User-agent: *\n\nDisallow: /a", "/a", False),
    ("# note\nUser-agent: * # all\nDisallow: /a # here", "/a", False),
    ("User-agent: *\r\nDisallow: /a\r\n", "/a", False),
    ("User-agent: *\rDisallow: /a\r", "/a", False),
    ("\ufeffUser-agent: *\nDisallow: /", "/a", False),
    ("User-agent:*\nDisallow:/a", "/a", False),
    ("  User-agent: *\n  Disallow: /a", "/a", False),
    ("User-agent: *\nDisallow: /%C3%BC", "/ü", False),
    ("User-agent: *\nDisallow: /ü", "/%C3%BC", False),
    ("User-agent: *\nDisallow: /a?b", "/a?b=1", False),
    ("User-agent: *\nDisallow: /a?b", "/a", True),
    ("Disallow: /\nUser-agent: *\nDisallow: /b", "/a", True),
    ("User-agent: *\nSitemap: https://e.org/s.xml\nDisallow: /a", "/a", False),
    ("User-agent: *\nCrawl-delay: 1000000000\nDisallow: /a", "/b", True),
    ("<html><body>Not found</body></html>", "/a", True),
    ("User-agent: *\nDisallow: /a\x00b", "/a", True),
    ("# " + "x" * 600 * 1024 + "\nUser-agent: *\nDisallow: /", "/a", True),
    ("User-agent: *\nDisallow: /\n# " + "x" * 600 * 1024, "/a", False),
]


@pytest.mark.parametrize(("text", "path", "allowed"), ROBOTS)
def test_row_12_robots_by_rfc_9309(text: str, path: str, allowed: bool) -> None:
    page = Page(url="", status=200, body=text.encode(), fetched_at=START)
    assert robots.rules(page, START).allow(f"https://example.org{path}") is allowed


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        (200, True),
        (202, True),
        (204, True),
        (206, True),
        (300, True),
        (304, True),
        (401, True),
        (403, True),
        (404, True),
        (410, True),
        (429, False),
        (500, False),
        (503, False),
        (0, False),
    ],
)
def test_row_12_what_an_answer_without_rules_means(status: int, allowed: bool) -> None:
    page = Page(url="", status=status, fetched_at=START)
    assert robots.rules(page, START).allow("https://example.org/a") is allowed


async def test_row_12_endless_redirects_allow_and_older_rules_hold_while_new_ones_cannot_be_read() -> None:
    clock = Clock()
    async with serve() as server:
        server.on("/robots.txt", lambda request: Reply(status=302, headers={"Location": request.target + "x"}))
        server.on("*", lambda request: Reply(status=302, headers={"Location": request.target + "x"}))
        server.on("/a", Reply(body=b"<p>text</p>"))
        door = open_door(now=clock)
        assert (await door.get(server.url("/a"), kind="page")).status == 200
        clock.advance(hours=25)
        server.on("/robots.txt", [Reply(body=b"User-agent: *\nDisallow: /private"), Reply(status=500)])
        assert (await door.get(server.url("/a"), kind="page")).status == 200
        clock.advance(hours=25)
        assert (await door.get(server.url("/a"), kind="page")).status == 200
        assert (await door.get(server.url("/private"), kind="page")).trouble is Trouble.ROBOTS
        await door.close()


async def test_row_12_a_refused_article_is_not_asked_for_and_the_rules_are_read_once_a_day() -> None:
    clock = Clock()
    async with serve() as server:
        server.on(
            "/robots.txt",
            Reply(body=b"\xef\xbb\xbfUser-agent: *\nDisallow: /private", headers={"Content-Type": "text/plain"}),
        )
        server.on("*", Reply(body=b"<p>text</p>"))
        door = open_door(now=clock)
        refused = await door.get(server.url("/private/1"), kind="page")
        assert (refused.status, refused.trouble) == (0, Trouble.ROBOTS)
        assert "robots.txt" in problems.told(refused.problem)
        for number in range(5):
            assert (await door.get(server.url(f"/open/{number}"), kind="page")).status == 200
        assert (await door.get(server.url("/private/feed"), kind="feed")).status == 200, (
            "feeds are asked for by a person"
        )
        assert len(server.asked("/robots.txt")) == 1
        assert server.asked("/private/1") == []
        clock.advance(hours=25)
        await door.get(server.url("/open/9"), kind="page")
        assert len(server.asked("/robots.txt")) == 2
        await door.close()


@pytest.mark.parametrize(
    ("answer", "status"),
    [(Reply(status=500), 500), (Reply(status=404), 200), (Reply(status=301, headers={"Location": "/r2"}), 0)],
)
async def test_row_12_robots_that_fail_forbid_and_robots_that_are_missing_do_not(answer: Reply, status: int) -> None:
    async with serve() as server:
        server.on("/robots.txt", answer)
        server.on("/r2", Reply(body=b"User-agent: *\nDisallow: /"))
        server.on("/article", Reply(body=b"<p>text</p>"))
        door = open_door()
        page = await door.get(server.url("/article"), kind="page")
        await door.close()
        assert page.status == status
        assert bool(server.asked("/article")) is (status == 200)


async def test_row_12_a_redirect_is_judged_by_the_robots_of_where_it_leads() -> None:
    async with serve() as server:
        server.on("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /private"))
        server.on("/open", Reply(status=302, headers={"Location": "/private"}))
        server.on("/private", Reply(body=b"<p>text</p>"))
        door = open_door()
        page = await door.get(server.url("/open"), kind="page")
        await door.close()
        assert page.trouble is Trouble.ROBOTS
        assert server.asked("/private") == []
