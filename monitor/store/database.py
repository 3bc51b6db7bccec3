"""One writer thread that commits in groups, and reader threads.

Every caller of `write` is answered only after the commit with its step is on disk. Steps that queue up while a commit
is under way share the next one: each in a savepoint, so that one caller's error undoes only its own step. Steps are
functions of a connection and touch nothing else, so that a failed group can be run again one by one.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from monitor import failpoints
from monitor.errors import Permanent, Temporary
from monitor.store import connections, damage
from monitor.store.lock import WriteLock

T = TypeVar("T")
P = ParamSpec("P")
GROUP = 200  # steps in one commit at most: bounds how long the first of them waits
READERS = 2
PASSING = ("SQLITE_FULL", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_IOERR", "SQLITE_CANTOPEN", *damage.READ_ONLY)


@dataclass(frozen=True, slots=True)
class _Step:
    """What a caller wants written, and where it waits for the result."""

    name: str
    run: Callable[[sa.Connection], Any]
    answer: Future[Any] = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class _Outcome:
    value: Any = None
    error: Exception | None = None


class Database:
    """A file opened for reading and, unless `read_only`, for writing."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._readers = _Readers(path)
        self._writer = None if read_only else _Writer(path)

    async def write(self, step: Callable[Concatenate[sa.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The step's result, once it is on disk. Raises what the step raises; Temporary when the disk is full."""
        if self._writer is None:
            raise Permanent("the database is opened for reading only")
        name = step.__name__.strip("_")
        result: T = await asyncio.wrap_future(self._writer.add(name, lambda to: step(to, *args, **kwargs)))
        return result

    async def read(self, step: Callable[Concatenate[sa.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The step's result, from one consistent state of the database."""
        return await asyncio.wrap_future(self._readers.add(lambda source: step(source, *args, **kwargs)))

    async def close(self) -> None:
        """Finish all steps, checkpoint the write-ahead log, close the file."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._readers.close()
        if self._writer:
            self._writer.close()


class _Readers:
    """A few threads, each with its own connection that cannot write."""

    def __init__(self, path: Path) -> None:
        self._engine = connections.engine(path, read_only=True)
        self._own = threading.local()
        self._opened: list[sa.Connection] = []
        self._threads = ThreadPoolExecutor(READERS, "store-reader", initializer=self._open)

    def _open(self) -> None:
        self._own.connection = self._engine.connect()
        self._opened.append(self._own.connection)

    def add(self, step: Callable[[sa.Connection], T]) -> Future[T]:
        return self._threads.submit(self._run, step)

    def _run(self, step: Callable[[sa.Connection], T]) -> T:
        try:
            with self._own.connection.begin():
                return step(self._own.connection)
        except sa.exc.DatabaseError as error:
            raise translated(error) from error

    def close(self) -> None:
        self._threads.shutdown()
        for connection in self._opened:
            connection.close()


class _Writer:
    """The only thread that writes."""

    def __init__(self, path: Path) -> None:
        self._engine = connections.engine(path)
        self._lock = WriteLock(path)
        self._connection = self._engine.connect()
        self._queue: deque[_Step] = deque()
        self._mutex = threading.Lock()
        self._at_work = False
        self._thread = ThreadPoolExecutor(1, "store-writer")

    def add(self, name: str, run: Callable[[sa.Connection], Any]) -> Future[Any]:
        step = _Step(name, run)
        with self._mutex:
            self._queue.append(step)
            if not self._at_work:
                self._at_work = True
                self._thread.submit(self._work)
        return step.answer

    def _work(self) -> None:
        while group := self._next_group():
            self._perform([step for step in group if step.answer.set_running_or_notify_cancel()])

    def _next_group(self) -> list[_Step]:
        with self._mutex:
            group = [self._queue.popleft() for _ in range(min(GROUP, len(self._queue)))]
            self._at_work = bool(group)
            return group

    def _perform(self, group: list[_Step]) -> None:
        """Commit the group and answer its callers; if a step spoils it for all, one by one."""
        try:
            outcomes = self._commit(group)
        except Exception as error:  # noqa: BLE001 - it belongs to the callers; the thread must live
            if (
                len(group) > 1
                and isinstance(error, sa.exc.DBAPIError)
                and not damage.kind(error).startswith("SQLITE_BUSY")
            ):
                for step in group:
                    self._perform([step])
                return
            outcomes = [_Outcome(error=translated(error))] * len(group)
        for step, outcome in zip(group, outcomes, strict=True):
            _answer(step, outcome)

    def _commit(self, group: list[_Step]) -> list[_Outcome]:
        with self._lock.held():
            try:
                with self._connection.begin():
                    outcomes = [self._attempt(step) for step in group]
                    for step in group:
                        failpoints.hit(f"store.{step.name}.before")
            except sa.exc.DatabaseError:
                self._connection.close()  # its state is unknown; a new connection starts from the file
                self._connection = self._engine.connect()
                raise
        return outcomes

    def _attempt(self, step: _Step) -> _Outcome:
        """The step in its savepoint. Raises what spoils the whole transaction: a full disk, a broken file."""
        own: Exception | None = None
        try:
            with self._connection.begin_nested():
                try:
                    return _Outcome(value=step.run(self._connection))
                except Exception as error:
                    own = error
                    raise
        except Exception as error:  # noqa: BLE001 - the caller's own, unless it spoils all
            if _spoils(error):
                # SQLite may have undone the transaction itself: going back to the savepoint fails then, and hides why.
                raise own if own and _spoils(own) else error from None
            return _Outcome(error=error)

    def close(self) -> None:
        self._thread.shutdown()
        with self._lock.held():
            self._connection.close()  # the last one checkpoints the write-ahead log
        self._lock.close()


def _answer(step: _Step, outcome: _Outcome) -> None:
    try:
        failpoints.hit(f"store.{step.name}.after")
    except failpoints.FailpointError as error:
        outcome = _Outcome(error=error)
    if outcome.error:
        step.answer.set_exception(outcome.error)
    else:
        step.answer.set_result(outcome.value)


def translated(error: Exception) -> Exception:
    """SQLite's errors as this program's own; our own mistakes stay what they are."""
    kind = damage.kind(error)
    if kind.startswith(damage.DAMAGED):
        return Permanent(damage.message(error))
    if kind.startswith(PASSING):
        return Temporary(f"{damage.message(error)}; nothing was written")
    return error


def _spoils(error: Exception) -> bool:
    """Whether the whole transaction is undone or useless, not only the step."""
    return isinstance(error, sa.exc.OperationalError) or damage.kind(error).startswith(damage.DAMAGED)
