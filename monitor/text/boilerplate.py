"""What is in a text but is not the story: consent notices, calls to subscribe, links, captions, credits."""

from __future__ import annotations

import re
from collections.abc import Iterable

from monitor import language


def _by_letter(written: Iterable[str]) -> str:
    """The same alternatives, those of one letter together: far fewer to try at each word."""
    found: dict[str, list[str]] = {}
    for one in written:
        found.setdefault(one[0], []).append(one[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in found.items())


_CUES = re.compile(rf"\b(?:{_by_letter(language.words(lambda known: known.furniture.cues))})\b")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*\s*|\n")
MANY = 4  # sentences
SHORT = 60  # characters of a line that one cue condemns

LINK = re.compile(
    rf"^\W{{0,6}}(?:{language.any_of(lambda known: known.furniture.links)})\b[^\w\n]{{0,3}}(?::|\*\*|–|—|$)",
    re.IGNORECASE,
)
# A headline as a link has no full stop; that is asked first, or a line of blanks would take minutes
BULLET = re.compile(r"^(?=[-*•–](?s:.*)[\w'’\"”%]$)[-*•–]\s{2,}(?!\*\*)[^\n]{20,}[\w'’\"”%]$")
CREDIT = re.compile(rf"^\W{{0,4}}(?:{language.any_of(lambda known: known.furniture.credits)})\s?:")
CAPTION = re.compile(language.any_of(lambda known: known.furniture.captions.values()))
CAPTIONED = language.words(lambda known: known.furniture.captions)  # without one of these no caption: far faster


def removed(text: str) -> str:
    """The text without sentences in which the page speaks of itself.

    Where little would be left, a page of many sentences is one of consent and subscription: any cue condemns there.
    """
    sentences = _SENTENCE.findall(text)
    left = "".join(sentence for sentence in sentences if not _is_chrome(sentence))
    if len(left) * 3 > len(text):
        return left
    if len(sentences) < MANY:
        return text
    bare = "".join(sentence for sentence in sentences if not _cues(sentence))
    return bare if len(bare) > SHORT else ""


def _is_chrome(sentence: str) -> bool:
    found = _cues(sentence)
    return len(found) >= 2 or (len(found) == 1 and len(sentence.strip()) <= SHORT)


def _cues(sentence: str) -> set[str]:
    return set(_CUES.findall(sentence.lower()))  # far faster than a pattern without case


def is_aside(text: str) -> bool:
    """Whether a sentence belongs to the page rather than to its article."""
    if LINK.match(text) or BULLET.match(text) or CREDIT.match(text):
        return True
    return any(part in text for part in CAPTIONED) and bool(CAPTION.search(text))
