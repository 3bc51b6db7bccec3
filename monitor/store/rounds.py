"""How all feeds are doing: only those in trouble are read, the database counts the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.store import feed_lines, plain
from monitor.store.feed_lines import FeedLine

# The state is JSON; its text is searched, because reading it takes ten times as long.
ROUND = """
SELECT count(*) AS number, max(at) AS newest, sum(CASE WHEN at > ? THEN 1 ELSE 0 END) AS asked FROM (
    SELECT substr(state, NULLIF(instr(state, '"last_look_at":"'), 0) + 16, 26) AS at FROM feeds WHERE enabled = 1
) AS looks
"""
SIGNS = ('"problem":{', '"problem":"')  # in the state of a feed in trouble; earlier versions kept a sentence
TROUBLE = """
SELECT url, enabled, feed, state, due_at, attempts, last_error FROM feeds
WHERE enabled = 1 AND (attempts > 0 OR instr(state, ?) > 0 OR instr(state, ?) > 0) ORDER BY id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """All enabled feeds at one time."""

    number: int
    asked: int  # since the last round
    newest: str  # when the last one was asked: what the next round begins with
    trouble: Sequence[FeedLine]


def round(connection: plain.Connection, since: str) -> Round:
    """The round after another one, whose `newest` is given; empty for the first."""
    told = connection.execute(ROUND, (since,)).fetchone()
    lines = [feed_lines.of_row(row) for row in connection.execute(TROUBLE, SIGNS)]
    return Round(
        number=told["number"],
        asked=told["asked"] or 0,
        newest=told["newest"] or since,
        trouble=[line for line in lines if line.problem],
    )


def enabled(connection: plain.Connection, urls: Sequence[str]) -> Sequence[str]:
    """Those of them that are enabled feeds."""
    query = "SELECT url FROM feeds WHERE enabled = 1 AND url = ?"
    return [row["url"] for url in urls for row in connection.execute(query, (url,))]
