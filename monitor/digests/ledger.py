"""Figures as lines of a topic's history: their kinds, which are worth a line, which are the same."""

from __future__ import annotations

from monitor.edition import LedgerLine
from monitor.model import Figure

LEAST = {"W": 1e6, "Wh": 1e6, "chips": 100.0}  # less is not what one reads the news for
SMALLEST = 1e6  # money; less is no announcement
SAME = 0.05  # values closer than this are the same figure, rounded differently


def weighty(figure: Figure) -> bool:
    """Whether a figure is worth a line of its own."""
    if figure.kind == "money":
        return abs(figure.value) >= SMALLEST
    return figure.unit in LEAST and abs(figure.value) >= LEAST[figure.unit]


def same(one: LedgerLine, other: LedgerLine) -> bool:
    """Whether two lines give the same amount, up to rounding."""
    return close(one.figure.value, other.figure.value)


def close(one: float, other: float) -> bool:
    """Whether two amounts are the same, up to rounding."""
    return abs(one - other) <= SAME * max(abs(one), abs(other))
