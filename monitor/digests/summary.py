"""Two or three sentences that tell a story, taken word for word from its articles, each with its source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from monitor.model import Figure, Report
from monitor.text import sentences

SHORTEST, LONGEST = 40, 360  # characters of a sentence worth quoting
TOP = 3_000  # characters of an article that are looked at
LOOKED_AT = 16  # sentences from the top of an article; what matters stands there
ENOUGH = 2  # sentences in the reader's language that will do
REPEATS = 0.6  # share of its words a sentence may have in common with what is already told
NOISE = re.compile(
    r"©|\bfoto:|\bbild:|\bimage:|\bphoto:|newsletter|cookie|abonn|subscribe|sign up|lesen sie|lies auch|read more|"
    r"read also|see also|mehr zum thema|werbung|advertis|affiliate|kommentar|all rights|alle rechte|@\w+|https?://",
    re.IGNORECASE,
)
# Words that point to a sentence the reader does not see
LEANING = re.compile(
    r"^(?:dies\w*|das|zudem|außerdem|auch|hinzu|er|sie|es|aber|doch|denn|und|so|this|that|these|those|it|they|he|she|but"
    r"|and|however|also|meanwhile|both)\b|\b(?:dort|damit|davon|dabei|daf[üu]r|there|thereby)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"\w{3,}")

Told = tuple[str, str]  # sentence, source URL


def summary(
    reports: Sequence[Report], title: str, figures: Sequence[Figure] = (), *, language: str = "", limit: int = 3
) -> tuple[Told, ...]:
    """At most `limit` sentences from the reports: two of the lead, then what else carries most of `figures`.

    The first report in the reader's `language` leads; no sentence repeats the title or another sentence.
    """
    ordered = _worth_quoting(reports, language)
    news = {figure.sentence.strip() for figure in figures if figure.sentence}
    found = [
        (_weight(text, place, order, report, news, figures), text, report.article.url)
        for order, report in enumerate(ordered)
        for place, text in enumerate(_usable(report))
    ]
    lead = ordered[0].article.url
    ranked = sorted(found, key=lambda one: -one[0])
    first = [(text, url) for _, text, url in ranked if url == lead]
    by_url = {report.article.url: report for report in ordered}
    chosen = _chosen(first, (), title, by_url, limit=min(ENOUGH, limit), language=language)
    chosen = _chosen([(text, url) for _, text, url in ranked], chosen, title, by_url, limit=limit, language=language)
    return _in_order(chosen, found)


def _chosen(
    candidates: Sequence[Told],
    before: Sequence[Told],
    title: str,
    by_url: Mapping[str, Report],
    *,
    limit: int,
    language: str,
) -> list[Told]:
    """`before` and the best candidates that say something else than it, than the title and than each other."""
    chosen = list(before)
    headline = words(title)
    seen = [words(text) for text, _ in before]
    said = {amount for text, url in before for amount in _amounts(text, by_url[url])}
    for text, url in candidates:
        mine, amounts = words(text), _amounts(text, by_url[url])
        foreign = by_url[url].article.language != language
        if foreign and len(chosen) >= ENOUGH and amounts <= said:
            continue  # words of two languages cannot be compared: only an amount shows that it says more
        if len(mine & headline) >= REPEATS * len(mine):
            continue  # it says no more than the headline
        if len(chosen) < limit and all(_overlap(mine, other) < REPEATS for other in seen):
            chosen.append((text, url))
            seen.append(mine)
            said |= amounts
    return chosen


def _worth_quoting(reports: Sequence[Report], language: str) -> Sequence[Report]:
    """The first report in the reader's language, and the first of another language, or else the next one."""
    first, *others = sorted(reports, key=lambda report: report.article.language != language)
    foreign = (one for one in others if one.article.language != first.article.language)
    second = next(foreign, None) or next(iter(others), None)
    return (first, second) if second else (first,)


def _amounts(text: str, report: Report) -> set[str]:
    """The figures of a report that stand in a sentence, comparable across languages."""
    return {f"{one.value:.2g} {one.unit}" for one in report.reading.figures if one.text and one.text in text}


def _in_order(chosen: Sequence[Told], found: Sequence[tuple[float, str, str]]) -> tuple[Told, ...]:
    """Chosen sentences in the order of their articles, so that they read on from one another."""
    places = {(text, url): place for place, (_, text, url) in reversed(list(enumerate(found)))}
    return tuple(sorted(chosen, key=lambda told: places[told]))


def _usable(report: Report) -> list[str]:
    """Sentences from the top of an article that can stand alone."""
    source = report.article.text[:TOP]
    clean = (" ".join(source[span.start : span.end].split()) for span in sentences.spans(source)[:LOOKED_AT])
    return [
        text
        for text in clean
        if SHORTEST <= len(text) <= LONGEST and text[-1] in '.!?”“"»«…。؟' and not NOISE.search(text)
    ]


def _weight(text: str, place: int, order: int, report: Report, news: set[str], figures: Sequence[Figure]) -> float:
    """How much a sentence tells: new figures first, then closeness to the top, then names of the topic.

    A sentence that leans on the one before it ("dort", "this") tells less when it stands alone.
    """
    new = {(f"{figure.value:.2g}", figure.unit) for figure in figures}
    own = [figure for figure in report.reading.figures if figure.text and figure.text in text]
    told = sum(1 for figure in own if (f"{figure.value:.2g}", figure.unit) in new) + (text in news)
    names = sum(1 for entity in report.reading.entities if entity.name in text)
    leans = bool(LEANING.search(text))
    return 3.0 * min(told, 2) + 1.0 * bool(own) + 0.4 * min(names, 3) - 0.25 * place - 1.5 * order - 2.5 * leans


def words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, folded."""
    return frozenset(word.casefold() for word in WORD.findall(text))


def _overlap(mine: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set's words that the other has too."""
    return len(mine & other) / min(len(mine), len(other)) if mine and other else 0.0
