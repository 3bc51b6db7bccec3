"""Cost of judging and placing an article as the database grows, using the real tables and postings.

The rows are made by SQL: small, with a skewed distribution of keys, 480 articles a day. A stored article has KEYS keys
instead of about 50, and only articles recent enough to be candidates have an imprint: older imprints and keys that no
search uses are never read and would only fill the disk. All times are processor time of this process.

python -m benchmarks.placing_store [LARGEST]      default 1000000 stored articles
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from benchmarks import near_copies
from monitor import reading, store
from monitor.model import ArticleId, Imprint
from monitor.store import codec, instants
from monitor.store.tables import Store
from monitor.stories import chosen, group, imprint, similar
from monitor.topics import profile

TOPIC = profile.load("openai-infrastructure")
KEYS, SHARED = 12, 8  # keys of a stored article; how many of them other articles may have too
POOL = 1_000_000  # keys that several articles may have; about one article in a dozen has the most common one
ASKED = 50  # keys of an article to be placed
PRINTS = 200  # different imprints
SIZES = (10_000, 100_000, 1_000_000)
PLACED = 60
YOUNG = chosen.HORIZON // timedelta(minutes=near_copies.MINUTES)  # articles of the last 30 days

NUMBERS = "WITH RECURSIVE n(id) AS (VALUES(:first) UNION ALL SELECT id + 1 FROM n WHERE id < :last)"
SAVED = f"strftime('%Y-%m-%d %H:%M:%S.000000', :start, '+' || (n.id * {near_copies.MINUTES}) || ' minutes')"
SLOTS = f"s(slot) AS (VALUES(0) UNION ALL SELECT slot + 1 FROM s WHERE slot < {KEYS - 1})"
SPREAD = "(((n.id * 16 + slot) * 2654435761 & 4294967295) / 4294967296.0)"  # uniform between 0 and 1
KEY = f"""CASE WHEN slot < {SHARED} THEN CAST({POOL} * {SPREAD} * {SPREAD} * {SPREAD} AS INTEGER)
    ELSE (n.id * 16 + slot) * 1000003 + {10 * POOL} END"""
STATEMENTS = (
    f"{NUMBERS} INSERT INTO stories(id, topic, begun_at) SELECT id, :topic, :start FROM n",
    f"""{NUMBERS} INSERT INTO articles(id, url, url_key, saved_at, imprint)
    SELECT n.id, 'https://s.example/' || n.id, 's.example/' || n.id, {SAVED}, coalesce(p.imprint, '')
    FROM n LEFT JOIN prints p ON n.id > :last - {YOUNG} AND p.id = n.id % {PRINTS}""",
    f"""{NUMBERS} INSERT INTO members(article_id, topic, story_id, role, score, seen_at)
    SELECT id, :topic, id, 'lead', 0, {SAVED} FROM n""",
    "DROP INDEX ix_postings_article",
    f"{NUMBERS}, {SLOTS} INSERT OR IGNORE INTO postings(key, article_id) SELECT {KEY}, id FROM n, s ORDER BY 1, 2",
    "CREATE INDEX ix_postings_article ON postings(article_id)",
)


def fill(path: Path, first: int, last: int, prints: Sequence[Imprint]) -> None:
    """Store articles first … last."""
    base = sqlite3.connect(path)
    for setting in ("synchronous = OFF", "cache_size = -200000", "temp_store = FILE"):
        base.execute(f"PRAGMA {setting}")
    base.execute("CREATE TEMP TABLE prints(id INTEGER PRIMARY KEY, imprint)")
    base.executemany("INSERT INTO prints VALUES(?, ?)", enumerate(map(codec.imprint_to_text, prints)))
    start = instants.to_text(near_copies.START)
    for statement in STATEMENTS:
        base.execute(statement, {"first": first, "last": last, "topic": TOPIC.name, "start": start})
    base.commit()
    base.close()


async def measured(path: Path, size: int) -> tuple[float, float]:
    """Median milliseconds to judge and place one article, and to search its candidates."""
    base = store.open_store(f"sqlite:///{path}", now=near_copies.START)
    try:
        costs = [await cost(base, number) for number in range(size, size + PLACED)]
    finally:
        await base.close()
    found = statistics.mean(near for _, _, near in costs)
    whole, search = (statistics.median(cost[at] for cost in costs) * 1000 for at in (0, 1))
    print(f"{size:>9,} stored: judge and place {whole:.1f} ms, search {search:.1f} ms, {found:.0f} candidates")
    return whole, search


async def cost(base: Store, number: int) -> tuple[float, float, int]:
    """Seconds to read, search and place an article, and to search only; the number of candidates."""
    article, _ = near_copies.article(number)
    seen_at = article.published_at or near_copies.START
    chance = random.Random(number)
    keys = [int(POOL * chance.random() ** 3) for _ in range(ASKED)]
    began = time.process_time()
    reading.read(TOPIC, article)
    mark = imprint.of(article, [], [TOPIC])
    keys[:10] = group.keys(mark)[:10]
    searching = time.process_time()
    near = await base.stories.candidates(
        TOPIC.name, ArticleId(0), article.url, keys, since=group.horizon(seen_at), limit=chosen.CANDIDATES
    )
    placing = time.process_time()
    group.place(article, mark, near, seen_at, crowd=0)
    return time.process_time() - began, placing - searching, len(near)


def scan(prints: Sequence[Imprint], size: int) -> float:
    """Milliseconds to compare one text with every stored sketch, as one would have to without an index."""
    began = time.process_time()
    for at in range(size // 10):
        similar.copy_share(prints[0], prints[1 + at % (len(prints) - 1)])
    return (time.process_time() - began) * 10_000


def main() -> None:
    """Fill, measure, fill more; print ratios."""
    largest = int(sys.argv[1]) if sys.argv[1:] and sys.argv[1].isdigit() else SIZES[-1]
    prints = [near_copies.article(number)[1] for number in range(PRINTS)]
    done, results = 0, []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "placing.db"
        asyncio.run(store.open_store(f"sqlite:///{path}", now=near_copies.START).close())
        for size in [size for size in SIZES if size <= largest]:
            began = time.monotonic()
            fill(path, done + 1, size, prints)
            print(f"filled in {time.monotonic() - began:.0f} s, {path.stat().st_size / size:,.0f} bytes an article")
            done = size
            results.append(asyncio.run(measured(path, size)))
    print(f"judging and placing, {done:,} over {SIZES[0]:,} stored: {results[-1][0] / results[0][0]:.2f}")
    print(f"search for candidates alone: {results[-1][1] / results[0][1]:.2f}")
    print(f"scan of all {SIZES[0]:,} sketches over search by keys: {scan(prints, SIZES[0]) / results[0][1]:.1f}")


if __name__ == "__main__":
    main()
