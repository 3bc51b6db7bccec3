"""Are two texts about one event? Likeness of the texts, weighed with time, headlines, and who is named."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from operator import mul
from typing import NamedTuple

from monitor import weights as packaged
from monitor.problems import Problem
from monitor.stories import chosen, named, similar
from monitor.stories.facets import Facets
from monitor.text import steps

BIAS, CROWD = "bias", "crowd"
Weights = tuple[float, ...]  # one for each sign, then the crowd's, then the bias


class Signs(NamedTuple):
    """The evidence for or against two texts being about one event; likeness is one part of it.

    All articles of a topic share its concepts, and many come on one day: different parties in the headlines, or
    different sums of money and amounts of power in the texts, mean different events.
    """

    days: float  # ln(1 + the days between them)
    length: float  # ln of the words in the shorter text: long texts share more by chance
    number: float  # cosine of their numbers, 0–1
    held: float  # 0–2: headlines whose sum or power is in the other text too: that is what the event is about
    missed: float  # 0–2: headlines whose sum or power is not in the other text, though it is long enough
    parties: float  # 0–1: how surely the headlines name different parties
    figures: float  # 1 if both texts give several figures and none in common
    across: float  # 1 if the languages differ: likeness then misses something
    one_site: float  # 1 for the same publisher, who reports what came next rather than the same again
    likeness: float  # the strength of their likeness
    name: float  # cosine of the names in the whole texts, 0–1
    head: float  # cosine of the headlines, 0–1
    names: float  # cosine of the names weighted by how central each is to its text, 0–1
    covered: float  # share of one text's main names that occur in the other, 0–1, the larger of the two
    least: float  # the smaller of the two
    strangers: float  # 1 if no name from the beginning of either text occurs in the other
    listed: float  # 1 if one of them is a round-up, which spends few words on each of its topics
    turned: float  # 1 if one headline says that a matter is stopped and the other text does not mention it
    later: float  # 0–1: the same, by the time between them; a day or more counts in full
    step: float  # 1 if both headlines tell the same step: approved, begun, delayed …


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """How certain it is that two texts are about one event."""

    strength: float  # evidence for one event, unbounded
    likeness: similar.Similarity
    days: float | None  # between them
    shared: int  # figures in both
    held: int  # headlines whose sum is in the other text too
    missed: int  # headlines whose sum is not in the other text, though it is long enough
    names: float  # cosine of their names
    turned: bool  # only one of them reports that the matter was stopped

    @property
    def score(self) -> float:
        """How certain it is when few stories compete, 0–1."""
        return similar.sigmoid(self.strength)

    @property
    def why(self) -> tuple[Problem, ...]:
        """The evidence, one by one."""
        named = self.names >= chosen.TOLD
        why = [
            Problem("like-names", {"value": f"{self.names:.2f}"}) if named else Problem("like-nobody"),
            Problem("like-days", {"days": f"{abs(self.days):.0f}"}) if self.days is not None else None,
            Problem("like-figures", {"n": self.shared}) if self.shared else None,
            Problem("like-sum") if self.held else None,
            Problem("like-no-sum") if self.missed else None,
            Problem("like-stopped") if self.turned else None,
        ]
        return (*self.likeness.why, *(part for part in why if part))


@cache
def fitted() -> Weights:
    """The fitted weights of the signs and of the crowd, and the bias."""
    names = (*Signs._fields, CROWD, BIAS)
    found = packaged.table("monitor.stories", "same_event", names)
    return tuple(found[name] for name in names)


def sameness(
    one: Facets,
    other: Facets,
    *,
    days: float | None = None,
    crowd: int = 0,
    any_step: bool = False,
    weights: Weights = (),
) -> Sameness:
    """How certain it is that two texts are about one event, with `days` between them if that is known.

    `crowd` is the number of stories that compete: on a day with twenty, likeness proves less than on a day with two.
    With `any_step` the texts may be about different steps of one matter: then a reversal is no evidence against.

    `weights` other than the fitted ones are for fitting.
    """
    likeness = similar.similarity(one, other)
    gap = chosen.UNDATED if days is None else abs(days)
    told = signs(one, other, likeness, gap)
    if any_step:
        told = told._replace(turned=0.0, later=0.0)
    strength = sum(map(mul, (*told, -math.log(1 + crowd), 1.0), weights or fitted()))
    if one.is_round_up != other.is_round_up and gap <= chosen.SAME_DAYS and one.headline_names & other.headline_names:
        strength = max(strength, chosen.LISTED * (1 + likeness.score))
    if (told.strangers and is_short(one, other)) or likeness.rivals:
        strength = min(strength, chosen.STRANGERS)
    return Sameness(
        strength=strength if gap <= chosen.GROWS else min(strength, chosen.NEVER),
        likeness=likeness,
        days=days,
        shared=len(one.figures & other.figures),
        held=int(told.held),
        missed=int(told.missed),
        names=told.names,
        turned=told.turned > 0,
    )


def signs(one: Facets, other: Facets, likeness: similar.Similarity, days: float) -> Signs:
    """The signs of two texts that are this many days apart."""
    held, missed = headline_sums(one, other)
    parties = tell_other_parties(one, other)
    turned = _turned(one, other)
    return Signs(
        days=math.log1p(days),
        length=math.log(max(chosen.FEWEST, min(one.imprint.words, other.imprint.words))),
        number=likeness.parts["number"],
        held=float(held) if parties < 1 else 0.0,  # ten gigawatts with one partner are not ten with another
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
        turned=float(turned),
        later=min(1.0, days) * turned,
        step=float(one.imprint.step == other.imprint.step not in ("", *steps.EARLY)),
    )


def _turned(one: Facets, other: Facets) -> bool:
    """Whether one headline tells a reversal that the other text does not mention."""
    return _reverses(one, other) or _reverses(other, one)


def _reverses(mine: Facets, yours: Facets) -> bool:
    """Whether a headline says that a matter is stopped, and the other text mentions no such thing."""
    told = yours.imprint.steps
    return mine.imprint.step in steps.STOPS and told is not None and steps.STOPS.isdisjoint(told)


def _names(one: Facets, other: Facets) -> named.Shared:
    """How far the names of two texts agree; a round-up has names of all its topics, so strangers prove nothing."""
    found = named.shared(one.named, other.named)
    return found._replace(strangers=0.0) if one.is_round_up or other.is_round_up else found


def headline_sums(one: Facets, other: Facets) -> tuple[int, int]:
    """How many of the two headlines have their sum in the other text; how many do not, though it is long enough."""
    held = missed = 0
    for mine, yours in ((one, other), (other, one)):
        told = bool(mine.sums & yours.numbers)
        held += told
        missed += bool(mine.sums) and not told and yours.imprint.words >= chosen.SHORT
    return held, missed


def tell_other_parties(one: Facets, other: Facets) -> float:
    """How surely the headlines name different parties besides the subject, 0–1; a round-up proves nothing.

    Parties of two kinds may belong together: a builder and a site, a cloud and its owner.
    """
    if one.is_round_up or other.is_round_up or not one.parties or not other.parties or one.parties & other.parties:
        return 0.0
    alone = one.loners | other.loners | (one.party_kinds & other.party_kinds)
    return 1.0 if alone else chosen.MAYBE_OTHER


def tell_other_figures(one: Facets, other: Facets, likeness: similar.Similarity) -> bool:
    """Whether both texts give several figures with units, and none in common."""
    needed, agreeing = (1, 1.0) if is_short(one, other) else (chosen.ENOUGH_FIGURES, chosen.AGREEING)
    several = min(len(one.figures), len(other.figures)) >= needed
    return several and likeness.parts["number"] < agreeing and not one.figures & other.figures


def is_short(one: Facets, other: Facets) -> bool:
    """Whether one of two texts is little more than a headline."""
    return min(one.imprint.words, other.imprint.words) < chosen.SHORT
