"""Plainly written YAML, read line by line: a parser takes fifty milliseconds for a topic file, at every start.

Plainly written are mappings by indentation, lists of texts, and texts that are bare words, over several lines too, or
in quotes without escapes. Anything else (anchors, tags, folded blocks, nested lists, mistakes of all kinds) has the
whole text read by the parser, so that both lead to the same document.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from monitor.yaml import document
from monitor.yaml.document import Document, Place

MOST, DEEPEST = 20_000, 10  # lines; more, or deeper, is counted and refused by the parser
ODD = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")  # tabs, too
SPECIAL = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_REMARK = r"(?: +#.*)?"
_KEY = re.compile(r"([^\W\d_](?:(?!: | #)[^\"\[\]{},])*?)(?<! ):(?: +(\S.*))?")
_BARE = re.compile(rf"(?P<text>(?:[^\W\d_]|\()(?:(?!: | #|:$).)*?)(?P<remark>{_REMARK})")
_ON = re.compile(r"(?![-?:,\[\]{}#&!|>%@`])(?:(?!: | #|:$).)+")  # a bare text goes on
_QUOTED = re.compile(rf'(?:"([^"\\]*)"|\'([^\']*)\'){_REMARK}')
_OPEN, _WITHIN, _CLOSED = re.compile(r'"([^"\\]*)'), re.compile(r'[^"\\]+'), re.compile(rf'([^"\\]*)"{_REMARK}')
_NUMBER = re.compile(rf"((?:0|[1-9]\d{{0,8}})(?:\.\d{{1,6}})?|[1-9]\d*[mhdw]){_REMARK}")
_WORD = r"[^\W\d_](?:[\w ./'-]*[\w/])?"
_LIST = re.compile(rf"\[ *((?:{_WORD}(?: *, *{_WORD})*)?) *\]{_REMARK}")
_PAIRS = re.compile(rf"\{{ *((?:{_WORD}: +{_WORD}(?: *, *{_WORD}: +{_WORD})*)?) *\}}{_REMARK}")


class _Odd(Exception):
    """Something is not written plainly."""


class _Line(NamedTuple):
    number: int
    indent: int
    text: str  # without blanks around it
    apart: bool  # after an empty line or a remark


def read(text: str) -> Document:
    """As `document.read`; a plainly written text is read without the parser, and has no nodes."""
    return _plain(text) or document.read(text)


def _plain(text: str) -> Document | None:
    if ODD.search(text) or text.count("\n") > MOST:
        return None
    source = _Source(_lines(text))
    if not source.rest or source.rest[-1].indent:
        return None
    source.lines[()] = source.rest[-1].number
    try:
        value = source.mapping(0, ())
    except _Odd:
        return None
    return None if source.rest else Document(value, source.lines, ())


def _lines(text: str) -> list[_Line]:
    """The lines that say something, last first."""
    lines: list[_Line] = []
    apart = False
    for number, line in enumerate(text.split("\n"), 1):
        told = line.strip(" ")
        if told and told[0] != "#":
            lines.append(_Line(number, len(line) - len(line.lstrip(" ")), told, apart))
        apart = not told or told[0] == "#"
    return lines[::-1]


@dataclass(slots=True)
class _Source:
    """The lines that have not been read yet, last first, and the lines of the places that have."""

    rest: list[_Line]
    lines: dict[Place, int] = field(default_factory=dict)

    def mapping(self, indent: int, place: Place) -> dict[str, object]:
        """The keys that begin at this column."""
        found: dict[str, object] = {}
        if len(place) > DEEPEST:
            raise _Odd
        while self.rest and self.rest[-1].indent == indent:
            line = self.rest.pop()
            pair = _KEY.fullmatch(line.text)
            if pair is None or pair[1] in found:
                raise _Odd
            key, told = pair[1], pair[2] or ""
            self.lines[*place, key] = line.number
            if told and told[0] != "#":
                found[key] = self.value(told, line, (*place, key))
            else:
                found[key] = self.below(indent, (*place, key))
        if self.rest and self.rest[-1].indent > indent:
            raise _Odd
        return found

    def below(self, indent: int, place: Place) -> object:
        """What stands below a key: a mapping, a list, or nothing."""
        following = self.rest[-1] if self.rest else None
        if following is None or following.indent < indent:
            return None
        if following.text.startswith("- "):
            return self.listed(following.indent, place)
        return self.mapping(following.indent, place) if following.indent > indent else None

    def listed(self, indent: int, place: Place) -> list[object]:
        """Texts with a dash before each."""
        found: list[object] = []
        while self.rest and self.rest[-1].indent == indent and self.rest[-1].text.startswith("- "):
            line = self.rest.pop()
            self.lines[*place, len(found)] = line.number
            found.append(self.value(line.text[2:].lstrip(" "), line, (*place, len(found))))
        if self.rest and self.rest[-1].indent > indent:
            raise _Odd
        return found

    def value(self, told: str, line: _Line, place: Place) -> object:
        """A value that begins in a line, with all that follows of it."""
        if bare := _BARE.fullmatch(told):
            return self.bare(bare["text"], line, remark=bool(bare["remark"]))
        if quoted := _QUOTED.fullmatch(told):
            return quoted[1] if quoted[1] is not None else quoted[2]
        if opened := _OPEN.fullmatch(told):
            return self.quoted(opened[1].rstrip(" "), line)
        if number := _NUMBER.fullmatch(told):
            return _number(number[1])
        if (listed := _LIST.fullmatch(told)) is not None:
            names = _each(listed[1])
            self.lines.update({(*place, at): line.number for at in range(len(names))})
            return [_word(name) for name in names]
        if pairs := _PAIRS.fullmatch(told):
            return self.pairs(_each(pairs[1]), line, place)
        raise _Odd

    def pairs(self, written: list[str], line: _Line, place: Place) -> dict[str, object]:
        """A mapping in braces."""
        found: dict[str, object] = {}
        for pair in written:
            key, _, told = pair.partition(":")
            if key in found:
                raise _Odd
            self.lines[*place, key] = line.number
            found[key] = _word(told.strip(" "))
        return found

    def bare(self, text: str, line: _Line, *, remark: bool) -> object:
        """A text without quotes, and the lines in which it goes on."""
        more = self.on(line, _ON.fullmatch)
        if more and remark:
            raise _Odd
        return " ".join([text, *more]) if more else _word(text)

    def quoted(self, text: str, line: _Line) -> str:
        """A text in quotes that are closed in a later line."""
        parts = [text, *self.on(line, _WITHIN.fullmatch)]
        last = self.rest.pop() if self.rest else None
        closed = _CLOSED.fullmatch(last.text) if last and last.indent > line.indent and not last.apart else None
        if closed is None:
            raise _Odd
        return " ".join([*parts, closed[1]])

    def on(self, line: _Line, goes_on: Callable[[str], object]) -> list[str]:
        """The following lines, as far as they go on with a text."""
        found = []
        while self.rest and self.rest[-1].indent > line.indent and not self.rest[-1].apart:
            if not goes_on(self.rest[-1].text):
                break
            found.append(self.rest.pop().text)
        return found


def _each(written: str) -> list[str]:
    return [part.strip(" ") for part in written.split(",")] if written else []


def _number(text: str) -> object:
    """A number; with a unit of time after it, it is a text."""
    return text if text[-1].isalpha() else float(text) if "." in text else int(text)


def _word(text: str) -> object:
    """A text, or what it stands for."""
    if text.lower() in SPECIAL:
        if text not in {"true", "false"}:
            raise _Odd
        return text == "true"
    return text
