"""Fits how likely a sentence gives the subject a part in the matter (monitor/topics/involved.bin).

    python -m training.fit_involved

The sentences are our own, by authors who did not know the program, each with a sign in place of the subject:
tests/quality/involved. A logistic regression over hashed features, fitted by AdaGrad in a fixed order, so that the
same sentences always give the same bytes. Each author is left out in turn for the scores in docs/fits.md.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from monitor.topics import involved
from monitor.topics.involved import PLACES, Weights
from training import report, sets
from training.logistic import probability
from training.report import Table

FOLDER = sets.ROOT / "tests/quality/involved"
FILE = sets.ROOT / "monitor/topics" / involved.FILE
ROUNDS, RATE = 8, 0.3  # found by trial, on sentences of authors left out: more rounds learn the sentences by heart
LARGEST = 127  # steps of a weight


class Sentence(NamedTuple):
    """A labelled sentence."""

    author: str
    places: tuple[int, ...]
    involved: bool


def sentences(folder: Path = FOLDER) -> list[Sentence]:
    """All sentences, those of all authors in turn, so that no author comes last."""
    by_author = [list(_read(path)) for path in sorted(folder.glob("*.jsonl"))]
    longest = max(map(len, by_author))
    return [found[at] for at in range(longest) for found in by_author if at < len(found)]


def _read(path: Path) -> Iterator[Sentence]:
    for line in path.read_text("utf-8").splitlines():
        told = json.loads(line)
        places = involved.features(told["sentence"], told["before"])
        yield Sentence(path.stem, tuple(sorted(places)), bool(told["involved"]))


def fitted(told: Sequence[Sentence]) -> Weights:
    """The weights, in whole steps."""
    weights, slopes = [0.0] * PLACES, [1e-8] * PLACES
    bias, bias_slope = 0.0, 1e-8
    for _ in range(ROUNDS):
        for sentence in told:
            scale = 1 / math.sqrt(max(1, len(sentence.places)))
            total = bias + scale * sum(weights[place] for place in sentence.places)
            miss = sentence.involved - probability(total)
            bias_slope += miss * miss
            bias += RATE * miss / math.sqrt(bias_slope)
            for place in sentence.places:
                slopes[place] += (miss * scale) ** 2
                weights[place] += RATE * miss * scale / math.sqrt(slopes[place])
    step = max(map(abs, weights)) / LARGEST
    return Weights(bias, step, [round(weight / step) for weight in weights])


def right(told: Sequence[Sentence], known: Weights) -> float:
    """The share of sentences that these weights judge rightly."""
    return sum((involved.strength(known, one.places) > 0) == one.involved for one in told) / len(told)


def compared(told: Sequence[Sentence]) -> Table:
    """The share of each author's sentences judged rightly with weights made without them."""
    rows = []
    for author in sorted({one.author for one in told}):
        own = [one for one in told if one.author == author]
        rows.append((author, len(own), f"{right(own, fitted([one for one in told if one.author != author])):.3f}"))
    rows.append(("mean", len(told), f"{sum(float(row[2]) for row in rows) / len(rows):.3f}"))
    return Table(("author left out", "sentences", "right"), rows)


def main() -> None:
    """Fit; write the weights and their scores."""
    told = sentences()
    FILE.write_bytes(involved.packed(fitted(told)))
    report.write("Involved", compared(told))


if __name__ == "__main__":
    main()
