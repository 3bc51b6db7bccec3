"""What each feed was good for: stories it had first or alone, and how much of it was noise. Read only, plain SQL."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.store import instants


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A feed in a stretch of time."""

    url: str
    title: str
    entries: int
    relevant: int  # entries that belong to a story
    stories: int
    first: int  # stories that this feed brought before any other
    alone: int  # stories that no other feed brought

    @property
    def noise(self) -> float:
        """The share of its entries that belong to no story; 0 for none."""
        return 1 - self.relevant / self.entries if self.entries else 0.0


BROUGHT = """
SELECT e.feed_id, m.story_id, min(e.first_seen_at) AS at, min(e.id) AS id
FROM entries e JOIN members m ON m.article_id = e.article_id
WHERE e.first_seen_at >= ? GROUP BY e.feed_id, m.story_id ORDER BY at, id
"""
ENTRIES = """
SELECT f.id, f.url, f.feed, f.state, count(e.id) AS entries,
       count(CASE WHEN EXISTS (SELECT 1 FROM members m WHERE m.article_id = e.article_id) THEN 1 END) AS relevant
FROM feeds f LEFT JOIN entries e ON e.feed_id = f.id AND e.first_seen_at >= ?
WHERE f.enabled = 1 GROUP BY f.id ORDER BY f.id
"""
ADDRESSES = """
SELECT DISTINCT m.story_id, a.url FROM members m JOIN articles a ON a.id = m.article_id
WHERE a.saved_at >= ? AND a.url <> ''
"""


def of_feeds(connection: sqlite3.Connection, *, since: datetime) -> Sequence[Signal]:
    """All enabled feeds, those that brought most first."""
    begin = instants.to_text(since)
    brought = connection.execute(BROUGHT, (begin,)).fetchall()
    stories, feeds_of = Counter(row["feed_id"] for row in brought), Counter(row["story_id"] for row in brought)
    first: Mapping[int, int] = {row["story_id"]: row["feed_id"] for row in reversed(brought)}
    firsts = Counter(first.values())
    alone = Counter(row["feed_id"] for row in brought if feeds_of[row["story_id"]] == 1)
    found = [
        Signal(
            url=row["url"],
            title=json.loads(row["feed"]).get("title") or json.loads(row["state"]).get("title") or "",
            entries=row["entries"],
            relevant=row["relevant"],
            stories=stories[row["id"]],
            first=firsts[row["id"]],
            alone=alone[row["id"]],
        )
        for row in connection.execute(ENTRIES, (begin,))
    ]
    return sorted(found, key=lambda one: (-one.first, -one.alone, -one.stories, one.noise))


def addresses(connection: sqlite3.Connection, *, since: datetime) -> Sequence[tuple[int, str]]:
    """Stories and the addresses of their articles."""
    return [(row["story_id"], row["url"]) for row in connection.execute(ADDRESSES, (instants.to_text(since),))]
