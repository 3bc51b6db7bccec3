"""A reader's line → what it asks for. A line is understood whole or not at all: what is left over makes it prose.

"3 mute 7 days", "mute 3", "2 not relevant", "join 1 with 4", "4 wrong 1.5 GW", "mute outlet example.org", "undo 12".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from monitor import language
from monitor.actions import wish
from monitor.actions.action import Kind, Scope
from monitor.actions.wish import Target, Wish
from monitor.text import fingerprint

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_](?:[\w’'.&-]*\w)?\.?|[^\s\w]")
UNDO, UNSUBSCRIBE = "undo", "unsubscribe"
MOST = 10  # numbers in one line
LONGEST_NAME = 80
LARGEST = 999  # number of a story


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What one line asks for: wishes, the numbers of actions to undo, or no more mail. Nothing: not understood."""

    line: str
    wishes: tuple[Wish, ...] = ()
    undo: tuple[int, ...] | None = None  # empty: what was done last
    unsubscribe: bool = False

    @property
    def understood(self) -> bool:
        """Whether it asks for anything."""
        return bool(self.wishes) or self.undo is not None or self.unsubscribe


@dataclass(frozen=True, slots=True)
class _Token:
    word: str  # folded
    start: int
    end: int

    @property
    def number(self) -> int:
        """A number of a story or action; 0: none."""
        plain = self.word.isascii() and self.word.isdigit() and len(self.word) < LONGEST_NAME // 8
        return int(self.word) if plain else 0


Phrase = tuple[str, ...]


def _folded(text: str) -> Phrase:
    """The words of a phrase, folded; dots of abbreviations fall away."""
    return tuple(fingerprint.folded(found).strip(".").replace("’", "'") for found in TOKEN.findall(text))


def _phrases() -> Sequence[tuple[Phrase, str]]:
    found = {
        _folded(text): act for known in language.ALL for act, texts in known.answers.acts.items() for text in texts
    }
    return sorted(found.items(), key=lambda pair: (-len(pair[0]), pair))


PHRASES = _phrases()
ALWAYS = sorted({_folded(text) for known in language.ALL for text in known.answers.always}, key=len, reverse=True)
SPANS: Mapping[str, int] = {
    fingerprint.folded(word): days for known in language.ALL for word, days in known.answers.spans.items()
}
FILLERS = {word for text in language.words(lambda known: known.answers.fillers) for word in _folded(text)}
NAMES = {word for text in language.words(lambda known: known.answers.names) for word in _folded(text)}
OUTLETS = {word for text in language.words(lambda known: known.answers.outlets) for word in _folded(text)}


def of(lines: Sequence[str]) -> tuple[Command, ...]:
    """One command for each line; lines of greetings and thanks, which ask for nothing, are left out."""
    found = (_command(line) for line in lines)
    return tuple(one for one in found if one.understood or _asks(one.line))


def _asks(line: str) -> bool:
    """Whether a line that was not understood may have been meant as a command: it has a number or an act."""
    tokens = _tokens(line)
    return any(0 < token.number <= LARGEST for token in tokens) or _act(tokens) is not None


def _command(line: str) -> Command:
    tokens = _tokens(line)
    found = _act(tokens)
    if found is None:
        return Command(line=line)
    act, first, last = found
    rest = [*tokens[:first], *tokens[last:]]
    if act == UNSUBSCRIBE:
        return Command(line=line, unsubscribe=all(_is_filler(token) for token in rest))
    if act == UNDO:
        numbers = tuple(token.number for token in rest if token.number)
        plain = all(token.number or _is_filler(token) for token in rest) and len(numbers) <= MOST
        return Command(line=line, undo=numbers if plain else None)
    return Command(line=line, wishes=_wishes(Kind(act), line, rest))


def _tokens(line: str) -> list[_Token]:
    return [
        _Token(fingerprint.folded(found[0]).rstrip(".").replace("’", "'") or found[0], found.start(), found.end())
        for found in TOKEN.finditer(line)
    ]


def _act(tokens: Sequence[_Token]) -> tuple[str, int, int] | None:
    """The longest phrase of an act, the first of equals: what it is and which tokens it takes."""
    words = tuple(token.word for token in tokens)
    for phrase, act in PHRASES:
        for at in range(len(words) - len(phrase) + 1):
            if words[at : at + len(phrase)] == phrase:
                return act, at, at + len(phrase)
    return None


def _wishes(kind: Kind, line: str, rest: list[_Token]) -> tuple[Wish, ...]:
    if kind is Kind.MUTE and rest and any(token.word in NAMES | OUTLETS for token in rest[:2]):
        return _muted_name(line, rest)
    if kind is Kind.WRONG_NUMBER:
        return _wrong(line, rest)
    days, rest = _span(rest) if kind is Kind.MUTE else (None, rest)
    numbers = [token.number for token in rest if token.number]
    others = [token for token in rest if not token.number and not _is_filler(token)]
    if not numbers or len(numbers) > MOST or max(numbers) > LARGEST:
        return ()
    if kind is Kind.SPLIT and others:
        return _split(line, numbers, others)
    return () if others else _numbered(kind, numbers, days)


def _numbered(kind: Kind, numbers: Sequence[int], days: int | None) -> tuple[Wish, ...]:
    """The same for each number; a join is for the first with each of the others."""
    targets = [Target(number=number) for number in dict.fromkeys(numbers)]
    if kind is Kind.JOIN:
        return tuple(Wish(kind=kind, target=targets[0], other=other) for other in targets[1:])
    return tuple(Wish(kind=kind, target=target, days=days) for target in targets)


def _muted_name(line: str, rest: list[_Token]) -> tuple[Wish, ...]:
    """A name or outlet: all that follows its word, but for the span of time."""
    at = next(place for place, token in enumerate(rest) if token.word in NAMES | OUTLETS)
    scope = Scope.NAME if rest[at].word in NAMES else Scope.OUTLET
    days, named = _span(rest[at + 1 :])
    named = list(takewhile(lambda token: token.word not in {",", ";"}, named))
    while len(named) > 1 and _is_filler(named[-1]) and named[-1].start > named[-2].end:
        named.pop()
    name = line[named[0].start : named[-1].end].strip(" \"'„“”«»:") if named else ""
    if not name or len(name) > LONGEST_NAME or not all(_is_filler(token) for token in rest[:at]):
        return ()
    return (Wish(kind=Kind.MUTE, scope=scope, name=name, days=days),)


def _split(line: str, numbers: Sequence[int], others: Sequence[_Token]) -> tuple[Wish, ...]:
    """One story and an outlet."""
    name = line[others[0].start : others[-1].end].strip(" \"'„“”«»:()")
    if len(numbers) != 1 or len(name) > LONGEST_NAME:
        return ()
    return (Wish(kind=Kind.SPLIT, target=Target(number=numbers[0]), name=name),)


def _wrong(line: str, rest: Sequence[_Token]) -> tuple[Wish, ...]:
    """The first number is the story; if there is more, it must be amounts."""
    story = next((token for token in rest if token.number), None)
    if story is None or story.number > LARGEST:
        return ()
    target = Target(number=story.number)
    if all(token is story or _is_filler(token) for token in rest):
        return (Wish(kind=Kind.WRONG_NUMBER, target=target),)
    amounts = wish.amounts(line[story.end :]) or wish.amounts(line[: story.start])
    return (Wish(kind=Kind.WRONG_NUMBER, target=target, amounts=amounts),) if amounts else ()


def _span(rest: list[_Token]) -> tuple[int | None, list[_Token]]:
    """Days of a span such as "7 days" or "2 weeks", None for good or without one; and the other tokens."""
    words = tuple(token.word for token in rest)
    for phrase in ALWAYS:
        for at in range(len(words) - len(phrase) + 1):
            if words[at : at + len(phrase)] == phrase:
                return None, [*rest[:at], *rest[at + len(phrase) :]]
    for at, token in enumerate(rest):
        unit = SPANS.get(words[at + 1]) if at + 1 < len(words) else None
        glued = re.fullmatch(r"(\d{1,4})", words[at])
        if unit and glued and token.number:
            return min(token.number * unit, 3650), [*rest[:at], *rest[at + 2 :]]
        if SPANS.get(words[at]) and at and words[at - 1] in FILLERS | {"one"}:
            return SPANS[words[at]], [*rest[:at], *rest[at + 1 :]]
    return None, rest


def _is_filler(token: _Token) -> bool:
    return token.word in FILLERS or not token.word[:1].isalnum()
