"""Fits how much each kind of evidence counts for the relevance of a text (monitor/topics/weights.json).

    python -m training.fit_relevance

The evidence is the program's own (`relevance.evidence`). Texts that name the subject are judged by all of it, others by
their headline; each of the two gets a logistic regression over its own texts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from monitor import reading
from monitor.model import Article
from monitor.scores import Rate
from monitor.topics import involved, profile, relevance, scan
from monitor.topics.profile import Profile
from monitor.topics.relevance import BIAS, HEADLINE, Evidence, Ways
from training import logistic, report, sets
from training.report import Table

TOPIC = "openai-infrastructure"
NAMED = re.compile(r"openai|stargate|chatgpt|altman", re.IGNORECASE)  # unrelated texts without it prove nothing

# Found by trial; the ridge of headlines is small because they have two kinds of evidence and hardly any exceptions.
RIDGE, RIDGE_HEADLINE = 0.7, 0.03
# Texts that the evidence cannot explain count less in each round: the weight of each is multiplied by the square root
# of the probability it was given for its label.
ROUNDS, FORGIVING = 6, 0.4
DIGITS = 3
BAR = 0.5


class Judgement(NamedTuple):
    """A labelled text with its evidence."""

    set: str
    counts: float
    relevant: bool
    evidence: Evidence
    ways: Ways
    by_part: bool = False  # relevant whatever its evidence sums up to: surely the subject has a part
    # The parts of a round-up: it is judged by the best one but fitted as a whole, since its label does not say which
    parts: tuple[tuple[Evidence, Ways], ...] = ()


Weights = Mapping[str, Mapping[str, float]]  # by table: text, headline


def judgements() -> list[Judgement]:
    """Every text of the sets, with its evidence."""
    topic = profile.load(TOPIC)
    found = []
    labelled = {text.title for line in sets.listed("relevance") if line.role == "labelled" for text in sets.texts(line)}
    for line in sets.listed("relevance"):
        for text in _read(line, labelled):
            whole, *parts = _scans(topic, text)
            evidence, way = _evidence(topic, whole)
            told = tuple(_evidence(topic, seen) for seen in parts)
            counts = line.counts.get("relevance", 1.0)
            by_part = any(relevance.is_about_part(seen, involved.of(seen)) for seen in (parts or [whole]))
            found.append(Judgement(line.name, counts, text.relevant, evidence, way, by_part, told))
    return found


def _scans(topic: Profile, text: sets.Text) -> list[scan.Scan]:
    """A text, or the parts of a round-up: each by itself, and under the headline if that is about the topic."""
    whole = Article(
        url="",
        site="",
        title=text.title,
        text=text.text[: reading.LONGEST],
        language=text.language,
        published_at=None,
        basis="page",
    )
    titles = ("", whole.title) if reading.is_about(topic, whole) else ("",)
    parts = [replace(part, title=title) for part in reading.parts_of(whole) for title in titles]
    return [scan.of(topic, one.title, one.text, one.language) for one in (whole, *parts)]


def _evidence(topic: Profile, seen: scan.Scan) -> tuple[Evidence, Ways]:
    return relevance.evidence(topic, seen), relevance.ways(topic, seen)


def _read(line: sets.LabelledSet, labelled: Collection[str]) -> Iterator[sets.Text]:
    """The texts of a set that are useful for the fit; a stream contains some of the labelled texts as well."""
    for text in sets.texts(line):
        if line.role != "unrelated" or (text.title not in labelled and NAMED.search(f"{text.title} {text.text}")):
            yield text


def fitted(texts: Sequence[Judgement]) -> Weights:
    """The weights, rounded as they are stored."""
    by_text = [text for text in texts if text.ways.text]
    by_headline = [text for text in texts if text.ways.headline]
    return {
        "text": _named(Evidence._fields, _forgiving([(*text.evidence, 1.0) for text in by_text], by_text)),
        "headline": _named(
            HEADLINE,
            logistic.fit(
                [_headline(text.evidence) for text in by_headline],
                [text.relevant for text in by_headline],
                counts=[1.0] * len(by_headline),
                ridge=RIDGE_HEADLINE,
            ),
        ),
    }


def _forgiving(rows: Sequence[tuple[float, ...]], texts: Sequence[Judgement]) -> list[float]:
    """A fit in rounds, in which texts that it cannot explain count less and less."""
    labels, counts = [text.relevant for text in texts], [text.counts for text in texts]
    weights = [0.0] * len(rows[0])
    for _ in range(ROUNDS):
        weights = logistic.fit(rows, labels, counts=counts, ridge=RIDGE)
        chances = [logistic.probability(logistic.strength(row, weights)) for row in rows]
        counts = [
            text.counts * (chance if text.relevant else 1 - chance) ** FORGIVING
            for text, chance in zip(texts, chances, strict=True)
        ]
    return weights


def _named(names: Sequence[str], weights: Sequence[float]) -> dict[str, float]:
    return {name: round(weight, DIGITS) for name, weight in zip((*names, BIAS), weights, strict=True)}


def _headline(evidence: Evidence) -> tuple[float, ...]:
    found = evidence._asdict()
    return (*(found[name] for name in HEADLINE), 1.0)


def found_relevant(text: Judgement, weights: Weights) -> bool:
    """Whether a text is relevant by these weights."""
    told = text.parts or ((text.evidence, text.ways),)
    return (
        text.by_part or logistic.probability(max(_strength(evidence, ways, weights) for evidence, ways in told)) >= BAR
    )


def _strength(evidence: Evidence, ways: Ways, weights: Weights) -> float:
    sums = []
    if ways.text:
        table = weights["text"]
        sums.append(logistic.strength((*evidence, 1.0), [table[name] for name in (*Evidence._fields, BIAS)]))
    if ways.headline:
        table = weights["headline"]
        sums.append(logistic.strength(_headline(evidence), [table[name] for name in (*HEADLINE, BIAS)]))
    return sum(sums) / len(sums)


def rate(texts: Sequence[Judgement], weights: Weights) -> Rate:
    """How often these weights are right about texts."""
    found = [found_relevant(text, weights) for text in texts]
    return Rate(
        right=sum(one and text.relevant for one, text in zip(found, texts, strict=True)),
        found=sum(found),
        there=sum(text.relevant for text in texts),
    )


def compared(texts: Sequence[Judgement], weights: Weights) -> Table:
    """The scores of each set with the weights, and with weights made without it."""
    rows = []
    for name in dict.fromkeys(text.set for text in texts):
        own = [text for text in texts if text.set == name]
        inside, outside = rate(own, weights), rate(own, fitted([text for text in texts if text.set != name]))
        wrong = [int(one.found + one.there - 2 * one.right) for one in (inside, outside)]
        told = [f"{one.f1:.3f}" if one.there else "–" for one in (inside, outside)]
        rows.append((name, len(own), told[0], wrong[0], told[1], wrong[1]))
    rows.append(("all", len(texts), "", sum(int(row[3]) for row in rows), "", sum(int(row[5]) for row in rows)))
    return Table(("set", "texts", "F1", "wrong", "F1, set left out", "wrong"), rows)


def main() -> None:
    """Fit; write the weights and their scores."""
    sets.require()
    texts = judgements()
    weights = fitted(texts)
    report.write_weights("monitor/topics", weights)
    report.write("Relevance", compared(texts, weights))


if __name__ == "__main__":
    main()
