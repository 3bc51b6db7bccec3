"""What each rule decided about an entry, as the database remembers it: what `monitor why` shows."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor import problems
from monitor.feeds import addresses
from monitor.store import instants, plain, problem_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an article was placed among the stories, and why."""

    topic: str
    story_id: int
    role: str
    score: float
    why: str
    told: tuple[str, ...]  # names of the editions with the story
    others: tuple[tuple[str, str], ...]  # (title, URL) of the story's other reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """What a digest made of an entry."""

    digest: str
    edition: str  # its name; empty while the entry waits for the next window
    number: int | None  # None: the window was closed without an edition
    composed_at: datetime | None
    reason: str  # shown, off-topic, known …; waiting; skipped
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """An entry and everything decided about it."""

    entry_id: int | None  # None: it was passed over
    title: str
    url: str
    feed_url: str  # its host, because the rest may be a key
    feed_title: str
    revision: int
    published_at: datetime | None
    first_seen_at: datetime
    settled_at: datetime | None  # None if it is still on a work list
    stage: str  # the work list it is on
    next_try_at: datetime | None
    last_error: str
    failed: str
    passed: str = ""  # why it was counted and not taken: backfill, same, dropped
    article: Mapping[str, Any] | None = None  # url, site, title, language, published_at, basis, note, words
    readings: tuple[Mapping[str, Any], ...] = ()  # as `model.Reading`
    places: tuple[Place, ...] = ()
    appearances: tuple[Appearance, ...] = ()


MOST = 20  # traces shown for a part of an address or title: the newest
ENTRY = """
SELECT e.id, e.entry, e.url, e.revision, e.first_seen_at, e.settled_at, e.seq, e.stage, e.due_at, e.last_error,
       e.failed, e.article_id, e.readings, f.url AS feed_url, f.feed, f.state
FROM entries e JOIN feeds f ON f.id = e.feed_id
"""
BY_URL = """WHERE e.id IN (
    SELECT id FROM entries WHERE url = :url OR (url_key = :key AND url_key <> '')
    UNION SELECT e2.id FROM entries e2 JOIN articles a ON a.id = e2.article_id
    WHERE a.url_key = :key AND a.url_key <> '' OR a.url = :url)
ORDER BY e.id
"""
BY_PART = """WHERE e.url LIKE :part ESCAPE '!' OR json_extract(e.entry, '$.title') LIKE :part ESCAPE '!'
ORDER BY e.id DESC LIMIT :most
"""
PASSED = """
SELECT p.url, p.title, p.why, p.seq, p.seen_at, p.published_at, f.url AS feed_url, f.feed, f.state
FROM passed_over p JOIN feeds f ON f.id = p.feed_id
"""
PASSED_BY_URL = (
    "WHERE p.url <> '' AND (p.url = :url OR (p.url_key = :key AND p.url_key <> '')) ORDER BY p.id LIMIT :most"
)
PASSED_BY_PART = """WHERE p.url LIKE :part ESCAPE '!' OR p.title LIKE :part ESCAPE '!' ORDER BY p.id DESC LIMIT :most"""
ARTICLE = "SELECT url, site, title, language, published_at, basis, note, text FROM articles WHERE id = ?"
PLACES = """
SELECT m.topic, m.story_id, m.role, m.score, m.why, m.article_id FROM articles a JOIN members m ON m.article_id = a.id
WHERE a.id = :key OR a.whole_id = :key ORDER BY m.topic, m.article_id
"""
TOLD = """
SELECT DISTINCT d.name FROM known k JOIN editions d ON d.id = k.edition_id WHERE k.story_id = ? ORDER BY d.name
"""
OTHERS = """
SELECT a.title, a.url FROM members m JOIN articles a ON a.id = m.article_id
WHERE m.story_id = ? AND m.article_id <> ? ORDER BY m.seen_at, a.id LIMIT 50
"""
SAID = "SELECT id, kind, action FROM actions WHERE undone_at IS NULL AND kind IN ('split', 'join') ORDER BY id"
# The position of an entry in the order of a digest is its own, unless the digest has postponed it.
WINDOWS = """
SELECT d.name AS digest, ed.id, ed.name, ed.number, ed.composed_at, ed.skipped, w.reason, w.detail
FROM digests d
LEFT JOIN deferrals f ON f.digest = d.name AND f.entry_id = ?
LEFT JOIN editions ed ON ed.digest = d.name AND ed.start <= coalesce(f.seq, ?) AND ed."end" > coalesce(f.seq, ?)
LEFT JOIN withheld w ON w.edition_id = ed.id AND w.entry_id = ?
WHERE d.listed = 1 OR ed.id IS NOT NULL
ORDER BY d.name
"""
PASSED_WINDOWS = """
SELECT d.name AS digest, ed.id, ed.name, ed.number, ed.composed_at, ed.skipped, 'passed-over' AS reason, '' AS detail
FROM digests d LEFT JOIN editions ed ON ed.digest = d.name AND ed.start <= :seq AND ed."end" > :seq
WHERE d.listed = 1 OR ed.id IS NOT NULL
ORDER BY d.name
"""


def of(connection: plain.Connection, sought: str) -> Sequence[Trace]:
    """The entries that link to an address, or whose article has it; otherwise those with these words, newest first.

    The words must be in the address or title, in this order; only the newest matches are traced.
    """
    from monitor.feeds import links  # noqa: PLC0415 - brings libraries `status` does without

    words = (re.sub("([!%_])", r"!\1", word) for word in sought.split())
    values = {"url": sought, "key": links.key(sought), "part": f"%{'%'.join(words)}%", "most": MOST}
    for taken, passed in ((BY_URL, PASSED_BY_URL), (BY_PART, PASSED_BY_PART)):
        found = [_trace(connection, row) for row in connection.execute(ENTRY + taken, values).fetchall()]
        found += [_passed(connection, row) for row in connection.execute(PASSED + passed, values).fetchall()]
        if found:
            return found[: MOST if taken is BY_PART else None]
    return []


def _passed(connection: plain.Connection, row: plain.Row) -> Trace:
    """An entry that was counted and not taken."""
    feed, state = json.loads(row["feed"]), json.loads(row["state"])
    seen_at = instants.from_text(row["seen_at"])
    return Trace(
        entry_id=None,
        title=row["title"],
        url=row["url"],
        feed_url=addresses.public(row["feed_url"]),
        feed_title=feed.get("title") or state.get("title") or "",
        revision=0,
        published_at=_moment(row["published_at"]),
        first_seen_at=seen_at,
        settled_at=seen_at,
        stage="",
        next_try_at=None,
        last_error="",
        failed="",
        passed=row["why"],
        appearances=tuple(_appearance(each) for each in connection.execute(PASSED_WINDOWS, {"seq": row["seq"]})),
    )


def _trace(connection: plain.Connection, row: plain.Row) -> Trace:
    entry, feed, state = json.loads(row["entry"]), json.loads(row["feed"]), json.loads(row["state"])
    published = entry.get("published_at")
    return Trace(
        entry_id=row["id"],
        title=entry.get("title", ""),
        url=row["url"],
        feed_url=addresses.public(row["feed_url"]),
        feed_title=feed.get("title") or state.get("title") or "",
        revision=row["revision"],
        published_at=datetime.fromisoformat(published) if published else None,
        first_seen_at=instants.from_text(row["first_seen_at"]),
        settled_at=_moment(row["settled_at"]),
        stage=row["stage"],
        next_try_at=_moment(row["due_at"]),
        last_error=row["last_error"],
        failed=problems.words(problem_text.load(row["failed"])),
        article=_article(connection, row["article_id"]),
        readings=_readings(connection, row),
        places=_places(connection, row["article_id"]),
        appearances=_appearances(connection, row),
    )


def _article(connection: plain.Connection, key: int | None) -> Mapping[str, Any] | None:
    row = connection.execute(ARTICLE, (key,)).fetchone()
    if row is None:
        return None
    told = {name: row[name] for name in ("url", "site", "title", "language", "basis")}
    told["note"] = problems.words(problem_text.load(row["note"]))
    return told | {"published_at": _moment(row["published_at"]), "words": len(row["text"].split())}


def _readings(connection: plain.Connection, row: plain.Row) -> tuple[Mapping[str, Any], ...]:
    """The readings of the article, or of the headline if no article was read."""
    query = "SELECT reading FROM readings WHERE article_id = ? ORDER BY topic"
    said = [json.loads(each[0]) for each in connection.execute(query, (row["article_id"],))]
    said = said or (json.loads(row["readings"]) if row["readings"] else [])
    return tuple(one | {"why": [problems.words(problem_text.of_json(why)) for why in one["why"]]} for one in said)


def _places(connection: plain.Connection, key: int | None) -> tuple[Place, ...]:
    said = _said(connection)
    return tuple(
        Place(
            topic=row["topic"],
            story_id=row["story_id"],
            role=row["role"],
            score=row["score"],
            why=" · ".join(
                filter(None, (problems.words(problem_text.load(row["why"])), *said.get(row["article_id"], ())))
            ),
            told=tuple(each[0] for each in connection.execute(TOLD, (row["story_id"],))),
            others=tuple(
                (each[0], each[1]) for each in connection.execute(OTHERS, (row["story_id"], row["article_id"]))
            ),
        )
        for row in connection.execute(PLACES, {"key": key}).fetchall()
    )


def _said(connection: plain.Connection) -> Mapping[int, Sequence[str]]:
    """For each report that a reader has split off or joined, the actions."""
    found: dict[int, list[str]] = {}
    for row in connection.execute(SAID):
        for article in json.loads(row["action"])["articles"]:
            found.setdefault(article, []).append(f"{row['kind']} by action {row['id']}")
    return found


def _appearances(connection: plain.Connection, row: plain.Row) -> tuple[Appearance, ...]:
    if row["seq"] is None:
        return ()
    found = connection.execute(WINDOWS, (row["id"], row["seq"], row["seq"], row["id"])).fetchall()
    return tuple(_appearance(each) for each in found)


def _appearance(row: plain.Row) -> Appearance:
    reason = "waiting"
    if row["id"] is not None:
        reason = row["reason"] or ("skipped" if row["number"] is None else "shown")
    return Appearance(
        digest=row["digest"],
        edition=row["name"] or "",
        number=row["number"],
        composed_at=_moment(row["composed_at"]),
        reason=reason,
        detail=row["detail"] or problems.words(problem_text.load(row["skipped"] or "")),
    )


def _moment(text: str | None) -> datetime | None:
    return instants.from_text(text) if text else None
