"""How all feeds are doing: only those in trouble are read, the database counts the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.store import feed_lines, plain
from monitor.store.feed_lines import FeedLine

ILL = "enabled = 1 AND (attempts > 0 OR noted = 1)"  # feeds that may be in trouble; they have an index
NUMBER = "SELECT count(*) FROM feeds WHERE enabled = 1"
ASKED = "SELECT count(*), max(looked_at) FROM feeds WHERE enabled = 1 AND looked_at > ?"
TROUBLE = f"SELECT url, enabled, feed, state, due_at, attempts, last_error FROM feeds WHERE {ILL} ORDER BY id"  # noqa: S608


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """All enabled feeds at one time."""

    number: int
    asked: int  # since the last round
    newest: str  # when the last one was asked: what the next round begins with
    trouble: Sequence[FeedLine]


def round(connection: plain.Connection, since: str) -> Round:
    """The round after another one, whose `newest` is given; empty for the first."""
    (number,) = connection.execute(NUMBER).fetchone()
    asked, newest = connection.execute(ASKED, (since,)).fetchone()
    lines = [feed_lines.of_row(row) for row in connection.execute(TROUBLE)]
    trouble = [line for line in lines if line.problem]
    return Round(number=number, asked=asked, newest=newest or since, trouble=trouble)


def enabled(connection: plain.Connection, urls: Sequence[str]) -> Sequence[str]:
    """Those of them that are enabled feeds."""
    query = "SELECT url FROM feeds WHERE enabled = 1 AND url = ?"
    return [row["url"] for url in urls for row in connection.execute(query, (url,))]
