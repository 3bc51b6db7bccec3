"""Whose a figure is: of the parties that its sentence names, the nearest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from monitor.topics.kinds import May
from monitor.topics.matcher import Hit
from monitor.topics.scan import Sentence

NEIGHBOURS = 4  # names before and behind a figure among which its owner is sought; more cannot be nearer


def owners(sentence: Sentence, previous: Sentence | None) -> tuple[Hit, ...]:
    """Who may own the figures of a sentence, in order: the partners, sites and chips it names, or those before it.

    The subject itself comes last: most figures are its own too.
    """
    for names in (sentence.names, previous.names if previous else ()):
        others = tuple(hit for hit in names if May.OWNS_FIGURES in hit.meaning.may)
        if found := others or tuple(hit for hit in names if hit.meaning.role == "subject")[:1]:
            return found
    return ()


def owner(owners: Sequence[Hit], place: int) -> str:
    """The party a figure at `place` belongs to: the nearest; "" when there is none."""
    at = bisect_right(owners, place, key=lambda hit: hit.start)
    near = owners[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]
    return min(near, key=lambda hit: _distance(hit, place)).meaning.id if near else ""


def _distance(hit: Hit, place: int) -> tuple[int, int]:
    """How far a name stands from a figure; what follows it counts as a little farther."""
    away = place - hit.end if hit.end <= place else 2 * (hit.start - place)
    return away, hit.start
