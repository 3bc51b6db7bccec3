"""Numbers named in a text, as values that compare across languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

MAGNITUDES = {
    "tausend": 1e3, "thousand": 1e3, "k": 1e3, "mio": 1e6, "million": 1e6, "millionen": 1e6, "millions": 1e6, "mn": 1e6,
    "mln": 1e6, "m": 1e6, "mrd": 1e9, "milliarde": 1e9, "milliarden": 1e9, "bn": 1e9, "b": 1e9, "trn": 1e12, "tn": 1e12,
    "trillion": 1e12, "trillions": 1e12, "gw": 1e9, "gigawatt": 1e9, "gigawatts": 1e9, "mw": 1e6, "megawatt": 1e6,
    "megawatts": 1e6,
}  # fmt: skip
LARGE = 1e4  # from here on a number is no year but a sum, a power, a crowd: what news is about, told in round words
BILLION = {"de": 1e12}  # elsewhere 10⁹
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)[\s -]?([A-Za-zäöü]+)?")


def values(text: str, language: str) -> Counter[str]:
    """Numbers of at least two digits or with a magnitude, as keys: to three significant digits, large ones to two."""
    found: Counter[str] = Counter()
    for match in _numbers(text):
        value = _value(match[1], language)
        word = (match[2] or "").casefold()
        factor = (
            BILLION.get(language, 1e9) if word in {"billion", "billionen", "billions"} else MAGNITUDES.get(word, 1.0)
        )
        if value * factor >= 10 or "." in match[1] or "," in match[1]:
            found[key(value * factor)] += 1
    return found


def large(text: str, language: str) -> tuple[str, ...]:
    """The keys of the large numbers of a text."""
    return tuple(number for number in values(text, language) if float(number) >= LARGE)


def key(value: float) -> str:
    """A number as texts agree on it: where one says 97.4 billion, the next says 97."""
    return f"{value:.2g}" if value >= LARGE else f"{value:.3g}"


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Each number of a text; looked for only where digits begin, which is several times faster."""
    end = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() >= end and (match := _NUMBER.match(text, digits.start())):
            end = match.end()
            yield match


def _value(digits: str, language: str) -> float:
    """A number as written in a language; grouping and decimal signs are told apart by form before language."""
    digits = digits.replace("'", "").replace(" ", "")
    signs = [sign for sign in digits if sign in ".,"]
    if not signs:
        return float(digits)
    thousands = "." if language == "de" else ","
    whole, _, rest = digits.rpartition(signs[-1])
    last_groups = len(rest) == 3 and (signs.count(signs[-1]) > 1 or (signs[-1] == thousands and len(whole) <= 3))
    bare = whole.replace(".", "").replace(",", "")
    return float(bare + rest if last_groups else f"{bare}.{rest}")
