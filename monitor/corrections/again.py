"""A change of an amount that was told already: a page puts right what a report has taken back, or the other way round.

Only what says nothing else is the same: the sentence kept its other words or comes from a report that corrects, in a
story or on a page told before, and both the amounts that have gone and those that have come are those told. Anything
else, also in doubt, is a correction of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from monitor.correction import Change, Correction, CorrectionId
from monitor.corrections import judgement, sums
from monitor.corrections.sums import Amount
from monitor.text import detect


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """The amounts of a change: all that its old sentence has, those that have gone, and those that have come."""

    before: Sequence[Amount]
    gone: Sequence[Amount]
    come: Sequence[Amount]


def once(
    found: Sequence[Correction], told: Sequence[Correction]
) -> tuple[tuple[Correction, ...], tuple[tuple[CorrectionId, CorrectionId], ...]]:
    """What is still to be told, and the stored changes that say what another one has said: each with that one."""
    known, left, repeats = list(told), [], []
    for one in found:
        changes: dict[Change, CorrectionId | None] = {}
        for id, change in zip_longest(one.ids, one.changes):
            twin = next(_saying(change, one, known), None)
            if twin is None:
                changes[change] = id
            elif id is not None:
                repeats.append((id, twin))
        if changes:
            kept = replace(one, changes=tuple(changes), ids=tuple(filter(None, changes.values())))
            left.append(kept)
            known.append(kept)
    return tuple(left), tuple(repeats)


def _saying(change: Change, of: Correction, known: Sequence[Correction]) -> Iterator[CorrectionId]:
    """Stored changes of the same story or page that say what this one does."""
    moved = _moved(change, of.language)
    if moved is None:
        return
    for other in known:
        if other.story == of.story or other.article == of.article:
            for id, each in zip(other.ids, other.changes, strict=False):
                said = _moved(each, other.language)
                if said and _is_same(moved, said):
                    yield id


def _moved(change: Change, code: str) -> _Moved | None:
    """The amounts that a change is about; None if it may be about something else."""
    if change.kind not in ("figure", "headline"):
        return None
    if not change.source and not judgement.are_twins(change.old, change.new):
        return None
    before = sums.of(change.old, code)
    after = sums.of(change.new, detect.detected(change.new, code) if change.source else code)
    come = [one for one in after if not sums.has(before, one)]
    units = {one.unit for one in come}
    # A report that corrects may name the wrong amount as well.
    gone = [one for one in before if (one.unit in units if change.source else not sums.has(after, one))]
    return _Moved(before=before, gone=gone, come=come) if gone and come else None


def _is_same(one: _Moved, told: _Moved) -> bool:
    units = {each.unit for each in one.come}
    right = [each for each in told.come if each.unit in units]
    return (
        all(sums.has(told.gone, each) for each in one.gone)
        and all(sums.has(right, each) for each in one.come)
        and all(sums.has(one.come, each) for each in right)
    )
