"""Fits how much each sign counts that two texts are about one event (monitor/stories/weights.json).

    python -m training.fit_same_event      after the fit of likeness, on which it builds

The signs are the program's own (`events.signs`), and the pairs are those it would compare: texts of a set that share a
key and are no more days apart than a story grows. Each set is used twice: as it is, and with its dates moved so that
all stories begin within two days, because on crowded days events differ by less. The weight of the crowd is chosen, the
rest is fitted around it. A pair of two events counts half as much again: hidden news is worse than news reported twice.

What steps say (`STEPS`) is fitted in a second run, with the other weights fixed: most sets have few reversals, so more
sets of crowded days join in.

The result is evaluated by placing the texts of each set one after the other, as the program does.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import NamedTuple

from monitor import evaluation
from monitor.evaluation import Labelled
from monitor.model import Imprint
from monitor.scores import Rate, b_cubed
from monitor.stories import chosen, events, facets, group, similar
from monitor.stories.events import BIAS, CROWD, Signs
from monitor.topics import profile
from training import logistic, report, sets
from training.report import Table

TOPIC = "openai-infrastructure"
STEPS = ("turned", "later", "step")  # signs that are fitted in the second run
OTHERS = tuple(name for name in Signs._fields if name not in STEPS)
NAMES = (*Signs._fields, CROWD, BIAS)
RIDGE = 0.1
CROWDED = 1.5  # per ln of the competing stories; 1 would mean that all are equally likely in advance
HIDDEN = 1.5  # weight of a pair of two events
ACROSS = 2.0  # weight of a pair in two languages: there are few, and they matter to a reader of both
WITHIN = 2  # days to which the stories of a set are moved
LONGEST = timedelta(days=12)  # duration of a moved story
DIGITS = 3
MOVED = ", moved"


class Pair(NamedTuple):
    """Two texts that the program would compare."""

    set: str
    counts: float
    same: bool  # about one event, according to the labels
    crowd: int  # stories that compete for the later text
    signs: Signs


class Taught(NamedTuple):
    """The pairs that weights are fitted to."""

    same_event: list[Pair]
    steps: list[Pair]

    def without(self, name: str) -> Taught:
        """The pairs of the other sets."""
        return Taught(*([pair for pair in found if pair.set != name] for found in self))


def texts(line: sets.LabelledSet) -> list[Labelled]:
    """The texts of a set in order of date, as the program reads them."""
    topic = profile.load(TOPIC)
    found = [
        evaluation.labelled(number, told, topic)
        for number, told in enumerate(sets.lines(line))
        if not told.get("borderline")
    ]
    return sorted(found, key=lambda text: text.seen_at)


def pairs(name: str, counts: float, found: Sequence[Labelled]) -> Iterator[Pair]:
    """The pairs of a set that are useful for the fit; copies are recognised without weights."""
    keys = [frozenset(group.keys(text.imprint)) for text in found]
    crowds = [_crowd(found, at) for at in range(len(found))]
    sides = [facets.Facets(text.imprint) for text in found]
    for one, other in combinations(range(len(found)), 2):
        days = abs((found[other].seen_at - found[one].seen_at).total_seconds()) / 86_400
        if days <= chosen.GROWS and keys[one] & keys[other]:
            likeness = similar.similarity(sides[one], sides[other])
            told = events.signs(sides[other], sides[one], likeness, days)
            same = evaluation.gold_story(found[one]) == evaluation.gold_story(found[other])
            if not likeness.near_copy:
                weighed = counts * (ACROSS if told.across else 1.0) * (1.0 if same else HIDDEN)
                yield Pair(name, weighed, same, crowds[other], told)


def _crowd(found: Sequence[Labelled], at: int) -> int:
    """The number of stories with a report on the topic in the days before a text."""
    since = found[at].seen_at - chosen.CROWD
    near = (text for text in found[:at] if text.seen_at >= since and text.reading.relevant)
    return len({evaluation.gold_story(text) for text in near})


def moved(found: Sequence[Labelled]) -> list[Labelled]:
    """The texts, with dates moved so that all stories begin within two days, one after the other."""
    first: dict[str, datetime] = {}
    for text in found:
        first.setdefault(evaluation.gold_story(text), text.seen_at)
    days = {story: timedelta(days=at % WITHIN) for at, story in enumerate(sorted(first))}
    start = found[0].seen_at
    again = []
    for text in found:
        story = evaluation.gold_story(text)
        seen_at = start + days[story] + min(LONGEST, text.seen_at - first[story])
        mark, *parts = (_dated(mark, seen_at) for mark in (text.imprint, *text.parts))
        again.append(text._replace(seen_at=seen_at, imprint=mark, parts=tuple(parts)))
    return sorted(again, key=lambda text: text.seen_at)


def _dated(mark: Imprint, at: datetime) -> Imprint:
    """An imprint with another date, if it has a date."""
    return replace(mark, published_at=at if mark.published_at else None)


def fitted(found: Taught) -> dict[str, float]:
    """The weights, rounded as they are stored."""
    same_event, steps = found
    crowded = [-CROWDED * math.log(1 + pair.crowd) for pair in same_event]
    *others, bias = _weights(same_event, (*OTHERS, BIAS), crowded)
    weights = dict(zip((*OTHERS, BIAS, CROWD), (*others, bias, CROWDED), strict=True))
    weights |= dict(zip(STEPS, _weights(steps, STEPS, [_strength(pair, weights) for pair in steps]), strict=True))
    return {name: round(weights[name], DIGITS) for name in NAMES}


def _weights(found: Sequence[Pair], names: Sequence[str], offsets: Sequence[float]) -> list[float]:
    """The weights of these signs, the rest of the strength being given."""
    return logistic.fit(
        [tuple(1.0 if name == BIAS else getattr(pair.signs, name) for name in names) for pair in found],
        [pair.same for pair in found],
        counts=[pair.counts for pair in found],
        offsets=offsets,
        ridge=RIDGE,
        free=names.index(BIAS) if BIAS in names else None,
    )


def _strength(pair: Pair, weights: Mapping[str, float]) -> float:
    """How much speaks for one event, steps aside."""
    signs = math.fsum(weights[name] * getattr(pair.signs, name) for name in OTHERS)
    return signs + weights[BIAS] - weights[CROWD] * math.log(1 + pair.crowd)


class Placed(NamedTuple):
    """How well the texts of a set are grouped."""

    precision: float  # B-cubed
    recall: float
    across: Rate  # pairs of one story in two languages

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def placed(found: Sequence[Labelled], weights: Mapping[str, float]) -> Placed:
    """Group the texts of a set with these weights."""
    stories = evaluation.place(found, tuple(weights[name] for name in NAMES))
    gold = [evaluation.gold_story(text) for text in found]
    return Placed(*b_cubed(gold, [stories[text.id] for text in found]), evaluation.cross_language(found, stories, []))


def compared(found: Mapping[str, Sequence[Labelled]], every: Taught, weights: Mapping[str, float]) -> Table:
    """The scores of each set with the weights, and with weights made without it."""
    rows = []
    for name, own in found.items():
        inside, outside = placed(own, weights), placed(own, fitted(every.without(name.removesuffix(MOVED))))
        own_pairs = [pair for pair in every.same_event if pair.set == name]
        number, same = len(own_pairs), sum(pair.same for pair in own_pairs)
        rows.append((name, number, same, *_told(inside), *_told(outside)))
    head = ("B-cubed precision / recall", "F1", "pairs across languages")
    return Table(("set", "pairs", "of one event", *head, *(f"{told}, set left out" for told in head)), rows)


def _told(found: Placed) -> tuple[str, str, str]:
    across = f"{found.across.recall:.2f}" if found.across.there else "–"
    return f"{found.precision:.3f} / {found.recall:.3f}", f"{found.f1:.3f}", across


def all_texts() -> dict[str, list[Labelled]]:
    """The texts of each labelled set; those of fitted sets also with their dates moved."""
    found = {line.name: texts(line) for line in sets.listed() if line.role == "labelled"}
    return found | {f"{line.name}{MOVED}": moved(found[line.name]) for line in sets.listed("same_event", "steps")}


def taught(found: Mapping[str, Sequence[Labelled]]) -> Taught:
    """The pairs that the weights are fitted to."""
    same_event: list[Pair] = []
    steps: list[Pair] = []
    for line in sets.listed("same_event", "steps"):
        name, count = line.name, line.counts.get("same_event", 1.0)
        own = [*pairs(name, count, found[name]), *pairs(name, count, found[f"{name}{MOVED}"])]
        same_event += own if "same_event" in line.fits else []
        steps += [pair for pair in own if any(getattr(pair.signs, name) for name in STEPS)]
    return Taught(same_event, steps)


def main() -> None:
    """Fit; write the weights and their scores."""
    sets.require()
    found = all_texts()
    pairs_of_all = taught(found)
    weights = fitted(pairs_of_all)
    report.write_weights("monitor/stories", {"same_event": weights})
    report.write("Same event", compared(found, pairs_of_all, weights))


if __name__ == "__main__":
    main()
