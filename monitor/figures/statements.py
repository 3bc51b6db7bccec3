"""Which figures may be stated as facts, and which may only appear in a quoted sentence."""

from __future__ import annotations

from monitor.figures.judgement import DEAL
from monitor.model import Figure

SURE = 0.85  # confidence from which a figure is told as a fact of its party
LIKELY = 0.6  # enough where the sentence says itself what changed
SUREST = 0.9  # from which it may stand in a subject line
# What takes a number back, or tells it of something that is not so
TAKEN_BACK = frozenset({"denied", "corrected", "hypothetical", "yardstick"})
# Is no amount of its own: not what was agreed, or not all of it
NOT_STANDING = TAKEN_BACK | {"old", "option", "part", "proposed", "reported"}
PLAIN_HEDGES = frozenset({"", "about"})  # with these a figure is an amount and no bound
QUOTED = frozenset({"revenue", "profit_loss", "valuation", "market", "price"})


def listed(figure: Figure) -> bool:
    """Whether a figure is told beside the sentences; prices, revenues and the like are read where they stand."""
    return figure.role not in QUOTED


def stated(figure: Figure) -> bool:
    """Whether role, party and standing are sure enough to tell it as a fact. One without a role never is."""
    sure = figure.confidence >= SURE and bool(figure.parties)
    return sure and figure.role in DEAL and figure.standing not in TAKEN_BACK


def stands(figure: Figure) -> bool:
    """Whether it is what stands: neither a part or an option nor what was or is only reported."""
    return stated(figure) and figure.standing not in NOT_STANDING


def changed(figure: Figure) -> bool:
    """Whether it may be told that the figure took the place of another, as its sentence says.

    The sentence gives both values: that holds whoever the owner is, so a doubtful one is left out and not guessed.
    """
    stands = figure.standing not in TAKEN_BACK | {"option", "part"} and figure.hedge in PLAIN_HEDGES
    return stands and figure.role in DEAL and figure.before is not None


def owned(figure: Figure) -> bool:
    """Whether a change is told with its owner."""
    return figure.confidence >= LIKELY and bool(figure.parties)


def surest(figure: Figure) -> bool:
    """Whether it may stand in a subject line."""
    return figure.confidence >= SUREST and bool(figure.parties)
