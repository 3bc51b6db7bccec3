"""What a comparison needs to know about an imprint; each answer is computed once, when it is first needed.

A new article is compared with dozens of others: whatever does not change between the comparisons is kept here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from monitor import kept
from monitor.model import Imprint
from monitor.stories import chosen, named
from monitor.text import numerals, vocabulary
from monitor.text.vocabulary import Kind
from monitor.topics import kinds

KEPT = 128  # imprints whose facets are cached, some 20 KB each: the candidates of several articles
PLAIN = frozenset({"", "%"})  # units whose equal values prove nothing


@dataclass(frozen=True)
class Facets:
    """One imprint, prepared for comparison."""

    imprint: Imprint

    @cached_property
    def weights(self) -> Mapping[int, float]:
        """Its terms with their weights."""
        return dict(self.imprint.terms)

    @cached_property
    def is_round_up(self) -> bool:
        """Whether the text covers several topics, judging by its headline."""
        return bool(self.of_kind(Kind.LIST))

    @cached_property
    def headline_names(self) -> frozenset[int]:
        """Hashes of the names in the headline that are rare."""
        names = {number & vocabulary.MASK for number, _ in self.of_kind(Kind.NAME)}
        head = {number & vocabulary.MASK for number, _ in self.of_kind(Kind.HEAD)}
        return frozenset(number for number in head & names if vocabulary.idf(number) >= chosen.RARE_NAME)

    @cached_property
    def named(self) -> named.Sides:
        """Its names."""
        return named.sides(self.imprint)

    @cached_property
    def parties(self) -> frozenset[str]:
        """Everyone and everything the headline names besides the subject, with the kind."""
        return frozenset(self.imprint.parties)

    @cached_property
    def party_kinds(self) -> frozenset[str]:
        """The kinds of these parties."""
        return frozenset([party.partition(":")[0] for party in self.imprint.parties])

    @cached_property
    def loners(self) -> frozenset[str]:
        """Those kinds that never share an event with other kinds."""
        known = self.imprint.loners
        return kinds.loners_by_default(self.party_kinds) if known is None else frozenset(known)

    @cached_property
    def sums(self) -> frozenset[int]:
        """Large numbers in the headline."""
        return frozenset(self.imprint.sums)

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Numbers in headline and text; those in words only if they are figures."""
        figures = [vocabulary.term(Kind.NUMBER, numerals.key(value)) for value, _, _ in self.imprint.figures]
        return frozenset([*figures, *(number for number, _ in self.of_kind(Kind.NUMBER))])

    @cached_property
    def figures(self) -> frozenset[tuple[str, str]]:
        """Values with a unit, to two significant digits."""
        return frozenset((f"{value:.2g}", unit) for value, unit, _ in self.imprint.figures if unit not in PLAIN)

    def of_kind(self, kind: Kind) -> tuple[tuple[int, float], ...]:
        """The terms of one kind: terms are sorted by number, and the top bits are the kind."""
        terms, number = self.imprint.terms, int(kind)
        first = bisect_left(terms, (number << 32,))
        return terms[first : bisect_left(terms, (number + 1 << 32,), first)]


@kept.newest(KEPT)
def of(imprint: Imprint) -> Facets:
    """The facets of an imprint, kept for the next articles: most are compared with the same candidates."""
    return Facets(imprint)
