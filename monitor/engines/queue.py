"""The queue of jobs between processes: Procrastinate's, in the same database.

It holds nothing that matters: what is due, and who has it, is in the work lists, and a job of this queue only names a
claim. So its tables have a schema of their own, named after its version, and its commits need not be on disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

import procrastinate
from procrastinate import exceptions
from procrastinate import jobs as queued

from monitor.jobs import JOBS, Job
from monitor.store.server import Server
from monitor.work import Work, WorkList

log = logging.getLogger(__name__)

SCHEMA = "procrastinate_" + procrastinate.__version__.replace(".", "_")
PERFORM, GO_THROUGH = "perform", "go_through"
LOOK = 1.0  # seconds between two looks for jobs whose lock somebody had; of all others a notice comes at once
HEARTBEAT, SILENT = (
    5.0,
    25.0,
)  # seconds between two signs of life of a worker, and without one until it is taken for dead
CONNECTIONS = 8  # of one process to this queue
BACKOFF = 30.0  # longest wait, in seconds, while the database does not answer

Perform = Callable[[Work], Awaitable[None]]
GoThrough = Callable[[WorkList], Awaitable[None]]


class Queue:
    """The queue, open between `open` and `close`."""

    def __init__(self, server: Server, perform: Perform, go_through: GoThrough) -> None:
        server.make_schema(SCHEMA)
        given = server.given(search_path=SCHEMA, synchronous_commit="off")
        connector = procrastinate.PsycopgConnector(kwargs=given, min_size=1, max_size=CONNECTIONS)
        self._app = procrastinate.App(connector=connector)

        async def one(**claim: str) -> None:
            await perform(_work_of(claim))

        async def all_of(list: str) -> None:
            await go_through(WorkList(list))

        self._app.task(name=PERFORM)(one)
        self._app.task(name=GO_THROUGH)(all_of)

    async def open(self) -> None:
        """Connect, and make the tables if there are none."""
        await self._app.open_async()
        if not await self._app.check_connection_async():
            with contextlib.suppress(exceptions.ConnectorException):  # another process has just made them
                await self._app.schema_manager.apply_schema_async()

    async def close(self) -> None:
        """Close all connections."""
        await self._app.close_async()

    async def defer(self, job: Job, claimed: Sequence[Work]) -> None:
        """Queue claims, each once."""
        rows = [
            queued.Job(
                id=None,
                queue=job.list.value,
                priority=_priority(job),
                lock=None,
                queueing_lock=f"{work.list.value}:{work.key}:{work.token}",
                task_name=PERFORM,
                task_kwargs={"list": work.list.value, "key": work.key, "token": work.token, "attempts": work.attempts},
            )
            for work in claimed
        ]
        with contextlib.suppress(exceptions.AlreadyEnqueued):
            await self._app.job_manager.batch_defer_jobs_async(rows)

    async def defer_all(self, job: Job) -> None:
        """Queue that somebody goes through a list that is worked on one piece at a time."""
        name = job.list.value
        ask = self._app.configure_task(GO_THROUGH, queue=name, priority=_priority(job), lock=name, queueing_lock=name)
        with contextlib.suppress(exceptions.AlreadyEnqueued):
            await ask.defer_async(list=name)

    async def pending(self, list: WorkList) -> int:
        """How many jobs of a list wait or run."""
        found = await self._app.job_manager.list_queues_async(queue=list.value)
        return sum(int(each["jobs_count"]) for each in found)

    async def sweep(self) -> tuple[int, Sequence[Work]]:
        """Remove the jobs of workers that have died. How many there were, and the claims that they named."""
        stalled = list(await self._app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT))
        for job in stalled:
            with contextlib.suppress(exceptions.ConnectorException):  # its worker has just finished it after all
                await self._app.job_manager.finish_job(job, status=queued.Status.FAILED, delete_job=True)
        return len(stalled), [_work_of(job.task_kwargs) for job in stalled if job.task_name == PERFORM]

    async def work(self, lists: Iterable[WorkList], at_once: int, stopping: asyncio.Event, grace: float) -> None:
        """Perform jobs of these lists until `stopping` is set; then running ones may finish within `grace` seconds."""
        failures = 0
        while not stopping.is_set():
            working = asyncio.create_task(
                self._app.run_worker_async(
                    queues=[each.value for each in lists],
                    concurrency=at_once,
                    fetch_job_polling_interval=LOOK,
                    install_signal_handlers=False,
                    delete_jobs="always",
                    shutdown_graceful_timeout=grace,
                    update_heartbeat_interval=HEARTBEAT,
                    stalled_worker_timeout=SILENT,
                )
            )
            stop = asyncio.create_task(stopping.wait())
            await asyncio.wait({working, stop}, return_when=asyncio.FIRST_COMPLETED)
            stop.cancel()
            if stopping.is_set():
                working.cancel()
            [outcome] = await asyncio.gather(working, return_exceptions=True)
            if not stopping.is_set():
                failures += 1
                log.error("the queue does not answer: %s", " ".join(str(outcome or "its worker has ended").split()))
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stopping.wait(), min(0.5 * 2.0**failures, BACKOFF))


def _priority(job: Job) -> int:
    """Later lists go first: what is begun is finished."""
    return JOBS.index(job) if job in JOBS else 0


def _work_of(claim: Mapping[str, Any]) -> Work:
    key, token, attempts = (int(claim[name]) for name in ("key", "token", "attempts"))
    return Work(list=WorkList(claim["list"]), key=key, token=token, attempts=attempts)
