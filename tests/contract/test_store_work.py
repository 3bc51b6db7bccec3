"""Work lists: claims, leases, fencing tokens. A holder that dies loses nothing; one that is late writes nothing."""

import asyncio
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from monitor.edition import Delivery
from monitor.errors import LeaseLost, MonitorError
from monitor.model import Feed, FeedState, Poll
from monitor.store import dialect, rounds, worklists
from monitor.stories.placing import Placement
from monitor.work import WorkList
from tests.contract.store_steps import (
    HOUR,
    LEASE,
    SILENT,
    START,
    Steps,
    article,
    empty_file,
    entry,
    imprint,
    message,
    reading,
    steps,
)

__all__ = ["empty_file", "steps"]


async def test_a_claim_hides_the_row_until_its_lease_runs_out(steps: Steps) -> None:
    await steps.watch()
    [first] = await steps.claim(WorkList.FEEDS)
    assert (first.attempts, await steps.claim(WorkList.FEEDS)) == (0, ())
    steps.now += LEASE
    [second] = await steps.claim(WorkList.FEEDS)
    assert (second.key, second.token) == (first.key, first.token + 1)


async def test_claims_take_the_oldest_first_and_no_more_than_asked(steps: Steps) -> None:
    for hours, name in ((3, "c"), (1, "a"), (2, "b")):
        await steps.store.feeds.sync(
            [Feed(url=f"https://{each}.example/") for each in "abc"[: len(name) + 2]], now=START
        )
        [work] = await steps.store.work.claim(WorkList.FEEDS, now=START, lease=LEASE, limit=1)
        await steps.store.work.put_back(work, until=START + hours * HOUR)
    steps.now = START + 5 * HOUR
    claimed = await steps.claim(WorkList.FEEDS, 2)
    due = [(await steps.store.feeds.get(work.key))[1].url for work in claimed]
    assert due == ["https://b.example/", "https://c.example/"]
    assert await steps.claim(WorkList.FEEDS, 0) == ()


async def test_no_row_is_claimed_twice_at_once(steps: Steps) -> None:
    await steps.watch(*(Feed(url=f"https://a.example/{number}") for number in range(40)))
    batches = await asyncio.gather(*(steps.claim(WorkList.FEEDS, 3) for _ in range(20)))
    keys = [work.key for batch in batches for work in batch]
    assert len(keys) == len(set(keys)) == 40


async def test_a_failure_counts_and_a_put_back_does_not(steps: Steps) -> None:
    await steps.watch()
    [work] = await steps.claim(WorkList.FEEDS)
    await steps.store.work.postpone(work, until=START + HOUR, error="no answer")
    steps.now = START + HOUR
    [work] = await steps.claim(WorkList.FEEDS)
    assert work.attempts == 1
    await steps.store.work.put_back(work, until=START + 2 * HOUR)
    steps.now = START + 2 * HOUR
    [work] = await steps.claim(WorkList.FEEDS)
    assert work.attempts == 1
    assert await steps.store.work.counts(now=steps.now - LEASE) == {
        **dict.fromkeys(("entries", "placings", "replies", "looks", "wordings", "digests", "editions"), (0, 0, 0)),
        **dict.fromkeys(("outbox", "channels"), (0, 0, 0)),
        "feeds": (1, 0, 0),
    }


async def test_the_next_due_time_is_the_earliest_of_all_lists(steps: Steps) -> None:
    assert await steps.store.work.next_due_at() is None
    await steps.watch()
    await steps.store.digests.sync({"daily": START + 9 * HOUR}, now=START)
    assert await steps.store.work.next_due_at() == START
    await steps.poll()
    assert await steps.store.work.next_due_at() == START + HOUR
    assert await steps.store.work.make_due(WorkList.FEEDS, now=START) == 1
    assert await steps.store.work.next_due_at() == START


async def test_release_gives_back_every_claim_and_fences_its_holder(steps: Steps) -> None:
    await steps.watch()
    [late] = await steps.claim(WorkList.FEEDS)
    assert await steps.store.work.release_all(now=START) == 1
    with pytest.raises(LeaseLost):
        await steps.store.work.postpone(late, until=START, error="")
    [again] = await steps.claim(WorkList.FEEDS)
    assert (again.key, again.attempts) == (late.key, 1)


async def test_a_feed_is_not_asked_at_every_start_of_a_program_that_crashes(steps: Steps) -> None:
    await steps.watch()
    for start in range(50):
        claimed = await steps.claim(WorkList.FEEDS)
        assert len(claimed) == (start < 2)
        await steps.store.work.release_all(now=START)


async def test_released_entries_are_due_at_once(steps: Steps) -> None:
    await steps.watch()
    await steps.poll(entry(1))
    [late] = await steps.claim(WorkList.ENTRIES)
    assert await steps.store.work.release_all(now=START) == 1
    [again] = await steps.claim(WorkList.ENTRIES)
    assert (again.key, again.attempts) == (late.key, 0)
    assert again.token > late.token


async def test_a_claim_can_be_closed_once_only(steps: Steps) -> None:
    await steps.watch()
    [work] = await steps.claim(WorkList.FEEDS)
    await steps.store.work.put_back(work, until=START)
    with pytest.raises(LeaseLost):
        await steps.store.work.put_back(work, until=START + HOUR)


async def _stale(steps: Steps, list: WorkList):
    """A claim whose lease has run out, and which somebody else holds now."""
    [late] = await steps.claim(list, 1)
    steps.now += timedelta(hours=2)
    await steps.claim(list)
    return late


async def test_a_late_poll_writes_nothing(steps: Steps) -> None:
    await steps.watch()
    late = await _stale(steps, WorkList.FEEDS)
    poll = Poll(state=FeedState(url="https://other.example/"), next_look_at=START, fresh=(entry(1),))
    with pytest.raises(LeaseLost):
        await steps.store.feeds.save_poll(late, late.key, poll, now=steps.now)
    assert (await steps.store.feeds.get(late.key))[2].url == "https://a.example/rss"
    assert await steps.claim(WorkList.ENTRIES) == ()


@pytest.mark.parametrize("way", ["save_article", "link_article", "settle_unread"])
async def test_a_late_reader_writes_nothing(steps: Steps, way: str) -> None:
    await steps.watch()
    await steps.poll(entry(1))
    late = await _stale(steps, WorkList.ENTRIES)
    entries = steps.store.entries
    ways = {
        "save_article": partial(entries.save_article, late, article(1), [reading()], imprint(), failed=None),
        "link_article": partial(entries.link_article, late, 1),
        "settle_unread": partial(entries.settle_unread, late, []),
    }
    with pytest.raises(LeaseLost):
        await ways[way](now=steps.now)
    assert await entries.article_by_url("a.example/1", []) is None
    assert await steps.claim(WorkList.PLACINGS) == ()
    await steps.store.digests.sync({"daily": START}, now=START)
    assert await steps.entries_of((await steps.store.digests.next_window("daily", now=steps.now))[0]) == []


async def test_a_late_placing_writes_nothing(steps: Steps) -> None:
    await steps.watch()
    await steps.poll(entry(1))
    await steps.read()
    late = await _stale(steps, WorkList.PLACINGS)
    with pytest.raises(LeaseLost):
        await steps.save_placed(late, {"power": Placement(story_id=None, role="lead")}, [5])
    assert await steps.store.stories.get_many([1]) == {}


async def test_a_late_edition_writes_nothing(steps: Steps) -> None:
    await steps.store.digests.sync({"daily": START}, now=START)
    [late] = await steps.claim(WorkList.DIGESTS)
    edition = await steps.edition("daily")
    steps.now += HOUR
    await steps.compose(messages=[message(1)])
    with pytest.raises(LeaseLost):
        await steps.store.digests.save_edition(
            late,
            edition,
            None,
            [message(2)],
            (),
            {},
            skipped=SILENT,
            next_due_at=START,
            hold=False,
        )
    assert len(await steps.claim(WorkList.OUTBOX)) == 1
    assert len(await steps.store.digests.issues("daily")) == 1


async def test_a_late_sender_cannot_mark_what_his_successor_sends(steps: Steps) -> None:
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.compose(messages=[message(1)])
    late = await _stale(steps, WorkList.OUTBOX)
    with pytest.raises(LeaseLost):
        await steps.store.outbox.start_sending(late, now=steps.now)
    with pytest.raises(LeaseLost):
        await steps.store.outbox.save_delivery(late, Delivery(outcome="sent"), now=steps.now, retry_at=None)


async def test_one_callers_error_does_not_touch_those_who_share_his_commit(steps: Steps) -> None:
    await steps.watch(*(Feed(url=f"https://a.example/{number}") for number in range(30)))
    claimed = await steps.claim(WorkList.FEEDS)
    calls = [steps.store.work.put_back(work, until=START + HOUR) for work in claimed for _ in range(2)]
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    lost = [outcome for outcome in outcomes if isinstance(outcome, MonitorError)]
    assert len(lost) == 30
    assert all(isinstance(outcome, LeaseLost) for outcome in lost)
    assert (await steps.store.work.counts(now=START))["feeds"] == (30, 0, 0)


def plan(connection: sa.Connection, query: str) -> str:
    """How the database would answer, of a table too large to be read or sorted."""
    if connection.dialect.name == dialect.POSTGRESQL:
        for way in ("seqscan", "bitmapscan", "sort"):
            connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
        return "\n".join(row[0] for row in connection.exec_driver_sql(f"EXPLAIN {query.replace('%', '%%')}"))
    return "\n".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}"))


def in_full(connection: sa.Connection, query: Any) -> str:
    given = query.params(now=START, most=80)
    return str(given.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))


async def test_what_is_due_is_found_by_an_index_in_the_order_in_which_it_is_claimed(steps: Steps) -> None:
    """A million may be due at the same time: they are not sorted at each claim."""

    def plans(connection: sa.Connection) -> list[str]:
        lists = [list for list in WorkList if list is not WorkList.ENTRIES]
        return [plan(connection, in_full(connection, worklists._due(list, connection.dialect.name))) for list in lists]

    for one in await steps.store.database.read(plans):
        assert "_due" in one
        assert not [word for word in ("Seq Scan", "Sort", "SCAN", "TEMP B-TREE") if word in one], one


async def test_looks_at_all_feeds_read_only_those_in_trouble(steps: Steps) -> None:
    queries = {
        "ix_feeds_looked": rounds.ASKED.replace("?", "'2026'"),
        "ix_feeds_ill": rounds.TROUBLE,
        "ix_feeds_buried": "SELECT count(*) FROM feeds WHERE buried = 1",
    }

    def plans(connection: sa.Connection) -> list[str]:
        return [plan(connection, dialect.in_words_of(connection.dialect.name, each)) for each in queries.values()]

    for index, one in zip(queries, await steps.store.database.read(plans), strict=True):
        assert index in one
