"""The seam Engine, on every engine, with the store it belongs to: work flows, limits hold, a stop is clean."""

import asyncio
import importlib
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from monitor import store as stores
from monitor.engines.embedded import Embedded
from monitor.engines.looking import Looking
from monitor.errors import LeaseLost
from monitor.jobs import Job
from monitor.model import Feed
from monitor.store import sql
from monitor.store.schema import wordings
from monitor.work import Work, WorkList
from tests import postgresql
from tests.contract.store_steps import START, Steps, empty_file, in_file, message, on_server

__all__ = ["empty_file"]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


class World:
    """Two lists: each feed that is done makes a wording due, of which one at a time is done."""

    def __init__(self, steps: Steps, seconds: float = 0.0) -> None:
        self.steps, self.seconds = steps, seconds
        self.running: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.finished: list[tuple[str, int]] = []
        self.by: Counter[str] = Counter()
        self.table = tuple(
            Job(list=list, run=self.run, at_once=at_once, lease=MINUTE, backoff=MINUTE, longest=MINUTE)
            for list, at_once in ((WorkList.FEEDS, 3), (WorkList.WORDINGS, 1))
        )

    def app(self, name: str, store: Any) -> Any:
        return SimpleNamespace(name=name, store=store, now=lambda: datetime.now(UTC))

    async def run(self, app: Any, work: Work) -> None:
        self.running[work.list] += 1
        self.most[work.list] = max(self.most[work.list], self.running[work.list])
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.running[work.list] -= 1
        if work.list == WorkList.FEEDS:
            await app.store.database.write(self.word, f"digest {work.key}")
        await app.store.work.put_back(work, until=app.now() + HOUR)
        self.finished.append((work.list, work.key))
        self.by[app.name] += 1

    @staticmethod
    def word(connection, name: str) -> int:
        return sql.insert_id(connection, wordings, digest=name, due_at=datetime.now(UTC))

    async def feeds(self, number: int) -> None:
        listed = [Feed(url=f"https://a.example/{number}") for number in range(number)]
        await self.steps.store.feeds.sync(listed, now=datetime.now(UTC) - MINUTE)

    async def until(self, holds, seconds: float = 10.0) -> None:
        async with asyncio.timeout(seconds):
            while not holds():  # noqa: ASYNC110
                await asyncio.sleep(0.005)


class Alone:
    """The embedded engine."""

    def __init__(self, folder: Path, empty: Path) -> None:
        self.opened = lambda: in_file(folder, empty)

    @asynccontextmanager
    async def working(self, world: World) -> AsyncIterator[Looking]:
        engine = Embedded(world.app("alone", world.steps.store), world.table)
        engine.start()
        try:
            yield engine
        finally:
            await engine.stop(grace=0.5)


class Together:
    """A scheduler and two workers, each with a store of its own."""

    def __init__(self) -> None:
        self.opened = on_server

    @asynccontextmanager
    async def working(self, world: World) -> AsyncIterator[Looking]:
        async with AsyncExitStack() as stack:
            stopping, tasks, engines = asyncio.Event(), [], []
            for name in ("scheduler", "first worker", "second worker"):
                store = stores.open_store(world.steps.url, now=START, daemon=True, several=True)
                stack.push_async_callback(store.close)
                deferring = importlib.import_module("monitor.engines.deferring")
                engine = deferring.Deferring(world.app(name, store), store.database.place, world.table)
                await engine.queue.open()
                stack.push_async_callback(engine.queue.close)
                engine.start()
                engines.append(engine)
                if name != "scheduler":
                    lists = [job.list for job in world.table]
                    tasks.append(asyncio.create_task(engine.queue.work(lists, 4, stopping, 0.5)))
            try:
                yield engines[0]
            finally:
                stopping.set()
                await asyncio.gather(*tasks)
                await asyncio.gather(*(engine.stop(grace=0.5) for engine in engines))


@pytest.fixture(params=["embedded", "procrastinate"])
def kind(request, tmp_path: Path, empty_file: Path) -> Alone | Together:
    return Alone(tmp_path, empty_file) if request.param == "embedded" else Together()


@pytest.mark.slow
async def test_due_work_flows_down_the_table_and_each_piece_is_done_once(kind: Alone | Together) -> None:
    async with kind.opened() as steps:
        world = World(steps, seconds=0.02)
        await world.feeds(20)
        async with kind.working(world):
            await world.until(lambda: len(world.finished) == 40)
            await asyncio.sleep(0.1)
        assert Counter(world.finished) == Counter(
            {(list, key): 1 for list in ("feeds", "wordings") for key in range(1, 21)}
        )
        assert world.most["wordings"] == 1
        assert len(world.by) == (1 if isinstance(kind, Alone) else 2), world.by


@pytest.mark.slow
async def test_what_falls_due_later_is_done_without_a_nudge(kind: Alone | Together) -> None:
    async with kind.opened() as steps:
        world = World(steps)
        async with kind.working(world):
            await asyncio.sleep(0.3)
            await steps.store.database.write(world.word, "late")
            await world.until(lambda: len(world.finished) == 1, 17)


@pytest.mark.slow
async def test_a_nudge_is_cheap_and_safe_to_repeat(kind: Alone | Together) -> None:
    async with kind.opened() as steps:
        world = World(steps, seconds=0.05)
        async with kind.working(world) as engine:
            await world.feeds(5)
            for _ in range(40):
                await engine.nudge(world.table[0])
                await asyncio.sleep(0.005)
            await world.until(lambda: len(world.finished) == 10)
        assert len(set(world.finished)) == 10


@pytest.mark.slow
async def test_row_60_what_is_cut_short_by_a_stop_is_not_lost(kind: Alone | Together) -> None:
    async with kind.opened() as steps:
        world = World(steps, seconds=60)
        await world.feeds(2)
        async with kind.working(world):
            await world.until(lambda: world.running["feeds"] == 2)
        assert not +world.running
        assert not world.finished
        later = datetime.now(UTC) + 2 * MINUTE
        assert len(await steps.store.work.claim(WorkList.FEEDS, now=later, lease=MINUTE, limit=9)) == 2


@pytest.mark.slow
async def test_a_claim_that_somebody_else_has_by_now_is_dropped() -> None:
    async with on_server() as steps:
        world = World(steps)
        await world.feeds(1)
        await steps.store.work.claim(WorkList.FEEDS, now=datetime.now(UTC) - 2 * MINUTE, lease=MINUTE, limit=1)
        [late] = await steps.store.work.claim(WorkList.FEEDS, now=datetime.now(UTC) - MINUTE, lease=MINUTE, limit=1)
        async with Together().working(world) as engine:
            await engine.queue.defer(world.table[0], [late])  # type: ignore[attr-defined]
            await world.until(lambda: len(world.finished) == 2)
            await asyncio.sleep(0.3)
        assert world.finished == [("feeds", 1), ("wordings", 1)]


async def test_row_59_what_a_dead_worker_had_is_given_back_before_its_lease_ends() -> None:
    async with on_server() as steps:
        world = World(steps)
        await world.feeds(3)
        now = datetime.now(UTC)
        dead = await steps.store.work.claim(WorkList.FEEDS, now=now, lease=HOUR, limit=2)
        queue = importlib.import_module("monitor.engines.queue")
        place = steps.store.database.place
        async with opened_queue(queue, place) as own:
            await own.defer(world.table[0], dead)
        taken = f"SET search_path TO {queue.SCHEMA}; UPDATE procrastinate_jobs SET status = 'doing'"  # by nobody alive
        postgresql.running().execute(taken, steps.url)
        async with Together().working(world):
            await world.until(lambda: len([one for one in world.finished if one[0] == "feeds"]) == 3)
        with pytest.raises(LeaseLost):
            await steps.store.work.put_back(dead[0], until=now)


async def test_row_59_a_list_that_a_dead_worker_went_through_goes_on_before_its_lease_ends() -> None:
    async with on_server() as steps:
        world = World(steps)
        for name in ("one", "other"):
            await steps.store.database.write(world.word, name)
        [dead] = await steps.store.work.claim(WorkList.WORDINGS, now=datetime.now(UTC), lease=HOUR, limit=1)
        queue = importlib.import_module("monitor.engines.queue")
        async with opened_queue(queue, steps.store.database.place) as own:
            await own.defer_all(world.table[1])
        taken = f"SET search_path TO {queue.SCHEMA}; UPDATE procrastinate_jobs SET status = 'doing'"  # by nobody alive
        postgresql.running().execute(taken, steps.url)
        async with Together().working(world):
            await world.until(lambda: len(world.finished) == 2)
        with pytest.raises(LeaseLost):
            await steps.store.work.put_back(dead, until=datetime.now(UTC))


@pytest.mark.slow
async def test_a_job_whose_end_could_not_be_written_does_not_block_its_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the connection is cut just then: its worker lives on, and does nothing for it any more."""
    monkeypatch.setattr(importlib.import_module("monitor.engines.deferring"), "KEEP", 0.1)
    schema = importlib.import_module("monitor.engines.queue").SCHEMA
    async with on_server() as steps:
        world = World(steps, seconds=0.02)
        await world.feeds(20)
        async with Together().working(world):
            await world.until(lambda: len(world.finished) == 40)
            assert len(world.by) == 2
            left = (
                "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, status, worker_id, args) "
                """SELECT 'wordings', 'go_through', 'wordings', 'doing', min(id), '{"list": "wordings"}'"""
                " FROM procrastinate_workers ON CONFLICT DO NOTHING RETURNING id"
            )
            inside = f"{steps.url}&options=-csearch_path%3D{schema}"
            # in a thread, since it waits for whoever is just writing there, which this loop may be
            while not await asyncio.to_thread(postgresql.running().execute, left, inside):  # noqa: ASYNC110 - its end
                await asyncio.sleep(0.05)
            await steps.store.database.write(world.word, "later")
            await world.until(lambda: len(world.finished) == 41)


async def test_row_59_a_message_that_a_dead_worker_may_be_sending_waits_for_its_lease() -> None:
    async with on_server() as steps:
        await steps.store.digests.sync({"daily": START}, now=START)
        await steps.compose(messages=[message(1)])
        [sending] = await steps.claim(WorkList.OUTBOX)
        assert await steps.store.work.give_back([sending], now=START) == 0
        await steps.store.work.renew(sending, until=START + HOUR)


async def test_row_59_a_feed_whose_workers_die_again_and_again_is_left_alone_for_a_while() -> None:
    async with on_server() as steps:
        await steps.watch()
        for wait in (timedelta(), timedelta(minutes=10), timedelta(minutes=10)):
            [work] = await steps.claim(WorkList.FEEDS)
            assert await steps.store.work.give_back([work], now=steps.now) == 1
            assert await steps.store.work.give_back([work], now=steps.now) == 0
            [feed] = await steps.store.feeds.health()
            assert feed.next_look_at == steps.now + wait
            steps.now += wait


@asynccontextmanager
async def opened_queue(queue: Any, place: Any) -> AsyncIterator[Any]:
    """The queue, with nobody at work."""

    async def nothing(_: object) -> None:
        """No job is performed."""

    own = queue.Queue(place, nothing, nothing)
    await own.open()
    try:
        yield own
    finally:
        await own.close()
