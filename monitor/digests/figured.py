"""The figures of a story: its reports are about the same event, so what one leaves open another may say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from monitor.figures import statements
from monitor.model import Figure, Report
from monitor.topics import kinds

CLOSE = 0.005  # values closer than this are the same


def settled(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports with consistent figures: the same figure has the same parties in all, under the same names.

    A figure's role and parties are those of the report with the highest confidence, unless its own report is certain of
    something else.
    """
    names = whole_names(reports)
    surest: list[Figure] = []
    for figure in sorted((one for report in reports for one in report.reading.figures), key=_doubt):
        if not any(same(figure, one) for one in surest):
            surest.append(figure)
    return tuple(_with(report, surest, names) for report in reports)


def same(one: Figure, other: Figure) -> bool:
    """Whether two figures give the same amount."""
    return one.unit == other.unit and abs(one.value - other.value) <= CLOSE * max(abs(one.value), abs(other.value))


def whole_names(reports: Iterable[Report]) -> Mapping[str, str]:
    """Short forms of names on no list → the full name, if the reports have only one that begins like this.

    "Redfern" in one report is "Redfern Delta" in the next; in "Cirravault of Toronto" the first word is the name.
    """
    entities = [entity for report in reports for entity in report.reading.entities]
    counts = Counter(entity.name for entity in entities if kinds.is_open(entity))
    parties = {party for report in reports for one in report.reading.figures for party in one.parties}
    listed = {entity.name for entity in entities if not kinds.is_open(entity)}
    return wholes({*counts, *parties} - listed, {*counts, *parties})


def wholes(names: Collection[str], known: Collection[str]) -> Mapping[str, str]:
    """Those of the names that are short forms → the full name among the known ones."""
    found: dict[str, str] = {}
    for name in sorted(names):
        longer = {other for other in known if other.startswith(f"{name} ")}
        joined = {other for other in longer if _is_joined(other, name)}
        plain = {other for other in longer - joined if not _holds_another(other, name, known)}
        found |= dict.fromkeys(joined, name)
        if len(plain) == 1:
            found[name] = plain.pop()
    return {name: found.get(whole, whole) for name, whole in found.items()}


def _is_joined(name: str, first: str) -> bool:
    """Whether a name continues with a word like "of" after its beginning."""
    return name[len(first) + 1 :][:1].islower()


def _holds_another(name: str, first: str, known: Collection[str]) -> bool:
    """Whether a name continues with one that stands alone elsewhere: a firm's company for a town is not the firm."""
    rest = set(name[len(first) :].split())
    return any(rest & set(other.split()[:1]) for other in known if not other.startswith(first))


def _doubt(figure: Figure) -> tuple[bool, float]:
    return not figure.parties, -figure.confidence


def _with(report: Report, surest: Sequence[Figure], names: Mapping[str, str]) -> Report:
    figures = tuple(dict.fromkeys(_adjusted(one, surest, names) for one in report.reading.figures))
    if figures == report.reading.figures:
        return report
    return replace(report, reading=replace(report.reading, figures=figures))


def _adjusted(figure: Figure, surest: Sequence[Figure], names: Mapping[str, str]) -> Figure:
    """A figure as in the report with the highest confidence, unless it is certain itself; with full names."""
    best = next(one for one in surest if same(figure, one))
    if best.parties and figure.confidence < min(best.confidence, statements.SURE):
        figure = replace(figure, parties=best.parties, role=best.role, confidence=best.confidence)
    parties = tuple(dict.fromkeys(names.get(party, party) for party in figure.parties))
    return replace(figure, parties=parties, of=parties[0] if parties else "")
