"""Do two texts tell of one event? Likeness of the texts, weighed with time, headlines, and who is named."""

from __future__ import annotations

import math
from dataclasses import dataclass

from monitor.stories import similar
from monitor.stories.facets import Facets

# Fitted on pairs of labelled articles of one topic, four sets by different authors; and rounded.
BIAS, DAYS, HEADLINES, TOLD, NAMED = -1.5, -1.4, 1.5, 2.0, 1.3
ACROSS = 1.0  # what likeness misses where the languages differ
# A round-up spends few words on each topic: for it a rare name in both headlines within days is just enough.
LISTED, SAME_DAYS = 0.1, 2.0
UNDATED = 2.0  # days assumed between texts without dates
ONE_SITE = -2.5  # a publisher tells what came next rather than the same again
# All articles of a topic share its concepts, and many come on one day. Other sums and powers, or other rare names in
# the headlines, mean another event, unless names or numbers of the texts agree all the same.
OTHER_FIGURES, OTHER_NAMES, AGREEING, ENOUGH_FIGURES = -2.0, -4.0, 0.3, 2
SAME_PARTIES = 0.5  # agreement in who and what is named from which other headlines are other words for one thing
HOPELESS = -3.0  # where so little speaks for one event, what speaks against it need not be looked for
# In words. A text of little more than a headline says with its words alone what it is about, not of which event.
SHORT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """How sure it is that two texts tell of one event."""

    score: float  # 0–1
    likeness: similar.Similarity
    days: float | None  # that lie between them
    shared: int  # figures both name

    @property
    def why(self) -> str:
        """In one line."""
        why = [
            self.likeness.why,
            f"{abs(self.days):.0f} days apart" if self.days is not None else "",
            f"{self.shared} figures shared" if self.shared else "",
        ]
        return ", ".join(part for part in why if part)


def sameness(one: Facets, other: Facets, *, days: float | None = None) -> Sameness:
    """How sure it is that two texts tell of one event; `days` lie between them, if that is known."""
    likeness = similar.similarity(one, other)
    gap = UNDATED if days is None else abs(days)
    strength = (
        likeness.strength
        + BIAS
        + DAYS * math.log1p(gap)
        + HEADLINES * likeness.parts["head"]
        + TOLD * likeness.parts["told"]
        + NAMED * one.agreement(other)
        + ACROSS * (one.imprint.language != other.imprint.language)
        + ONE_SITE * bool(one.imprint.site and one.imprint.site == other.imprint.site)
    )
    shared = 0
    if strength > HOPELESS:
        shared = len(one.figures & other.figures)
        strength += OTHER_FIGURES * tell_other_figures(one, other, likeness)
        strength += OTHER_NAMES * tell_other_names(one, other, likeness)
    if one.is_round_up != other.is_round_up and gap <= SAME_DAYS and one.headline_names & other.headline_names:
        strength = max(strength, LISTED)
    return Sameness(score=similar.sigmoid(strength), likeness=likeness, days=days, shared=shared)


def tell_other_figures(one: Facets, other: Facets, likeness: similar.Similarity) -> bool:
    """Whether both texts name several figures with units, and none in common."""
    needed, agreeing = (1, 1.0) if is_short(one, other) else (ENOUGH_FIGURES, AGREEING)
    several = min(len(one.figures), len(other.figures)) >= needed
    return several and likeness.parts["number"] < agreeing and not one.figures & other.figures


def tell_other_names(one: Facets, other: Facets, likeness: similar.Similarity) -> bool:
    """Whether the headlines name different parties or places; a round-up's headline names several topics."""
    if one.is_round_up or other.is_round_up:
        return False
    short = is_short(one, other)
    if short and not one.rare_names & other.rare_names and not one.figures & other.figures:
        return True
    if max(likeness.parts["number"], likeness.parts["name"]) >= AGREEING:
        return False
    if not short and one.agreement(other) >= SAME_PARTIES:  # a headline has too few names for that
        return False
    mine, yours = one.headline_names, other.headline_names
    return bool(mine and yours and not mine & yours)


def is_short(one: Facets, other: Facets) -> bool:
    """Whether one of two texts is little more than a headline."""
    return min(one.imprint.words, other.imprint.words) < SHORT
