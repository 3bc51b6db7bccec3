"""What a sentence says around a figure: how certain it is, and who claims it."""

from __future__ import annotations

import re
from functools import cache

from monitor import language
from monitor.language.shape import Hedge, Language
from monitor.text import plain

REACH = 32  # characters before a figure that are searched for a hedge
GAP = rf"(?:\s+(?:{language.any_of(lambda known: known.speech.fillers)}))?\s*[~\-–]?\s*$"
SIGNS: dict[Hedge, str] = {"more than": "|>", "less than": "|<", "about": "|~|≈"}
HEDGES: tuple[Hedge, ...] = ("up to", "at least", "more than", "less than", "about")


def _spoken(hedge: Hedge) -> str:
    """A hedge in all languages, or its sign."""
    return f"({language.any_of(lambda known: known.speech.hedges[hedge])}{SIGNS.get(hedge, '')})"


# All begin at the start of a word or with a sign
HEDGE = re.compile(rf"(?:\b|(?=[<>~≈]))(?:{'|'.join(map(_spoken, HEDGES))}){GAP}", re.IGNORECASE)
AFTERWARDS = re.compile(rf"\s?\+|[\s-](?:{language.any_of(lambda known: known.speech.more)})\b", re.IGNORECASE)

_PART = rf"[{plain.CAPITALS}][\w&'-]{{0,30}}\w"
NOBODY = frozenset(language.words(lambda known: known.speech.nobody))


def hedge(text: str, start: int, end: int, known: Language) -> str:
    """How the sentence qualifies the figure at text[start:end]: "up to", "at least", "about" …, or ""."""
    begins = max(0, start - REACH)
    match = HEDGE.search(text, begins, start)
    if match and match.lastindex:
        return "" if _of_sums(known).search(text, begins, start) else HEDGES[match.lastindex - 1]
    return "at least" if AFTERWARDS.match(text, end) else ""


@cache
def _of_sums(known: Language) -> re.Pattern[str]:
    """Matches before a figure what is no hedge: "Anleihen über 7 Milliarden Dollar" are not more than that."""
    return re.compile(rf"(?:{'|'.join(known.speech.of_sums or ('(?!)',))}) $", re.IGNORECASE)


@cache
def _claims(known: Language) -> tuple[re.Pattern[str], ...]:
    """How a text in this language names its source; in English too, since many texts quote it."""
    spoken = (known, language.COMMON)
    joints = language.any_of(lambda one: one.speech.name_joints, spoken)
    named = rf"((?:[{plain.CAPITALS}][\w&.'-]{{0,30}}\w)(?: (?:(?:{joints}) )?{_PART}){{0,4}})"
    says = rf"(?:{language.any_of(lambda one: one.speech.says, spoken)})"
    sources = language.any_of(lambda one: one.speech.sources, spoken)
    articles = language.any_of(lambda one: one.speech.source_articles, spoken)
    said_articles = language.any_of(lambda one: one.speech.said_articles, spoken)
    return (
        re.compile(rf"\b(?:{sources})\s+(?:(?:{articles}) )?{named}"),
        re.compile(rf"\b{named}\s+{says}\b"),
        re.compile(rf"\b{says}\s+(?:(?:{said_articles}) )?{named}"),
    )


def claimant(text: str, known: Language) -> str:
    """Who the sentence names as its source; "" if nobody."""
    for pattern in _claims(known):
        for match in pattern.finditer(text):
            name = match[1]
            if name.split()[0] not in NOBODY:
                return name.removesuffix("'s")
    return ""
