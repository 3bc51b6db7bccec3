"""The daemon's clock: wall-clock time that is not fooled by a jump.

It starts at the wall clock and continues on a clock that only runs forward and includes the machine's sleep. Small
corrections are followed. A jump is reported and at first not followed; if the wall clock stays there for ten minutes
the jump is accepted, unless it is more than a day back or a month ahead: then a person has to look, and a restart takes
the wall clock as it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

STEP = timedelta(seconds=2)  # more than this between two looks is a jump
PROOF = 600.0  # seconds the wall clock must stay where it jumped to
BACK, AHEAD = timedelta(days=1), timedelta(days=31)  # the largest jumps that are accepted


def wall_clock() -> datetime:
    """The machine's idea of now."""
    return datetime.now(UTC)


def running_clock() -> float:
    """Seconds since some start, including the machine's sleep where the system counts it."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class SteadyClock:
    """`clock()` is now, aware UTC; it never goes back by itself."""

    def __init__(self, wall: Callable[[], datetime] = wall_clock, running: Callable[[], float] = running_clock) -> None:
        self._wall, self._running = wall, running
        self._origin = wall() - timedelta(seconds=running())
        self._jump: timedelta | None = None  # how far off the wall clock is
        self._jumped_at = 0.0

    def __call__(self) -> datetime:
        """Now."""
        return self._origin + timedelta(seconds=self._running())

    def compare(self) -> str:
        """Compare it with the wall clock, once per tick: what is odd, in plain words; empty if nothing is."""
        off = self._wall() - self()
        if abs(off) <= STEP:
            self._origin += off
            self._jump = None
            return ""
        if self._jump is None or abs(off - self._jump) > STEP:
            self._jump, self._jumped_at = off, self._running()
        if self._running() - self._jumped_at >= PROOF and -BACK <= off <= AHEAD:
            self._origin += off
            self._jump = None
            return f"the wall clock jumped by {_readable(off)} and stayed there; from now on it is followed"
        return f"the wall clock jumped by {_readable(off)}; it is not followed"


def _readable(off: timedelta) -> str:
    """A jump in readable form: `+1 day, 0:00:00`."""
    return f"{'-' if off < timedelta(0) else '+'}{timedelta(seconds=round(abs(off).total_seconds()))}"
