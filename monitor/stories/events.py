"""Are two texts about one event? Likeness of the texts, weighed with time, headlines, and who is named."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from operator import mul
from typing import NamedTuple

from monitor import weights as packaged
from monitor.stories import chosen, named, similar
from monitor.stories.facets import Facets

BIAS, CROWD = "bias", "crowd"
Weights = tuple[float, ...]  # one for each of the signs, then that of the crowd, and the bias


class Signs(NamedTuple):
    """What tells besides likeness whether two texts are of one event.

    All articles of a topic share its concepts, and many come on one day: other parties in the headlines, or other sums
    and powers in the texts, mean another event.
    """

    days: float  # ln of the days between them and one
    length: float  # ln of the words of the shorter text: long texts share more by chance
    number: float  # cosine of their numbers, 0–1
    held: float  # 0–2: headlines whose sum or power the other text names: that is what the event is about
    missed: float  # 0–2: headlines whose sum or power the other text could name and does not
    parties: float  # 0–1: how surely the headlines name other parties
    figures: float  # 1 where both texts name several figures and none in common
    across: float  # 1 where the languages differ: likeness misses something there
    one_site: float  # 1 for one publisher, who tells what came next rather than the same again
    likeness: float  # what likeness says, as its strength
    name: float  # cosine of the names in the whole texts, 0–1
    head: float  # cosine of the headlines, 0–1
    names: float  # cosine of the names by how much each text turns on them, 0–1
    covered: float  # share of one text's main names that stand anywhere in the other, 0–1, the larger of both
    least: float  # the smaller of both
    strangers: float  # 1 where no name of either beginning stands anywhere in the other
    listed: float  # 1 where one of them is a round-up, which spends few words on each of its topics


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """How sure it is that two texts tell of one event."""

    strength: float  # how much speaks for one event; without bounds
    likeness: similar.Similarity
    days: float | None  # that lie between them
    shared: int  # figures both name
    held: int  # headlines whose sum the other text names
    missed: int  # headlines whose sum the other text could name and does not
    names: float  # cosine of their names

    @property
    def score(self) -> float:
        """How sure it is where few stories compete, 0–1."""
        return similar.sigmoid(self.strength)

    @property
    def why(self) -> str:
        """In one line."""
        why = [
            self.likeness.why,
            f"names {self.names:.2f}" if self.names >= 0.05 else "no name in common",
            f"{abs(self.days):.0f} days apart" if self.days is not None else "",
            f"{self.shared} figures shared" if self.shared else "",
            "the headline's sum told" if self.held else "",
            "the headline's sum not told" if self.missed else "",
        ]
        return ", ".join(part for part in why if part)


@cache
def fitted() -> Weights:
    """How much each sign counts, the crowd, and the bias, as they were fitted."""
    names = (*Signs._fields, CROWD, BIAS)
    found = packaged.table("monitor.stories", "same_event", names)
    return tuple(found[name] for name in names)


def sameness(
    one: Facets, other: Facets, *, days: float | None = None, crowd: int = 0, weights: Weights = ()
) -> Sameness:
    """How sure it is that two texts tell of one event; `days` lie between them, if that is known.

    `crowd` is how many stories compete: on a day of twenty, likeness proves less than on a day of two.

    Other `weights` than the fitted ones are for those who fit them.
    """
    likeness = similar.similarity(one, other)
    gap = chosen.UNDATED if days is None else abs(days)
    told = signs(one, other, likeness, gap)
    strength = sum(map(mul, (*told, -math.log(1 + crowd), 1.0), weights or fitted()))
    if one.is_round_up != other.is_round_up and gap <= chosen.SAME_DAYS and one.headline_names & other.headline_names:
        strength = max(strength, chosen.LISTED * (1 + likeness.score))
    held, missed = headline_sums(one, other)
    return Sameness(
        strength=strength if gap <= chosen.GROWS else min(strength, chosen.NEVER),
        likeness=likeness,
        days=days,
        shared=len(one.figures & other.figures),
        held=held,
        missed=missed,
        names=told.names,
    )


def signs(one: Facets, other: Facets, likeness: similar.Similarity, days: float) -> Signs:
    """The signs of two texts so many days apart."""
    held, missed = headline_sums(one, other)
    parties = tell_other_parties(one, other)
    return Signs(
        days=math.log1p(days),
        length=math.log(max(chosen.FEWEST, min(one.imprint.words, other.imprint.words))),
        number=likeness.parts["number"],
        held=float(held) if parties < 1 else 0.0,  # ten gigawatts with one partner are not the ten with another
        missed=float(missed),
        parties=parties,
        figures=float(tell_other_figures(one, other, likeness)),
        across=float(one.imprint.language != other.imprint.language),
        one_site=float(bool(one.imprint.site and one.imprint.site == other.imprint.site)),
        likeness=likeness.strength,
        name=likeness.parts["name"],
        head=likeness.parts["head"],
        **_names(one, other)._asdict(),
        listed=float(one.is_round_up != other.is_round_up),
    )


def _names(one: Facets, other: Facets) -> named.Shared:
    """What the names of two texts say; a round-up names those of all its topics, so that others prove nothing."""
    found = named.shared(one.named, other.named)
    return found._replace(strangers=0.0) if one.is_round_up or other.is_round_up else found


def headline_sums(one: Facets, other: Facets) -> tuple[int, int]:
    """Of how many of the two headlines the other text names a sum, and of how many it could and does not."""
    held = missed = 0
    for mine, yours in ((one, other), (other, one)):
        told = bool(mine.sums & yours.numbers)
        held += told
        missed += bool(mine.sums) and not told and yours.imprint.words >= chosen.SHORT
    return held, missed


def tell_other_parties(one: Facets, other: Facets) -> float:
    """How surely the headlines name other parties besides the subject, 0–1; a round-up's names many.

    Those of two kinds may belong together: who builds and where, a cloud and who owns it.
    """
    if one.is_round_up or other.is_round_up or not one.parties or not other.parties or one.parties & other.parties:
        return 0.0
    alone = one.loners | other.loners | (one.party_kinds & other.party_kinds)
    return 1.0 if alone else chosen.MAYBE_OTHER


def tell_other_figures(one: Facets, other: Facets, likeness: similar.Similarity) -> bool:
    """Whether both texts name several figures with units, and none in common."""
    needed, agreeing = (1, 1.0) if is_short(one, other) else (chosen.ENOUGH_FIGURES, chosen.AGREEING)
    several = min(len(one.figures), len(other.figures)) >= needed
    return several and likeness.parts["number"] < agreeing and not one.figures & other.figures


def is_short(one: Facets, other: Facets) -> bool:
    """Whether one of two texts is little more than a headline."""
    return min(one.imprint.words, other.imprint.words) < chosen.SHORT
