"""Amounts with a unit, compared: power, money, shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor import language
from monitor.corrections import chosen
from monitor.figures import amounts
from monitor.figures.amounts import Amount

__all__ = ["Amount", "differ", "has", "of", "replaced"]


def of(line: str, code: str) -> list[Amount]:
    """The amounts of a sentence in this language."""
    return [one for one in amounts.of(line, language.of(code)) if one.unit]


def has(amounts: Sequence[Amount], wanted: Amount) -> bool:
    """Whether an amount is among these, up to rounding."""
    return any(
        one.unit == wanted.unit
        and abs(one.value - wanted.value) <= chosen.ROUNDING * max(abs(one.value), abs(wanted.value))
        for one in amounts
    )


def replaced(gone: Sequence[Amount], come: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    """Pairs of an amount that has gone and another one of the same kind that has come."""
    return ((one, other) for one in gone for other in come if one.unit == other.unit)


def differ(old: Sequence[Amount], new: Sequence[Amount]) -> bool:
    """Whether an amount has gone and another one of the same kind has come: by more than rounding."""
    gone = [one for one in old if not has(new, one)]
    come = [one for one in new if not has(old, one)]
    return any(replaced(gone, come))
