"""Worker processes for functions that read untrusted bytes: limited in time and memory, killed beyond the limits.

No thread can be stopped in Python, and a parser that spins, eats memory or crashes must not take the program with it.
"""

from __future__ import annotations

import asyncio
import os
import resource
import signal
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from monitor.errors import Temporary
from monitor.problems import Problem

if TYPE_CHECKING:
    from pebble import ProcessExpired, ProcessPool

T = TypeVar("T")

WORKERS = 2
SECONDS = 30.0
MEMORY = 1024**3  # bytes of address space
TASKS = 500  # per worker; then it is replaced, because libraries leak memory
READY = ["monitor.pages", "monitor.feeds.parse", "monitor.compute.ready"]  # imported before the first worker is forked
ROOT = str(Path(__file__).parents[2])  # these modules are found here


class Pool:
    """Implements `app.Compute` on processes; started at the first call."""

    def __init__(
        self, workers: int = WORKERS, *, seconds: float = SECONDS, memory: int = MEMORY, tasks: int = TASKS
    ) -> None:
        self._workers = workers
        self._seconds = seconds
        self._memory = memory
        self._tasks = tasks
        self._pool: ProcessPool | None = None
        self._start: asyncio.Task[bool] | None = None  # of the pool
        self._running: set[Future[Any]] = set()

    async def run(self, function: Callable[..., T], *args: Any) -> T:
        """Call `function(*args)` in a worker; function, arguments and result must be picklable.

        Raises Temporary if the worker ran out of time or memory or died; otherwise whatever the function raises.
        """
        from pebble import ProcessExpired  # noqa: PLC0415 - as below

        name = getattr(function, "__name__", "a function")
        pool = await self._ready()
        if self._pool is not pool:  # closed meanwhile
            raise Temporary(Problem("stopping", {"name": name}))
        future = pool.schedule(_bounded, args=(function, args, self._seconds), timeout=self._seconds)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        try:
            result: T = await asyncio.wrap_future(future)
        except (FutureTimeoutError, TimeoutError) as error:
            raise Temporary(Problem("slow", {"name": name, "seconds": round(self._seconds)})) from error
        except ProcessExpired as error:
            raise Temporary(Problem("worker-broken", {"name": name, "reason": _cause(error)})) from error
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if self._pool is pool or (task and task.cancelling()):
                raise
            raise Temporary(Problem("stopping", {"name": name})) from None
        except MemoryError as error:
            raise Temporary(Problem("worker-memory", {"name": name, "mib": self._memory // 1024**2})) from error
        return result

    async def close(self) -> None:
        """Stop all workers, whatever they are doing."""
        if self._start:
            await asyncio.wait([self._start])
        pool, self._pool, self._start = self._pool, None, None
        for future in list(self._running):
            future.cancel()
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            await asyncio.to_thread(pool.join, 10)

    async def _ready(self) -> ProcessPool:
        """The pool, with its workers: they wait for the imports of the fork server, and the loop must not."""
        if self._pool is not None and self._start and self._start.done() and not self._pool.active:
            await self.close()  # a thread that manages the workers has died
        if self._pool is None or self._start is None:
            self._pool = self._made()
            self._start = asyncio.create_task(asyncio.to_thread(_is_active, self._pool))
        pool, start = self._pool, self._start
        await asyncio.shield(start)
        return pool

    def _made(self) -> ProcessPool:
        import multiprocessing  # noqa: PLC0415 - only where something is to be read; often nothing is due

        from pebble import ProcessPool  # noqa: PLC0415

        _start_fork_server()
        return ProcessPool(
            max_workers=self._workers,
            max_tasks=self._tasks,
            initializer=_limit,
            initargs=(self._memory,),
            context=multiprocessing.get_context("forkserver"),
        )


def _is_active(pool: ProcessPool) -> bool:
    """Whether the pool works; asked for the first time, it starts its workers."""
    return bool(pool.active)


def _start_fork_server() -> None:
    """Start the process that workers are forked from. It has no threads: forking the program itself would copy locks.

    Before Python 3.12.8 it imports only from its folder and PYTHONPATH, and ignores what it does not find.
    """
    from multiprocessing import forkserver  # noqa: PLC0415 - as above

    forkserver.set_forkserver_preload(READY)
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = f"{ROOT}{os.pathsep}{before}" if before else ROOT
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def _limit(memory: int) -> None:
    """Set a worker's limits: memory, and no core files. Ctrl-C is left to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bounded(function: Callable[..., T], args: tuple[Any, ...], seconds: float) -> T:
    """The call itself, with a limit on CPU time in case the parent hangs."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 2, hard))
    return function(*args)


def _cause(error: ProcessExpired) -> str:
    code = error.exitcode or 0
    if code < 0:
        return signal.Signals(-code).name
    return f"exit code {code}"
