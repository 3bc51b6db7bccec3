"""Parts of a page's text that are not the article: consent notices, calls to subscribe, links, captions, credits."""

from __future__ import annotations

import re
from collections.abc import Iterable

from monitor import language


def _by_letter(written: Iterable[str]) -> str:
    """The same alternatives, grouped by first letter: far fewer to try at each word."""
    found: dict[str, list[str]] = {}
    for one in written:
        found.setdefault(one[0], []).append(one[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in found.items())


_CUES = re.compile(rf"\b(?:{_by_letter(language.words(lambda known: known.furniture.cues))})\b")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*\s*|\n")
MANY = 4  # sentences
SHORT = 60  # characters; a line up to this length is removed for a single cue

LINK = re.compile(
    rf"^\W{{0,6}}(?:{language.any_of(lambda known: known.furniture.links)})\b[^\w\n]{{0,3}}(?::|\*\*|–|—|$)",
    re.IGNORECASE,
)
# A headline used as a link has no full stop; this is checked first, or a line of blanks would take minutes
BULLET = re.compile(r"^(?=[-*•–](?s:.*)[\w'’\"”%]$)[-*•–]\s{2,}(?!\*\*)[^\n]{20,}[\w'’\"”%]$")
CREDIT = re.compile(rf"^\W{{0,4}}(?:{language.any_of(lambda known: known.furniture.credits)})\s?:")
CAPTION = re.compile(language.any_of(lambda known: known.furniture.captions.values()))
CAPTIONED = language.words(lambda known: known.furniture.captions)  # every caption has one of these: a fast check


def removed(text: str) -> str:
    """The text without sentences in which the page talks about itself.

    If little would be left of many sentences, it is a consent or subscription page: then a single cue is enough.
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
    return set(_CUES.findall(sentence.lower()))  # far faster than ignoring case in the pattern


def is_aside(text: str) -> bool:
    """Whether a sentence belongs to the page rather than to the article."""
    if LINK.match(text) or BULLET.match(text) or CREDIT.match(text):
        return True
    return any(part in text for part in CAPTIONED) and bool(CAPTION.search(text))


def unheaded(title: str, text: str) -> str:
    """A text without the headline it may begin by repeating."""
    head, body = " ".join(title.split()), text.lstrip()
    return body[len(head) :].lstrip() if head and body.lower().startswith(head.lower()) else text
