"""The filter language: words, "quoted phrases", prefix*, AND OR NOT, NEAR/n and parentheses; any case, any language.

    openai AND (rechenzentr* OR "data center") NOT aktie
    broadcom NEAR/5 gigawatt*

NEAR/n (both sides within n words) binds tightest, then NOT, AND (which may be left out), OR. Hyphens and apostrophes
separate words: "OpenAIs" is one word, "OpenAI-Chip" is two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from monitor.errors import Invalid
from monitor.topics import syntax
from monitor.topics.syntax import Part

LONGEST = 2_000  # characters of a query
DEEPEST = 50  # nested parentheses and NOTs
NEAREST = 20  # NEARs in a row
WIDEST = 30  # words in one phrase
GAP = 1_000  # positions between title and text, so that no phrase spans both
WORDS = re.compile(r"\w+")


class Place(NamedTuple):
    """Positions of the first and the last word."""

    first: int
    last: int


class Words:
    """The words of a title and a text by position, in lower case."""

    def __init__(self, title: str, text: str) -> None:
        self.at: dict[str, list[int]] = {}
        self.by_place: dict[int, str] = {}
        place = 0
        for part in (title, text):
            for word in WORDS.findall(part.lower()):
                self.at.setdefault(word, []).append(place)
                self.by_place[place] = word
                place += 1
            place += GAP
        self.sorted = sorted(self.at)
        self.found: dict[tuple[str, ...], Found] = {}  # a phrase that a filter repeats is searched for only once

    def forms(self, word: str) -> list[str]:
        """The words of the text that `word` matches; with `*` at its end, all that begin with it."""
        if not word.endswith("*"):
            return [word] if word in self.at else []
        prefix = word[:-1]
        first = bisect_left(self.sorted, prefix)
        return list(takewhile(lambda found: found.startswith(prefix), self.sorted[first:]))


Node = Callable[[Words], "Found"]


class Found(NamedTuple):
    """What a part of a query found in a text: true or not, and where."""

    true: bool
    places: tuple[Place, ...] = ()


class Query:
    """A compiled filter: stateless; its cost grows linearly with the text."""

    def __init__(self, text: str, node: Node, tree: Part) -> None:
        self.text = text
        self.tree = tree
        self.needed = _needed(tree)  # words (or with `*` beginnings), one of which is in every match; empty: unknown
        self._node = node

    def matches(self, title: str, text: str = "") -> bool:
        """Whether the query matches a title and its text."""
        return self._node(Words(title, text)).true

    def matched(self, title: str, text: str = "") -> tuple[str, ...]:
        """The words that make it match, in the order they appear; empty if it does not match."""
        return self.matched_in(Words(title, text))

    def matched_in(self, words: Words) -> tuple[str, ...]:
        """The same for words that are already split: several filters on one text."""
        found = self._node(words)
        places = sorted({place for span in found.places for place in range(span.first, span.last + 1)})
        return tuple(dict.fromkeys(words.by_place[place] for place in places)) if found.true else ()


@lru_cache(maxsize=256)
def compile(text: str) -> Query:
    """A query from its text; raises Invalid with the position of the mistake."""
    if len(text) > LONGEST:
        raise Invalid(f"a filter has at most {LONGEST} characters; this one has {len(text)}")
    if not text.strip():
        raise Invalid("the filter is empty; leave the key out instead")
    _check_depth(text)
    try:
        tree = syntax.parsed(text)
    except syntax.Unexpected as error:
        raise Invalid(_mistake(text, error.place)) from None
    try:
        return Query(text, _node(tree), tree)
    except Invalid as error:
        raise Invalid(f"filter {text!r}: {error}") from None


def indexed(tree: Part) -> Part | None:
    """What an index of words can be asked for: words, all or one of several, and nothing that refuses a match.

    None: nothing. Phrases and NEAR become their words, a NOT is left out: so there may be more texts than match.
    """
    if tree.kind in {"word", "phrase"}:
        words = tuple(Part("word", text=word) for word in _parts(tree.text))
        return words[0] if len(words) == 1 else Part("both", words)
    parts = [part for each in tree.parts if (part := indexed(each))]
    if tree.kind == "no" or not parts or (tree.kind == "either" and len(parts) < len(tree.parts)):
        return None
    return parts[0] if len(parts) == 1 else Part("either" if tree.kind == "either" else "both", tuple(parts))


def _needed(tree: Part) -> frozenset[str]:
    """Words, one of which is in every text the query matches: of parts that are all required, the shortest list."""
    if tree.kind in {"word", "phrase"}:
        return frozenset([max(_parts(tree.text), key=len)])
    lists = [_needed(part) for part in tree.parts]
    if tree.kind == "either":
        return frozenset().union(*lists) if all(lists) else frozenset()
    return min(filter(None, lists), key=len, default=frozenset()) if tree.kind != "no" else frozenset()


def _parts(phrase: str) -> Sequence[str]:
    """The words of a phrase; each may end in `*`."""
    return re.findall(r"\w+\*?", phrase.lower())


def _check_depth(text: str) -> None:
    """Refuse a query that is nested too deeply."""
    if text.count("(") > DEEPEST or len(re.findall(r"\bNOT\b", text, re.IGNORECASE)) > DEEPEST:
        raise Invalid(f"filter {text[:40]!r} …: at most {DEEPEST} parentheses and as many NOTs")


def _mistake(text: str, place: int) -> str:
    """What is wrong and where, in one line."""
    if text.count('"') % 2:
        return f"filter {text!r}, character {text.rindex(chr(34)) + 1}: the quotation mark is not closed"
    rest = text[place:].split()
    if not rest:
        return f"filter {text!r}, character {len(text) + 1}: something is missing at the end"
    return f'filter {text!r}, character {place + 1}: {rest[0]!r} was not expected here; a word, a "phrase" or ( was'


def _node(tree: Part) -> Node:
    """A tree as a function of a text's words. Raises Invalid for a phrase without words, or with too many."""
    if tree.kind in {"word", "phrase"}:  # a word with hyphens is several
        return _phrase(tree.text)
    parts = [_node(part) for part in tree.parts]
    if tree.kind == "near":
        return _chain(parts, tree.reaches)
    return {"both": _both, "either": _either, "no": _no}[tree.kind](parts)


def _chain(parts: Sequence[Node], reaches: Sequence[int]) -> Node:
    """Both sides within n words, in any order; in a chain, each with the next."""
    if len(reaches) > NEAREST:
        raise Invalid(f"at most {NEAREST} times NEAR in a row")
    node = parts[0]
    for reach, other in zip(reaches, parts[1:], strict=True):
        node = _near(node, other, reach)
    return node


def _both(parts: Sequence[Node]) -> Node:
    """All of them."""

    def find(words: Words) -> Found:
        found = [part(words) for part in parts]
        return Found(all(part.true for part in found), tuple(place for part in found for place in part.places))

    return find


def _either(parts: Sequence[Node]) -> Node:
    """At least one of them."""

    def find(words: Words) -> Found:
        found = [each for part in parts if (each := part(words)).true]
        return Found(bool(found), tuple(sorted({place for each in found for place in each.places})))

    return find


def _no(parts: Sequence[Node]) -> Node:
    """Not this."""
    return lambda words: Found(not parts[0](words).true)


def _phrase(text: str) -> Node:
    """One word or several in a row; each may end with `*`."""
    parts = tuple(_parts(text))
    if not parts:
        raise Invalid(f"{text!r} has no word")
    if len(parts) > WIDEST:
        raise Invalid(
            f"{text[:40]!r} … is one phrase of {len(parts)} words; put blanks between them, or write at most {WIDEST}"
        )

    def find(words: Words) -> Found:
        if parts not in words.found:
            words.found[parts] = seek(words)
        return words.found[parts]

    def seek(words: Words) -> Found:
        forms = [set(words.forms(part)) for part in parts]
        if not all(forms):
            return Found(False)
        begins = sorted(place for form in forms[0] for place in words.at[form])
        places = tuple(
            Place(first, first + len(parts) - 1)
            for first in begins
            if all(words.by_place.get(first + offset) in form for offset, form in enumerate(forms))
        )
        return Found(bool(places), places)

    return find


def _near(left: Node, right: Node, reach: int) -> Node:
    """Places of both sides that are at most `reach` words apart."""

    def find(words: Words) -> Found:
        ours, theirs = sorted(left(words).places), sorted(right(words).places)
        ends = [place.first for place in theirs]
        near = set()
        for place in ours:
            index = bisect_left(ends, place.last)
            for other in theirs[max(0, index - 1) : index + 1]:
                if max(other.first - place.last, place.first - other.last) <= reach:
                    near |= {place, other}
        return Found(bool(near), tuple(sorted(near)))

    return find
