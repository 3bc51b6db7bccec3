"""Numbers, sums and times as people of the frame's language write them."""

from __future__ import annotations

import datetime as dt
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor import language as languages
from monitor.model import Figure

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
POWERS = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))


def number(value: float, language: str) -> str:
    """A number as people write it: 0,75 · 1,5 · 10.000 in German, 0.75 · 1.5 · 10,000 in English."""
    spoken = languages.of(language)
    digits = 0 if abs(value) >= 1000 or value == int(value) else 2
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if digits else text
    thousands = spoken.forms.thousands or spoken.numbers.grouping
    return text.translate({ord(","): thousands, ord("."): spoken.numbers.decimal})


def quantity(value: float, unit: str, language: str) -> str:
    """A value in its base unit, written short: 750 MW, 1,5 GW, 21 Mrd. $ or $21bn, 100.000 Chips, 30 %."""
    forms = languages.of(language).forms
    if unit in ("W", "Wh"):
        size, prefix = next(((s, p) for s, p in POWERS if abs(value) >= s), (1.0, ""))
        return f"{number(value / size, language)} {prefix}{unit}"
    if len(unit) == 3 and unit.isupper():
        sign = SIGNS.get(unit, unit)
        form = forms.money if len(sign) == 1 else forms.money_code
        return form.format(amount=_large(value, language), sign=sign)
    if unit == "%":
        return forms.percent.format(number(value, language))
    return f"{_large(value, language)} {forms.chips if unit == 'chips' else unit}".strip()


def _large(value: float, language: str) -> str:
    """A plain count, with a word for the million and more."""
    forms = languages.of(language).forms
    for size, word in forms.large:
        if abs(value) >= size:
            return f"{number(value / size, language)}{forms.large_gap}{word}"
    return number(value, language)


def figure(said: Figure, language: str) -> str:
    """A figure with its hedge: "bis zu 10 GW"."""
    amount = quantity(said.value, said.unit, language)
    hedge = {str(key): words for key, words in languages.of(language).forms.hedges.items()}.get(said.hedge, "")
    return f"{hedge} {amount}".strip()


def clock(at: datetime, zone: ZoneInfo) -> str:
    """07:00."""
    return at.astimezone(zone).strftime("%H:%M")


def day(at: datetime, zone: ZoneInfo, language: str) -> str:
    """21. November (de), 21 November (en), 21 novembre (fr)."""
    return _day(at.astimezone(zone), language)


def date(at: datetime, zone: ZoneInfo, language: str) -> str:
    """21. November 2026."""
    return f"{day(at, zone, language)} {at.astimezone(zone).year}"


def month(at: datetime, zone: ZoneInfo, language: str) -> str:
    """November 2026."""
    local = at.astimezone(zone)
    return f"{languages.of(language).forms.months[local.month - 1]} {local.year}"


def calendar_day(at: dt.date, language: str, *, whole: bool, today: dt.date) -> str:
    """17. Dezember, or März 2027 where only the month is known; with its year when that is not the present one."""
    if not whole:
        return f"{languages.of(language).forms.months[at.month - 1]} {at.year}"
    told = _day(at, language)
    return told if at.year == today.year else f"{told} {at.year}"


def _day(at: dt.date, language: str) -> str:
    forms = languages.of(language).forms
    return forms.day.format(day=at.day, month=forms.months[at.month - 1])


def short(at: datetime, zone: ZoneInfo, language: str) -> str:
    """21.11. 18:04 (de), 21 Nov 18:04 (en)."""
    local, forms = at.astimezone(zone), languages.of(language).forms
    short_month = forms.months[local.month - 1][:3]
    told = forms.short_day.format(day=local.day, number=local.month, short_month=short_month)
    return f"{told} {local:%H:%M}"


def period(start: datetime, end: datetime, zone: ZoneInfo, language: str) -> str:
    """21. November 07:00 bis 22. November 07:00, with years when they differ or the stretch is long.

    Of the very first edition, begun when the program was started, only the end is told.
    """
    full = end - start > timedelta(days=60) or start.astimezone(zone).year != end.astimezone(zone).year
    told = date if full else day
    to = languages.of(language).forms.until
    if end - start < timedelta(minutes=2):
        return f"{to} {day(end, zone, language)} {clock(end, zone)}"
    if start.astimezone(zone).date() == end.astimezone(zone).date():
        return f"{day(start, zone, language)} {clock(start, zone)} {to} {clock(end, zone)}"
    return f"{told(start, zone, language)} {clock(start, zone)} {to} {told(end, zone, language)} {clock(end, zone)}"


def place(zone: str) -> str:
    """The part of a zone's name people know: Europe/Berlin → Berlin."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")
