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
from dataclasses import dataclass, field, replace
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from monitor import failpoints
from monitor.errors import Busy, NoRoom, Permanent, Temporary
from monitor.store import damage
from monitor.store.places import Lock, Place

T = TypeVar("T")
P = ParamSpec("P")
GROUP = 200  # steps in one commit at most: bounds how long the first of them waits
READERS = 2
TRIES = 5  # of a step that gets in the way of another process


@dataclass(frozen=True, slots=True)
class _Step:
    """What a caller wants written, and where it waits for the result."""

    name: str
    alone: bool  # nobody else may write before it is committed
    run: Callable[[sa.Connection], Any]
    answer: Future[Any] = field(default_factory=Future)
    tries: int = 0


@dataclass(frozen=True, slots=True)
class _Outcome:
    value: Any = None
    error: Exception | None = None


class Database:
    """A place opened for reading and, unless `read_only`, for writing; by a daemon only as long as it has its lock."""

    def __init__(self, place: Place, *, read_only: bool = False, lock: Lock | None = None) -> None:
        self.place = place
        self._readers = _Readers(place)
        self._writer = None if read_only else _Writer(place, lock)

    async def write(self, step: Callable[Concatenate[sa.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The step's result, once it is on disk. Raises what the step raises; Busy when the disk is full."""
        return await self._write(step.__name__, lambda to: step(to, *args, **kwargs), alone=True)

    async def write_beside(
        self, step: Callable[Concatenate[sa.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The same for a step that may be written while other processes write theirs."""
        return await self._write(step.__name__, lambda to: step(to, *args, **kwargs), alone=False)

    async def _write(self, name: str, run: Callable[[sa.Connection], T], *, alone: bool) -> T:
        if self._writer is None:
            raise Permanent("the database is opened for reading only")
        result: T = await asyncio.wrap_future(self._writer.add(_Step(name.strip("_"), alone, run)))
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

    def __init__(self, place: Place) -> None:
        self._engine = place.engine(read_only=True)
        self._own = threading.local()
        self._opened: list[sa.Connection] = []
        self._threads = ThreadPoolExecutor(READERS, "store-reader")

    def _connection(self) -> sa.Connection:
        """The one of this thread, opened again if it was cut."""
        found: sa.Connection | None = getattr(self._own, "connection", None)
        if found is not None and found.invalidated:
            self._own.connection = None  # first, because there may be no other for a while
            self._opened.remove(found)
            found.close()
            found = None
        if found is None:
            found = self._own.connection = self._engine.connect()
            self._opened.append(found)
        return found

    def add(self, step: Callable[[sa.Connection], T]) -> Future[T]:
        return self._threads.submit(self._run, step)

    def _run(self, step: Callable[[sa.Connection], T]) -> T:
        try:
            connection = self._connection()
            with connection.begin():
                return step(connection)
        except sa.exc.DatabaseError as error:
            raise translated(error) from error

    def close(self) -> None:
        self._threads.shutdown()
        for connection in self._opened:
            connection.close()


class _Writer:
    """The only thread that writes."""

    def __init__(self, place: Place, lock: Lock | None) -> None:
        self._place, self._lock = place, lock
        self._engine = place.engine()
        self._turns = place.turns()
        self._connection = self._connected()
        self._queue: deque[_Step] = deque()
        self._mutex = threading.Lock()
        self._at_work = False
        self._thread = ThreadPoolExecutor(1, "store-writer")

    def _connected(self) -> sa.Connection:
        connection = self._engine.connect()
        try:
            if self._lock:
                self._lock.move_to(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def add(self, step: _Step) -> Future[Any]:
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
            if _may_succeed_alone(group, error):
                for step in group:
                    self._perform([replace(step, tries=step.tries + 1)])
                return
            outcomes = [_Outcome(error=translated(error))] * len(group)
        for step, outcome in zip(group, outcomes, strict=True):
            _answer(step, outcome)

    def _commit(self, group: list[_Step]) -> list[_Outcome]:
        with self._turns.held():
            try:
                if self._connection.closed:
                    self._connection = self._connected()
                with self._connection.begin():
                    self._place.alone(self._connection, alone=any(step.alone for step in group))
                    outcomes = [self._attempt(step) for step in group]
                    for step in group:
                        failpoints.hit(f"store.{step.name}.before")
            except sa.exc.DatabaseError:
                self._connection.close()  # its state is unknown; a new connection starts from what is on disk
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
                # The database may have undone the transaction itself; going back to the savepoint then hides why.
                raise own if own and _spoils(own) else error from None
            return _Outcome(error=error)

    def close(self) -> None:
        self._thread.shutdown()
        with self._turns.held():
            self._connection.close()  # the last one checkpoints the write-ahead log
        self._turns.close()


def _answer(step: _Step, outcome: _Outcome) -> None:
    try:
        failpoints.hit(f"store.{step.name}.after")
    except failpoints.FailpointError as error:
        outcome = _Outcome(error=error)
    if outcome.error:
        step.answer.set_exception(outcome.error)
    else:
        step.answer.set_result(outcome.value)


def _may_succeed_alone(group: list[_Step], error: Exception) -> bool:
    """Whether each step is tried for itself: one of them may have spoilt the others, or got in another's way.

    Not if the connection was cut: then nobody knows what was written, and whoever claimed finds out by his token.
    """
    kind = damage.kind(error)
    if kind.startswith(damage.IN_THE_WAY):
        return group[0].tries < TRIES
    return len(group) > 1 and isinstance(error, sa.exc.DBAPIError) and not kind.startswith(damage.UNKNOWN)


def translated(error: Exception) -> Exception:
    """The database's errors as this program's own; our own mistakes stay what they are."""
    kind = damage.kind(error)
    if kind.startswith(damage.DAMAGED):
        return Permanent(damage.message(error))
    if kind.startswith(damage.FULL):
        return NoRoom(damage.message(error))
    if kind.startswith(damage.TOO_SLOW):
        return Temporary(damage.message(error))
    if kind.startswith(damage.PASSING):  # not the fault of what was to be written: it is not counted
        return Busy(damage.message(error))
    return error


def _spoils(error: Exception) -> bool:
    """Whether the whole transaction is undone or useless, not only the step."""
    return isinstance(error, sa.exc.OperationalError) or damage.kind(error).startswith(damage.DAMAGED)
