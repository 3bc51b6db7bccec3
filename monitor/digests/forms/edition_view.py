"""An edition as its templates see it: sections in the order of a reader's minute, everything written out.

The names here are what users' own templates build on; docs/digests.md lists them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from monitor import problems
from monitor.digests import ledger
from monitor.digests.forms import card_view, subject
from monitor.digests.forms.card_view import Link, Telling
from monitor.digests.frame import formats, phrases
from monitor.edition import Digest, Edition, FeedHealth, LedgerLine, Withheld

FIRST = 3  # headlines of the first screen
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
class Sum:
    """A line of the account."""

    id: str
    count: int
    name: str
    rule: str


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
    first: tuple[Telling, ...]
    sections: tuple[Section, ...]
    lines: tuple[Telling, ...]  # told in one line
    more: str  # how many stories are only on the page
    known: tuple[Telling, ...]
    charts: tuple[Chart, ...]
    reckoning: str  # 311 Einträge geholt = 3 gezeigt + …
    sums: tuple[Sum, ...]
    unbalanced: str
    withheld: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]  # (group, ((entry, detail), …))
    feeds: tuple[str, ...]
    page: str  # where the whole edition is: an address if the digest has one, else the path of the file
    page_url: str
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
    sums = _sums(digest, edition)
    page_url = (
        card_view.web_address(f"{digest.page_url.rstrip('/')}/{stem(edition.name)}.html") if digest.page_url else ""
    )
    title = digest.title or phrases.phrase(lang, "title")
    period = formats.period(window.start_at, window.end_at, zone, lang)
    return View(
        lang=lang,
        title=title,
        subject=subject.subject(digest, edition),
        preheader=card_view.cut(" · ".join(card.title for card in edition.cards[1:FIRST]), 150),
        period=phrases.phrase(lang, "period", period=period, place=formats.place(digest.timezone)),
        number=phrases.phrase(lang, "edition", number=edition.number),
        name=edition.name,
        digest=digest.name,
        notes=(*notes, *_notes(digest, edition)),
        first=tuple(told[:FIRST]) if len(edition.cards) > 1 else (),
        sections=_sections(told, lang),
        lines=tuple(lines),
        more=_more(len(rest) - len(lines), lang),
        known=tuple(card_view.telling(digest, card, 0) for card in edition.known[: size.known]),
        charts=_charts(digest, edition.ledger),
        reckoning=_reckoning(edition.account.fetched, sums, lang),
        sums=sums,
        unbalanced=_unbalanced(edition, lang),
        withheld=_withheld(edition.withheld, lang) if size.whole else (),
        feeds=_feeds(digest, edition.feeds),
        page=page_url or f"digests/{digest.name}/editions/{stem(edition.name)}.html",
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
            name=card_view.cut(held[0].of, card_view.NAME),
            share=max(2, round(100 * held[0].figure.value / longest)),
            amount=formats.figure(held[0].figure, lang),
            mark="▲" if held[0].figure.value >= held[-1].figure.value else "▼",
            was=phrases.phrase(lang, "was", old=formats.figure(held[1].figure, lang)) if len(held) > 1 else "",
            source=card_view.link(card_view.host(held[0].figure.url), held[0].figure.url),
        )
        for held in now
    )


def _sums(digest: Digest, edition: Edition) -> tuple[Sum, ...]:
    summed, lang = edition.account, phrases.spoken(digest.language)
    counts = (
        ("shown", summed.shown),
        ("merged", summed.merged),
        ("known", summed.known),
        ("off_topic", summed.off_topic),
        ("too_old", summed.too_old),
        ("failed", summed.failed),
        ("passed_over", summed.passed_over),
    )
    names = {"known": "known-count"}
    return tuple(
        Sum(
            id=id,
            count=count,
            name=phrases.phrase(lang, names.get(id, id)),
            rule=phrases.phrase(lang, f"rule-{id}", days=digest.max_age.days),
        )
        for id, count in counts
    )


def _reckoning(fetched: int, sums: Sequence[Sum], lang: str) -> str:
    parts = " + ".join(f"{formats.number(one.count, lang)} {one.name}" for one in sums if one.count)
    return f"{formats.number(fetched, lang)} {phrases.phrase(lang, 'fetched', fetched)} = {parts or 0}"


def _unbalanced(edition: Edition, lang: str) -> str:
    summed = edition.account
    if summed.balanced:
        return ""
    return phrases.phrase(lang, "unbalanced", fetched=summed.fetched, sum=summed.parts)


def _withheld(withheld: Sequence[Withheld], lang: str) -> tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]:
    """What is not shown, by group of the account."""
    groups = {
        "merged": ("merged",),
        "known-count": ("known", "near-copy"),
        "off_topic": ("off-topic",),
        "too_old": ("too-old",),
        "failed": ("failed",),
        "passed_over": ("passed-over",),
    }
    found = []
    for key, reasons in groups.items():
        mine = [one for one in withheld if one.reason in reasons]
        if mine:
            told = tuple(
                (card_view.link(one.title or one.url, one.url), card_view.cut(one.detail, 300)) for one in mine
            )
            found.append((f"{phrases.phrase(lang, key)} ({len(mine)})", told))
    return tuple(found)


def _feeds(digest: Digest, feeds: Sequence[FeedHealth]) -> tuple[str, ...]:
    """Trouble that is new, what is well again, what waits. An incident is told once; later only how many are well."""
    lang, zone = phrases.spoken(digest.language), ZoneInfo(digest.timezone)
    told: list[str] = []
    for feed in feeds:
        title = feed_name(feed)
        problem = card_view.cut(problems.words(feed.problem, lang), 160)
        if not feed.ok and not feed.told:
            since = formats.short(feed.problem_since, zone, lang) if feed.problem_since else ""
            key = "feed-trouble" if since else "feed-trouble-now"
            told.append(phrases.phrase(lang, key, title=title, problem=problem, since=since))
        if feed.ok and feed.recovered:
            told.append(phrases.phrase(lang, "feed-recovered", title=title))
        if feed.waiting:
            told.append(phrases.phrase(lang, "feed-waiting", feed.waiting, title=title))
    well = sum(1 for feed in feeds if feed.ok)
    if well == len(feeds) > 0 and not told:
        told.append(phrases.phrase(lang, "feeds-ok", len(feeds)))
    if any(not feed.ok and feed.told for feed in feeds):
        told.append(phrases.phrase(lang, "feeds-some", ok=well, all=len(feeds)))
    return tuple(told)


def feed_name(feed: FeedHealth) -> str:
    """A feed's title, or its host."""
    return card_view.cut(feed.title, card_view.NAME) or card_view.host(feed.url)
