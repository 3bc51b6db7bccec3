"""How alike two texts are, told from their imprints: the same measure within and across languages.

Each kind of evidence (words, concepts, names, roots of international words, numbers) gives a cosine between 0 and 1;
a logistic function with few weights, fitted on human judgements of news pairs, makes one score of them. Everything is
symmetric.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from monitor.articles import fingerprint
from monitor.model import Imprint
from monitor.stories.lexicon import Kind

FEW_HASHES = 3  # sketches sharing fewer prove nothing
COPY = 0.5  # share of the shorter text's shingles that makes it a copy

# Weights per kind of evidence; fitted by benchmarks/fit_similarity.py, rounded.
SAME_LANGUAGE: Mapping[str, float] = {"bias": -4.0, "stem": 6.0, "name": 2.5, "number": 1.0, "root": 1.0, "concept": 1.0}
CROSS_LANGUAGE: Mapping[str, float] = {"bias": -4.0, "name": 4.5, "concept": 4.0, "root": 2.5, "number": 1.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """How alike two texts are."""

    score: float  # 0–1: one event?
    copied: float  # 0–1: share of the shorter text's shingles that is in the longer one, where that can be told
    parts: tuple[tuple[str, float], ...]  # evidence by kind, 0–1
    why: str

    @property
    def near_copy(self) -> bool:
        """Whether one text is a copy, an excerpt or an edited version of the other."""
        return self.copied >= COPY

    def part(self, name: str) -> float:
        """Evidence of a kind."""
        return dict(self.parts).get(name, 0.0)


def similarity(one: Imprint, other: Imprint) -> Similarity:
    """How alike two texts are; the order does not matter."""
    parts = evidence(one, other)
    weights = SAME_LANGUAGE if one.language == other.language else CROSS_LANGUAGE
    strength = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in parts.items())
    score = 1 / (1 + math.exp(-strength))
    copied = copy_share(one, other)
    told = sorted(parts.items(), key=lambda pair: -weights.get(pair[0], 0.0) * pair[1])
    why = ", ".join(f"{name} {value:.2f}" for name, value in told if value >= 0.05 and name in weights)
    return Similarity(score=score, copied=copied, parts=tuple(parts.items()), why=why or "nothing in common")


def evidence(one: Imprint, other: Imprint) -> dict[str, float]:
    """Cosines by kind of term."""
    if len(one.terms) > len(other.terms):
        one, other = other, one
    known = dict(other.terms)
    sums = [0.0] * len(Kind)
    for number, weight in one.terms:
        if number in known:
            sums[number >> 32] += weight * known[number]
    return {kind.name.lower(): min(1.0, sums[kind]) for kind in Kind}


def copy_share(one: Imprint, other: Imprint) -> float:
    """Share of the shorter text's shingles that is in the longer one; 1 for equal texts; 0 where too little is kept."""
    if one.text_hash and one.text_hash == other.text_hash:
        return 1.0
    shared, first, second = fingerprint.containment(one.sketch, other.sketch)
    return max(first, second) if shared >= FEW_HASHES else 0.0
