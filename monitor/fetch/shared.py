"""Pages that several entries link to are requested once: requests within ten minutes get the same answer."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor.model import Login, Page, Validators

if TYPE_CHECKING:
    from monitor.fetch.client import Door

KEPT = timedelta(minutes=10)
NO_VALIDATORS = Validators()
PAGES, LARGEST = 8, 2 * 1024 * 1024  # pages kept, and bytes of one: 16 MiB at most


@dataclass(slots=True)
class _Place:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    page: Page | None = None


class SharedPages:
    """The door, with a short memory for pages of kind "shared": implements `app.Web`."""

    def __init__(self, open_door: Callable[[], Door], now: Callable[[], datetime]) -> None:
        """The door is opened at the first request: what it needs takes long to load, and often nothing is due."""
        self._open_door = open_door
        self._opened: Door | None = None
        self._now = now
        self._places: OrderedDict[str, _Place] = OrderedDict()

    async def get(
        self, url: str, *, kind: str, validators: Validators = NO_VALIDATORS, login: Login | None = None
    ) -> Page:
        """As `Door.get`; a page of kind "shared" may be up to ten minutes old."""
        if kind != "shared":
            return await self.door().get(url, kind=kind, validators=validators, login=login)
        place = self._places.setdefault(url, _Place())
        self._places.move_to_end(url)
        async with place.turn:
            if place.page is None or not timedelta() <= self._now() - place.page.fetched_at < KEPT:
                page = await self.door().get(url, kind="page")
                place.page = page if page.status == 200 and len(page.body) <= LARGEST else None
                self._forget()
                return page
            return place.page

    async def close(self) -> None:
        """Close all connections."""
        if self._opened:
            await self._opened.close()

    def door(self) -> Door:
        """The door, opened now if it is not yet."""
        if self._opened is None:
            self._opened = self._open_door()
        return self._opened

    def _forget(self) -> None:
        for url, place in list(self._places.items())[: max(0, len(self._places) - PAGES)]:
            if not place.turn.locked():
                del self._places[url]
