"""Dates of feeds: kept when possible, dropped when not. feedparser accepts years −1, 9999 and offsets of 99 hours."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from time import struct_time

_EARLIEST, _LATEST = 1990, 2100  # the web; beyond, a typing error
_ODD_YEAR = re.compile(r"^\s*-|^\s*\d{5,}-|[\s,]\d{5,}\s+\d\d?:")
_OFFSET = re.compile(r":.*[+-](\d\d):?(\d\d)\s*$")
_LARGEST_OFFSET = 15  # hours; Kiribati is at +14
_PARTS = re.compile(r"^\s*\d{4}-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?")
_LARGEST = (12, 31, 24, 59)  # month, day, hour, minute


def moment(raw: str, parsed: struct_time | None) -> datetime | None:
    """A date of feedparser → aware UTC, or None when it cannot be one; `raw` is the text it was read from."""
    if parsed is None or _impossible(raw):
        return None
    try:
        return possible(datetime(*parsed[:6], tzinfo=UTC))
    except (ValueError, TypeError, OverflowError):
        return None


def _impossible(raw: str) -> bool:
    """Whether a date is written in a way feedparser reads as another one."""
    offset, parts = _OFFSET.search(raw), _PARTS.search(raw)
    if _ODD_YEAR.search(raw) or (offset and (int(offset[1]) > _LARGEST_OFFSET or int(offset[2]) > 59)):
        return True
    found = parts.groups() if parts else ()
    return any(int(part or 0) > most for part, most in zip(found, _LARGEST, strict=False))


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
