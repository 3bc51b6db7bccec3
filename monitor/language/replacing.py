"""What a language tells about amounts that replaced others: "from 750 MW to 1.5 GW" (`shape.py` has the rest)."""

from __future__ import annotations

from dataclasses import dataclass

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Changes:
    """How a sentence says that an amount replaced another."""

    from_: Words = ()  # before the old amount, if it comes first
    to: Words = ()  # between the two, before the new one
    instead: Words = ()  # between the two, if the new one comes first
    first: Words = ()  # before the old amount at the beginning of a clause, with the new one later: "instead of"
    turned: tuple[tuple[str, str], ...] = ()  # before the old amount, and between the two: "aus 100 werden 350 MW"
    # Of the next sentence, which gives the old amount: how it begins ("geplant waren"), or words that are both in it,
    # in this order or the other ("hatten … zugesagt")
    earlier: Words = ()
    had: Words = ()
    planned: Words = ()
    another: Words = ()  # but with one of these before the amount it is of something else: "its previous fund"
    others: Words = ()  # after an amount of something else: "compared with $82m for the first ones"
    trends: Words = ()  # a time after an amount: of two times one amount does not replace the other
    after: Words = ()  # words that may follow an old amount without a unit: "au lieu des 150 prévus"
