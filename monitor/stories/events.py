"""Do two texts tell of one event? Likeness of the texts, weighed with time, shared figures and headlines."""

from __future__ import annotations

import math
from dataclasses import dataclass

from monitor.model import Imprint
from monitor.stories import similar

# Fitted on pairs of labelled articles of one topic, leaving whole stories out, and rounded.
BIAS, LIKENESS, DAYS, FIGURES, HEADLINES, TOLD = -0.3, 1.45, -2.0, 0.45, 0.6, 1.25
UNDATED = 2.0  # days assumed between texts without dates
ONE_SITE = -1.5  # a publisher tells what came next rather than the same again
MOST_FIGURES = 3
PLAIN = frozenset({"", "%"})  # units whose equal values prove nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """How sure it is that two texts tell of one event."""

    score: float  # 0–1
    likeness: similar.Similarity
    why: str


def sameness(one: Imprint, other: Imprint, *, days: float | None = None) -> Sameness:
    """How sure it is that two texts tell of one event; `days` lie between them, if that is known."""
    likeness = similar.similarity(one, other)
    shared = shared_figures(one, other)
    gap = UNDATED if days is None else abs(days)
    strength = (
        BIAS
        + LIKENESS * likeness.strength
        + DAYS * math.log1p(gap)
        + FIGURES * min(MOST_FIGURES, len(shared))
        + HEADLINES * likeness.part("head")
        + TOLD * likeness.part("told")
        + ONE_SITE * bool(one.site and one.site == other.site)
    )
    why = [likeness.why, f"{gap:.0f} days apart" if days is not None else "", f"{len(shared)} figures shared" if shared else ""]
    return Sameness(score=similar.sigmoid(strength), likeness=likeness, why=", ".join(part for part in why if part))


def shared_figures(one: Imprint, other: Imprint) -> set[tuple[str, str]]:
    """Values with a unit that both name, to two significant digits."""
    return _figures(one) & _figures(other)


def _figures(imprint: Imprint) -> set[tuple[str, str]]:
    return {(f"{value:.2g}", unit) for value, unit, _ in imprint.figures if unit not in PLAIN}
