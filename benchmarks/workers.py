"""One process on SQLite, one on PostgreSQL, and workers on PostgreSQL: the same feeds and pages, in turn, as ratios.

    python -m benchmarks.workers --feeds 400 --papers 120

Needs Debian's PostgreSQL. Both databases are in memory, so that no disk is compared; each feed is on a host of its own,
so that nobody waits for politeness. A rate is what is done between the first and the last piece, by the clock; what the
machine does besides changes it, so only ratios within one run say something.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from monitor import build, settings
from tests import postgresql

ROOT = Path(__file__).parents[1]
PORT = 8152
LATER, NOW = "2099-01-01 00:00:00.000000", "2020-01-01 00:00:00.000000"
SIDES = {"SQLite": 0, "PostgreSQL": 0, "1 worker": 1, "2 workers": 2, "4 workers": 4}
FEEDS_DONE = "SELECT count(*) FROM feeds WHERE due_at > '2021' AND due_at < '2098' AND NOT claimed"
PAGES_DONE = "SELECT count(*) FROM articles"

Ask = Callable[[str], list[tuple[int]]]


def main() -> None:
    """Print the rates of all sides."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--feeds", type=int, default=400)
    wanted.add_argument("--papers", type=int, default=120)
    chosen, _ = wanted.parse_known_args()
    if why := postgresql.missing():
        print(why)
        return
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    world = subprocess.Popen([sys.executable, "-m", "benchmarks._pages", str(PORT)], cwd=ROOT)
    try:
        polls = reads = 0.0
        for name, workers in SIDES.items():
            poll, read = _measured(name, workers, chosen.feeds, chosen.papers)
            polls, reads = polls or poll, reads or read
            ratios = f"({poll / polls:4.2f})  {read:6.1f} pages/s ({read / reads:4.2f})"
            print(f"{name:<12} {poll:7.1f} feeds/s {ratios}", flush=True)
    finally:
        world.terminate()


def _measured(name: str, workers: int, feeds: int, papers: int) -> tuple[float, float]:
    """Feeds and pages per second."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as place, ExitStack() as stack:
        folder = Path(place)
        poll = [f"http://127.1.{n // 250}.{n % 250 + 1}:{PORT}/poll.xml" for n in range(feeds)]
        read = [f"http://127.2.{n // 250}.{n % 250 + 1}:{PORT}/read.xml" for n in range(papers)]
        listed = "".join(f"  - url: {url}\n    backfill: 50\n" for url in (*poll, *read))
        daily = 'daily:\n    schedule: "0 7 1 1 *"\n    timezone: UTC\n    to: []'
        (folder / "feeds.yaml").write_text(f"topics: [openai-infrastructure]\nfeeds:\n{listed}digests:\n  {daily}\n")
        shutil.copytree(ROOT / "digests", folder / "digests")
        url = f"sqlite:///{folder}/monitor.db" if name == "SQLite" else stack.enter_context(_database())
        given = os.environ | {
            "MONITOR_CONFIG": f"{folder}/feeds.yaml",
            "MONITOR_DIGESTS": f"{folder}/digests",
            "MONITOR_DATABASE_URL": url,
            "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8",
            "MONITOR_ENGINE": "procrastinate" if workers else "embedded",
        }  # fmt: skip
        ask = stack.enter_context(_asking(url, folder))
        asyncio.run(_prepare(given))
        ask(f"UPDATE feeds SET due_at = '{LATER}'")
        stack.enter_context(_running(["scheduler.py"], given, folder))
        for _ in range(workers):
            stack.enter_context(_running(["-m", "monitor", "worker"], given, folder))
        if workers:
            _until(lambda: ask("SELECT count(*) FROM workers")[0][0] == workers)
        else:
            time.sleep(5)
        ask(f"UPDATE feeds SET due_at = '{NOW}' WHERE url LIKE '%poll.xml'")
        polled = _rate(lambda: ask(FEEDS_DONE)[0][0], feeds)
        ask(f"UPDATE feeds SET due_at = '{NOW}' WHERE url LIKE '%read.xml'")
        return polled, _rate(lambda: ask(PAGES_DONE)[0][0], papers * 2)


async def _prepare(given: Mapping[str, str]) -> None:
    """Tables with all feeds."""
    async with build.open_app(settings.read(given)):
        pass


@contextmanager
def _database() -> Iterator[str]:
    server = postgresql.running()
    url = server.create()
    try:
        yield url
    finally:
        server.drop(url)


@contextmanager
def _asking(url: str, folder: Path) -> Iterator[Ask]:
    if url.startswith("postgresql"):
        with closing(postgresql.psycopg.connect(url, autocommit=True)) as session:

            def ask(query: str) -> list[tuple[int]]:
                cursor = session.execute(query)
                return cursor.fetchall() if cursor.description else []

            yield ask
        return

    def ask_file(query: str) -> list[tuple[int]]:
        with closing(sqlite3.connect(folder / "monitor.db", timeout=30)) as base, base:
            return base.execute(query).fetchall()

    yield ask_file


@contextmanager
def _running(command: list[str], given: dict[str, str], folder: Path) -> Iterator[None]:
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=given, stderr=log)
    try:
        yield
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def _until(holds: Callable[[], bool], seconds: float = 180) -> None:
    give_up = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > give_up:
            raise TimeoutError
        time.sleep(0.05)


def _rate(count: Callable[[], int], all: int) -> float:
    """Pieces per second from the first one on, until all but a twentieth are done."""
    _until(lambda: count() > 0)
    first, begun = count(), time.monotonic()
    _until(lambda: count() >= 0.95 * all, 300)
    return (count() - first) / (time.monotonic() - begun)


if __name__ == "__main__":
    main()
