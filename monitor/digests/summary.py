"""What a card quotes: the lede of the report that says most about the event, then what only other reports say.

A reader who has read nothing else should know who, what, where, when, how much and why, as far as the reports say.
Everything is taken word for word from the articles, each sentence with its source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitor import language as languages
from monitor.digests import chosen, ledger
from monitor.model import Article, Figure, Report
from monitor.text import dates, quotable

QUOTES = ("“", '"', "„", "«", "»")
WORD = re.compile(r"\w{3,}")
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
REASON = re.compile(rf"\b(?:{languages.any_of(lambda known: known.telling.reasons)})\b", re.IGNORECASE)

Quoted = tuple[str, str]  # sentence, source URL


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that can be quoted alone, and what it contains: amounts, numbers, names, years, when, why."""

    text: str
    place: int  # its index among the sentences of its article
    url: str
    language: str
    words: frozenset[str]
    tells: frozenset[str]
    points_back: bool  # it can only be quoted after the sentence before it
    looks_back: bool  # it names earlier years only: background


def lead(reports: Sequence[Report], worth: Callable[[Report], tuple[float, ...]]) -> Report:
    """The report whose beginning says most about the event; among equals the one with the highest `worth`.

    The reports together define the event: what several of them say counts more than what only one says.
    """
    shared = _shared(reports)
    best = {report.article_id: sum(shared[one] for one in _keys(report, *_opening(report))) for report in reports}
    most = max(best.values())
    near = [report for report in reports if best[report.article_id] >= 0.8 * most]
    return max(near, key=worth)


def summary(
    reports: Sequence[Report], title: str, figures: Sequence[Figure] = (), *, language: str = ""
) -> tuple[Quoted, ...]:
    """The quotes of a card: from `reports[0]`, and from the others only what it does not say.

    `figures` are new to the reader: sentences that give them come first. Among the other reports, those in the reader's
    `language` are quoted first.
    """
    if not reports:
        return ()
    shared = _shared(reports)
    news = {_amount(figure) for figure in figures}
    weight = {key: _weight(key, shared[key]) * (2.0 if key in news else 1.0) for key in shared}
    headline = _keys(reports[0], title)
    wrong = _corrected(reports)
    first = [one for one in _sentences(reports[0]) if not _repeats(one, title) and not one.tells & wrong]
    taken = _lede(first, weight, headline, words(title))
    others = sorted(reports[1:], key=lambda report: report.article.language != language)
    rest = [one for report in others for one in _sentences(report) if not _repeats(one, title)]
    anchors = headline.union(*(one.tells for one in taken))
    tied = [one for one in rest if not taken or _names(one.tells & anchors)]
    rest = [one for one in tied if not one.tells & wrong]
    taken += _more(rest, taken, weight, headline, limit=chosen.OTHERS if taken else chosen.LEDE)
    return tuple((one.text, one.url) for one in taken)


def _names(keys: Iterable[str]) -> bool:
    """Whether these keys include a name."""
    return any(key.startswith("@") for key in keys)


def _corrected(reports: Sequence[Report]) -> frozenset[str]:
    """Amounts that a report takes back: those in its correction notice that its headline does not give."""
    found: set[str] = set()
    for report in reports:
        if any(step.kind == "corrected" for step in report.reading.steps):
            given = {_amount(figure) for figure in report.reading.figures if figure.standing == "corrected"}
            found |= given - _keys(report, report.article.title)
    return frozenset(found)


def _weight(key: str, reports: int) -> float:
    """The value of saying something: amounts count most, and what several reports say counts more."""
    value = {"=": chosen.AMOUNT, "~": chosen.YEAR}.get(key[0], 1.0)
    return value * (1.0 + min(reports, 3))


def _lede(
    sentences: Sequence[_Sentence], weight: Mapping[str, float], headline: frozenset[str], title: frozenset[str]
) -> list[_Sentence]:
    """The sentence that says what happened and those that add most to it, in order, as far as there is room."""
    matter = [one for one in sentences if len(one.words & title) > 1 or any(key[0] in "@=" for key in one.tells)]
    if not matter:
        return []
    free = [(at, one) for at, one in enumerate(matter[: chosen.FIRST_TELL]) if not one.points_back] or [(0, matter[0])]
    _, first = max(
        free,
        key=lambda pair: (
            _gain(pair[1], (), weight) + chosen.ABOUT * _overlap(pair[1].words, title) - chosen.DEEPER * pair[0]
        ),
    )
    taken, left = [first], [one for one in sentences if one is not first]
    while left and len(taken) < chosen.LEDE:
        room = chosen.LONGEST_QUOTES - sum(len(one.text) for one in taken)
        most = max(_gain(one, taken, weight, headline) for one in left)
        left = [one for one in left if len(one.text) <= room]
        best = max(left, key=lambda one: _gain(one, taken, weight, headline), default=None)
        if best is None or _gain(best, taken, weight, headline) < max(chosen.ENOUGH, chosen.INSTEAD * most):
            break
        left.remove(best)
        taken.append(best)
    return sorted(taken, key=lambda one: one.place)


def _more(
    sentences: Sequence[_Sentence],
    before: Sequence[_Sentence],
    weight: Mapping[str, float],
    headline: frozenset[str],
    *,
    limit: int,
) -> list[_Sentence]:
    """Sentences of other reports that add something new."""
    taken = list(before)
    room = max(chosen.LONGEST_QUOTES - sum(len(one.text) for one in before), chosen.LONGEST_OTHERS if not before else 0)
    left = [one for one in sentences if len(one.text) <= max(room, 160)]
    for _ in range(limit):
        best = max(left, key=lambda one: _gain(one, taken, weight, headline), default=None)
        if best is None or _gain(best, taken, weight, headline) < 2 * chosen.ENOUGH * bool(before):
            break
        left.remove(best)
        taken.append(best)
    return taken[len(before) :]


def _gain(
    one: _Sentence, taken: Sequence[_Sentence], weight: Mapping[str, float], headline: frozenset[str] = frozenset()
) -> float:
    """How much a sentence adds to the headline and the chosen ones; less if it is further down."""
    said = headline.union(*(other.tells for other in taken))
    if any(_overlap(one.words, other.words) >= chosen.REPEATS for other in taken):
        return 0.0
    if one.points_back and not any(other.url == one.url and other.place == one.place - 1 for other in taken):
        return 0.0
    foreign = bool(taken) and one.language != taken[0].language
    new = [key for key in one.tells - said if not foreign or not key.startswith("#")]
    if foreign and not any(key.startswith("=") for key in new):
        return 0.0  # words of two languages cannot be compared: only an amount proves that it adds something
    less = 0.15 * one.place + chosen.SPEECH * one.text.startswith(QUOTES) + chosen.BACKGROUND * one.looks_back
    return sum(weight.get(key) or _weight(key, 0) for key in new) - less


def _shared(reports: Iterable[Report]) -> Counter[str]:
    """In how many reports each key occurs."""
    return Counter(key for report in reports for key in _keys(report, report.article.title, *_opening(report)))


def _opening(report: Report) -> list[str]:
    return [text for _, text in _alone(report.article)][: chosen.LEDE]


def _alone(article: Article) -> list[tuple[int, str]]:
    """Sentences from the top of an article that depend on no other, each with its place among all that are quotable."""
    usable = quotable.quotable(article.text, article.title)[: chosen.LOOKED_AT]
    return [(place, text) for place, text in enumerate(usable) if not quotable.leans(text, article.language)]


def _sentences(report: Report) -> list[_Sentence]:
    """Sentences from the top of an article that can be quoted alone."""
    article = report.article
    return [
        _Sentence(
            text=text,
            place=place,
            url=article.url,
            language=article.language,
            words=words(text),
            tells=_keys(report, text),
            points_back=quotable.points_back(text, article.language),
            looks_back=bool(years := dates.years(text)) and max(years) < _written(report),
        )
        for place, text in _alone(article)
    ]


def _keys(report: Report, *texts: str) -> frozenset[str]:
    """What sentences contain, as keys that are the same in all languages: =amount, @name, #number, ~year, when, why."""
    text = " ".join(texts)
    given = [figure for figure in report.reading.figures if figure.text and figure.text in text]
    found = {_amount(figure) if ledger.weighty(figure) else f"#{figure.text}" for figure in given}
    found |= {f"@{entity.name}" for entity in report.reading.entities if entity.name in text}
    bare = text
    for figure in given:
        bare = bare.replace(figure.text, " ")
    ahead = {str(year) for year in dates.years(text) if year >= _written(report)}
    found |= {f"~{year}" for year in ahead} | {f"#{number}" for number in NUMBER.findall(bare) if number not in ahead}
    found |= {"when"} if dates.tells_when(text) else set()
    found |= {"why"} if REASON.search(text) else set()
    return frozenset(found)


def _written(report: Report) -> int:
    """The year in which a report was written."""
    return (report.article.published_at or report.seen_at).year


def _amount(figure: Figure) -> str:
    return f"={figure.value:.2g} {figure.unit}"


def _repeats(sentence: _Sentence, title: str) -> bool:
    """Whether a sentence says no more than the headline."""
    headline = words(title)
    new = len(sentence.words - headline)
    return new <= max(2, 0.25 * len(sentence.words))


def words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, folded."""
    return frozenset(word.casefold() for word in WORD.findall(text))


def _overlap(mine: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set's words that the other has too."""
    return len(mine & other) / min(len(mine), len(other)) if mine and other else 0.0
