"""Thirty changes of pages, as papers make them: told exactly where substance has changed, from the bytes of the page on."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from monitor import pages
from monitor.articles import extract
from monitor.correction import Look
from monitor.corrections import plan
from monitor.model import Article, ArticleId, Page, StoredEntry, Validators
from tests import builders
from tests.topic import OPENAI
from tests.unit.test_corrections import ALL, COSMETIC, NOTES, WITHDRAWN, edited, with_text

URL = "https://paper.example/halden"
TICKER = [
    "9:15 The council meets.",
    "10:40 Vestora says that 14 billion dollars are signed.",
    "11:05 The mayor speaks.",
]
Edit = Callable[[Article], Article]


@dataclass(frozen=True)
class Change:
    """What a paper does to its page, and what of it is told."""

    code: str
    what: str
    edit: Edit = lambda own: own
    kinds: Sequence[str] = ()
    status: int = 200
    moved_to: str = ""
    wall: str = ""  # stands where the text was


def words(old: str, new: str) -> Edit:
    return lambda own: edited(own, old, new)


def line(text: str, *, first: bool = False) -> Edit:
    return lambda own: with_text(own, text, first=first)


def heading(title: str) -> Edit:
    return lambda own: replace(own, title=title)


def live(own: Article) -> Article:
    return with_text(own, *TICKER, first=True)


THIRTY = [
    Change("en", "figure", words("14 billion dollars", "1.4 billion dollars"), ["figure"]),
    Change("en", "figure", words("of 1.2 gigawatts", "of 900 megawatts"), ["figure"]),
    Change("de", "figure", words("14 Milliarden Dollar", "41 Milliarden Dollar"), ["figure"]),
    Change("de", "figure", words("1,2 Gigawatt haben", "1,5 Gigawatt haben"), ["figure"]),
    Change("fr", "figure", words("14 milliards", "4 milliards"), ["figure"]),
    Change("en", "headline", words("agree on a 1.2 gigawatt campus", "agree on a 2.1 gigawatt campus"), ["headline"]),
    Change("en", "headline", heading("OpenAI denies a deal with Vestora on a campus in Halden"), ["headline"]),
    Change("de", "headline", heading("OpenAI sagt Campus bei Halden ab"), ["headline"]),
    Change("de", "headline", words("in Halden 1,2 Gigawatt", "in Halden 2 Gigawatt"), ["headline"]),
    Change("en", "retraction", line(WITHDRAWN[0][1], first=True), ["retracted"]),
    Change("de", "retraction", lambda own: replace(own, text=WITHDRAWN[2][1]), ["retracted"]),
    Change("fr", "retraction", line(WITHDRAWN[4][1], first=True), ["retracted"]),
    Change("en", "deletion", kinds=["deleted"], status=404),
    Change("de", "deletion", kinds=["deleted"], status=410),
    Change("fr", "deletion", kinds=["deleted"], moved_to="https://paper.example/"),
    Change("en", "correction note", line(NOTES[0][1]), ["note"]),
    Change("en", "correction note", line(NOTES[1][1], first=True), ["note"]),
    Change("de", "correction note", line(NOTES[4][1]), ["note"]),
    Change("fr", "correction note", line(NOTES[6][1], first=True), ["note"]),
    Change("en", "paywall put up later", wall="Subscribe to read on. Cancel at any time, 1 dollar a week for 12 weeks."),
    Change("de", "paywall put up later", wall="Weiterlesen mit Abo: 4 Wochen für 1 Euro. Bereits Abonnent? Anmelden."),
    Change("en", "cosmetic", COSMETIC["other punctuation"]),
    Change("de", "cosmetic", COSMETIC["more precise"]),
    Change("fr", "cosmetic", COSMETIC["further sentences"]),
    Change("en", "cosmetic", COSMETIC["the time of an update"]),
    Change("de", "cosmetic", COSMETIC["related links"]),
    Change("en", "A/B headline", heading("The quiet town where OpenAI wants to build")),
    Change("de", "A/B headline", heading("Warum es OpenAI nach Halden zieht")),
    Change("en", "live ticker", lambda own: edited(live(own), "14 billion dollars in the", "15 billion dollars in the")),
    Change("en", "live ticker", lambda own: with_text(live(own), "12:20 Vestora says that 16 billion dollars are signed.")),
]  # fmt: skip
KINDS = {"figure", "headline", "retraction", "deletion", "correction note", "paywall put up later", "cosmetic", "A/B headline", "live ticker"}  # fmt: skip


def served(own: Article, change: Change | None = None) -> Page:
    lines = [change.wall] if change and change.wall else own.text.split("\n")
    body = f"<html lang='{own.language}'><head><title>{own.title} | Paper</title></head><body><article><h1>{own.title}</h1>"
    body += "".join(f"<p>{each}</p>" for each in lines) + "</article><footer>Imprint</footer></body></html>"
    status, url = (change.status, change.moved_to or URL) if change else (200, URL)
    return Page(url=url, status=status, fetched_at=builders.NOW, body=body.encode())


def entry(own: Article) -> StoredEntry:
    stored = builders.stored(1)
    return replace(stored, entry=replace(stored.entry, title=own.title, url=URL, summary=""))


def told_of(change: Change) -> Sequence[str]:
    """The kinds of what is told after the looks of a week; the page stays as it was edited."""
    base = live(ALL[change.code]) if change.what == "live ticker" else ALL[change.code]
    after = change.edit(ALL[change.code])
    stored, now = entry(base), builders.NOW
    told = extract.article(stored, served(base))
    assert told.basis == "page"
    look = Look(article_id=ArticleId(1), stored=stored, article=replace(told, url=URL), told_at=now, looks=0, missing_at=None, validators=Validators())  # fmt: skip
    found: dict[Any, None] = {}
    due: datetime | None = now + timedelta(days=1)
    while due:
        page = served(after, change)
        there = plan.is_to_read(page) and not plan.is_missing(page, URL)
        seen = pages.changes(stored, look.article, page, [OPENAI]) if there else ()
        looked = plan.outcome(look, page, seen, due)
        found |= dict.fromkeys((one.kind, one.new) for one in looked.changes)  # as it is stored: once
        look = replace(look, looks=looked.looks, missing_at=looked.missing_at)
        due = looked.due_at
    return [kind for kind, _ in found]


def test_all_kinds_of_change_are_there() -> None:
    assert len(THIRTY) == 30
    assert Counter(change.what for change in THIRTY).keys() == KINDS


@pytest.mark.slow
@pytest.mark.parametrize("change", THIRTY, ids=lambda change: f"{change.code} {change.what}")
def test_exactly_what_changes_in_substance_is_told_once(change: Change) -> None:
    assert list(told_of(change)) == list(change.kinds)
