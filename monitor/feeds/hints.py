"""What a feed document itself says about how often to poll it: `ttl`, `sy:*`, `skipHours`, `skipDays`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from monitor.feeds import wishes
from monitor.habits import FeedHints

_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SKIP_HOURS = re.compile(rb"<skipHours\s*>(.{0,2000}?)</skipHours\s*>", re.DOTALL | re.IGNORECASE)
_SKIP_DAYS = re.compile(rb"<skipDays\s*>(.{0,2000}?)</skipDays\s*>", re.DOTALL | re.IGNORECASE)
_HOUR = re.compile(rb"<hour\s*>\s*(\d{1,2})\s*</hour\s*>", re.IGNORECASE)
_DAY = re.compile(rb"<day\s*>\s*(\w+)\s*</day\s*>", re.IGNORECASE)


def of(feed: Mapping[str, Any], body: bytes) -> FeedHints:
    """The hints in a document; `feed` is its head as parsed by feedparser (which ignores the skip elements)."""
    hours, days = _SKIP_HOURS.search(body), _SKIP_DAYS.search(body)
    told = _HOUR.findall(hours[1]) if hours else []
    named = [name.decode("ascii", "replace").lower() for name in _DAY.findall(days[1])] if days else []
    return FeedHints(
        ttl=max(filter(None, (_ttl(feed), _period(feed))), default=None),
        skip_hours=frozenset(int(hour) % 24 for hour in told if int(hour) <= 24),
        skip_days=frozenset(_DAYS.index(name) for name in named if name in _DAYS),
    )


def _ttl(feed: Mapping[str, Any]) -> timedelta | None:
    """`<ttl>`: minutes."""
    minutes = _number(feed.get("ttl"))
    return wishes.bounded(minutes * 60) if minutes else None


def _period(feed: Mapping[str, Any]) -> timedelta | None:
    """`sy:updatePeriod` divided by `sy:updateFrequency`."""
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    if period is None:
        return None
    return wishes.bounded(period / (_number(feed.get("sy_updatefrequency")) or 1))


def _number(value: object) -> int:
    """A positive whole number, or 0 for anything else."""
    told = str(value or "").strip()
    return int(told) if told.isascii() and told.isdigit() and len(told) <= 12 else 0
