"""Which step a matter takes in a text: announced, begun, delayed, called off …, by verbs and nouns of its language.

Something that may happen, did not happen, or only follows an "after" is not a step. "Delayed" also covers what is
stopped for a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from monitor import language
from monitor.language.shape import Words
from monitor.model import Step

REVERSALS = ("corrected", "denied", "refused", "failed", "cancelled", "delayed", "cut")
STOPS = frozenset(REVERSALS) - {"corrected"}  # what ends, stops or shrinks a matter
LATER = ("approved", "financed", "begun", "delivered")
EARLY = ("agreed", "announced")
KINDS = (*REVERSALS, *LATER, *EARLY)
# Sentences after the headline that say what a text is about; what comes later is often background
LEAD = 2
GAP = r"[^.;:!?\n]{1,90}?"  # what " … " in a cue matches
AROUND = 60  # characters before a cue that may qualify it
BEHIND = 25
JUST_BEFORE = 20
YEAR = r"20\d\d"
CLAUSE = re.compile(r"[.;:!?\n]|, |(?<= )[–—-](?= )")


class _Cue(NamedTuple):
    """A cue in a sentence."""

    kind: str
    start: int
    end: int


class _Patterns(NamedTuple):
    """The patterns of a language, compiled."""

    cues: tuple[tuple[str, re.Pattern[str]], ...]
    headline: tuple[tuple[str, re.Pattern[str]], ...]
    aside: re.Pattern[str]
    unsure: re.Pattern[str]
    coming: re.Pattern[str]
    undone: re.Pattern[str]
    harmless: re.Pattern[str]
    until: re.Pattern[str]


def of(headline: str, sentences: Sequence[str], code: str) -> tuple[Step, ...]:
    """The steps in a headline and the first sentences, each once; the one the text is about comes first."""
    lines = [headline, *sentences[:LEAD]]
    found = [(at, step) for at, line in enumerate(lines) for step in _steps(line, code, headline=at == 0)]
    found.sort(key=lambda pair: (pair[1].kind in EARLY, pair[0], KINDS.index(pair[1].kind)))
    return _each_once(step for _, step in found)


def news(steps: Sequence[Step], told: Sequence[Step]) -> Step | None:
    """The first step that is a reversal or goes beyond everything known; None if there is none."""
    return next(
        (step for step in steps if step.kind not in EARLY and not any(_covers(one, step) for one in told)), None
    )


def _covers(told: Step, step: Step) -> bool:
    """Whether a known step is this one: a delay to another year is a new delay."""
    again = told.until and step.until and told.until != step.until
    return told.kind == step.kind and not again


def _each_once(steps: Iterator[Step]) -> tuple[Step, ...]:
    found: dict[str, Step] = {}
    for step in steps:
        found.setdefault(step.kind, step)
    return tuple(found.values())


def _steps(sentence: str, code: str, *, headline: bool) -> Iterator[Step]:
    """The steps of one sentence, in reading order. If something is denied, only the denial has happened."""
    words = _patterns(code)
    found = sorted(_outermost([*_cues(sentence, words.cues), *(_cues(sentence, words.headline) if headline else ())]))
    real = [cue for cue in found if _happened(sentence, cue, words, headline=headline)]
    denied = [cue for cue in real if cue.kind == "denied"]
    for cue in denied[:1] or real:
        until = _until(sentence, cue, words) if cue.kind == "delayed" else ""
        yield Step(kind=cue.kind, sentence=sentence, until=until)


def _cues(sentence: str, patterns: Sequence[tuple[str, re.Pattern[str]]]) -> Iterator[_Cue]:
    for kind, pattern in patterns:
        yield from (_Cue(kind, match.start(), match.end()) for match in pattern.finditer(sentence))


def _outermost(cues: Sequence[_Cue]) -> list[_Cue]:
    """The cues without those within a longer one: "turn down" is not a "turn", "deny a permit" not a denial."""
    return [cue for cue in cues if not any(_within(cue, other) for other in cues)]


def _within(inner: _Cue, outer: _Cue) -> bool:
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def _happened(sentence: str, cue: _Cue, words: _Patterns, *, headline: bool) -> bool:
    before, behind = _around(sentence, cue)
    if words.unsure.search(before) or words.unsure.search(behind) or words.undone.search(before[-JUST_BEFORE:]):
        return False
    if words.aside.search(before) or words.harmless.search(behind):
        return False
    coming = words.coming.search(before) or (not headline and words.coming.search(behind))
    return cue.kind not in LATER or not coming


def _around(sentence: str, cue: _Cue) -> tuple[str, str]:
    """The parts of the cue's clause just before and after it."""
    before, behind = sentence[max(0, cue.start - AROUND) : cue.start], sentence[cue.end : cue.end + BEHIND]
    return CLAUSE.split(before)[-1], CLAUSE.split(behind)[0]


def _until(sentence: str, cue: _Cue, words: _Patterns) -> str:
    """The year to which something is postponed."""
    named = words.until.findall(sentence) or re.findall(YEAR, sentence[cue.end :])
    return str(named[-1]) if named else ""


@cache
def _patterns(code: str) -> _Patterns:
    steps = language.of(code).steps
    return _Patterns(
        cues=tuple((kind, _any(words)) for kind, words in steps.cues.items()),
        headline=tuple((kind, _any(words)) for kind, words in steps.headline.items()),
        aside=_any(steps.aside),
        unsure=_any(steps.unsure),
        coming=_any(steps.coming),
        undone=_any(steps.undone),
        harmless=_any(steps.harmless),
        until=re.compile(rf"\b(?:{'|'.join(steps.until)}) (?:[^\W\d]+ ){{0,2}}({YEAR})\b", re.IGNORECASE),
    )


def _any(words: Words) -> re.Pattern[str]:
    """Matches any of these words; nothing if there are none."""
    found = "|".join(word.replace(" … ", rf" (?:{GAP} )?") for word in words)
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)" if found else "(?!)", re.IGNORECASE)
