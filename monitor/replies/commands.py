"""A reader's line → what it asks for. A line is understood whole or not at all: what is left over makes it prose.

"3 mute 7 days", "mute 3", "2 not relevant", "join 1 with 4", "4 wrong 1.5 GW", "mute outlet example.org", "undo 12".
A line may hold several whole commands, or explain one behind a comma; lines that contradict each other ask for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from monitor import language
from monitor.actions import wish
from monitor.actions.action import Kind, Scope
from monitor.actions.wish import Target, Wish
from monitor.replies import phrasing
from monitor.replies.phrasing import Token

UNDO, UNSUBSCRIBE = phrasing.UNDO, phrasing.UNSUBSCRIBE
MOST = 10  # numbers in one line
LONGEST_NAME = 80
CLAUSES = 15  # of a line that is no prose
LARGEST = 999  # number of a story
LONGEST_SPAN = 3650  # days
CLAUSE = re.compile(r"[,;:.!](?=\s)|\s[-–—(](?=\s?\w)")
SENTENCE = re.compile(r"[.!:](?=\s)")
AND = re.compile(rf"\s(?:{'|'.join(language.words(lambda known: known.answers.ands))}|&)(?=\s)", re.IGNORECASE)
PLAIN = re.compile(r"[\w\s.,:!?()’'%€–—-]*")
SPANS: Mapping[str, int] = {
    phrasing.folded_word(word): days for known in language.ALL for word, days in known.answers.spans.items()
}
COUNTS: Mapping[str, int] = {
    phrasing.folded_word(word): int(value)
    for known in language.ALL
    for word, value in known.numbers.words.items()
    if " " not in word and value == int(value) and 0 < value <= 100
}
WANTED, UNWANTED = frozenset({Kind.FOLLOW, Kind.RELEVANT}), frozenset({Kind.MUTE, Kind.NOT_RELEVANT})


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


def of(lines: Sequence[str]) -> tuple[Command, ...]:
    """One command for each line; lines of greetings and thanks, which ask for nothing, are left out.

    So are those below a greeting at the end that ask for nothing: a signature may have numbers.
    """
    found = [_command(line) for line in lines]
    close = next((at for at, line in enumerate(lines) if phrasing.closes(line)), len(lines))
    kept = [one for at, one in enumerate(found) if one.understood or (at < close and _asks(one.line))]
    return tuple(_undecided(one, kept) for one in kept)


def _undecided(one: Command, every: Sequence[Command]) -> Command:
    """The command, or one that asks for nothing if another line contradicts it."""
    wanted, unwanted = (
        {w.target.number for each in every for w in each.wishes if w.kind in kinds and w.scope is Scope.STORY}
        for kinds in (WANTED, UNWANTED)
    )
    torn = any(
        w.scope is Scope.STORY and w.kind in WANTED | UNWANTED and w.target.number in wanted & unwanted
        for w in one.wishes
    )
    stays = one.unsubscribe and any(not each.understood and _names(each.line, UNSUBSCRIBE) for each in every)
    return Command(line=one.line) if torn or stays else one


def _asks(line: str) -> bool:
    """Whether a line that was not understood may have been meant as a command: it has a number or an act."""
    tokens = phrasing.tokens(line)
    if phrasing.greets(tokens):
        return False
    return any(0 < token.number <= LARGEST for token in tokens) or phrasing.act(tokens) is not None


def _names(line: str, act: str) -> bool:
    found = phrasing.act(phrasing.tokens(line))
    return found is not None and found[0] == act


def _command(line: str) -> Command:
    """What a line asks for as a whole, clause by clause, or in its first clauses with an explanation behind them."""
    whole = _whole(line)
    ends = [found.start() for found in CLAUSE.finditer(line)]
    if whole.understood or len(ends) > CLAUSES:
        return whole
    for split in (CLAUSE, AND, re.compile(f"{CLAUSE.pattern}|{AND.pattern}", re.IGNORECASE)):
        if (found := _by_clauses(line, split)).understood:
            return found
    for end in reversed(ends):
        head = _whole(line[:end])
        if head.understood:
            return replace(head, line=line) if _explains(line[end:], head) else whole
    rest = _without_lead(line)
    return replace(_command(rest), line=line) if rest != line else whole


def _without_lead(line: str) -> str:
    """The line without sentences before a command that only lead to it."""
    start = 0
    for found in SENTENCE.finditer(line):
        if not _only_tells(line[start : found.end()]):
            break
        start = found.end()
    return line[start:].strip()


def _by_clauses(line: str, split: re.Pattern[str]) -> Command:
    """What a line asks for if each of its clauses asks for something; greetings and light words do not count."""
    found = list(split.finditer(line))
    bounds = zip([0, *(one.end() for one in found)], [*(one.start() for one in found), len(line)], strict=True)
    clauses = [line[start:end] for start, end in bounds if not _says_nothing(line[start:end])]
    parts = [_whole(clause) for clause in clauses]
    if parts and all(part.understood for part in parts):
        return _together(line, parts)
    if (
        len(parts) > 1
        and parts[-1].undo is not None
        and all(_is_interjection(one) or _only_tells(one) for one in clauses[:-1])
    ):
        return Command(line=line, undo=parts[-1].undo)  # "oh no, undo that"
    return Command(line=line)


def _says_nothing(clause: str) -> bool:
    tokens = phrasing.tokens(clause)
    return phrasing.greets(tokens) or all(map(phrasing.is_light, tokens))


def _only_tells(text: str) -> bool:
    """Whether a sentence before a command only leads to it: no number, nothing that is asked or limited."""
    tokens = phrasing.tokens(text)
    limits = any(token.number or token.word in phrasing.DOUBTS | {phrasing.ODD} for token in tokens)
    return not limits and phrasing.act(tokens) is None and PLAIN.fullmatch(text) is not None


def _together(line: str, parts: Sequence[Command]) -> Command:
    undo = next((part.undo for part in parts if part.undo is not None), None)
    wishes = tuple(dict.fromkeys(wish for part in parts for wish in part.wishes))
    return Command(line=line, wishes=wishes, undo=undo, unsubscribe=any(part.unsubscribe for part in parts))


def _is_interjection(clause: str) -> bool:
    return all(phrasing.is_light(token) or token.word in phrasing.DOUBTS for token in phrasing.tokens(clause))


def _explains(tail: str, head: Command) -> bool:
    """Whether what comes behind a command only explains it: no number of a story, nothing that limits or asks more."""
    tokens = _without_amounts(tail)
    found = phrasing.act(tokens)
    if found:  # "hide it, does not interest me", "3 belongs to 1, please join"
        kinds = {one.kind for one in head.wishes}
        rest = [*tokens[: found[1]], *tokens[found[2] :]]
        agrees = kinds == {found[0]} or (bool(kinds) and found[0] in UNWANTED and kinds <= UNWANTED)
        return agrees and all(map(phrasing.is_light, rest))
    limits = any(token.word in phrasing.DOUBTS | {phrasing.ODD} or 0 < token.number <= LARGEST for token in tokens)
    return not limits and PLAIN.fullmatch(tail.removeprefix(";")) is not None


def _without_amounts(text: str) -> list[Token]:
    """The tokens, but for amounts and spans of time: their numbers are none of a story."""
    amounts = wish.places(text)
    tokens = [one for one in phrasing.tokens(text) if not any(start <= one.start < end for start, end in amounts)]
    spans = {
        at + more for at, one in enumerate(tokens[1:]) if one.word in SPANS and tokens[at].number for more in (0, 1)
    }
    return [one for at, one in enumerate(tokens) if at not in spans]


def _whole(line: str) -> Command:
    """What a line asks for if nothing of it is left over."""
    tokens = phrasing.tokens(line)
    found = phrasing.act(tokens) or phrasing.misspelt(line, tokens, {*SPANS, *COUNTS})
    if found is None or phrasing.asks_back(tokens):
        return Command(line=line)
    act, first, last = found
    rest = [*tokens[:first], *tokens[last:]]
    if act == UNSUBSCRIBE:
        return Command(line=line, unsubscribe=all(map(phrasing.is_light, rest)))
    if act == UNDO:
        numbers = tuple(token.number for token in rest if token.number)
        plain = all(token.number or phrasing.is_light(token) for token in rest) and len(numbers) <= MOST
        return Command(line=line, undo=numbers if plain else None)
    return Command(line=line, wishes=_wishes(Kind(act), line, rest))


def _wishes(kind: Kind, line: str, rest: list[Token]) -> tuple[Wish, ...]:
    if kind is Kind.MUTE and rest and any(token.word in phrasing.NAMES | phrasing.OUTLETS for token in rest[:2]):
        return _muted_name(line, rest)
    if kind is Kind.WRONG_NUMBER:
        return _wrong(line, rest)
    days, rest = _span(rest) if kind is Kind.MUTE else (None, rest)
    numbers = [token.number for token in rest if token.number]
    others = [token for token in rest if not token.number and not phrasing.is_light(token)]
    if kind is Kind.MUTE and others and not numbers:
        return _muted_by_name(line, others, days)
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


def _muted_name(line: str, rest: list[Token]) -> tuple[Wish, ...]:
    """A name or outlet: all that follows its word, but for the span of time."""
    at = next(place for place, token in enumerate(rest) if token.word in phrasing.NAMES | phrasing.OUTLETS)
    scope = Scope.NAME if rest[at].word in phrasing.NAMES else Scope.OUTLET
    days, named = _span(rest[at + 1 :])
    named = list(takewhile(lambda token: token.word not in {",", ";"}, named))
    while len(named) > 1 and phrasing.is_light(named[-1]) and named[-1].start > named[-2].end:
        named.pop()
    name = line[named[0].start : named[-1].end].strip(" \"'„“”«»:") if named else ""
    if not name or len(name) > LONGEST_NAME or not all(phrasing.is_light(token) for token in rest[:at]):
        return ()
    return (Wish(kind=Kind.MUTE, scope=scope, name=name, days=days),)


def _muted_by_name(line: str, named: Sequence[Token], days: int | None) -> tuple[Wish, ...]:
    """A few words next to each other that may be a name: the edition says whose."""
    name = line[named[0].start : named[-1].end].rstrip(".")
    if not _may_be_named(line, name):
        return ()
    return (Wish(kind=Kind.MUTE, scope=Scope.NAME, name=name, days=days, guessed=True),)


def _split(line: str, numbers: Sequence[int], others: Sequence[Token]) -> tuple[Wish, ...]:
    """One story and an outlet."""
    name = line[others[0].start : others[-1].end].strip(" \"'„“”«»:()")
    if len(numbers) != 1 or not _may_be_named(line, name):
        return ()
    return (Wish(kind=Kind.SPLIT, target=Target(number=numbers[0]), name=name),)


def _may_be_named(line: str, name: str) -> bool:
    """Whether words that nothing announces may be a name: a few of them, in a line of one clause."""
    short = len(name) <= LONGEST_NAME and len(name.split()) <= phrasing.WORDS
    return short and name[:1].isalpha() and bool(phrasing.NAME.fullmatch(name)) and not CLAUSE.search(line)


def _wrong(line: str, rest: Sequence[Token]) -> tuple[Wish, ...]:
    """The first number is the story; if there is more, it must be amounts."""
    story = next((token for token in rest if token.number), None)
    if story is None or story.number > LARGEST:
        return ()
    target = Target(number=story.number)
    if all(token is story or phrasing.is_light(token) for token in rest):
        return (Wish(kind=Kind.WRONG_NUMBER, target=target),)
    amounts = wish.amounts(line[story.end :]) or wish.amounts(line[: story.start])
    return (Wish(kind=Kind.WRONG_NUMBER, target=target, amounts=amounts),) if amounts else ()


def _span(rest: list[Token]) -> tuple[int | None, list[Token]]:
    """Days of a span such as "7 days" or "two weeks", None for good or without one; and the other tokens."""
    words = tuple(token.word for token in rest)
    for phrase in phrasing.ALWAYS:
        for at in range(len(words) - len(phrase) + 1):
            if words[at : at + len(phrase)] == phrase:
                return None, [*rest[:at], *rest[at + len(phrase) :]]
    for at, token in enumerate(rest):
        unit = SPANS.get(words[at + 1]) if at + 1 < len(words) else None
        number = token.number or COUNTS.get(words[at], 0)
        if unit and 0 < number * unit <= LONGEST_SPAN:
            return number * unit, [*rest[:at], *rest[at + 2 :]]
        if SPANS.get(words[at]) and at and words[at - 1] in phrasing.FILLERS | {"one"}:
            return SPANS[words[at]], [*rest[:at], *rest[at + 1 :]]
    return None, rest
