"""Names of the newest relevant reports, for each topic, and the unread entries that have one of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

import sqlalchemy as sa

from monitor.store import dialect, windows
from monitor.store.columns import UtcDateTime
from monitor.store.schema import entries
from monitor.topics.kinds import OPEN_KIND
from monitor.work import WorkList

NEWEST = 150  # reports that are looked at: the names of a crowded day or two, in a millisecond

# By topic and name; those of a headline, or named more than once by one report or several, and in no list
_NAMES = """
SELECT newest.topic, json_extract(one.value, '$.name') AS name
FROM (
    SELECT readings.topic, readings.reading FROM articles JOIN readings ON readings.article_id = articles.id
    WHERE articles.saved_at >= :since AND readings.relevant ORDER BY articles.saved_at DESC LIMIT :newest
) AS newest, json_each(newest.reading, '$.entities') AS one
WHERE json_extract(one.value, '$.kind') = :kind AND CAST(json_extract(newest.reading, '$.score') AS REAL) >= :least
GROUP BY newest.topic, json_extract(one.value, '$.name')
HAVING SUM(CASE WHEN CAST(json_extract(one.value, '$.in_title') AS BOOLEAN) THEN 2 ELSE 0 END) > 1
    OR SUM(CAST(json_extract(one.value, '$.count') AS INT)) > 1
ORDER BY newest.topic, name
"""


@cache
def _names(name: str) -> sa.TextClause:
    query = sa.text(dialect.for_postgresql(_NAMES) if name == dialect.POSTGRESQL else _NAMES)
    return query.bindparams(sa.bindparam("since", type_=UtcDateTime), newest=NEWEST, kind=OPEN_KIND)


def names(connection: sa.Connection, *, since: datetime, least: float = 0.0) -> Mapping[str, Sequence[str]]:
    """By topic, the names that no list has of relevant reports saved since then, of those with at least this score."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(_names(connection.dialect.name), {"since": since, "least": least}):
        found[row.topic].append(row.name)
    return found


def names_since(connection: sa.Connection, moments: Sequence[datetime]) -> Sequence[Mapping[str, Sequence[str]]]:
    """The same for several who ask, those for one moment with one query."""
    found = {since: names(connection, since=since) for since in set(moments)}
    return [found[since] for since in moments]


def call_back(connection: sa.Connection, names: Sequence[str], *, now: datetime) -> int:
    """Put unread entries that have one of these names on the list of those to be read; how many.

    They lose their place in the order and get a new one, so it is done only to those that no edition has counted.
    """
    return connection.execute(_calling_back(), {"names": json.dumps(list(names)), "now": now}).rowcount


@cache
def _calling_back() -> sa.Update:
    """The statement, built once: building it takes longer than running it."""
    given = sa.bindparam("names", type_=sa.Text)
    name = dialect.texts_of(given).table_valued(sa.column("value", sa.Text), name="given")
    unread = windows.uncounted() & entries.c.article_id.is_(None) & (entries.c.failed == "")
    named = sa.exists().where(dialect.position(entries.c.entry, name.c.value) > 0)
    return (
        sa.update(entries)
        .where(unread, named)
        .values(stage=WorkList.ENTRIES.value, due_at=sa.bindparam("now"), seq=None, settled_at=None, readings="")
    )
