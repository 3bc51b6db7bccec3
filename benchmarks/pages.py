"""The pages of `monitor web` over many stories: how long each takes, 50 readers at once, memory, writers beside them.

    python -m benchmarks.pages [STORIES] [SECONDS]      default 100000 stories, fifty readers for 20 seconds

The demo is run once; its stories are then repeated by SQL, each with an article, a reading and a figure of its own. The
pages are a process of their own. Times by the clock are of one reader alone; the processor's are of the whole process.
"""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import aiohttp

from monitor.store import headlines

ROOT = Path(__file__).parents[1]
TOKEN, PORT = "a token for a benchmark", 8399
TIMES, READERS = 15, 50
TICK = os.sysconf("SC_CLK_TCK")
NUMBERS = "WITH RECURSIVE n(id) AS (VALUES(1) UNION ALL SELECT id + 1 FROM n WHERE id < :last)"
AT = "strftime('%Y-%m-%d %H:%M:%S.000000', 'now', '-' || ((:last - n.id) * 525600 / :last) || ' minutes')"
FIRST = 1_000_000
OWN = f"{FIRST} + n.id"
STATEMENTS = (
    "CREATE TEMP TABLE told AS SELECT row_number() OVER (ORDER BY article_id) - 1 AS place, article_id FROM members",
    f"""{NUMBERS} INSERT INTO articles(id, url, url_key, site, title, language, basis, saved_at, imprint, text)
    SELECT {OWN}, 'https://paper' || (n.id % 300) || '.example/' || n.id,
    'paper' || (n.id % 300) || '.example/' || n.id, 'Paper ' || (n.id % 300),
    a.title || ' ' || n.id, a.language, a.basis, {AT}, a.imprint, a.text
    FROM n JOIN told ON told.place = n.id % (SELECT count(*) FROM told) JOIN articles a ON a.id = told.article_id""",
    f"""{NUMBERS} INSERT INTO readings(article_id, topic, relevant, reading)
    SELECT {OWN}, r.topic, 1, r.reading FROM n
    JOIN told ON told.place = n.id % (SELECT count(*) FROM told) JOIN readings r ON r.article_id = told.article_id""",
    f"{NUMBERS} INSERT INTO stories(id, topic, begun_at) SELECT {OWN}, 'openai-infrastructure', {AT} FROM n",
    f"""{NUMBERS} INSERT INTO members(article_id, topic, story_id, role, score, seen_at)
    SELECT {OWN}, 'openai-infrastructure', {OWN}, 'lead', 0.9, {AT} FROM n""",
    f"""{NUMBERS} INSERT INTO figures(topic, article_id, "of", kind, seen_at, figure)
    SELECT f.topic, {OWN}, f."of", f.kind, {AT}, f.figure FROM n JOIN
    (SELECT row_number() OVER (ORDER BY id) - 1 AS place, * FROM figures) f ON f.place = n.id % :figures""",
)
PAGES = (
    "/",
    "/editions",
    "/withheld",
    "/ledger",
    "/ledger?party=OpenAI&since=2026-01-01",
    "/feeds",
    "/said",
    "/digests",
    "/settings",
    "/story/1000500",
    "/search?q=OpenAI",
    "/search?q=nowhere",
    "/search?q=%22of+nowhere%22&language=de",
    "/search?q=openai+AND+(rechenzentr*+OR+%22data+center%22)+NOT+aktie",
    "/search?q=NOT+openai",
    "/search?q=openai+NOT+openai",
    "/search?q=openai&since=2026-06-01&until=2026-06-02",
    "/search?language=fr",
    "/search?outlet=Nowhere",
    "/search?name=OpenAI&outlet=Paper+7",
    "/search?since=2026-06-01&until=2026-06-02&topic=openai-infrastructure",
)
WRITER = """
import asyncio, statistics, sys, time
from datetime import UTC, datetime
from monitor.store import open_store
async def main():
    store, taken = open_store(sys.argv[1], now=datetime.now(UTC)), []
    for at in range(150):
        began = time.monotonic()
        await store.note_config(f"benchmark {at}")
        taken.append(1000 * (time.monotonic() - began))
        await asyncio.sleep(0.02)
    await store.note_config("")
    await store.close()
    print(f"median {statistics.median(taken):.1f} ms, of a hundred the slowest {sorted(taken)[-2]:.1f} ms")
asyncio.run(main())
"""


def fill(path: Path, stories: int) -> None:
    """Repeat what the demo stored over a year."""
    with closing(sqlite3.connect(path)) as base:
        values = {"last": stories, "figures": base.execute("SELECT count(*) FROM figures").fetchone()[0]}
        for setting in ("synchronous = OFF", "cache_size = -200000", "temp_store = FILE"):
            base.execute(f"PRAGMA {setting}")
        for statement in STATEMENTS:
            base.execute(statement, {name: value for name, value in values.items() if f":{name}" in statement})
        rows = base.execute(f"SELECT id, title, site FROM articles WHERE id > {FIRST}").fetchall()
        told = [(key, headlines.words(title, site)) for key, title, site in rows]
        base.executemany("INSERT INTO headlines(article_id, words) VALUES (?, ?)", told)
        base.executemany(headlines.INDEXED, told)
        base.execute("ANALYZE")
        base.commit()


def spent(pid: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(pid: int) -> int:
    """Megabytes that a process holds."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("ascii"))
    return int(found[1]) // 1024 if found else 0


async def signed_in(base: str) -> aiohttp.ClientSession:
    """A browser that has shown the token."""
    session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
    async with session.post(f"{base}/sign-in", data={"token": TOKEN}) as answer:
        assert answer.status == 200, answer.status
    return session


async def get(session: aiohttp.ClientSession, url: str) -> int:
    """The status of a page that was read to its end."""
    async with session.get(url) as answer:
        await answer.read()
        return answer.status


async def alone(base: str, pid: int) -> None:
    """Each page for one reader."""
    session = await signed_in(base)
    for page in PAGES:
        first = time.monotonic()
        assert await get(session, base + page) == 200, page
        first = time.monotonic() - first
        taken, before = [], spent(pid)
        for _ in range(TIMES):
            began = time.monotonic()
            await get(session, base + page)
            taken.append(1000 * (time.monotonic() - began))
        busy = 1000 * (spent(pid) - before) / TIMES
        print(f"{page:72} {statistics.median(taken):6.0f} ms, first {1000 * first:5.0f}, processor {busy:5.0f}")
    await session.close()


async def together(base: str, seconds: float) -> None:
    """Fifty readers, each with a session of its own, who click every half second."""
    sessions = [await signed_in(base) for _ in range(READERS)]
    until, statuses, taken = time.monotonic() + seconds, dict[int, int](), list[float]()

    async def read(at: int, session: aiohttp.ClientSession) -> None:
        while time.monotonic() < until:
            began = time.monotonic()
            status = await get(session, base + PAGES[at % len(PAGES)])
            taken.append(1000 * (time.monotonic() - began))
            statuses[status] = statuses.get(status, 0) + 1
            at += 1
            await asyncio.sleep(0.5)

    await asyncio.gather(*(read(at, session) for at, session in enumerate(sessions)))
    for session in sessions:
        await session.close()
    print(f"{READERS} readers for {seconds:.0f} s: answers {statuses}, median {statistics.median(taken):.0f} ms")


async def measured(env: Mapping[str, str], url: str, seconds: float) -> None:
    """Serve, and ask."""
    base = f"http://127.0.0.1:{PORT}"
    served = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "monitor", "web", env=env, cwd=ROOT, stdout=subprocess.PIPE
    )
    assert served.stdout
    await served.stdout.readline()
    await asyncio.sleep(1)
    try:
        await alone(base, served.pid)
        write = (sys.executable, "-c", WRITER, url)
        before = await asyncio.create_subprocess_exec(*write, cwd=ROOT, stdout=subprocess.PIPE)
        print("a writer alone:", (await before.communicate())[0].decode(), end="")
        beside = await asyncio.create_subprocess_exec(*write, cwd=ROOT, stdout=subprocess.PIPE)
        await together(base, seconds)
        print("a writer beside them:", (await beside.communicate())[0].decode(), end="")
        print(f"{memory(served.pid)} MB")
    finally:
        served.terminate()
        await served.wait()


def main() -> None:
    """Make the stories, serve them, ask for each page."""
    numbers = [int(text) for text in sys.argv[1:] if text.isdigit()]
    stories, seconds = [*numbers, *(100_000, 20)[len(numbers) :]][:2]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = os.environ | {"PYTHONPATH": str(ROOT)}
        demo = [sys.executable, "-m", "monitor", "demo", "--keep"]
        subprocess.run(demo, env=env, cwd=folder, stdout=subprocess.DEVNULL, check=True)
        world = folder / "var/demo"
        path = world / "monitor.sqlite"
        fill(path, stories)
        print(f"{stories:,} stories, {path.stat().st_size / 1e6:.0f} MB")
        url = f"sqlite:///{path}"
        env |= {
            "MONITOR_CONFIG": str(world / "feeds.yaml"),
            "MONITOR_DIGESTS": str(world / "digests"),
            "MONITOR_DATABASE_URL": url,
            "MONITOR_WEB_ADDRESS": f"127.0.0.1:{PORT}",
            "MONITOR_WEB_TOKEN": TOKEN,
        }
        asyncio.run(measured(env, url, seconds))


if __name__ == "__main__":
    main()
