"""Calls that come at the same moment, answered by one step of the database instead of one for each.

A hundred feeds that are due together are read with one query, and what their polls found is written with one statement.
Each caller still waits until its own change is on disk, and gets its own error.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from monitor.errors import MonitorError

A = TypeVar("A")
T = TypeVar("T")
MOST = 200  # calls in one step: bounds how long the first of them waits


class Together(Generic[A, T]):
    """Gathers calls for a moment; `run` gives for each what it returns or the error it raises, in their order."""

    def __init__(self, run: Callable[[Sequence[A]], Awaitable[Sequence[T | Exception]]], moment: float = 0.0) -> None:
        self._run = run
        self._moment = moment  # seconds that the first call waits for others; 0: for those of the same turn of the loop
        self._waiting: list[tuple[A, asyncio.Future[T]]] = []
        self._timer: asyncio.Handle | None = None
        self._running: set[asyncio.Task[None]] = set()

    async def call(self, asked: A) -> T:
        """The answer to this call; raises its error."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._waiting.append((asked, answer))
        if len(self._waiting) >= MOST:
            self._begin()
        elif self._timer is None:
            self._timer = loop.call_later(self._moment, self._begin) if self._moment else loop.call_soon(self._begin)
        return await answer

    def _begin(self) -> None:
        if self._timer:
            self._timer.cancel()
        waiting, self._waiting, self._timer = self._waiting, [], None
        if waiting:
            task = asyncio.get_running_loop().create_task(self._answer(waiting))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _answer(self, waiting: Sequence[tuple[A, asyncio.Future[T]]]) -> None:
        """Answer those who still wait. If one call spoils it for all, each is tried for itself."""
        waiting = [(asked, answer) for asked, answer in waiting if not answer.done()]
        if not waiting:
            return
        try:
            found = await self._run([asked for asked, _ in waiting])
        except Exception as error:  # noqa: BLE001 - it belongs to the callers
            if len(waiting) > 1 and not isinstance(error, MonitorError):  # not a full disk or a damaged file
                for one in waiting:
                    await self._answer([one])
                return
            found = [error] * len(waiting)
        for (_, answer), outcome in zip(waiting, found, strict=True):
            if answer.done():
                continue
            if isinstance(outcome, Exception):
                answer.set_exception(outcome)
            else:
                answer.set_result(outcome)
