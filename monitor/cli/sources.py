"""feeds.yaml for the pages: what the commands about feeds do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from monitor import catalog
from monitor.catalog import edit
from monitor.cli import adding, exchange, trial_report, watched
from monitor.errors import MonitorError
from monitor.feeds import addresses
from monitor.web.sources import Offer, Taken

if TYPE_CHECKING:
    from monitor.catalog import Catalog
    from monitor.model import Feed
    from monitor.settings import Settings

T = TypeVar("T")
PATIENCE = 60  # seconds for a look at a site and the feeds it leads to


class FeedsFile:
    """feeds.yaml, read anew for each call: commands and editors write it too."""

    def __init__(self, chosen: Settings) -> None:
        self._chosen = chosen
        self._looking = asyncio.Lock()  # one look at a time: the door is opened anew for each
        self._writing = asyncio.Lock()  # of two browsers the second finds what the first has written

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
                on_topic=len({*one.on_topic, *one.promising}),
                newest_at=one.newest_at,
                languages=tuple(one.languages),
                titles=(one.on_topic or one.promising)[: trial_report.EXAMPLES],
                known=one.known,
                notes=(*one.warnings, *one.asks),
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
        await self._write(lambda: watched.put(self._chosen, catalog.load(self._chosen.config), told))

    async def change(self, url: str, values: Mapping[str, object]) -> None:
        """Give keys of a feed other values, as `feeds enable`, `disable` and `tag` do."""
        await self._write(lambda: edit.change_feed(self._chosen.config, url, values))

    async def remove(self, url: str) -> None:
        """Take a feed out of the file, as `feeds remove` does."""
        await self._write(lambda: edit.remove_feed(self._chosen.config, url))

    async def take(self, document: bytes) -> Taken:
        """Write the feeds of an OPML document into the file that are new, as `feeds import` does."""
        chosen = self._chosen
        found = await self._write(lambda: exchange.take(chosen, catalog.load(chosen.config), document, where="OPML"))
        return Taken(
            added=[str(one.get("title") or addresses.public(str(one["url"]))) for one in found.added],
            known=found.known,
            left_out=[(one.name, one.why) for one in found.left_out],
        )

    async def _write(self, step: Callable[[], T]) -> T:
        async with self._writing:
            return await asyncio.to_thread(step)

    async def opml(self) -> bytes:
        """All feeds for other readers, without those whose addresses may hold a key."""
        return exchange.document(await self._catalog(), with_keys=False)[0]
