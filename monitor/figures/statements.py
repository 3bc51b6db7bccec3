"""Which figures may be stated as facts, and which may only appear in a quoted sentence."""

from __future__ import annotations

from monitor.figures.judgement import DEAL
from monitor.model import Figure

SURE = 0.85  # confidence from which a figure is stated as a fact about its party
LIKELY = 0.6  # enough if the sentence itself says what changed
SUREST = 0.9  # from here on it may be in a subject line
# Standings that take a number back, or give it for something that is not the case
TAKEN_BACK = frozenset({"denied", "corrected", "hypothetical", "yardstick"})
# Not the current amount: not what was agreed, or not all of it
NOT_STANDING = TAKEN_BACK | {"old", "option", "part", "proposed", "reported"}
PLAIN_HEDGES = frozenset({"", "about"})  # with these a figure is an amount and not a bound
ASIDE = frozenset({"money", "power"})  # of no deal, these are taxes, damage, what a device draws
QUOTED = frozenset({"revenue", "profit_loss", "valuation", "market", "price"})


def listed(figure: Figure) -> bool:
    """Whether a figure is listed apart from its sentence; prices, revenues, taxes and the like are only quoted."""
    return figure.role not in QUOTED and not (figure.role == "other" and figure.kind in ASIDE)


def stated(figure: Figure) -> bool:
    """Whether role, party and standing are certain enough to state it as a fact; never without a role."""
    sure = figure.confidence >= SURE and bool(figure.parties)
    return sure and figure.role in DEAL and figure.standing not in TAKEN_BACK


def stands(figure: Figure) -> bool:
    """Whether it is the current amount: not a part, an option, an old amount or only reported."""
    return stated(figure) and figure.standing not in NOT_STANDING


def changed(figure: Figure) -> bool:
    """Whether it may be stated that the figure replaced another, as its sentence says.

    The sentence gives both values, which is true whoever the owner is; so a doubtful owner is left out, not guessed.
    """
    stands = figure.standing not in TAKEN_BACK | {"option"} and figure.hedge in PLAIN_HEDGES
    told = figure.role in DEAL or (figure.role == "other" and figure.kind == "money")  # net debt, a budget
    return stands and told and figure.before is not None


def owned(figure: Figure) -> bool:
    """Whether a change is stated with its owner."""
    return figure.confidence >= LIKELY and bool(figure.parties)


def surest(figure: Figure) -> bool:
    """Whether it may be in a subject line."""
    return figure.confidence >= SUREST and bool(figure.parties)
