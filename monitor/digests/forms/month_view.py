"""The monthly look at the feeds in mails and pages: a line each for first, alone, noise and not followed."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.digests import month
from monitor.digests.forms import links
from monitor.digests.frame import Frame
from monitor.habits import Month, Signal

NAMED, ALL = 6, 40  # feeds per line in the mail, and on the page


def lines(told: Month, frame: Frame, *, most: int = NAMED) -> tuple[str, ...]:
    """The lines, each with at most `most` names."""
    parts = (
        ("month-first", _counted([(_name(one), one.first) for one in month.first(told)], most, frame)),
        ("month-alone", _counted([(_name(one), one.alone) for one in month.alone(told)], most, frame)),
        ("month-noise", _counted([(_name(one), one.entries) for one in month.noise(told)], most, frame)),
        ("month-not-followed", _counted(told.not_followed, most, frame)),
    )
    return tuple(frame.phrase(key, names=names) for key, names in parts if names)


def _counted(pairs: Sequence[tuple[str, int]], most: int, frame: Frame) -> str:
    shown = ", ".join(f"{name} ({frame.number(count)})" for name, count in pairs[:most])
    return shown + (" …" if len(pairs) > most else "")


def _name(one: Signal) -> str:
    return links.cut(one.title, links.NAME) or links.host(one.url)
