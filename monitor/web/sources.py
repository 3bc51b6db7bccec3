"""What the pages do with feeds.yaml, as the commands do it: whoever serves the pages hands this in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from monitor.model import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A feed that could be added, after one look at it."""

    url: str
    title: str = ""
    language: str = ""
    entries: int = 0
    on_topic: int = 0


class Sources(Protocol):
    """feeds.yaml, and looks at feeds that are not in it. Each call raises MonitorError with the reason in a line."""

    async def watched(self) -> Sequence[Feed]:
        """The feeds in the file as it is now."""
        ...

    async def offers(self, text: str) -> Sequence[Offer]:
        """The feeds that what somebody pasted leads to, the likeliest first."""
        ...

    async def add(self, offer: Offer) -> None:
        """Write a feed into the file."""
        ...

    async def opml(self) -> bytes:
        """All feeds for other readers, without those whose addresses may hold a key."""
        ...
