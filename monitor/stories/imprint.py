"""What comparing two texts needs, and nothing one could read: hashes, names, figures, days."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from monitor.articles import fingerprint
from monitor.model import Article, Entity, Figure, Imprint, Reading
from monitor.stories import chrome, lexicon, names, numbers
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
TITLE, LEAD = 6.0, 2.0  # a word of the headline or of the first lines counts as so many
LEAD_LETTERS = 350
READ = 8_000  # characters; what comes later is seldom the story
ROOT = 4  # letters
ROUND_UP = lexicon.term(Kind.LIST, "several topics")
PART = 0.5  # weight of a part of a compound
_SOUNDS = str.maketrans({"c": "k", "z": "s", "y": "i", "v": "f", "w": "f", "q": "k"})
_DOUBLES = re.compile(r"(.)\1")


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
    words = fingerprint.words(source.text)
    found = names.candidates(text, source.language)
    headline = names.in_headline(source.title, source.language)
    return Imprint(
        text_hash=fingerprint.hash_of(words),
        title_hash=fingerprint.title_hash(source.title),
        sketch=fingerprint.sketch_of(words if text == source.text else fingerprint.words(text)),
        terms=_terms(source, text, found, headline),
        names=_names(source, found, headline),
        figures=tuple(dict.fromkeys((figure.value, figure.unit, figure.of) for figure in source.figures)),
        days=numbers.days(text, source.published_at.date() if source.published_at else None),
        language=source.language,
        site=source.site.casefold().removeprefix("www."),
        words=len(words),
        published_at=source.published_at,
    )


def _terms(
    source: Source, text: str, found: Mapping[str, int], headline: frozenset[str]
) -> tuple[tuple[int, float], ...]:
    """All terms, each kind cut to its heaviest and scaled to length 1, by number."""
    counts = _word_counts(source.title, text)
    known = {name: float(found.get(name, 0)) + TITLE * (name in headline) for name in {*found, *headline}}
    weights: dict[Kind, Mapping[str, float]] = {
        Kind.STEM: _stems(counts, source.language),
        Kind.CONCEPT: _concepts(counts, source),
        Kind.NAME: {name: count for name, count in known.items() if count},
        Kind.ROOT: _roots(counts),
        Kind.NUMBER: dict(numbers.values(f"{source.title}\n{text}", source.language)),
    }
    terms = [pair for kind, counted in weights.items() for pair in _weighed(kind, counted, source.language)]
    listing = [(ROUND_UP, 1.0)] if _is_list(source.title) else []
    return tuple(sorted([*terms, *_head(source, headline), *listing]))


def _is_list(title: str) -> bool:
    """Whether a headline lists topics rather than tells one: “Update: this, that, something else”."""
    _, colon, listed = title.partition(": ")
    topics = re.split(r"[,;|]\s", listed if colon else title)
    return len(topics) >= 3 and all(len(topic.split()) <= 5 for topic in topics)


def _head(source: Source, headline: frozenset[str]) -> list[tuple[int, float]]:
    """The terms of the headline, scaled to length 1."""
    counts: Counter[str] = Counter(fingerprint.words(source.title))
    told = [(Kind.CONCEPT, id, 1.0) for id in _concepts(counts, replace(source, text=""))]
    told += [(Kind.NAME, name, 1.0) for name in headline]
    told += [(Kind.NUMBER, value, 1.0) for value in numbers.values(source.title, source.language)]
    told += [(Kind.STEM, stem, 0.5) for stem in _stems(counts, source.language)]
    rated = []
    for kind, text, weight in told:
        number, idf = lexicon.rated(kind, text, source.language)
        rated.append((lexicon.head(number), weight * idf))
    rated = sorted(rated, key=lambda pair: (-pair[1], pair[0]))[: KEPT[Kind.HEAD]]
    length = math.sqrt(sum(weight * weight for _, weight in rated)) or 1.0
    return [(number, round(weight / length, 4)) for number, weight in rated]


def _weighed(kind: Kind, counted: Mapping[str, float], language: str) -> list[tuple[int, float]]:
    """The heaviest terms of a kind: (1 + ln count) · idf, scaled to length 1."""
    rated = [
        ((1 + math.log(count) if count >= 1 else count) * idf, number)
        for count, (number, idf) in ((count, lexicon.rated(kind, text, language)) for text, count in counted.items())
    ]
    kept = _heaviest(rated, KEPT[kind])
    length = math.sqrt(sum(weight * weight for weight, _ in kept)) or 1.0
    return [(number, round(weight / length, 4)) for weight, number in kept]


def _heaviest(rated: list[tuple[float, int]], limit: int) -> list[tuple[float, int]]:
    """The first so many of the sorted pairs; those that cannot be among them are left out before sorting."""
    if len(rated) > limit:
        least = sorted([weight for weight, _ in rated], reverse=True)[limit - 1]
        rated = [pair for pair in rated if pair[0] >= least]
    return sorted(rated, reverse=True)[:limit]


def _word_counts(title: str, text: str) -> Mapping[str, float]:
    """Words by weighted count: headline and first lines count more."""
    counts: dict[str, float] = defaultdict(float)
    for part, weight in ((title, TITLE), (text[:LEAD_LETTERS], LEAD), (text[LEAD_LETTERS:], 1.0)):
        for word in fingerprint.words(part):
            counts[word] += weight
    return counts


def _stems(counts: Mapping[str, float], language: str) -> Mapping[str, float]:
    """Stems of the words, and of the parts of compounds at half weight."""
    found: dict[str, float] = defaultdict(float)
    for word, count in counts.items():
        if word.isdigit() or len(word) < 2:
            continue
        found[f"{language}:{fingerprint.stem(word, language)}"] += count
        for part in lexicon.parts(word, language):
            found[f"{language}:{fingerprint.stem(part, language)}"] += PART * count
    return found


def _concepts(counts: Mapping[str, float], source: Source) -> Mapping[str, float]:
    """Concepts of the general list and of the topics, by weighted count."""
    found: dict[str, float] = defaultdict(float)
    for profile in source.profiles:
        for id, times in topic_lexicon.concepts(profile, f"{source.title}\n{source.text[:READ]}").items():
            found[f"{profile.name}:{id}"] += times
    for word, count in counts.items():
        ids = set(lexicon.concepts(word, source.language))
        for part in () if ids else lexicon.parts(word, source.language):
            ids |= set(lexicon.concepts(part, source.language))
        for id in ids:
            found[id] += count
    return found


def _roots(counts: Mapping[str, float]) -> Mapping[str, float]:
    """Runs of letters of the words in a spelling that German and English share."""
    found: dict[str, float] = defaultdict(float)
    for word, count in counts.items():
        for gram in grams(word):
            found[gram] += count
    return found


@lru_cache(maxsize=20_000)
def grams(word: str) -> tuple[str, ...]:
    """All runs of four letters of a word with its edges, after evening out the spelling."""
    plain = fingerprint.folded(word.replace("ä", "e")).replace("ph", "f").replace("sch", "sh").replace("ck", "k")
    evened = _DOUBLES.sub(r"\1", plain.translate(_SOUNDS))
    edged = f" {evened} "
    return tuple({edged[at : at + ROOT] for at in range(max(1, len(edged) - ROOT + 1))})


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
