"""Parts shared by entries and feeds of every format."""

from __future__ import annotations

import re
from collections.abc import Iterable

import xxhash

from monitor.feeds import addresses, text
from monitor.habits import FeedHints
from monitor.model import Entry, ParsedFeed
from monitor.problems import Problem

LIMIT = 500  # entries kept of one document
GUID = 500  # characters

_LANGUAGE = re.compile(r"^\s*([a-zA-Z]{2})(?![a-zA-Z])")


def guid(id: str, link: str, title: str, summary: str) -> str:
    """The feed's own id of an entry, else its link, else a hash of its contents; at most 500 characters."""
    own = text.line(id, 10_000) or link
    if own and len(own) <= GUID:
        return own
    return "hash:" + digest(own or f"{title}\n{summary}")


def title(told: str) -> str:
    """A feed's own title; if that is its address, which may contain a key, its host is used instead."""
    is_address = told.startswith(("http://", "https://")) and " " not in told
    return addresses.public(told) if is_address else told


def digest(words: str) -> str:
    """A short digest of a text; equal texts have equal digests."""
    return xxhash.xxh3_128_hexdigest(words.encode())


def language(tag: str) -> str:
    """`de-AT` → `de`; an empty string for anything that is not an ISO 639-1 code."""
    found = _LANGUAGE.match(tag)
    return found[1].lower() if found else ""


def no_feed(problem: Problem) -> ParsedFeed:
    """What is known about a document that is not a feed."""
    return ParsedFeed(title="", language="", hints=FeedHints(), entries=(), problem=problem)


def newest(entries: Iterable[Entry], limit: int = LIMIT) -> tuple[Entry, ...]:
    """The newest entries in the order of the document; undated ones are older than dated ones."""
    entries = tuple(entries)
    if len(entries) <= limit:
        return entries
    times = (entry.published_at.timestamp() if entry.published_at else 0.0 for entry in entries)
    ages = sorted(((at, -place) for place, at in enumerate(times)), reverse=True)
    return tuple(entries[place] for place in sorted(-place for _, place in ages[:limit]))
