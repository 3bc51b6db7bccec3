"""How much a topic learns from a reader: relevance on unseen texts before and after his judgements.

python -m benchmarks.learning [SEED…]

The reader of the example topic wants plants: built, enlarged, delayed, closed. He does not want what else the makers of
cells do: results, cars with their cells, courts, research. The texts are made from sentences of our own in three
languages (learning.jsonl). He judges twenty texts of some kinds; those of all other kinds are unseen. The labelled
texts of the topic show what becomes of the rest; other topics are not touched, because each learns for itself.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from monitor import evaluation, reading
from monitor.model import Article
from monitor.topics import profile
from monitor.topics.profile import Profile

LABELLED = Path(__file__).parents[1] / "tests/quality"
JUDGED = 20
NAME = "topics/battery-plants-europe.jsonl"
MAKERS = ("Northvolt", "CATL", "Verkor", "Morrow", "PowerCo", "SVOLT", "ProLogium", "Basquevolt")
PLACES = ("Skellefteå", "Kalmar", "Dunkirk", "Salzgitter", "Arendal", "Debrecen", "Douai", "Vitoria")


class Kind(NamedTuple):
    """Texts that tell the same sort of thing."""

    wanted: bool
    language: str
    title: str
    text: str


KINDS = tuple(Kind(**json.loads(line)) for line in Path(__file__).with_suffix(".jsonl").read_text("utf-8").splitlines())


class Text(NamedTuple):
    """One of them."""

    kind: int
    wanted: bool
    article: Article


def texts(dice: random.Random, each: int = 8) -> Iterator[Text]:
    """So many of each kind."""
    for number, kind in enumerate(KINDS):
        for _ in range(each):
            words = {"m": dice.choice(MAKERS), "p": dice.choice(PLACES), "n": dice.randint(2, 900)}
            title, text = kind.title.format(**words), kind.text.format(**words)
            article = Article(
                url="",
                site="",
                title=title,
                text=f"{title}\n{text}",
                language=kind.language,
                published_at=None,
                basis="page",
            )
            yield Text(number, kind.wanted, article)


def f1(topic: Profile, of: Sequence[Text]) -> float:
    """Of relevance."""
    found = [(reading.read(topic, one.article).relevant, one.wanted) for one in of]
    right = sum(both == (True, True) for both in found)
    return 2 * right / max(1, sum(said for said, _ in found) + sum(wanted for _, wanted in found))


def judged(topic: Profile, name: str) -> float:
    """F1 of relevance on labelled texts."""
    lines = evaluation.parsed((LABELLED / name).read_text("utf-8"))
    scores = evaluation.evaluate(lines, topic)
    return scores.relevance.f1 or 0.0


class Learnt(NamedTuple):
    """F1 of relevance before and after: on unseen texts of other kinds, and on the labelled texts."""

    unseen: tuple[float, float]
    labelled: tuple[float, float]


def learnt(seed: int) -> Learnt:
    """After twenty judgements on texts of half of the kinds."""
    plain, dice = profile.load("battery-plants-europe"), random.Random(seed)
    every = list(texts(dice))
    judged_kinds = {*dice.sample(range(8), 4), *dice.sample(range(8, len(KINDS)), 5)}
    some = [one for one in every if one.kind in judged_kinds]
    lessons = [(reading.evidence(plain, one.article), one.wanted) for one in dice.sample(some, JUDGED)]
    topic = reading.taught(plain, lessons)
    unseen = [one for one in every if one.kind not in judged_kinds]
    return Learnt((f1(plain, unseen), f1(topic, unseen)), (judged(plain, NAME), judged(topic, NAME)))


def main(seeds: Sequence[int]) -> None:
    """A line for each seed, and the mean."""
    every = [learnt(seed) for seed in seeds]
    for seed, one in zip(seeds, every, strict=True):
        print(f"seed {seed}: unseen {_told(one.unseen)}; labelled {_told(one.labelled)}")
    means = [sum(one.unseen[side] for one in every) / len(every) for side in (0, 1)]
    print(f"mean of {len(every)}: unseen {_told((means[0], means[1]))}")


def _told(pair: tuple[float, float]) -> str:
    return f"{pair[0]:.3f} → {pair[1]:.3f}"


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or range(1, 11))
