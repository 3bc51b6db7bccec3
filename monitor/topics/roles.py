"""The role of the subject in a sentence: involved in what happens, tenant or buyer, or only background.

The patterns of each language (`language.Roles`) are searched for in the sentence with a sign in place of the subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from monitor import language
from monitor.language.shape import Words
from monitor.topics.matcher import Hit

FORMER = 40  # characters before a name in which a word for a former employer is looked for
SIGN = "§"  # stands for the subject in patterns
GAP = rf"[^.;:!?{SIGN}]{{0,40}}?"  # "…" in a pattern


class Role(NamedTuple):
    """The role of the subject in a sentence."""

    party: bool  # something is done by it, for it or with it, and nothing says that this is an aside
    tenant: bool  # it rents, buys, uses or owns


class Masked(NamedTuple):
    """A sentence with the sign in place of each mention of the subject."""

    text: str
    places: tuple[tuple[int, int], ...]  # where each sign is, and where the mention begins in the whole text


class _Patterns(NamedTuple):
    party: re.Pattern[str]
    tenant: re.Pattern[str]
    aside: re.Pattern[str]
    background: tuple[re.Pattern[str], ...]


def masked(text: str, start: int, end: int, mentions: Sequence[Hit]) -> Masked:
    """The sentence text[start:end]; `mentions` are those of the subject in it."""
    told, at, places = "", start, []
    for hit in sorted(mentions):
        if hit.start >= at:
            told += text[at : hit.start]
            places.append((len(told), hit.start))
            told, at = told + SIGN, hit.end
    return Masked(told + text[at:end], tuple(places))


def of(sentence: Masked, code: str) -> Role:
    """The role of the subject; `code` is the language of the text."""
    words = _patterns(code)
    party = bool(words.party.search(sentence.text)) and not words.aside.search(sentence.text)
    return Role(party, bool(words.tenant.search(sentence.text)))


def background(sentence: Masked, code: str) -> frozenset[int]:
    """The starts of mentions that are only background: "after its contract with §", "not for §"."""
    spans = [found.span() for words in _patterns(code).background for found in words.finditer(sentence.text)]
    return frozenset(start for place, start in sentence.places if any(one <= place < other for one, other in spans))


def is_former(text: str, start: int, end: int, code: str) -> bool:
    """Whether the name text[start:end] is a former employer: "a former X engineer", not "the former X site"."""
    before, site = _former(code)
    return bool(before.search(text, max(0, start - FORMER), start)) and not site.match(text, end)


@cache
def _former(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What comes before the name of a former employer, and what comes behind a name that stands for a site."""
    cues = language.of(code).cues
    joints, words, sites = (
        "|".join(told or ("(?!)",)) for told in (cues.places + cues.possessive, cues.former, cues.used)
    )
    before = rf"\b(?:{words})[ -](?:(?:\w+ )?(?:(?:{joints}) |d['’]))?$"
    return re.compile(before, re.IGNORECASE), re.compile(rf"[ -](?:{sites})", re.IGNORECASE)


@cache
def _patterns(code: str) -> _Patterns:
    known = [one.roles for one in dict.fromkeys((language.of(code), language.COMMON))]
    background = [_any((word,)) for roles in known for word in roles.background]
    party, tenant, aside = (
        _any(tuple(word for roles in known for word in getattr(roles, field))) for field in ("party", "tenant", "aside")
    )
    return _Patterns(party, tenant, aside, tuple(background))


def _any(words: Words) -> re.Pattern[str]:
    return re.compile("|".join(word.replace("…", GAP) for word in words), re.IGNORECASE)
