"""When to be silent, and when silence would mislead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from monitor import errors
from monitor.digests import chosen
from monitor.edition import Digest, FeedHealth, IssueLine

HOURS = re.compile(r"(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)")


def check_hours(text: str) -> tuple[time, time]:
    """Quiet hours such as 22:00-07:00; raises Invalid."""
    found = HOURS.fullmatch(text.strip())
    try:
        if found:
            hour, minute, until_hour, until_minute = map(int, found.groups())
            return time(hour, minute), time(until_hour, until_minute)
    except ValueError:
        pass
    raise errors.Invalid(f'quiet time {text!r} cannot be read: write e.g. "22:00-07:00"')


def is_urgent(digest: Digest) -> bool:
    """Whether an alert is composed as soon as an article is placed: one whose schedule is every minute."""
    return digest.kind == "alert" and set(digest.schedule.split()) == {"*"}


def is_quiet(digest: Digest, now: datetime) -> bool:
    """Whether an alert has to wait now, by the local time of its zone."""
    if digest.kind != "alert" or not digest.quiet:
        return False
    start, end = check_hours(digest.quiet)
    clock = now.astimezone(ZoneInfo(digest.timezone)).time().replace(tzinfo=None)
    return start <= clock < end if start <= end else clock >= start or clock < end


def is_capped(digest: Digest, sent: Sequence[IssueLine], now: datetime) -> bool:
    """Whether the alert's daily cap has been reached today, in its own time zone."""
    if digest.kind != "alert":
        return False
    zone = ZoneInfo(digest.timezone)
    today = now.astimezone(zone).date()
    return sum(one.composed_at.astimezone(zone).date() == today for one in sent) >= digest.cap


def broken_intake(feeds: Sequence[FeedHealth]) -> bool:
    """Whether so many feeds are in trouble that few news may only mean a broken intake."""
    troubled = sum(1 for feed in feeds if not feed.ok)
    return bool(feeds) and troubled >= chosen.BROKEN * len(feeds)
