"""What can go wrong, named by what to do next.

MonitorError
├── Invalid       the user's input is wrong: say what, where, and how to fix it; exit 2
├── Temporary     try again later (optionally not before `retry_at`)
│   └── Busy      not a failure, only not now (a host's turn has not come, the database is away): later, not counted
│       └── NoRoom    the disk is full: when a person has made room
├── Permanent     trying again is useless, for this row and all others: change nothing, tell a person
├── LeaseLost     somebody else has taken over this work: forget it, write nothing
└── DaemonRunning another daemon holds the database; exit 75
"""

from __future__ import annotations

from datetime import datetime

from monitor import problems
from monitor.problems import Problem


class MonitorError(Exception):
    """The root of all errors this program raises on purpose; `str(error)` is one line a person can read."""


class Invalid(MonitorError):
    """User input that cannot be used: what is wrong, where, and how to fix it."""

    def __init__(self, message: str, *, where: str = "") -> None:
        """`where` is a place a person can go to, such as `feeds.yaml, line 12`."""
        super().__init__(f"{where}: {message}" if where else message)
        self.where = where


class Temporary(MonitorError):
    """It may work later; `retry_at` (aware UTC) if the other side said when."""

    def __init__(self, problem: Problem | str, *, retry_at: datetime | None = None) -> None:
        self.problem = problem if isinstance(problem, Problem) else problems.as_told(problem)
        super().__init__(problems.words(self.problem))
        self.retry_at = retry_at


class Busy(Temporary):
    """Not a failure: the turn has not come yet, or the database is away. `retry_at` says when it will, if known."""


class NoRoom(Busy):
    """The disk is full; nothing was written."""


class Permanent(MonitorError):
    """It will not work, however often it is tried."""


class LeaseLost(MonitorError):
    """The fencing token of a piece of work is no longer the newest one."""


class DaemonRunning(MonitorError):
    """Another daemon holds the database; exit 75."""
