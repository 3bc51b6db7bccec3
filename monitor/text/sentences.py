"""Sentences of a text, by position.

A line break always ends a sentence, and so does a stop before white space and a beginning: a capital, a number, a name
such as "iPhone". A dot may also belong to an abbreviation, an initial or an ordinal; then the words around it decide,
and those of all languages count, since a text in one quotes another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from monitor import language
from monitor.text import plain

CAPITALS = plain.CAPITALS
CLOSERS = "\"'”“»«’›‹)\\]*_"
MARKS = "\"„“«»‘’‹›'(*_"  # before a first word
BULLETS = "•▪‣◦·…+."  # between sentences
# Begins with the few characters that can end a sentence, which is far faster than beginning with what comes before
STOP = re.compile(
    rf"[.!?…+](?:(?<!\+)[{CLOSERS}]*+(?: [»›])?\s++(?=[{MARKS}{BULLETS} ]{{0,12}}+(?:[{CAPITALS}0-9$€£]|[a-z][A-Z]))"
    r"|(?<=[^\W\d_]{3}[.!?])(?=[A-Z])"  # the space was lost
    r"|(?<=\s\+)(?=\+{2,}\s+\S))"  # before the next news of a ticker
)
OPENED = re.compile(rf"[{MARKS}{BULLETS} ]*+")
ELIDED = re.compile(r"^(?:[\"'„“«»‘(\[*_]|[^\W\d_]{1,2}['’](?=[^\W\d_]{2}))+")  # "(l'art" is "art"
WORD = re.compile(r"[^\W\d_]{2,}['’]?|[^\W\d_]['’]?(?!\.)")  # a single letter with a dot is an initial
DAY = re.compile(r"\d{1,2}\.")
PARTED = re.compile(r"(?:^|[\W_])[^\W\d_]{1,2}(?:\.-?[^\W\d_]{1,2})+$")  # "U.S", "z.B", "J.-P"
LOOK = 24  # characters before a dot in which the word that it follows is looked for

UNFINISHED = frozenset(language.words(lambda known: known.spelling.unfinished))
NUMBERED = frozenset(language.words(lambda known: known.spelling.numbered))
ABBREVIATED = UNFINISHED | frozenset(language.words(lambda known: known.spelling.abbreviations))
OPENERS = frozenset(language.words(lambda known: known.spelling.openers))
ORDERING = frozenset(language.words(lambda known: known.spelling.before_ordinals))
ORDERED = frozenset(
    language.words(lambda known: (*known.forms.months, *known.spelling.ordered) if known.spelling.ordered else ())
)


class Span(NamedTuple):
    """text[start:end]."""

    start: int
    end: int


def spans(text: str) -> list[Span]:
    """The sentences of a text in order, without surrounding white space; a line break always ends one."""
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            found.extend(span for span in _of_line(text, start, start + len(line)) if span.end > span.start)
        start += len(line) + 1
    return found


def _of_line(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences of one paragraph."""
    for stop in STOP.finditer(text, start, end):
        ticks = text[stop.start()] == "+"
        if ticks or _ends(text, start, stop.start(), stop.end()):
            cut = stop.start() if ticks else stop.end()
            yield _trimmed(text, start, cut)
            start = cut
    yield _trimmed(text, start, end)


def _ends(text: str, start: int, stop: int, after: int) -> bool:
    """Whether the sentence from `start` on ends with this stop; the next one would begin at `after`."""
    if not text[after - 1].isspace():
        return _word(text, after) in OPENERS
    if text[stop] in "!?":
        return True
    words = [] if text[stop - 1 : stop].isspace() else text[max(start, stop - LOOK) : stop].split()
    word = ELIDED.sub("", words[-1]) if words else ""
    if text[stop] == "…" or word.endswith((".", "…")):
        return bool(word.strip(".…"))  # alone between words an ellipsis stands for some that were left out
    opened = OPENED.match(text, after)[0]  # type: ignore[index]  # it matches always
    if any(sign in BULLETS for sign in opened):
        return word not in UNFINISHED
    if word.isdecimal() and len(word) < len("1000"):
        return _ends_with_number(text, after + len(opened), words)
    return _ends_with_word(text, after + len(opened), word)


def _ends_with_number(text: str, begin: int, words: list[str]) -> bool:
    """Whether a short number with a dot is no ordinal, part of a date or number of an item; `words` end with it."""
    following, before = _word(text, begin), words[-2] if len(words) > 1 else ""
    dated = DAY.match(text, begin) or (DAY.fullmatch(before) and text[begin].isdigit())
    if dated or following in ORDERED or not any(map(str.isalnum, before)):
        return False
    return following in OPENERS or before not in ORDERING


def _ends_with_word(text: str, begin: int, word: str) -> bool:
    """Whether a word with a dot is no abbreviation or initial, or one that ends its sentence."""
    if word in NUMBERED:
        return not text[begin].isdigit()
    if (len(word) == 1 and word.isalpha()) or word in ABBREVIATED or PARTED.search(word):
        return word not in UNFINISHED and _word(text, begin) in OPENERS
    return True


def _word(text: str, at: int) -> str:
    """The word that begins here, as the lists have it: "It's" is "It", "L’an" is "L'"; empty for anything else."""
    found = WORD.match(text, at)
    word = found[0].replace("’", "'") if found else ""
    return word if word in OPENERS else word.rstrip("'")


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without surrounding white space."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
