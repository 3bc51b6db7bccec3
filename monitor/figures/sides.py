"""Which side of a deal a text puts a name on: who will use what is built, or who builds, owns and pays for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from monitor.language.shape import Language

BEFORE = 24  # characters before a name in which a preposition is looked for


def marks(text: str, places: Sequence[tuple[int, int]], called: frozenset[str], known: Language) -> Mapping[str, float]:
    """The share of the mentions of a name that show it as a user and as a builder, 0–1."""
    uses = sum(_is_user(text, start, end, known) for start, end in places)
    builds = sum(bool(_after(known.cues.builds).match(text, end)) for _, end in places)
    tenant, owner = (not called.isdisjoint(nouns) for nouns in (known.cues.tenants, known.cues.owners))
    return {
        "user": max(uses / len(places), float(tenant)),
        "builder": max(builds / len(places), float(owner)),
    }


def _is_user(text: str, start: int, end: int, known: Language) -> bool:
    """Whether a mention is of a user: "for X", "X leases", "the X campus"."""
    before = _before(known.cues.users).search(text, max(0, start - BEFORE), start)
    return bool(before or _after(known.cues.rents).match(text, end) or _used(known.cues.used).match(text, end))


@cache
def _before(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words or ('(?!)',))}) $", re.IGNORECASE)


@cache
def _after(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(words or ('(?!)',))})\b", re.IGNORECASE)


@cache
def _used(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:['’]s? |s[- ]|[- ])(?:{'|'.join(words or ('(?!)',))})", re.IGNORECASE)
