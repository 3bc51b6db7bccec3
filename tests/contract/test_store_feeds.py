"""Feeds, their states and their entries."""

from dataclasses import replace
from datetime import timedelta

from monitor import problems
from monitor.feeds import changes
from monitor.model import Feed, FeedState, Poll, Validators
from monitor.store import codec
from monitor.work import WorkList
from tests.contract.store_steps import FEED, HOUR, SILENT, START, Steps, empty_file, entry, reading, steps

__all__ = ["empty_file", "steps"]
FULL_STATE = FeedState(
    url="https://a.example/new",
    validators=Validators(etag='W/"ä"', last_modified="yesterday"),
    looks=3,
    last_look_at=START,
    problem=problems.as_told("HTTP 500"),
    problem_since=START - timedelta(days=1),
    rhythm=2.5,
)


async def test_a_state_comes_back_as_it_was(steps: Steps) -> None:
    await steps.watch()
    [work] = await steps.claim(WorkList.FEEDS)
    id, feed, state = await steps.store.feeds.get(work.key)
    assert (feed, state) == (FEED, FeedState(url=FEED.url))
    poll = Poll(state=FULL_STATE, next_look_at=START + HOUR)
    await steps.store.feeds.save_poll(work, id, poll, now=START)
    assert (await steps.store.feeds.get(work.key))[2] == FULL_STATE
    assert await steps.store.work.next_due_at() == START + HOUR
    assert codec.from_json(FeedState, codec.to_json(FULL_STATE)) == FULL_STATE


async def test_sync_adds_keeps_and_disables_but_never_forgets(steps: Steps) -> None:
    await steps.watch()
    await steps.poll(problem="HTTP 500")
    other = Feed(url="https://b.example/rss")
    await steps.watch(other)
    assert [line.url for line in await steps.store.feeds.health()] == [other.url]
    assert await steps.store.work.next_due_at() == START
    await steps.watch(replace(FEED, title="Renamed"), other)
    line = (await steps.store.feeds.health())[0]
    assert (line.title, line.problem, line.next_look_at) == ("Renamed", problems.as_told("HTTP 500"), START)
    await steps.watch(replace(FEED, enabled=False), other)
    assert [line.url for line in await steps.store.feeds.health()] == [other.url]


async def test_sync_again_changes_nothing(steps: Steps) -> None:
    await steps.watch()
    await steps.poll()
    steps.now += timedelta(minutes=10)
    await steps.watch()
    assert await steps.store.work.next_due_at() == START + HOUR


async def test_a_feed_that_is_gone_waits_until_it_is_described_anew(steps: Steps) -> None:
    await steps.watch()
    [work] = await steps.claim(WorkList.FEEDS)
    id, _, state = await steps.store.feeds.get(work.key)
    gone = Poll(state=replace(state, gone=True, looks=7), next_look_at=START + HOUR)
    await steps.store.feeds.save_poll(work, id, gone, now=START)
    await steps.watch()
    assert await steps.store.work.next_due_at() is None
    await steps.watch(replace(FEED, title="try again"))
    state = (await steps.store.feeds.get(work.key))[2]
    assert (state.gone, state.looks, await steps.store.work.next_due_at()) == (False, 7, START)
    assert changes.looked_before(state), "its entries may still be stored"


async def test_a_feed_removed_while_it_is_polled_brings_nothing_more(steps: Steps) -> None:
    await steps.watch()
    [work] = await steps.claim(WorkList.FEEDS)
    await steps.store.feeds.sync([], now=START)
    assert await steps.store.work.release_all(now=START) == 0
    assert await steps.claim(WorkList.FEEDS) == ()
    assert work.key


async def test_what_is_not_worth_reading_is_settled_with_its_poll(steps: Steps) -> None:
    await steps.watch()
    [work] = await steps.claim(WorkList.FEEDS)
    id, _, state = await steps.store.feeds.get(work.key)
    dull, good = replace(entry(1), identity="dull"), replace(entry(2), identity="good")
    poll = Poll(state=state, next_look_at=START + HOUR, fresh=(good, dull), unread={"dull": (reading(relevant=False),)})
    await steps.store.feeds.save_poll(work, id, poll, now=START)
    [left] = await steps.claim(WorkList.ENTRIES)
    assert (await steps.store.entries.get(left.key)).entry == good
    await steps.store.digests.sync({"daily": START}, now=START)
    window, _ = await steps.store.digests.next_window("daily", now=START)
    [row] = await steps.store.digests.window_entries(window)
    assert (row.entry.entry.title, row.readings) == (dull.title, (reading(relevant=False),))


async def test_entries_come_in_oldest_first(steps: Steps) -> None:
    await steps.watch()
    await steps.poll(entry(1), entry(2), entry(3))
    claimed = await steps.claim(WorkList.ENTRIES)
    assert [(await steps.store.entries.get(work.key)).entry.guid for work in claimed] == ["id-1", "id-2", "id-3"]
    steps.now += HOUR
    dated = [entry(n, published_at=START - timedelta(days=n)) for n in (4, 5, 6)]
    await steps.poll(*dated)
    claimed = await steps.claim(WorkList.ENTRIES)
    guids = [(await steps.store.entries.get(work.key)).entry.guid for work in claimed]
    assert guids[3:] == ["id-6", "id-5", "id-4"]


async def test_an_entry_comes_in_once_whoever_brings_it(steps: Steps) -> None:
    await steps.watch()
    await steps.poll(entry(1), entry(1), entry(2))
    steps.now += HOUR
    await steps.poll(entry(2))
    assert len(await steps.claim(WorkList.ENTRIES)) == 2


async def test_a_feed_with_one_id_for_all_loses_no_entry(steps: Steps) -> None:
    await steps.watch()
    await steps.poll(entry(1, guid="same"), entry(2, guid="same"), entry(3, guid="same", url="https://a.example/1"))
    assert len(await steps.claim(WorkList.ENTRIES)) == 3


async def test_a_rewrite_is_an_entry_of_its_own(steps: Steps) -> None:
    await steps.watch()
    await steps.poll(entry(1))
    for title in ("Second", "Third"):
        steps.now += HOUR
        await steps.poll(revised=[entry(1, title=title)])
    steps.now += HOUR
    await steps.poll(revised=[entry(1, guid="new id", title="Fourth")])
    stored = [await steps.store.entries.get(work.key) for work in await steps.claim(WorkList.ENTRIES)]
    assert [(each.revision, each.entry.title) for each in stored] == [
        (0, "Title 1"),
        (1, "Second"),
        (2, "Third"),
        (3, "Fourth"),
    ]


async def test_marks_find_what_shares_an_id_an_address_or_a_title(steps: Steps) -> None:
    await steps.watch()
    feed = await steps.poll(entry(1), entry(2), entry(3), entry(4))
    asked = [
        entry(1, url="", title="other"),
        entry("x", url="http://www.a.example/2/", title="other"),
        entry("y", title="Title 3"),
    ]
    marks = await steps.store.feeds.marks(feed, asked)
    assert [mark.guid for mark in marks] == ["id-1", "id-2", "id-3"]
    assert await steps.store.feeds.marks(feed + 1, asked) == []
    assert len(await steps.store.feeds.marks(feed, [entry(n) for n in range(1200)])) == 4


async def test_health_is_relative_to_what_a_digest_told_last(steps: Steps) -> None:
    await steps.watch()
    await steps.store.digests.sync({"daily": START, "weekly": START + 100 * HOUR}, now=START)

    async def told() -> tuple[bool, bool, bool]:
        [line] = await steps.store.feeds.health("daily")
        return line.ok, line.told, line.recovered

    await steps.poll(problem="HTTP 500")
    assert await told() == (False, False, False)
    await steps.compose(skipped=SILENT)
    assert await told() == (False, False, False), "an edition that was not made tells nothing"
    steps.now += HOUR
    await steps.compose()
    assert await told() == (False, True, False)
    assert not (await steps.store.feeds.health("weekly"))[0].told
    await steps.poll()
    assert await told() == (True, False, True)
    steps.now += HOUR
    await steps.poll(problem="HTTP 500")
    assert await told() == (False, False, False), "a new outage is told anew"
    await steps.compose()
    steps.now += HOUR
    await steps.poll()
    await steps.compose()
    assert await told() == (True, False, False)


async def test_asked_now_whatever_the_plan_says_but_not_against_the_server(steps: Steps) -> None:
    urls = [f"https://{host}/{name}" for host in ("a.example", "b.example", "c.example") for name in ("one", "two")]
    await steps.watch(*(Feed(url=url) for url in urls), Feed(url="https://d.example/off", enabled=False))
    later = START + 5 * HOUR
    for work in await steps.claim(WorkList.FEEDS):
        id, feed, state = await steps.store.feeds.get(work.key)
        if feed.url == "https://a.example/one":  # 429: all feeds of that host
            state = replace(state, asked_to_wait_until=later, host_asked=True)
        if feed.url == "https://b.example/one":  # Retry-After of a 503: this feed only
            state = replace(state, asked_to_wait_until=later)
        if feed.url == "https://c.example/two":
            state = replace(state, gone=True)
        poll = Poll(state=state, next_look_at=START + HOUR)
        await steps.store.feeds.save_poll(work, id, poll, now=START)
    left = await steps.store.feeds.ask_now(now=START)
    assert [(one.url, one.until) for one in left] == [(url, later) for url in urls[:3]]
    due = [await steps.store.feeds.get(work.key) for work in await steps.claim(WorkList.FEEDS)]
    assert [feed.url for _, feed, _ in due] == urls[3:5]
    assert await steps.store.feeds.ask_now([urls[0], urls[5], "https://nowhere.example/"], now=START)
    assert [(await steps.store.feeds.get(work.key))[1].url for work in await steps.claim(WorkList.FEEDS)] == [urls[5]]
    assert await steps.store.feeds.ask_now([urls[0]], now=later) == []
