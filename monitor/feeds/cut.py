"""Cuts a very long feed document down to its newest entries before anything reads all of it.

feedparser takes seconds for tens of thousands of entries; finding where each begins and ends takes milliseconds. If the
document cannot be cut cleanly between its entries, it is left alone.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import pairwise

from monitor.feeds import dates

_ENTRY = re.compile(rb"<((?:\w{1,10}:)?(?:item|entry))(?:\s[^<>]*)?(?<!/)>.*?</\1\s*>", re.DOTALL)
_DATE = re.compile(
    rb"<(?:\w{1,10}:)?(?:pubDate|published|updated|date|modified|issued)(?:\s[^<>]*)?>\s*([^<]{6,60}?)\s*<"
)
_OLDEST = datetime.min.replace(tzinfo=UTC)


def newest(body: bytes, limit: int) -> tuple[bytes, int]:
    """The document with its `limit` newest entries, in their order, and how many were left out."""
    if body.count(b"<item") + body.count(b"<entry") + body.count(b":item") + body.count(b":entry") <= limit:
        return body, 0
    spans = [found.span() for found in _ENTRY.finditer(body)]
    if len(spans) <= limit or _entangled(body, spans):
        return body, 0
    dated = [(_date(body, start, end), -place) for place, (start, end) in enumerate(spans)]
    kept = sorted(-place for _, place in sorted(dated, reverse=True)[:limit])
    parts = [body[: spans[0][0]], *(body[slice(*spans[place])] for place in kept), body[spans[-1][1] :]]
    return b"\n".join(parts), len(spans) - limit


def _entangled(body: bytes, spans: list[tuple[int, int]]) -> bool:
    """Whether anything other than blanks and other elements is between entries, or CDATA hides their ends."""
    if body.count(b"<![CDATA[") != body.count(b"]]>"):
        return True
    return any(b"<![CDATA[" in body[end:start] for (_, end), (start, _) in pairwise(spans))


def _date(body: bytes, start: int, end: int) -> datetime:
    found = _DATE.search(body, start, end)
    if not found:
        return _OLDEST
    text = found[1].decode("utf-8", "replace")
    try:
        at = parsedate_to_datetime(text)  # the usual form, and far faster
    except (ValueError, TypeError, OverflowError, IndexError):
        return dates.read(text) or _OLDEST
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at
