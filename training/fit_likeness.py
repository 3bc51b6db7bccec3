"""Fits how much each kind of evidence counts for the likeness of two texts (monitor/stories/weights.json).

    python -m training.fit_likeness

The evidence is the program's own (`similar.evidence`): cosines of concepts, stems, names and so on. People have rated
how alike the texts of each pair are. There is one logistic regression per pair of languages; evidence that would count
against likeness is left out, because nothing that two news texts share makes them less alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from monitor.stories import imprint, similar
from monitor.stories.facets import Facets
from monitor.stories.similar import ACROSS, BIAS, EVIDENCE, OTHER
from training import logistic, report, sets
from training.report import Table

ALIKE = 2.0  # scores up to this mean the same story: 1 very alike … 4 not at all
LANGUAGES = ("de", "en")  # with enough judged pairs for weights of their own
ACROSS_PAIR = ("de", "en")  # the pair of languages whose concepts the word list knows
OTHERS = ("es", "fr", "it")  # languages without weights of their own that stand for all of these
LONGEST_TITLE = 300  # characters before the first double space; a longer text is not a headline
FOLDS = 10
DIGITS = 3


class Ridge(NamedTuple):
    """How strongly the weights of a table are kept small."""

    strength: float = 0.1
    given_back: float = 1.0  # a ridge decides how the kinds mix and makes all weights smaller; this undoes some of that


# Found by trial: the scores in the folds are as good, and the weights stay small.
RIDGES = {"de": Ridge(), "en": Ridge(), OTHER: Ridge(), ACROSS: Ridge(strength=0.08, given_back=1.1)}


class Pair(NamedTuple):
    """Two texts, what they have in common, and whether people rated them as one story."""

    languages: tuple[str, str]
    evidence: tuple[float, ...]  # in the order of EVIDENCE
    alike: bool


def pairs() -> list[Pair]:
    """Every pair of the sets in languages that are fitted."""
    return [pair for line in sets.listed("likeness") for pair in _read(line)]


def _read(line: sets.LabelledSet) -> Iterator[Pair]:
    for told in sets.lines(line):
        languages = told["lang1"], told["lang2"]
        if languages == ACROSS_PAIR or (languages[0] == languages[1] and languages[0] in (*LANGUAGES, *OTHERS)):
            found = similar.evidence(sides(told["text1"], languages[0]), sides(told["text2"], languages[1]))
            yield Pair(languages, tuple(found[kind] for kind in EVIDENCE), float(told["overall"]) <= ALIKE)


def sides(text: str, language: str) -> Facets:
    """A text of such a pair (two spaces after the headline), ready to be compared."""
    title, _, body = text.partition("  ")
    if not body or len(title) > LONGEST_TITLE:
        title, body = "", text
    return Facets(imprint.of_source(imprint.Source(title=title.strip(), text=body, language=language)))


def by_table(found: Sequence[Pair]) -> Mapping[str, list[Pair]]:
    """The pairs by the weights that are used for them."""
    tables = defaultdict[str, list[Pair]](list)
    for pair in found:
        tables[similar.pair(*pair.languages)].append(pair)
    return {name: tables[name] for name in (*LANGUAGES, OTHER, ACROSS)}


def shipped(tables: Mapping[str, Sequence[Pair]]) -> dict[str, dict[str, float]]:
    """The weights of all tables as they are shipped."""
    return {name: fitted(found, RIDGES[name]) for name, found in tables.items()}


def fitted(found: Sequence[Pair], ridge: Ridge) -> dict[str, float]:
    """The weights for pairs of one table, none below zero, rounded as they are stored."""
    used = list(range(len(EVIDENCE)))
    labels, counts = [pair.alike for pair in found], [1.0] * len(found)
    while True:
        rows = [(*(pair.evidence[at] for at in used), 1.0) for pair in found]
        weights = logistic.fit(rows, labels, counts=counts, ridge=ridge.strength)
        least = min(range(len(used)), key=lambda at: weights[at])
        if weights[least] >= 0:
            break
        del used[least]
    by_kind = {at: ridge.given_back * weight for at, weight in zip(used, weights, strict=False)}
    strengths = [sum(pair.evidence[at] * weight for at, weight in by_kind.items()) for pair in found]
    (bias,) = logistic.fit([(1.0,)] * len(found), labels, counts=counts, offsets=strengths, ridge=0.0)
    told = {kind: round(by_kind.get(at, 0.0), DIGITS) for at, kind in enumerate(EVIDENCE)}
    return told | {BIAS: round(bias, DIGITS)}


def strength(pair: Pair, weights: Mapping[str, float]) -> float:
    """The strength of a pair's likeness, as in `similar.similarity`."""
    return logistic.strength((*pair.evidence, 1.0), [weights[name] for name in (*EVIDENCE, BIAS)])


def area(scored: Sequence[tuple[float, bool]]) -> float:
    """The area under the curve: how often an alike pair scores higher than one that is not."""
    high = [score for score, alike in scored if alike]
    low = [score for score, alike in scored if not alike]
    return sum((one > other) + 0.5 * (one == other) for one in high for other in low) / (len(high) * len(low))


def in_folds(found: Sequence[Pair], ridge: Ridge) -> list[tuple[float, bool]]:
    """Every pair, scored with weights made without its tenth of the pairs."""
    scored = []
    for fold in range(FOLDS):
        weights = fitted([pair for at, pair in enumerate(found) if at % FOLDS != fold], ridge)
        scored += [(strength(pair, weights), pair.alike) for pair in found[fold::FOLDS]]
    return scored


def main() -> None:
    """Fit; write the weights and their scores."""
    sets.require()
    tables = by_table(pairs())
    weights = shipped(tables)
    report.write_weights("monitor/stories", {f"likeness_{name}": told for name, told in weights.items()})
    rows = []
    for name, found in tables.items():
        areas = (
            area([(strength(pair, weights[name]), pair.alike) for pair in found]),
            area(in_folds(found, RIDGES[name])),
        )
        rows.append((name, len(found), *(f"{value:.4f}" for value in areas)))
    head = ("languages", "pairs", "area under the curve", f"fitted in {FOLDS} folds")
    report.write("Likeness", Table(head, rows))


if __name__ == "__main__":
    main()
