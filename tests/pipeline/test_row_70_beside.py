"""Row 70: reading is concurrent: pages of many hosts at once, and a flood or a host that hangs delays no other."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import build, jobs
from monitor.app import App
from monitor.fetch.client import Limits
from monitor.work import WorkList
from tests import paper, world
from tests.contract.store_steps import Steps, empty_file, entry, steps
from tests.fakes import InlineCompute
from tests.faults import FaultServer, Reply, open_door, rss

__all__ = ["empty_file", "steps"]  # the fixtures of the store
TEXT = "<article><h1>OpenAI builds data centre {n}</h1><p>OpenAI's data centre number {n} gets {n} megawatts.</p></article>"


@asynccontextmanager
async def hosts(count: int) -> AsyncIterator[tuple[FaultServer, list[str]]]:
    """One server that acts as many hosts: 127.0.1.1, 127.0.1.2 …"""
    server, listeners = FaultServer(), []
    for number in range(1, count + 1):
        listener = await asyncio.start_server(server.connected, f"127.0.1.{number}", server.port)
        server.port = listener.sockets[0].getsockname()[1]
        listeners.append(listener)
    try:
        yield server, [f"http://127.0.1.{number}:{server.port}" for number in range(1, count + 1)]
    finally:
        for listener in listeners:
            listener.close()


@asynccontextmanager
async def running(folder: Path, feeds: list[str], *, gap: float, seconds: float = 30.0) -> AsyncIterator[App]:
    settings = world.chosen(folder, world.feeds_yaml(feeds, read="all"))
    door = open_door(gap=gap, limits=Limits(seconds=seconds))
    async with build.open_app(settings) as app:
        yield replace(app, compute=InlineCompute(), web=door)
    await door.close()


@pytest.mark.slow
async def test_row_70_pages_of_many_hosts_are_read_side_by_side(tmp_path: Path) -> None:
    count, each, gap = 10, 6, 0.3
    async with hosts(count) as (server, bases):
        links = [
            f"{base}/p{n}" for base in bases for n in range(each)
        ]  # one host after the other, as a feed lists them
        items = [paper.item(f"Piece {n}", link, guid=link) for n, link in enumerate(links)]
        for n in range(each):
            server.on(f"/p{n}", paper.page(TEXT.format(n=n)))
        server.on("/feed", Reply(body=rss(*items)))
        async with running(tmp_path, [f"{bases[0]}/feed"], gap=gap) as app:
            await jobs.run_due(app, jobs.JOBS[0])
            started, used = time.monotonic(), time.process_time()
            await jobs.run_due(app, jobs.JOBS[1])
            took, used = time.monotonic() - started, time.process_time() - used
        asked = sum(request.path.startswith("/p") for request in server.log)
        assert asked == count * each
        turns = (each + 1) * gap  # robots.txt is requested too
        assert took <= 1.5 * max(turns, used) + 1.0, f"{took:.1f} s; one after the other it would be {asked * gap:.0f}"


async def test_row_70_a_flood_of_one_host_leaves_the_places_to_others(steps: Steps) -> None:
    flood = [entry(f"flood/{n}", url=f"https://flood.example/{n}") for n in range(60)]
    others = [entry(f"{n}", url=f"https://paper{n % 5}.example/{n}") for n in range(10)]
    await steps.watch()
    await steps.poll(*others, *flood)
    claimed = await steps.store.work.claim(WorkList.ENTRIES, now=steps.now, lease=timedelta(minutes=3), limit=40)
    urls = [(await steps.store.entries.get(work.key)).entry.url for work in claimed]
    assert sum("flood" in url for url in urls) == 8
    assert sum("paper" in url for url in urls) == 10
    assert {url.split("/")[2] for url in urls[:6]} == {"flood.example", *(f"paper{n}.example" for n in range(5))}
    assert await steps.claim(WorkList.ENTRIES) == (), "no host has more than eight in progress"


@pytest.mark.slow
async def test_row_70_feeds_that_hang_delay_no_other(tmp_path: Path) -> None:
    """A sixth of the feeds never answers; all others are polled at once."""

    async def hang(_request: object, _writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(2.5)

    count = 90
    async with hosts(count) as (server, bases):
        feeds = [f"{base}/{'hangs' if n % 6 == 0 else 'well'}" for n, base in enumerate(bases)]
        server.on("/hangs", hang)
        server.on("/well", Reply(body=rss(paper.item("Pool", f"{bases[1]}/x"))))
        async with running(tmp_path, feeds, gap=0.0, seconds=2.0) as app:
            started = time.monotonic()
            await jobs.run_due(app, jobs.JOBS[0])
        late = sorted(request.at - started for request in server.asked("/well"))
        assert len(late) == count * 5 // 6
        assert late[int(0.95 * len(late))] <= 10
        assert late[-1] < time.monotonic() - started, "and not after those that hang"
