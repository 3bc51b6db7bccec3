"""How long after the look at its feed an article is in the outbox of an alert, while every feed changes each minute.

    python -m benchmarks.latency [ROUNDS]      default 2 rounds of a minute

200 feeds below nginx, each at an address of its own, get a new entry on the topic every minute and fall due one after
another over that minute. An alert with the schedule `* * * * *` reports all of them. Counted is from the look that
brings an entry until its alert is in the outbox: its page fetched and read, the article judged and placed, the
edition composed and committed.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks._feeds import WORDS
from benchmarks.beside_pages import AHEAD, SPREAD, STORED, fall_due, running
from benchmarks.pages import ROOT
from benchmarks.whole import PORT, server

FEEDS = 200
CAP = 100  # mails a day, the most there may be
TOLD = "SELECT e.id, e.json FROM editions e JOIN outbox o ON o.edition_id = e.id WHERE e.id > ? GROUP BY e.id"
YESTERDAY = "UPDATE editions SET composed_at = '2020-01-01 00:00:00.000000' WHERE composed_at > '2021'"
SEEN = "SELECT url, first_seen_at FROM entries"
SYLLABLES = ("bar", "den", "fol", "gar", "hul", "kem", "lor", "mos", "nar", "pel", "quin", "ros", "sten", "ulm", "zell")


def host(number: int) -> str:
    """The address of a feed."""
    return f"127.3.0.{1 + number}"


def publish(folder: Path, nth: int) -> None:
    """A new article in each feed, about a place and a firm of its own."""
    now = datetime.now(UTC)
    for number in range(FEEDS):
        own = random.Random(f"{number} {nth}")
        place, firm = ("".join(own.sample(SYLLABLES, 3)).capitalize() for _ in range(2))
        power = own.randrange(50, 900)
        title = f"OpenAI rents {power} megawatts from {firm} in {place}"
        facts = f"OpenAI has signed a lease for {power} megawatts at a data centre that {firm} builds in {place}. "
        filler = " ".join(f"The {' '.join(own.choices(WORDS, k=20))}." for _ in range(15))
        page = f"<html lang='en'><title>{title}</title><article><h1>{title}</h1><p>{facts}</p><p>{filler}</p></article>"
        below = folder / "www" / host(number)
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{nth}.html").write_text(page, "utf-8")
        link = f"http://{host(number)}:{PORT}/{nth}.html"
        at = f"{now:%a, %d %b %Y %H:%M:%S GMT}"
        item = f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{at}</pubDate></item>"
        feed = f"<rss version='2.0'><channel><title>Feed {number}</title>{item}</channel></rss>"
        (below / "feed.xml").write_text(feed, "utf-8")


def waits(path: Path, nth: int) -> list[float]:
    """Let all feeds fall due over a minute; seconds from each look to its alert in the outbox, in order."""
    with closing(sqlite3.connect(path, timeout=20)) as base:
        fall_due(base)
        last = base.execute("SELECT coalesce(max(id), 0) FROM editions").fetchone()[0]
        told: dict[str, float] = {}
        until = time.monotonic() + AHEAD + 2 * SPREAD
        while len(told) < FEEDS and time.monotonic() < until:
            time.sleep(0.1)
            found = base.execute(TOLD, (last,)).fetchall()
            at = datetime.now(UTC)
            if found:
                base.execute(YESTERDAY)  # so that the cap is not reached
                base.commit()
            seen = {url: datetime.strptime(when, STORED).replace(tzinfo=UTC) for url, when in base.execute(SEEN)}
            for id, text in found:
                last = max(last, id)
                for story in json.loads(text)["stories"]:
                    for url in (one["url"] for one in story["articles"] if one["url"].endswith(f"/{nth}.html")):
                        told.setdefault(url, (at - seen[url]).total_seconds())
    return sorted(told.values())


def measured(folder: Path, rounds: int) -> None:
    """Rounds of a minute."""
    feeds = "\n".join(f"  - url: http://{host(n)}:{PORT}/feed.xml\n    backfill: 0" for n in range(FEEDS))
    alert = f'kind: alert, schedule: "* * * * *", threshold: 0.01, cap: {CAP}, to: [reader@example.org]'
    text = f"topics: [openai-infrastructure]\nfeeds:\n{feeds}\ndigests:\n  alert: {{{alert}}}\n"
    (folder / "feeds.yaml").write_text(text, "utf-8")
    path = folder / "monitor.sqlite"
    env = os.environ | {
        "PYTHONPATH": str(ROOT),
        "MONITOR_CONFIG": str(folder / "feeds.yaml"),
        "MONITOR_DIGESTS": str(folder / "digests"),
        "MONITOR_DATABASE_URL": f"sqlite:///{path}",
        "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8",
    }
    with running(str(ROOT / "scheduler.py"), env=env):
        time.sleep(20)  # every feed is looked at for the first time
        for nth in range(1, rounds + 1):
            publish(folder, nth)
            found = waits(path, nth)
            if not found:
                raise SystemExit("no article was told: is the daemon able to start?")
            middle, tail = statistics.median(found), found[int(0.95 * len(found))]
            print(
                f"{len(found)} of {FEEDS} articles in an alert's outbox {middle:.2f} s (median), {tail:.2f} (p95), "
                f"{found[-1]:.2f} (most) after the look at their feed; load {os.getloadavg()[0]:.1f}",
                flush=True,
            )


def main() -> None:
    """Make the feeds, run the daemon, print the waits."""
    rounds = int(sys.argv[1]) if sys.argv[1:] and sys.argv[1].isdigit() else 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx reads it
        publish(folder, 0)
        server(folder)
        try:
            measured(folder, rounds)
        finally:
            subprocess.run(["kill", (folder / "nginx.pid").read_text("utf-8").strip()], check=False)


if __name__ == "__main__":
    main()
