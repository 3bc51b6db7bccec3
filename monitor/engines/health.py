"""The daemon's health, for people and for monitoring: `/health` (JSON, 200 or 503) and `/metrics` (Prometheus text).

Served on loopback only, and only when the settings name an address (`MONITOR_METRICS`). Numbers and names of work
lists, nothing else: no address of a feed, no reader, no subject.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from monitor.engines.looking import Looking
from monitor.engines.watch import Watch
from monitor.errors import Invalid
from monitor.work import WorkList

LATE = 60.0  # seconds without a tick after which something must be hanging


@dataclass(slots=True, eq=False)
class Health:
    """What the last tick saw."""

    engine: Looking
    started: float = field(default_factory=time.monotonic)
    ticked: float = field(default_factory=time.monotonic)
    counts: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)  # per list: waiting, due, buried
    feeds_well: int = 0
    feeds_ill: int = 0
    clock: str = ""  # what is odd about the wall clock
    config: str = ""  # why the newest feeds.yaml is not the one in use
    watch: Watch | None = None  # what is wrong with feeds, mail and digests

    async def look(self) -> None:
        """Read the database; raises what the database raises."""
        app = self.engine.app
        self.counts = await app.store.work.counts(now=app.now())
        self.ticked = time.monotonic()

    async def look_at_feeds(self) -> None:
        """How many feeds are well; only on request, because there may be a million."""
        self.feeds_well, self.feeds_ill = await self.engine.app.store.feeds.counts()

    @property
    def dead_letters(self) -> int:
        """Messages that were given up and wait for a person."""
        return sum(self.counts.get(list, (0, 0, 0))[2] for list in (WorkList.OUTBOX, WorkList.CHANNELS))

    def problems(self) -> list[str]:
        """What a person should know about, one line each; empty if all is well."""
        late = time.monotonic() - self.ticked
        found = {
            f"no tick for {late:.0f} s": late > LATE,
            "a worker has ended": not self.engine.alive,
            self.engine.problem: bool(self.engine.problem),
            f"{self.dead_letters} messages could not be delivered; see `monitor outbox list`": self.dead_letters > 0,
            self.clock: bool(self.clock),
            self.config: bool(self.config),
        }
        return [line for line, holds in found.items() if holds] + list(self.watch.problems if self.watch else ())

    def collect(self) -> Iterator[Metric]:
        """The numbers, as prometheus_client wants them."""
        work = GaugeMetricFamily("monitor_work", "Pieces of work, by list and state", labels=["list", "state"])
        for name, states in self.counts.items():
            for state, number in zip(("waiting", "due", "buried"), states, strict=True):
                work.add_metric([name, state], number)
        yield work
        done = CounterMetricFamily("monitor_done", "Pieces of work done since the start", labels=["list"])
        for name in WorkList:
            done.add_metric([name], self.engine.worked(name))
        yield done
        feeds = GaugeMetricFamily("monitor_feeds", "Enabled feeds, by state", labels=["state"])
        feeds.add_metric(["well"], self.feeds_well)
        feeds.add_metric(["ill"], self.feeds_ill)
        yield feeds
        kinds = GaugeMetricFamily("monitor_feed_problems", "Enabled feeds in trouble, by kind", labels=["kind"])
        for kind, number in sorted((self.watch.kinds if self.watch else {}).items()):
            kinds.add_metric([kind], number)
        yield kinds
        yield GaugeMetricFamily("monitor_problems", "Number of problems /health shows", value=len(self.problems()))
        yield GaugeMetricFamily("monitor_tick_age_seconds", "Since the last tick", time.monotonic() - self.ticked)
        yield GaugeMetricFamily("monitor_uptime_seconds", "Since the start", time.monotonic() - self.started)


@asynccontextmanager
async def served(health: Health, where: tuple[str, int] | None) -> AsyncIterator[str]:
    """`/health` and `/metrics` while the block runs; yields their URL, empty if no address is set.

    Raises Invalid when the address cannot be used.
    """
    if where is None:
        yield ""
        return
    registry = CollectorRegistry()
    registry.register(health)
    ProcessCollector(registry=registry)

    async def tell_health(_request: web.Request) -> web.Response:
        problems = health.problems()
        await health.look_at_feeds()
        trouble = {"feeds_in_trouble": health.feeds_ill} if health.feeds_ill else {}
        workers = {"workers": list(health.engine.workers)} if health.engine.workers else {}
        told = {"ok": not problems, "problems": problems, **trouble, **workers}
        return web.json_response(told, status=503 if problems else 200)

    async def tell_metrics(_request: web.Request) -> web.Response:
        await health.look_at_feeds()
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    pages = web.Application()
    pages.add_routes([web.get("/health", tell_health), web.get("/metrics", tell_metrics)])
    runner = web.AppRunner(pages, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, *where).start()
        except OSError as error:
            raise Invalid(f"port {where[1]} cannot be used: {error.strerror}", where="MONITOR_METRICS") from error
        yield f"http://{where[0]}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
