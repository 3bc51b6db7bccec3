"""Turns: one connection per host, a pause between two requests, and a hold when a host says 429.

Nobody waits for a turn longer than `PATIENCE`: a request that would have to wait longer gets Busy, with the time to
come back, and makes room for other work.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from monitor.errors import Busy

PATIENCE = 20.0  # seconds
LOOK = 0.5  # seconds between two looks at a host that another process is asking
REQUEST = timedelta(minutes=1)  # twice as long as any request: the turn of a process that has died ends then
_REMEMBERED = 2_000  # hosts; beyond that, hosts whose turn is free are forgotten


@dataclass(slots=True)
class _Host:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0  # time of the event loop
    waiting: int = 0
    held_until: datetime | None = None


class Shared(Protocol):
    """Turns that several processes share."""

    async def take_turn(self, host: str, *, now: datetime, until: datetime) -> datetime | None:
        """Take the turn at a host; None if it is taken, else the time at which it is free."""
        ...

    async def end_turn(self, host: str, *, taken_until: datetime, free_at: datetime) -> None:
        """End a turn taken until then."""
        ...


class Pace:
    """Keeps the turns of all hosts; knows nothing about HTTP."""

    def __init__(self, gap: float, now: Callable[[], datetime], shared: Shared | None = None) -> None:
        self.gap = gap  # seconds from the end of a request to the start of the next one
        self._now = now
        self._shared = shared  # None: no other process asks
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str, *, gap: float | None = None) -> AsyncIterator[None]:
        """The connection to a host while the block runs; raises Busy when its turn is too far away."""
        gap = self.gap if gap is None else gap
        host = self._host(name)
        loop = asyncio.get_running_loop()
        wait = max(0.0, host.free_at - loop.time()) + host.waiting * gap
        if wait > PATIENCE:
            raise self._busy(name, wait)
        if host.waiting or host.turn.locked():
            await self._wait_for(name, host)
        else:  # as nearly always: nobody to wait for
            await host.turn.acquire()
        try:
            # Even a sleep may end a few milliseconds early; the pause may not.
            while (pause := host.free_at - loop.time()) > 0:  # noqa: ASYNC110 - nothing tells us but the clock
                await asyncio.sleep(pause + 0.002)
            async with self._turn_among_all(name, host, gap):
                yield
        finally:
            host.free_at = loop.time() + gap
            host.turn.release()

    async def _wait_for(self, name: str, host: _Host) -> None:
        """Take the turn at a host after others; raises Busy when that takes too long."""
        host.waiting += 1
        try:
            async with asyncio.timeout(PATIENCE):
                await host.turn.acquire()
        except TimeoutError:
            raise self._busy(name, PATIENCE) from None
        finally:
            host.waiting -= 1

    @asynccontextmanager
    async def _turn_among_all(self, name: str, host: _Host, gap: float) -> AsyncIterator[None]:
        """The turn among all processes that share them; raises Busy like `turn`."""
        if self._shared is None:
            yield
            return
        give_up = self._now() + timedelta(seconds=PATIENCE)
        while free_at := await self._shared.take_turn(name, now=self._now(), until=(taken := self._now() + REQUEST)):
            if self._now() >= give_up or free_at > self._now() + REQUEST:  # the latter asked to be left alone
                raise Busy(f"{name} is being asked by another worker", retry_at=free_at)
            await asyncio.sleep(min(LOOK, (free_at - self._now()).total_seconds() + 0.002))
        try:
            yield
        finally:
            free_at = max(self._now() + timedelta(seconds=gap), host.held_until or taken - REQUEST)
            await asyncio.shield(self._shared.end_turn(name, taken_until=taken, free_at=free_at))

    def hold(self, name: str, until: datetime) -> None:
        """Send no request to this host before `until`."""
        host = self._host(name)
        host.held_until = max(host.held_until or until, until)

    def held_until(self, name: str) -> datetime | None:
        """Until when a host wants to be left alone, if at all."""
        host = self._hosts.get(name)
        until = host.held_until if host else None
        return until if until and until > self._now() else None

    def _host(self, name: str) -> _Host:
        if name not in self._hosts and len(self._hosts) >= _REMEMBERED:
            self._forget()
        return self._hosts.setdefault(name, _Host())

    def _forget(self) -> None:
        now, instant = self._now(), asyncio.get_running_loop().time()
        for name, host in list(self._hosts.items()):
            held = host.held_until is not None and host.held_until > now
            if not (held or host.waiting or host.turn.locked() or host.free_at > instant):
                del self._hosts[name]

    def _busy(self, name: str, wait: float) -> Busy:
        return Busy(f"{name} is already being requested", retry_at=self._now() + timedelta(seconds=wait))
