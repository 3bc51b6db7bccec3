"""What is known about words before any text is read: stems, rarity, words with the same meaning in other languages.

`concepts.txt` is our own word list. `frequencies.bin` contains only numbers (hash of a term, how rare it is), made by
`training/count_words.py` from published word frequencies.
"""

from __future__ import annotations

import math
import re
import struct
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

import Stemmer

from monitor import language
from monitor.text import fingerprint

PACKAGE = "monitor.text"
STEP = 16  # buckets per unit of ln
UNKNOWN = 7.5  # idf of a word in a language that was not counted
MASK = 0xFFFFFFFF
RAREST_RUN = 4.5  # a rare run of letters proves less than a rare word: it is often from another language
SHORTEST_PART = 4  # letters of a part of a compound
LONGEST = 40  # characters of a word; anything longer is debris
LONGEST_COMPOUND = 2 * (LONGEST + 1)  # letters: two of the longest words and a joint
RUN = 4  # letters
_SOUNDS = str.maketrans({"c": "k", "z": "s", "y": "i", "v": "f", "w": "f", "q": "k"})
_DOUBLES = re.compile(r"(.)\1")
EVERYWHERE = 2.0  # idf of words that fill the news for months at a time, whatever the table says
FILLING = language.words(lambda known: known.spelling.everywhere)


class Kind(IntEnum):
    """What a term is; the kind is in the bits above the 32 bits of the hash."""

    STEM = 0  # of one language
    CONCEPT = 1  # of any language, from our word list or a topic's
    NAME = 2  # a proper name as written, folded
    ROOT = 3  # beginning of an international word: presid(ent), präsid(ent)
    NUMBER = 4  # a value
    HEAD = 5  # a stem, concept, name or number of the headline: the lower 32 bits are the same
    LIST = 6  # present if the headline lists several topics: a round-up


ROOT = int(Kind.ROOT)  # looking up an enum member is slow
HEADER = "@"  # begins the line of the word list with the language of each column
NOTHING = "-"  # begins the line of words without a meaning, whatever their stems


class Word(NamedTuple):
    """Numbers of the terms a word stands for."""

    stems: tuple[int, ...]  # its stem; none for a number or a single letter
    parts: tuple[int, ...]  # stems of the parts of a compound
    concepts: tuple[int, ...]  # of the general list: its own, or those of its parts
    roots: tuple[int, ...]  # runs of its letters
    rarities: tuple[float, ...]  # idf of each of these runs


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How rare terms are: hash → idf in steps, and which German words are plain nouns."""

    rarity: Mapping[int, int]
    nouns: frozenset[int]


@lru_cache(maxsize=4_000)
def word(written: str, code: str) -> Word:
    """The terms of a lower-case word; cached, since few words make up most of the news."""
    counts = not written.isdigit() and len(written) > 1
    compound = parts(written, code)
    found = concepts(written, code) or tuple(number for part in compound for number in concepts(part, code))
    roots = [_root(run) for run in _runs(written)]
    return Word(
        stems=(stem(written, code),) if counts else (),
        parts=tuple(stem(part, code) for part in compound) if counts else (),
        concepts=tuple(set(found)),
        roots=tuple([number for number, _ in roots]),
        rarities=tuple([rarity for _, rarity in roots]),
    )


@lru_cache(maxsize=16_000)
def _root(run: str) -> tuple[int, float]:
    """The number and the idf of a run of letters; one object each for all words that have it."""
    number = term(Kind.ROOT, run)
    return number, idf(number)


def _runs(word: str) -> set[str]:
    """All runs of four letters of a word, edges included, in a spelling common to all languages."""
    plain = fingerprint.folded(word.replace("ä", "e")).replace("ph", "f").replace("sch", "sh").replace("ck", "k")
    evened = _DOUBLES.sub(r"\1", plain.translate(_SOUNDS))
    edged = f" {evened} "
    return {edged[at : at + RUN] for at in range(max(1, len(edged) - RUN + 1))}


def term(kind: Kind, text: str) -> int:
    """The number of a term: its kind above a 32-bit hash."""
    number = int(kind)  # arithmetic and formatting of enums are slow
    return number << 32 | fingerprint.short_key(f"{number}{text}")


def stem(word: str, code: str) -> int:
    """The number of the stem of a lower-case word."""
    return term(Kind.STEM, f"{code}:{stemmed(word, code)}")


@lru_cache(maxsize=4_000)
def stemmed(word: str, code: str) -> str:
    """The stem of a lower-case word; in a language without a stemmer, its first eight letters."""
    if len(word) > LONGEST or word.isdigit():
        return word[:LONGEST]
    if code not in language.STEMMERS:
        return word[:8]
    return str(_stemmer(language.STEMMERS[code]).stemWord(word))


@cache
def _stemmer(name: str) -> Any:
    return Stemmer.Stemmer(name)


def kind_of(number: int) -> Kind:
    """The kind of a term."""
    return Kind(number >> 32)


def idf(number: int, code: str = "") -> float:
    """How rare a term is: ln(texts / texts with it), with the maximum for one never counted."""
    (rarity,) = rarities([number], code)
    return min(rarity, RAREST_RUN) if number >> 32 == ROOT else rarity


def rarities(numbers: Iterable[int], code: str = "") -> list[float]:
    """Like `idf`, for several terms that are not runs of letters."""
    counted = language.BY_CODE.get(code)
    known, unknown = _rarities(), counted.rarest if counted else UNKNOWN
    return [known.get(number & MASK, unknown) for number in numbers]


def is_noun(word: str) -> bool:
    """Whether a German word (folded) usually follows an article, unlike a name."""
    return fingerprint.short_key(word) in frequencies().nouns


@cache
def frequencies() -> Frequencies:
    """The packaged table: a count, that many 32-bit hashes, that many buckets; then a count and the nouns' hashes."""
    try:
        content = resources.files(PACKAGE).joinpath("frequencies.bin").read_bytes()
    except FileNotFoundError:
        return Frequencies({}, frozenset())
    hashes, rest = _numbers(content)
    steps = rest[: len(hashes)]
    nouns, _ = _numbers(rest[len(hashes) :])
    return Frequencies(dict(zip(hashes, steps, strict=True)), frozenset(nouns))


def packed(rarity: Mapping[int, float], nouns: Iterable[int]) -> bytes:
    """The content of the table for these idf values (by 32-bit hash) and these hashes of German nouns."""
    hashes, plain = sorted(rarity), sorted(nouns)
    steps = bytes(min(255, max(1, round(rarity[number] * STEP))) for number in hashes)
    return _packed(hashes) + steps + _packed(plain)


def _packed(numbers: list[int]) -> bytes:
    return struct.pack(f"<I{len(numbers)}I", len(numbers), *numbers)


def _numbers(content: bytes) -> tuple[array[int], bytes]:
    """A list of 32-bit numbers with its count first, and what follows it."""
    count = int(struct.unpack_from("<I", content)[0])
    return array("I", struct.unpack_from(f"<{count}I", content, 4)), content[4 + 4 * count :]


@cache
def _rarities() -> Mapping[int, float]:
    """32-bit hash → idf; words that fill the news for months at a time prove little, whatever the table says."""
    steps = [step / STEP for step in range(256)]
    found = {number: steps[step] for number, step in frequencies().rarity.items()}
    for word in FILLING:
        for number in (
            term(Kind.CONCEPT, word),
            term(Kind.NAME, word),
            *(stem(word, code) for code in language.BY_CODE),
        ):
            found[number & MASK] = EVERYWHERE
    return found


@cache
def _concepts() -> Mapping[int, tuple[int, ...]]:
    """Hash of a word or stem → numbers of its concepts, from the packaged word list."""
    found: dict[int, tuple[int, ...]] = {}
    columns: list[str] = []
    for line in resources.files(PACKAGE).joinpath("concepts.txt").read_text("utf-8").splitlines():
        if line.startswith(HEADER):
            columns = [code.strip() for code in line.removeprefix(HEADER).split("=")]
        elif line and not line.startswith("#"):
            sides = [side.split() for side in line.split("=")]
            id = sides[0][0]
            numbers = () if id == NOTHING else (term(Kind.CONCEPT, id),)
            for code, side in zip(columns, sides, strict=False):
                for word in side:
                    for key in (_as_written(word, code), _as_stem(word, code))[: 1 + len(numbers)]:
                        found[key] = tuple(dict.fromkeys((*found.get(key, ()), *numbers)))
    return found


def _as_written(word: str, code: str) -> int:
    return fingerprint.short_key(f"{code}={word}")


def _as_stem(word: str, code: str) -> int:
    return fingerprint.short_key(f"{code}:{stemmed(word, code)}")


@lru_cache(maxsize=4_000)
def concepts(word: str, code: str) -> tuple[int, ...]:
    """The concepts of a lower-case word in the general word list: by the word itself, or by its stem."""
    found = _concepts().get(_as_written(word, code))
    return _concepts().get(_as_stem(word, code), ()) if found is None else found


@lru_cache(maxsize=4_000)
def parts(word: str, code: str) -> tuple[str, ...]:
    """The two known words in a German compound, or nothing: impfstoffsuche → impfstoff, suche."""
    joints = language.of(code).naming.compound_joints
    if not joints or not 2 * SHORTEST_PART < len(word) <= LONGEST_COMPOUND:
        return ()
    best: tuple[float, tuple[str, ...]] = (math.inf, ())
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        head, tail = word[:at], word[at:]
        if not _known(tail, code):
            continue
        for bare in (head, *(head.removesuffix(joint) for joint in joints if head.endswith(joint))):
            if len(bare) >= SHORTEST_PART and _known(bare, code):
                cost = abs(len(bare) - len(tail)) / len(word)
                best = min(best, (cost, (bare, tail)))
    return best[1]


def _known(word: str, code: str) -> bool:
    return stem(word, code) & MASK in frequencies().rarity or bool(concepts(word, code))
