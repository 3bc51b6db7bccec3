"""The agreements and sites of a topic: figures about one thing, with the current state and how it came about.

A line is what one article says. Lines belong to one agreement if they give the same amount for the same parties and
role, if one says itself that its amount replaced the other, or if a sentence gives it in another currency too.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime

from monitor.digests import figured, ledger
from monitor.edition import ENDED, LedgerLine
from monitor.figures import statements
from monitor.model import StoryId

CODE = 3  # letters of a currency
BESIDE = 48  # at most this many characters between a sum and the same sum in another currency
APART = 2.5  # amounts further apart are of different things


@dataclass(slots=True, kw_only=True)
class Agreement:
    """One agreement or site."""

    lines: list[LedgerLine]  # oldest first
    olds: list[LedgerLine] = field(default_factory=list)  # earlier amounts, oldest first
    also: list[LedgerLine] = field(default_factory=list)  # the same sum in other currencies
    parts: list[Agreement] = field(default_factory=list)
    whole: Agreement | None = None  # it is a part of this one
    ended: LedgerLine | None = None  # the line that says it was called off
    conflict: bool = False  # other lines give another amount for the same thing
    stories: set[StoryId] = field(init=False)  # of its lines: asked for far more often than lines are added

    def __post_init__(self) -> None:
        self.stories = {line.story_id for line in self.lines}

    @property
    def now(self) -> LedgerLine:
        """The line that speaks for it: the newest."""
        return self.lines[-1]

    @property
    def first(self) -> LedgerLine:
        """The first line about it."""
        return min((*self.olds, *self.lines), key=_age)

    @property
    def last(self) -> LedgerLine:
        """The newest line, including one that says it was called off."""
        return self.ended or self.now

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody named in at least half of its lines, in the order of the newest line."""
        counts = Counter(party for line in self.lines for party in line.figure.parties)
        named = dict.fromkeys(party for line in reversed(self.lines) for party in line.figure.parties)
        return tuple(party for party in named if party == self.now.of or 2 * counts[party] >= len(self.lines))

    @property
    def role(self) -> str:
        """The role most lines give it."""
        return Counter(line.figure.role for line in reversed(self.lines)).most_common(1)[0][0]

    @property
    def standing(self) -> str:
        """Its current standing; one that was called off is old."""
        return "old" if self.ended else self.now.figure.standing

    @property
    def articles(self) -> int:
        """The number of articles that give the current amount."""
        return len({line.article_id for line in self.lines})

    @property
    def history(self) -> tuple[LedgerLine, ...]:
        """The lines with a new amount, oldest first."""
        found: list[LedgerLine] = []
        for line in sorted((*self.olds, *self.lines), key=_age):
            if not found or not ledger.same(found[-1], line):
                found.append(line)
        return tuple(found)

    @property
    def id(self) -> str:
        """An id that stays the same as long as the first line does."""
        first = self.first
        told = f"{first.topic} {first.article_id} {first.figure.of} {first.figure.unit} {first.figure.value:.3g}"
        return hashlib.sha256(told.encode()).hexdigest()[:10]

    def stands(self) -> bool:
        """Whether the amount is current: not called off, not a part or option, not only reported."""
        return not self.ended and statements.stands(self.now.figure)


def of(lines: Iterable[LedgerLine]) -> tuple[Agreement, ...]:
    """The agreements in these lines, the most recently mentioned first."""
    ordered = sorted(_under_whole_names(lines), key=_age)
    found: list[Agreement] = []
    for line in (one for one in ordered if one.kind != ENDED):
        _add(line, found)
    for line in (one for one in ordered if one.kind == ENDED):
        _end(line, found)
    _link(found)
    return tuple(sorted(found, key=lambda one: (_age(one.last), one.id), reverse=True))


def _under_whole_names(lines: Iterable[LedgerLine]) -> Iterator[LedgerLine]:
    """The lines with one name for each party of a story: "Redfern" of one report is the "Redfern Delta" of another."""
    by_story: defaultdict[StoryId, list[LedgerLine]] = defaultdict(list)
    for line in lines:
        by_story[line.story_id].append(line)
    for told in by_story.values():
        open_ones = {party for line in told for party in line.figure.open_parties}
        names = figured.wholes(open_ones, {party for line in told for party in line.figure.parties})
        yield from (_named(line, names) for line in told) if names else told


def _named(line: LedgerLine, names: Mapping[str, str]) -> LedgerLine:
    """A line under whole names; `figure.of` stays as its article has it, for the id of the agreement."""
    parties = tuple(dict.fromkeys(names.get(party, party) for party in line.figure.parties))
    return replace(line, of=names.get(line.of, line.of), figure=replace(line.figure, parties=parties))


def _age(line: LedgerLine) -> tuple[datetime, int]:
    return line.seen_at, line.article_id


def _add(line: LedgerLine, found: list[Agreement]) -> None:
    """Add a line to the agreement it is about, or start a new one."""
    near = [one for one in reversed(found) if _is_of(line, one)]
    same = next((one for one in near if one.now.figure.unit == line.figure.unit and ledger.same(one.now, line)), None)
    if same is not None:
        _repeat(line, same)
        return
    again = next((one for one in near if any(_gives(old, line) for old in one.olds)), None)
    if again is not None and line.figure.before is None:
        again.olds.append(line)  # by somebody who does not know the newer amount
        return
    changed = next((one for one in near if _follows(line, one)), None)
    if changed is not None:
        changed.olds += changed.lines
        changed.lines, changed.stories = [line], {line.story_id}
        return
    other = next((one for one in near if _is_in_other_currency(line, one)), None)
    if other is not None:
        other.also.append(line)
        return
    found.append(Agreement(lines=[line]))


def _repeat(line: LedgerLine, same: Agreement) -> None:
    """Add a line with the same amount; one that is old, an option or a part does not become the current line."""
    same.stories.add(line.story_id)
    if statements.stands(same.now.figure) and not statements.stands(line.figure):
        same.lines.insert(0, line)
    else:
        same.lines.append(line)


def _is_of(line: LedgerLine, held: Agreement) -> bool:
    """Whether a line may belong to an agreement: the same topic and kind, a common party, no other role."""
    if (line.topic, line.kind) != (held.now.topic, held.now.kind):
        return False
    mine, yours = set(line.figure.parties), set(held.now.figure.parties)
    same = line.of == held.now.of or (line.of in yours and held.now.of in mine)
    if not same and line.of not in yours and held.now.of not in mine:
        return False
    if not _is_told_with(held, line) and (not same or _have_other_partners(mine, yours)):
        return False  # within one event less is needed
    return _agree(line, held)


def _have_other_partners(mine: AbstractSet[str], yours: AbstractSet[str]) -> bool:
    """Whether each has a partner of its own, so that the one firm they share may have two deals of the same size."""
    return bool(mine - yours and yours - mine) and len(mine & yours) == 1


def _agree(line: LedgerLine, held: Agreement) -> bool:
    """Whether roles agree: what one calls "spending" is a contract to another, but a loan is not an order."""
    mine, yours = line.figure.role, held.role
    return mine == yours or not {"debt", "investment"} & {mine, yours}


def _gives(one: LedgerLine, other: LedgerLine) -> bool:
    return one.figure.unit == other.figure.unit and ledger.same(one, other)


def _follows(line: LedgerLine, held: Agreement) -> bool:
    """Whether a line says itself that its amount replaced the current one."""
    before = line.figure.before
    return (
        before is not None and line.figure.unit == held.now.figure.unit and ledger.close(before, held.now.figure.value)
    )


def _is_in_other_currency(line: LedgerLine, held: Agreement) -> bool:
    """Whether it is the same sum in another currency: next to it in a sentence, or at a rate seen in a sentence."""
    if line.kind != "money" or line.figure.unit == held.now.figure.unit:
        return False
    for one in held.lines:
        if one.article_id == line.article_id and one.figure.sentence == line.figure.sentence:
            first, second = sorted((one.figure.text, line.figure.text), key=line.figure.sentence.find)
            start = line.figure.sentence.find(first) + len(first)
            between = line.figure.sentence[start : line.figure.sentence.find(second, start)]
            return len(between) < BESIDE and between.lstrip()[:1] in {"(", "–", ","}
    told = [one for one in held.also if one.figure.unit == line.figure.unit]
    rates = [one.figure.value / other.figure.value for one in held.lines for other in told]
    amounts = [one.figure.value / line.figure.value for one in held.lines]
    return any(ledger.close(rate, amount) for rate in rates for amount in amounts)


def _end(line: LedgerLine, found: Sequence[Agreement]) -> None:
    """Mark what a line says is called off.

    A denied amount ends the agreement with that amount; otherwise the one that the same story has for that party ends,
    or the party's only current one.
    """
    before = [one for one in found if one.now.topic == line.topic and _age(one.now) < _age(line) and not one.ended]
    if line.figure.unit:
        mine = set(line.figure.parties)
        for one in before:
            common = mine & set(one.parties) and not _have_other_partners(mine, set(one.parties))
            if _gives(one.now, line) and (_is_told_with(one, line) or common):
                one.ended = line
        return
    party = [one for one in before if not line.of or line.of in one.parties]
    told = [one for one in party if _is_told_with(one, line)]
    if not told and line.of and sum(one.stands() for one in party) == 1:
        told = [one for one in party if one.stands()]
    again = [other for other in found for one in told if _is_again(other, one)]
    for one in (*told, *again):
        one.ended = line


def _is_again(other: Agreement, one: Agreement) -> bool:
    """Whether another row has the same amount, told by the same story for a common party, only in another role."""
    return _gives(other.now, one.now) and _is_told_with(other, one.now) and bool({*other.parties} & {*one.parties})


def _is_told_with(one: Agreement, line: LedgerLine) -> bool:
    """Whether the story of a line is one of the agreement's."""
    return line.story_id in one.stories


def _link(found: Sequence[Agreement]) -> None:
    """Link parts to their wholes, and mark contradictions."""
    for one in found:
        kin = [other for other in found if other is not one and _is_kin(one, other)]
        larger = [other for other in kin if other.now.figure.value > one.now.figure.value and not _is_part(other)]
        if _is_part(one) and larger:
            one.whole = min(larger, key=lambda other: other.now.figure.value)
            one.whole.parts.append(one)
        one.conflict = one.stands() and any(other.stands() and _contradicts(one, other) for other in kin)


def _is_part(one: Agreement) -> bool:
    return one.now.figure.standing == "part"


def _is_kin(one: Agreement, other: Agreement) -> bool:
    """Whether two have the same story, kind and party."""
    return (
        one.now.figure.unit == other.now.figure.unit
        and one.now.story_id == other.now.story_id
        and _is_of(one.now, other)
    )


def _contradicts(one: Agreement, other: Agreement) -> bool:
    """Whether two give different amounts of similar size for what otherwise looks like the same thing."""
    alike = one.parties == other.parties and one.standing == other.standing and one.role == other.role
    apart = not {line.article_id for line in one.lines} & {line.article_id for line in other.lines}
    low, high = sorted((one.now.figure.value, other.now.figure.value))
    return alike and apart and high <= APART * low
