"""A reader's line → what it asks for. A line is understood whole or not at all: what is left over makes it prose.

"3 mute 7 days", "mute 3", "2 not relevant", "join 1 with 4", "4 wrong 1.5 GW", "mute outlet example.org", "undo 12".
A line may hold several whole commands, or explain one behind a comma; lines that contradict each other ask for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from monitor import language
from monitor.actions import wish
from monitor.actions.action import Kind, Scope
from monitor.actions.wish import Target, Wish
from monitor.replies import phrasing, reasons
from monitor.replies.phrasing import Token

UNDO, UNSUBSCRIBE = phrasing.UNDO, phrasing.UNSUBSCRIBE
MOST = 10  # numbers in one line
BESIDE, WORDS = 3, 12  # words of a line that are no part of its command; all of it, if there are such
PROSE = re.compile(r"[\w\s.,:!#-]{1,100}")  # such a line
LONGEST_NAME = 80
CLAUSES = 15  # of a line that is no prose
LONGEST_SPAN = 3650  # days
CLAUSE = re.compile(r"[,;:.!](?=\s)|\s[-–—(](?=\s?\w)")
SENTENCE = re.compile(r"[.!:](?=\s)")
FULL_STOP = re.compile(r"[.!](?=\s)")
NEXT = re.compile(  # "4 follow 2 mute 7 days"
    rf"\s(?=\d{{1,3}}\s(?!(?:{'|'.join(language.words(lambda known: known.answers.spans))})\b))", re.IGNORECASE
)
AND = re.compile(rf"\s(?:{'|'.join(language.words(lambda known: known.answers.ands))}|&)(?=\s)", re.IGNORECASE)


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
        for kinds in (reasons.WANTED, reasons.UNWANTED)
    )
    torn = any(
        w.scope is Scope.STORY and w.kind in reasons.WANTED | reasons.UNWANTED and w.target.number in wanted & unwanted
        for w in one.wishes
    )
    stays = one.unsubscribe and any(not each.understood and _names(each.line, UNSUBSCRIBE) for each in every)
    return Command(line=one.line) if torn or stays else one


def _asks(line: str) -> bool:
    """Whether a line that was not understood may have been meant as a command: it has a number or an act."""
    tokens = phrasing.tokens(line)
    if phrasing.greets(tokens):
        return False
    return any(0 < token.number <= reasons.LARGEST for token in tokens) or phrasing.act(tokens) is not None


def _names(line: str, act: str) -> bool:
    found = phrasing.act(phrasing.tokens(line))
    return found is not None and found[0] == act


def _command(line: str) -> Command:
    """What a line asks for as a whole, clause by clause, or in its first clauses with an explanation behind them."""
    whole = _whole(line)
    ends = [found.start() for found in CLAUSE.finditer(line)]
    if whole.understood or len(ends) > CLAUSES:
        return whole
    for split in (CLAUSE, AND, re.compile(f"{CLAUSE.pattern}|{AND.pattern}", re.IGNORECASE), NEXT):
        if (found := _by_clauses(line, split)).understood:
            return found
    if (found := _by_sentences(line)).understood:
        return found
    for end in reversed(ends):
        head = _whole(line[:end])
        if head.understood:
            return _explained(line, head, line[end:])
    rest = _without_lead(line)
    if rest != line:
        return replace(_command(rest), line=line)
    return _named_before(line, ends) if ends else whole


def _explained(line: str, head: Command, tail: str) -> Command:
    """A command with what comes behind it, a reason or how long ("mute 3, a week will do"); else nothing is asked."""
    kinds = {one.kind for one in head.wishes}
    is_open = kinds == {Kind.MUTE} and not any(one.days for one in head.wishes)
    if is_open and (days := reasons.span_in(tail)):
        return replace(head, line=line, wishes=tuple(replace(one, days=days) for one in head.wishes))
    if kinds == {Kind.WRONG_NUMBER} and phrasing.act(phrasing.tokens(tail)) is None:
        return replace(head, line=line)  # what is right may have other numbers, conditions and all
    return replace(head, line=line) if reasons.explains(tail, kinds) else Command(line=line)


def _named_before(line: str, ends: Sequence[int]) -> Command:
    """What the last clause asks for, if the reason before it names the story: "3 is old, hide it"."""
    reason, asked = line[: ends[-1]], line[ends[-1] + 1 :]
    numbers = {token.number for token in reasons.without_amounts(reason) if token.number}
    found = _whole(f"{min(numbers, default=0)} {asked}") if len(numbers) == 1 else Command(line=line)
    plain = not any(token.number for token in reasons.without_amounts(asked)) and len(found.wishes) == 1
    kinds = {one.kind for one in found.wishes}
    return replace(found, line=line) if plain and reasons.leads(reason, kinds) else Command(line=line)


def _without_lead(line: str) -> str:
    """The line without a greeting and sentences before a command that only lead to it."""
    first = CLAUSE.search(line)
    start = first.end() if first and phrasing.greets(phrasing.tokens(line[: first.end()])) else 0
    for found in SENTENCE.finditer(line, start):
        if not reasons.only_tells(line[start : found.end()]):
            break
        start = found.end()
    return line[start:].strip()


def _by_clauses(line: str, split: re.Pattern[str]) -> Command:
    """What a line asks for if each of its clauses asks for something; greetings and light words do not count."""
    found = list(split.finditer(line))
    bounds = zip([0, *(one.end() for one in found)], [*(one.start() for one in found), len(line)], strict=True)
    clauses = [line[start:end] for start, end in bounds if not _says_nothing(line[start:end])]
    parts = [_whole(clause) for clause in clauses]
    if len(parts) > 1 and (parts[-1].undo is not None or parts[-1].unsubscribe):
        leads = all(_is_interjection(one) or reasons.only_tells(one) for one in clauses[:-1])
        parts = parts[-1:] if leads else parts  # "oh no, undo that", "she has left, unsubscribe her"
    elif len(parts) > 1 and reasons.only_tells(clauses[0]):  # "for the boss: 1 known, 3 known"
        parts = parts[1:]
    return _together(line, parts) if parts and all(part.understood for part in parts) else Command(line=line)


def _by_sentences(line: str) -> Command:
    """What a line asks for if each of its sentences does, with its reasons."""
    bounds = [0, *(found.end() for found in FULL_STOP.finditer(line)), len(line)]
    sentences = [line[start:end].strip() for start, end in pairwise(bounds)]
    parts = [_command(one) for one in sentences if not _says_nothing(one) and one != line]
    return _together(line, parts) if len(parts) > 1 and all(one.understood for one in parts) else Command(line=line)


def _says_nothing(clause: str) -> bool:
    tokens = phrasing.tokens(clause)
    return phrasing.greets(tokens) or phrasing.closes(clause) or all(map(phrasing.is_light, tokens))


def _together(line: str, parts: Sequence[Command]) -> Command:
    undo = next((part.undo for part in parts if part.undo is not None), None)
    wishes = tuple(dict.fromkeys(wish for part in parts for wish in part.wishes))
    return Command(line=line, wishes=wishes, undo=undo, unsubscribe=any(part.unsubscribe for part in parts))


def _is_interjection(clause: str) -> bool:
    doubts = phrasing.DOUBTS | phrasing.DENIALS
    return all(phrasing.is_light(token) or token.word in doubts for token in phrasing.tokens(clause))


def _whole(line: str) -> Command:
    """What a line asks for if nothing of it is left over."""
    tokens = phrasing.tokens(line)
    found = phrasing.act(tokens) or phrasing.misspelt(line, tokens, {*phrasing.SPANS, *phrasing.COUNTS})
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
    if not numbers or len(numbers) > MOST or max(numbers) > reasons.LARGEST:
        return ()
    if kind is Kind.SPLIT and others:
        return _split(line, numbers, others)
    return _numbered(kind, numbers, days) if not others or _is_plain(kind, line, others) else ()


def _is_plain(kind: Kind, line: str, others: Sequence[Token]) -> bool:
    """Whether words beside a command on stories change nothing: "2 is known in our house", but not "5 stars"."""
    doubts, beside = phrasing.DOUBTS | phrasing.DENIALS | {phrasing.ODD}, {one.start for one in others}
    told = phrasing.tokens(line)
    counts = any(one.number and other.start in beside for one, other in pairwise(told))
    few = len(others) <= BESIDE and len(told) <= WORDS and phrasing.act(others) is None and PROSE.fullmatch(line)
    takes = kind in {Kind.KNOWN, Kind.FOLLOW, Kind.MUTE, Kind.NOT_RELEVANT, Kind.JOIN}
    return takes and bool(few) and not counts and all(one.word.isalpha() and one.word not in doubts for one in others)


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
    if story is None or story.number > reasons.LARGEST:
        return ()
    target = Target(number=story.number)
    if all(token is story or phrasing.is_light(token) or token.number > reasons.LARGEST for token in rest):
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
        unit = phrasing.SPANS.get(words[at + 1]) if at + 1 < len(words) else None
        number = token.number or phrasing.COUNTS.get(words[at], 0)
        if unit and 0 < number * unit <= LONGEST_SPAN:
            return number * unit, [*rest[:at], *rest[at + 2 :]]
        if phrasing.SPANS.get(words[at]) and at and words[at - 1] in phrasing.FILLERS | {"one"}:
            return phrasing.SPANS[words[at]], [*rest[:at], *rest[at + 1 :]]
    return None, rest
