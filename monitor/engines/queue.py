"""The queue of jobs between processes: Procrastinate's, in the same database.

It holds nothing that matters: what is due, and who has it, is in the work lists, and a job of this queue only names a
claim. So its tables have a schema of their own, named after its version, and its commits need not be on disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import procrastinate
from procrastinate import JobContext, exceptions
from procrastinate import jobs as queued

from monitor.errors import Temporary
from monitor.jobs import JOBS, Job
from monitor.store import damage
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
GiveBack = Callable[[Sequence[Work], Sequence[WorkList]], Awaitable[None]]  # these claims, and all on these lists


class Queue:
    """The queue, open between `open` and `close`."""

    def __init__(self, server: Server, perform: Perform, go_through: GoThrough) -> None:
        server.make_schema(SCHEMA)
        given = server.given(search_path=SCHEMA, synchronous_commit="off")
        connector = procrastinate.PsycopgConnector(kwargs=given, min_size=1, max_size=CONNECTIONS)
        self._app = procrastinate.App(connector=connector)

        async def one(context: JobContext, /, **claim: str) -> None:
            await self._during(context.job, perform(_work_of(claim)))

        async def all_of(context: JobContext, /, list: str) -> None:
            await self._during(context.job, go_through(WorkList(list)))

        self._app.task(name=PERFORM, pass_context=True)(one)
        self._app.task(name=GO_THROUGH, pass_context=True)(all_of)
        self._workers: set[int] = set()  # this process, in the tables of the library
        self._running: set[int] = set()  # its jobs
        self._ended: set[int] = set()  # those that had ended at the last sweep, but not in the tables

    async def _during(self, job: queued.Job, work: Awaitable[None]) -> None:
        """Do the work of a job. Its claim ends by itself, and those who look tell that the database is away."""
        assert job.id is not None
        assert job.worker_id is not None
        self._workers.add(job.worker_id)
        self._running.add(job.id)
        try:
            await work
        except Temporary:
            log.debug("job %d broke off", job.id, exc_info=True)
        except Exception:
            log.exception("job %d broke off", job.id)
        finally:
            self._running.discard(job.id)

    async def open(self) -> None:
        """Connect, and make the tables if there are none."""
        asyncio.get_running_loop().set_exception_handler(_but_for_the_queue)
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
        with _translated(), contextlib.suppress(exceptions.AlreadyEnqueued):
            await self._app.job_manager.batch_defer_jobs_async(rows)

    async def defer_all(self, job: Job) -> None:
        """Queue that somebody goes through a list that is worked on one piece at a time."""
        name = job.list.value
        ask = self._app.configure_task(GO_THROUGH, queue=name, priority=_priority(job), lock=name, queueing_lock=name)
        with _translated(), contextlib.suppress(exceptions.AlreadyEnqueued):
            await ask.defer_async(list=name)

    async def pending(self, list: WorkList) -> int:
        """How many jobs of a list wait or run."""
        with _translated():
            found = await self._app.job_manager.list_queues_async(queue=list.value)
        return sum(int(each["jobs_count"]) for each in found)

    async def sweep(self, give_back: GiveBack) -> int:
        """Remove the jobs of workers that have died, or that ended while the database was away; returns how many.

        First what they had is given back: until then nobody else goes through their lists.
        """
        stalled = [*await self._app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT), *await self._left()]
        if stalled:
            claims = [_work_of(job.task_kwargs) for job in stalled if job.task_name == PERFORM]
            await give_back(claims, [WorkList(job.queue) for job in stalled if job.task_name == GO_THROUGH])
        for job in stalled:
            with contextlib.suppress(exceptions.ConnectorException):  # its worker has just finished it after all
                await self._app.job_manager.finish_job(job, status=queued.Status.FAILED, delete_job=True)
        return len(stalled)

    async def _left(self) -> Sequence[queued.Job]:
        """Jobs of this process that have ended, which could not be written: they would block their list for good."""
        each = [await self._app.job_manager.list_jobs_async(status="doing", worker_id=id) for id in self._workers]
        ended = {job.id: job for jobs in each for job in jobs if job.id and job.id not in self._running}
        left = [ended[id] for id in ended.keys() & self._ended]  # not those that are just being fetched or written
        self._ended = set(ended)
        return left

    async def work(self, lists: Iterable[WorkList], at_once: int, stopping: asyncio.Event, grace: float) -> None:
        """Perform jobs of these lists until `stopping` is set; then running ones may finish within `grace` seconds."""
        failures = 0
        while not stopping.is_set():
            began = time.monotonic()
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
                failures = 1 if time.monotonic() - began > 2 * BACKOFF else failures + 1
                if failures == 1:
                    why = (outcome.__cause__ or outcome) if outcome else "its worker has ended"
                    log.error("the queue does not answer: %s", " ".join(str(why).split()))
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stopping.wait(), min(0.5 * 2.0**failures, BACKOFF))


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Raises Temporary for what the database says: the queue is in it."""
    try:
        yield
    except exceptions.ConnectorException as error:
        raise Temporary(damage.message(error.__cause__ or error) or str(error)) from error


def _but_for_the_queue(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Nobody waits for the library's tasks: that one could not write the end of a job is put right by the sweep."""
    if not isinstance(context.get("exception"), exceptions.ConnectorException):
        loop.default_exception_handler(context)


def _priority(job: Job) -> int:
    """Later lists go first: what is begun is finished."""
    return JOBS.index(job) if job in JOBS else 0


def _work_of(claim: Mapping[str, Any]) -> Work:
    key, token, attempts = (int(claim[name]) for name in ("key", "token", "attempts"))
    return Work(list=WorkList(claim["list"]), key=key, token=token, attempts=attempts)
