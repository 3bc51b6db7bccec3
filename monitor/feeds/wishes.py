"""What a server and a feed ask for about the next poll. Pure; all requests are limited and only lengthen the wait."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from monitor.habits import FeedHints
from monitor.model import Page

LONGEST = timedelta(days=31)
HOLD = timedelta(hours=1)  # after a 429 that does not say how long

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,20})", re.IGNORECASE)


def bounded(seconds: float) -> timedelta:
    """Requested seconds: never negative, never beyond 31 days."""
    return timedelta(seconds=max(0.0, min(seconds, LONGEST.total_seconds())))


def retry_after(page: Page) -> timedelta | None:
    """`Retry-After` as seconds or a date (RFC 9110, 10.2.3); None if absent or meaningless."""
    value = page.header("retry-after").strip()
    if value.isascii() and value.isdigit():
        return bounded(float(value[:20]))
    at = _date(value)
    return None if at is None else bounded((at - page.fetched_at).total_seconds())


def asked_to_wait(page: Page) -> timedelta:
    """How long the server wants to be left alone: after a 429, and after a 503 that says so."""
    if page.status not in {429, 503}:
        return timedelta()
    told = retry_after(page)
    return told if told is not None else HOLD if page.status == 429 else timedelta()


def freshness(page: Page) -> timedelta:
    """How long the server says its answer stays fresh: `Cache-Control: max-age`, else `Expires`."""
    found = _MAX_AGE.search(page.header("cache-control"))
    if found:
        return bounded(float(found[1]))
    expires = _date(page.header("expires"))
    if expires is None:
        return timedelta()
    return bounded((expires - (_date(page.header("date")) or page.fetched_at)).total_seconds())


def awake(at: datetime, hints: FeedHints | None) -> datetime:
    """The first moment from `at` on outside the hours and days a feed asks to skip."""
    if hints is None:
        return at
    hours, days = heeded(hints)
    for _ in range(8 * 24):
        if at.hour not in hours and at.weekday() not in days:
            break
        at = at.replace(minute=at.minute, second=at.second) + timedelta(hours=1)
        if at.hour not in hours and at.weekday() not in days:
            break
    return at


def heeded(hints: FeedHints) -> tuple[frozenset[int], frozenset[int]]:
    """The hours (UTC) and days (Monday 0) a feed asks to skip, unless that would leave none."""
    hours, days = hints.skip_hours, hints.skip_days
    return hours if len(hours) < 24 else frozenset(), days if len(days) < 7 else frozenset()


def _date(value: str) -> datetime | None:
    if not value:
        return None
    try:
        at = parsedate_to_datetime(value)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
