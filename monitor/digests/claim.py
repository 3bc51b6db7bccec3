"""The changes an edition states in its own words: the only numbers that may stand in a subject or a line of headlines.

What is no claim is quoted. Who knows better which figure took another one's place changes it here.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.digests import ledger
from monitor.edition import Difference
from monitor.model import Figure


def claims(changes: Sequence[Difference], before: Sequence[Figure]) -> tuple[Difference, ...]:
    """The changes with what was and what is, the firmest first; each has `figure`, `old` and whose it is.

    An amount that stood in a known text (`before`), of whomever, is no change: it has been told.
    """
    return tuple(
        change
        for change in changes
        if change.figure and change.old and change.old.of and not _stood(change.figure, before)
    )


def _stood(figure: Figure, before: Sequence[Figure]) -> bool:
    return any(figure.unit == one.unit and ledger.close(figure.value, one.value) for one in before)
