"""Named places where a test may kill, break or hang the program; off in production.

`MONITOR_FAILPOINTS="mail.accepted:kill,store.committed:raise@3,tick:sleep5"` arms them: `kill` ends the process as a
power cut would, `raise` raises `FailpointError`, `sleep5` blocks for five seconds; `@3` means only the third time.

Names in use (the store adds one pair around each of its commits, `store.<what>.before` and `store.<what>.after`):

    mail.before     nothing has been said to the mail server yet
    mail.data       the server waits for the message, nothing of it has been sent
    mail.dot        the message and its final dot are sent, the answer is not yet read
    mail.accepted   the server has answered 250; the outbox does not know it yet
    channel.before    nothing has been said to a channel yet
    channel.accepted  it has taken the message; the outbox does not know it yet
    replies.before  the mailbox is about to be looked into
    archive.before  a file is about to be put in its place
    archive.after   it is there
    tick            the daemon's tick
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from monitor.errors import Invalid

SPEC = re.compile(r"(?P<name>[a-z][a-z0-9_.-]*):(?P<action>kill|raise|sleep(?P<seconds>\d+(\.\d+)?))(@(?P<nth>\d+))?")


class FailpointError(RuntimeError):
    """What an armed `raise` raises: an error nobody expects."""


@dataclass(slots=True)
class Armed:
    """What happens at one place, and when."""

    action: str
    seconds: float
    nth: int  # 0: every time
    hits: int = 0


def armed_by(spec: str) -> dict[str, Armed]:
    """`name:action[@n],…` → what happens where. Raises Invalid."""
    places = {}
    for part in filter(None, (part.strip() for part in spec.split(","))):
        found = SPEC.fullmatch(part)
        if not found:
            raise Invalid(
                f"`{part}` is no failpoint; write name:kill, name:raise or name:sleep5", where="MONITOR_FAILPOINTS"
            )
        seconds, nth = float(found["seconds"] or 0), int(found["nth"] or 0)
        places[found["name"]] = Armed(found["action"].rstrip("0123456789."), seconds, nth)
    return places


_armed: dict[str, Armed] = {}
passed: Counter[str] = Counter()  # how often each place was passed: tests see by it that they reach all


def arm(spec: str) -> None:
    """Arm exactly these places; an empty text disarms all."""
    places = armed_by(spec)
    _armed.clear()
    _armed.update(places)


@contextmanager
def armed(spec: str) -> Iterator[None]:
    """Armed for the length of a block: for tests inside one process."""
    arm(spec)
    try:
        yield
    finally:
        arm("")


def hit(name: str) -> None:
    """The program passes the place `name`."""
    passed[name] += 1
    place = _armed.get(name)
    if place is None:
        return
    place.hits += 1
    if place.nth and place.hits != place.nth:
        return
    if place.action == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if place.action == "raise":
        raise FailpointError(name)
    time.sleep(place.seconds)


arm(os.environ.get("MONITOR_FAILPOINTS", ""))
