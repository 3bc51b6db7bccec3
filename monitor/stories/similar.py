"""How alike two texts are, computed from their imprints: the same measure within and across languages.

Each kind of evidence (words, concepts, names, roots of international words, numbers) gives a cosine between 0 and 1;
a logistic function with few weights, fitted to human judgements of news pairs, turns them into one score. Everything is
symmetric.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from monitor import weights
from monitor.model import Imprint
from monitor.problems import Problem
from monitor.stories import chosen, named
from monitor.stories.facets import Facets
from monitor.text import fingerprint
from monitor.text.vocabulary import Kind

KINDS = tuple(kind.name.lower() for kind in Kind)
EVIDENCE = ("concept", "root", "stem", "name", "number")  # the kinds that count for likeness
TOLD_AS = {name: f"like-{name}" for name in EVIDENCE}
BIAS = "bias"
TABLE = "likeness_"  # prefix of the names of weight tables
OTHER, ACROSS = "other", "across"  # two texts in one other language; texts in two languages


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """How alike two texts are."""

    strength: float  # evidence for one event, unbounded
    copied: float  # 0–1: share of the shorter text's shingles that is in the longer one; 0 if too few are kept
    rivals: bool  # headlines have names of their own that the other text does not have
    parts: Mapping[str, float]  # evidence by kind, 0–1
    weights: Mapping[str, float]  # those for these languages

    @property
    def score(self) -> float:
        """How certain it is that they are about one event, 0–1."""
        return sigmoid(self.strength)

    @property
    def near_copy(self) -> bool:
        """Whether one text is a copy, excerpt or edited version of the other, and not just made from one template."""
        return self.copied >= chosen.COPY and self.parts["name"] + self.parts["stem"] >= chosen.SAME_WORDS

    @property
    def why(self) -> tuple[Problem, ...]:
        """The evidence, strongest first."""
        told = sorted(self.parts.items(), key=lambda pair: -self.weights.get(pair[0], 0.0) * pair[1])
        told = [(name, value) for name, value in told if value >= chosen.TOLD and self.weights.get(name)]
        return tuple(Problem(TOLD_AS[name], {"value": f"{value:.2f}"}) for name, value in told)


def similarity(one: Facets, other: Facets) -> Similarity:
    """How alike two texts are; the order does not matter."""
    parts, rivals = evidence(one, other), are_rivals(one, other)
    telling = _weights(pair(one.imprint.language, other.imprint.language))
    return Similarity(
        strength=telling[BIAS] + sum([telling.get(name, 0.0) * value for name, value in parts.items()]),
        copied=0.0 if rivals else copy_share(one.imprint, other.imprint),
        rivals=rivals,
        parts=parts,
        weights=telling,
    )


def are_rivals(one: Facets, other: Facets) -> bool:
    """Whether each headline has a name of its own, known nowhere else, that the other text never says.

    "OpenAI rents 300 MW from Fjordlast in Garmos" and "... in Tellvik" are alike in everything but what they are about.
    Another language may write a name otherwise. One headline is enough if both texts have figures, but none in common.
    """
    if one.is_round_up or other.is_round_up:
        return False
    counted = min(len(one.figures), len(other.figures)) >= chosen.COUNTED
    if counted and one.figures.isdisjoint(other.figures):
        return named.is_one_apart(one.named, other.named)
    return one.imprint.language == other.imprint.language and named.are_rivals(one.named, other.named)


def sigmoid(strength: float) -> float:
    """Map any number to a value between 0 and 1."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, strength))))


def pair(one: str, other: str) -> str:
    """The name of the weights for texts in these languages."""
    if one != other:
        return ACROSS
    return one if one in _with_own() else OTHER


@cache
def _with_own() -> frozenset[str]:
    """The languages with weights of their own: those with enough judged pairs, see training/fit_likeness."""
    return frozenset(name.removeprefix(TABLE) for name in weights.names("monitor.stories") if name.startswith(TABLE))


@cache
def _weights(pair: str) -> Mapping[str, float]:
    """The weight of each kind of evidence for a pair of languages."""
    return weights.table("monitor.stories", f"{TABLE}{pair}", (*EVIDENCE, BIAS))


def evidence(one: Facets, other: Facets) -> dict[str, float]:
    """The cosine of each kind of term: its vectors have length 1, and the terms of all kinds are compared at once.

    They are added in the order of their numbers, so that the sums do not depend on which text comes first.
    """
    mine, yours = one.weights, other.weights
    sums = [0.0] * len(KINDS)
    for term in sorted(mine.keys() & yours.keys()):
        sums[term >> 32] += mine[term] * yours[term]
    return {name: min(1.0, product) for name, product in zip(KINDS, sums, strict=True)}


def copy_share(one: Imprint, other: Imprint) -> float:
    """Share of the shorter text's shingles that is in the longer one; 1 for equal texts; 0 if too few are kept."""
    if one.text_hash and one.text_hash == other.text_hash:
        return 1.0
    shared, first, second = fingerprint.containment(one.sketch, other.sketch)
    return max(first, second) if shared >= chosen.FEW_HASHES else 0.0
