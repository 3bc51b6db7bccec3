"""When to look for due work: what all engines do. What is done with it is theirs.

The database is the queue; this only decides when to look. A list is looked at when it is nudged: by the daemon's tick,
by the timekeeper when the next due time comes, and by the job above it when that has created work.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from abc import abstractmethod
from collections import Counter
from collections.abc import Sequence

from monitor.app import App
from monitor.engines import Engine
from monitor.errors import LeaseLost, MonitorError, Temporary
from monitor.jobs import JOBS, Job
from monitor.work import SENDING, Work

log = logging.getLogger(__name__)

SHORTEST, LONGEST = 1.0, 15.0  # seconds between two looks at the clock
BACKOFF = 60.0  # longest wait, in seconds, while the database does not answer
GRACE = 25.0  # seconds that running pieces get to finish when the daemon stops


class Looking(Engine):
    """One task per job in the table, all on one event loop.

    `app` may be replaced at any time: whatever is claimed after that uses the new one.
    """

    def __init__(self, app: App, table: Sequence[Job] = JOBS) -> None:
        self.app = app
        self.done: Counter[str] = Counter()  # pieces done, by list
        self.broken: list[Work] = []  # claimed still: their end could not be written
        self._problems: dict[str, str] = {}  # why the work on a list broke off, until it goes on again
        self._table = tuple(table)
        self._nudged = {job.list: asyncio.Event() for job in table}
        self._stopping = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._clocks: list[asyncio.Task[None]] = []  # tasks without work to finish

    @abstractmethod
    async def look(self, job: Job) -> None:
        """See to all that is due for this job."""

    async def put_back(self) -> None:
        """Put back what is claimed still, so that nobody waits for the end of a lease; no failure is counted."""
        for work in list(self.broken):
            if work.list not in SENDING:  # it may be on its way: its lease has to end
                with contextlib.suppress(LeaseLost):
                    await self.app.store.work.put_back(work, until=self.app.now())
            with contextlib.suppress(ValueError):  # another list's look was faster
                self.broken.remove(work)

    def is_stopping(self) -> bool:
        """Whether nothing more is to be claimed."""
        return self._stopping.is_set()

    async def nudge(self, job: Job) -> None:
        """There may be due work: have it checked. Cheap, safe to repeat."""
        self._nudged[job.list].set()

    def nudge_all(self) -> None:
        """There may be due work on any list."""
        for event in self._nudged.values():
            event.set()

    @property
    def problem(self) -> str:
        """Why the database cannot be read, in plain words; empty if it can."""
        return next(iter(self._problems.values()), "")

    def worked(self, list: str) -> int:
        """Pieces of a list that were done since the start, by all that work."""
        return self.done[list]

    @property
    def workers(self) -> Sequence[str]:
        """The processes at work, if it is not this one alone."""
        return ()

    def start(self) -> None:
        """Start working, with a first look at every list."""
        self.nudge_all()
        self._tasks = [asyncio.create_task(self._work(job), name=f"worker {job.list}") for job in self._table]
        self._clocks = [asyncio.create_task(self._keep_time(), name="timekeeper")]

    @property
    def alive(self) -> bool:
        """Whether every worker still runs."""
        return bool(self._tasks) and not any(task.done() for task in (*self._tasks, *self._clocks))

    async def stop(self, grace: float = GRACE) -> bool:
        """Claim nothing more and give running pieces `grace` seconds to finish; returns whether all did.

        What is cut short keeps its claim and is due again at the next start.
        """
        self._stopping.set()
        self.nudge_all()
        if not self._tasks:
            return True
        for clock in self._clocks:
            clock.cancel()
        _, cut = await asyncio.wait(self._tasks, timeout=grace)
        for task in cut:
            log.warning("%s did not finish in time", task.get_name())
            task.cancel()
        await asyncio.gather(*self._tasks, *self._clocks, return_exceptions=True)
        return not cut

    async def _work(self, job: Job) -> None:
        """The life of one worker: look when nudged; while the database does not answer, look less and less often."""
        failures = 0
        while not self._stopping.is_set():
            await self._nudged[job.list].wait()
            self._nudged[job.list].clear()
            try:
                await self.look(job)
                failures = 0
                if self._problems.pop(job.list, None) and not self._problems:
                    log.info("work goes on")
            except Exception as error:  # noqa: BLE001 - a full disk or a locked file must not end the daemon
                failures += 1
                self._tell(job, error)
                await self._pause(min(0.25 * 2.0**failures, BACKOFF))
                self._nudged[job.list].set()

    def _tell(self, job: Job, error: Exception) -> None:
        """What a person can put right is one line; what passes stops all lists, and is told for the first of them."""
        expected = isinstance(error, MonitorError)
        told = str(error) if expected else f"{type(error).__name__}: {error}"
        if not self._problems if isinstance(error, Temporary) else told not in self._problems.values():
            log.error("work on %s stopped: %s", job.list, told, exc_info=None if expected else error)
        self._problems[job.list] = told

    async def _keep_time(self) -> None:
        """Nudge all when the next due time comes. Waits on the monotonic clock, a little while at a time."""
        while True:
            wait = LONGEST
            with contextlib.suppress(Exception):  # the workers report a database that does not answer
                due_at = await self.app.store.work.next_due_at()
                if due_at is not None:
                    wait = (due_at - self.app.now()).total_seconds()
            await asyncio.sleep(min(max(wait, SHORTEST), LONGEST))
            if wait <= LONGEST:
                self.nudge_all()

    async def _pause(self, seconds: float) -> None:
        """Sleep, but no longer than the daemon runs."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    def count(self, job: Job, pieces: int) -> None:
        """Pieces of a job are seen to: there may be work for the jobs below it."""
        self.done[job.list] += pieces
        below = self._table[self._table.index(job) + 1 :]
        for each in below:
            self._nudged[each.list].set()
