"""Do two texts tell of one event? Likeness of the texts, weighed with time, headlines, and who is named."""

from __future__ import annotations

import math
from dataclasses import dataclass

from monitor.stories import similar
from monitor.stories.facets import Facets

# Fitted on pairs of labelled articles of one topic, six sets by different authors; and rounded.
BIAS, DAYS, NUMBERS = 2.45, -1.5, 2.8
LENGTH, FEWEST = -0.28, 20  # for each ln of the words of the shorter text: long texts share more by chance
ACROSS = 0.55  # what likeness misses where the languages differ
ONE_SITE = -2.0  # a publisher tells what came next rather than the same again
# A headline's sum or power is what the event is about: the other text names it too, or tells of something else.
SUM_HELD, SUM_MISSED = 0.8, -1.9
# All articles of a topic share its concepts, and many come on one day. Other parties in the headlines, or other sums
# and powers in the texts, mean another event.
OTHER_PARTIES, OTHER_FIGURES = -1.8, -1.7
MAYBE_OTHER = 0.7  # how surely names of two kinds are of two events, where they may be of one
AGREEING, ENOUGH_FIGURES = 0.3, 2
# A round-up spends few words on each topic: for it a rare name in both headlines within days is just enough; likeness
# tells which of several such reports it goes with.
LISTED, SAME_DAYS = 0.1, 2.0
GROWS = 14.0  # days in which a story grows; a later text like it looks back or tells what came next
UNDATED = 2.0  # days assumed between texts without dates
# In words. A text of little more than a headline says what it is about, not of which event; it cannot tell everything.
SHORT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """How sure it is that two texts tell of one event."""

    score: float  # 0–1
    likeness: similar.Similarity
    days: float | None  # that lie between them
    shared: int  # figures both name
    held: int  # headlines whose sum the other text names
    missed: int  # headlines whose sum the other text could name and does not

    @property
    def why(self) -> str:
        """In one line."""
        why = [
            self.likeness.why,
            f"{abs(self.days):.0f} days apart" if self.days is not None else "",
            f"{self.shared} figures shared" if self.shared else "",
            "the headline's sum told" if self.held else "",
            "the headline's sum not told" if self.missed else "",
        ]
        return ", ".join(part for part in why if part)


def sameness(one: Facets, other: Facets, *, days: float | None = None) -> Sameness:
    """How sure it is that two texts tell of one event; `days` lie between them, if that is known."""
    likeness = similar.similarity(one, other)
    gap = UNDATED if days is None else abs(days)
    held, missed = headline_sums(one, other)
    others = tell_other_parties(one, other)
    strength = (
        likeness.strength
        + BIAS
        + DAYS * math.log1p(gap)
        + LENGTH * math.log(max(FEWEST, min(one.imprint.words, other.imprint.words)))
        + NUMBERS * likeness.parts["number"]
        + SUM_HELD * held * (others < 1)  # ten gigawatts with one partner are not the ten with another
        + SUM_MISSED * missed
        + OTHER_PARTIES * others
        + OTHER_FIGURES * tell_other_figures(one, other, likeness)
        + ACROSS * (one.imprint.language != other.imprint.language)
        + ONE_SITE * bool(one.imprint.site and one.imprint.site == other.imprint.site)
    )
    if one.is_round_up != other.is_round_up and gap <= SAME_DAYS and one.headline_names & other.headline_names:
        strength = max(strength, LISTED * (1 + likeness.score))
    return Sameness(
        score=similar.sigmoid(strength) if gap <= GROWS else 0.0,
        likeness=likeness,
        days=days,
        shared=len(one.figures & other.figures),
        held=held,
        missed=missed,
    )


def headline_sums(one: Facets, other: Facets) -> tuple[int, int]:
    """Of how many of the two headlines the other text names a sum, and of how many it could and does not."""
    held = missed = 0
    for mine, yours in ((one, other), (other, one)):
        told = bool(mine.sums & yours.numbers)
        held += told
        missed += bool(mine.sums) and not told and yours.imprint.words >= SHORT
    return held, missed


def tell_other_parties(one: Facets, other: Facets) -> float:
    """How surely the headlines name other parties besides the subject, 0–1; a round-up's names many.

    Those of two kinds may belong together: who builds and where, a cloud and who owns it.
    """
    if one.is_round_up or other.is_round_up or not one.parties or not other.parties or one.parties & other.parties:
        return 0.0
    alone = one.loners | other.loners | (one.party_kinds & other.party_kinds)
    return 1.0 if alone else MAYBE_OTHER


def tell_other_figures(one: Facets, other: Facets, likeness: similar.Similarity) -> bool:
    """Whether both texts name several figures with units, and none in common."""
    needed, agreeing = (1, 1.0) if is_short(one, other) else (ENOUGH_FIGURES, AGREEING)
    several = min(len(one.figures), len(other.figures)) >= needed
    return several and likeness.parts["number"] < agreeing and not one.figures & other.figures


def is_short(one: Facets, other: Facets) -> bool:
    """Whether one of two texts is little more than a headline."""
    return min(one.imprint.words, other.imprint.words) < SHORT
