"""Where and when quoted reports were filed, where a card would not say it: "Abilene, Texas", "5 March".

"Last night" and "today" in a quote are those of its day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from monitor.digests import contents
from monitor.digests.frame import Frame
from monitor.edition import Card, Window
from monitor.model import Report
from monitor.text import datelines, dates

DAY = timedelta(days=1)  # an edition of a few minutes covers the day before it, too


def noted(card: Card, frame: Frame, window: Window) -> Card:
    """The card with a note for each quoted report, or else for its lead, if it says where or when."""
    lead = card.story.reports[0]
    quoted = {url for _, url in card.summary} or {lead.article.url}
    said = " ".join((card.title, *(sentence for sentence, _ in card.summary)))
    reports = [report for report in card.story.reports if report.article.url in quoted]
    notes = (
        (one.article.url, ", ".join([*_where(one, said), *_when(one, said if one is lead else "", frame, window)]))
        for one in reports
    )
    return replace(card, filed=tuple((url, note) for url, note in notes if note))


def _where(report: Report, said: str) -> Iterator[str]:
    """The place of a report, if the card does not say where, or else the region that its text gives for one it says."""
    place = datelines.place(report.article.text, report.article.language)
    if place and _is_new(place, report, said):
        yield place
    elif region := contents.region(report, said):
        yield region


def _when(report: Report, said: str, frame: Frame, window: Window) -> Iterator[str]:
    """The day of a report, if it is older than the edition or what is `said` of it names no day, month or year."""
    at, since = report.article.published_at, min(window.start_at, window.end_at - DAY).astimezone(frame.zone).date()
    if at is None:
        return
    day = at.astimezone(frame.zone).date()
    if day < since or (said and not dates.tells_day(said, day) and not dates.tells_when(said)):
        yield frame.day_of(at, window.end_at)


def _is_new(place: str, report: Report, said: str) -> bool:
    """Whether a place is more than what is said of where: no place is named there, or only its name or its region."""
    name, _, region = place.partition(", ")
    if name in said:
        return bool(region) and region not in said
    if region and region in said:
        return True
    return not contents.names_a_place(report, said) and not contents.is_a_party(report, place)
