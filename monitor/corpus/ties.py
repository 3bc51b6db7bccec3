"""Is a report about the event of a known text? By copy, by story, by protagonists and likeness, or by a figure.

Known texts mention other events in passing. So likeness alone proves nothing: both must be about the same protagonists,
the report must name most of what the known text is about, and the texts must be alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.corpus import chosen
from monitor.model import Entity, Known, Report
from monitor.problems import Problem
from monitor.stories import events, facets
from monitor.stories.events import Sameness
from monitor.stories.facets import PLAIN
from monitor.text import steps
from monitor.topics import kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How a report is tied to a known text."""

    known: Known
    report: Report
    same: Sameness
    own: bool  # the known text is an earlier report of this very story
    firm: bool  # the texts themselves are alike, not only their protagonist and a figure

    @property
    def copy(self) -> bool:
        """Whether the text itself is known."""
        return self.same.likeness.near_copy

    @property
    def strength(self) -> float:
        """For sorting: copies first, then the story's own earlier reports, then by likeness."""
        return 4 * self.copy + 2 * self.own + self.firm + self.same.likeness.score

    @property
    def why(self) -> Problem:
        """The reason."""
        if self.copy:
            return Problem("known-copy", {"share": round(100 * self.same.likeness.copied), "title": self.known.title})
        return Problem("known-event", {"title": self.known.title, "same": self.same.why})


def tie(report: Report, known: Known, *, own: bool) -> Tie | None:
    """The tie between a report and a known text, if there is one."""
    told = report.imprint.published_at or report.seen_at
    days = (told - known.told_at).total_seconds() / 86_400 if known.told_at else None
    same = events.sameness(facets.of(report.imprint), facets.of(known.imprint), days=days, any_step=True)
    across = report.imprint.language != known.imprint.language
    about = about_the_same(report.reading.entities, known)
    alike = same.score >= chosen.SAME_EVENT and agree_in_detail(same, across=across) and about
    by_name = same.score >= chosen.NAMED_EVENT and same.names >= chosen.NAMED
    firm = own or same.likeness.near_copy or alike or (by_name and known.told_at is not None)
    found = Tie(known=known, report=report, same=same, own=own, firm=firm)
    comes_next = tells_next(report, known) and (by_name or (about and same.score >= chosen.NEXT_EVENT))
    return found if firm or comes_next or takes_up(report, known) else None


def tells_next(report: Report, known: Known) -> bool:
    """Whether a report gives a step that the known text does not."""
    return steps.news(report.reading.steps, known.steps or ()) is not None


def agree_in_detail(same: Sameness, *, across: bool) -> bool:
    """Whether both have a name, a number, a figure or the headline in common, and not only the theme."""
    parts, needed = same.likeness.parts, chosen.DETAIL_ACROSS if across else chosen.DETAIL
    return bool(same.shared) or max(parts["name"], parts["number"], parts["head"], same.names) >= needed


def takes_up(report: Report, known: Known) -> bool:
    """Whether a report takes up a known event: its protagonist in the headline, and a figure the known text gives it.

    Enough to show what is new as a difference; never enough to withhold anything as known.
    """
    core = _core(known)
    told = {(figure.of, figure.unit, f"{figure.value:.2g}") for figure in known.figures if figure.of in core}
    headline = {entity.name for entity in report.reading.entities if entity.in_title and kinds.is_party(entity)}
    return any(
        figure.unit not in PLAIN and (name, figure.unit, f"{figure.value:.2g}") in told
        for figure in report.reading.figures
        for name in headline
    )


def about_the_same(entities: tuple[Entity, ...], known: Known) -> bool:
    """Whether a report is about the parties of a known event and names most of what that is about."""
    everywhere = {entity.name for entity in entities if kinds.is_everywhere(entity)}
    core = {name: weight for name, weight in _core(known).items() if name not in everywhere}
    named = {entity.name for entity in entities}
    covered = sum(weight for name, weight in core.items() if name in named)
    if not core or covered < chosen.COVERED * sum(core.values()):
        return False
    parties = [entity for entity in entities if kinds.is_party(entity)]
    headline = {entity.name for entity in parties if entity.in_title}
    if headline:
        return bool(headline & core.keys())
    mentions = sum(entity.count for entity in parties)
    return sum(entity.count for entity in parties if entity.name in core) >= chosen.FOCUS * mentions


def _core(known: Known) -> Mapping[str, float]:
    """What a known text is about: its entities by weight, without those named in passing."""
    weights = dict(known.imprint.names)
    return {name: weights.get(name, 1.0) for name in known.entities if name not in known.background}
