"""A card as its readers see it: every text cut to a sane length, every address made harmless, every number written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from monitor.digests import account, ledger
from monitor.digests.forms import links
from monitor.digests.frame import formats, phrases
from monitor.edition import Alone, Card, Conflict, Difference, Digest
from monitor.figures import statements
from monitor.model import Figure, Report, Step
from monitor.topics import kinds

REPORTS, FIGURES, CHANGES, ALONE, ALSO = 8, 5, 6, 4, 2  # per card in a mail; the page has all
ELIDED = re.compile(r"^(?:[dl]|qu)['’](?=[^\W\d_])", re.IGNORECASE)
LINE = 84  # characters of a headline on the first screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference to what the reader knows: `old` is empty for what is new altogether."""

    label: str
    old: str
    new: str
    source: links.Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Sentences of one article, and where they stand."""

    text: str
    lang: str
    dir: str
    source: links.Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A story ready for a template."""

    id: str  # of its anchor and its page
    number: int
    status: str  # new, update, known
    badge: str  # the same in words
    headline: links.Link
    line: links.Link  # the story in a line of the first screen: what changed, else its headline
    claims: tuple[Change, ...]  # old → new
    gloss: str  # in the frame's language, where all quotes are in another one: who, and which amounts
    also_label: str
    also: tuple[links.Link, ...]  # further outlets, not quoted
    also_more: str
    since: str  # since when the story runs
    page: str  # the story's own page, where the archive is served
    changes_label: str
    changes: tuple[Change, ...]
    changes_source: links.Link | None  # when all changes have the same source
    summary: tuple[Quote, ...]
    figures: tuple[str, ...]
    only_in: tuple[tuple[str, str], ...]  # (label, figures) told by the reports of one language alone
    conflict: str
    known: str  # what was known before, and from where
    counts: str  # "4 Berichte, davon 2 neu · 2 unabhängige Ursprünge"
    reports: tuple[links.Link, ...]
    more_reports: str
    why: str
    note: str


def telling(digest: Digest, card: Card, number: int, *, whole: bool = False) -> Telling:
    """What a template shows of a card; `whole`: with all reports and figures, for the page."""
    lang = phrases.spoken(digest.language)
    lead = card.story.reports[0]
    limit = 10_000 if whole else REPORTS
    changes = tuple(_change(digest, one) for one in card.changes)[: 10_000 if whole else CHANGES]
    quotes = _quotes(card)
    also = _also(card, quotes)
    return Telling(
        id=str(card.story.id),
        number=number,
        status=card.verdict.status,
        badge=phrases.phrase(lang, card.verdict.status),
        headline=links.link(card.title, lead.article.url, lead.article.language),
        line=line(digest, card),
        claims=tuple(_change(digest, one) for one in card.claims),
        gloss=_gloss(card, quotes, lang),
        also_label=phrases.phrase(lang, "also-in" if quotes else "only-at"),
        also=also[:ALSO],
        also_more=_more(len(also) - ALSO, lang),
        since=_runs_since(digest, card),
        page=links.page(digest.page_url, f"stories/{card.story.id}.html"),
        changes_label=_since(digest, card),
        changes=changes,
        changes_source=changes[0].source if changes and len({change.source for change in changes}) == 1 else None,
        summary=quotes,
        figures=_figures(card.others, lang)[: 10_000 if whole else FIGURES],
        only_in=tuple(_only(alone, lang) for alone in card.alone),
        conflict=_conflict(card.conflict, lang),
        known=_known(digest, card),
        counts=_counts(card, lang),
        reports=tuple(_report(digest, report) for report in card.story.reports[:limit]),
        more_reports=_more(len(card.story.reports) - limit, lang),
        why=links.cut("; ".join(card.why), links.SENTENCE),
        note=phrases.phrase(lang, "headline-only") if lead.article.basis == "headline" else "",
    )


def line(digest: Digest, card: Card, length: int = LINE) -> links.Link:
    """A story in one line: Cerebras: 750 MW → 1,5 GW where that is sure and says whose, else its headline."""
    lead = card.story.reports[0]
    subjects = {one.name for one in lead.reading.entities if kinds.is_subject(one)}
    sure = (one for one in card.claims if one.figure and statements.surest(one.figure))
    change = next((one for one in sure if one.old and one.old.of not in {"", *subjects}), None)
    if change is None or change.old is None or change.figure is None:
        return links.link(card.title, lead.article.url, lead.article.language, length)
    lang = phrases.spoken(digest.language)
    told = f"{formats.figure(change.old, lang)} → {formats.figure(change.figure, lang)}"
    return links.link(f"{links.cut(change.old.of, links.NAME)}: {told}", lead.article.url, length=length)


def _gloss(card: Card, quotes: Sequence[Quote], lang: str) -> str:
    """Such as: Auf Englisch. OpenAI, Nebraska: 1,2 GW, 11 Mrd. $. Amounts are only those the quotes give."""
    foreign = {quote.lang for quote in quotes}
    if not foreign or lang in foreign:
        return ""
    reports = [report for report in card.story.reports if report.article_id in card.fresh]
    told = " ".join(sentence for sentence, _ in card.summary)
    figures = [one for report in reports for one in report.reading.figures if one.text and one.text in told]
    stated = {(one.unit, f"{one.value:.3g}") for change in card.claims for one in (change.old, change.figure) if one}
    figures = [one for one in figures if (one.unit, f"{one.value:.3g}") not in stated and _is_news(one)]
    amounts = dict.fromkeys(formats.quantity(one.value, one.unit, lang) for one in figures)
    parts = [", ".join(_headlined(reports)[:ALONE]), ", ".join(list(amounts)[:ALONE])]
    language = phrases.phrase(lang, "gloss", name=phrases.language_name(lang, quotes[0].lang))
    return f"{language}. {': '.join(part for part in parts if part)}".strip()


def _is_news(figure: Figure) -> bool:
    return ledger.weighty(figure) and statements.listed(figure)


def _headlined(reports: Sequence[Report]) -> list[str]:
    """The names of headlines, without French articles, each once and none that holds another one."""
    names = (one.name for report in reports for one in report.reading.entities if one.in_title)
    found: list[str] = []
    for name in (ELIDED.sub("", one) for one in names):
        if name[:1].isupper() and not any(one in name for one in found):
            found.append(name)
    return found


def _also(card: Card, quotes: Sequence[Quote]) -> tuple[links.Link, ...]:
    """The other outlets of a story, each once."""
    seen = {quote.source.text for quote in quotes}
    found: dict[str, links.Link] = {}
    for report in card.story.reports:
        source = links.link(report.article.site, report.article.url, length=links.NAME)
        if report.article_id in card.fresh and source.text not in seen:
            found.setdefault(source.text, source)
    return tuple(found.values())


def _runs_since(digest: Digest, card: Card) -> str:
    """Since when the story runs; nothing where this edition is the first to tell it."""
    before = [report.seen_at for report in card.story.reports if report.article_id not in card.fresh]
    before += [known.told_at for known in card.verdict.known if known.told_at]
    if not before or card.verdict.status == "new":
        return ""
    lang = phrases.spoken(digest.language)
    return phrases.phrase(lang, "runs-since", day=formats.day(min(before), ZoneInfo(digest.timezone), lang))


def _quotes(card: Card) -> tuple[Quote, ...]:
    """The sentences of a card, those of one article together."""
    by_url: dict[str, list[str]] = {}
    for sentence, url in card.summary:
        by_url.setdefault(url, []).append(sentence)
    return tuple(
        _quote(card, " ".join(links.cut(one, links.SENTENCE) for one in told), url) for url, told in by_url.items()
    )


def _quote(card: Card, text: str, url: str) -> Quote:
    report = next((one for one in card.story.reports if one.article.url == url), card.story.reports[0])
    said = links.link(text, url, report.article.language, 4 * links.SENTENCE)
    source = replace(links.link(report.article.site, url, length=links.NAME), note="")
    return Quote(text=said.text, lang=said.lang, dir=said.dir, source=source)


def _since(digest: Digest, card: Card) -> str:
    lang = phrases.spoken(digest.language)
    told = [known.told_at for known in card.verdict.known if known.told_at]
    if told and card.verdict.status == "update":
        day = formats.day(max(told), ZoneInfo(digest.timezone), lang)
        return phrases.phrase(lang, "whats-new-since", day=day)
    return phrases.phrase(lang, "whats-new")


def _report(digest: Digest, report: Report) -> links.Link:
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
    safe = links.web_address(article.url)
    return links.Link(
        text=links.cut(article.site, links.NAME) or links.host(safe) or "?",
        url=safe,
        host=links.host(safe),
        lang=article.language if article.language.isalnum() and article.language.isascii() else "",
        note=", ".join(note for note in notes if note),
    )


def _change(digest: Digest, change: Difference) -> Change:
    """A difference in words: what it is, old → new, and its source."""
    lang = phrases.spoken(digest.language)
    source = _report(digest, change.report)
    if change.step:
        return Change(label=phrases.phrase(lang, "step"), old="", new=_step(change.step, lang), source=source)
    if change.figure is None:
        names = ", ".join(links.cut(name, links.NAME) for name in change.names)
        return Change(label=phrases.phrase(lang, "first-named"), old="", new=names, source=source)
    name = change.figure.of or (change.old.of if change.old else "")
    of = f" ({links.cut(name, links.NAME)})" if name else ""
    label = phrases.phrase(lang, ledger.kind(change.figure.unit)) + of
    old = formats.figure(change.old, lang) if change.old else ""
    return Change(label=label, old=old, new=formats.figure(change.figure, lang), source=source)


def _step(step: Step, lang: str) -> str:
    """Such as: delayed to 2030."""
    key = f"step-{step.kind}-until" if step.until else f"step-{step.kind}"
    return phrases.phrase(lang, key, year=step.until)


def _figures(told: Sequence[Figure], lang: str) -> tuple[str, ...]:
    """Figures with what they belong to, each once."""
    lines = (formats.figure(one, lang) + (f" ({links.cut(one.of, links.NAME)})" if one.of else "") for one in told)
    return tuple(dict.fromkeys(lines))


def _only(alone: Alone, lang: str) -> tuple[str, str]:
    told = [formats.quantity(value, unit, lang) for value, unit in alone.amounts]
    told += [links.cut(name, links.NAME) for name in alone.names]
    name = phrases.language_name(lang, alone.language)
    return phrases.phrase(lang, "only-in", name=name), ", ".join(told[:ALONE])


def _conflict(pair: Conflict | None, lang: str) -> str:
    """Such as: A: 1 GW – B: 2 GW (Cerebras)."""
    if pair is None:
        return ""
    sides = (f"{links.cut(report.article.site, links.NAME)}: {formats.figure(figure, lang)}" for report, figure in pair)
    return " – ".join(sides) + f" ({links.cut(pair[0][1].of, links.NAME)})"


def _known(digest: Digest, card: Card) -> str:
    """The known text an update changes, or else the one it is nearest to."""
    if card.verdict.status == "new" or not card.verdict.known:
        return ""
    olds = {change.old for change in card.changes if change.old}
    changed = (known for known in card.verdict.known if olds & set(known.figures))
    first = next(changed, card.verdict.known[0])
    return f"{links.cut(first.title, links.TITLE)} ({account.provenance(first, digest, with_id=False)})"


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
