"""What an edition reported becomes known to the readers of its digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from monitor.edition import Card, Edition
from monitor.model import Known, KnownId, Report, Step, Story
from monitor.stories import rank
from monitor.topics import kinds


def imprints(edition: Edition) -> tuple[Known, ...]:
    """One known text for each report of the stories shown, with its story."""
    return tuple(text for card in edition.cards for text in _texts(edition, card))


def _texts(edition: Edition, card: Card) -> list[Known]:
    """The lead with everything the card said, and further fresh reports, so that copies of them are known."""
    fresh = [report for report in card.story.reports if report.article_id in card.fresh]
    reports = fresh or list(card.story.reports)
    first = rank.lead(reports)
    others = [report for report in reports if report is not first]
    return [_known(edition, card, report, at) for at, report in enumerate([first, *others])]


def _known(edition: Edition, card: Card, report: Report, at: int) -> Known:
    figures = dict.fromkeys(figure for one in card.story.reports for figure in one.reading.figures)
    everybody = (entity for one in card.story.reports for entity in one.reading.entities)
    entities = dict.fromkeys(entity.name for entity in everybody if not kinds.is_open(entity))
    suffix = f":{at}" if at else ""
    return Known(
        id=KnownId(f"told:{edition.digest}:{card.story.id}:{edition.number}{suffix}"),
        title=card.title,
        summary=" ".join(sentence for sentence, _ in card.summary) if at == 0 else "",
        url=report.article.url,
        language=report.article.language,
        told_at=edition.composed_at,
        story=card.story.id,
        article=report.article_id,
        imprint=report.imprint,
        entities=tuple(entities),
        figures=tuple(replace(figure, sentence="") for figure in figures),
        steps=tuple(replace(step, sentence="") for step in _steps(card)),
    )


def _steps(card: Card) -> tuple[Step, ...]:
    """All steps in the reports of a card."""
    steps = (step for report in card.story.reports for step in report.reading.steps)
    return tuple({(step.kind, step.until): step for step in steps}.values())


def texts(story: Story, at: datetime) -> tuple[Known, ...]:
    """All reports of a story as known texts, each with what it says itself."""
    return tuple(
        Known(
            id=KnownId(""),  # given when it is stored
            title=report.article.title,
            url=report.article.url,
            language=report.article.language,
            told_at=at,
            story=story.id,
            article=report.article_id,
            imprint=report.imprint,
            entities=tuple(dict.fromkeys(one.name for one in report.reading.entities if not kinds.is_open(one))),
            figures=tuple(replace(figure, sentence="") for figure in report.reading.figures),
            steps=tuple(replace(step, sentence="") for step in report.reading.steps),
        )
        for report in story.reports
    )
