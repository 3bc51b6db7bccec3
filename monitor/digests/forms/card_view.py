"""A card as readers see it: texts cut to a sane length, addresses made harmless, numbers formatted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.digests.forms import links
from monitor.digests.frame import Frame
from monitor.edition import Card, Conflict, Difference, Gist
from monitor.model import ArticleId, Figure, Report, Step

ALONE, ALSO = 4, 2  # names or amounts of a gloss, and further outlets
# Roles with a word of their own for sums
ROLES = frozenset({"contract", "investment", "debt", "spending", "revenue", "profit_loss", "valuation", "price"})
LINE = 110  # characters of a headline on the first screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Sentences of one article, and their source."""

    text: str
    lang: str
    dir: str
    source: links.Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference from what the reader knows; `old` is empty for something completely new."""

    label: str
    old: str
    new: str
    source: links.Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A story ready for a template."""

    id: str  # for its anchor and its page
    number: int
    status: str  # new, update, known
    badge: str  # the same in words
    headline: links.Link
    line: links.Link  # the story in one line on the first screen: what changed, or its headline
    claims: tuple[Change, ...]  # old → new
    gloss: str  # names and amounts in the frame's language, if all quotes are in another one
    also_label: str
    also: tuple[links.Link, ...]  # further outlets, not quoted
    also_more: str
    since: str  # since when the story runs
    page: str  # the story's own page, if the archive is served
    changes_label: str
    changes: tuple[Change, ...]
    changes_source: links.Link | None  # if all changes have the same source
    summary: tuple[Quote, ...]
    figures: tuple[str, ...]
    only_in: tuple[tuple[str, str], ...]  # (label, figures) that only the reports in one language have
    conflict: str
    known: str  # what was known before, and from which edition; without one from the start
    counts: str  # "4 Berichte, davon 2 neu · 2 unabhängige Ursprünge"
    reports: tuple[links.Link, ...]
    more_reports: str
    why: str
    note: str


def telling(card: Card, number: int, frame: Frame, served: str) -> Telling:
    """Everything a template may show of a card; `served` is the address of the archive, if it is served."""
    reports, lead, before = card.story.reports, card.story.reports[0], card.before
    told = f" ({frame.provenance(before.told_at)})" if before and before.told_at else ""
    headline = links.link(card.title, lead.article.url, lead.article.language)
    quotes = _quotes(card)
    also, sources = _others(card, quotes), {report.article_id: _source(report, frame) for report in reports}
    sure = _sure_step(card)
    changes = tuple(_change(one, sources, frame) for one in card.changes if not one.step or one.step == sure)
    return Telling(
        id=str(card.story.id),
        number=number,
        status=card.verdict.status,
        badge=frame.phrase(card.verdict.status),
        headline=headline,
        line=line(card, frame),
        claims=(
            *_moved(card, sources, frame),
            *(_change(one, sources, frame) for one in card.claims if _is_plain(one, card)),
        ),
        gloss="" if card.worded else _gloss(card, quotes, frame),
        also_label=frame.phrase("also-in" if quotes else "only-at"),
        also=also[:ALSO],
        also_more=more(len(also) - ALSO, frame),
        since=_runs_since(card, frame),
        page=links.page(served, f"stories/{card.story.id}.html"),
        changes_label=_since(card, frame),
        changes=changes,
        changes_source=only_source(changes),
        summary=tuple(_in_its_words(one, frame) for one in quotes) if card.worded else quotes,
        figures=_figures(card.others, frame),
        conflict=_conflict(card.conflict, frame),
        counts=_counts(card, frame),
        reports=tuple(sources.values()),
        more_reports="",
        why=links.cut(" · ".join(card.why), links.SENTENCE),
        note=_note(card, frame),
        only_in=tuple(_only(language, alone, frame) for language, alone in card.alone),
        known=f"{links.cut(before.title, links.TITLE)}{told}" if before else "",
    )


def _source(report: Report, frame: Frame) -> links.Link:
    """A report as a source: its outlet, language and note."""
    article, safe = report.article, links.web_address(report.article.url)
    return links.Link(
        text=links.cut(article.site, links.NAME) or links.host(safe) or "?",
        url=safe,
        host=links.host(safe),
        lang=article.language if article.language.isalnum() and article.language.isascii() else "",
        note=frame.note(report),
    )


def _quotes(card: Card) -> tuple[Quote, ...]:
    """The quotes of a card, those of one article together."""
    by_url: dict[str, list[str]] = {}
    for sentence, url in card.summary:
        by_url.setdefault(url, []).append(sentence)
    texts = {url: " ".join(links.cut(one, links.SENTENCE) for one in told) for url, told in by_url.items()}
    return tuple(_quote(card, text, url) for url, text in texts.items())


def _quote(card: Card, text: str, url: str) -> Quote:
    report = next((one for one in card.story.reports if one.article.url == url), card.story.reports[0])
    said = links.link(text, url, report.article.language, 4 * links.SENTENCE)
    source = _outlet(report, dict(card.filed).get(url, ""))
    return Quote(text=said.text, lang=said.lang, dir=said.dir, source=source)


def _others(card: Card, told: Sequence[Quote]) -> tuple[links.Link, ...]:
    """The outlets of a card that are not quoted, each once."""
    quotes = {quote.source.url for quote in told}
    seen = {report.article.site for report in card.story.reports if links.web_address(report.article.url) in quotes}
    notes = {} if told else dict(card.filed)
    found: dict[str, links.Link] = {}
    for report in card.story.reports:
        source = _outlet(report, notes.get(report.article.url, ""))
        if report.article_id in card.fresh and report.article.site not in seen:
            found.setdefault(report.article.site, source)
    return tuple(found.values())


def _outlet(report: Report, note: str) -> links.Link:
    """The outlet of a report, with where and when it was filed."""
    source = links.link(report.article.site, report.article.url, length=links.NAME)
    return replace(source, text=links.cut(f"{source.text}, {note}", 2 * links.NAME)) if note else source


def only_source(changes: Sequence[Change]) -> links.Link | None:
    """The source of these changes, if they all have the same."""
    return changes[0].source if len({change.source for change in changes}) == 1 else None


def line(card: Card, frame: Frame, length: int = LINE) -> links.Link:
    """A story in one line: "Cerebras: 750 MW → 1,5 GW" if there is a leading change, otherwise its headline.

    A certain step goes with a headline: "2027 → 2030" after it, "called off" before it if it is in another language.
    """
    lead, change, step = card.story.reports[0], card.leading, _sure_step(card)
    if change is None or change.old is None or change.figure is None:
        foreign = lead.article.language not in {"", frame.language}
        tail = f" · {' → '.join(card.put_off)}" if card.put_off else ""
        said = not step or tail or step.kind == "corrected"  # a headline of a correction says so in any language
        head = f"{frame.happened(step)}{frame.colon} " if step and foreign and not said else ""
        headline = links.link(card.title, lead.article.url, lead.article.language, length - len(head + tail))
        return replace(headline, text=head + headline.text + tail)
    told = f"{frame.figure(change.old)} → {frame.figure(change.figure)}"
    return links.link(f"{links.cut(change.old.of, links.NAME)}{frame.colon} {told}", lead.article.url, length=length)


def _gloss(card: Card, quotes: Sequence[Quote], frame: Frame) -> str:
    """Such as "Verzögert. Auf Englisch. Nebraska: 1,2 GW, 11 Mrd. $", if all quotes are in another language.

    Names that the headline has are there to be read.
    """
    foreign = {quote.lang for quote in quotes}
    if not foreign or frame.language in foreign:
        return ""
    amounts = dict.fromkeys(frame.quantity(value, unit) for value, unit in card.gist.amounts)
    names = [name for name in card.gist.names if name not in card.title]
    told = f"{frame.colon} ".join(filter(None, (", ".join(names[:ALSO]), ", ".join(list(amounts)[:ALONE]))))
    language, step = frame.phrase("gloss", name=frame.language_name(quotes[0].lang)), _sure_step(card)
    head = ". ".join(filter(None, (frame.happened(step) if step else "", language)))
    return f"{head}. {told}" if told else f"{head}."


def _sure_step(card: Card) -> Step | None:
    """What happened, if the leading report says so."""
    step = card.verdict.step
    return step if step in card.story.reports[0].reading.steps else None


def _in_its_words(quote: Quote, frame: Frame) -> Quote:
    """A quote of a model's words: in the reader's language, and labelled as such."""
    source = replace(quote.source, text=frame.phrase("worded", name=quote.source.text))
    return replace(quote, lang=frame.language, dir="ltr", source=source)


def _runs_since(card: Card, frame: Frame) -> str:
    """Since when the story runs; empty if this edition is the first to show it, or if what was known says so."""
    before = [report.seen_at for report in card.story.reports if report.article_id not in card.fresh]
    before += [known.told_at for known in card.verdict.known if known.told_at]
    if not before or card.verdict.status == "new":
        return ""
    day, told = frame.day(min(before)), card.before.told_at if card.before and not card.claims else None
    return "" if told and frame.day(told) == day else frame.phrase("runs-since", day=day)


def _note(card: Card, frame: Frame) -> str:
    """That only a headline could be read, and which numbers a reader called wrong."""
    parts = [frame.phrase("headline-only")] if card.story.reports[0].article.basis == "headline" else []
    amounts = ", ".join(frame.quantity(value, unit) for value, unit in card.wrong)
    parts += [f"{frame.phrase('marked-wrong')}{frame.colon} {amounts}"] if amounts else []
    return "; ".join(parts)


def _since(card: Card, frame: Frame) -> str:
    told = [known.told_at for known in card.verdict.known if known.told_at]
    if told and card.verdict.status == "update":
        return frame.phrase("whats-new-since", day=frame.day(max(told)))
    return frame.phrase("whats-new")


def _moved(card: Card, sources: Mapping[ArticleId, links.Link], frame: Frame) -> tuple[Change, ...]:
    """The old and the new year of a delay."""
    if not card.put_off or all(year in card.title for year in card.put_off):
        return ()
    old, new = card.put_off
    return (Change(label=frame.phrase("date"), old=old, new=new, source=sources[card.story.reports[0].article_id]),)


def _is_plain(change: Difference, card: Card) -> bool:
    """Whether a reader can tell from its label what has changed: whose it is, or else what it is and a quote of it."""
    figure = change.figure
    if figure is None or change.kind != "money" or figure.of:
        return True
    told = " ".join((card.title, *(sentence for sentence, _ in card.summary)))
    return figure.role in ROLES and bool(figure.text) and figure.text in told


def _change(change: Difference, sources: Mapping[ArticleId, links.Link], frame: Frame) -> Change:
    """A difference in words: its label, old → new, and its source."""
    label, old, new = frame.phrase(change.kind), "", ", ".join(links.cut(name, links.NAME) for name in change.names)
    if change.step:
        new = frame.step(change.step)
    if change.figure:
        role = change.figure.role if change.kind == "money" else ""
        label = frame.phrase(f"role-{role}" if role in ROLES else change.kind)
        name = change.figure.of or (change.old.of if change.old else "")
        label += f" ({links.cut(name, links.NAME)})" if name else ""
        old, new = frame.figure(change.old) if change.old else "", frame.figure(change.figure)
    return Change(label=label, old=old, new=new, source=sources[change.report.article_id])


def _figures(told: Sequence[Figure], frame: Frame) -> tuple[str, ...]:
    """Figures with their owners, each once."""
    lines = (frame.figure(one) + (f" ({links.cut(one.of, links.NAME)})" if one.of else "") for one in told)
    return tuple(dict.fromkeys(lines))


def _only(language: str, alone: Gist, frame: Frame) -> tuple[str, str]:
    told = [frame.quantity(value, unit) for value, unit in alone.amounts]
    told += [links.cut(name, links.NAME) for name in alone.names]
    return frame.phrase("only-in", name=frame.language_name(language)), ", ".join(told[:ALONE])


def _conflict(pair: Conflict | None, frame: Frame) -> str:
    """Such as: A: 1 GW – B: 2 GW (Cerebras)."""
    if pair is None:
        return ""
    sides = (
        f"{links.cut(report.article.site, links.NAME)}{frame.colon} {frame.figure(figure)}" for report, figure in pair
    )
    return " – ".join(sides) + f" ({links.cut(pair[0][1].of, links.NAME)})"


def _counts(card: Card, frame: Frame) -> str:
    total, new = len(card.story.reports), len(card.fresh)
    parts = [frame.phrase("reports", total)]
    if 0 < new < total:
        parts[0] += ", " + frame.phrase("of-them-new", new)
    if total > 1:
        parts.append(frame.phrase("origins", card.origins))
    return " · ".join(parts)


def more(count: int, frame: Frame) -> str:
    """How many more there are; empty for none."""
    return frame.phrase("more-reports", count) if count > 0 else ""
