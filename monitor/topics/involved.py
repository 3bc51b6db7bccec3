"""How likely a sentence gives the subject a part in the matter it tells about: tenant, buyer, planner, denied or not.

Learnt from sentences in which a sign stands for the subject (`training/fit_involved.py`): its words, on which side of
the sign they are, those next to it, runs of words around it, and the words of the sentence before. "Its user is §" and
"a fire like that at the site built for §" differ in all of them. Words count by a hash, so the file is one byte each.
"""

from __future__ import annotations

import math
import re
import struct
from array import array
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import xxhash

from monitor.topics import bonds, roles
from monitor.topics.roles import SIGN
from monitor.topics.scan import SUBJECTS, Scan

PACKAGE, FILE = "monitor.topics", "involved.bin"
HEAD = struct.Struct("<ff")  # the bias, and what one step of a weight is worth
PLACES = 1 << 16  # of hashed features
TOKEN = re.compile(rf"{SIGN}|\d[\d.,]*|[^\W\d_]+|[—–:?!]")
STEM = 7  # letters of a word that count
SIDE, NEXT, RUN = 12, 3, 4  # words: farthest on a side, next to the sign, longest run


class Weights(NamedTuple):
    """A logistic regression over hashed features."""

    bias: float
    step: float
    steps: Sequence[int]  # by place, from -127 to 127


def of(scan: Scan) -> float:
    """The largest chance among the sentences of a text; 0 if its headline names somebody else who may be the party.

    So it is if the subject is nowhere named but as a yardstick or as background.
    """
    if bonds.has_rival(scan.sentences[0]) or not any(map(bonds.subjects_of, scan.sentences)):
        return 0.0
    found, before = 0.0, ""
    for sentence in scan.sentences:
        if told := [hit for hit in sentence.names if hit.meaning.role in SUBJECTS]:
            found = max(found, chance(roles.masked(scan.text, sentence.start, sentence.end, told).text, before))
        before = scan.sentence_text(sentence)
    return found


def chance(sentence: str, before: str) -> float:
    """0–1 for a sentence with the sign in place of each mention of the subject, and the sentence before it."""
    return 1 / (1 + math.exp(-strength(_weights(), features(sentence, before))))


def strength(known: Weights, places: Collection[int]) -> float:
    """The sum of the weights of these features, above zero for a part."""
    return known.bias + sum(known.steps[place] for place in places) * known.step / math.sqrt(max(1, len(places)))


def features(sentence: str, before: str) -> frozenset[int]:
    """The places of the features of a sentence."""
    named = (*_around(_words(sentence)), *(f"before {word}" for word in _words(before)))
    return frozenset(xxhash.xxh32_intdigest(name) % PLACES for name in named)


def _around(words: Sequence[str]) -> Iterator[str]:
    """What counts of the words of a sentence, by where the sign is."""
    signs = [at for at, word in enumerate(words) if word == SIGN]
    for at, word in enumerate(words):
        if word != SIGN and signs:
            away = min((at - sign for sign in signs), key=abs)
            side = "left" if away < 0 else "right"
            yield word
            if abs(away) <= SIDE:
                yield f"{side} {word}"
            if abs(away) <= NEXT:
                yield f"next {side} {word}"
    for sign in signs:
        for length in range(2, RUN + 1):
            for start in range(max(0, sign - length + 1), sign + 1):
                yield f"run {' '.join(words[start : start + length])}"


def _words(text: str) -> list[str]:
    """Beginnings of words in lower case; a number is like any other."""
    found = (token[0] for token in TOKEN.finditer(text.replace("’", "'")))
    return ["#" if token[0].isdigit() else token.lower()[:STEM] for token in found]


def packed(known: Weights) -> bytes:
    """The content of the file."""
    return HEAD.pack(known.bias, known.step) + array("b", known.steps).tobytes()


def unpacked(content: bytes) -> Weights:
    """What such a file has."""
    bias, step = HEAD.unpack_from(content)
    return Weights(bias, step, tuple(array("b", content[HEAD.size :])))


@cache
def _weights() -> Weights:
    return unpacked(resources.files(PACKAGE).joinpath(FILE).read_bytes())
