"""Figures over time: the current amount of each partner, next to the others, and how it came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from monitor.digests import bars
from monitor.digests.agreements import Agreement
from monitor.digests.forms import history, links
from monitor.digests.frame import Frame
from monitor.edition import Digest

ROWS = 12
WIDTH, HEIGHT, EDGE = 160, 36, 3  # of a row's line


class Point(NamedTuple):
    """An amount at a time."""

    at: datetime
    value: float
    hedge: str = ""


Points = Sequence[Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One partner: a bar for the current amount and, if it changed, a line that shows how."""

    name: str
    amount: str
    share: int  # 1–100, of the longest
    steps: str  # "750 MW → 1,5 GW", the last four; empty if it never changed
    day: str  # of the last change, or of the first mention
    path: str  # points of an SVG polyline; empty if it never changed
    end: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The partners of one unit, largest first."""

    heading: str
    width: int
    height: int
    rows: tuple[Row, ...]


def charts(digest: Digest, editions: Sequence[history.Past]) -> tuple[Chart, ...]:
    """A chart for power and one for each currency, of what the newest edition has; none if there are no figures.

    Amounts that only an earlier edition had were called off or denied since.
    """
    stands = {(str(line["kind"]), str(line["unit"]), str(line["of"])) for one in editions[:1] for line in one.ledger}
    series: dict[tuple[str, str], dict[str, list[Point]]] = {}
    for edition in reversed(editions):
        for line in edition.ledger:
            kind, unit, of = str(line["kind"]), str(line["unit"]), str(line["of"])
            if (kind, unit, of) in stands:
                held = series.setdefault((kind, unit), {})
                point = Point(edition.composed_at, float(line["value"]), str(line.get("hedge", "")))
                held.setdefault(of, []).append(point)
    return tuple(
        _chart(Frame.of(digest), key, held)
        for key, held in sorted(series.items(), key=lambda one: one[0][0] != "power")
    )


def of_agreements(found: Sequence[Agreement], frame: Frame) -> tuple[Chart, ...]:
    """The same of agreements: each with its current amount and those before; of several with one name the largest."""
    series: dict[tuple[str, str], dict[str, list[Point]]] = {}
    for one in sorted(filter(bars.is_pictured, found), key=lambda one: one.now.figure.value):
        points = [Point(line.seen_at, line.figure.value) for line in one.history]
        held = series.setdefault((one.now.kind, one.now.figure.unit), {})
        held[", ".join(one.parties)] = [*points, Point(one.last.seen_at, one.now.figure.value, one.now.figure.hedge)]
    return tuple(
        _chart(frame, key, held) for key, held in sorted(series.items(), key=lambda one: (one[0][0] != "power", one[0]))
    )


def _chart(frame: Frame, key: tuple[str, str], held: Mapping[str, Points]) -> Chart:
    kind, unit = key
    chosen = sorted(held.items(), key=lambda one: -one[1][-1][1])[:ROWS]
    longest = max((points[-1][1] for _, points in chosen), default=1.0) or 1.0
    rows = tuple(_row(frame, name, points, unit, longest) for name, points in chosen)
    heading = frame.phrase(f"ledger-{kind}") + (f" ({unit})" if kind == "money" else "")
    return Chart(heading=heading, width=WIDTH, height=HEIGHT, rows=rows)


def _row(frame: Frame, name: str, points: Points, unit: str, longest: float) -> Row:
    changes = [point for at, point in enumerate(points) if not at or point[1] != points[at - 1][1]]
    moved = len(changes) > 1
    path = _path(points) if moved else []
    return Row(
        name=links.cut(name, links.NAME),
        amount=frame.hedged(points[-1].value, unit, points[-1].hedge),
        share=max(1, round(100 * points[-1][1] / longest)),
        steps=" → ".join(frame.quantity(point.value, unit) for point in changes[-4:]) if moved else "",
        day=frame.date(changes[-1][0]),
        path=" ".join(f"{x},{y}" for x, y in path),
        end=path[-1] if path else (0, 0),
    )


def _path(points: Points) -> list[tuple[int, int]]:
    """A line that stays level until the value changes, from the first edition that had it to the last."""
    start, span = points[0][0], (points[-1][0] - points[0][0]).total_seconds() or 1.0
    top = max(point.value for point in points) or 1.0
    found: list[tuple[int, int]] = []
    for at, value, _ in points:
        x = EDGE + round((WIDTH - 2 * EDGE) * (at - start).total_seconds() / span)
        y = EDGE + round((HEIGHT - 2 * EDGE) * (1 - value / top))
        if found and found[-1][1] != y:
            found.append((x, found[-1][1]))
        found.append((x, y))
    return found
