"""Sentences of a page that are not of its article: links to other articles, captions, calls to subscribe."""

from __future__ import annotations

import re

LINK = re.compile(
    r"^\W{0,6}(?:watch|read|see also|also read|read also|more read|read more|read next|related|more on|more from"
    r"|don't miss|recommended|listen|lesen sie auch|lesetipp|lies auch|siehe auch|mehr zum thema|mehr dazu"
    r"|auch interessant|passend dazu|empfohlen|weitere meldungen|weitere nachrichten|weitere themen|more news"
    r"|other stories)\b[^\w\n]{0,3}(?::|\*\*|–|—|$)",
    re.IGNORECASE,
)
# A headline as a link has no full stop; that is asked first, or a line of blanks would take minutes
BULLET = re.compile(r"^(?=[-*•–](?s:.*)[\w'’\"”%]$)[-*•–]\s{2,}(?!\*\*)[^\n]{20,}[\w'’\"”%]$")
CREDIT = re.compile(r"^\W{0,4}(?:Foto|Bild|Photo|Image Credits?|Symbolbild|Quelle|Bildquelle)\s?:")
CAPTION = re.compile(
    r"\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]+\.? \d{1,2}, 20\d\d\W*$"
    r"|\bfile (?:photo|picture)\b|\bin this (?:photo|picture|illustration)\b|\bGetty Images\b|\bpicture[ -]alliance\b"
)
CAPTIONED = ("day, ", "file p", "in this ", "Getty Images", "alliance")  # without one of these no caption: far faster


def is_aside(text: str) -> bool:
    """Whether a sentence belongs to the page rather than to its article."""
    if LINK.match(text) or BULLET.match(text) or CREDIT.match(text):
        return True
    return any(part in text for part in CAPTIONED) and bool(CAPTION.search(text))
