"""A scheduler and workers as a user runs them, on a PostgreSQL of the tests' own; and a world that notes who asks when."""

import asyncio
import contextlib
import os
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from aiohttp import web

from monitor.settings import Settings
from tests import daemon, postgresql
from tests.daemon import Daemon

PORT = 8150 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))  # tests run beside each other
WORKER = ("-m", "monitor", "worker")


def on_server(settings: Settings, url: str) -> Settings:
    return replace(settings, database_url=url, engine="procrastinate")


@dataclass
class Together:
    """The processes, which may be killed and started again."""

    settings: Settings
    scheduler: Daemon
    workers: dict[int, Daemon] = field(default_factory=dict)
    _stacks: dict[int, AsyncExitStack] = field(default_factory=dict)

    async def start(self, number: int, *more: str) -> Daemon:
        stack = self._stacks[number] = AsyncExitStack()
        opened = daemon.daemon(self.settings, (*WORKER, *more))
        self.workers[number] = await stack.enter_async_context(opened)
        return self.workers[number]

    async def kill(self, number: int) -> None:
        """SIGKILL, at once."""
        await self._stacks.pop(number).aclose()
        del self.workers[number]

    async def stop(self) -> None:
        """A clean stop of all workers."""
        for worker in self.workers.values():
            code, _ = await worker.stop(seconds=40)
            assert code == 0, worker.said
        for number in list(self._stacks):
            await self.kill(number)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        return postgresql.running().execute(query, self.settings.database_url)

    async def until(self, query: str, holds: Any, seconds: float = 120.0, *, hurry: str = "SELECT 1") -> None:
        """Until a query's first value is as wanted; meanwhile `hurry` is said again and again."""
        give_up = time.monotonic() + seconds
        while not holds(found := (await asyncio.to_thread(self.ask, query))[0][0]):
            await asyncio.to_thread(self.ask, hurry)
            said = "\n".join(one.said for one in (self.scheduler, *self.workers.values()))
            assert time.monotonic() < give_up, f"{query}: {found} after {seconds} s\n{said[-6000:]}"
            await asyncio.sleep(0.2)


@asynccontextmanager
async def together(settings: Settings, workers: int, **more: str) -> AsyncIterator[Together]:
    async with daemon.daemon(settings, **more) as scheduler:
        await scheduler.until(lambda: "started" in scheduler.said)
        running = Together(settings, scheduler)
        try:
            for number in range(workers):
                await running.start(number)
            yield running
        finally:
            for number in list(running.workers):
                await running.kill(number)


@dataclass
class Noting:
    """Hosts 127.0.0.2, 127.0.0.3 … with some feeds each; a feed has one more entry whenever it is asked."""

    hosts: int
    feeds: int
    delay: float = 0.05
    asked: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))  # host → times
    running: Counter[str] = field(default_factory=Counter)
    overlaps: list[str] = field(default_factory=list)
    entries: Counter[str] = field(default_factory=Counter)  # feed → entries published
    published: set[str] = field(default_factory=set)  # guids in answers that were sent to the end
    closed: bool = False  # nothing new is published any more

    def urls(self) -> list[str]:
        return [
            f"http://127.0.0.{host}:{PORT}/{feed}.xml"
            for host in range(2, self.hosts + 2)
            for feed in range(self.feeds)
        ]

    @asynccontextmanager
    async def served(self) -> AsyncIterator["Noting"]:
        server = web.Server(self.answer)
        runner = web.ServerRunner(server)
        await runner.setup()
        await web.TCPSite(runner, "0.0.0.0", PORT, reuse_address=True).start()
        try:
            yield self
        finally:
            await runner.cleanup()

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        where = f"{request.host}{request.path}"
        self.asked[request.host].append(time.monotonic())
        self.running[where] += 1
        if self.running[where] > 1:
            self.overlaps.append(where)
        try:
            await asyncio.sleep(self.delay)
            if request.path == "/robots.txt":
                return web.Response(status=404)
            if request.path.endswith(".xml"):
                return self.feed(where)
            return web.Response(text=page(where), content_type="text/html")
        finally:
            self.running[where] -= 1

    def feed(self, where: str) -> web.Response:
        self.entries[where] += not self.closed
        numbers = range(max(1, self.entries[where] - 30), self.entries[where] + 1)
        base = f"http://{where.removesuffix('.xml')}"
        rows = "".join(
            f"<item><guid>{base}/{n}</guid><link>{base}/{n}</link><title>{title(where, n)}</title>"
            f"<pubDate>{datetime.now(UTC):%a, %d %b %Y %H:%M:%S +0000}</pubDate></item>"
            for n in reversed(numbers)
        )
        self.published |= {f"{base}/{n}" for n in numbers}
        text = f"<rss version='2.0'><channel><title>{where}</title>{rows}</channel></rss>"
        return web.Response(text=text, content_type="application/rss+xml")

    def shortest_gap(self) -> float:
        """Seconds between two requests to one host, whoever made them."""
        times = [sorted(each) for each in self.asked.values()]
        return min((later - one for each in times for one, later in pairwise(each)), default=9e9)


def title(where: str, number: int) -> str:
    """Every third is on the topic: its page is read."""
    if number % 3:
        return f"Recipe {number} of {where}: a soup with beans"
    return f"OpenAI signs for {number} MW of data centre capacity near {where.partition('/')[0]}"


def page(where: str) -> str:
    number = int(where.rpartition("/")[2])
    told = f"OpenAI has signed a contract for {number} MW of data centre capacity, its partner said on Monday."
    more = "The data centre is to be powered by gas turbines and will hold racks of AI chips for training. " * 8
    return f"<html lang=en><head><title>{title(where, number)}</title></head><body><article><p>{told}</p><p>{more}</p></article></body></html>"


@contextlib.contextmanager
def database() -> Any:
    """A database on the server of this run; its address."""
    server = postgresql.running()
    url = server.create()
    try:
        yield url
    finally:
        server.drop(url)
