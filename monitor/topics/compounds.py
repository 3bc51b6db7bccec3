"""Subjects without a name of their own: a thing joined with what it is for, in any form (see `text/joins.py`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor import language
from monitor.language.shape import Language
from monitor.text import joins
from monitor.topics import kinds
from monitor.topics.matcher import Hit, Meaning

THING, OF = "thing", "of"  # roles of the two nouns
MOST = 40  # of either in a sentence; one with more is a table


def of(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The mentions of such subjects among these hits of a sentence, sorted by start. `text` is in lower case."""
    things = [hit for hit in hits if hit.meaning.role == THING][:MOST]
    if not things:
        return []
    uses = [hit for hit in hits if hit.meaning.role == OF][:MOST]
    return sorted({joined for thing in things for use in uses for joined in _joined(text, thing, use)})


def aspects(joined: Sequence[Hit]) -> list[Hit]:
    """Such mentions as words of an aspect, where naming one proves something by itself."""
    told = (hit for hit in joined if hit.meaning.weight)
    return [Hit(hit.start, hit.end, Meaning("aspect", hit.meaning.id, "", hit.meaning.weight)) for hit in told]


def _joined(text: str, thing: Hit, use: Hit) -> Iterator[Hit]:
    """The mention that the two make, if they do."""
    known = language.of(use.meaning.kind)
    if use.meaning.id == thing.meaning.id and _are_one(text, thing, use, known):
        start, end = _word_start(text, min(thing.start, use.start)), _word_end(text, max(thing.end, use.end))
        name = thing.meaning
        yield Hit(start, end, Meaning("subject", name.id, kinds.SUBJECT_KIND, name.weight, name.may))


def _are_one(text: str, thing: Hit, use: Hit, known: Language) -> bool:
    if thing.end <= use.start:  # "für Kathodenmaterial": what it is for may be part of a longer word
        return joins.is_for(text[thing.end : _word_start(text, use.start)], known)
    between = text[use.end : thing.start]
    if use.end > thing.start or joins.is_one_word(between, known):
        return use.end <= thing.start
    if between[:1].isalnum():
        return False
    return joins.is_one_name(text[use.end : _word_start(text, thing.start)], known)


def _word_start(text: str, place: int) -> int:
    """Where the word around a place begins: a part of a compound stands for all of it."""
    while place and text[place - 1].isalnum():
        place -= 1
    return place


def _word_end(text: str, place: int) -> int:
    while place < len(text) and text[place - 1].isalnum() and text[place].isalnum():
        place += 1
    return place
