"""The ledger's figures: kept apart when an article is placed, so that adding up reads no articles."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from monitor.digests import ledger
from monitor.model import Reading
from monitor.store import codec
from monitor.store.schema import figures, readings

LINES = 2000  # of the newest figures of a topic


def add(connection: sa.Connection, article: int, topic: str, seen_at: datetime) -> None:
    """Keep the figures of an article that belong to something named."""
    said = sa.select(readings.c.reading).where(readings.c.article_id == article, readings.c.topic == topic)
    text = connection.execute(said).scalar()
    found = codec.from_json(Reading, text).figures if text else ()
    rows = [
        {
            "topic": topic,
            "article_id": article,
            "of": figure.of,
            "kind": ledger.kind(figure.unit),
            "seen_at": seen_at,
            "figure": codec.to_json(figure),
        }
        for figure in found
        if figure.of
    ]
    if rows:
        connection.execute(sa.insert(figures), rows)
