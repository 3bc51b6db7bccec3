"""When a digest is due, in the local time of its zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor import errors
from monitor.digests import schedule as schedules
from tests import builders as build

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/Sao_Paulo",
    "UTC",
)


def at(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def due(schedule, zone, after):
    return schedules.next_due(build.digest(schedule=schedule, timezone=zone), at(after))


@pytest.mark.parametrize(
    ("schedule", "zone", "after", "expected"),
    [
        ("0 7 * * *", "Europe/Berlin", "2026-11-22T05:59:59+00:00", "2026-11-22T06:00:00+00:00"),
        ("0 7 * * *", "Europe/Berlin", "2026-11-22T06:00:00+00:00", "2026-11-23T06:00:00+00:00"),
        ("0 7 * * *", "Europe/Berlin", "2026-07-01T00:00:00+00:00", "2026-07-01T05:00:00+00:00"),
        ("0 7 * * 1", "Europe/Berlin", "2026-11-22T12:00:00+00:00", "2026-11-23T06:00:00+00:00"),
        ("0 7 * * 0", "Europe/Berlin", "2026-11-22T12:00:00+00:00", "2026-11-29T06:00:00+00:00"),
        ("0 7 * * 7", "Europe/Berlin", "2026-11-22T12:00:00+00:00", "2026-11-29T06:00:00+00:00"),
        (
            "0 7 1 * 5",
            "UTC",
            "2026-11-22T12:00:00+00:00",
            "2026-11-27T07:00:00+00:00",
        ),  # a day of the month or a Friday
        ("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00+00:00", "2026-03-29T01:30:00+00:00"),  # does not exist
        ("30 2 * * *", "Europe/Berlin", "2026-03-29T01:30:00+00:00", "2026-03-30T00:30:00+00:00"),
        ("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00+00:00", "2026-10-25T00:30:00+00:00"),  # occurs twice
        ("30 2 * * *", "Europe/Berlin", "2026-10-25T00:30:00+00:00", "2026-10-26T01:30:00+00:00"),
        (
            "*/15 * * * *",
            "Europe/Berlin",
            "2026-10-25T00:45:00+00:00",
            "2026-10-25T01:00:00+00:00",
        ),  # wildcards run both times
        ("*/15 * * * *", "Europe/Berlin", "2026-10-25T01:45:00+00:00", "2026-10-25T02:00:00+00:00"),
        ("0 * * * *", "America/New_York", "2026-11-01T05:00:00+00:00", "2026-11-01T06:00:00+00:00"),
        ("*/10 2 * * *", "Europe/Berlin", "2026-10-25T00:50:00+00:00", "2026-10-25T01:00:00+00:00"),
        ("15 1-3 * * *", "Europe/Berlin", "2026-10-25T00:15:00+00:00", "2026-10-25T02:15:00+00:00"),  # no wildcard
        ("0 7 */7 * mon", "UTC", "2027-10-01T08:00:00+00:00", "2027-11-01T07:00:00+00:00"),  # a star narrows
        ("0 7 * * mon", "UTC", "2027-10-01T08:00:00+00:00", "2027-10-04T07:00:00+00:00"),
        ("0 7 13 * */2", "UTC", "2027-10-01T08:00:00+00:00", "2027-11-13T07:00:00+00:00"),
        ("0 7 1,15 * mon", "UTC", "2027-10-11T08:00:00+00:00", "2027-10-15T07:00:00+00:00"),  # else either will do
        ("0 8 * * *", "Pacific/Apia", "2011-12-29T18:00:00+00:00", "2011-12-30T18:00:00+00:00"),  # 30 December left out
        ("0 8 * * *", "Pacific/Apia", "2011-12-30T18:00:00+00:00", "2011-12-31T18:00:00+00:00"),
        ("0 8 30 12 *", "Pacific/Apia", "2011-12-01T00:00:00+00:00", "2011-12-30T18:00:00+00:00"),
        ("0 0 29 2 *", "UTC", "2026-01-01T00:00:00+00:00", "2028-02-29T00:00:00+00:00"),
    ],
)
def test_next_due(schedule, zone, after, expected):
    assert due(schedule, zone, after) == at(expected)


@settings(max_examples=50, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    days=st.integers(0, 8000),
    schedule=st.sampled_from(("0 7 * * *", "30 2 * * *", "0 0 * * *", "15 3 * * 1-5", "*/30 * * * *")),
    jumps=st.lists(st.integers(0, 40_000), min_size=1, max_size=8),
)
@example(zone="Pacific/Apia", days=1458, schedule="0 8 * * *", jumps=[0, 0, 0, 0])
def test_row_49_windows_tile_time_whatever_the_downtime(zone, days, schedule, jumps):
    """Each due time is after the given moment, nothing due is skipped, and a window begins where the last one ended."""
    digest = build.digest(schedule=schedule, timezone=zone)
    moment = datetime(2008, 1, 1, 12, tzinfo=UTC) + timedelta(days=days)
    for minutes in jumps:
        next_due = schedules.next_due(digest, moment)
        assert next_due > moment
        assert schedules.next_due(digest, moment + (next_due - moment) / 2) == next_due
        wall = next_due.astimezone(ZoneInfo(zone))
        assert (
            wall.minute in (0, 15, 30)
            or wall.utcoffset() != (next_due - timedelta(hours=25)).astimezone(ZoneInfo(zone)).utcoffset()
        )
        moment = next_due + timedelta(minutes=minutes)


@pytest.mark.parametrize("schedule", ["30 2 * * *", "0 0 * * *"])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe"])
def test_row_49_a_daily_digest_comes_once_for_each_day_of_a_year(zone, schedule):
    digest = build.digest(schedule=schedule, timezone=zone)
    moment, found = datetime(2026, 1, 1, tzinfo=UTC), []
    while (moment := schedules.next_due(digest, moment)) < datetime(2027, 1, 1, tzinfo=UTC):
        found.append(moment.astimezone(ZoneInfo(zone)).date())
    assert len(found) == len(set(found))
    assert len(found) in (364, 365, 366)


@pytest.mark.parametrize("text", ["0 7 * * *", "*/15 6-22 * * mon-fri", "0 7 1,15 * *", "0 7 * jan-mar sun"])
def test_good_schedules(text):
    assert schedules.check_schedule(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0 7 * *", "4 fields instead of 5"),
        ("0 7 * * * *", "6 fields"),
        ("", "0 fields"),
        ("61 7 * * *", "cannot be read"),
        ("0 7 * * funday", "cannot be read"),
        ("R R * * *", "cannot be read"),
        ("H 7 * * *", "cannot be read"),
        ("0 0 30 2 *", "never comes due"),
    ],
)
def test_bad_schedules_say_what_would_be_right(text, told):
    with pytest.raises(errors.Invalid, match=told):
        schedules.check_schedule(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [("Europe/Berln", "write Europe/Berlin"), ("", "such as"), ("../etc/passwd", "time zone"), ("a\0b", "time zone")],
)
def test_bad_zones_say_what_would_be_right(text, told):
    with pytest.raises(errors.Invalid, match=told):
        schedules.check_zone(text)
