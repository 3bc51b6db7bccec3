"""Whether a word is a plain dictionary word of a language; every other capitalised word may be a name.

`known_words.bin` contains only numbers: for each language a Bloom filter over the forms in a dictionary, made by
`training/word_filters.py`. One unknown form in a thousand is taken for a known one; a known one is never missed.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import xxhash

from monitor.language import COMMON
from monitor.text import fingerprint, names, vocabulary

PACKAGE, FILE = "monitor.text", "known_words.bin"
BITS = 15  # bits of the filter per word
HASHES = 10
_HEAD = struct.Struct("<2sI")  # language, bytes of its filter
SHORTEST = 8  # letters; a shorter word is not split as a compound
FREQUENT = 5.5  # idf below which a word is frequent
PART = 3  # minimum letters of the first part of a compound; the last one may have one less


@dataclass(frozen=True, slots=True)
class Filter:
    """A Bloom filter."""

    bits: bytes

    def __contains__(self, word: object) -> bool:
        return all(self.bits[place >> 3] >> (place & 7) & 1 for place in places(str(word), 8 * len(self.bits)))


def places(word: str, size: int) -> list[int]:
    """The bits that stand for a word in a filter of `size` bits."""
    number = xxhash.xxh3_128_intdigest(word.encode())
    step, first = (number >> 64) | 1, number & 0xFFFFFFFFFFFFFFFF
    return [(first + turn * step) % size for turn in range(HASHES)]


@cache
def filters() -> dict[str, Filter]:
    """The filter of each language."""
    content = resources.files(PACKAGE).joinpath(FILE).read_bytes()
    found, at = {}, 0
    while at < len(content):
        code, size = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        found[code.decode()] = Filter(content[at : at + size])
        at += size
    return found


def packed(code: str, words: set[str]) -> bytes:
    """The file's part for a language with these words."""
    bits = bytearray(len(words) * BITS // 8 + 1)
    for word in sorted(words):
        for place in places(word, 8 * len(bits)):
            bits[place >> 3] |= 1 << (place & 7)
    return _HEAD.pack(code.encode(), len(bits)) + bytes(bits)


@lru_cache(maxsize=4_000)
def is_word(word: str, language: str) -> bool:
    """Whether a dictionary of the language has this form or its singular."""
    known = filters().get(language)
    if known is None:
        return False
    low = word.lower()
    if low in known or word in known or (word.isupper() and word.capitalize() in known):
        return True
    return low.endswith("s") and low[:-1] in known


def is_capital(word: str, language: str) -> bool:
    """Whether a dictionary of the language has a word only with a capital."""
    known = filters()[language]
    return word in known and word.lower() not in known


def is_proper(word: str, language: str) -> bool:
    """Whether a dictionary has a word only with a capital, and it is no plain noun: "Wolfgang", "Zwickau"."""
    return is_capital(word, language) and not vocabulary.is_noun(fingerprint.folded(word))


@lru_cache(maxsize=4_000)
def is_english(word: str) -> bool:
    """Whether a word is a plain one of English."""
    return fingerprint.folded(word) not in names.never(COMMON.code) and is_word(word, COMMON.code)


@lru_cache(maxsize=4_000)
def is_frequent(word: str, language: str) -> bool:
    """Whether a dictionary word is so frequent in general news that it proves little: "Offering", but not "Marlin"."""
    return vocabulary.idf(vocabulary.stem(word.lower(), language), language) < FREQUENT


@lru_cache(maxsize=4_000)
def is_compound(word: str, language: str, joints: tuple[str, ...]) -> bool:
    """Whether a word consists of two or three nouns of the language, with nothing or one of `joints` between."""
    return bool(joints) and _splits(word.lower(), filters()[language], joints, 1)


def _splits(word: str, known: Filter, joints: tuple[str, ...], more: int) -> bool:
    if len(word) < SHORTEST:
        return False
    for at in range(PART, len(word) - PART):
        tail = word[at:]
        if tail.capitalize() in known or (more and _splits(tail, known, joints, more - 1)):
            head = word[:at]
            bare = [head, f"{head}e", *(head.removesuffix(joint) for joint in joints if head.endswith(joint))]
            if any(
                len(one) >= PART and (one.capitalize() in known or (len(one) > PART and one in known)) for one in bare
            ):
                return True
    return False
