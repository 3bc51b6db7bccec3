"""What the pages do with feeds.yaml, as the commands do it: whoever serves the pages hands this in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
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
    newest_at: datetime | None = None
    languages: Sequence[str] = ()  # of its entries, most frequent first
    titles: Sequence[str] = ()  # of entries on a topic
    known: Mapping[str, int] = field(default_factory=dict)  # feeds you have → how many of its entries they brought
    notes: Sequence[str] = ()  # what is odd about it, and what its server asks: in English


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What has become of the feeds in the list of another reader."""

    added: Sequence[str]  # their titles, or hosts
    known: int  # there already
    left_out: Sequence[tuple[str, str]]  # names, and why: in English


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

    async def change(self, url: str, values: Mapping[str, object]) -> None:
        """Give keys of a feed other values in the file: `enabled`, `tags`."""
        ...

    async def remove(self, url: str) -> None:
        """Take a feed out of the file."""
        ...

    async def take(self, document: bytes) -> Taken:
        """Write the feeds of an OPML document into the file that are new."""
        ...

    async def opml(self) -> bytes:
        """All feeds for other readers, without those whose addresses may hold a key."""
        ...


def name(url: str) -> str:
    """What a feed is called in addresses of pages: its own address may hold a key."""
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:16]
