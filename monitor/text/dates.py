"""Days and months named in a text, in every language the program reads; the year is inferred if it is not given."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from monitor import language as languages

_MONTHS = [language.forms.months for language in languages.ALL]
_SHORT = {name.title(): at for known in languages.ALL for name, at in known.forms.short_months.items()}
_NUMBER = {name.casefold(): at for names in _MONTHS for at, name in enumerate(names, start=1)}
_NUMBER |= {name.casefold(): at for name, at in _SHORT.items()}
MONTH = "|".join(sorted({*(name for names in _MONTHS for name in names), *_SHORT}, key=len, reverse=True))
_YEAR = r"(?P<year>20\d\d)"
_DAY_FIRST = re.compile(rf"\b(?P<day>\d{{1,2}})(?:\.|er)? (?P<month>{MONTH})\b\.?(?:,? {_YEAR}\b)?")
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|[.,]\d)(?:,? {_YEAR}\b)?"
)
_MONTH_ONLY = re.compile(rf"\b(?P<month>{MONTH})\b\.? {_YEAR}\b")
_MONTH = re.compile(rf"\b(?:{MONTH})\b")
_YEARS = re.compile(r"\b20\d\d\b")
_DIGIT = re.compile(r"\d")
_WEEKDAY = re.compile(rf"\b(?:{languages.any_of(lambda one: one.forms.weekdays)})")  # also in "Freitagabend"


@dataclass(frozen=True, slots=True)
class Named:
    """A date named in a text; `day` is False if only month and year are given, then `at` is the first of the month."""

    at: date
    day: bool
    start: int
    year: bool = True  # it is given, not inferred


def tells_day(text: str, written: date) -> bool:
    """Whether a sentence names a weekday, or a day that was not after the one on which it was `written`."""
    return bool(_WEEKDAY.search(text)) or any(one.day and one.at <= written for one in named(text, written))


def years(text: str) -> frozenset[int]:
    """The years a text names in digits."""
    return frozenset(map(int, _YEARS.findall(text)))


def months(text: str) -> Iterator[tuple[int, int]]:
    """The months a text names, 1–12, and where."""
    return ((_NUMBER[found[0].casefold()], found.start()) for found in _MONTH.finditer(text))


def named(text: str, written: date) -> Iterator[Named]:
    """The dates named in a text. A day without a year is the one nearest to the day the text was `written`."""
    if not _DIGIT.search(text):  # most sentences have none, and looking for names of months takes long
        return
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            at = _day(match["year"], _NUMBER[match["month"].casefold()], int(match["day"]), written)
            if at:
                yield Named(at, day=True, start=match.start(), year=match["year"] is not None)
    for match in _MONTH_ONLY.finditer(text):
        if not re.search(r"\d(?:\.|er)? $", text[: match.start()]):
            yield Named(date(int(match["year"]), _NUMBER[match["month"].casefold()], 1), day=False, start=match.start())


def put_off(sentence: str, code: str, *, delayed: bool) -> tuple[str, str] | None:
    """The old and the new year of something postponed, if a sentence gives both: "2030 instead of 2027".

    "From 2027 to 2030" may also be a duration: it counts only if the text says there is a delay (`delayed`).
    """
    span, *instead = _moves(code)
    for pattern, (old, new) in ((span, (1, 2)), (instead[0], (2, 1)), (instead[1], (1, 2))):
        match = pattern.search(sentence) if delayed or pattern is not span else None
        if match and match[old] < match[new]:
            return match[old], match[new]
    return None


@functools.cache
def _moves(code: str) -> tuple[re.Pattern[str], ...]:
    """How a language contrasts two years: from one to the other, the later first, the earlier first."""
    changes = languages.of(code).changes
    far, year = r"[^.;:\n]{0,40}?", r"(20\d\d)\b"
    before, to, instead = ("|".join(words) for words in (changes.from_, changes.to, changes.instead))
    forms = (
        rf"\b(?:{before}) {far}\b{year}{far} (?:{to}) {far}\b{year}",
        rf"\b{year},? (?:{instead}) {far}\b{year}",
        rf"\b(?:{instead}) {far}\b{year},? (?!(?:{to}) )(?:\w+ ){{0,3}}{year}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _day(year: str | None, month: int, day: int, written: date) -> date | None:
    """A calendar day, or None if there is no such day (31 June)."""
    years = (int(year),) if year else (written.year - 1, written.year, written.year + 1)
    found = []
    for one in years:
        try:
            found.append(date(one, month, day))
        except ValueError:
            continue
    return min(found, key=lambda at: abs(at - written), default=None)
