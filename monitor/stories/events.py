"""Do two texts tell of one event? Likeness of the texts, weighed with time, shared figures and headlines."""

from __future__ import annotations

import math
from dataclasses import dataclass

from monitor.model import Imprint
from monitor.stories import lexicon, similar
from monitor.stories.lexicon import Kind

# Fitted on pairs of labelled articles of one topic, leaving whole stories out, and rounded.
BIAS, LIKENESS, DAYS, FIGURES, HEADLINES, TOLD = -0.3, 1.45, -2.0, 0.45, 0.6, 1.25
# A round-up spends few words on each topic: for it a rare name in both headlines within days is just enough.
LISTED, SAME_DAYS, RARE_NAME = 0.1, 2.0, 6.0
UNDATED = 2.0  # days assumed between texts without dates
ONE_SITE = -1.5  # a publisher tells what came next rather than the same again
MOST_FIGURES = 4
# All articles of a topic share its concepts, and many come on one day. Other sums and powers, or other rare names in
# the headlines, mean another event, unless names or numbers of the texts agree all the same.
OTHER_FIGURES, OTHER_NAMES, AGREEING, ENOUGH_FIGURES = -3.0, -3.0, 0.3, 2
SHORT = (
    40  # words; a text of little more than a headline says with its words alone what it is about, not of which event
)
PLAIN = frozenset({"", "%"})  # units whose equal values prove nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """How sure it is that two texts tell of one event."""

    score: float  # 0–1
    likeness: similar.Similarity
    why: str


def sameness(one: Imprint, other: Imprint, *, days: float | None = None) -> Sameness:
    """How sure it is that two texts tell of one event; `days` lie between them, if that is known."""
    likeness = similar.similarity(one, other)
    shared = shared_figures(one, other)
    gap = UNDATED if days is None else abs(days)
    strength = (
        BIAS
        + LIKENESS * likeness.strength
        + DAYS * math.log1p(gap)
        + FIGURES * min(MOST_FIGURES, sum(1 if _is_round(value) else 2 for value, _ in shared))
        + HEADLINES * likeness.part("head")
        + TOLD * likeness.part("told")
        + ONE_SITE * bool(one.site and one.site == other.site)
        + OTHER_FIGURES * tell_other_figures(one, other, likeness)
        + OTHER_NAMES * tell_other_names(one, other, likeness)
    )
    if is_round_up(one) != is_round_up(other) and gap <= SAME_DAYS and headline_names(one) & headline_names(other):
        strength = max(strength, LISTED)
    why = [
        likeness.why,
        f"{gap:.0f} days apart" if days is not None else "",
        f"{len(shared)} figures shared" if shared else "",
    ]
    return Sameness(score=similar.sigmoid(strength), likeness=likeness, why=", ".join(part for part in why if part))


def tell_other_figures(one: Imprint, other: Imprint, likeness: similar.Similarity) -> bool:
    """Whether both texts name several figures with units, and none in common."""
    needed, agreeing = (1, 1.0) if is_short(one, other) else (ENOUGH_FIGURES, AGREEING)
    several = min(len(_figures(one)), len(_figures(other))) >= needed
    return several and likeness.part("number") < agreeing and not shared_figures(one, other)


def tell_other_names(one: Imprint, other: Imprint, likeness: similar.Similarity) -> bool:
    """Whether the headlines name different parties or places; a round-up's headline names several topics."""
    if is_round_up(one) or is_round_up(other):
        return False
    if is_short(one, other) and not rare_names(one) & rare_names(other) and not shared_figures(one, other):
        return True
    if max(likeness.part("number"), likeness.part("name")) >= AGREEING:
        return False
    mine, yours = headline_names(one), headline_names(other)
    return bool(mine and yours and not mine & yours)


def is_short(one: Imprint, other: Imprint) -> bool:
    """Whether one of two texts is little more than a headline."""
    return min(one.words, other.words) < SHORT


def is_round_up(imprint: Imprint) -> bool:
    """Whether a text tells of several topics, by its headline."""
    return any(number >> 32 == Kind.LIST for number, _ in imprint.terms)


def headline_names(imprint: Imprint) -> set[int]:
    """Hashes of the names in a headline that few texts hold."""
    head = {number & similar.MASK for number, _ in imprint.terms if number >> 32 == Kind.HEAD}
    return head & rare_names(imprint)


def rare_names(imprint: Imprint) -> set[int]:
    """Hashes of the names in a text that few texts hold."""
    names = {number & similar.MASK for number, _ in imprint.terms if number >> 32 == Kind.NAME}
    return {number for number in names if lexicon.idf(number) >= RARE_NAME}


def shared_figures(one: Imprint, other: Imprint) -> set[tuple[str, str]]:
    """Values with a unit that both name, to two significant digits."""
    return _figures(one) & _figures(other)


def _is_round(value: str) -> bool:
    """Whether a value has one significant digit, as many unrelated figures have."""
    return len(value.split("e", maxsplit=1)[0].strip("0.")) <= 1


def _figures(imprint: Imprint) -> set[tuple[str, str]]:
    return {(f"{value:.2g}", unit) for value, unit, _ in imprint.figures if unit not in PLAIN}
