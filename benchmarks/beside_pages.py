"""How late a daemon asks for its feeds, alone and beside fifty readers of `monitor web` on the same machine.

    python -m benchmarks.beside_pages [ROUNDS]      default 3 rounds of a minute each way

300 feeds below nginx fall due one after another over a minute, five a second; every twentieth has something new.
Lateness is from the moment a feed is due until it is settled again. The readers are a process of their own with the
lowest priority; each asks for a page a second.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp

from benchmarks._feeds import World
from benchmarks.pages import READERS, ROOT, TOKEN
from monitor.engines.looking import LONGEST

FEEDS, PORT, PAGES_PORT = 300, 8470, 8397
SPREAD = 60.0  # seconds over which the feeds fall due
AHEAD = LONGEST + 5  # a daemon looks at the clock again after LONGEST seconds, whatever others wrote meanwhile
PAGES = ("/", "/editions", "/feeds", "/search?q=river", "/ledger", "/withheld", "/said", "/digests")
STORED = "%Y-%m-%d %H:%M:%S.%f"
SETTLED = "SELECT count(*) FROM feeds WHERE due_at > strftime('%Y-%m-%d %H:%M:%S', 'now') AND NOT claimed"


async def read(seconds: float) -> None:
    """Fifty readers, each with a page a second."""
    until, statuses = time.monotonic() + seconds, dict[int, int]()
    token = {"Authorization": f"Bearer {TOKEN}"}
    async with aiohttp.ClientSession(f"http://127.0.0.1:{PAGES_PORT}", headers=token) as session:

        async def one(at: int) -> None:
            while (began := time.monotonic()) < until:
                async with session.get(PAGES[at % len(PAGES)]) as answer:
                    await answer.read()
                    statuses[answer.status] = statuses.get(answer.status, 0) + 1
                at += 1
                await asyncio.sleep(max(0.0, 1 + began - time.monotonic()))

        await asyncio.gather(*map(one, range(READERS)))
    print(f"answers {statuses}", flush=True)


def settle(path: Path, seconds: float = 120) -> None:
    """Wait until every feed was asked for once."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(0.5)
        # never made by this program: an empty file would be taken for a lost database
        with suppress(sqlite3.OperationalError), closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
            if base.execute(SETTLED).fetchone()[0] == FEEDS:
                return
    raise TimeoutError("the feeds were not settled")


def fall_due(base: sqlite3.Connection) -> dict[int, datetime]:
    """Let all feeds fall due one after another; when each does, by its number."""
    now, ids = datetime.now(UTC), [row[0] for row in base.execute("SELECT id FROM feeds")]
    due = {key: now + timedelta(seconds=AHEAD + SPREAD * at / len(ids)) for at, key in enumerate(ids)}
    base.executemany(
        "UPDATE feeds SET due_at = ? WHERE id = ?", ((at.strftime(STORED), key) for key, at in due.items())
    )
    base.commit()
    return due


def lateness(path: Path) -> list[float]:
    """Let all feeds fall due one after another; seconds until each was settled, in order."""
    with closing(sqlite3.connect(path, timeout=20)) as base:
        due = fall_due(base)
        ids, late = list(due), dict[int, float]()
        last = max(due.values()).strftime(STORED)
        until = time.monotonic() + AHEAD + 3 * SPREAD
        while len(late) < len(ids) and time.monotonic() < until:
            time.sleep(0.15)
            at = datetime.now(UTC)
            for (key,) in base.execute("SELECT id FROM feeds WHERE NOT claimed AND due_at > ?", (last,)):
                late.setdefault(key, (at - due[key]).total_seconds())
    return sorted(late.values())


@contextmanager
def running(*command: str, env: Mapping[str, str]) -> Iterator[None]:
    """A program beside this one until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, *command], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def measured(folder: Path, world: World, rounds: int) -> None:
    """Rounds alone and beside readers, one after the other."""
    feeds = "\n".join(f"  - url: {url}" for url in world.urls(bare=False))
    digests = "digests:\n  daily:\n    schedule: '0 7 * * *'\n    to: [reader@example.org]\n"
    (folder / "feeds.yaml").write_text(f"topics: [openai-infrastructure]\nfeeds:\n{feeds}\n{digests}", "utf-8")
    path = folder / "monitor.sqlite"
    env = os.environ | {
        "PYTHONPATH": str(ROOT),
        "MONITOR_CONFIG": str(folder / "feeds.yaml"),
        "MONITOR_DIGESTS": str(folder / "digests"),
        "MONITOR_DATABASE_URL": f"sqlite:///{path}",
        "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8",
        "MONITOR_WEB_ADDRESS": f"127.0.0.1:{PAGES_PORT}",
        "MONITOR_WEB_TOKEN": TOKEN,
    }
    seconds = AHEAD + SPREAD
    with ExitStack() as programs:
        programs.enter_context(running(str(ROOT / "scheduler.py"), env=env))
        settle(path)
        programs.enter_context(running("-m", "monitor", "web", env=env))
        time.sleep(4)
        for at in range(2 * rounds):
            world.add_entries(at)
            readers = (sys.executable, "-m", "benchmarks.beside_pages", "--read", str(seconds))
            beside = subprocess.Popen(["nice", "-n", "19", *readers], env=env, cwd=ROOT) if at % 2 else None
            late = lateness(path)
            middle, tail = statistics.median(late), late[int(0.95 * len(late))]
            print(
                f"{'beside readers' if beside else 'alone':15} {len(late)} feeds late by {middle:.2f} s (median), "
                f"{tail:.2f} (p95), {late[-1]:.2f} (most)",
                flush=True,
            )
            if beside:
                beside.wait()


def main() -> None:
    """Measure, or be the readers."""
    if sys.argv[1:2] == ["--read"]:
        asyncio.run(read(float(sys.argv[2])))
        return
    rounds = int(sys.argv[1]) if sys.argv[1:] and sys.argv[1].isdigit() else 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx reads it
        world = World(folder, FEEDS, PORT)
        try:
            measured(folder, world, rounds)
        finally:
            world.close()


if __name__ == "__main__":
    main()
