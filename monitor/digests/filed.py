"""Where and when quoted reports were filed, where a card would not say it: "Abilene, Texas", "5 Mar"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from monitor.digests import contents
from monitor.digests.frame import Frame
from monitor.edition import Card, Window
from monitor.model import Report
from monitor.text import datelines, dates

DAY = timedelta(days=1)  # an edition of a few minutes covers the day before it, too


def noted(card: Card, frame: Frame, window: Window) -> Card:
    """The card with a note for each quoted report, or else for its lead, if it says where or when.

    What the card itself leaves open is noted once, beside the report that leads it.
    """
    lead = card.story.reports[0]
    quoted = {url for _, url in card.summary} or {lead.article.url}
    said = " ".join((card.title, *(sentence for sentence, _ in card.summary)))
    reports = [report for report in card.story.reports if report.article.url in quoted]
    notes = ((one.article.url, ", ".join(_notes(one, said, frame, window, leads=one is lead))) for one in reports)
    return replace(card, filed=tuple((url, note) for url, note in notes if note))


def _notes(report: Report, said: str, frame: Frame, window: Window, *, leads: bool) -> Iterator[str]:
    """Its place or region, if the card does not say where; its day, if it is old or the card names no time at all."""
    place, at = datelines.place(report.article.text, report.article.language), report.article.published_at
    if place and _is_new(place, report, said):
        yield place
    elif leads and (region := contents.region(report, said)):
        yield region
    since = min(window.start_at, window.end_at - DAY).astimezone(frame.zone).date()
    day = at.astimezone(frame.zone).date() if at else None
    if at and day and (day < since or (leads and not _names_time(said, day))):
        yield frame.day_of(at, window.end_at)


def _names_time(said: str, written: date) -> bool:
    """Whether a text names a day, a month or a year."""
    return dates.tells_day(said, written) or bool(dates.years(said)) or any(dates.months(said))


def _is_new(place: str, report: Report, said: str) -> bool:
    """Whether a place is more than what is said of where: no place is named there, or only its name or its region."""
    name, _, region = place.partition(", ")
    if name in said:
        return bool(region) and region not in said
    if region and region in said:
        return True
    return not contents.names_a_place(report, said) and not contents.is_a_party(report, place)
