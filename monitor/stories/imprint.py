"""What comparing two texts needs, and nothing one could read: hashes, names, figures, days."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from monitor.articles import fingerprint
from monitor.model import Article, Entity, Figure, Imprint, Reading
from monitor.stories import chrome, lexicon, names, numbers, words
from monitor.stories.lexicon import Kind
from monitor.topics import lexicon as topic_lexicon
from monitor.topics.profile import Profile

KEPT = {
    Kind.STEM: 140,
    Kind.CONCEPT: 60,
    Kind.NAME: 40,
    Kind.ROOT: 240,
    Kind.NUMBER: 30,
    Kind.HEAD: 24,
}  # heaviest terms of a kind
NAMES = 40
SUBJECT = "subject"  # kind of entity
TITLE, LEAD = 6.0, 2.0  # a word of the headline or of the first lines counts as so many
LEAD_LETTERS = 350
READ = 8_000  # characters; what comes later is seldom the story
ROUND_UP = lexicon.term(Kind.LIST, "several topics")
PART = 0.5  # weight of a part of a compound
STEPS = 10_000  # parts of a weight that are kept

Counted = Sequence[tuple[words.Word, float]]  # words with their weighted count


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text to be imprinted, with what a reading found in it."""

    title: str
    text: str
    language: str
    site: str = ""
    published_at: datetime | None = None
    entities: Sequence[Entity] = ()
    figures: Sequence[Figure] = ()
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
            entities=[entity for said in readings for entity in said.entities],
            figures=[figure for said in readings for figure in said.figures],
            profiles=profiles,
        )
    )


def of_source(source: Source) -> Imprint:
    """The imprint of any text."""
    text = chrome.removed(source.text[:READ])
    full = fingerprint.words(source.text)
    found = names.candidates(text, source.language)
    headline = names.in_headline(source.title, source.language)
    return Imprint(
        text_hash=fingerprint.hash_of(full),
        title_hash=fingerprint.title_hash(source.title),
        sketch=fingerprint.sketch_of(full if text == source.text else fingerprint.words(text)),
        terms=_terms(source, text, found, headline),
        names=_names(source, found, headline),
        figures=tuple(dict.fromkeys((figure.value, figure.unit, figure.of) for figure in source.figures)),
        parties=_parties(source.entities),
        sums=tuple(lexicon.term(Kind.NUMBER, key) for key in numbers.large(source.title, source.language)),
        language=source.language,
        site=source.site.casefold().removeprefix("www."),
        words=len(full),
        published_at=source.published_at,
    )


def _terms(
    source: Source, text: str, found: Mapping[str, int], headline: frozenset[str]
) -> tuple[tuple[int, float], ...]:
    """All terms, each kind cut to its heaviest and scaled to length 1, by number."""
    told = _told(source.title, text, source.language)
    called = {name: float(found.get(name, 0)) + TITLE * (name in headline) for name in {*found, *headline}}
    weights: dict[Kind, Mapping[int, float]] = {
        Kind.STEM: _stems(told),
        Kind.CONCEPT: _concepts(told, source.profiles, f"{source.title}\n{source.text[:READ]}"),
        Kind.NAME: {lexicon.term(Kind.NAME, name): count for name, count in called.items() if count},
        Kind.ROOT: _roots(told),
        Kind.NUMBER: _numbers(f"{source.title}\n{text}", source.language),
    }
    terms: list[tuple[int, float]] = []
    for kind, counted in weights.items():
        terms += _scaled(_heaviest(lexicon.weighed(kind, counted, source.language), KEPT[kind]))
    listing = [(ROUND_UP, 1.0)] if _is_list(source.title) else []
    return tuple(sorted([*terms, *_head(source, headline), *listing]))


def _is_list(title: str) -> bool:
    """Whether a headline lists topics rather than tells one: “Update: this, that, something else”."""
    _, colon, listed = title.partition(": ")
    topics = re.split(r"[,;|]\s", listed if colon else title)
    return len(topics) >= 3 and all(len(topic.split()) <= 5 for topic in topics)


def _head(source: Source, headline: frozenset[str]) -> list[tuple[int, float]]:
    """The terms of the headline, scaled to length 1."""
    told = [(words.of(word, source.language), 1.0) for word in fingerprint.words(source.title)]
    weights = dict.fromkeys(_concepts(told, source.profiles, f"{source.title}\n"), 1.0)
    weights |= {lexicon.term(Kind.NAME, name): 1.0 for name in headline}
    weights |= dict.fromkeys(_numbers(source.title, source.language), 1.0)
    weights |= dict.fromkeys(_stems(told), 0.5)
    rated = [
        (weight * lexicon.idf(number, source.language), lexicon.head(number)) for number, weight in weights.items()
    ]
    return _scaled(sorted(rated, key=lambda pair: (-pair[0], pair[1]))[: KEPT[Kind.HEAD]])


def _scaled(rated: list[tuple[float, int]]) -> list[tuple[int, float]]:
    """Terms with their weights, scaled to length 1, in ten-thousandths."""
    length = math.sqrt(sum(weight * weight for weight, _ in rated)) or 1.0
    steps = STEPS / length
    return [(number, round(weight * steps) / STEPS) for weight, number in rated]


def _heaviest(rated: list[tuple[float, int]], limit: int) -> list[tuple[float, int]]:
    """The first so many of the pairs, heaviest first; those that cannot be among them are left out before sorting."""
    if len(rated) > limit:
        least = sorted([weight for weight, _ in rated], reverse=True)[limit - 1]
        rated = [pair for pair in rated if pair[0] >= least]
    return sorted(rated, reverse=True)[:limit]


def _told(title: str, text: str, language: str) -> Counted:
    """The words by weighted count: headline and first lines count more."""
    counts: dict[str, float] = defaultdict(float)
    for part, weight in ((title, TITLE), (text[:LEAD_LETTERS], LEAD), (text[LEAD_LETTERS:], 1.0)):
        for word in fingerprint.words(part):
            counts[word] += weight
    return [(words.of(word, language), count) for word, count in counts.items()]


def _stems(told: Counted) -> Mapping[int, float]:
    """Stems of the words, and of the parts of compounds at half weight."""
    found: dict[int, float] = defaultdict(float)
    for word, count in told:
        for number in word.stems:
            found[number] += count
        for number in word.parts:
            found[number] += PART * count
    return found


def _concepts(told: Counted, profiles: Sequence[Profile], text: str) -> Mapping[int, float]:
    """Concepts of the general list and of the topics, by weighted count."""
    found: dict[int, float] = defaultdict(float)
    for profile in profiles:
        for id, times in topic_lexicon.concepts(profile, text).items():
            found[lexicon.term(Kind.CONCEPT, f"{profile.name}:{id}")] += times
    for word, count in told:
        for number in word.concepts:
            found[number] += count
    return found


def _roots(told: Counted) -> Mapping[int, float]:
    """Runs of letters of the words in a spelling that German and English share."""
    found: dict[int, float] = defaultdict(float)
    for word, count in told:
        for number in word.roots:
            found[number] += count
    return found


def _numbers(text: str, language: str) -> Mapping[int, float]:
    """Values named in a text, by count."""
    return {lexicon.term(Kind.NUMBER, value): float(n) for value, n in numbers.values(text, language).items()}


def _parties(entities: Sequence[Entity]) -> tuple[str, ...]:
    """Whom and what the headline names besides the subject, whom all texts of the topic name."""
    return tuple(sorted({entity.name for entity in entities if entity.in_title and entity.kind != SUBJECT}))


def _names(source: Source, found: Mapping[str, int], headline: frozenset[str]) -> tuple[tuple[str, float], ...]:
    """Entities of the topics and proper names, heaviest first; in the headline they count double."""
    weights = {
        entity.name: (1 + math.log(max(1, entity.count))) * (2 if entity.in_title else 1) for entity in source.entities
    }
    seen = {fingerprint.folded(word) for name in weights for word in (name, *name.split())}
    for name in {*found, *headline} - seen:
        rarity = lexicon.idf(lexicon.term(Kind.NAME, name)) / lexicon.UNKNOWN
        weight = (1 + math.log(max(1, found.get(name, 0)))) * (2 if name in headline else 1) * rarity
        weights[name] = weight
    best = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:NAMES]
    return tuple((name, round(weight, 3)) for name, weight in best)
