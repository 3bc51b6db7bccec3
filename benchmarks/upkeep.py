"""Backup and check of a database with years of data: a million entries, and what became of each.

The rows are made by SQL, with columns of the usual length; only recent articles have a text, as in real life. It prints
wall-clock and processor time, because the disk affects both.

python -m benchmarks.upkeep [ENTRIES]      default 1000000
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from monitor import store
from monitor.store import instants, maintenance

SIZE = 1_000_000
START = datetime(2023, 1, 1, tzinfo=UTC)
FEEDS, TEXTS, EDITION = 300, 60_000, 1_000  # feeds; articles with a text; entries of one edition
NUMBERS = "WITH RECURSIVE n(id) AS (VALUES(1) UNION ALL SELECT id + 1 FROM n WHERE id < :last)"
AT = "strftime('%Y-%m-%d %H:%M:%S.000000', :start, '+' || n.id || ' minutes')"
URL = "'https://paper' || (n.id % 300) || '.example/2025/01/31/a-headline-of-the-usual-length-' || n.id || '.html'"
KEY = "'paper' || (n.id % 300) || '.example/2025/01/31/a-headline-of-the-usual-length-' || n.id || '.html'"
HASH = "substr('0123456789abcdef0123456789abcdef', 1 + n.id % 16, 12) || printf('%020d', n.id * 7919)"
ENTRY = """'{"guid": "' || n.id || '", "title": "A headline of the usual length for piece ' || n.id ||
    '", "summary": "' || :teaser || '", "published_at": "2025-01-31T06:00:00+00:00"}'"""
STATEMENTS = (
    f"""{NUMBERS} INSERT INTO feeds(url, feed, state, enabled)
    SELECT 'https://f/' || id, '{{}}', '{{}}', 1 FROM n WHERE id <= {FEEDS}""",
    f"""{NUMBERS} INSERT INTO articles(id, url, url_key, site, title, saved_at, imprint, text)
    SELECT n.id, {URL}, {KEY}, 'Paper', 'A headline of the usual length', {AT}, '',
    CASE WHEN n.id > :articles - {TEXTS} THEN :text ELSE '' END FROM n WHERE n.id <= :articles""",
    f"""{NUMBERS} INSERT INTO readings(article_id, topic, relevant, reading)
    SELECT id, 't', id % 10 = 0, :reading FROM n WHERE id <= :articles""",
    f"{NUMBERS} INSERT INTO stories(id, topic, begun_at) SELECT id, 't', {AT} FROM n WHERE id <= :articles / 10",
    f"""{NUMBERS} INSERT INTO members(article_id, topic, story_id, role, score, seen_at)
    SELECT id * 10, 't', id, 'lead', 0, {AT} FROM n WHERE id <= :articles / 10""",
    f"""{NUMBERS} INSERT INTO entries(id, feed_id, guid, url, url_key, title_hash, text_hash, identity, published_at,
    first_seen_at, article_id, seq, settled_at, host, entry)
    SELECT n.id, 1 + n.id % {FEEDS}, {URL}, {URL}, {KEY}, {HASH}, {HASH}, {HASH}, {AT}, {AT},
    CASE WHEN n.id % 4 = 0 THEN n.id / 4 END, n.id, {AT}, 'paper.example', {ENTRY} FROM n""",
    f"""{NUMBERS} INSERT INTO editions(id, digest, name, number, start, "end", start_at, end_at, composed_at)
    SELECT id, 'd', id, id, 1 + (id - 1) * {EDITION}, 1 + id * {EDITION}, {AT}, {AT}, {AT} FROM n
    WHERE id <= :last / {EDITION}""",
    f"""{NUMBERS} INSERT INTO withheld(edition_id, entry_id, reason, detail)
    SELECT 1 + (id - 1) / {EDITION}, id, 'off_topic', 'no rule of the topic holds' FROM n WHERE id % 40 > 0""",
)


def fill(path: Path, size: int) -> None:
    """Store that many entries, spread over years."""
    values = {
        "last": size,
        "articles": size // 4,
        "start": instants.to_text(START),
        "teaser": "What the piece tells, as its feed says it in two lines or so. " * 4,
        "text": "A sentence of an article of the usual length. " * 90,
        "reading": '{"topic": "t", "relevant": false, "score": 0.03, "threshold": 0.5, "why": ["title", "theme"]}',
    }
    with closing(sqlite3.connect(path)) as base:
        for setting in ("synchronous = OFF", "cache_size = -400000", "temp_store = FILE"):
            base.execute(f"PRAGMA {setting}")
        for statement in STATEMENTS:
            base.execute(statement, {name: value for name, value in values.items() if f":{name}" in statement})
        base.commit()


def timed(what: str, work: Callable[[], object]) -> None:
    """Run it and print how long it took."""
    began, spent = time.monotonic(), time.process_time()
    work()
    taken, busy = time.monotonic() - began, time.process_time() - spent
    print(f"{what}: {taken:.1f} s by the clock, {busy:.1f} s of the processor")


def main() -> None:
    """Fill, then copy and check three times."""
    size = int(sys.argv[1]) if sys.argv[1:] and sys.argv[1].isdigit() else SIZE
    with tempfile.TemporaryDirectory() as folder:
        path, target = Path(folder) / "years.db", Path(folder) / "copy.db"
        url = f"sqlite:///{path}"
        asyncio.run(store.open_store(url, now=START).close())
        timed("filled", lambda: fill(path, size))
        os.sync()
        print(f"{size:,} entries, {path.stat().st_size / 1e9:.2f} GB")
        for _ in range(3):
            timed("backup", lambda: maintenance.backup(url, target))
            target.unlink()
            timed("check", lambda: maintenance.integrity(url))


if __name__ == "__main__":
    main()
