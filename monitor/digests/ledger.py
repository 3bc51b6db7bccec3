"""The history of a topic in figures: who announced how much, and what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.edition import LedgerLine
from monitor.figures import statements
from monitor.model import Figure

PICTURED = ("power", "money")
LEAST = {"W": 1e6, "Wh": 1e6, "chips": 100.0}  # less is not what one reads the news for
SMALLEST = 1e6  # watts or money; less is no announcement
SAME = 0.05  # values closer than this are the same figure, rounded differently

Key = tuple[str, str, str]  # partner, kind, unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands for a partner and kind now, and what stood before the edition's window."""

    now: LedgerLine
    before: LedgerLine | None = None  # only when another value stood there


def weighty(figure: Figure) -> bool:
    """Whether a figure is worth a line of its own."""
    if figure.kind == "money":
        return abs(figure.value) >= SMALLEST
    return figure.unit in LEAST and abs(figure.value) >= LEAST[figure.unit]


def by_key(lines: Iterable[LedgerLine]) -> Mapping[Key, tuple[LedgerLine, ...]]:
    """Lines of each partner, kind and unit, newest first."""
    found: defaultdict[Key, list[LedgerLine]] = defaultdict(list)
    for line in sorted(lines, key=lambda one: (one.seen_at, one.article_id), reverse=True):
        if line.of:
            found[line.of, line.kind, line.figure.unit].append(line)
    return {key: tuple(held) for key, held in found.items()}


def standing(lines: Sequence[LedgerLine]) -> LedgerLine | None:
    """The line that speaks for one partner and kind: the largest amount at least two articles give.

    An article on one building site names a part of what was announced; a single slip of a reporter (or of our reading)
    names too much. When no two articles agree, the newest line stands.
    """
    plain = [line for line in lines if line.figure.hedge != "less than"]
    agreed = [line for line in plain if len({one.article_id for one in plain if same(one, line)}) > 1]
    if agreed:
        return max(agreed, key=lambda line: (line.figure.value, line.seen_at))
    return plain[0] if plain else None


def same(one: LedgerLine, other: LedgerLine) -> bool:
    """Whether two lines give the same amount, up to rounding."""
    return close(one.figure.value, other.figure.value)


def close(one: float, other: float) -> bool:
    """Whether two amounts are the same, up to rounding."""
    return abs(one - other) <= SAME * max(abs(one), abs(other))


def standings(lines: Sequence[LedgerLine], since: datetime) -> tuple[Standing, ...]:
    """One standing per partner and pictured kind, largest first; `since` is the start of the edition's window."""
    found = []
    for key, held in by_key(lines).items():
        held = tuple(line for line in held if _is_pictured(line))  # noqa: PLW2901
        current = standing(held) if key[1] in PICTURED else None
        if current:
            earlier = standing([line for line in held if line.seen_at < since])
            changed = earlier is not None and not same(earlier, current)
            found.append(Standing(now=current, before=earlier if changed else None))
    return tuple(sorted(found, key=lambda one: (one.now.kind, -one.now.figure.value, one.now.of)))


def _is_pictured(line: LedgerLine) -> bool:
    """Whether a line is an amount that stands: large enough, and no part, option or hearsay."""
    return line.figure.value >= SMALLEST and statements.stands(line.figure)


def pictured(lines: Sequence[LedgerLine], since: datetime) -> tuple[LedgerLine, ...]:
    """The lines an edition keeps: what stands now, and after it what stood before, if that was another value."""
    kept: list[LedgerLine] = []
    for one in standings(lines, since):
        kept.append(one.now)
        if one.before:
            kept.append(one.before)
    return tuple(kept)
