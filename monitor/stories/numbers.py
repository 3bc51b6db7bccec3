"""Numbers and days named in a text, as values that compare across languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

MAGNITUDES = {
    "tausend": 1e3, "thousand": 1e3, "k": 1e3, "mio": 1e6, "million": 1e6, "millionen": 1e6, "millions": 1e6, "mn": 1e6,
    "mln": 1e6, "m": 1e6, "mrd": 1e9, "milliarde": 1e9, "milliarden": 1e9, "bn": 1e9, "b": 1e9, "trn": 1e12, "tn": 1e12,
    "trillion": 1e12, "trillions": 1e12, "gw": 1e9, "gigawatt": 1e9, "gigawatts": 1e9, "mw": 1e6, "megawatt": 1e6,
    "megawatts": 1e6,
}  # fmt: skip
BILLION = {"de": 1e12}  # elsewhere 10⁹
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar jan jänner", "february februar feb", "march märz mar", "april apr", "may mai",
            "june juni jun",
            "july juli jul", "august aug", "september sep sept", "october oktober oct okt", "november nov",
            "december dezember dec dez",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)[\s -]?([A-Za-zäöü]+)?")
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(20\d\d)\b")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:\.|st|nd|rd|th)?\s(?:of\s)?({_MONTH})\b\.?,?\s?(20\d\d)?")
_MONTH_BEFORE = re.compile(rf"\b({_MONTH})\b\.?\s$")
_DAY_AFTER = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s(20\d\d))?")
_LONGEST_MONTH = max(map(len, MONTHS)) + len(". ")


def values(text: str, language: str) -> Counter[str]:
    """Numbers of at least two digits or with a magnitude, as keys of three significant digits."""
    found: Counter[str] = Counter()
    for match in _numbers(text):
        value = _value(match[1], language)
        word = (match[2] or "").casefold()
        factor = (
            BILLION.get(language, 1e9) if word in {"billion", "billionen", "billions"} else MAGNITUDES.get(word, 1.0)
        )
        if value * factor >= 10 or "." in match[1] or "," in match[1]:
            found[f"{value * factor:.3g}"] += 1
    return found


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


def days(text: str, published: date | None) -> tuple[str, ...]:
    """ISO dates named in a text; a day without a year is taken as the one nearest to publication."""
    found: set[str] = set()
    text = text.lower()
    for digits in _DIGITS.finditer(text):
        at = digits.start()
        if match := _ISO.match(text, at):
            found |= _day(int(match[1]), int(match[2]), int(match[3]))
        if match := _DOTTED.match(text, at):
            found |= _day(int(match[3]), int(match[2]), int(match[1]))
        if match := _DAY_FIRST.match(text, at):
            found |= _named(match[2], match[1], match[3], published)
        before = _MONTH_BEFORE.search(text, max(0, at - _LONGEST_MONTH), at)
        if before and (match := _DAY_AFTER.match(text, at)):
            found |= _named(before[1], match[1], match[2], published)
    return tuple(sorted(found))


def _named(name: str, day: str, year: str | None, published: date | None) -> set[str]:
    """The day of a month written with its name."""
    month = MONTHS[name]
    return _day(int(year), month, int(day)) if year else _nearest(month, int(day), published)


def _day(year: int, month: int, day: int) -> set[str]:
    try:
        return {date(year, month, day).isoformat()}
    except ValueError:
        return set()


def _nearest(month: int, day: int, published: date | None) -> set[str]:
    """The day of the year that is closest to publication; none when that is unknown."""
    if published is None:
        return set()
    near = [found for year in (-1, 0, 1) for found in _day(published.year + year, month, day)]
    return set(sorted(near, key=lambda text: abs((date.fromisoformat(text) - published).days))[:1])
