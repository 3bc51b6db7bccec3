"""An edition as its templates see it: sections in the order of a reader's minute, everything written out.

The names here are what users' own templates build on; docs/digests.md lists them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from monitor.digests import ledger
from monitor.digests.forms import account_view, card_view, links, subject
from monitor.digests.forms.card_view import Telling
from monitor.digests.forms.links import Link
from monitor.digests.frame import formats, phrases
from monitor.edition import Digest, Edition, LedgerLine

MUST, SHOULD = 3, 10  # cards of the first and second section
CATCH_UP = timedelta(days=2)
BARS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Some cards under a heading."""

    id: str
    heading: str
    cards: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A line of the ledger's picture."""

    name: str
    share: int  # 2–100, of the longest
    amount: str
    mark: str  # ▲ or ▼ when it changed in this window
    was: str  # "war 0,75 GW" then
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars of one kind."""

    heading: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date ahead: when, what for, and the story that names it."""

    when: str
    what: str
    story: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All a template needs."""

    lang: str
    title: str
    subject: str
    preheader: str
    period: str
    number: str
    name: str
    digest: str
    notes: tuple[str, ...]
    first: tuple[Telling, ...]  # every story of the edition, a line each
    sections: tuple[Section, ...]
    lines: tuple[Telling, ...]  # told in one line
    more: str  # how many stories are only on the page
    known: tuple[Telling, ...]
    ahead: tuple[Date, ...]  # dates ahead
    charts: tuple[Chart, ...]
    reckoning: str  # 311 Einträge geholt = 3 gezeigt + …
    sums: tuple[account_view.Sum, ...]
    account: str  # the same in a line
    unbalanced: str
    withheld: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]  # (group, ((entry, detail), …))
    feeds: tuple[str, ...]
    trouble: str  # the same in a line; empty when all is well
    page: str  # where the whole edition is served; empty when it is nowhere
    page_url: str  # the same, by its older name
    foot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much of an edition a form tells; the rest is on the page."""

    cards: int
    lines: int
    known: int
    whole: bool = False  # the page: everything


def view(digest: Digest, edition: Edition, size: Size, notes: Sequence[str] = ()) -> View:
    """The edition for a template, with as much in it as `size` allows."""
    lang, zone = phrases.spoken(digest.language), ZoneInfo(digest.timezone)
    full = [card for card in edition.cards if card.score >= digest.threshold][: size.cards]
    ids = {card.story.id for card in full}
    rest = [card for card in edition.cards if card.story.id not in ids]
    told = [card_view.telling(digest, card, at, whole=size.whole) for at, card in enumerate(full, start=1)]
    lines = [card_view.telling(digest, card, at) for at, card in enumerate(rest[: size.lines], start=len(full) + 1)]
    window = edition.window
    sums = account_view.sums(digest, edition)
    page_url = links.page(digest.page_url, f"{stem(edition.name)}.html")
    title = digest.title or phrases.phrase(lang, "title")
    period = formats.period(window.start_at, window.end_at, zone, lang)
    return View(
        lang=lang,
        title=title,
        subject=subject.subject(digest, edition),
        preheader=subject.preheader(digest, edition),
        period=phrases.phrase(lang, "period", period=period, place=formats.place(digest.timezone)),
        number=phrases.phrase(lang, "edition", number=edition.number),
        name=edition.name,
        digest=digest.name,
        notes=(*notes, *_notes(digest, edition)),
        first=(*told, *lines),
        sections=_sections(told, lang),
        lines=tuple(lines),
        more=_more(len(rest) - len(lines), lang),
        known=tuple(card_view.telling(digest, card, 0) for card in edition.known[: size.known]),
        ahead=_ahead(digest, edition),
        charts=_charts(digest, edition.ledger),
        reckoning=account_view.reckoning(edition.account.fetched, sums, lang),
        sums=sums,
        account=account_view.line(edition.account.fetched, sums, lang),
        unbalanced=account_view.unbalanced(edition, lang),
        withheld=account_view.withheld(edition.withheld, lang) if size.whole else (),
        feeds=account_view.feeds(digest, edition.feeds),
        trouble=account_view.trouble(digest, edition.feeds),
        page=page_url,
        page_url=page_url,
        foot=phrases.phrase(lang, "foot", digest=digest.name),
    )


def stem(name: str) -> str:
    """The stem of an edition's files: its name without colons, which not every file system takes."""
    return name.replace(":", "")


def _notes(digest: Digest, edition: Edition) -> tuple[str, ...]:
    lang, window = phrases.spoken(digest.language), edition.window
    length = window.end_at - window.start_at
    usual = CATCH_UP if digest.kind != "review" else timedelta(days=10)
    weekly = "*" not in digest.schedule.split()[-1]
    if length > usual and not weekly and edition.number > 1:
        return (phrases.phrase(lang, "catch-up", days=round(length / timedelta(days=1))),)
    return ()


def _sections(told: Sequence[Telling], lang: str) -> tuple[Section, ...]:
    """Must know, should know, also notable."""
    parts = (("must", told[:MUST]), ("should", told[MUST:SHOULD]), ("also", told[SHOULD:]))
    return tuple(Section(id=id, heading=phrases.phrase(lang, id), cards=tuple(cards)) for id, cards in parts if cards)


def _ahead(digest: Digest, edition: Edition) -> tuple[Date, ...]:
    lang, zone = phrases.spoken(digest.language), ZoneInfo(digest.timezone)
    today = edition.window.end_at.astimezone(zone).date()
    return tuple(
        Date(
            when=formats.calendar_day(one.at, lang, whole=one.day, today=today),
            what=phrases.phrase(lang, f"ahead-{one.kind}"),
            story=links.link(one.card.title, one.report.article.url, one.card.story.reports[0].article.language, 64),
        )
        for one in edition.ahead
    )


def _more(count: int, lang: str) -> str:
    return phrases.phrase(lang, "more", count) if count > 0 else ""


def _charts(digest: Digest, lines: Sequence[LedgerLine]) -> tuple[Chart, ...]:
    """Bars of power and money; a line that follows another of the same key is what stood before it."""
    lang = phrases.spoken(digest.language)
    charts = []
    for kind in ledger.PICTURED:
        units: dict[str, list[LedgerLine]] = {}
        for line in lines:
            if line.kind == kind and line.figure.value > 0:
                units.setdefault(line.figure.unit, []).append(line)
        for unit, held in units.items():
            heading = phrases.phrase(lang, f"ledger-{kind}") + (
                f" ({unit})" if kind == "money" and len(units) > 1 else ""
            )
            charts.append(Chart(heading=heading, bars=_bars(held, lang)))
    return tuple(charts)


def _bars(lines: Sequence[LedgerLine], lang: str) -> tuple[Bar, ...]:
    by_name: dict[str, list[LedgerLine]] = {}
    for line in lines:
        by_name.setdefault(line.of, []).append(line)
    now = sorted(by_name.values(), key=lambda held: -held[0].figure.value)[:BARS]
    longest = now[0][0].figure.value if now else 1.0
    return tuple(
        Bar(
            name=links.cut(held[0].of, links.NAME),
            share=max(2, round(100 * held[0].figure.value / longest)),
            amount=formats.figure(held[0].figure, lang),
            mark="▲" if held[0].figure.value >= held[-1].figure.value else "▼",
            was=phrases.phrase(lang, "was", old=formats.figure(held[1].figure, lang)) if len(held) > 1 else "",
            source=links.link(links.host(held[0].figure.url), held[0].figure.url),
        )
        for held in now
    )
