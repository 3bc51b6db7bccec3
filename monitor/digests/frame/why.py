"""Why the reader sees a story, in a few words of the frame's language."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.actions.action import Action
from monitor.digests.frame import Frame
from monitor.model import Entity, Report
from monitor.topics import kinds

NAMES = 4
SURE = 0.8  # from here on it goes without saying


def why(frame: Frame, reports: Sequence[Report]) -> tuple[str, ...]:
    """Names in the headline, further names, and how sure the topic is unless it is certain; strongest first.

    What the card says anyway (figures, what it continues) is not repeated.
    """
    found = sorted(
        {entity.name: entity for report in reports for entity in report.reading.entities}.values(),
        key=lambda entity: (not _explains(entity), -entity.count),
    )
    headline = {entity.name for report in reports for entity in report.reading.entities if entity.in_title}
    titled = [entity.name for entity in found if entity.name in headline][:NAMES]
    others = [entity.name for entity in found if entity.name not in headline and _explains(entity)][:NAMES]
    lines = [frame.phrase("why-title", names=", ".join(titled)) if titled else ""]
    lines += [frame.phrase("why-names", names=", ".join(others)) if others else ""]
    score = max((report.reading.score for report in reports), default=0.0)
    if score < SURE or not any(lines):
        lines.append(frame.phrase("why-sure", share=frame.quantity(round(score * 100), "%")))
    return tuple(line for line in lines if line)


def said(frame: Frame, action: Action | None) -> tuple[str, ...]:
    """That the story is followed."""
    return (frame.phrase("why-followed", day=frame.day(action.at), id=action.id),) if action else ()


def _explains(entity: Entity) -> bool:
    """Whether a name explains why the story is here."""
    return kinds.is_subject(entity) or kinds.is_news(entity)
