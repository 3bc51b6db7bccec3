"""The names around a figure: those of its sentence and the ones before, of headline and lead, and their positions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from monitor.figures.cast import WORD, Cast, Mention, folded, role_of, start, word_before
from monitor.figures.evidence import CLAUSE, EARLY, LAST, Around
from monitor.language.shape import Language
from monitor.topics.kinds import May

NEAREST = 12  # names of a sentence that are considered for one of its figures: the nearest ones
BACK = 4  # sentences before a figure's whose names are considered
FAR = 160  # characters on either side that are searched for nouns
ASIDE = re.compile(r"(?:\w+ ){0,3}$")  # only a few words between a bracket and the figure


class Stage(NamedTuple):
    """The names around a figure."""

    same: Sequence[Mention]  # in its sentence
    earlier: Sequence[Sequence[Mention]]  # in the sentences before it, the nearest first; without the headline
    title: Sequence[Mention]
    lead: Sequence[Mention]  # in the first sentence
    refers: bool  # its sentence refers to somebody named before
    early: bool
    titled: bool  # the headline has the figure too
    led: bool  # the first sentence has it too
    nouns: Mapping[str, int]  # nouns for companies in its sentence, not followed by a name → distance in characters
    first: str  # the first name of its clause, unless after a preposition

    @property
    def previous(self) -> Sequence[Mention]:
        """The names of the sentence directly before."""
        return self.earlier[0] if self.earlier else ()

    @property
    def recent(self) -> Sequence[Mention]:
        """The names of the nearest earlier sentence with somebody who may own a figure."""
        return next((held for held in self.earlier if any(map(is_somebody, held))), ())


def is_somebody(mention: Mention) -> bool:
    """Whether it is more than a place."""
    return May.PLACE not in mention.may or May.EMBLEM in mention.may


def of(around: Around, told: Cast, known: Language) -> Stage:
    """The names around a figure, in a text with this cast."""
    mentions, number, text = told.mentions, around.number, around.scan.text
    same = _nearest(mentions[number], around)
    written = text[around.start : around.end]
    lead = around.scan.sentences[1] if len(around.scan.sentences) > 1 else None
    return Stage(
        same=same,
        earlier=[mentions[at][:NEAREST] for at in range(number - 1, max(0, number - 1 - BACK), -1)],
        title=mentions[0][:NEAREST],
        lead=mentions[1][:NEAREST] if len(mentions) > 1 else (),
        refers=_refers(around, known),
        early=number < EARLY,
        titled=written in text[: around.scan.title_end],
        led=lead is not None and written in text[lead.start : lead.end],
        nouns=_nouns(around, same, known),
        first=_first_of_clause(around, same, known),
    )


def _nouns(around: Around, same: Sequence[Mention], known: Language) -> Mapping[str, int]:
    """Nouns for companies in a figure's sentence that stand for a name: "the developer"."""
    starts = {mention.start for mention in same}
    found: dict[str, int] = {}
    first, last = max(around.sentence.start, around.start - FAR), min(around.sentence.end, around.end + FAR)
    for match in WORD.finditer(around.scan.text, first, last):
        noun = role_of(match[0].lower(), known)
        if noun and match.end() + 1 not in starts:
            away = max(around.start - match.end(), match.start() - around.end, 0)
            found[noun] = min(away, found.get(noun, FAR))
    return found


def _first_of_clause(around: Around, same: Sequence[Mention], known: Language) -> str:
    """The first name of the figure's clause, likely its subject; in a relative clause, the name before it."""
    text, first = around.scan.text, max(around.sentence.start, around.start - LAST)
    joints = list(CLAUSE.finditer(text, first, around.start))
    before = [one for one in same if one.start < around.start and is_somebody(one)]
    while joints and _is_aside(text, joints[-1].end(), around.start, before):
        joints.pop()
    begins = joints[-1].end() if joints else first
    inside = [one for one in before if begins <= one.start]
    if joints and not inside and _relative(known).match(text, begins):
        return next((one.name for one in reversed(same) if one.end <= joints[-1].start() + 1), "")
    free = [one for one in inside if word_before(text, one.start) not in folded(known.cues.sides + known.cues.places)]
    return free[0].name if free else ""


def _is_aside(text: str, start: int, end: int, names: Sequence[Mention]) -> bool:
    """Whether this text is not a clause of its own, as in "and about 5 billion euros"."""
    return bool(ASIDE.match(text, start, end)) and not (names and names[-1].start >= start)


@cache
def _relative(known: Language) -> re.Pattern[str]:
    return re.compile(rf" ?(?:{'|'.join(known.cues.relatives or ('(?!)',))})\b", re.IGNORECASE)


def _nearest(mentions: Sequence[Mention], around: Around) -> Sequence[Mention]:
    """The nearest names of a sentence, in their order."""
    at = bisect_left(mentions, around.start, key=start)
    return mentions[max(0, at - NEAREST // 2) : at + NEAREST // 2]


def _refers(around: Around, known: Language) -> bool:
    """Whether the figure's sentence refers to somebody named before."""
    return bool(_pronouns(known).search(around.scan.text, around.sentence.start, around.start))


@cache
def _pronouns(known: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(known.cues.pronouns or ('(?!)',))})\b", re.IGNORECASE)
