"""The seam Engine: due work is done soon, in order and within its limits, and a stop is clean."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from monitor.engines.embedded import Embedded
from monitor.errors import LeaseLost, NoRoom
from monitor.jobs import Job
from monitor.work import Work, WorkList


@dataclass
class Lists:
    """Work lists in memory with the store's rules: a claim moves the due time one lease ahead."""

    due: dict[tuple[WorkList, int], datetime] = field(default_factory=dict)
    tokens: dict[tuple[WorkList, int], int] = field(default_factory=dict)
    broken: bool = False
    unwritable: bool = False  # what was claimed can be neither ended nor postponed
    claims: int = 0

    def put(self, list: WorkList, *keys: int, at: datetime | None = None) -> None:
        self.due |= {(list, key): at or datetime.now(UTC) for key in keys}

    async def claim(self, list: WorkList, *, now: datetime, lease: timedelta, limit: int) -> Sequence[Work]:
        self.claims += 1
        if self.broken:
            raise OSError("disk is full")
        found = sorted(place for place, due in self.due.items() if place[0] == list and due <= now)[:limit]
        for place in found:
            self.due[place] = now + lease
            self.tokens[place] = self.tokens.get(place, 0) + 1
        return [Work(list=each, key=key, token=self.tokens[each, key], attempts=0) for each, key in found]

    async def done(self, work: Work) -> None:
        self.must_be_writable()
        if self.tokens[work.list, work.key] != work.token:
            raise LeaseLost
        del self.due[work.list, work.key]

    def must_be_writable(self) -> None:
        if self.unwritable:
            raise NoRoom("disk is full")

    async def put_back(self, work: Work, *, until: datetime) -> None:
        self.must_be_writable()
        self.due[work.list, work.key] = until

    async def postpone(self, work: Work, *, until: datetime, error: str) -> None:
        self.must_be_writable()
        self.due[work.list, work.key] = until

    async def next_due_at(self) -> datetime | None:
        if self.broken:
            raise OSError("disk is full")
        return min(self.due.values(), default=None)


class World:
    """Two lists: work done on the first creates work on the second."""

    def __init__(self, work_seconds: float = 0.0, at_once: int = 3) -> None:
        self.lists = Lists()
        self.seconds = work_seconds
        self.running: dict[WorkList, int] = dict.fromkeys(WorkList, 0)
        self.most: dict[WorkList, int] = dict.fromkeys(WorkList, 0)
        self.finished: list[tuple[WorkList, int]] = []
        table = (self.job(WorkList.FEEDS, at_once), self.job(WorkList.ENTRIES, 1))
        app = SimpleNamespace(store=SimpleNamespace(work=self.lists), now=lambda: datetime.now(UTC))
        self.engine = Embedded(app, table)  # type: ignore[arg-type]
        self.table = table

    def job(self, list: WorkList, at_once: int) -> Job:
        minute = timedelta(minutes=1)
        return Job(list=list, run=self.run, at_once=at_once, lease=minute, backoff=minute, longest=minute)

    async def run(self, app: object, work: Work) -> None:
        self.running[work.list] += 1
        self.most[work.list] = max(self.most[work.list], self.running[work.list])
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.running[work.list] -= 1
        await self.lists.done(work)
        self.finished.append((work.list, work.key))
        if work.list == WorkList.FEEDS:
            self.lists.put(WorkList.ENTRIES, work.key)

    async def until(self, holds, seconds: float = 2.0) -> None:
        async with asyncio.timeout(seconds):
            while not holds():  # noqa: ASYNC110
                await asyncio.sleep(0.005)


async def test_due_work_flows_down_the_table_without_another_nudge():
    world = World()
    world.lists.put(WorkList.FEEDS, *range(10))
    world.engine.start()
    await world.until(lambda: world.engine.done.total() == 20, 0.8)
    assert world.engine.done == {WorkList.FEEDS: 10, WorkList.ENTRIES: 10}
    assert await world.engine.stop()


async def test_never_more_at_once_than_the_table_says():
    world = World(work_seconds=0.01)
    world.lists.put(WorkList.FEEDS, *range(10))
    world.engine.start()
    for _ in range(50):
        await world.engine.nudge(world.table[1])
        world.engine.nudge_all()
        await asyncio.sleep(0.001)
    await world.until(lambda: len(world.finished) == 20)
    assert await world.engine.stop()
    assert (world.most[WorkList.FEEDS], world.most[WorkList.ENTRIES]) == (3, 1)


@pytest.mark.slow
async def test_what_falls_due_later_is_done_without_a_nudge():
    world = World()
    world.lists.put(WorkList.FEEDS, 1, at=datetime.now(UTC) + timedelta(seconds=0.2))
    world.engine.start()
    await world.until(lambda: len(world.finished) == 2, 3.0)
    assert await world.engine.stop()


async def test_idle_is_idle():
    """A row that is due but cannot be claimed must not cause a busy loop."""
    world = World()
    world.engine.start()
    await asyncio.sleep(0.05)
    claims = world.lists.claims
    world.lists.put(WorkList.OUTBOX, 1)
    await asyncio.sleep(0.5)
    assert world.lists.claims <= claims + 2
    assert await world.engine.stop()


async def test_row_60_a_stop_lets_running_work_end_and_claims_nothing_more():
    world = World(work_seconds=0.1)
    world.lists.put(WorkList.FEEDS, *range(10))
    world.engine.start()
    await world.until(lambda: world.running[WorkList.FEEDS] == 3)
    assert await world.engine.stop()
    assert [key for _, key in world.finished] == [0, 1, 2]
    assert not any(world.running.values())


async def test_row_60_what_does_not_end_in_time_is_cut_short_and_keeps_its_claim(caplog):
    world = World(work_seconds=60)
    world.lists.put(WorkList.FEEDS, 1)
    world.engine.start()
    await world.until(lambda: world.running[WorkList.FEEDS] == 1)
    with caplog.at_level(logging.WARNING):
        assert not await world.engine.stop(grace=0.05)
    assert "worker feeds did not finish in time" in caplog.text
    assert world.running[WorkList.FEEDS] == 0
    assert world.lists.due[WorkList.FEEDS, 1] > datetime.now(UTC)


async def test_a_database_that_does_not_answer_ends_nobody_and_is_told(caplog):
    world = World()
    world.lists.broken = True
    world.lists.put(WorkList.FEEDS, 1)
    world.engine.start()
    await world.until(lambda: world.engine.problem == "OSError: disk is full")
    await asyncio.sleep(0.2)
    assert world.lists.claims <= 4  # it backs off
    assert world.engine.alive
    world.lists.broken = False
    await world.until(lambda: len(world.finished) == 2 and world.engine.problem == "", 4.0)
    assert await world.engine.stop()


async def test_what_stays_claimed_since_its_end_could_not_be_written_is_done_again_before_its_lease_ends(caplog):
    """After a full disk feeds were not polled for the three minutes of their leases."""
    world = World()
    world.lists.unwritable = True
    world.lists.put(WorkList.FEEDS, 1, 2, 3)
    world.engine.start()
    await world.until(lambda: world.engine.problem == "disk is full")
    assert not world.finished
    world.lists.unwritable = False
    await world.until(lambda: len(world.finished) == 6 and world.engine.problem == "", 4.0)
    assert await world.engine.stop()
    assert "never retrieved" not in caplog.text


async def test_a_broken_claim_waits_for_what_runs_so_that_limits_hold():
    world = World(work_seconds=0.1, at_once=1)
    world.lists.put(WorkList.ENTRIES, 1, 2)
    world.engine.start()
    await world.until(lambda: world.running[WorkList.ENTRIES] == 1)
    world.lists.broken = True
    await world.until(lambda: world.running[WorkList.ENTRIES] == 0)
    world.lists.broken = False
    await world.until(lambda: len(world.finished) == 2, 4.0)
    assert await world.engine.stop()
    assert world.most[WorkList.ENTRIES] == 1


async def test_a_worker_that_ends_is_noticed():
    world = World()
    world.engine.start()
    assert world.engine.alive
    next(task for task in asyncio.all_tasks() if task.get_name() == "worker feeds").cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not world.engine.alive
    assert await world.engine.stop()


async def test_stopping_before_starting():
    assert await World().engine.stop()


@pytest.mark.parametrize("cancel_at", [0.0, 0.02])
async def test_a_cancelled_engine_leaves_no_task_behind(cancel_at):
    world = World(work_seconds=5)
    world.lists.put(WorkList.FEEDS, *range(5))
    world.engine.start()
    await asyncio.sleep(cancel_at)
    with contextlib.suppress(asyncio.CancelledError):
        await world.engine.stop(grace=0.0)
    assert asyncio.all_tasks() == {asyncio.current_task()}
