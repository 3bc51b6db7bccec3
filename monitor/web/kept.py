"""What takes long to find out and changes slowly, kept in memory for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """The last answer, as long as the question is the same and the answer not too old."""

    def __init__(self, life: timedelta) -> None:
        self._life = life
        self._held: tuple[Hashable, datetime, T] | None = None
        self._asking = asyncio.Lock()  # many may ask at once; one of them finds out for all

    async def get(self, question: Hashable, now: datetime, ask: Callable[[], Awaitable[T]]) -> T:
        """The answer to a question, asked again if need be."""
        async with self._asking:
            if self._held and self._held[0] == question and timedelta(0) <= now - self._held[1] < self._life:
                return self._held[2]
            answer = await ask()
            self._held = question, now, answer
            return answer
