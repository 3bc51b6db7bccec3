"""Dates of feeds: kept when possible, dropped when not. feedparser accepts years −1, 9999 and offsets of 99 hours.

What feedparser cannot read is read here: names of days and months in our languages, 15.11.2019, AM and PM, names of
zones, Unix time. A date of which only the year is clear counts as the end of that year, so that old entries stay old.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from time import struct_time

from monitor import language

_EARLIEST, _LATEST = 1990, 2100  # the web; anything earlier is a typing error
_ODD_YEAR = re.compile(r"^\s*-|^\s*\d{5,}-|[\s,]\d{5,}\s+\d\d?:")
_OFFSET = re.compile(r":.*[+-](\d\d):?(\d\d)\s*$")
_LARGEST_OFFSET = 15  # hours; Kiribati is at +14
_PARTS = re.compile(r"^\s*\d{4}-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?")
_LARGEST = (12, 31, 24, 59)  # month, day, hour, minute
LONGEST = 80  # characters of a date

# Beginnings of the names of months in every language, by number. The longest match counts.
MONTHS: Mapping[str, int] = {name: at for known in language.ALL for name, at in known.forms.short_months.items()}
_LETTERS = "a-zß-öø-ÿ"
ZONES: Mapping[str, float] = {  # hours east of Greenwich, for names that feedparser treats as UTC
    "z": 0,
    "ut": 0,
    "utc": 0,
    "gmt": 0,
    "wet": 0,
    "west": 1,
    "bst": 1,
    "cet": 1,
    "mez": 1,
    "met": 1,
    "cest": 2,
    "mesz": 2,
    "mest": 2,
    "eet": 2,
    "sast": 2,
    "eest": 3,
    "msk": 3,
    "trt": 3,
    "gst": 4,
    "pkt": 5,
    "ist": 5.5,
    "wib": 7,
    "ict": 7,
    "hkt": 8,
    "sgt": 8,
    "awst": 8,
    "jst": 9,
    "kst": 9,
    "acst": 9.5,
    "aest": 10,
    "acdt": 10.5,
    "aedt": 11,
    "nzst": 12,
    "nzdt": 13,
    "nst": -3.5,
    "brt": -3,
    "art": -3,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "akst": -9,
    "hst": -10,
}
_NAMES = "|".join(sorted(ZONES.keys() - {"gmt", "utc"}, key=len, reverse=True))  # those two it reads right
_OWN = re.compile(  # forms that feedparser misreads
    rf"\b(?:[ap]\.?m\b|{_NAMES}\b(?![+-]))|\d[./]\d\d?[./]\d|(?<!\d)\d\d?-\d\d?-\d\d\d\d", re.IGNORECASE
)
_TIME = re.compile(
    r"(?<![\d.:])(\d{1,2})(?:[:h](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?|\s*(?=uhr\b|[ap]\.?m\b))\s*(?:uhr)?\s*([ap])?(?:\.?m\b)?",
    re.IGNORECASE,
)
_NAME = rf"([{_LETTERS}]{{3,}})"
_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s.\-/]*{_NAME}[\s.,\-/]+(\d{{4}}|\d\d)(?!\d)")
_NAMED_FIRST = re.compile(rf"{_NAME}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(\d{{4}})(?!\d)")
_LAST = re.compile(rf"{_NAME}\.?\s+(\d{{1,2}})\s+\d\d:\d\d\S*(?:\s[a-z]{{1,5}})?\s(\d{{4}})(?!\d)")  # as by `date`
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d\d)(?![\d.])")
_BACKWARDS = re.compile(r"(?<!\d)(\d{4})([./-]?)(\d\d)\2(\d\d)(?!\d{1,3}(?:\D|$))")
_SHIFT = re.compile(r"(?::\d\d(?:\.\d+)?|\d\d\d\d|gmt|utc|uhr|[ap]m)\s*([+-])(\d{1,2}):?(\d\d)?\s*(?:\(|$)")
_WORDS = re.compile(r"[a-z]+")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)(?:[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?)?(?=[/-]|$)")


def moment(raw: str, parsed: struct_time | None, year: int = _LATEST) -> datetime | None:
    """A date of feedparser → aware UTC, or None when it cannot be one; `raw` is the text it was read from.

    `year` is the present one: of an earlier one that is all one can read, its end is taken.
    """
    if _impossible(raw):
        return None
    own = read(raw, year) if _OWN.search(raw) else None
    return own or _of_feedparser(parsed) or read(raw, year)


def _of_feedparser(parsed: struct_time | None) -> datetime | None:
    try:
        return possible(datetime(*parsed[:6], tzinfo=UTC)) if parsed else None
    except (ValueError, TypeError, OverflowError):
        return None


def _impossible(raw: str) -> bool:
    """Whether a date is written in a way that feedparser misreads."""
    offset, parts = _OFFSET.search(raw), _PARTS.search(raw)
    if _ODD_YEAR.search(raw) or (offset and (int(offset[1]) > _LARGEST_OFFSET or int(offset[2]) > 59)):
        return True
    found = parts.groups() if parts else ()
    return any(int(part or 0) > most for part, most in zip(found, _LARGEST, strict=False))


def possible(at: datetime) -> datetime | None:
    """The moment itself if something on the web can have happened then."""
    return at if _EARLIEST <= at.year <= _LATEST else None


def read(raw: object, year: int = _LATEST) -> datetime | None:
    """A date in any form we know, as text or number; None if it is not one."""
    text = str(raw).strip().lower() if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""
    if not text or len(text) > LONGEST or _impossible(text):
        return None
    try:
        at = _iso(text) or _unix(text) or _spelled(text)
        return possible(at.astimezone(UTC)) if at else _end_of_year(text, year)
    except (ValueError, OverflowError):
        return _end_of_year(text, year)


def in_address(url: str) -> datetime | None:
    """The day, or the end of the month or year, that an address names in its path: `/2019/11/15/`; None for none."""
    found = _IN_ADDRESS.search(url.partition("//")[2].partition("?")[0])
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if day:
            return possible(datetime(year, month, day, 12, tzinfo=UTC))
        ends = datetime(year + (month in {0, 12}), month % 12 + 1, 1, tzinfo=UTC) if month else _new_year(year + 1)
        return possible(ends - timedelta(minutes=1))
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _unix(text: str) -> datetime | None:
    """Seconds, milliseconds or microseconds since 1970."""
    digits = text.partition(".")[0]
    if not digits.isdigit() or len(digits) not in {9, 10, 13, 16}:
        return None
    return datetime.fromtimestamp(int(digits) / 10 ** max(0, len(digits) - 10), UTC)


def _spelled(text: str) -> datetime | None:
    day = _day(text)
    if day is None:
        return None
    found = _TIME.search(text)
    hour, minute, second = (int(found[part] or 0) for part in (1, 2, 3)) if found else (0, 0, 0)
    if found and found[4]:
        hour = hour % 12 + (12 if found[4] == "p" else 0)
    return datetime(*day, hour, minute, second, tzinfo=_zone(text))


def _day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day."""
    for found in _NAMED.finditer(text):
        if month := _month(found[2]):
            return _full(found[3]), month, int(found[1])
    for found in (*_NAMED_FIRST.finditer(text), *_LAST.finditer(text)):
        if month := _month(found[1]):
            return int(found[3]), month, int(found[2])
    if back := _BACKWARDS.search(text):
        return int(back[1]), int(back[3]), int(back[4])
    if not (told := _NUMBERS.search(text)):
        return None
    first, second = int(told[1]), int(told[3])
    american = told[2] == "/" and (second > 12 or re.search(r"\d\s*[ap]\.?m\b", text))
    day, month = (second, first) if american else (first, second)
    return _full(told[4]), month, day


def _month(word: str) -> int:
    """The number of a month by its name; 0 for any other word."""
    fits = [name for name in MONTHS if word.startswith(name)]
    return MONTHS[max(fits, key=len)] if fits else 0


def _full(year: str) -> int:
    return int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)


def _zone(text: str) -> timezone:
    """The offset in a date, by number or by name; UTC if it has none."""
    if shift := _SHIFT.search(text):
        hours = timedelta(hours=int(shift[2]), minutes=int(shift[3] or 0))
        return timezone(hours if shift[1] == "+" else -hours)
    named = next((ZONES[word] for word in reversed(_WORDS.findall(text)) if word in ZONES), 0)
    return timezone(timedelta(hours=named))


def _end_of_year(text: str, year: int) -> datetime | None:
    found = _YEAR.search(text)
    told = int(found[1]) if found else year
    return possible(_new_year(told + 1) - timedelta(minutes=1)) if told < year else None


def _new_year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)
