"""What each feed contributed: stories it had first or alone, and how much of it was noise. Read only, plain SQL."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.habits import Signal
from monitor.store import instants, plain

BROUGHT = """
SELECT e.feed_id, m.story_id, min(e.first_seen_at) AS at, min(e.id) AS id
FROM entries e JOIN articles a ON a.id = e.article_id OR a.whole_id = e.article_id
JOIN members m ON m.article_id = a.id
WHERE e.first_seen_at >= ? GROUP BY e.feed_id, m.story_id ORDER BY at, id
"""
ENTRIES = """
SELECT f.id, f.url, f.feed, f.state, count(e.id) AS entries,
       count(CASE WHEN EXISTS (SELECT 1 FROM articles a JOIN members m ON m.article_id = a.id
                               WHERE a.id = e.article_id OR a.whole_id = e.article_id) THEN 1 END) AS relevant
FROM feeds f LEFT JOIN entries e ON e.feed_id = f.id AND e.first_seen_at >= ?
WHERE f.enabled = 1 GROUP BY f.id ORDER BY f.id
"""
ARTICLES = """
SELECT DISTINCT m.story_id, a.url, a.cites FROM members m JOIN articles a ON a.id = m.article_id
WHERE a.saved_at >= ? AND a.url <> ''
"""


def of_feeds(connection: plain.Connection, *, since: datetime) -> Sequence[Signal]:
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
        for row in connection.execute(ENTRIES, (begin,)).fetchall()
    ]
    return sorted(found, key=lambda one: (-one.first, -one.alone, -one.stories, one.noise))


def cited(connection: plain.Connection, *, since: datetime) -> Sequence[tuple[int, str]]:
    """Stories with the host of each of their articles, and the publishers that these link to."""
    from monitor.articles import urls  # noqa: PLC0415 - brings libraries `status` does without

    found: dict[tuple[int, str], None] = {}
    for row in connection.execute(ARTICLES, (instants.to_text(since),)).fetchall():
        found |= dict.fromkeys((row["story_id"], host) for host in (urls.site_of(row["url"]), *row["cites"].split()))
    return list(found)
