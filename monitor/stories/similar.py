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
MASK = 0xFFFFFFFF
COPY = 0.5  # share of the shorter text's shingles that makes it a copy

# Weights per kind of evidence, fitted on 450 pairs of general news with human judgements and rounded.
GERMAN: Mapping[str, float] = {"bias": -2.9, "concept": 6.3, "root": 2.8, "number": 1.7}
ENGLISH: Mapping[str, float] = {"bias": -3.9, "concept": 5.0, "root": 3.5, "stem": 3.1, "name": 1.6}
OTHER: Mapping[str, float] = {"bias": -3.4, "stem": 4.0, "root": 6.0, "name": 1.0, "number": 0.5}
CROSS: Mapping[str, float] = {"bias": -4.2, "concept": 8.8, "root": 5.3, "name": 4.3, "number": 0.2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """How alike two texts are."""

    score: float  # 0–1: one event?
    strength: float  # the same before it is pressed between 0 and 1
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
    weights = _weights(one.language, other.language)
    strength = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in parts.items())
    copied = copy_share(one, other)
    told = sorted(parts.items(), key=lambda pair: -weights.get(pair[0], 0.0) * pair[1])
    why = ", ".join(f"{name} {value:.2f}" for name, value in told if value >= 0.05 and name in weights)
    return Similarity(
        score=sigmoid(strength),
        strength=strength,
        copied=copied,
        parts=tuple(parts.items()),
        why=why or "nothing in common",
    )


def sigmoid(strength: float) -> float:
    """Any number pressed between 0 and 1."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, strength))))


def _weights(one: str, other: str) -> Mapping[str, float]:
    """What counts for this pair of languages."""
    if one != other:
        return CROSS
    return {"de": GERMAN, "en": ENGLISH}.get(one, OTHER)


def evidence(one: Imprint, other: Imprint) -> dict[str, float]:
    """Cosines by kind of term."""
    if len(one.terms) > len(other.terms):
        one, other = other, one
    known = dict(other.terms)
    sums = [0.0] * len(Kind)
    for number, weight in one.terms:
        if number in known:
            sums[number >> 32] += weight * known[number]
    found = {kind.name.lower(): min(1.0, sums[kind]) for kind in Kind}
    found["told"] = (_told(one, other) + _told(other, one)) / 2
    return found


def _told(one: Imprint, other: Imprint) -> float:
    """How much of the headline of one is in the text of the other, by weight."""
    spoken = {number & MASK for number, _ in other.terms if number >> 32 != Kind.ROOT}
    head = [(number & MASK, weight * weight) for number, weight in one.terms if number >> 32 == Kind.HEAD]
    return sum(weight for number, weight in head if number in spoken)


def copy_share(one: Imprint, other: Imprint) -> float:
    """Share of the shorter text's shingles that is in the longer one; 1 for equal texts; 0 where too little is kept."""
    if one.text_hash and one.text_hash == other.text_hash:
        return 1.0
    shared, first, second = fingerprint.containment(one.sketch, other.sketch)
    return max(first, second) if shared >= FEW_HASHES else 0.0
