"""The changes an edition states in its own words: the only numbers allowed in a subject or a story's line.

What is not a claim is quoted. To change how it is decided which figure replaced another, change this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.digests import ledger
from monitor.edition import Difference
from monitor.figures import statements
from monitor.model import Figure, Report
from monitor.topics import kinds


def claims(
    changes: Sequence[Difference], before: Sequence[Figure], fresh: Sequence[Report] = ()
) -> tuple[Difference, ...]:
    """The changes with old and new amount, the most certain first; each has `figure`, `old` and the owner.

    Most certain is what one sentence of a report says itself; then an amount after a known one of the same party and
    role. An amount in a known text (`before`), whoever it belongs to, is not a change: it is known.
    """
    return _each((*_stated(fresh), *_followed(changes)), before)


def leading(claims: Sequence[Difference], lead: Report) -> Difference | None:
    """The first claim that is certain enough to stand for the story and not about the topic's subject."""
    subjects = {one.name for one in lead.reading.entities if kinds.is_subject(one)}
    sure = (one for one in claims if one.figure and statements.surest(one.figure))
    return next((one for one in sure if one.old and one.old.of not in {"", *subjects}), None)


def _stated(fresh: Iterable[Report]) -> Iterable[Difference]:
    """Changes that a sentence gives with both amounts."""
    for report in fresh:
        for figure in report.reading.figures:
            if figure.before is not None and statements.changed(figure) and ledger.weighty(figure):
                owned = figure if statements.owned(figure) else replace(figure, of="", parties=())
                old = replace(owned, value=figure.before, text="", before=None, hedge="", standing="old")
                yield Difference(report=report, kind=owned.kind, figure=owned, old=old)


def _followed(changes: Sequence[Difference]) -> Iterable[Difference]:
    """Changes from a known amount to what a report gives now, if both may be stated as facts."""
    for change in changes:
        figure, old = change.figure, change.old
        if figure is None or old is None or not (statements.stands(figure) and statements.stands(old)):
            continue
        if (figure.role, figure.of) == (old.role, old.of) and figure.hedge in statements.PLAIN_HEDGES:
            yield change


def _each(found: Iterable[Difference], before: Sequence[Figure]) -> tuple[Difference, ...]:
    """Each change once, and none to a known amount."""
    kept: list[Difference] = []
    for change in found:
        if change.figure is None or change.old is None or _stood(change.figure, before):
            continue
        if not any(_same(change, one) for one in kept):
            kept.append(change)
    return tuple(kept)


def _same(one: Difference, other: Difference) -> bool:
    if one.figure is None or other.figure is None:
        return False
    return one.figure.unit == other.figure.unit and ledger.close(one.figure.value, other.figure.value)


def _stood(figure: Figure, before: Sequence[Figure]) -> bool:
    return any(figure.unit == one.unit and ledger.close(figure.value, one.value) for one in before)
