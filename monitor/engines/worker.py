"""A process that performs jobs: `monitor worker`. Any number of them work on one database."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Sequence
from pathlib import Path

from monitor.app import App
from monitor.engines import notify
from monitor.engines.clock import SteadyClock
from monitor.engines.daemon import Reload, stamp
from monitor.engines.deferring import Deferring
from monitor.engines.looking import GRACE
from monitor.errors import MonitorError, Temporary
from monitor.jobs import Job
from monitor.store.fellows import Fellow

log = logging.getLogger(__name__)

BEAT = 3.0  # seconds
SAY = 5  # beats between two signs of life


class Worker:
    """Performs jobs of these lists."""

    def __init__(
        self, engine: Deferring, table: Sequence[Job], clock: SteadyClock, config: Path, reload: Reload
    ) -> None:
        self._engine, self._table, self._clock = engine, table, clock
        self._config, self._reload, self._stamp = config, reload, stamp(config)
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._started_at = engine.app.now()
        self._odd = ""

    async def live(self, stopping: asyncio.Event) -> None:
        """Work until `stopping` is set; then running work may finish (25 seconds)."""
        lists = [job.list for job in self._table]
        await self._say()
        self._engine.start()
        heart = asyncio.create_task(self._beat())
        log.info("worker %s started, for %s", self._name, ", ".join(lists))
        notify.tell("READY=1")
        await self._engine.queue.work(lists, sum(job.at_once for job in self._table), stopping, GRACE)
        notify.tell("STOPPING=1")
        heart.cancel()
        await self._engine.stop(grace=1)
        await self._engine.app.store.fellows.leave(self._name)
        log.info("worker %s stopped", self._name)

    async def _beat(self) -> None:
        beats = 0
        while True:
            await asyncio.sleep(BEAT)
            beats += 1
            odd = self._clock.compare()
            if odd and odd != self._odd:
                log.error("%s", odd)
            self._odd = odd
            if self._engine.alive:
                notify.tell("WATCHDOG=1")
            try:
                await self._notice()
                if beats % SAY == 0:
                    await self._say()
            except Temporary:
                pass  # the engine tells that the database does not answer
            except MonitorError as error:
                log.error("%s", error)  # noqa: TRY400 - the line says it all

    async def _say(self) -> None:
        app: App = self._engine.app
        lists = tuple(job.list.value for job in self._table)
        done = dict(self._engine.performed)
        own = Fellow(name=self._name, lists=lists, started_at=self._started_at, seen_at=app.now(), done=done)
        await app.store.fellows.say(own)

    async def _notice(self) -> None:
        """Adopt feeds.yaml if it has changed; the scheduler writes it into the database."""
        if (found := stamp(self._config)) != self._stamp:
            self._stamp = found
            self._engine.app = await self._reload(self._engine.app)
