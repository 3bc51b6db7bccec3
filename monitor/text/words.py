"""What a single word of a text stands for, as numbers of terms; kept, since few words make up most of the news."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from monitor.text import fingerprint, vocabulary
from monitor.text.vocabulary import Kind

ROOT = 4  # letters
_SOUNDS = str.maketrans({"c": "k", "z": "s", "y": "i", "v": "f", "w": "f", "q": "k"})
_DOUBLES = re.compile(r"(.)\1")


class Word(NamedTuple):
    """Numbers of the terms a word stands for."""

    stems: tuple[int, ...]  # its stem; none of a number or a single letter
    parts: tuple[int, ...]  # stems of the parts of a compound
    concepts: tuple[int, ...]  # of the general list: its own, else those of its parts
    roots: tuple[int, ...]  # runs of its letters
    rarities: tuple[float, ...]  # of each of these, how much it tells


@lru_cache(maxsize=20_000)
def of(word: str, language: str) -> Word:
    """The terms of a lower-case word."""
    told = not word.isdigit() and len(word) > 1
    parts = vocabulary.parts(word, language)
    found = vocabulary.concepts(word, language) or tuple(
        number for part in parts for number in vocabulary.concepts(part, language)
    )
    roots = tuple(map(_root, _runs(word)))
    return Word(
        stems=(vocabulary.stem(word, language),) if told else (),
        parts=tuple(vocabulary.stem(part, language) for part in parts) if told else (),
        concepts=tuple(set(found)),
        roots=roots,
        rarities=tuple(vocabulary.idf(root) for root in roots),
    )


@lru_cache(maxsize=20_000)
def _root(run: str) -> int:
    """The number of a run of letters; one object for all words that have it."""
    return vocabulary.term(Kind.ROOT, run)


def _runs(word: str) -> set[str]:
    """All runs of four letters of a word with its edges, in a spelling that German and English share."""
    plain = fingerprint.folded(word.replace("ä", "e")).replace("ph", "f").replace("sch", "sh").replace("ck", "k")
    evened = _DOUBLES.sub(r"\1", plain.translate(_SOUNDS))
    edged = f" {evened} "
    return {edged[at : at + ROOT] for at in range(max(1, len(edged) - ROOT + 1))}
