"""Texts as numbers: words, hashes, shingles and the sketch that finds copies.

A sketch keeps the shingle hashes in the lowest sixteenth of all hashes. So two texts keep the same shingles, and the
sketches alone show how much of one is in the other, in both directions; an excerpt or a quotation is found as well as a
full copy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import xxhash

SCALE = 16  # one shingle in 16 is kept
SHINGLE = 3  # words

_SIGN = re.compile(r"[^\w\0-\x7f]")
_SIGNS = bytes(sign if sign >= 128 or chr(sign).isalnum() else ord(" ") for sign in range(256))  # of ASCII
_LIMIT = 2**64 // SCALE
_FOLDED = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "’": "'"})


def words(text: str) -> list[str]:
    """The words of a text in order, folded to lower case, without punctuation: runs of letters and digits."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return _SIGN.sub(" ", text).encode().translate(_SIGNS).decode().split()  # a third faster than a pattern for words


@lru_cache(maxsize=4_000)
def folded(word: str) -> str:
    """A word in lower case without accents: Müller → muller, Straße → strasse."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_FOLDED))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def text_hash(found: Sequence[str]) -> str:
    """A hash of the words of a text; empty without words."""
    return xxhash.xxh3_128_hexdigest(" ".join(found)) if found else ""


def key(*parts: object) -> int:
    """A positive 63-bit number for a combination of values."""
    return xxhash.xxh3_64_intdigest("\x1f".join(map(str, parts))) >> 1


def short_key(text: str) -> int:
    """A 32-bit number for a word."""
    return xxhash.xxh32_intdigest(text)


def shingles(found: Sequence[str]) -> set[int]:
    """Hashes of all runs of three words; for a shorter text, one hash of the whole."""
    if len(found) <= SHINGLE:
        return {xxhash.xxh3_64_intdigest(" ".join(found))} if found else set()
    runs = zip(*(found[at:] for at in range(SHINGLE)), strict=False)
    return set(map(xxhash.xxh3_64_intdigest, map(" ".join, runs)))


def sketch(found: Sequence[str]) -> tuple[int, ...]:
    """The scaled sketch of the words of a text, ascending; all below 2⁶⁰."""
    return tuple(sorted([value for value in shingles(found) if value < _LIMIT]))


def containment(one: Iterable[int], other: Iterable[int]) -> tuple[int, float, float]:
    """For two sketches: the number of common hashes, the share of the first that is in the second, and the reverse."""
    first, second = set(one), set(other)
    shared = len(first & second)
    return shared, shared / len(first) if first else 0.0, shared / len(second) if second else 0.0
