"""Row 51: the daemon's clock when the wall clock jumps while the monotonic clock runs on."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.engines.clock import PROOF, SteadyClock

START = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


class Time:
    """A wall clock and a monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.wall, self.ran = START, 1000.0
        self.clock = SteadyClock(lambda: self.wall, lambda: self.ran)

    def passes(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.ran += seconds


@pytest.mark.parametrize(
    ("jump", "told"),
    [
        (timedelta(hours=-2), "-2:00:00"),
        (timedelta(days=1), "+1 day, 0:00:00"),
        (timedelta(days=-365), "-365 days, 0:00:00"),
        (timedelta(days=400), "+400 days, 0:00:00"),
    ],
)
def test_row_51_a_jump_is_told_and_not_followed(jump, told):
    time = Time()
    time.wall += jump
    for _ in range(100):
        time.passes(5)
        assert time.clock.compare() == f"the wall clock jumped by {told}; it is not followed"
        assert time.clock() == START + timedelta(seconds=time.ran - 1000)


@pytest.mark.parametrize(("jump", "believed"), [(-2, True), (24, True), (-25, False), (24 * 32, False)])
def test_a_clock_that_stays_where_it_jumped_to_is_believed_within_reason(jump, believed):
    time = Time()
    time.wall += timedelta(hours=jump)
    time.clock.compare()
    time.passes(PROOF + 5)
    assert ("from now on it is followed" in time.clock.compare()) == believed
    assert (time.clock() == time.wall) == believed
    assert (time.clock.compare() == "") == believed


def test_a_clock_that_comes_back_is_well_again():
    time = Time()
    time.wall += timedelta(days=1)
    assert time.clock.compare()
    time.passes(60)
    time.wall -= timedelta(days=1)
    assert time.clock.compare() == ""
    assert time.clock() == time.wall


def test_a_clock_that_jumps_about_is_not_believed():
    time = Time()
    for hop in range(300):
        time.passes(5)
        time.wall += timedelta(hours=1 if hop % 2 else -1)
        assert bool(time.clock.compare()) == (hop % 2 == 0)
    assert abs(time.clock() - START) < timedelta(seconds=1501)


def test_small_corrections_are_followed():
    time = Time()
    for _ in range(3600):
        time.passes(5)
        time.wall += timedelta(milliseconds=1)  # 200 ppm off
        assert time.clock.compare() == ""
    assert time.clock() == time.wall


def test_sleep_of_the_machine_is_no_jump():
    """The monotonic clock counts it too, so both continue together."""
    time = Time()
    time.passes(36 * 3600)
    assert time.clock.compare() == ""
    assert time.clock() == START + timedelta(hours=36)
