"""The text of a filter → its tree.

The grammar, from what binds loosest to what binds tightest:

    either = both { OR both }
    both   = single { [AND] single }
    single = { NOT } near
    near   = unit { NEAR/n unit }
    unit   = word | "phrase" | ( either )

Written by hand: a topic's filters are checked at every start, and making a parser from a grammar took longer than all
else that is read there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# A mark is one only where the grammar has a place for it: "-b" after NEAR/5 is a word.
_BLANKS = re.compile(r"\s*")
_AND = re.compile(r"AND(?![\w*])", re.IGNORECASE)
_OR = re.compile(r"OR(?![\w*])", re.IGNORECASE)
_NOT = re.compile(r'NOT(?![\w*])|-(?=[\w"(])', re.IGNORECASE)
_NEAR = re.compile(r"NEAR/([0-9]{1,3})(?!\w)", re.IGNORECASE)
_PHRASE = re.compile(r'"([^"]*)"')
_WORD = re.compile(r'(?!(?:and|or|not)(?![\w*])|near/)[^\s()"]+', re.IGNORECASE)
_OPEN, _CLOSE = re.compile(r"\("), re.compile(r"\)")


class Part(NamedTuple):
    """A part of a filter; one that has a single part within is not told apart from it."""

    kind: str  # word, phrase, near, both, either, no
    parts: tuple[Part, ...] = ()
    text: str = ""  # of a word or phrase
    reaches: tuple[int, ...] = ()  # of the NEARs between the parts


class Unexpected(Exception):
    """Something that cannot stand where it does, or the end where something is missing."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place  # characters before it


def parsed(text: str) -> Part:
    """The tree of a filter. Raises Unexpected."""
    source = _Source(text)
    tree = _either(source)
    if source.place < len(text):
        raise Unexpected(source.place)
    return tree


class _Source:
    """A text and how far it has been read."""

    def __init__(self, text: str) -> None:
        self.text, self.place = text, 0
        self.take(_BLANKS)

    def take(self, mark: re.Pattern[str]) -> re.Match[str] | None:
        """What comes next, if it is such a mark, and on behind it."""
        found = mark.match(self.text, self.place)
        if found:
            after = _BLANKS.match(self.text, found.end())
            self.place = after.end() if after else found.end()
        return found


def _either(source: _Source) -> Part:
    parts = [_both(source)]
    while source.take(_OR):
        parts.append(_both(source))
    return parts[0] if len(parts) == 1 else Part("either", tuple(parts))


def _both(source: _Source) -> Part:
    parts = [_single(source)]
    while source.take(_AND) or _begins(source):
        parts.append(_single(source))
    return parts[0] if len(parts) == 1 else Part("both", tuple(parts))


def _begins(source: _Source) -> bool:
    """Whether another part begins here without an AND."""
    return any(mark.match(source.text, source.place) for mark in (_NOT, _OPEN, _PHRASE, _WORD)) and not (
        _OR.match(source.text, source.place)
    )


def _single(source: _Source) -> Part:
    if source.take(_NOT):
        return Part("no", (_single(source),))
    parts, reaches = [_unit(source)], []
    while near := source.take(_NEAR):
        reaches.append(int(near[1]))
        parts.append(_unit(source))
    return parts[0] if not reaches else Part("near", tuple(parts), reaches=tuple(reaches))


def _unit(source: _Source) -> Part:
    if source.take(_OPEN):
        inner = _either(source)
        if not source.take(_CLOSE):
            raise Unexpected(source.place)
        return inner
    if phrase := source.take(_PHRASE):
        return Part("phrase", text=phrase[1])
    if word := source.take(_WORD):
        return Part("word", text=word[0])
    raise Unexpected(source.place)
