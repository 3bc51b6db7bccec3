"""What a sentence says around a figure: how sure it is, and who claims it."""

from __future__ import annotations

import re

from monitor import language
from monitor.language.shape import Hedge
from monitor.text import plain

REACH = 32  # characters before a figure in which a hedge is looked for
GAP = rf"(?:\s+(?:{language.any_of(lambda known: known.speech.fillers)}))?\s*[~\-–]?\s*$"
SIGNS: dict[Hedge, str] = {"more than": "|>", "less than": "|<", "about": "|~|≈"}
HEDGES: tuple[Hedge, ...] = ("up to", "at least", "more than", "less than", "about")


def _spoken(hedge: Hedge) -> str:
    """A hedge as all languages speak it, or its sign."""
    return f"({language.any_of(lambda known: known.speech.hedges[hedge])}{SIGNS.get(hedge, '')})"


# All begin at the edge of a word or with a sign
HEDGE = re.compile(rf"(?:\b|(?=[<>~≈]))(?:{'|'.join(map(_spoken, HEDGES))}){GAP}", re.IGNORECASE)
AFTERWARDS = re.compile(rf"\s?\+|[\s-](?:{language.any_of(lambda known: known.speech.more)})\b", re.IGNORECASE)

_PART = rf"[{plain.CAPITALS}][\w&'-]{{0,30}}\w"
_JOINTS = language.any_of(lambda known: known.speech.name_joints)
_ARTICLES = language.any_of(lambda known: known.speech.source_articles)
_SAID_ARTICLES = language.any_of(lambda known: known.speech.said_articles)
NAMED = rf"((?:[{plain.CAPITALS}][\w&.'-]{{0,30}}\w)(?: (?:(?:{_JOINTS}) )?{_PART}){{0,4}})"
SAYS = rf"(?:{language.any_of(lambda known: known.speech.says)})"
SOURCE = rf"\b(?:{language.any_of(lambda known: known.speech.sources)})\s+(?:(?:{_ARTICLES}) )?"
CLAIMS = (
    re.compile(SOURCE + NAMED),
    re.compile(rf"\b{NAMED}\s+{SAYS}\b"),
    re.compile(rf"\b{SAYS}\s+(?:(?:{_SAID_ARTICLES}) )?{NAMED}"),
)
NOBODY = frozenset(language.words(lambda known: known.speech.nobody))


def hedge(text: str, start: int, end: int) -> str:
    """How the sentence qualifies the figure at text[start:end]: "up to", "at least", "about" …, or ""."""
    match = HEDGE.search(text, max(0, start - REACH), start)
    if match and match.lastindex:
        return HEDGES[match.lastindex - 1]
    return "at least" if AFTERWARDS.match(text, end) else ""


def claimant(text: str) -> str:
    """Who says what the sentence says, as named there; "" when it does not tell."""
    for pattern in CLAIMS:
        for match in pattern.finditer(text):
            name = match[1]
            if name.split()[0] not in NOBODY:
                return name.removesuffix("'s")
    return ""
