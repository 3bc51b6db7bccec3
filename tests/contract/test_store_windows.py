"""Whatever is settled, postponed, composed and skipped, in any order: windows tile, and nothing is lost or doubled."""

import asyncio
import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor import store as stores
from monitor.edition import Window
from monitor.model import EntryId
from monitor.store import doubtful, lately
from monitor.work import WorkList
from tests.contract.store_steps import FORMS, HOUR, SILENT, START, Steps, empty_file, entry, reading, url_of

__all__ = ["empty_file"]
DIGESTS = ("daily", "alert")
SETTLE = st.tuples(st.just("settle"), st.integers(1, 3))
JUMP = st.tuples(st.just("jump"), st.sampled_from((-9000, -2, 1, 24, 400)))
COMPOSE = st.tuples(
    st.sampled_from(DIGESTS),
    st.booleans(),  # made, or skipped
    st.integers(0, 7),  # which entries are postponed, as bits
    st.integers(0, 2),  # entries settled during composing
)
HISTORY = st.lists(SETTLE | COMPOSE | JUMP, min_size=1, max_size=15)


class History:
    """Plays a history and records the content of each window when it is closed."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        self.settled = 0
        self.closed: dict[str, list[tuple[Window, list[int]]]] = {name: [] for name in DIGESTS}

    async def play(self, history: list[tuple]) -> None:
        await self.steps.watch()
        await self.steps.store.digests.sync(dict.fromkeys(DIGESTS, START), now=START)
        for name, *values in history:
            if name == "settle":
                await self.settle(*values)
            elif name == "jump":
                self.steps.now += timedelta(hours=values[0])
            else:
                await self.compose(name, *values)

    async def settle(self, number: int) -> None:
        await self.steps.store.work.make_due(WorkList.FEEDS, now=self.steps.now)
        await self.steps.settle(*(entry(self.settled + place) for place in range(number)))
        self.settled += number

    async def compose(self, name: str, made: bool, bits: int, meanwhile: int) -> None:
        steps, digests = self.steps, self.steps.store.digests
        await digests.make_due(now=steps.now + 9999 * HOUR)
        await digests.make_due([name], now=steps.now)
        [work] = await steps.claim(WorkList.DIGESTS)
        edition = await steps.edition(name)
        rows = await steps.entries_of(edition.window)
        if meanwhile:
            await self.settle(meanwhile)
        late = tuple(EntryId(row) for place, row in enumerate(rows) if bits >> place & 1)
        edition = replace(edition, deferred=late)
        skipped = None if made else SILENT
        await digests.save_edition(
            work, edition, FORMS if made else None, (), (), {}, skipped=skipped, next_due_at=steps.now, hold=False
        )
        self.closed[name].append((edition.window, [row for row in rows if row not in late]))

    async def check(self) -> None:
        for name in DIGESTS:
            last, _ = await self.steps.store.digests.next_window(name, now=self.steps.now)
            windows = [*self.closed[name], (last, await self.steps.entries_of(last))]
            for (window, rows), (after, _) in pairwise(windows):
                assert (window.end, window.end_at) == (after.start, after.start_at), "windows tile"
                assert await self.steps.entries_of(window) == rows, "a closed window never changes"
            assert windows[0][0].start == 1
            told = [row for _, rows in windows for row in rows]
            assert sorted(told) == list(range(1, self.settled + 1)), "every entry is in exactly one window"


def play(history: list[tuple], empty_file: Path) -> None:
    async def run(path: Path) -> None:
        steps = Steps(stores.open_store(url_of(path), now=START), path)
        try:
            played = History(steps)
            await played.play(history)
            await played.check()
        finally:
            await steps.store.close()

    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(empty_file, Path(folder) / "monitor.db")
        asyncio.run(run(Path(folder) / "monitor.db"))


@pytest.mark.slow
@given(history=HISTORY)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_windows_tile_over_any_history(history: list[tuple], empty_file: Path) -> None:
    play(history, empty_file)


@pytest.mark.slow
@pytest.mark.timeout(900)
@given(history=HISTORY)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_windows_tile_over_any_history_at_length(history: list[tuple], empty_file: Path) -> None:
    play(history, empty_file)


async def test_no_entry_is_called_back_that_an_edition_counts(tmp_path: Path, empty_file: Path) -> None:
    path = Path(shutil.copy(empty_file, tmp_path / "monitor.db"))
    steps = Steps(stores.open_store(url_of(path), now=START), path)
    store = steps.store

    async def called_back(*names: str) -> int:
        return await store.database.write(lately.call_back, names, now=steps.now)

    try:
        await steps.watch()
        await store.digests.sync({"daily": START}, now=START)
        await steps.settle(entry(1, title="Council of Iron Lake meets"))
        [work] = await steps.claim(WorkList.DIGESTS)
        assert await called_back("Iron Lake") == 0, "an edition is being made"
        await store.work.put_back(work, until=steps.now)
        assert await called_back("Iron Lake") == 1
        [work] = await steps.claim(WorkList.ENTRIES)
        await store.entries.settle_unread(work, [], now=steps.now)
        await steps.compose()
        assert await called_back("Iron Lake") == 0, "an edition has counted it"
    finally:
        await store.close()


async def test_a_doubtful_article_is_placed_again_until_an_edition_counts_it(tmp_path: Path, empty_file: Path) -> None:
    path = Path(shutil.copy(empty_file, tmp_path / "monitor.db"))
    steps = Steps(stores.open_store(url_of(path), now=START), path)
    store, keys = steps.store, [1, 2, 3]

    async def called_back(topic: str, *some: int, since: timedelta = 2 * HOUR) -> int:
        return await store.database.write(doubtful.call_back, [topic], some, since=steps.now - since, now=steps.now)

    try:
        await steps.watch()
        await store.digests.sync({"daily": START}, now=START)
        await steps.poll(entry(1))
        await steps.read(readings=[reading(relevant=False)])
        [work] = await steps.claim(WorkList.PLACINGS)
        await steps.save_placed(work, {}, keys)
        assert await called_back("power", 3, 4) == 0, "one key may be a figure or a place"
        assert await called_back("pumps", 2, 3) == 0, "it is not doubtful for that topic"
        steps.now += HOUR
        assert await called_back("power", 2, 3, since=timedelta(minutes=1)) == 0, "it is too old"
        [work] = await steps.claim(WorkList.DIGESTS)
        assert await called_back("power", 2, 3) == 0, "an edition is being made"
        await store.work.put_back(work, until=steps.now)
        assert await called_back("power", 2, 3) == 1
        [work] = await steps.claim(WorkList.PLACINGS)
        await steps.save_placed(work, {}, keys)
        await steps.compose()
        assert await called_back("power", 2, 3) == 0, "an edition has counted it"
        await steps.poll_again(entry(2))
        await steps.read(readings=[reading(relevant=False)])
        await steps.place(keys=keys)
        assert await called_back("power", 2, 3) == 0, "it has a story"
    finally:
        await store.close()
