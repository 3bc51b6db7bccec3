"""How alike two texts are, told from their imprints: the same measure within and across languages.

Each kind of evidence (words, concepts, names, roots of international words, numbers) gives a cosine between 0 and 1;
a logistic function with few weights, fitted on human judgements of news pairs, makes one score of them. Everything is
symmetric.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from operator import mul

from monitor.model import Imprint
from monitor.stories.facets import Facets
from monitor.text import fingerprint
from monitor.text.vocabulary import Kind

KINDS = tuple(kind.name.lower() for kind in Kind)
FEW_HASHES = 3  # sketches sharing fewer prove nothing
COPY = 0.5  # share of the shorter text's shingles that makes it a copy
# Least sum of the cosines of names and stems: below, two texts share but a frame, or one lists the other
SAME_WORDS = 0.8

# Weights per kind of evidence, fitted on 450 pairs of general news with human judgements and rounded.
GERMAN: Mapping[str, float] = {"bias": -2.9, "concept": 6.3, "root": 2.8, "number": 1.7}
ENGLISH: Mapping[str, float] = {"bias": -3.95, "concept": 5.0, "root": 3.5, "stem": 3.1, "name": 1.6}
OTHER: Mapping[str, float] = {"bias": -3.4, "stem": 4.0, "root": 6.0, "name": 1.0, "number": 0.5}
CROSS: Mapping[str, float] = {"bias": -4.2, "concept": 8.8, "root": 5.3, "name": 4.3, "number": 0.2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """How alike two texts are."""

    strength: float  # how much speaks for one event, without bounds
    copied: float  # 0–1: share of the shorter text's shingles that is in the longer one, where that can be told
    parts: Mapping[str, float]  # evidence by kind, 0–1
    weights: Mapping[str, float]  # what counts for these languages

    @property
    def score(self) -> float:
        """How sure it is that they tell of one event, 0–1."""
        return sigmoid(self.strength)

    @property
    def near_copy(self) -> bool:
        """Whether one text is a copy, an excerpt or an edited version of the other, and not just made from one form."""
        return self.copied >= COPY and self.parts["name"] + self.parts["stem"] >= SAME_WORDS

    @property
    def why(self) -> str:
        """The evidence, strongest first, in one line."""
        told = sorted(self.parts.items(), key=lambda pair: -self.weights.get(pair[0], 0.0) * pair[1])
        why = ", ".join(f"{name} {value:.2f}" for name, value in told if value >= 0.05 and name in self.weights)
        return why or "nothing in common"


def similarity(one: Facets, other: Facets) -> Similarity:
    """How alike two texts are; the order does not matter."""
    parts = evidence(one, other)
    weights = _weights(one.imprint.language, other.imprint.language)
    return Similarity(
        strength=weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in parts.items()),
        copied=copy_share(one.imprint, other.imprint),
        parts=parts,
        weights=weights,
    )


def sigmoid(strength: float) -> float:
    """Any number pressed between 0 and 1."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, strength))))


def _weights(one: str, other: str) -> Mapping[str, float]:
    """What counts for this pair of languages."""
    if one != other:
        return CROSS
    return {"de": GERMAN, "en": ENGLISH}.get(one, OTHER)


def evidence(one: Facets, other: Facets) -> dict[str, float]:
    """Cosines by kind of term."""
    met = one.met(other)
    products = list(map(mul, map(one.weights.__getitem__, met), map(other.weights.__getitem__, met)))
    edges = [bisect_left(met, kind << 32) for kind in range(len(KINDS) + 1)]  # the kind stands on top of the number
    sums = [sum(products[first:last], 0.0) for first, last in pairwise(edges)]
    return {name: min(1.0, value) for name, value in zip(KINDS, sums, strict=True)}


def copy_share(one: Imprint, other: Imprint) -> float:
    """Share of the shorter text's shingles that is in the longer one; 1 for equal texts; 0 where too little is kept."""
    if one.text_hash and one.text_hash == other.text_hash:
        return 1.0
    shared, first, second = fingerprint.containment(one.sketch, other.sketch)
    return max(first, second) if shared >= FEW_HASHES else 0.0
