"""The ledger's figures: stored separately when an article is placed, so that the ledger reads no articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from monitor.edition import ENDED, LedgerLine
from monitor.figures import statements
from monitor.model import ArticleId, Figure, Reading, Step, StoryId
from monitor.store import codec
from monitor.store.schema import articles, figures, members, readings
from monitor.topics import kinds

OFF = frozenset({"cancelled", "refused"})  # steps after which earlier amounts are no longer current
TAKEN_BACK = frozenset({"denied", "corrected"})  # standings of an amount that others may have reported
LINES = 2000  # the newest figures of a topic


def add(connection: sa.Connection, article: int, topic: str, seen_at: datetime) -> None:
    """Store the figures of an article that may be stated as facts, and what it says was called off."""
    said = sa.select(readings.c.reading).where(readings.c.article_id == article, readings.c.topic == topic)
    text = connection.execute(said).scalar()
    reading = codec.reading(text) if text else None
    found = [(one.kind, one) for one in (reading.figures if reading else ()) if statements.stated(one)]
    found += [(ENDED, one) for one in (reading.figures if reading else ()) if one.standing in TAKEN_BACK]
    if reading and reading.step and reading.step.kind in OFF:
        address = connection.execute(sa.select(articles.c.url).where(articles.c.id == article)).scalar() or ""
        found += [(ENDED, _off(reading.step, of, address)) for of in _headed(reading) or [""]]
    rows = [
        {
            "topic": topic,
            "article_id": article,
            "of": figure.of,
            "kind": kind,
            "seen_at": seen_at,
            "figure": codec.to_json(figure),
        }
        for kind, figure in found
    ]
    if rows:
        connection.execute(sa.insert(figures), rows)


def _headed(reading: Reading) -> list[str]:
    """Everybody in the headline besides the subject."""
    return [
        entity.name
        for entity in reading.entities
        if entity.in_title and not kinds.is_subject(entity) and (kinds.is_party(entity) or kinds.is_open(entity))
    ]


def _off(step: Step, of: str, url: str) -> Figure:
    """A figure without an amount, for something that was called off."""
    return Figure(
        value=0.0, unit="", text=step.kind, of=of, parties=(of,) if of else (), sentence=step.sentence, standing="old",
        url=url,
    )  # fmt: skip


def newest(connection: sa.Connection) -> int:
    """The number of the newest figure: as long as it is the same, none has come in."""
    return int(connection.execute(sa.select(sa.func.max(figures.c.id))).scalar() or 0)


def lines(connection: sa.Connection, topic: str) -> Sequence[LedgerLine]:
    """The newest figures of all relevant articles of the topic that belong to something named, newest first."""
    query = (
        sa.select(figures, members.c.story_id)
        .join(members, (members.c.article_id == figures.c.article_id) & (members.c.topic == figures.c.topic))
        .where(figures.c.topic == topic)
        .order_by(figures.c.seen_at.desc(), figures.c.id)
        .limit(LINES)
    )
    return [
        LedgerLine(
            topic=topic,
            of=row.of,
            kind=row.kind,
            figure=codec.from_json(Figure, row.figure),
            story_id=StoryId(row.story_id),
            article_id=ArticleId(row.article_id),
            seen_at=row.seen_at,
        )
        for row in connection.execute(query)
    ]
