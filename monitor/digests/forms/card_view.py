"""A card as its readers see it: every text cut to a sane length, every address made harmless, every number written."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import category
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from monitor.digests import account, differences, ledger
from monitor.digests.frame import formats, phrases
from monitor.edition import Card, Digest
from monitor.model import Figure, Report

TITLE, SENTENCE, NAME = 180, 420, 60  # characters shown
REPORTS, FIGURES, CHANGES, ALONE = 8, 5, 6, 4  # per card in a mail; the page has all
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
    lang = phrases.spoken(digest.language)
    lead = card.story.reports[0]
    fresh = [report for report in card.story.reports if report.article_id in card.fresh] or [lead]
    limit = 10_000 if whole else REPORTS
    news = differences.changes(card, fresh)
    before = [figure for known in card.verdict.known for figure in known.figures]
    changes = tuple(_change(digest, one) for one in news)[: 10_000 if whole else CHANGES]
    return Telling(
        id=str(card.story.id),
        number=number,
        status=card.verdict.status,
        badge=phrases.phrase(lang, card.verdict.status),
        headline=link(card.title, lead.article.url, lead.article.language),
        changes_label=_since(digest, card),
        changes=changes,
        changes_source=changes[0].source if changes and len({change.source for change in changes}) == 1 else None,
        summary=_quotes(card),
        figures=_figures(differences.others(fresh, news), lang)[: 10_000 if whole else FIGURES],
        only_in=tuple(_only(alone, lang) for alone in differences.only_in(fresh, before)),
        conflict=_conflict(differences.conflict(fresh), lang),
        known=_known(digest, card, news),
        counts=_counts(card, lang),
        reports=tuple(_report(digest, report) for report in card.story.reports[:limit]),
        more_reports=_more(len(card.story.reports) - limit, lang),
        why=cut("; ".join(card.why), SENTENCE),
        note=phrases.phrase(lang, "headline-only") if lead.article.basis == "headline" else "",
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


@functools.lru_cache(maxsize=1_000)
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


@functools.lru_cache(maxsize=1_000)
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
    lang = phrases.spoken(digest.language)
    told = [known.told_at for known in card.verdict.known if known.told_at]
    if told and card.verdict.status == "update":
        day = formats.day(max(told), ZoneInfo(digest.timezone), lang)
        return phrases.phrase(lang, "whats-new-since", day=day)
    return phrases.phrase(lang, "whats-new")


def _report(digest: Digest, report: Report) -> Link:
    """A report as a source: outlet, language, time, role."""
    lang = phrases.spoken(digest.language)
    article = report.article
    at = article.published_at
    when = (
        formats.short(min(at, report.seen_at), ZoneInfo(digest.timezone), lang)
        if at
        else phrases.phrase(lang, "undated")
    )
    notes = [article.language, when, phrases.phrase(lang, "copy") if report.role == "near-copy" else ""]
    safe = web_address(article.url)
    return Link(
        text=cut(article.site, NAME) or host(safe) or "?",
        url=safe,
        host=host(safe),
        lang=article.language if article.language.isalnum() and article.language.isascii() else "",
        note=", ".join(note for note in notes if note),
    )


def _change(digest: Digest, change: differences.Difference) -> Change:
    """A difference in words: what it is, old → new, and its source."""
    lang = phrases.spoken(digest.language)
    source = _report(digest, change.report)
    if change.figure is None:
        names = ", ".join(cut(name, NAME) for name in change.names)
        return Change(label=phrases.phrase(lang, "first-named"), old="", new=names, source=source)
    name = change.figure.of or (change.old.of if change.old else "")
    of = f" ({cut(name, NAME)})" if name else ""
    label = phrases.phrase(lang, ledger.kind(change.figure.unit)) + of
    old = formats.figure(change.old, lang) if change.old else ""
    return Change(label=label, old=old, new=formats.figure(change.figure, lang), source=source)


def _figures(told: Sequence[Figure], lang: str) -> tuple[str, ...]:
    """Figures with what they belong to, each once."""
    lines = (formats.figure(one, lang) + (f" ({cut(one.of, NAME)})" if one.of else "") for one in told)
    return tuple(dict.fromkeys(lines))


def _only(alone: differences.Alone, lang: str) -> tuple[str, str]:
    told = [formats.quantity(value, unit, lang) for value, unit in alone.amounts]
    told += [cut(name, NAME) for name in alone.names]
    name = phrases.language_name(lang, alone.language)
    return phrases.phrase(lang, "only-in", name=name), ", ".join(told[:ALONE])


def _conflict(pair: differences.Conflict | None, lang: str) -> str:
    """Such as: A: 1 GW – B: 2 GW (Cerebras)."""
    if pair is None:
        return ""
    sides = (f"{cut(report.article.site, NAME)}: {formats.figure(figure, lang)}" for report, figure in pair)
    return " – ".join(sides) + f" ({cut(pair[0][1].of, NAME)})"


def _known(digest: Digest, card: Card, news: Sequence[differences.Difference]) -> str:
    """The known text an update changes, or else the one it is nearest to."""
    if card.verdict.status == "new" or not card.verdict.known:
        return ""
    olds = {change.old for change in news if change.old}
    changed = (known for known in card.verdict.known if olds & set(known.figures))
    first = next(changed, card.verdict.known[0])
    return f"{cut(first.title, TITLE)} ({account.provenance(first, digest, with_id=False)})"


def _counts(card: Card, lang: str) -> str:
    total, new = len(card.story.reports), len(card.fresh)
    parts = [phrases.phrase(lang, "reports", total)]
    if 0 < new < total:
        parts[0] += ", " + phrases.phrase(lang, "of-them-new", new)
    if total > 1:
        parts.append(phrases.phrase(lang, "origins", card.origins))
    return " · ".join(parts)


def _more(count: int, lang: str) -> str:
    return phrases.phrase(lang, "more-reports", count) if count > 0 else ""
