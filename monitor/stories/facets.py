"""An imprint from the sides that comparing looks at; each is worked out when first asked for, and once.

A new article is compared with dozens of others: what of it does not change between the comparisons is kept here.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from monitor.model import Imprint
from monitor.stories import lexicon
from monitor.stories.lexicon import ROOT, Kind

MASK = 0xFFFFFFFF
RARE_NAME = 6.0  # idf of a name that few texts hold
SPOKEN = tuple(int(kind) for kind in Kind if kind != Kind.ROOT)
KEPT = 256  # imprints whose sides are kept, some 20 KB each
PLAIN = frozenset({"", "%"})  # units whose equal values prove nothing


@dataclass(frozen=True, slots=True, eq=False)
class Same:
    """An imprint as the key of what is kept for it: this very value, since comparing two takes long."""

    imprint: Imprint

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.imprint is other.imprint

    def __hash__(self) -> int:
        return id(self.imprint)


@dataclass(frozen=True)
class Facets:
    """The sides of one imprint."""

    imprint: Imprint

    @cached_property
    def wanted(self) -> Mapping[int, float]:
        """Terms to look for in another text: its own, and those of the headline as any kind, with weight 0."""
        return {**dict.fromkeys(self.echoes, 0.0), **self.weights}

    @cached_property
    def echoes(self) -> Mapping[int, int]:
        """The terms as which the headline may stand in another text → hash of the term of the headline."""
        return {kind << 32 | number: number for kind in SPOKEN for number, _ in self.head}

    @cached_property
    def weights(self) -> Mapping[int, float]:
        """Its terms with their weights."""
        return dict(self.imprint.terms)

    def met(self, other: Facets) -> list[int]:
        """The terms of another text that are wanted, in order."""
        return sorted(self.wanted.keys() & other.weights.keys())

    @cached_property
    def head(self) -> tuple[tuple[int, float], ...]:
        """Hashes of the terms of the headline with their share of it."""
        return tuple((number & MASK, weight * weight) for number, weight in self.of_kind(Kind.HEAD))

    @cached_property
    def spoken(self) -> frozenset[int]:
        """Hashes of all terms that are whole words, names or numbers, not mere runs of letters."""
        return frozenset([number & MASK for number, _ in self.imprint.terms if number >> 32 != ROOT])

    @cached_property
    def is_round_up(self) -> bool:
        """Whether the text tells of several topics, by its headline."""
        return bool(self.of_kind(Kind.LIST))

    @cached_property
    def headline_names(self) -> frozenset[int]:
        """Hashes of the names in the headline that few texts hold."""
        head = {number for number, _ in self.head}
        return frozenset(number for number in head & self._names if lexicon.idf(number) >= RARE_NAME)

    @cached_property
    def rare_names(self) -> frozenset[int]:
        """Hashes of the names in the text that few texts hold."""
        return frozenset(number for number in self._names if lexicon.idf(number) >= RARE_NAME)

    @cached_property
    def named(self) -> Mapping[str, float]:
        """Who and what the text names, entities by their one name in any language."""
        return dict(self.imprint.names)

    @cached_property
    def breadth(self) -> float:
        """The length of the names as a vector."""
        return math.sqrt(math.fsum(weight * weight for _, weight in self.imprint.names)) or 1.0

    def agreement(self, other: Facets) -> float:
        """How far two texts name the same, 0–1: a cosine, exact whatever the order."""
        mine = self.named
        shared = math.fsum([mine[name] * weight for name, weight in other.imprint.names if name in mine])
        return shared / (self.breadth * other.breadth)

    @cached_property
    def figures(self) -> frozenset[tuple[str, str]]:
        """Values with a unit, to two significant digits."""
        return frozenset((f"{value:.2g}", unit) for value, unit, _ in self.imprint.figures if unit not in PLAIN)

    @cached_property
    def _names(self) -> frozenset[int]:
        return frozenset(number & MASK for number, _ in self.of_kind(Kind.NAME))

    def of_kind(self, kind: Kind) -> tuple[tuple[int, float], ...]:
        """The terms of a kind: terms are sorted by number, and the kind stands on top."""
        terms, number = self.imprint.terms, int(kind)
        first = bisect_left(terms, (number << 32,))
        return terms[first : bisect_left(terms, (number + 1 << 32,), first)]


def of(imprint: Imprint) -> Facets:
    """The sides of an imprint, kept for the articles that come next: most are compared with the same candidates."""
    return _kept(Same(imprint))


@lru_cache(maxsize=KEPT)
def _kept(same: Same) -> Facets:
    return Facets(same.imprint)
