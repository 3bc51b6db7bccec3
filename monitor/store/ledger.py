"""The ledger's figures: kept apart when an article is placed, so that adding up reads no articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from monitor.edition import LedgerLine
from monitor.figures import statements
from monitor.model import ArticleId, Figure, StoryId
from monitor.store import codec
from monitor.store.schema import figures, members, readings

LINES = 2000  # of the newest figures of a topic


def add(connection: sa.Connection, article: int, topic: str, seen_at: datetime) -> None:
    """Keep the figures of an article that may be told as facts of somebody."""
    said = sa.select(readings.c.reading).where(readings.c.article_id == article, readings.c.topic == topic)
    text = connection.execute(said).scalar()
    found = codec.reading(text).figures if text else ()
    rows = [
        {
            "topic": topic,
            "article_id": article,
            "of": figure.of,
            "kind": figure.kind,
            "seen_at": seen_at,
            "figure": codec.to_json(figure),
        }
        for figure in found
        if statements.stated(figure)
    ]
    if rows:
        connection.execute(sa.insert(figures), rows)


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
