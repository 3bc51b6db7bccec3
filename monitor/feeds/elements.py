"""The items of a document, each with a hash of its bytes: what the last document had need not be read again.

A document is cut down to its new items only where that is certain to leave them as they are: items side by side, each
with whole comments and CDATA, in a document whose beginning has not changed. Everything else is read whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import xxhash

from monitor.feeds import parts
from monitor.model import Entry

LENGTH = 21  # of a trace
_ROOT = re.compile(rb"<(?:\w{1,10}:)?(?:rss|feed|RDF)\b[^>]*>")
_BEGIN = re.compile(rb"<((?:\w{1,10}:)?(?:item|entry))(?:\s[^<>]*)?(?<!/)>")
_CLOSE = re.compile(rb"\s*>")


class Elements(NamedTuple):
    """Where the items of a document are, and their hashes."""

    spans: tuple[tuple[int, int], ...] = ()
    hashes: tuple[str, ...] = ()


def trace(hash: str, entry: Entry) -> str:
    """What is kept of an item that was read: its hash, whether it has a date, and a few letters for its id."""
    return f"{hash}{'d' if entry.published_at or entry.updated_at else '-'}{letters(entry.guid)}"


def letters(guid: str) -> str:
    """Equal ids have equal letters."""
    return xxhash.xxh32_hexdigest(guid)[:4]


def is_dated(trace: str) -> bool:
    """Whether a kept item has a date."""
    return trace[16] == "d"


def of(body: bytes, around: str) -> Elements:
    """The items of a document, none if they cannot be told apart; `around`: what else decides how they are read."""
    root = _ROOT.search(body)
    if root is None:
        return Elements()
    spans: list[tuple[int, int]] = []
    place = root.end()
    while begin := _BEGIN.search(body, place):
        end = body.find(b"</" + begin[1], begin.end())
        close = _CLOSE.match(body, end + 2 + len(begin[1])) if end >= 0 else None
        if close is None or not _is_whole(body[begin.start() : close.end()], begin[1]):
            return Elements()
        spans.append((begin.start(), close.end()))
        place = close.end()
    if len(spans) > parts.LIMIT:
        return Elements()
    seed = xxhash.xxh32_intdigest(body[: root.end()] + around.encode("utf-8", "surrogatepass"))
    return Elements(tuple(spans), tuple(xxhash.xxh64_hexdigest(body[slice(*span)], seed) for span in spans))


def _is_whole(item: bytes, name: bytes) -> bool:
    """Whether comments and CDATA end where they began, and no other item is inside."""
    cdata, comments = item.count(b"<![CDATA["), item.count(b"<!--")
    alone = item.count(b"<" + name) == 1
    return alone and cdata == item.count(b"]]>") and comments == item.count(b"-->")


def new(body: bytes, listed: Elements, known: str) -> tuple[bytes, Sequence[str], Sequence[str]]:
    """The document without its known items, the traces of those, and the hashes of the others.

    An item is known as often as `known` has it.
    """
    held: defaultdict[str, list[str]] = defaultdict(list)
    for place in range(0, len(known), LENGTH):
        held[known[place : place + 16]].append(known[place : place + LENGTH])
    kept: list[bytes] = []
    left: list[str] = []
    others: list[str] = []
    end = 0
    for span, own in zip(listed.spans, listed.hashes, strict=True):
        if held[own]:
            left.append(held[own].pop())
            kept.append(body[end : span[0]])
            end = span[1]
        else:
            others.append(own)
    return b"".join([*kept, body[end:]]), left, others
