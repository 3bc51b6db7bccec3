"""What a comparison of two texts needs, and nothing that could be read: hashes, names, figures."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from operator import mul
from typing import NamedTuple
from urllib.parse import urlsplit

from monitor import language
from monitor.model import Article, Entity, Figure, Imprint, Reading, Step
from monitor.stories import named
from monitor.text import boilerplate, fingerprint, names, numerals, open_names, vocabulary
from monitor.text.vocabulary import Kind
from monitor.topics import kinds, matcher
from monitor.topics.profile import Profile

KEPT = {
    Kind.STEM: 140,
    Kind.CONCEPT: 60,
    Kind.NAME: 40,
    Kind.ROOT: 240,
    Kind.NUMBER: 30,
    Kind.HEAD: 24,
}  # how many of the heaviest terms of each kind are kept
NAMES = 40
TITLE, LEAD = 6, 2  # how often a word of the headline or of the first lines counts
LEAD_LETTERS = 350
READ = 8_000  # characters; what comes later is rarely about the event
ROUND_UP = vocabulary.term(Kind.LIST, "several topics")
PART = 0.5  # weight of a part of a compound
STEPS = 10_000  # weights are rounded to 1/STEPS

_NUMBERED = re.compile(r"\b\d{1,3}\)?$")  # an issue, a week, a day
_PARTED = re.compile(r"[,;|]\s")
_AND = language.any_of(lambda known: known.spelling.list_joints)
_LISTED = re.compile(rf"[,;|]\s(?:(?:{_AND}) )?| (?:{_AND}|&) ")  # the list of a numbered issue may end with "and"

Counted = Sequence[tuple[vocabulary.Word, int]]  # words with their weighted counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text to make an imprint of, with what a reading found in it."""

    title: str
    text: str
    language: str
    site: str = ""
    published_at: datetime | None = None
    claimed_at: datetime | None = None
    entities: Sequence[Entity] = ()
    figures: Sequence[Figure] = ()
    steps: Sequence[Step] = ()
    profiles: Sequence[Profile] = ()


def of(article: Article, readings: Sequence[Reading], profiles: Sequence[Profile]) -> Imprint:
    """The imprint of an article; entities and figures are those of all its readings."""
    return of_source(
        Source(
            title=article.title,
            text=article.text,
            language=article.language,
            site=article.site or urlsplit(article.url).netloc,
            published_at=article.published_at,
            claimed_at=article.claimed_at,
            entities=[entity for said in readings for entity in said.entities],
            figures=[figure for said in readings for figure in said.figures],
            steps=readings[0].steps if readings else (),  # those of the text, whatever the topic
            profiles=profiles,
        )
    )


def of_source(source: Source) -> Imprint:
    """The imprint of any text: it is read once, then its terms are weighted."""
    read = _read(source)
    parties = [entity for entity in source.entities if entity.in_title and kinds.heads_event(entity)]
    loners = kinds.loners(parties)
    return Imprint(
        text_hash=read.text_hash,
        title_hash=read.title_hash,
        sketch=read.sketch,
        names=_names(source, read),
        terms=_terms(source, read),
        figures=tuple(dict.fromkeys((figure.value, figure.unit, figure.of) for figure in source.figures)),
        parties=tuple(sorted({f"{entity.kind}:{entity.name}" for entity in parties})),
        loners=tuple(sorted(loners)),
        named=named.weights(read.open_names, source.title, read.text, source.profiles),
        held=named.held(source.title, read.text),
        step=next((step.kind for step in source.steps if step.sentence == source.title), ""),
        steps=tuple(step.kind for step in source.steps),
        sums=tuple(vocabulary.term(Kind.NUMBER, key) for key in read.title_numbers if float(key) >= numerals.LARGE),
        language=source.language,
        site=source.site.casefold().removeprefix("www."),
        words=read.words,
        published_at=source.published_at,
        claimed_at=source.claimed_at,
    )


class _Read(NamedTuple):
    """Everything read from a text, before any of it is weighted."""

    text: str  # without boilerplate
    words: int  # of the whole text
    text_hash: str  # this, the next and the sketch find copies
    title_hash: str
    sketch: tuple[int, ...]
    title: Sequence[str]  # words of the headline
    counted: Counted  # the words; those of headline and first lines count more
    names: Mapping[str, int]  # and how often each occurs in the text
    title_names: frozenset[str]
    open_names: Sequence[open_names.Found]
    numbers: Mapping[str, int]  # of headline and text, and of the headline alone
    title_numbers: Mapping[str, int]
    concepts: Mapping[str, int]  # of the topics, "topic:concept" → count; in headline and text, and in the headline
    title_concepts: Mapping[str, int]


def _read(source: Source) -> _Read:
    title, code = source.title, source.language
    known, languages = language.of(code), language.read_with(code)
    text = boilerplate.removed(boilerplate.unheaded(title, source.text)[:READ])
    words, title_words = fingerprint.words(source.text), fingerprint.words(title)
    lead, rest = fingerprint.words(text[:LEAD_LETTERS]), fingerprint.words(text[LEAD_LETTERS:])
    counts = Counter(title_words * TITLE + lead * LEAD + rest)
    return _Read(
        text=text,
        words=len(words),
        text_hash=fingerprint.text_hash(words),
        title_hash=fingerprint.text_hash(title_words),
        sketch=fingerprint.sketch(words if text == source.text else fingerprint.words(text)),
        title=title_words,
        counted=[(vocabulary.word(word, code), count) for word, count in counts.items()],
        names=names.candidates(text, code),
        title_names=names.in_headline(title, code),
        open_names=open_names.of(title, text[: named.READ], known),
        numbers=numerals.values(f"{title}\n{text}", known),
        title_numbers=numerals.values(title, known),
        concepts=matcher.concepts(source.profiles, f"{title}\n{source.text[:READ]}", languages),
        title_concepts=matcher.concepts(source.profiles, f"{title}\n", languages),
    )


def _terms(source: Source, read: _Read) -> tuple[tuple[int, float], ...]:
    """All terms, sorted by number; of each kind only the heaviest, scaled to length 1."""
    called = {
        name: float(read.names.get(name, 0)) + TITLE * (name in read.title_names)
        for name in {*read.names, *read.title_names}
    }
    counted: dict[Kind, Mapping[int, float]] = {
        Kind.STEM: _stems(read.counted),
        Kind.CONCEPT: _concepts(read.counted, read.concepts),
        Kind.NAME: {vocabulary.term(Kind.NAME, name): count for name, count in called.items() if count},
        Kind.NUMBER: _values(read.numbers),
    }
    rated = {kind: _weighted(counts, vocabulary.rarities(counts, source.language)) for kind, counts in counted.items()}
    rated[Kind.ROOT] = _rated_roots(read.counted)
    terms = [term for kind in sorted(rated) for term in _scaled(_heaviest(rated[kind], KEPT[kind]))]
    listing = [(ROUND_UP, 1.0)] if _is_list(source.title) else []
    return (*terms, *_head(source, read), *listing)


def _is_list(title: str) -> bool:
    """Whether a headline lists several topics: “Issue 12: this, that and something else”."""
    series, _, listed = title.partition(": ")
    numbered = _NUMBERED.search(series)
    topics = (_LISTED if numbered else _PARTED).split(listed)
    return len(topics) >= (3 if numbered else 4) and all(len(topic.split()) <= 5 for topic in topics)


def _head(source: Source, read: _Read) -> list[tuple[int, float]]:
    """The terms of the headline, scaled to length 1."""
    told = [(vocabulary.word(word, source.language), 1) for word in read.title]
    weights = dict.fromkeys(_concepts(told, read.title_concepts), 1.0)
    weights |= {vocabulary.term(Kind.NAME, name): 1.0 for name in read.title_names}
    weights |= dict.fromkeys(_values(read.title_numbers), 1.0)
    weights |= dict.fromkeys(_stems(told), 0.5)
    rated = {
        Kind.HEAD << 32 | number & vocabulary.MASK: weights[number] * rarity  # the same term, of a headline
        for number, rarity in zip(weights, vocabulary.rarities(weights, source.language), strict=True)
    }
    heaviest = sorted(rated.items(), key=lambda pair: (-pair[1], pair[0]))[: KEPT[Kind.HEAD]]
    return _scaled(dict(heaviest))


def _weighted(counted: Mapping[int, float], rarities: Iterable[float]) -> Mapping[int, float]:
    """The weights of terms: (1 + ln count) · idf, idf in the same order; counts below 1 stay as they are."""
    times = {count: 1 + math.log(count) if count >= 1 else count for count in set(counted.values())}
    return dict(zip(counted, map(mul, map(times.__getitem__, counted.values()), rarities), strict=True))


def _scaled(rated: Mapping[int, float]) -> list[tuple[int, float]]:
    """The terms sorted by number, with their weights scaled to length 1 and rounded."""
    length = math.sqrt(math.fsum([weight * weight for weight in rated.values()])) or 1.0
    steps = STEPS / length
    return [(number, round(rated[number] * steps) / STEPS) for number in sorted(rated)]


def _heaviest(rated: Mapping[int, float], limit: int) -> Mapping[int, float]:
    """The heaviest terms, at most `limit`; of equal weight, those with the greatest numbers."""
    if len(rated) <= limit:
        return rated
    least = sorted(rated.values())[-limit]
    kept = {number: weight for number, weight in rated.items() if weight >= least}
    for number in sorted(number for number, weight in kept.items() if weight == least)[: len(kept) - limit]:
        del kept[number]
    return kept


def _stems(told: Counted) -> Mapping[int, float]:
    """Stems of the words, and those of the parts of compounds at half weight."""
    found: dict[int, float] = dict(Counter(chain.from_iterable([word.stems * count for word, count in told])))
    for number, count in Counter(chain.from_iterable([word.parts * count for word, count in told])).items():
        found[number] = found.get(number, 0.0) + PART * count
    return found


def _concepts(told: Counted, topics: Mapping[str, int]) -> Mapping[int, float]:
    """Concepts of the general list and of the topics, with their weighted counts."""
    found: dict[int, float] = defaultdict(float)
    for id, times in topics.items():
        found[vocabulary.term(Kind.CONCEPT, id)] += times
    for word, count in told:
        for number in word.concepts:
            found[number] += count
    return found


def _roots(told: Counted) -> Mapping[int, int]:
    """Runs of letters of the words, in a spelling common to all languages, with their weighted counts."""
    return Counter(chain.from_iterable([word.roots * count for word, count in told]))


def _rated_roots(told: Counted) -> Mapping[int, float]:
    """The same with their weights. Their rarity is kept with the words: there are too many to look up."""
    roots = chain.from_iterable([word.roots for word, _ in told])
    rarities = chain.from_iterable([word.rarities for word, _ in told])
    by_root = dict(zip(roots, rarities, strict=True))  # in order of first mention, as `_roots` counts them
    return _weighted(_roots(told), by_root.values())


def _values(counted: Mapping[str, int]) -> Mapping[int, float]:
    """The numbers in a text, with their counts."""
    return {vocabulary.term(Kind.NUMBER, value): float(times) for value, times in counted.items()}


def _names(source: Source, read: _Read) -> tuple[tuple[str, float], ...]:
    """Entities of the topics and proper names, the heaviest first; in the headline they count double."""
    weights = {
        entity.name: (1 + math.log(max(1, entity.count))) * (2 if entity.in_title else 1) for entity in source.entities
    }
    seen = {fingerprint.folded(word) for name in weights for word in (name, *name.split())}
    for name in {*read.names, *read.title_names} - seen:
        rarity = vocabulary.idf(vocabulary.term(Kind.NAME, name)) / vocabulary.UNKNOWN
        weights[name] = (
            (1 + math.log(max(1, read.names.get(name, 0)))) * (2 if name in read.title_names else 1) * rarity
        )
    best = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:NAMES]
    return tuple((name, round(weight, 3)) for name, weight in best)
