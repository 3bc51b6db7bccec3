"""What is new in a story, and where its reports differ: from what is known, between languages, from each other.

Strong claims need strong evidence. "Old → new" is stated only where one sentence gives both amounts or a headline gives
the new one, and once for each thing; a contradiction only where each side gives a single amount of the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from monitor import language
from monitor.digests import chosen, claim, ledger
from monitor.edition import Card, Conflict, Difference, Gist, Stated
from monitor.figures import statements
from monitor.figures.linked import LEAP
from monitor.model import Figure, Known, Report, Step
from monitor.text import dates, quotable, steps
from monitor.topics import kinds

_LEANING = language.any_of(lambda known: known.spelling.elisions)
ELIDED = re.compile(rf"^(?:{_LEANING})['’](?=[^\W\d_])", re.IGNORECASE)  # l'OpenAI
TWO_YEARS = re.compile(r"20\d\d.*20\d\d", re.DOTALL)

TAKING_BACK = frozenset({"corrected", "denied", "refused", "cancelled", "cut"})  # steps

Key = tuple[str, str]  # of, unit


def completed(card: Card) -> Card:
    """The card, completed with what is new in it and where its reports differ."""
    fresh = [report for report in card.story.reports if report.article_id in card.fresh] or card.story.reports[:1]
    news = changes(card, fresh)
    before = [figure for known in card.verdict.known for figure in known.figures]
    claims = claim.claims(news, before, fresh)
    return replace(
        card,
        changes=news,
        claims=claims,
        before=_before(card, news),
        step=card.verdict.step or card.story.reports[0].reading.step,
        leading=claim.leading(claims, card.story.reports[0]),
        gist=gist(card, claims),
        figures=given(card),
        put_off=put_off(fresh),
        others=others(fresh, news),
        alone=only_in(fresh, before),
        conflict=conflict(fresh),
    )


def changes(card: Card, fresh: Sequence[Report]) -> tuple[Difference, ...]:
    """What is new in an update: figures that replace known ones, then other figures (power first), then names."""
    if card.verdict.status != "update":
        return ()
    counts = {figure: sum(1 for one in fresh if _gives(one, figure)) for figure in card.verdict.new_figures}
    ordered = sorted((one for one in counts if ledger.weighty(one)), key=lambda one: (-counts[one], -abs(one.value)))
    figures = _distinct(ordered)
    olds = _olds(card, figures, fresh)
    found = [Difference(report=_source(one, fresh), kind=one.kind, figure=one, old=olds.get(one)) for one in figures]
    found.sort(key=lambda change: (change.old is None, change.figure is None or change.figure.unit != "W"))
    if names := card.verdict.new_entities[: chosen.NAMES_TOLD]:
        found.append(Difference(report=_naming(names, fresh), kind="first-named", names=names))
    step = card.verdict.step
    return (*([Difference(report=_report_with(step, fresh), kind="step", step=step)] if step else ()), *found)


def _olds(card: Card, figures: Sequence[Figure], fresh: Sequence[Report]) -> Mapping[Figure, Figure]:
    """New figure → the known one it replaces, each replaced once; the strongest evidence first.

    Strongest is a sentence that gives both amounts ("1.5 GW instead of 750 MW"); then a headline with the new amount
    and its owner, if the known texts have exactly one amount of that owner.
    """
    found: dict[Figure, Figure] = {}
    taken: set[Key] = set()
    for ground in (_beside, _headlined):
        for figure in figures:
            old = ground(figure, _replaceable(card, figure), fresh) if figure not in found else None
            if old and (old.of, old.unit) not in taken:
                found[figure] = old
                taken.add((old.of, old.unit))
    return found


def _replaceable(card: Card, figure: Figure) -> list[Figure]:
    """Known figures that another one may replace: of similar size, or else one may be a part of the other."""
    known = [one for text in card.verdict.known for one in text.figures if one.of and one.unit == figure.unit]
    near = [one for one in known if one.value / LEAP <= figure.value <= one.value * LEAP]
    return [
        one
        for one in near
        if figure.of in ("", one.of) and ledger.weighty(one) and not ledger.close(one.value, figure.value)
    ]


def _beside(figure: Figure, held: Sequence[Figure], fresh: Sequence[Report]) -> Figure | None:
    """The known figure that a report gives as the old one in one sentence with the new one.

    Not one that still stands: "limited to 496 MW, less than the 600 MW that OpenAI has contracted".
    """
    for report in fresh:
        given = [told for told in report.reading.figures if told.sentence and _alike(told, figure)]
        sentences = {told.sentence for told in given}
        values = [told.before for told in given if told.before is not None] + [
            one.value
            for one in report.reading.figures
            if one.sentence in sentences and one.unit == figure.unit and one.standing == "old"
        ]
        for one in held:
            if any(ledger.close(one.value, value) for value in values):
                return one
    return None


def _headlined(figure: Figure, held: Sequence[Figure], fresh: Sequence[Report]) -> Figure | None:
    """The only known figure of a partner, if a headline gives the new one."""
    giving = ((report, told) for report in fresh for told in report.reading.figures if told.of and _alike(told, figure))
    single = len({f"{one.value:.2g}" for one in held}) == 1
    return held[0] if single and any(_in_headline(report, told) for report, told in giving) else None


def _in_headline(report: Report, figure: Figure) -> bool:
    """Whether a report's headline gives a figure and names its owner."""
    named = any(entity.in_title and entity.name == figure.of for entity in report.reading.entities)
    return named and bool(figure.text) and figure.text in report.article.title


def others(fresh: Sequence[Report], told: Sequence[Difference]) -> tuple[Figure, ...]:
    """Important figures of the reports that are not shown as changes: the lead's first, then the most reported."""
    news = [change.figure for change in told if change.figure] + [change.old for change in told if change.old]
    everything = _distinct([figure for report in fresh for figure in report.reading.figures if _is_listed(figure)])
    left = [figure for figure in everything if not any(_alike(figure, one) for one in news)]
    return tuple(sorted(left, key=lambda figure: -sum(1 for one in fresh if _gives(one, figure))))


def _is_listed(figure: Figure) -> bool:
    """Whether a figure is worth a line and can be listed by itself."""
    return ledger.weighty(figure) and statements.listed(figure)


def _before(card: Card, news: Sequence[Difference]) -> Known | None:
    """The known text with one of the replaced figures, or the nearest one."""
    if card.verdict.status == "new":
        return None
    olds = {change.old for change in news if change.old}
    changed = (known for known in card.verdict.known if olds & set(known.figures))
    return next(changed, next(iter(card.verdict.known), None))


def given(card: Card) -> tuple[Stated, ...]:
    """Every figure of the reports that can be listed, each once, with the first report that gives it."""
    fresh = {(figure.value, figure.unit) for figure in card.verdict.new_figures}
    found: dict[tuple[float, str, str], Stated] = {}
    for report in card.story.reports:
        for figure in filter(statements.listed, report.reading.figures):
            new = card.verdict.status == "new" or (figure.value, figure.unit) in fresh
            stated = Stated(figure=figure, source=figure.url or report.article.url, new=new)
            found.setdefault((figure.value, figure.unit, figure.of), stated)
    return tuple(found.values())


def gist(card: Card, claims: Sequence[Difference]) -> Gist:
    """Names of the headlines, and the important amounts in the quotes that no claim states.

    Amounts stand here without their words, so there are none if a report takes some back: they need the sentence.
    """
    reports = [report for report in card.story.reports if report.article_id in card.fresh]
    told = " ".join(sentence for sentence, _ in card.summary)
    figures = [one for report in reports for one in report.reading.figures if one.text and one.text in told]
    stated = {(one.unit, f"{one.value:.3g}") for change in claims for one in (change.old, change.figure) if one}
    figures = [one for one in figures if (one.unit, f"{one.value:.3g}") not in stated and _is_listed(one)]
    taken_back = any(step.kind in TAKING_BACK for report in reports for step in report.reading.steps)
    current = [one for one in figures if one.standing not in statements.TAKEN_BACK | {"old"}]
    amounts = dict.fromkeys((one.value, one.unit) for one in (() if taken_back else current))
    return Gist(names=tuple(_named(reports)), amounts=tuple(amounts))


def _named(reports: Sequence[Report]) -> list[str]:
    """The names of headlines without elided articles, each once, and none that contains another one."""
    names = (one.name for report in reports for one in report.reading.entities if one.in_title)
    found: list[str] = []
    for name in (ELIDED.sub("", one) for one in names):
        if name[:1].isupper() and not any(one in name for one in found):
            found.append(name)
    return found


def only_in(fresh: Sequence[Report], known: Sequence[Figure] = ()) -> tuple[tuple[str, Gist], ...]:
    """If a story has reports in several languages: important figures and names that only one language has.

    Figures that are `known` already are left out.
    """
    languages = sorted({report.article.language for report in fresh})
    found = []
    for code in languages if len(languages) > 1 else ():
        mine = [report for report in fresh if report.article.language == code]
        rest = [report for report in fresh if report.article.language != code]
        figures = _distinct([figure for one in mine for figure in one.reading.figures if _is_listed(figure)])
        told = [*(figure for one in rest for figure in one.reading.figures), *known]
        amounts = [
            (figure.value, figure.unit)
            for figure in figures
            if not any(figure.unit == one.unit and ledger.close(figure.value, one.value) for one in told)
        ]
        names = dict.fromkeys(entity.name for one in mine for entity in one.reading.entities if kinds.is_news(entity))
        others_named = {entity.name for one in rest for entity in one.reading.entities}
        alone = [name for name in names if name not in others_named]
        if amounts or alone:
            found.append((code, Gist(names=tuple(alone), amounts=tuple(dict.fromkeys(amounts)))))
    return tuple(found)


def conflict(fresh: Sequence[Report]) -> Conflict | None:
    """Two reports that each give one amount for the same partner, of similar size but not the same.

    They do not if one gives the other's amount too, for whatever: "7.4 billion, more than the 6.8 it set out to sell".
    """
    subjects = {entity.name for one in fresh for entity in one.reading.entities if kinds.is_subject(entity)}
    single: dict[Key, list[tuple[Report, Figure]]] = {}
    for report in fresh:
        figures = [
            one
            for one in report.reading.figures
            if one.of and ledger.weighty(one) and one.of not in subjects and statements.stands(one)
        ]
        for key in dict.fromkeys((one.of, one.unit) for one in figures):
            mine = _distinct([one for one in figures if (one.of, one.unit) == key])
            if len(mine) == 1 and not mine[0].hedge:
                single.setdefault(key, []).append((report, mine[0]))
    for told in single.values():
        first, last = min(told, key=lambda one: one[1].value), max(told, key=lambda one: one[1].value)
        both = _says(first[0], last[1]) or _says(last[0], first[1])
        near = last[1].value <= chosen.APART * first[1].value
        if near and not both and not ledger.close(first[1].value, last[1].value):
            return first, last
    return None


def put_off(fresh: Sequence[Report]) -> tuple[str, str] | None:
    """The old and the new year of a delay, according to the reports; None if they do not say or disagree."""
    told = {years for report in fresh for years in _years(report)}
    return told.pop() if len(told) == 1 else None


def _years(report: Report) -> Iterator[tuple[str, str]]:
    """The years of a delay given at the top of a report."""
    code = report.article.language
    late = any(step.kind == "delayed" for step in report.reading.steps)
    for sentence in (
        report.article.title,
        *quotable.quotable(report.article.text, report.article.title)[: chosen.SENTENCES_SEARCHED],
    ):
        if not TWO_YEARS.search(sentence):  # most have none, and a delay costs much to find
            continue
        delayed = late or any(step.kind == "delayed" for step in steps.of("", [sentence], code))
        if years := dates.put_off(sentence, code, delayed=delayed):
            yield years


def _distinct(figures: Sequence[Figure]) -> list[Figure]:
    """The figures without repetitions."""
    found: list[Figure] = []
    for figure in figures:
        if not any(_alike(figure, one) for one in found):
            found.append(figure)
    return found


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures are the same, up to rounding."""
    same = one.unit == other.unit and (one.of == other.of or not one.of or not other.of)
    return same and ledger.close(one.value, other.value)


def _gives(report: Report, figure: Figure) -> bool:
    """Whether a report gives a figure."""
    return any(_alike(figure, one) for one in report.reading.figures)


def _says(report: Report, figure: Figure) -> bool:
    """Whether a report gives an amount, of whomever."""
    return any(one.unit == figure.unit and ledger.close(one.value, figure.value) for one in report.reading.figures)


def _source(figure: Figure, fresh: Sequence[Report]) -> Report:
    """The report a figure comes from: by its address, or the first one that gives it."""
    by_url = (one for one in fresh if one.article.url == figure.url)
    giving = (one for one in fresh if _gives(one, figure))
    return next(by_url, None) or next(giving, fresh[0])


def _report_with(step: Step, fresh: Sequence[Report]) -> Report:
    """The first report with a step."""
    return next((one for one in fresh if step in one.reading.steps), fresh[0])


def _naming(names: Sequence[str], fresh: Sequence[Report]) -> Report:
    """The first report that names any of these."""
    return next((one for one in fresh if any(entity.name in names for entity in one.reading.entities)), fresh[0])
