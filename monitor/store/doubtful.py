"""Doubtful articles that have no story: a later report of their event may show that they are on the topic."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache

import sqlalchemy as sa

from monitor.store import dialect, windows
from monitor.store import postings as lookup
from monitor.store.schema import articles, entries, members, postings, readings
from monitor.work import WorkList

SHARED = 2  # keys in common that make it worth placing such an article again: one may be a figure or a place


def call_back(
    connection: sa.Connection, topics: Sequence[str], keys: Sequence[int], *, since: datetime, now: datetime
) -> int:
    """Put the entries of doubtful articles that share keys with a report on the list of placings again; how many.

    They get a new place in the order of settling, so it is done only to those that no edition has counted.
    """
    given = json.dumps(list(lookup.signed(keys)))
    asked = {"its_keys": given, "topics": list(topics), "since": since, "now": now}
    return connection.execute(_calling_back(), asked).rowcount


@cache
def _calling_back() -> sa.Update:
    """The statement, built once: building it takes longer than running it."""
    given = sa.bindparam("its_keys", type_=sa.Text)
    key = dialect.numbers_of(given).table_valued(sa.column("value", sa.BigInteger), name="given")
    own = postings.c.article_id == articles.c.id
    shared = sa.select(sa.func.count()).where(own, postings.c.key.in_(sa.select(key.c.value))).scalar_subquery()
    of_topics = readings.c.topic.in_(sa.bindparam("topics", expanding=True))
    of_topic = (readings.c.article_id == articles.c.id) & of_topics & ~readings.c.relevant
    placed = sa.exists().where(members.c.article_id == articles.c.id, members.c.topic == readings.c.topic)
    found = (
        sa.select(entries.c.id)
        .join(articles, articles.c.id == entries.c.article_id)
        .join(readings, of_topic)
        .where(windows.uncounted(), entries.c.settled_at >= sa.bindparam("since"), articles.c.imprint != "", ~placed)
        .where(shared >= SHARED)
    )
    return (
        sa.update(entries)
        .where(entries.c.id.in_(found))
        .values(stage=WorkList.PLACINGS.value, due_at=sa.bindparam("now"), seq=None, settled_at=None)
    )
