"""What an evaluation found: rates, B-cubed, and all scores of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# How labels may write a unit → the unit of figures, and how much of it one is
UNITS: Mapping[str, tuple[str, float]] = {
    "percent": ("%", 1.0),
    "tonnes": ("t", 1.0),
    "kt": ("t", 1e3),
    "kg": ("t", 1e-3),
    "litres": ("m3", 1e-3),
    "hectares": ("m2", 1e4),
}


def in_base_units(unit: str) -> tuple[str, float]:
    """The unit of figures for a label's unit, and how much of it one of the label's is."""
    return UNITS.get(unit, (unit, 1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """The right ones among those found (precision) and among those that exist (recall); 1 if there are none."""

    right: float
    found: float
    there: float

    @property
    def precision(self) -> float:
        """Share of those found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of those that exist that was found."""
        return self.right / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All scores of a file, and each mistake in one line."""

    lines: int
    left_out: int  # borderline
    relevance: Rate
    story_precision: float  # B-cubed, over all lines
    story_recall: float
    cross_language: Rate  # pairs of one story in different languages
    key_entities: Rate
    key_figures: Rate
    figures: Rate  # all figures found, against `figures` and `key_figures`
    covered_by_seed: Rate
    mistakes: tuple[str, ...] = ()

    @property
    def story_f1(self) -> float:
        """Harmonic mean of B-cubed precision and recall."""
        both = self.story_precision + self.story_recall
        return 2 * self.story_precision * self.story_recall / both if both else 0.0

    def plain(self) -> dict[str, Any]:
        """As JSON values, mistakes included."""
        return {
            "lines": self.lines,
            "left_out": self.left_out,
            "relevance": _three(self.relevance),
            "stories": {"precision": self.story_precision, "recall": self.story_recall, "f1": self.story_f1},
            "cross_language": {"recall": self.cross_language.recall, "precision": self.cross_language.precision},
            "key_entities": {"recall": self.key_entities.recall},
            "key_figures": {"recall": self.key_figures.recall},
            "figures": {"precision": self.figures.precision},
            "covered_by_seed": _three(self.covered_by_seed),
            "mistakes": list(self.mistakes),
        }


def _three(rate: Rate) -> dict[str, float]:
    return {"precision": rate.precision, "recall": rate.recall, "f1": rate.f1}


def b_cubed(gold: Sequence[object], found: Sequence[object]) -> tuple[float, float]:
    """B-cubed precision and recall of a grouping (Bagga and Baldwin 1998)."""
    if not gold:
        return 1.0, 1.0
    sizes, golds, both = dict[object, int](), dict[object, int](), dict[tuple[object, object], int]()
    for truth, group_ in zip(gold, found, strict=True):
        sizes[group_] = sizes.get(group_, 0) + 1
        golds[truth] = golds.get(truth, 0) + 1
        both[truth, group_] = both.get((truth, group_), 0) + 1
    precision = sum(count * count / sizes[group_] for (_, group_), count in both.items())
    recall = sum(count * count / golds[truth] for (truth, _), count in both.items())
    return precision / len(gold), recall / len(gold)
