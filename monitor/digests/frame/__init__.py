"""The frame of an edition: everything it says that is not from an article, in one reader's language and time zone.

A `Frame` is made once and passed on. Its words are in `phrases/`; how a language writes numbers and dates is in
`monitor.language`.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from monitor import language as languages
from monitor.digests.frame import phrases
from monitor.edition import Digest
from monitor.model import Figure, Report, Step

TIE = "\u202f"  # a narrow no-break space
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
POWERS = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))


class Frame:
    """Phrases, numbers and dates for one reader. Without a table of phrases for the language, they are in English."""

    def __init__(self, language: str, timezone: str = "UTC") -> None:
        self.language = language if language in phrases.TABLES else languages.COMMON.code
        self.zone = ZoneInfo(timezone)
        self._table = phrases.TABLES[self.language]
        spoken = languages.BY_CODE[self.language]
        self._forms, self._numbers, self._units = spoken.forms, spoken.numbers, spoken.measures.shown
        self._phrases = {key: self.tied(text) for key, text in self._table.PHRASES.items()}
        self.colon = self._phrases["colon"]  # with the space the language puts before it
        plain = {key.replace("-", "_"): text for key, text in self._phrases.items() if "{" not in text}
        self.fixed: Mapping[str, str] = MappingProxyType(plain)  # phrases without fields; underscores for hyphens

    @staticmethod
    def of(digest: Digest) -> Frame:
        """The frame of a digest's editions."""
        return _made(digest.language, digest.timezone)

    def phrase(self, key: str, count: int | None = None, **values: object) -> str:
        """The phrase of that name, filled in; with `count`, its form for one or for several."""
        forms = self._phrases[key].split(" | ")
        form = forms[0] if count == 1 or len(forms) == 1 else forms[1]
        return form.format_map(values if count is None else {**values, "n": count})

    def tied(self, text: str) -> str:
        """The text with no-break spaces where the language needs them: the tables are written with plain ones."""
        before, behind = self._forms.tied_before, self._forms.tied_behind
        text = re.sub(rf" (?=[{re.escape(before)}])", TIE, text) if before else text
        return re.sub(rf"(?<=[{re.escape(behind)}]) ", TIE, text) if behind else text

    def language_name(self, code: str) -> str:
        """The name of a language, or its code if there is no word for it."""
        return self._table.LANGUAGES.get(code, code or "?")

    @property
    def languages(self) -> Mapping[str, str]:
        """The names of languages, by code."""
        return self._table.LANGUAGES

    def provenance(self, told_at: datetime | None) -> str:
        """Where the reader knows a text from: the edition of a day, or the seeds."""
        return self.phrase("told-on", day=self.day(told_at)) if told_at else self.phrase("from-seed")

    def note(self, report: Report) -> str:
        """The note after the name of a source: language, time, whether it is a near copy."""
        at = report.article.published_at
        when = self.short(min(at, report.seen_at)) if at else self.phrase("undated")
        copy = self.phrase("copy") if report.role == "near-copy" else ""
        return ", ".join(part for part in (report.article.language, when, copy) if part)

    def number(self, value: float) -> str:
        """A number as people write it: 0,75 · 1,5 · 10.000 in German, 0.75 · 1.5 · 10,000 in English."""
        digits = 0 if abs(value) >= 1000 or value == int(value) else 2
        text = f"{value:,.{digits}f}"
        text = text.rstrip("0").rstrip(".") if digits else text
        thousands = self._forms.thousands or self._numbers.grouping
        return text.translate({ord(","): thousands, ord("."): self._numbers.decimal})

    def quantity(self, value: float, unit: str) -> str:
        """A value in its base unit, written short: 750 MW, 1,5 GW, 21 Mrd. $ or $21bn, 100.000 Chips, 30 %."""
        if unit in ("W", "Wh"):
            size, prefix = next(((s, p) for s, p in POWERS if abs(value) >= s), (1.0, ""))
            return f"{self.number(value / size)} {prefix}{unit}"
        if len(unit) == 3 and unit.isupper():
            sign = SIGNS.get(unit, unit)
            form = self._forms.money if len(sign) == 1 else self._forms.money_code
            return form.format(amount=self._large(value), sign=sign)
        if unit == "%":
            return self._forms.percent.format(self.number(value))
        named = self._forms.chips if unit == "chips" else self._units.get(unit, unit)
        return f"{self._large(value)} {named}".strip()

    def step(self, step: Step) -> str:
        """What happened, such as: delayed to 2030."""
        return self.phrase(f"step-{step.kind}" + ("-until" if step.until else ""), year=step.until)

    def happened(self, step: Step) -> str:
        """The same with a capital, before what it is about."""
        told = self.step(step)
        return told[:1].upper() + told[1:]

    def _large(self, value: float) -> str:
        """A plain count, with a word for the million and more."""
        for size, word in self._forms.large:
            if abs(value) >= size:
                return f"{self.number(value / size)}{self._forms.large_gap}{word}"
        return self.number(value)

    def figure(self, said: Figure) -> str:
        """A figure with its hedge: "bis zu 10 GW"."""
        return self.hedged(said.value, said.unit, said.hedge)

    def hedged(self, value: float, unit: str, hedge: str) -> str:
        """A value in its base unit with a hedge."""
        words = {str(key): words for key, words in self._forms.hedges.items()}.get(hedge, "")
        return f"{words} {self.quantity(value, unit)}".strip()

    def clock(self, at: datetime) -> str:
        """07:00; 7 h in French."""
        local = at.astimezone(self.zone)
        form = self._forms.clock if local.minute else self._forms.full_hour
        return form.format(hour=local.hour, minute=local.minute)

    def day(self, at: datetime) -> str:
        """21. November (de), 21 November (en), 21 novembre (fr)."""
        return self._day(at.astimezone(self.zone))

    def day_of(self, at: datetime, now: datetime) -> str:
        """21.11. (de), 21 Nov (en); 21. November 2025 if the year is not the one of `now`."""
        same = at.astimezone(self.zone).year == now.astimezone(self.zone).year
        return self.short_day(at) if same else self.date(at)

    def date(self, at: datetime) -> str:
        """21. November 2026."""
        return f"{self.day(at)} {at.astimezone(self.zone).year}"

    def month(self, at: datetime) -> str:
        """November 2026."""
        local = at.astimezone(self.zone)
        return f"{self._forms.months[local.month - 1]} {local.year}"

    def calendar_day(self, at: dt.date, *, whole: bool, today: dt.date) -> str:
        """17. Dezember, or März 2027 if only the month is known; with the year if it is not the current one."""
        if not whole:
            return f"{self._forms.months[at.month - 1]} {at.year}"
        told = self._day(at)
        return told if at.year == today.year else f"{told} {at.year}"

    def _day(self, at: dt.date) -> str:
        day = at.day if at.day > 1 else self._forms.first_day
        return self._forms.day.format(day=day, month=self._forms.months[at.month - 1])

    def short(self, at: datetime) -> str:
        """21.11. 18:04 (de), 21 Nov 18:04 (en)."""
        return f"{self.short_day(at)} {self.clock(at)}"

    def short_day(self, at: datetime) -> str:
        """21.11. (de), 21 Nov (en)."""
        local = at.astimezone(self.zone)
        short_month = self._forms.months[local.month - 1][:3]
        return self._forms.short_day.format(day=local.day, number=local.month, short_month=short_month)

    def period(self, start: datetime, end: datetime) -> str:
        """21. November 07:00 bis 22. November 07:00, with years if they differ or the period is long.

        For the very first edition, whose period begins when the program is started, only the end is given.
        """
        first, last = start.astimezone(self.zone), end.astimezone(self.zone)
        told = self.date if end - start > timedelta(days=60) or first.year != last.year else self.day
        if end - start < timedelta(minutes=2):
            return self._forms.until.format(end=self._moment(end, self.day))
        if first.date() == last.date():
            clocks = {"start": self.clock(start), "end": self.clock(end)}
            return self._forms.period_of_day.format(day=self.day(start), **clocks)
        return self._forms.period.format(start=self._moment(start, told), end=self._moment(end, told))

    def span(self, start: datetime, end: datetime) -> str:
        """Sonntag, 22. November 07:00, or 19. November bis 22. November if it is more than a day and a half."""
        if end - start <= timedelta(hours=36):
            weekday = self._forms.weekdays[end.astimezone(self.zone).weekday()]
            return self._forms.weekday.format(weekday=weekday, moment=self._moment(end, self.day))
        return self._forms.period.format(start=self.day(start), end=self.day(end))

    def _moment(self, at: datetime, day: Callable[[datetime], str]) -> str:
        return self._forms.moment.format(day=day(at), clock=self.clock(at))

    @property
    def place(self) -> str:
        """The part of the zone's name that people know: Europe/Berlin → Berlin."""
        return self.zone.key.rsplit("/", 1)[-1].replace("_", " ")


_made = functools.lru_cache(maxsize=64)(Frame)
