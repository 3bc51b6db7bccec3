"""How long the store takes as it grows, in processor time, so that a busy machine does not matter."""

import asyncio
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor import store as stores
from monitor.edition import Window
from monitor.model import FeedState, Figure
from monitor.store import codec, instants, maintenance
from tests.contract.store_steps import FEED, START, Steps, empty_file, entry, imprint, known, reading, url_of

__all__ = ["empty_file"]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
A_DAY = 3000  # articles
DATA = Path(__file__).parents[1] / "data" / "store"
SINCE = START - timedelta(days=14)


class Library:
    """A database filled without the pipeline: each article has a story, a reading and twenty keys."""

    def __init__(self, path: Path, size: int) -> None:
        self.path, self.size, self.dice = path, size, random.Random(size)
        dice = self.dice
        stems = tuple((dice.getrandbits(32), 0.5) for _ in range(150))
        mark = codec.to_json(imprint(sketch=tuple(dice.getrandbits(64) for _ in range(60)), terms=stems))
        said, text = codec.to_json(reading()), "A sentence of an article. " * 150
        seen = {number: self.seen_at(number) for number in range(1, size + 1)}
        with closing(sqlite3.connect(path)) as connection, connection:
            feed = (FEED.url, codec.to_json(FEED), codec.to_json(FeedState(url=FEED.url)))
            connection.execute("INSERT INTO feeds (url, feed, state, enabled) VALUES (?, ?, ?, 1)", feed)
            for table, columns, row in (
                (
                    "articles",
                    "id, url, url_key, saved_at, imprint, text",
                    lambda n: (n, f"https://a.example/{n}", f"a.example/{n}", seen[n], mark, text),
                ),
                ("stories", "id, topic, begun_at", lambda n: (n, "power", seen[n])),
                (
                    "members",
                    "article_id, topic, story_id, role, score, seen_at",
                    lambda n: (n, "power", n, "lead", 0, seen[n]),
                ),
                ("readings", "article_id, topic, relevant, reading", lambda n: (n, "power", 1, said)),
                (
                    "entries",
                    "id, feed_id, guid, url, url_key, first_seen_at, article_id, seq, settled_at, entry",
                    lambda n: (
                        n,
                        1,
                        f"g{n}",
                        f"https://a.example/{n}",
                        f"a.example/{n}",
                        seen[n],
                        n,
                        n,
                        seen[n],
                        codec.to_json(entry(n)),
                    ),
                ),
            ):
                marks = ", ".join("?" for _ in columns.split(","))
                rows = (row(number) for number in seen)
                connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
            postings = sorted((key, number) for number in seen for key in self.keys())
            connection.executemany("INSERT INTO postings VALUES (?, ?)", postings)
            connection.execute("UPDATE counters SET value = ?", (size + 1,))

    def seen_at(self, number: int) -> str:
        when: datetime = START - timedelta(days=(self.size - number) / A_DAY)
        return instants.to_text(when)

    def keys(self) -> set[int]:
        """A few keys that all have, and many that no other article has."""
        return {int(self.dice.paretovariate(0.35)) % 100_000_000 for _ in range(20)}


def made(folder: Path, empty_file: Path, size: int) -> Library:
    path = folder / f"{size}.db"
    path.write_bytes(empty_file.read_bytes())
    return Library(path, size)


NUMBERS = "WITH RECURSIVE n(n) AS (VALUES(:first) UNION ALL SELECT n + 1 FROM n WHERE n < :last) "
GROWN = (  # by version 0001: an entry in three has an article, one in ten of these was reported, three to a story
    """INSERT INTO articles (id, url, url_key, saved_at, imprint, text)
    SELECT n, 'https://a.example/' || n, 'a.example/' || n, :at, :imprint, :text FROM n WHERE n % 3 = 0""",
    "INSERT INTO readings SELECT n, 'power', 0, :reading FROM n WHERE n % 3 = 0",
    "INSERT INTO stories SELECT n, 'power', :at, NULL FROM n WHERE n % 90 = 0",
    """INSERT INTO members SELECT n, 'power', 90 + n - n % 90, 'lead', 0.5, 'a reason', :at FROM n
    WHERE n % 30 = 0 AND n < :last - 90""",
    """INSERT INTO entries (id, feed_id, guid, url, url_key, title_hash, text_hash, first_seen_at, article_id, seq,
    settled_at, entry) SELECT n, 1, 'g' || n, 'https://a.example/' || n, 'a.example/' || n, hex(n), hex(n), :at,
    CASE WHEN n % 3 = 0 THEN n END, n, :at, :entry FROM n""",
    "INSERT INTO withheld SELECT 1, n, 'off-topic', 'no rule of the topic holds' FROM n WHERE n % 30 > 0",
    """INSERT INTO known (id, name, digest, story_id, edition_id, told_at, known)
    SELECT n, 'told:daily:' || (90 + n - n % 90) || ':1:' || n, 'daily', 1, 1, :at,
    replace(:known, 'URL', 'https://a.example/' || n) FROM n WHERE n % 30 = 0 AND n < :last - 90""",
    "INSERT INTO known_postings SELECT n * 7919, n FROM n WHERE n % 30 = 0 AND n < :last - 90",
)


async def test_an_old_database_of_a_hundred_thousand_entries_is_brought_up_to_date_in_a_minute(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    dice = random.Random(1)
    mark = imprint(
        text_hash=f"{dice.getrandbits(128):032x}",
        sketch=tuple(dice.getrandbits(64) for _ in range(60)),
        terms=tuple((dice.getrandbits(32), 0.5) for _ in range(150)),
    )
    figure = Figure(value=1.5e9, unit="W", text="1.5 GW", of="OpenAI", sentence="It takes 1.5 GW of power. " * 4)
    told = replace(
        known("told"), url="URL", imprint=mark, figures=(figure,) * 30
    )  # as version 0001 stored them, in each report
    values = {
        "first": 101,
        "last": 100_100,
        "at": instants.to_text(START),
        "imprint": codec.to_json(mark),
        "text": "A sentence of an article. " * 150,
        "reading": codec.to_json(reading()),
        "entry": codec.to_json(entry(1, published_at=START, summary="What it tells. " * 20)),
        "known": codec.to_json(told),
    }
    with closing(sqlite3.connect(path)) as base:
        base.executescript(await asyncio.to_thread((DATA / "0001.sql").read_text, "utf-8"))
        for statement in GROWN:
            base.execute(NUMBERS + statement, values)
        base.execute("UPDATE counters SET value = 200000")
        base.commit()
        rows = base.execute("SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM known)").fetchone()
    began, spent = time.monotonic(), time.process_time()
    await stores.open_store(url_of(path), now=START, daemon=True).close()
    taken, busy = time.monotonic() - began, time.process_time() - spent
    print(
        f"{rows[0]} entries, {rows[1]} known texts, {path.stat().st_size / 1e6:.0f} MB: {taken:.0f} s, {busy:.0f} busy"
    )
    assert busy < 60
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("SELECT count(*) FROM entries WHERE published_at IS NOT NULL").fetchone()[0] >= 100_000
        assert (
            base.execute("SELECT count(DISTINCT story_id) FROM known WHERE article_id IS NOT NULL").fetchone()[0] > 1000
        )
    assert maintenance.integrity(url_of(path)) == []


async def median_search(library: Library) -> float:
    """Seconds of processor time for one search for candidates."""
    steps = Steps(stores.open_store(url_of(library.path), now=START, read_only=True))
    taken = []
    for _ in range(25):
        keys = sorted(library.keys() | library.keys() | library.keys())
        began = time.process_time()
        found = await steps.store.stories.candidates("power", 0, "https://x/", keys, since=SINCE, limit=40)
        taken.append(time.process_time() - began)
        assert len(found) == 40
    await steps.store.close()
    return sorted(taken)[len(taken) // 2]


async def test_looking_for_candidates_takes_no_longer_in_a_larger_database(tmp_path: Path, empty_file: Path) -> None:
    small, large = (made(tmp_path, empty_file, size) for size in (14 * A_DAY, 42 * A_DAY))
    times = await median_search(small), await median_search(large)
    print(
        f"candidates among {small.size} and {large.size} articles: {times[0] * 1000:.0f} and {times[1] * 1000:.0f} ms"
    )
    assert times[1] < 0.1
    assert times[1] < times[0] * 1.5


async def test_a_window_of_five_thousand_entries_is_read_in_a_second(tmp_path: Path, empty_file: Path) -> None:
    library = made(tmp_path, empty_file, 5000)
    steps = Steps(stores.open_store(url_of(library.path), now=START, read_only=True))
    began = time.process_time()
    rows = await steps.store.digests.window_entries(Window(digest="d", start=1, end=5001, start_at=START, end_at=START))
    taken = time.process_time() - began
    await steps.store.close()
    print(f"a window of {len(rows)} entries: {taken:.2f} s")
    assert len(rows) == 5000
    assert taken < 1


def test_a_look_at_ten_thousand_articles_is_quick(tmp_path: Path, empty_file: Path) -> None:
    library = made(tmp_path, empty_file, 10_000)
    program = (
        "import time; from datetime import UTC, datetime; from monitor import store\n"
        f"with store.open_reports({url_of(library.path)!r}) as r:\n"
        "    r.totals(), r.lists(now=datetime.now(UTC)), r.feeds(), r.outbox(unsent=True), r.digests(), r.editions()\n"
        "print(time.process_time())"
    )
    taken = [
        float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    print(f"status: {min(taken) * 1000:.0f} ms from the start of Python")
    assert min(taken) < 0.25
