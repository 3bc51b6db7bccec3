"""Numbers, sums and times as people of the frame's language write them."""

from __future__ import annotations

import datetime as dt
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.model import Figure

MONTHS = {
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
POWERS = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
LARGE = {
    "de": ((1e12, "Bio."), (1e9, "Mrd."), (1e6, "Mio.")),
    "en": ((1e12, "tn"), (1e9, "bn"), (1e6, "m")),
}
HEDGES = {
    "up to": ("bis zu", "up to"),
    "at least": ("mindestens", "at least"),
    "about": ("etwa", "about"),
    "more than": ("mehr als", "more than"),
    "less than": ("weniger als", "less than"),
}


def number(value: float, language: str) -> str:
    """A number as people write it: 0,75 · 1,5 · 10.000 in German, 0.75 · 1.5 · 10,000 in English."""
    digits = 0 if abs(value) >= 1000 or value == int(value) else 2
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if digits else text
    return text.translate(str.maketrans(",.", ".,")) if language == "de" else text


def quantity(value: float, unit: str, language: str) -> str:
    """A value in its base unit, written short: 750 MW, 1,5 GW, 21 Mrd. $ or $21bn, 100.000 Chips, 30 %."""
    if unit in ("W", "Wh"):
        size, prefix = next(((s, p) for s, p in POWERS if abs(value) >= s), (1.0, ""))
        return f"{number(value / size, language)} {prefix}{unit}"
    if len(unit) == 3 and unit.isupper():
        return _money(value, unit, language)
    if unit == "%":
        return f"{number(value, language)} %" if language == "de" else f"{number(value, language)}%"
    amount = _large(value, language)
    if unit == "chips":
        return f"{amount} {'Chips' if language == 'de' else 'chips'}"
    return f"{amount} {unit}".strip()


def _large(value: float, language: str) -> str:
    """A plain count, with a word for the million and more."""
    for size, word in LARGE[language]:
        if abs(value) >= size:
            gap = " " if language == "de" else ""
            return f"{number(value / size, language)}{gap}{word}"
    return number(value, language)


def _money(value: float, unit: str, language: str) -> str:
    sign = SIGNS.get(unit, unit)
    amount = _large(value, language)
    if language == "de" or len(sign) > 1:
        return f"{amount} {sign}"
    return f"{sign}{amount}"


def figure(said: Figure, language: str) -> str:
    """A figure with its hedge: "bis zu 10 GW"."""
    amount = quantity(said.value, said.unit, language)
    words = HEDGES.get(said.hedge)
    return f"{words[language != 'de']} {amount}" if words else amount


def clock(at: datetime, zone: ZoneInfo) -> str:
    """07:00."""
    return at.astimezone(zone).strftime("%H:%M")


def day(at: datetime, zone: ZoneInfo, language: str) -> str:
    """21. November (de), 21 November (en)."""
    local = at.astimezone(zone)
    month = MONTHS[language][local.month - 1]
    return f"{local.day}. {month}" if language == "de" else f"{local.day} {month}"


def date(at: datetime, zone: ZoneInfo, language: str) -> str:
    """21. November 2026."""
    return f"{day(at, zone, language)} {at.astimezone(zone).year}"


def calendar_day(at: dt.date, language: str, *, whole: bool, today: dt.date) -> str:
    """17. Dezember, or März 2027 where only the month is known; with its year when that is not the present one."""
    month = MONTHS[language][at.month - 1]
    if not whole:
        return f"{month} {at.year}"
    told = f"{at.day}. {month}" if language == "de" else f"{at.day} {month}"
    return told if at.year == today.year else f"{told} {at.year}"


def short(at: datetime, zone: ZoneInfo, language: str) -> str:
    """21.11. 18:04 (de), 21 Nov 18:04 (en)."""
    local = at.astimezone(zone)
    if language == "de":
        return f"{local.day}.{local.month}. {local:%H:%M}"
    return f"{local.day} {MONTHS['en'][local.month - 1][:3]} {local:%H:%M}"


def period(start: datetime, end: datetime, zone: ZoneInfo, language: str) -> str:
    """21. November 07:00 bis 22. November 07:00, with years when they differ or the stretch is long.

    Of the very first edition, begun when the program was started, only the end is told.
    """
    full = end - start > timedelta(days=60) or start.astimezone(zone).year != end.astimezone(zone).year
    told = date if full else day
    to = "bis" if language == "de" else "to"
    if end - start < timedelta(minutes=2):
        return f"{to} {day(end, zone, language)} {clock(end, zone)}"
    if start.astimezone(zone).date() == end.astimezone(zone).date():
        return f"{day(start, zone, language)} {clock(start, zone)} {to} {clock(end, zone)}"
    return f"{told(start, zone, language)} {clock(start, zone)} {to} {told(end, zone, language)} {clock(end, zone)}"


def place(zone: str) -> str:
    """The part of a zone's name people know: Europe/Berlin → Berlin."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")
