"""Names made of two nouns in any of their forms: "battery factory", "Batterie-Recycler", "usine de batteries"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from monitor.language.shape import Language

LONGEST = 60  # characters between two words that still make one name
SHORTEST = 3  # letters of a stem
WORDS = 2  # further words between the two nouns
_WORD = r"[^\W_][\w'.&+-]{0,29}"


def forms(word: str, known: Language, *, within: bool) -> Iterator[str]:
    """The forms of a noun, as patterns of a topic; `within`: also as the first part of a word."""
    stem, endings = _parted(word, known)
    yield from (f"{'*' * known.joins.closed}{stem}{ending}" for ending in endings)
    if within and known.joins.closed:
        yield f"*{stem}*"


def _parted(word: str, known: Language) -> tuple[str, tuple[str, ...]]:
    """The stem of a noun, and all endings it may have."""
    fit = [end for end in known.joins.endings if word.endswith(end) and len(word) - len(end) >= SHORTEST]
    end = max(fit, key=len, default="")
    return word.removesuffix(end), known.joins.endings.get(end, ("",))


def is_one_word(between: str, known: Language) -> bool:
    """Whether two nouns with these letters between them make one word: "Batterie·material·fabrik"."""
    return bool(_inside(known).fullmatch(between))


def is_one_name(between: str, known: Language) -> bool:
    """Whether this text is between what a thing is for and the thing: "battery · materials · factory"."""
    return len(between) <= LONGEST and bool(_before(known).fullmatch(between))


def is_for(between: str, known: Language) -> bool:
    """Whether this text is between a thing and what it is for: "factory · for large · batteries"."""
    return len(between) <= LONGEST and bool(_behind(known).fullmatch(between))


@cache
def _inside(known: Language) -> re.Pattern[str]:
    how = known.joins
    return re.compile(rf"{how.letters}(?:(?:{_any(how.inner)}){how.letters})?" if how.closed else "(?!)")


@cache
def _before(known: Language) -> re.Pattern[str]:
    apart = known.joins.apart
    return re.compile(rf"(?:{apart}{_further(known)}){{0,{WORDS}}}{apart}")


@cache
def _behind(known: Language) -> re.Pattern[str]:
    further = _further(known)
    place = rf"(?: (?:{_any(known.cues.places)}) {_WORD})?"
    links = rf" (?:{_any(known.joins.links)})(?: |(?<='))"
    return re.compile(rf"(?: {further}){{0,{WORDS}}}{place}{links}(?:{further}[ -]){{0,{WORDS}}}")


def _further(known: Language) -> str:
    """Another word of the same name."""
    return rf"(?!(?:{_any(known.joins.stops)})\b){_WORD}"


def _any(words: tuple[str, ...]) -> str:
    return "|".join(words or ("(?!)",))
