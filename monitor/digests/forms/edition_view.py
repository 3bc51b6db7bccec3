"""An edition as templates see it: sections in reading order, everything formatted.

The names here are what users' own templates build on; docs/digests.md lists them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.digests import bars
from monitor.digests.forms import account_view, card_view, feeds_view, links, month_view, subject
from monitor.digests.forms.card_view import Telling
from monitor.digests.forms.links import Link
from monitor.digests.frame import Frame
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
    """A bar of the ledger's chart."""

    name: str
    share: int  # 2–100, of the longest
    amount: str
    mark: str  # ▲ or ▼ if it changed in this window
    was: str  # then also "war 0,75 GW"
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars of one kind."""

    heading: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """An upcoming date: when, what for, and the story that names it."""

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
    first: tuple[Telling, ...]  # every story of the edition, one line each
    sections: tuple[Section, ...]
    lines: tuple[Telling, ...]  # shown in one line
    more: str  # how many stories are only on the page
    known: tuple[Telling, ...]
    ahead: tuple[Date, ...]  # upcoming dates
    charts: tuple[Chart, ...]
    reckoning: str  # 311 Einträge geholt = 3 gezeigt + …
    sums: tuple[account_view.Sum, ...]
    account: str  # the same in a line
    unbalanced: str
    withheld: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]  # (group, ((entry, detail), …))
    feeds: tuple[str, ...]
    trouble: str  # the same in a line; empty if all is well
    page: str  # where the whole edition is served; empty if it is not
    page_url: str  # the same, under its older name
    foot: str
    month: tuple[str, ...] = ()  # what the feeds contributed, once a month


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much of an edition a mail shows; the rest is on the page."""

    cards: int
    lines: int
    known: int


def view(digest: Digest, edition: Edition, notes: Sequence[str] = ()) -> View:
    """The whole edition for a template: every story in full, every withheld entry and why."""
    frame, window, served = Frame.of(digest), edition.window, digest.page_url
    period = frame.phrase("period", period=frame.period(window.start_at, window.end_at), place=frame.place)
    page_url = links.page(served, f"{links.stem(edition.name)}.html")
    told = tuple(card_view.telling(card, at, frame, served) for at, card in enumerate(edition.cards, start=1))
    feeds = feeds_view.feeds(edition.feeds, frame)
    account = account_view.account(edition, frame, digest.max_age.days)
    return View(
        lang=frame.language,
        title=digest.title or frame.phrase("title"),
        subject=subject.subject(digest, edition, frame),
        preheader=subject.preheader(edition, frame),
        period=period,
        number=frame.phrase("edition", number=edition.number),
        name=edition.name,
        digest=digest.name,
        notes=(*notes, *_notes(digest, edition, frame)),
        first=told,
        sections=_sections(told, frame),
        lines=(),
        more="",
        known=tuple(card_view.telling(card, 0, frame, served) for card in edition.known),
        charts=_charts(edition.ledger, frame),
        ahead=_ahead(edition, frame),
        reckoning=account.sum,
        sums=account.sums,
        account=account.line,
        unbalanced=account.unbalanced,
        withheld=account.withheld,
        feeds=feeds.lines,
        trouble=feeds.line,
        page=page_url,
        page_url=page_url,
        foot=frame.phrase("foot", digest=digest.name),
        month=month_view.lines(edition.month, frame, most=month_view.ALL) if edition.month else (),
    )


def shortened(whole: View, digest: Digest, edition: Edition, size: Size) -> View:
    """As much of an edition as a mail of that size shows: first the stories important enough to be shown in full."""
    frame = Frame.of(digest)
    full = [one for one, card in zip(whole.first, edition.cards, strict=True) if card.score >= digest.threshold]
    full = full[: size.cards]
    ids = {one.id for one in full}
    rest = [one for one in whole.first if one.id not in ids]
    shown, more = [*full, *rest[: size.lines]], len(rest) - size.lines
    first = tuple(card_view.shortened(one, at, frame) for at, one in enumerate(shown, start=1))
    return replace(
        whole,
        first=first,
        sections=_sections(first[: len(full)], frame),
        lines=first[len(full) :],
        more=frame.phrase("more", more) if more > 0 else "",
        known=tuple(card_view.shortened(one, 0, frame) for one in whole.known[: size.known]),
        withheld=(),
        month=month_view.lines(edition.month, frame) if edition.month else (),
    )


def _notes(digest: Digest, edition: Edition, frame: Frame) -> tuple[str, ...]:
    length = edition.window.end_at - edition.window.start_at
    usual = CATCH_UP if digest.kind != "review" else timedelta(days=10)
    weekly = "*" not in digest.schedule.split()[-1]
    if length > usual and not weekly and edition.number > 1:
        return (frame.phrase("catch-up", days=round(length / timedelta(days=1))),)
    return ()


def _sections(told: Sequence[Telling], frame: Frame) -> tuple[Section, ...]:
    """Must know, should know, also notable."""
    parts = (("must", told[:MUST]), ("should", told[MUST:SHOULD]), ("also", told[SHOULD:]))
    return tuple(Section(id=id, heading=frame.phrase(id), cards=tuple(cards)) for id, cards in parts if cards)


def _ahead(edition: Edition, frame: Frame) -> tuple[Date, ...]:
    today = edition.window.end_at.astimezone(frame.zone).date()
    return tuple(
        Date(
            when=frame.calendar_day(one.at, whole=one.day, today=today),
            what=frame.phrase(f"ahead-{one.kind}"),
            story=links.link(one.card.title, one.report.article.url, one.card.story.reports[0].article.language, 64),
        )
        for one in edition.ahead
    )


def _charts(lines: Sequence[LedgerLine], frame: Frame) -> tuple[Chart, ...]:
    """Bars of power and money; a line after another one with the same key is the amount before it."""
    charts = []
    for kind in bars.PICTURED:
        units: dict[str, list[LedgerLine]] = {}
        for line in lines:
            if line.kind == kind and line.figure.value > 0:
                units.setdefault(line.figure.unit, []).append(line)
        for unit, held in units.items():
            heading = frame.phrase(f"ledger-{kind}") + (f" ({unit})" if kind == "money" and len(units) > 1 else "")
            charts.append(Chart(heading=heading, bars=_bars(held, frame)))
    return tuple(charts)


def _bars(lines: Sequence[LedgerLine], frame: Frame) -> tuple[Bar, ...]:
    by_name: dict[str, list[LedgerLine]] = {}
    for line in lines:
        by_name.setdefault(line.of, []).append(line)
    now = sorted(by_name.values(), key=lambda held: -held[0].figure.value)[:BARS]
    longest = now[0][0].figure.value if now else 1.0
    return tuple(
        Bar(
            name=links.cut(held[0].of, links.NAME),
            share=max(2, round(100 * held[0].figure.value / longest)),
            amount=frame.figure(held[0].figure),
            mark="▲" if held[0].figure.value >= held[-1].figure.value else "▼",
            was=frame.phrase("was", old=frame.figure(held[1].figure)) if len(held) > 1 else "",
            source=links.link(links.host(held[0].figure.url), held[0].figure.url),
        )
        for held in now
    )
