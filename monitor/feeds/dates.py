"""Dates of feeds: kept when possible, dropped when not. feedparser accepts years −1, 9999 and offsets of 99 hours."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from time import struct_time

_EARLIEST, _LATEST = 1990, 2100  # the web; beyond, a typing error
_LONG_YEAR = re.compile(r"^\s*\d{5,}-|[\s,]\d{5,}\s+\d\d?:")
_OFFSET = re.compile(r"[+-](\d\d):?[0-5]\d\s*$")
_LARGEST_OFFSET = 15  # hours; Kiribati is at +14


def moment(raw: str, parsed: struct_time | None) -> datetime | None:
    """A date of feedparser → aware UTC, or None when it cannot be one; `raw` is the text it was read from."""
    if parsed is None or _LONG_YEAR.search(raw):
        return None
    offset = _OFFSET.search(raw)
    if offset and int(offset[1]) > _LARGEST_OFFSET:
        return None
    try:
        return possible(datetime(*parsed[:6], tzinfo=UTC))
    except (ValueError, TypeError, OverflowError):
        return None


def possible(at: datetime) -> datetime | None:
    """The moment itself when something on the web can have happened then."""
    return at if _EARLIEST <= at.year <= _LATEST else None


def iso(raw: object) -> datetime | None:
    """An RFC 3339 date of a JSON feed."""
    if not isinstance(raw, str) or len(raw) > 64:
        return None
    try:
        at = datetime.fromisoformat(raw.strip())
        return possible((at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC))
    except (ValueError, OverflowError):
        return None
