"""Figures as lines of a topic's history: which are worth a line, which are the same."""

from __future__ import annotations

from monitor.digests import chosen
from monitor.edition import LedgerLine
from monitor.model import Figure


def weighty(figure: Figure) -> bool:
    """Whether a figure is worth a line of its own."""
    if figure.kind == "money":
        return abs(figure.value) >= chosen.LEAST_AMOUNT
    return figure.unit in chosen.LEAST_TOLD and abs(figure.value) >= chosen.LEAST_TOLD[figure.unit]


def same(one: LedgerLine, other: LedgerLine) -> bool:
    """Whether two lines give the same amount, up to rounding."""
    return close(one.figure.value, other.figure.value)


def close(one: float, other: float) -> bool:
    """Whether two amounts are the same, up to rounding."""
    return abs(one - other) <= chosen.SAME_FIGURE * max(abs(one), abs(other))
