"""The engine of several processes: what is due is claimed here and performed by whichever worker is free.

The scheduler ticks and each worker looks again when it has done something; all of them may claim, because a claim is
exclusive. A worker begins a claim's lease anew when it starts, so that waiting in the queue does not count, and a claim
that has meanwhile been given to somebody else is dropped. A list that is worked on one piece at a time is not claimed
here: one worker at a time goes through it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from monitor import jobs
from monitor.app import App
from monitor.engines.looking import Looking
from monitor.engines.queue import Queue
from monitor.errors import LeaseLost
from monitor.jobs import JOBS, Job
from monitor.store.fellows import Fellow
from monitor.store.server import Server
from monitor.work import Work, WorkList

log = logging.getLogger(__name__)

LINGER = 0.05  # seconds in which several nudges become one look
AHEAD = 2  # claims per place of all workers: one is performed, one waits
KEEP = 10.0  # seconds between two looks at the workers
UNHEARD = timedelta(minutes=1)  # after which a worker is missed


class Deferring(Looking):
    """Claims go to the queue; `perform` is what a worker does with one."""

    def __init__(self, app: App, server: Server, table: Sequence[Job] = JOBS) -> None:
        super().__init__(app, table)
        self.queue = Queue(server, self.perform, self.go_through)
        self.performed: Counter[str] = Counter()  # pieces done in this process, by list
        self.fellows: Sequence[Fellow] = ()
        self._since: datetime | None = None
        self._jobs = {job.list: job for job in table}

    def start(self) -> None:
        """Start looking, and watching over the workers."""
        self._since = self.app.now()
        super().start()
        self._clocks.append(asyncio.create_task(self._keep(), name="keeper"))

    @property
    def problem(self) -> str:
        """Why the database cannot be read, or which workers are missed; empty if all is well."""
        return super().problem or self._missed()

    def worked(self, list: str) -> int:
        """Pieces that the workers have done since their start."""
        return sum(one.done.get(list, 0) for one in self.fellows)

    @property
    def workers(self) -> Sequence[str]:
        """Those that were heard of lately."""
        return [one.name for one in self.fellows if not self._is_missed(one)]

    async def look(self, job: Job) -> None:
        """Claim what is due, as much as the workers can take, and queue it."""
        await asyncio.sleep(LINGER)
        if job.at_once == 1:
            if await self.app.store.work.is_due(job.list, now=self.app.now()):
                await self.queue.defer_all(job)
            return
        while not self.is_stopping():
            free = self._most(job) - await self.queue.pending(job.list)
            if free <= 0:
                return
            claimed = await self.app.store.work.claim(job.list, now=self.app.now(), lease=job.lease, limit=free)
            if not claimed:
                return
            try:
                await self.queue.defer(job, claimed)
            except Exception:
                self.broken.extend(claimed)
                raise
            self.done[job.list] += len(claimed)

    async def perform(self, work: Work) -> None:
        """Do a piece that was queued, unless somebody else has it by now."""
        job = self._jobs[work.list]
        try:
            await self.app.store.work.renew(work, until=self.app.now() + job.lease)
            await jobs.perform(self.app, job, work)
        except LeaseLost:
            log.info("lease lost while waiting", extra={"list": work.list, "key": work.key})
        except asyncio.CancelledError:  # the worker stops: others may do it at once
            with contextlib.suppress(LeaseLost):
                await asyncio.shield(self.app.store.work.put_back(work, until=self.app.now()))
            raise
        except Exception:
            self.broken.append(work)
            raise
        self._performed(job, 1)

    async def go_through(self, list: WorkList) -> None:
        """Do all that is due on a list, one piece at a time; the queue lets only one worker do so."""
        await jobs.run_due(self.app, self._jobs[list], self._performed, self.is_stopping, self.broken.extend)

    def _performed(self, job: Job, pieces: int) -> None:
        """There may be more of the same, and work for the jobs below."""
        self.performed[job.list] += pieces
        self._nudged[job.list].set()
        self.count(job, 0)

    def _most(self, job: Job) -> int:
        heard = [one for one in self.fellows if job.list.value in one.lists and not self._is_missed(one)]
        return job.at_once * AHEAD * max(1, len(heard))

    async def _keep(self) -> None:
        """Who is at work, and the jobs of those that have died."""
        while True:
            with contextlib.suppress(Exception):  # the looks report a database that does not answer
                await self.put_back()
                self.fellows = await self.app.store.fellows.everybody()
                await self._sweep()
            await asyncio.sleep(KEEP)

    async def _sweep(self) -> None:
        """Give back what workers had that have died; claims of messages end by themselves."""
        if swept := await self.queue.sweep(self._give_back):
            log.warning("%d jobs of workers that died", swept)
            self.nudge_all()

    async def _give_back(self, claims: Sequence[Work], lists: Sequence[WorkList]) -> None:
        work, now = self.app.store.work, self.app.now()
        free = await work.give_back(claims, now=now)
        free += sum([await work.give_back_list(list, now=now) for list in lists])
        log.warning("%d claims of workers that died are given back, others end with their leases", free)

    def _is_missed(self, one: Fellow) -> bool:
        return self.app.now() - one.seen_at > UNHEARD

    def _missed(self) -> str:
        if self._since is None or self.app.now() - self._since < UNHEARD:
            return ""
        missed = [f"{one.name} since {one.seen_at:%H:%M} UTC" for one in self.fellows if self._is_missed(one)]
        if len(missed) == len(self.fellows):
            return "no worker is at work; start `monitor worker`"
        return f"nothing heard of worker {missed[0]}" if missed else ""


@asynccontextmanager
async def opened(app: App) -> AsyncIterator[Deferring]:
    """The engine with its queue open."""
    server = app.store.database.place
    assert isinstance(server, Server)
    engine = Deferring(app, server)
    await engine.queue.open()
    try:
        yield engine
    finally:
        await engine.queue.close()
