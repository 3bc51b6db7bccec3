"""feeds.yaml for the pages: what `feeds add` and `feeds export` do."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor import catalog
from monitor.cli import adding, exchange, watched
from monitor.errors import MonitorError
from monitor.feeds import addresses
from monitor.web.sources import Offer

if TYPE_CHECKING:
    from monitor.catalog import Catalog
    from monitor.model import Feed
    from monitor.settings import Settings

PATIENCE = 60  # seconds for a look at a site and the feeds it leads to


class FeedsFile:
    """feeds.yaml, read anew for each call: commands and editors write it too."""

    def __init__(self, chosen: Settings) -> None:
        self._chosen = chosen
        self._looking = asyncio.Lock()  # one look at a time: the door is opened anew for each

    async def _catalog(self) -> Catalog:
        return await asyncio.to_thread(catalog.load, self._chosen.config)

    async def watched(self) -> Sequence[Feed]:
        """The feeds in the file as it is now."""
        return (await self._catalog()).feeds

    async def offers(self, text: str) -> Sequence[Offer]:
        """The feeds that what somebody pasted leads to, each after a look through the one door."""
        meant, bare = adding.meant_by(text)
        try:
            async with asyncio.timeout(PATIENCE), self._looking:
                trials = await adding.discover(self._chosen, await self._catalog(), meant, "", bare=bare)
        except TimeoutError:
            raise MonitorError(f"no answer within {PATIENCE} seconds") from None
        if trials[0].problem:
            raise MonitorError(trials[0].problem)
        return [
            Offer(
                url=one.url,
                title=one.title,
                language=one.language,
                entries=one.entries,
                on_topic=len(one.on_topic) + len(one.promising),
            )
            for one in trials
        ]

    async def add(self, offer: Offer) -> None:
        """Write a feed into the file, whose comments and order survive; a running daemon picks it up."""
        try:
            url = addresses.pasted(offer.url)
        except ValueError as error:
            raise MonitorError(str(error)) from None
        told = {"url": url} | adding.named(offer.title, offer.language)
        await asyncio.to_thread(watched.put, self._chosen, await self._catalog(), told)

    async def opml(self) -> bytes:
        """All feeds for other readers, without those whose addresses may hold a key."""
        return exchange.document(await self._catalog(), with_keys=False)[0]
