"""Figures over time as lines: coordinates for an inline SVG, worked out here so that the template only draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.digests.forms import history, links
from monitor.digests.frame import formats, phrases
from monitor.edition import Digest

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 340, 70, 150, 16, 34
LINES = 8
DASHES = ("", "7 4", "2 3", "10 3 2 3", "4 2", "12 4", "1 4", "6 2 1 2")  # told apart without colours too
COLOURS = ("#2f6f9f", "#b3541e", "#3a7d44", "#7a4ea3", "#a33b5e", "#5b6770", "#8a6d00", "#1f7a7a")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One partner's line."""

    name: str
    path: str  # points of an SVG polyline, in steps
    end: tuple[int, int]
    label: str
    label_y: int
    colour: str
    dash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart of one unit."""

    heading: str
    width: int
    height: int
    lines: tuple[Line, ...]
    marks: tuple[tuple[int, str], ...]  # y, amount
    days: tuple[tuple[int, str, str], ...]  # x, day, anchor of the text


def charts(digest: Digest, editions: Sequence[history.Told]) -> tuple[Chart, ...]:
    """A chart for power and one for each currency; none where there are no figures."""
    series: dict[tuple[str, str], dict[str, list[tuple[datetime, float]]]] = {}
    for edition in reversed(editions):
        for line in edition.ledger:
            held = series.setdefault((str(line["kind"]), str(line["unit"])), {})
            held.setdefault(str(line["of"]), []).append((edition.composed_at, float(line["value"])))
    return tuple(
        _chart(digest, key, held) for key, held in sorted(series.items(), key=lambda one: one[0][0] != "power")
    )


def _chart(digest: Digest, key: tuple[str, str], held: Mapping[str, Sequence[tuple[datetime, float]]]) -> Chart:
    lang = phrases.spoken(digest.language)
    kind, unit = key
    chosen = sorted(held.items(), key=lambda one: -one[1][-1][1])[:LINES]
    start = min(points[0][0] for _, points in chosen)
    end = max(points[-1][0] for _, points in chosen)
    top = max(value for _, points in chosen for _, value in points) or 1.0
    labels = _spread([_y(points[-1][1], top) for _, points in chosen])
    lines = tuple(
        Line(
            name=links.cut(name, 20),
            path=_steps(points, start, end, top),
            end=(WIDTH - RIGHT, _y(points[-1][1], top)),
            label=f"{links.cut(name, 14)} {formats.quantity(points[-1][1], unit, lang)}",
            label_y=y,
            colour=COLOURS[at],
            dash=DASHES[at],
        )
        for at, ((name, points), y) in enumerate(zip(chosen, labels, strict=True))
    )
    marks = tuple((_y(top * part, top), formats.quantity(top * part, unit, lang)) for part in (0.0, 0.5, 1.0))
    heading = phrases.phrase(lang, f"ledger-{kind}") + (f" ({unit})" if kind == "money" else "")
    days = ((LEFT, start.strftime("%Y-%m-%d"), "start"), (WIDTH - RIGHT, end.strftime("%Y-%m-%d"), "end"))
    return Chart(heading=heading, width=WIDTH, height=HEIGHT, lines=lines, marks=marks, days=days)


def _steps(points: Sequence[tuple[datetime, float]], start: datetime, end: datetime, top: float) -> str:
    """A line that stays level until the value changes, from the first edition that had it to the last."""
    found: list[tuple[int, int]] = []
    for at, value in points:
        x, y = _x(at, start, end), _y(value, top)
        if found and found[-1][1] != y:
            found.append((x, found[-1][1]))
        found.append((x, y))
    found.append((WIDTH - RIGHT, found[-1][1]))
    return " ".join(f"{x},{y}" for x, y in found)


def _x(at: datetime, start: datetime, end: datetime) -> int:
    span = (end - start).total_seconds()
    return LEFT + round((WIDTH - LEFT - RIGHT) * ((at - start).total_seconds() / span if span else 0.0))


def _y(value: float, top: float) -> int:
    return TOP + round((HEIGHT - TOP - BOTTOM) * (1 - value / top))


def _spread(places: Sequence[int]) -> list[int]:
    """Heights of labels, moved apart so that none covers another; given from top to bottom."""
    found: list[int] = []
    for y in places:
        found.append(max(y, found[-1] + 15) if found else y)
    over = max(0, (found[-1] if found else 0) - (HEIGHT - 6))
    return [y - over for y in found]
