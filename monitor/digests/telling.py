"""A card as its readers see it: every text cut to a sane length, every address made harmless, every number written."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import category
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from monitor.digests import account, formats, ledger, words
from monitor.edition import Card, Digest
from monitor.model import Figure, Report

TITLE, SENTENCE, NAME = 180, 420, 60  # characters shown
REPORTS, FIGURES, CHANGES = 8, 6, 6  # per card in a mail; the page has all
RTL = frozenset({"ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A text with its address and the host it leads to; `url` is empty when the address is not one of the web."""

    text: str
    url: str
    host: str
    lang: str = ""
    dir: str = "ltr"
    note: str = ""  # language, time, role


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference to what the reader knows: `old` is empty for what is new altogether."""

    label: str
    old: str
    new: str
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Sentences of one article, and where they stand."""

    text: str
    lang: str
    dir: str
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A story ready for a template."""

    id: str  # of its anchor and its page
    number: int
    status: str  # new, update, known
    badge: str  # the same in words
    headline: Link
    changes_label: str
    changes: tuple[Change, ...]
    changes_source: Link | None  # when all changes have the same source
    summary: tuple[Quote, ...]
    figures: tuple[str, ...]
    only_in: tuple[tuple[str, str], ...]  # (label, figures) told by the reports of one language alone
    conflict: str
    known: str  # what was known before, and from where
    counts: str  # "4 Berichte, davon 2 neu · 2 unabhängige Ursprünge"
    reports: tuple[Link, ...]
    more_reports: str
    why: str
    note: str


def telling(digest: Digest, card: Card, number: int, *, whole: bool = False) -> Telling:
    """What a template shows of a card; `whole`: with all reports and figures, for the page."""
    lang = words.spoken(digest.language)
    lead = card.story.reports[0]
    fresh = [report for report in card.story.reports if report.article_id in card.fresh] or [lead]
    limit = 10_000 if whole else REPORTS
    changes = _changes(digest, card, fresh)[: 10_000 if whole else CHANGES]
    return Telling(
        id=str(card.story.id),
        number=number,
        status=card.verdict.status,
        badge=words.phrase(lang, card.verdict.status),
        headline=link(card.title, lead.article.url, lead.article.language),
        changes_label=_since(digest, card),
        changes=changes,
        changes_source=changes[0].source if changes and len({change.source for change in changes}) == 1 else None,
        summary=_quotes(card),
        figures=_figures(fresh, lang, changes)[: 10_000 if whole else FIGURES],
        only_in=_only_in(fresh, lang),
        conflict=_conflict(fresh, lang),
        known=_known(digest, card),
        counts=_counts(card, lang),
        reports=tuple(_report(digest, report) for report in card.story.reports[:limit]),
        more_reports=_more(len(card.story.reports) - limit, lang),
        why=cut("; ".join(card.why), SENTENCE),
        note=words.phrase(lang, "headline-only") if lead.article.basis == "headline" else "",
    )


def link(text: str, url: str, language: str = "", length: int = TITLE) -> Link:
    """A link with its host; an address that is not plain http(s) is not linked."""
    safe = web_address(url)
    code = language if language.isalnum() and language.isascii() else ""
    return Link(
        text=cut(text, length) or host(url),
        url=safe,
        host=host(safe),
        lang=code,
        dir="rtl" if language in RTL else "ltr",
    )


@functools.lru_cache(maxsize=8192)
def web_address(url: str) -> str:
    """The address when it is an absolute http(s) one without anything that could break out of it, else nothing."""
    if any(char.isspace() or ord(char) < 0x20 or char in "\"'<>\\`{}" for char in url):
        return ""
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and "@" not in parts.netloc
        _ = parts.port
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and named and len(url) <= 2000 else ""


@functools.lru_cache(maxsize=8192)
def host(url: str) -> str:
    """The host of an address without `www.`, in ASCII, so that no look-alike letters deceive."""
    name = (urlsplit(url).hostname or "") if url else ""
    try:
        name = name.encode("idna").decode("ascii") if not name.isascii() else name
    except UnicodeError:
        name = ""
    return cut(name.removeprefix("www."), NAME)


def cut(text: str, length: int) -> str:
    """The text on one line without controls and marks that turn the direction of others, shortened at a word's end."""
    text = text[: 4 * length + 200]  # the rest cannot be seen; reading all of it would only cost time
    if len(text) <= length and text.isprintable() and "  " not in text:
        return text.strip()
    shown = (char if char.isprintable() else "" if category(char) == "Cf" else " " for char in text)
    plain = " ".join("".join(shown).split())
    if len(plain) <= length:
        return plain
    short = plain[: length - 1]
    return (short.rsplit(" ", 1)[0] if " " in short[length // 2 :] else short).rstrip(" ,;:–-") + "…"


def _quotes(card: Card) -> tuple[Quote, ...]:
    """The sentences of a card, those of one article together."""
    by_url: dict[str, list[str]] = {}
    for sentence, url in card.summary:
        by_url.setdefault(url, []).append(sentence)
    return tuple(_quote(card, " ".join(cut(one, SENTENCE) for one in told), url) for url, told in by_url.items())


def _quote(card: Card, text: str, url: str) -> Quote:
    report = next((one for one in card.story.reports if one.article.url == url), card.story.reports[0])
    said = link(text, url, report.article.language, 4 * SENTENCE)
    source = replace(link(report.article.site, url, length=NAME), note="")
    return Quote(text=said.text, lang=said.lang, dir=said.dir, source=source)


def _since(digest: Digest, card: Card) -> str:
    lang = words.spoken(digest.language)
    told = [known.told_at for known in card.verdict.known if known.told_at]
    if told and card.verdict.status == "update":
        day = formats.day(max(told), ZoneInfo(digest.timezone), lang)
        return words.phrase(lang, "whats-new-since", day=day)
    return words.phrase(lang, "whats-new")


def _changes(digest: Digest, card: Card, fresh: Sequence[Report]) -> tuple[Change, ...]:
    """For an update: figures that differ from what is known (old → new), then names told for the first time."""
    if card.verdict.status != "update":
        return ()
    lang = words.spoken(digest.language)
    before = [figure for known in card.verdict.known for figure in known.figures]
    found = []
    for figure in card.verdict.new_figures:
        old = old_value(figure, before)
        source = _source(digest, figure, fresh)
        text = formats.figure(figure, lang)
        label = words.phrase(lang, ledger.kind(figure.unit)) + (f" ({cut(figure.of, NAME)})" if figure.of else "")
        found.append(Change(label=label, old=formats.figure(old, lang) if old else "", new=text, source=source))
    found.sort(key=lambda change: not change.old)
    if card.verdict.new_entities:
        names = ", ".join(cut(name, NAME) for name in card.verdict.new_entities[:5])
        naming = next(
            (one for one in fresh if any(e.name in card.verdict.new_entities for e in one.reading.entities)), fresh[0]
        )
        source = _report(digest, naming)
        found.append(Change(label=words.phrase(lang, "first-named"), old="", new=names, source=source))
    return tuple({(change.label, change.new): change for change in found}.values())


def old_value(figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """What stood in the place of a new figure: same thing, same unit, another value; only if there is just one."""
    same = [one for one in before if one.unit == figure.unit and one.of == figure.of and one.of and one.unit]
    values = {f"{one.value:.2g}": one for one in same}
    return next(iter(values.values())) if len(values) == 1 and same[0].value != figure.value else None


def _source(digest: Digest, figure: Figure, fresh: Sequence[Report]) -> Link:
    """The report a figure is from: by its address, or else the first one that gives it."""
    by_url = (one for one in fresh if one.article.url == figure.url)
    giving = (one for one in fresh if figure in one.reading.figures)
    return _report(digest, next(by_url, None) or next(giving, fresh[0]))


def _report(digest: Digest, report: Report) -> Link:
    """A report as a source: outlet, language, time, role."""
    lang = words.spoken(digest.language)
    article = report.article
    at = article.published_at
    when = (
        formats.short(min(at, report.seen_at), ZoneInfo(digest.timezone), lang) if at else words.phrase(lang, "undated")
    )
    notes = [article.language, when, words.phrase(lang, "copy") if report.role == "near-copy" else ""]
    safe = web_address(article.url)
    return Link(
        text=cut(article.site, NAME) or host(safe) or "?",
        url=safe,
        host=host(safe),
        lang=article.language if article.language.isalnum() and article.language.isascii() else "",
        note=", ".join(note for note in notes if note),
    )


def _figures(fresh: Sequence[Report], lang: str, changes: Sequence[Change]) -> tuple[str, ...]:
    """Figures of the fresh reports with what they belong to, most often told first, without those told as changes."""
    told = {change.new for change in changes}
    counts: dict[str, int] = {}
    for report in fresh:
        for figure in dict.fromkeys(report.reading.figures):
            text = formats.figure(figure, lang)
            if text not in told and figure.unit:
                line = f"{text} ({cut(figure.of, NAME)})" if figure.of else text
                counts[line] = counts.get(line, 0) + 1
    return tuple(sorted(counts, key=lambda line: -counts[line]))


def _only_in(fresh: Sequence[Report], lang: str) -> tuple[tuple[str, str], ...]:
    """Where reports of several languages tell a story: the figures and names only one language has."""
    by_language: dict[str, set[str]] = {}
    for report in fresh:
        said = by_language.setdefault(report.article.language, set())
        said.update(
            formats.quantity(figure.value, figure.unit, lang) for figure in report.reading.figures if figure.unit
        )
        said.update(
            cut(entity.name, NAME) for entity in report.reading.entities if entity.kind in ("site", "chip", "partner")
        )
    found = []
    for code, said in sorted(by_language.items()):
        others = set().union(*(told for other, told in by_language.items() if other != code))
        alone = sorted(said - others)
        if alone and len(by_language) > 1:
            label = words.phrase(lang, "only-in", name=words.language_name(lang, code))
            found.append((label, ", ".join(alone[:5])))
    return tuple(found)


def _conflict(fresh: Sequence[Report], lang: str) -> str:
    """Two reports that each give one amount of a kind for the same thing, and not the same: "A: 1 GW, B: 2 GW"."""
    single: dict[tuple[str, str], list[tuple[Report, Figure]]] = {}
    for report in fresh:
        for key in {(figure.of, figure.unit) for figure in report.reading.figures if figure.of and figure.unit}:
            mine = [one for one in report.reading.figures if (one.of, one.unit) == key]
            if len({f"{one.value:.3g}" for one in mine}) == 1 and not mine[0].hedge:
                single.setdefault(key, []).append((report, mine[0]))
    for told in single.values():
        first, last = min(told, key=lambda one: one[1].value), max(told, key=lambda one: one[1].value)
        if last[1].value - first[1].value > ledger.SAME * last[1].value:
            sides = (f"{cut(r.article.site, NAME)}: {formats.figure(f, lang)}" for r, f in (first, last))
            return " – ".join(sides) + f" ({cut(first[1].of, NAME)})"
    return ""


def _known(digest: Digest, card: Card) -> str:
    if card.verdict.status == "new" or not card.verdict.known:
        return ""
    first = card.verdict.known[0]
    return f"{cut(first.title, TITLE)} ({account.provenance(first, digest)})"


def _counts(card: Card, lang: str) -> str:
    total, new = len(card.story.reports), len(card.fresh)
    parts = [words.phrase(lang, "reports", total)]
    if 0 < new < total:
        parts[0] += ", " + words.phrase(lang, "of-them-new", new)
    if total > 1:
        parts.append(words.phrase(lang, "origins", card.origins))
    return " · ".join(parts)


def _more(count: int, lang: str) -> str:
    return words.phrase(lang, "more-reports", count) if count > 0 else ""
