"""How important a story is, and which of its reports leads."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

from monitor.articles import urls
from monitor.model import Report, Step, Story
from monitor.stories import chosen, similar
from monitor.text import steps
from monitor.topics import kinds


def origins(reports: Sequence[Report]) -> int:
    """The number of independent origins of the reports: copies of one text and pages of one publisher count once."""
    groups: list[list[Report]] = []
    for report in reports:
        kin = [group for group in groups if any(_same_origin(report, other) for other in group)]
        groups = [group for group in groups if group not in kin] + [[report, *(one for group in kin for one in group)]]
    return len(groups)


def _same_origin(one: Report, other: Report) -> bool:
    if urls.family(one.article.site) == urls.family(other.article.site):
        return True
    return similar.copy_share(one.imprint, other.imprint) >= chosen.COPY


def lead(reports: Sequence[Report]) -> Report:
    """The report that says most: a read page before a headline, long before short, earlier before later."""
    return max(reports, key=worth)


def worth(report: Report) -> tuple[float, float, float]:
    """How good a lead the report would be, as a sort key."""
    basis = {"page": 2.0, "feed": 1.0, "headline": 0.0}[report.article.basis]
    told = report.reading.score + min(report.imprint.words, 600) / 600 + min(len(report.reading.figures), 4) / 8
    return (float(report.role != "near-copy") + basis, round(told, 1), -report.seen_at.timestamp())


def importance(story: Story, now: datetime, step: Step | None = None) -> float:
    """0–1: independent origins, figures, the subject in a headline, how surely it is on topic, how fresh it is.

    With a new step that stops or shrinks what the reader knows it is somewhat more: that overturns what he was told.
    """
    reports = story.reports
    figures = {(figure.unit, f"{figure.value:.2g}") for report in reports for figure in report.reading.figures}
    subject = any(kinds.is_subject(entity) and entity.in_title for one in reports for entity in one.reading.entities)
    hours = (now - max(report.seen_at for report in reports)).total_seconds() / 3600
    told = (
        chosen.ORIGINS * (1 - chosen.ORIGIN_LEFT ** origins(reports))
        + chosen.FIGURES * (1 - chosen.FIGURE_LEFT ** len(figures))
        + chosen.HEADLINE * subject
        + chosen.ON_TOPIC * max(report.reading.score for report in reports)
        + chosen.FRESH * math.exp2(-max(0.0, hours) / chosen.HALF_LIFE_HOURS)
        + chosen.STOPPED * (step is not None and step.kind in steps.STOPS)
    )
    return round(min(1.0, told), 4)
