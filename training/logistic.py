"""Logistic regression in plain Python: for small tables with few weights, with exactly reproducible results.

A row is a tuple of numbers. The weights minimise the log loss plus half the ridge times the sum of their squares, by
Newton's method. This problem has exactly one solution, so there is no seed and no chance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Row = Sequence[float]
LONGEST_STEP = 3.0  # largest change of a weight in one step: prevents overshooting
STEPS, ENOUGH = 60, 1e-10
STEEPEST = 35.0  # beyond this a probability is 0 or 1 to the last bit


def fit(
    rows: Sequence[Row],
    labels: Sequence[bool],
    *,
    counts: Sequence[float],
    offsets: Sequence[float] = (),
    ridge: float,
    free: int | None = -1,
) -> list[float]:
    """The weights of a row's columns. `counts` are weights of the rows; `offsets` are added to the sums.

    The ridge does not apply to the column `free` (the bias), if there is one.
    """
    size = len(rows[0])
    held = [0.0 if free is not None and at == free % size else ridge for at in range(size)]
    weights = [0.0] * size
    aside = offsets or [0.0] * len(rows)
    for _ in range(STEPS):
        slope, bend = _derivatives(rows, labels, counts, aside, weights)
        for at in range(size):
            slope[at] -= held[at] * weights[at]
            bend[at][at] += held[at]
        step = solved(bend, slope)
        largest = max(map(abs, step))
        scale = min(1.0, LONGEST_STEP / largest) if largest else 1.0
        weights = [weight + scale * change for weight, change in zip(weights, step, strict=True)]
        if largest < ENOUGH:
            break
    return weights


def strength(row: Row, weights: Sequence[float]) -> float:
    """The weighted sum of a row."""
    return sum(value * weight for value, weight in zip(row, weights, strict=True))


def probability(value: float) -> float:
    """Map any number to a value between 0 and 1."""
    return 1 / (1 + math.exp(-max(-STEEPEST, min(STEEPEST, value))))


def _derivatives(
    rows: Sequence[Row], labels: Sequence[bool], counts: Sequence[float], offsets: Sequence[float], weights: list[float]
) -> tuple[list[float], list[list[float]]]:
    """First and second derivatives of the log likelihood, without the ridge."""
    size = len(weights)
    slope = [0.0] * size
    bend = [[0.0] * size for _ in range(size)]
    for row, label, count, offset in zip(rows, labels, counts, offsets, strict=True):
        chance = probability(offset + strength(row, weights))
        miss, spread = count * (label - chance), count * chance * (1 - chance)
        filled = [(at, value) for at, value in enumerate(row) if value]  # most places of most rows are 0
        for number, (at, value) in enumerate(filled):
            slope[at] += miss * value
            line, part = bend[at], spread * value
            for other, second in filled[: number + 1]:
                line[other] += part * second
    for at in range(size):
        for other in range(at):
            bend[other][at] = bend[at][other]
    return slope, bend


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by Gaussian elimination; undetermined values are 0."""
    size = len(right)
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at in range(size):
        pivot = max(range(at, size), key=lambda line: abs(lines[line][at]))
        lines[at], lines[pivot] = lines[pivot], lines[at]
        if not lines[at][at]:
            continue
        for line in lines[at + 1 :]:
            if factor := line[at] / lines[at][at]:
                for place in range(at, size + 1):
                    line[place] -= factor * lines[at][place]
    found = [0.0] * size
    for at in reversed(range(size)):
        rest = lines[at][size] - sum(lines[at][place] * found[place] for place in range(at + 1, size))
        found[at] = rest / lines[at][at] if lines[at][at] else 0.0
    return found
