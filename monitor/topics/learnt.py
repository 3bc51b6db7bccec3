"""What a topic has learnt from its readers: a small change of the weights of its evidence, bounded in what it may do.

Each text that a reader called relevant or not is a lesson: what the rules saw in it, and what they should have said.
The change is the one that makes the lessons most likely while costing least (a logistic regression around the fitted
weights, with a ridge); the same lessons always give the same change.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from monitor.problems import Problem
from monitor.topics import chosen

Vector = tuple[tuple[str, float], ...]  # evidence by name; what is not named is 0
Lesson = tuple[Vector, bool]  # what the rules saw, and whether it is relevant
ROUNDS = 12  # Newton's method is done after five


def told(change: float) -> tuple[Problem, ...]:
    """What readers have taught, as a reason; none for next to nothing."""
    return (Problem("why-learnt", {"weight": f"{change:+.1f}"}),) if abs(change) >= 0.05 else ()


def shift(learnt: Vector, shown: Mapping[str, float]) -> float:
    """By how much the sum of the evidence changes for a text; at most `chosen.LEARNT_MOST` either way."""
    change = math.fsum(weight * shown.get(name, 0.0) for name, weight in learnt)
    return max(-chosen.LEARNT_MOST, min(chosen.LEARNT_MOST, change))


@lru_cache(maxsize=16)
def of(lessons: tuple[Lesson, ...], base: Vector) -> Vector:
    """The change of the weights that these lessons ask for; `base` are the fitted weights, with the bias among them.

    The newest `chosen.LESSONS` count.
    """
    names = [name for name, _ in base]
    fitted = dict(base)
    rows = [[dict(seen).get(name, 0.0) for name in names] for seen, _ in lessons[-chosen.LESSONS :]]
    wanted = [float(relevant) for _, relevant in lessons[-chosen.LESSONS :]]
    offsets = [math.fsum(fitted[name] * value for name, value in zip(names, row, strict=True)) for row in rows]
    change = [0.0] * len(names)
    for _ in range(ROUNDS if rows else 0):
        step = _step(rows, wanted, offsets, change)
        change = [value + more for value, more in zip(change, step, strict=True)]
    return tuple((name, round(value, 6)) for name, value in zip(names, change, strict=True) if abs(value) > 1e-6)


def _step(
    rows: Sequence[Sequence[float]], wanted: Sequence[float], offsets: Sequence[float], change: Sequence[float]
) -> list[float]:
    """One step of Newton's method: what the lessons pull, against the ridge."""
    size = len(change)
    pull = [-chosen.LEARNT_COST * value for value in change]
    bend = [[chosen.LEARNT_COST * (row == column) for column in range(size)] for row in range(size)]
    for row, target, offset in zip(rows, wanted, offsets, strict=True):
        likely = _likely(offset + math.fsum(weight * value for weight, value in zip(change, row, strict=True)))
        sure = likely * (1.0 - likely)
        held = [place for place, value in enumerate(row) if value]
        for one in held:
            pull[one] += (target - likely) * row[one]
            for other in held:
                bend[one][other] += sure * row[one] * row[other]
    return _solved(bend, pull)


def _likely(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a positive definite system, by elimination."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(size):
        for below in range(at + 1, size):
            share = rows[below][at] / rows[at][at]
            rows[below] = [value - share * above for value, above in zip(rows[below], rows[at], strict=True)]
    found = [0.0] * size
    for at in reversed(range(size)):
        known = math.fsum(rows[at][other] * found[other] for other in range(at + 1, size))
        found[at] = (rows[at][size] - known) / rows[at][at]
    return found
