"""The text around a figure: cue words near it, before and after, in its sentence and in the headline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from monitor import language
from monitor.language.shape import Language
from monitor.topics.scan import Scan, Sentence

CUES = (
    "contract", "investment", "debt", "spending", "revenue", "profit", "valuation", "market", "price", "other", "power",
    "supply", "elsewhere", "growth", "per", "total",
)  # fmt: skip
PLACES = ("near", "behind", "title")  # the nearest cue before or after; a cue directly after; one in the headline
HALF = 40  # at this many characters away a cue counts half
BEHIND = 24
NEAR = 64  # characters before a sum that are searched for a word that sets it apart
LAST = 400  # characters on either side that are read
CLAUSE = re.compile(rf"[,;:()–—]| (?:{language.any_of(lambda known: known.cues.clauses)}) ")
ACROSS = 0.6  # weight of a cue in another clause
WORD_START = r"(?<![^\W\d_])"

ROLE_FEATURES = (*(f"{cue} {place}" for cue in CUES for place in PLACES), "early", "alone", "small")
EARLY = 3  # sentences, the headline included, that contain the news


class Around(NamedTuple):
    """A figure's place in a text."""

    scan: Scan
    number: int  # of its sentence; 0 is the headline
    start: int  # in the scan's text
    end: int
    unit: str
    value: float

    @property
    def sentence(self) -> Sentence:
        """The sentence it is in."""
        return self.scan.sentences[self.number]


@cache
def _patterns(known: Language) -> Mapping[str, re.Pattern[str]]:
    """The cues of a language as patterns."""
    return {
        cue: re.compile(
            f"{WORD_START}(?:{'|'.join(map(_spoken, known.cues.roles.get(cue, ('(?!)',))))})", re.IGNORECASE
        )
        for cue in CUES
    }


def _spoken(word: str) -> str:
    """A cue as a pattern; a hyphen in it also matches a space."""
    return word.replace("-", "[ -]")


def of_role(around: Around, known: Language) -> list[float]:
    """The features of a figure for its role, in the order of ROLE_FEATURES."""
    sentence = around.sentence
    first, last = max(sentence.start, around.start - LAST), min(sentence.end, around.end + LAST)
    before, behind = around.scan.text[first : around.start], around.scan.text[around.end : last]
    title = around.scan.text[: around.scan.title_end]
    found: list[float] = []
    for cue, pattern in _patterns(known).items():
        near = max(_before(pattern, before), _behind(pattern, behind))
        directly = 1.0 if pattern.search(behind[:BEHIND].partition(".")[0]) else 0.0
        found += [near, directly, float(cue != "per" and bool(pattern.search(title)))]
    return [*found, float(around.number < EARLY), float(not before.strip()), float(around.value < SMALL)]


SMALL = 1e6


def _before(pattern: re.Pattern[str], text: str) -> float:
    match = None
    for match in pattern.finditer(text):  # noqa: B007
        pass
    return _weight(text[match.end() :]) if match else 0.0


def _behind(pattern: re.Pattern[str], text: str) -> float:
    match = pattern.search(text)
    return _weight(text[: match.start()]) if match else 0.0


def _weight(between: str) -> float:
    """The weight of a cue with this text between it and the figure."""
    return ACROSS ** min(2, len(CLAUSE.findall(between))) / (1 + len(between) / HALF)


def set_apart(around: Around, known: Language) -> str:
    """The role of a sum that is no deal's by a word near it: damage is "other", a forecast "revenue"; else empty."""
    return next((role for role, words in known.cues.apart.items() if _is_near(around, _words(words))), "")


def is_priced(around: Around, known: Language) -> bool:
    """Whether a figure is the unit of a price: "a gigawatt of capacity costs …"."""
    return bool(_words(known.cues.priced).match(around.scan.text, around.start, around.sentence.end))


def _is_near(around: Around, words: re.Pattern[str]) -> bool:
    """Whether one of these words stands before or directly behind a figure, which is a "#" to them."""
    first, last = max(around.sentence.start, around.start - NEAR), min(around.sentence.end, around.end + BEHIND)
    text = around.scan.text
    return bool(words.search(f"{text[first : around.start]}#{text[around.end : last]}"))


@cache
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{WORD_START}(?:{'|'.join(words or ('(?!)',))})", re.IGNORECASE)
