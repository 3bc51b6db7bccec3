"""An edition as templates see it: sections in reading order, everything formatted.

The names here are what users' own templates build on; docs/digests.md lists them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.digests import bars
from monitor.digests.forms import account_view, card_view, corrections_view, feeds_view, links, month_view
from monitor.digests.forms.card_view import Telling
from monitor.digests.forms.links import Link
from monitor.digests.frame import Frame
from monitor.edition import Digest, Edition, LedgerLine

MUST, SHOULD = 3, 10  # cards of the first and second section
CATCH_UP = timedelta(days=2)
BARS = 8
SUBJECT, PREHEADER = 170, 150  # characters of a subject and of the line that mail programs show after it
FIRST, SECOND = 70, 48  # of its first and its second story; a phone shows about 40


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
    dated: str  # Mittwoch, 2. Dezember 07:00 · 3 Meldungen · Ausgabe 2
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
    answers: str = ""  # how to answer the mail; empty: answers are not read
    month: tuple[str, ...] = ()  # what the feeds contributed, once a month
    corrections: tuple[corrections_view.Corrected, ...] = ()  # of what earlier editions told


def view(digest: Digest, edition: Edition, problems: Iterable[str] = ()) -> View:
    """The whole edition for a template; `problems` are what is wrong with the user's templates."""
    frame, window, served = Frame.of(digest), edition.window, digest.page_url
    period = frame.phrase("period", period=frame.period(window.start_at, window.end_at), place=frame.place)
    when, number = frame.span(window.start_at, window.end_at), frame.phrase("edition", number=edition.number)
    count = frame.phrase("stories", len(edition.cards)) if edition.cards else ""
    ahead = tuple(
        Date(
            when=frame.calendar_day(one.at, whole=one.day, today=window.end_at.astimezone(frame.zone).date()),
            what=frame.phrase(f"ahead-{one.kind}"),
            story=links.link(one.card.title, one.report.article.url, one.card.story.reports[0].article.language, 64),
        )
        for one in edition.ahead
    )
    page_url = links.page(served, f"{links.stem(edition.name)}.html")
    told = tuple(card_view.telling(card, at, frame, served) for at, card in enumerate(edition.cards, start=1))
    feeds = feeds_view.feeds(edition.feeds, frame)
    account = account_view.account(edition, frame, digest.max_age.days)
    return View(
        lang=frame.language,
        title=digest.title or frame.phrase("title"),
        subject=_subject(digest, edition, frame),
        preheader=_preheader(edition, frame),
        period=period,
        dated=" · ".join(part.replace(" ", "\u00a0") for part in (when, count, number) if part),
        number=number,
        name=edition.name,
        digest=digest.name,
        notes=_notes(digest, edition, problems, frame),
        first=told,
        sections=sections(told, frame),
        lines=(),
        more="",
        known=tuple(card_view.telling(card, 0, frame, served) for card in edition.known),
        charts=_charts(edition.ledger, frame),
        ahead=ahead,
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
        answers=frame.phrase("foot-answers") if digest.answers else "",
        month=month_view.lines(edition.month, frame, most=month_view.ALL) if edition.month else (),
        corrections=tuple(corrections_view.corrected(one, frame, edition.cards) for one in edition.corrections),
    )


def _subject(digest: Digest, edition: Edition, frame: Frame) -> str:
    """The news, such as: Cerebras: 750 MW → 1,5 GW · Vestøra erst 2030 · 3 weitere. A broken intake comes first."""
    parts = []
    if edition.broken_intake:
        troubled = sum(1 for feed in edition.feeds if not feed.ok)
        parts.append(frame.phrase("subject-broken", n=troubled, all=len(edition.feeds)))
    if edition.cards:
        lengths = (FIRST, SECOND)
        news = [card_view.line(card, frame, length).text for card, length in zip(edition.cards, lengths, strict=False)]
        news[0] = frame.phrase(f"subject-{digest.kind}", news=news[0])
        parts += news
        rest = len(edition.cards) - len(news)
        parts += [frame.phrase("subject-more", rest)] if rest else []
    elif edition.corrections:
        first = edition.corrections[0]
        parts.append(frame.phrase("subject-correction", number=first.edition, title=links.cut(first.title, FIRST)))
    else:
        title = digest.title or frame.phrase("title")
        parts.append(frame.phrase("subject-nothing", title=title))
    return links.cut(" · ".join(parts), SUBJECT)


def _preheader(edition: Edition, frame: Frame) -> str:
    """The stories after those in the subject; for a single story its first words."""
    rest = [card_view.line(card, frame, SECOND).text for card in edition.cards[2:5]]
    quotes = [sentence for card in edition.cards[:1] for sentence, _ in card.summary]
    return links.cut(" · ".join(rest or quotes), PREHEADER)


def _notes(digest: Digest, edition: Edition, problems: Iterable[str], frame: Frame) -> tuple[str, ...]:
    """What has to come first: mistakes in templates, and that an edition covers a longer time than usual."""
    notes = [frame.phrase("template-problem", problem=problem) for problem in problems]
    length = edition.window.end_at - edition.window.start_at
    usual = CATCH_UP if digest.kind != "review" else timedelta(days=10)
    weekly = "*" not in digest.schedule.split()[-1]
    if length > usual and not weekly and edition.number > 1:
        notes.append(frame.phrase("catch-up", days=round(length / timedelta(days=1))))
    return tuple(notes)


def sections(told: Sequence[Telling], frame: Frame) -> tuple[Section, ...]:
    """Cards under headings: must know, should know, also notable."""
    parts = (("must", told[:MUST]), ("should", told[MUST:SHOULD]), ("also", told[SHOULD:]))
    return tuple(Section(id=id, heading=frame.phrase(id), cards=tuple(cards)) for id, cards in parts if cards)


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
