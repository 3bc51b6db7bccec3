"""When a digest is due: five-field cron with its Unix meaning, in the local time of the digest's zone.

A local time that occurs twice (clocks set back) fires once, the first time, unless minute or hour is a wildcard: such a
schedule runs both times. One that does not occur (clocks set forward, or a day left out as in Apia 2011) fires once, at
the instant the skipped time would have reached it. As in cron, a day field that begins with `*` narrows the other one
instead of widening it. `docs/decisions/23-…` says why. The only module that uses croniter.
"""

from __future__ import annotations

import difflib
import re
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from croniter import croniter
from croniter.croniter import CroniterBadDateError, CroniterError

from monitor import errors
from monitor.edition import Digest

MINUTE = timedelta(minutes=1)
LONGEST_REPEAT = timedelta(hours=4)  # clocks are never set back by more
LONGEST_SHIFT = timedelta(hours=25)  # no zone has ever shifted its clocks by more than a day
FIELDS = 5
# Plain cron only: croniter would also accept letters that stand for a random or hashed time.
FIELD = re.compile(
    r"(?:[\d*,/-]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)+", re.IGNORECASE
)
EXAMPLE = '"0 7 * * *" (minute, hour, day, month, weekday: every day at 07:00)'


def next_due(digest: Digest, after: datetime) -> datetime:
    """The first instant (aware UTC) strictly after `after` at which the digest is due; raises Invalid if none is."""
    zone = check_zone(digest.timezone)
    start = after.astimezone(zone)
    earlier = (after - LONGEST_SHIFT).astimezone(zone)
    # Only if the clocks were changed can an earlier local time be a later instant.
    if earlier.utcoffset() != start.utcoffset():
        start = earlier
    best: tuple[datetime, datetime] | None = None
    for wall in _wall_times(digest.schedule, start.replace(tzinfo=None)):
        instant = wall.replace(tzinfo=zone).astimezone(UTC)
        if best and wall > best[0] + LONGEST_SHIFT:
            break
        if instant > after and (best is None or instant < best[1]):
            best = (wall, instant)
        if best and _happens(best[0], zone):
            break
    if best is None:
        raise errors.Invalid(f"the schedule {digest.schedule!r} never comes due")
    return _again(digest.schedule, after, best[1], zone) or best[1]


def _again(schedule: str, after: datetime, usual: datetime, zone: ZoneInfo) -> datetime | None:
    """An instant before the usual one, in an hour that clocks show for the second time; wildcards only."""
    minute, hour, *_ = schedule.split()
    first = after.replace(second=0, microsecond=0) + MINUTE
    around = [(after + shift).astimezone(zone).utcoffset() for shift in (-LONGEST_REPEAT, LONGEST_REPEAT)]
    if not (minute.startswith("*") or hour.startswith("*")) or around[0] == around[1]:
        return None
    for place in range(min(LONGEST_REPEAT, usual - first) // MINUTE):
        local = (first + place * MINUTE).astimezone(zone)
        wall = local.replace(tzinfo=None, fold=0)
        if local.fold and next(_wall_times(schedule, wall - MINUTE), None) == wall:
            return first + place * MINUTE
    return None


def _wall_times(schedule: str, start: datetime) -> Iterator[datetime]:
    """Local times (naive) of the schedule after `start`."""
    times = croniter(schedule, start, ret_type=datetime, implement_cron_bug=True)
    while True:
        try:
            yield times.get_next(datetime)
        except CroniterBadDateError:
            return


def _happens(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks in this zone ever show this time."""
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall


def check_schedule(text: str) -> str:
    """The schedule, if it is valid; raises Invalid that says what would be."""
    fields = text.split()
    if len(fields) != FIELDS:
        raise errors.Invalid(f"schedule {text!r} has {len(fields)} fields instead of {FIELDS}: write e.g. {EXAMPLE}")
    if strange := [field for field in fields if not FIELD.fullmatch(field)]:
        raise errors.Invalid(f"schedule {text!r}: {strange[0]!r} cannot be read: write e.g. {EXAMPLE}")
    try:
        croniter(text, datetime(2024, 1, 1), ret_type=datetime).get_next(datetime)  # noqa: DTZ001 - wall clock
    except CroniterBadDateError:
        raise errors.Invalid(f"schedule {text!r} never comes due: no such day exists") from None
    except (CroniterError, ValueError, KeyError) as error:
        raise errors.Invalid(f"schedule {text!r} cannot be read ({error}): write e.g. {EXAMPLE}") from None
    return text


def check_zone(text: str) -> ZoneInfo:
    """The zone of that name; raises Invalid with similar names."""
    try:
        return ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        near = difflib.get_close_matches(text, sorted(zoneinfo.available_timezones()), n=2, cutoff=0.5)
        right = " or ".join(near) if near else "a name such as Europe/Berlin"
        raise errors.Invalid(f"there is no time zone {text!r}: write {right}") from None
