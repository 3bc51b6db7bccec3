"""Makes monitor/text/frequencies.bin from the tables of `wordfreq` and `german-nouns`: numbers, no word list.

    python -m training.count_words

The tables say how often a word occurs per million words; a comparison needs the share of texts that have a term. A text
is treated as a random sample of words, so a term of frequency f is in 1 - exp(-f * words) of them. Words of the table
that no dictionary has are names.
"""

from __future__ import annotations

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

import german_nouns
import wordfreq

from monitor.text import fingerprint, known_words, numerals, vocabulary
from monitor.text.vocabulary import Kind

FILE = "frequencies.bin"
# Chosen by the area under the curve of likeness (docs/fits.md): half or double the number costs up to 0.005.
WORDS = {"de": 200, "en": 220, "fr": 220}  # in a headline and the first 1,500 characters of a text
# Terms are kept up to this idf, by kind.
RAREST = {Kind.CONCEPT: math.inf, Kind.NAME: 8.0, Kind.ROOT: 6.5, Kind.NUMBER: 7.5}
RAREST_STEM = {"de": 5.9, "en": 7.5, "fr": 7.5}  # in about three texts per thousand, and per five thousand
SHARED = ("de", "en")  # concepts, names and runs of letters count in both, at the mean of their rates
SELDOM = 1e-7  # below this frequency a word adds nothing to them
NEWS = 4.0  # how much more frequent names are in news than elsewhere; with 1 and no numbers, F1 is 0.01 lower
PLAIN_NAME = 0.1  # how often a dictionary word is a name if it may be one
PLAIN_NOUN = 3e-7  # frequency from which a noun is worth its four bytes
NUMBERS = (*map(str, range(10, 10_000)), *(f"{tenth / 10:.1f}" for tenth in range(1, 1_000)))
PROPER = {"Toponym", "Nachname", "Vorname", "Eigenname", "Straßenname"}
CASES = ("lemma", "nominativ", "genitiv", "dativ", "akkusativ")  # columns with a form of the noun

_WORD = re.compile(r"[^\W\d_][\w'’-]+")


@cache
def frequency(code: str) -> Mapping[str, float]:
    """The frequency of each word of a language, as a share of all words."""
    return {word: rate for word, rate in wordfreq.get_frequency_dict(code, "best").items() if _WORD.fullmatch(word)}


def nouns() -> frozenset[str]:
    """Every form of every German noun that is not a proper name."""
    with resources.files(german_nouns).joinpath("nouns.csv").open(encoding="utf-8") as rows:
        plain = [row for row in csv.DictReader(rows) if not PROPER & {*row["pos"].split(",")}]
    return frozenset(form for row in plain for column, form in row.items() if form and column.startswith(CASES))


def stems() -> dict[int, float]:
    """32-bit hash of a stem → idf."""
    found: dict[int, float] = {}
    for code, limit in RAREST_STEM.items():
        rates = defaultdict[int, float](float)
        for word, rate in frequency(code).items():
            rates[vocabulary.stem(word, code) & vocabulary.MASK] += rate
        found |= {number: idf for number, rate in rates.items() if (idf := _idf(_share(rate, code))) <= limit}
    return found


def others(plain: frozenset[str]) -> dict[int, float]:
    """32-bit hash of any other term → idf."""
    rates = {code: defaultdict[int, float](float) for code in SHARED}
    for code in SHARED:
        for word, rate in frequency(code).items():
            if rate >= SELDOM:
                for number, share in _terms(word, code, plain):
                    rates[code][number] += rate * share
        for told in NUMBERS:
            rates[code][vocabulary.term(Kind.NUMBER, numerals.key(float(told)))] += wordfreq.word_frequency(told, code)
    found: dict[int, float] = {}
    for number in {term for of_code in rates.values() for term in of_code}:
        idf = _idf(sum(_share(rates[code][number], code) for code in SHARED) / len(SHARED))
        if idf <= RAREST[vocabulary.kind_of(number)]:
            found[number & vocabulary.MASK] = idf
    return found


def _terms(word: str, code: str, plain: frozenset[str]) -> Iterator[tuple[int, float]]:
    """What a word stands for besides its stem, each with a share of its frequency."""
    told = vocabulary.word(word, code)
    yield from ((number, 1.0) for number in (*told.concepts, *told.roots))
    name = fingerprint.folded(word)
    if code != "de" or not vocabulary.is_noun(name):
        known = word in known_words.filters()[code] or (code == "de" and word.capitalize() in plain)
        yield vocabulary.term(Kind.NAME, name), NEWS * (PLAIN_NAME if known else 1.0)


def _share(rate: float, code: str) -> float:
    """The share of texts that have a term of this frequency."""
    return -math.expm1(-rate * WORDS[code])


def _idf(share: float) -> float:
    return max(0.1, -math.log(share)) if share else math.inf


def write(rarity: Mapping[int, float], plain: frozenset[str]) -> None:
    """Write the table and clear caches of the former one."""
    often = {fingerprint.folded(noun) for noun in plain if frequency("de").get(noun.lower(), 0) >= PLAIN_NOUN}
    content = vocabulary.packed(rarity, map(fingerprint.short_key, often))
    with resources.as_file(resources.files(vocabulary.PACKAGE)) as folder:
        (folder / FILE).write_bytes(content)
    for kept in (vocabulary.frequencies, vocabulary.parts, vocabulary.word):
        kept.cache_clear()


def main() -> None:
    """Write the stems, which are needed to split compounds, and then all terms."""
    plain, found = nouns(), stems()
    write(found, plain)
    write(found | others(plain), plain)


if __name__ == "__main__":
    main()
