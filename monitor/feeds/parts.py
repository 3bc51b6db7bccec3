"""Pieces that entries and feeds of every format are made of."""

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
    """The feed's own id of an entry, else its link, else a hash of what it has; at most 500 characters."""
    own = text.line(id, 10_000) or link
    if own and len(own) <= GUID:
        return own
    return "hash:" + digest(own or f"{title}\n{summary}")


def title(told: str) -> str:
    """What a feed calls itself; one that calls itself by its address, which may hold a key, is called by its host."""
    is_address = told.startswith(("http://", "https://")) and " " not in told
    return addresses.public(told) if is_address else told


def digest(words: str) -> str:
    """A short name for a text; equal texts have equal names."""
    return xxhash.xxh3_128_hexdigest(words.encode())


def language(tag: str) -> str:
    """`de-AT` → `de`; an empty string for what is no ISO 639-1 code."""
    found = _LANGUAGE.match(tag)
    return found[1].lower() if found else ""


def no_feed(problem: Problem) -> ParsedFeed:
    """What is known of a document that is no feed."""
    return ParsedFeed(title="", language="", hints=FeedHints(), entries=(), problem=problem)


def newest(entries: Iterable[Entry], limit: int = LIMIT) -> tuple[Entry, ...]:
    """The newest entries in the order of the document; undated ones are older than dated ones."""
    entries = tuple(entries)
    if len(entries) <= limit:
        return entries
    times = (entry.published_at.timestamp() if entry.published_at else 0.0 for entry in entries)
    ages = sorted(((at, -place) for place, at in enumerate(times)), reverse=True)
    return tuple(entries[place] for place in sorted(-place for _, place in ages[:limit]))
