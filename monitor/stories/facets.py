"""An imprint from the sides that comparing looks at; each is worked out when first asked for, and once.

A new article is compared with dozens of others: what of it does not change between the comparisons is kept here.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from monitor.model import Imprint
from monitor.stories import lexicon
from monitor.stories.lexicon import Kind

MASK = 0xFFFFFFFF
RARE_NAME = 6.0  # idf of a name that few texts hold
SPOKEN = tuple(kind for kind in Kind if kind != Kind.ROOT)
PLAIN = frozenset({"", "%"})  # units whose equal values prove nothing


@dataclass(frozen=True)
class Facets:
    """The sides of one imprint."""

    imprint: Imprint

    @cached_property
    def wanted(self) -> Mapping[int, float]:
        """Terms to look for in another text: its own, and those of the headline as any kind, with weight 0."""
        told = {kind << 32 | number: 0.0 for kind in SPOKEN for number, _ in self.head}
        return told | dict(self.imprint.terms)

    def met(self, other: Facets) -> list[tuple[int, float]]:
        """The terms of another text that are wanted, in order."""
        wanted = self.wanted
        return [pair for pair in other.imprint.terms if pair[0] in wanted]

    @cached_property
    def head(self) -> tuple[tuple[int, float], ...]:
        """Hashes of the terms of the headline with their share of it."""
        return tuple((number & MASK, weight * weight) for number, weight in self._of(Kind.HEAD))

    @cached_property
    def spoken(self) -> frozenset[int]:
        """Hashes of all terms that are whole words, names or numbers."""
        return whole(self.imprint.terms)

    @cached_property
    def is_round_up(self) -> bool:
        """Whether the text tells of several topics, by its headline."""
        return bool(self._of(Kind.LIST))

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
        """Who and what the text names, entities by their one name in any language, scaled to length 1."""
        length = math.sqrt(sum(weight * weight for _, weight in self.imprint.names)) or 1.0
        return {name: weight / length for name, weight in self.imprint.names}

    def agreement(self, other: Facets) -> float:
        """How far two texts name the same, 0–1: a cosine."""
        mine, yours = self.named, other.named
        return sum(mine[name] * yours[name] for name in mine.keys() & yours.keys())

    @cached_property
    def figures(self) -> frozenset[tuple[str, str]]:
        """Values with a unit, to two significant digits."""
        return frozenset((f"{value:.2g}", unit) for value, unit, _ in self.imprint.figures if unit not in PLAIN)

    @cached_property
    def _names(self) -> frozenset[int]:
        return frozenset(number & MASK for number, _ in self._of(Kind.NAME))

    def _of(self, kind: Kind) -> tuple[tuple[int, float], ...]:
        first, last = self._place(kind)
        return self.imprint.terms[first:last]

    def _place(self, kind: Kind) -> tuple[int, int]:
        """Where the terms of a kind begin and end: terms are sorted by number, and the kind stands on top."""
        terms = self.imprint.terms
        return bisect_left(terms, (kind << 32,)), bisect_left(terms, (kind + 1 << 32,))


def whole(terms: Iterable[tuple[int, float]]) -> frozenset[int]:
    """Hashes of those terms that are no mere runs of letters."""
    return frozenset([number & MASK for number, _ in terms if number >> 32 != Kind.ROOT])
