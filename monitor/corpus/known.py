"""Is a story new, an update of something known, or known? And by which text, with which figures to spare?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.edition import Verdict
from monitor.model import ArticleId, Entity, Figure, Known, Report, Story
from monitor.stories import similar
from monitor.stories.similar import Similarity

SAME_EVENT = 0.5
TOLERANCE = 0.02
TELLING_KINDS = frozenset({"partner", "site", "chip"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How a report hangs together with a known text."""

    known: Known
    likeness: Similarity
    own: bool  # an earlier telling of this very story

    @property
    def strength(self) -> float:
        """For sorting: copies first, then the story's own earlier tellings, then likeness."""
        return self.likeness.copied * self.likeness.near_copy * 2 + self.own + self.likeness.score


def judge(story: Story, fresh: Sequence[ArticleId], known: Sequence[Known]) -> Verdict:
    """What the fresh reports of a story add to the known texts."""
    reports = [report for report in story.reports if report.article_id in set(fresh)] or list(story.reports)
    ties = [tie for report in reports for text in known if (tie := _tie(story, report, text))]
    ties.sort(key=lambda tie: (-tie.strength, tie.known.id))
    texts = tuple(dict.fromkeys(tie.known for tie in ties))
    if not texts:
        return Verdict(status="new", why=("nothing known tells of this event",))
    copied = all(any(tie.likeness.near_copy for tie in ties) for _ in reports)
    figures = new_figures(reports, texts)
    entities = _new_entities(reports, texts)
    status = "known" if copied or not (figures or entities) else "update"
    return Verdict(
        status=status,
        known=texts,
        new_figures=() if copied else figures,
        new_entities=() if copied else entities,
        near_copy=copied,
        score=min(1.0, ties[0].likeness.score),
        why=tuple(f"{tie.known.title}: {tie.likeness.why}" for tie in ties[:3]),
    )


def _tie(story: Story, report: Report, known: Known) -> Tie | None:
    """The tie between a report and a known text, where there is one."""
    likeness = similar.similarity(report.imprint, known.imprint)
    own = known.told_at is not None and known.id.split(":")[2:3] == [str(story.id)]
    if own or likeness.near_copy or likeness.score >= SAME_EVENT:
        return Tie(known=known, likeness=likeness, own=own)
    return None


def new_figures(reports: Iterable[Report], texts: Sequence[Known]) -> tuple[Figure, ...]:
    """Figures of the reports that no known text has, each once."""
    found: list[Figure] = []
    for figure in (figure for report in reports for figure in report.reading.figures):
        if not any(_same(figure, other) for text in texts for other in text.figures):
            if not any(_same(figure, other) for other in found):
                found.append(figure)
    return tuple(found)


def _same(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same: value within 2 %, unit, and what they are of, where both tell."""
    close = abs(one.value - other.value) <= TOLERANCE * max(abs(one.value), abs(other.value))
    return close and one.unit == other.unit and (not one.of or not other.of or one.of == other.of)


def _new_entities(reports: Iterable[Report], texts: Sequence[Known]) -> tuple[str, ...]:
    """Partners, sites and chips in the headlines of reports that no known text names."""
    named = {name for text in texts for name in (*text.entities, *text.background)}
    entities: Iterable[Entity] = (entity for report in reports for entity in report.reading.entities)
    return tuple(
        dict.fromkeys(
            entity.name
            for entity in entities
            if entity.in_title and entity.kind in TELLING_KINDS and entity.name not in named
        )
    )
