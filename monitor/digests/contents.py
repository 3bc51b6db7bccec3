"""What the sentences of a report contain: amounts, names, years, when, where, why; and what makes them background."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor import kept
from monitor import language as languages
from monitor.digests import chosen, ledger
from monitor.figures import statements
from monitor.model import Article, Entity, Figure, Report
from monitor.text import dates, quotable
from monitor.topics import kinds

WORD = re.compile(r"\w{3,}")
NAME = re.compile(r"\w(?:[\w'’.-]*\w)?")
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
REASON = re.compile(rf"\b(?:{languages.any_of(lambda known: known.telling.reasons)})\b", re.IGNORECASE)
COMING = re.compile(languages.any_of(lambda known: known.telling.coming), re.IGNORECASE)
LOCATED = re.compile(
    rf"\b(?:{languages.any_of(lambda known: known.telling.locations)}) (?:[\w-]+ ){{0,3}}$", re.IGNORECASE
)
CONVERTED = re.compile(r"\d[^()]{0,30}\((?:[^\W\d]+\.? ){0,2}$")
QUOTED = re.compile(r"[“\"„«»][^“”\"„«»\n]{0,400}[”\"“»«]")
PAST_AMOUNTS = frozenset({"old", "yardstick", "hypothetical"})  # standings


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that can be quoted alone, and what it contains."""

    text: str
    place: int  # its index among the sentences of its article
    url: str
    language: str
    words: frozenset[str]
    tells: frozenset[str]
    points_back: bool  # it can only be quoted after the sentence before it
    goes_on: bool  # only after another sentence of its article
    looks_back: bool  # it is background: earlier years, other matters
    unnamed: frozenset[str]  # names, as keys, of which it has only a part: "Haines" for "Corliss Haines"


@kept.newest(quotable.KEPT)
def sentences(report: Report) -> tuple[Sentence, ...]:
    """Sentences from the top of an article that can be quoted, alone or after the one before them."""
    return tuple(_sentence(report, *each) for each in _alone(report))


def forget() -> None:
    """Let go of the texts of an edition, which would stay in memory for weeks."""
    sentences.forget()
    quotable.quotable.cache_clear()


def opening(report: Report) -> list[str]:
    """The first sentences of a report that can be quoted alone."""
    return [one.text for one in sentences(report)[: chosen.LEDE]]


def keys(report: Report, *texts: str) -> frozenset[str]:
    """What texts contain, as keys that are the same in all languages: =amount, @name, #number, ~time, when, where, why.

    An amount of something else is only a number: of earlier years, a yardstick, a revenue, a price.
    """
    text = " ".join(texts)
    given = [figure for figure in report.reading.figures if figure.text and figure.text in text]
    found = {
        amount(figure) if _is_news(figure) and not _is_converted(figure, text) else f"#{amount(figure)}"
        for figure in given
    }
    named = [entity for entity in report.reading.entities if entity.name in text]
    found |= {f"@{entity.name}" for entity in named}
    bare = text
    for figure in given:
        bare = bare.replace(figure.text, " ")
    ahead = {str(year) for year in dates.years(text) if year >= _written(report)}
    found |= {f"#{number}" for number in NUMBER.findall(bare) if number not in ahead}
    found |= {f"~{one}" for one in (*ahead, *(f"month {month}" for month in coming(text)))}
    found |= {"when"} if dates.tells_day(text, (report.article.published_at or report.seen_at).date()) else set()
    found |= {"where"} if any(_is_place(entity, text) for entity in named) else set()
    found |= {"why"} if REASON.search(text) else set()
    return frozenset(found)


def is_comment(article: Article) -> bool:
    """Whether an article is not plain news: a comment, an overview, a letter; by its headline or its author's "I"."""
    known = languages.BY_CODE.get(article.language)
    if known is None:
        return False
    headings, persons = _comments(known.code)
    beginning = QUOTED.sub("", article.text[: chosen.BEGINNING])
    return bool(headings.search(article.title)) or len(persons.findall(beginning)) >= chosen.PERSONAL


def amount(figure: Figure) -> str:
    """A figure as a key."""
    return f"={figure.value:.2g} {figure.unit}"


def words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, folded."""
    return frozenset(word.casefold() for word in WORD.findall(text))


def overlap(mine: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set's words that the other has too."""
    return len(mine & other) / min(len(mine), len(other)) if mine and other else 0.0


def amounts(keys: Iterable[str]) -> frozenset[str]:
    """The amounts among keys, whether they are news or background."""
    return frozenset(key.removeprefix("#") for key in keys if key.startswith(("=", "#=")))


def is_told(key: str, said: frozenset[str]) -> bool:
    """Whether what a key stands for is among what is said: an amount also as background, or in another currency.

    A name is also told by a part of it, or by a longer one: "Cardinal Valley" by "Cardinal Valley Generation".
    """
    if key[0] == "@":
        return any(key[1:] in one or one[1:] in key for one in said if one[0] == "@")
    return key in said or f"#{key}" in said or key.removeprefix("#") in said or converted(key, said)


def converted(key: str, told: frozenset[str]) -> bool:
    """Whether a sum is likely to be one that was told, in another currency of similar worth."""
    value, unit = _sum(key)
    return bool(unit) and any(
        unit != other and other and chosen.EXCHANGE[0] <= value / (worth or 1) <= chosen.EXCHANGE[1]
        for worth, other in map(_sum, told)
    )


def _sum(key: str) -> tuple[float, str]:
    """The value and currency of a key, if it is a sum in one of the currencies of similar worth."""
    value, _, unit = key[1:].partition(" ")
    return (float(value), unit) if key[0] == "=" and unit in chosen.SIMILAR_CURRENCIES else (0.0, "")


def _sentence(report: Report, place: int, text: str, follows: bool) -> Sentence:
    article, told = report.article, keys(report, text)
    years = dates.years(text)
    back = (bool(years) and max(years) < _written(report)) or bool(_background(article.language).search(text))
    return Sentence(
        text=text,
        place=place,
        url=article.url,
        language=article.language,
        words=words(text),
        tells=told - {"when"} if back else told,  # the day of something else
        points_back=follows or quotable.points_back(text, article.language),
        goes_on=quotable.goes_on(text, article.language),
        looks_back=back,
        unnamed=frozenset(f"@{name}" for name in _in_part(report, text)),
    )


def _in_part(report: Report, text: str) -> Iterator[str]:
    """Names on no list of which a sentence, but not the headline, has only the first or the last word."""
    said, titled = (set(NAME.findall(told)) for told in (text, report.article.title))
    for entity in report.reading.entities:
        parts = NAME.findall(entity.name)  # none, if a stranger's text makes a name of signs
        told = len(parts) > 1 and kinds.is_open(entity) and entity.name not in text
        if told and {parts[0], parts[-1]} & said - titled:
            yield entity.name


def _alone(report: Report) -> Iterator[tuple[int, str, bool]]:
    """Sentences from the top of an article, each with its place among all that are quotable.

    They depend on no other, or only on the one directly before them, as the third value says.
    """
    article, own, before = report.article, _speaks_for_itself(report), ""
    code = article.language
    for place, text in enumerate(quotable.quotable(article.text, article.title)[: chosen.LOOKED_AT]):
        if not quotable.leans(text, code) or (own and quotable.leans_on_speaker(text, code)):
            yield place, text, False
        elif before and quotable.leans_on_last(text, code) and f"{before} {text}" in article.text:
            yield place, text, True
        before = text


def _speaks_for_itself(report: Report) -> bool:
    """Whether a report is on the page of somebody it names: of openai.com a reader knows who says "we"."""
    outlet = report.article.site.casefold().removeprefix("www.").split(".")[0]
    return any(entity.name.casefold().replace(" ", "") == outlet for entity in report.reading.entities)


def _is_converted(figure: Figure, text: str) -> bool:
    """Whether a sum is the one before it in another currency: "62 Milliarden Kronen (rund 5,3 Milliarden Euro)"."""
    return figure.kind == "money" and bool(CONVERTED.search(text[: text.find(figure.text)]))


def _is_news(figure: Figure) -> bool:
    return ledger.weighty(figure) and statements.listed(figure) and figure.standing not in PAST_AMOUNTS


@functools.cache
def _background(code: str) -> re.Pattern[str]:
    """What marks background in a language; of a text in an unknown one nothing does."""
    words = languages.BY_CODE[code].telling.background if code in languages.BY_CODE else ("(?!)",)
    return re.compile("|".join(words), re.IGNORECASE)


@functools.cache
def _comments(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What marks a headline that is no plain news in a language, and its author's words for himself."""
    telling = languages.BY_CODE[code].telling
    return re.compile("|".join(telling.comments), re.IGNORECASE), re.compile(
        rf"\b(?:{'|'.join(telling.persons)})\b", re.IGNORECASE
    )


def coming(text: str) -> tuple[int, ...]:
    """The months in which something is still to come."""
    return tuple(
        month for month, start in dates.months(text) if COMING.search(text[max(0, start - chosen.NEAR_MONTH) : start])
    )


def names_a_place(report: Report, text: str) -> bool:
    """Whether a text says by a name of this report where something is."""
    return any(entity.name in text and _is_place(entity, text) for entity in report.reading.entities)


def region(report: Report, said: str) -> str:
    """A place that is `said`, with the region its text gives for it, as "Wexcombe, Virginia"; empty if that is said.

    The second of two names is the region if it is listed as somewhere: "Wexcombe, Virginia" or "Wexcombe (Virginia)".
    """
    regions = [one.name for one in report.reading.entities if _may_be_a_place(one)]
    if any(name in said for name in regions):
        return ""
    for entity in report.reading.entities:
        if kinds.is_open(entity) and entity.name in said:
            for name in regions:
                if any(f"{entity.name}{between}{name}" in report.article.text for between in (", ", " (")):
                    return f"{entity.name}, {name}"
    return ""


def is_a_party(report: Report, name: str) -> bool:
    """Whether a name is listed for something else than a place or a site."""
    return any(
        entity.name == name and not kinds.is_open(entity) and not _may_be_a_place(entity)
        for entity in report.reading.entities
    )


def _may_be_a_place(entity: Entity) -> bool:
    return bool({kinds.May.PLACE, kinds.May.SITE} & set(kinds.may(entity)))


def _is_place(entity: Entity, text: str) -> bool:
    """Whether a text says by this name where something is."""
    if _may_be_a_place(entity):
        return True
    return kinds.is_open(entity) and bool(LOCATED.search(text[: text.find(entity.name)]))


def _written(report: Report) -> int:
    """The year in which a report was written."""
    return (report.article.published_at or report.seen_at).year
