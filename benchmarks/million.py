"""The schedule and the work lists with a million feeds on PostgreSQL: what a claim, a look and a tick cost.

    python -m benchmarks.million --feeds 1000000 --seconds 120

Nothing is fetched: feeds are rows, due evenly over an hour, one in fifty in trouble; each claim is finished with a new
due time an hour on. At last all are due at the same time, as after an import.
Needs Debian's PostgreSQL; the database is in memory, so that a commit waits for no disk.
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from monitor import store as stores
from monitor.model import FeedState
from monitor.problems import Problem
from monitor.store import codec
from monitor.store.tables import Store
from monitor.work import WorkList
from tests import postgresql

T = TypeVar("T")
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
LEASE, HOUR, STEP = timedelta(minutes=3), timedelta(hours=1), timedelta(seconds=1)
FILL = """
INSERT INTO feeds (url, enabled, feed, state, noted, looked_at, due_at)
SELECT 'https://paper' || n || '.example/rss', true,
    '{{"url":"https://paper' || n || '.example/rss","title":"Paper ' || n || '"}}',
    CASE WHEN n % 50 = 0 THEN replace('{ill}', 'URL', 'https://paper' || n || '.example/rss')
    ELSE replace('{state}', 'URL', 'https://paper' || n || '.example/rss') END,
    n % 50 = 0,
    to_char(timestamp '2026-11-30 11:00' + n * interval '1 hour' / {feeds}, 'YYYY-MM-DD HH24:MI:SS.US'),
    to_char(timestamp '2026-11-30 12:00' + n * interval '1 hour' / {feeds}, 'YYYY-MM-DD HH24:MI:SS.US')
FROM generate_series(1, {feeds}) AS n
"""
AT_ONCE = "UPDATE feeds SET due_at = '2026-11-30 12:00:00.000000', claimed = false"


def main() -> None:
    """Print what each step costs."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--feeds", type=int, default=1_000_000)
    wanted.add_argument("--seconds", type=int, default=60)
    chosen, _ = wanted.parse_known_args()
    if why := postgresql.missing():
        print(why)
        return
    asyncio.run(_measure(chosen.feeds, chosen.seconds))


async def _measure(number: int, seconds: int) -> None:
    server = postgresql.running()
    url = server.create()
    store = stores.open_store(url, now=NOW)
    state = FeedState(
        url="URL", looks=900, title="A paper", body_hash="0" * 16, elements="0123456789abcdef." * 20, last_look_at=NOW
    )
    ill = replace(state, problem=Problem("dns", {"host": "paper.example"}), problem_since=NOW)
    begun = time.monotonic()
    server.execute(FILL.format(state=codec.to_json(state), ill=codec.to_json(ill), feeds=number), url)
    server.execute("ANALYZE", url)
    size = server.execute("SELECT pg_total_relation_size('feeds')", url)[0][0]
    took = time.monotonic() - begun
    print(f"{number:,} feeds: {size / number:,.0f} bytes each with their indexes, filled in {took:.0f} s")
    await _told("the next due time", store.work.next_due_at)
    await _told("the lists counted (each tick)", lambda: store.work.counts(now=NOW))
    soon = NOW + timedelta(minutes=1)
    await _told("claim of 500", lambda: store.work.claim(WorkList.FEEDS, now=soon, lease=LEASE, limit=500))
    done, took = await _schedule(store, seconds)
    rate = f"{done / took:,.0f}/s where {number / 3600:,.0f}/s are needed"
    print(f"{seconds} s of the schedule: {done:,} polls claimed and finished in {took:.1f} s: {rate}")
    server.execute(AT_ONCE, url)
    server.execute("VACUUM ANALYZE", url)
    claim = functools.partial(store.work.claim, WorkList.FEEDS, now=NOW + 2 * HOUR, lease=LEASE, limit=500)
    await _told("claim of 500 when all are due at the same time", claim)
    await _told("feeds well and ill (/health)", store.feeds.counts)
    with stores.open_reports(url) as reports:
        newest = reports.round("").newest
        begun = time.monotonic()
        reports.round(newest)
        print(f"a look at all feeds for the daemon's log: {(time.monotonic() - begun) * 1000:,.1f} ms")
        begun = time.monotonic()
        reports.feeds()
        print(f"all feeds read as `status` does: {time.monotonic() - begun:.1f} s")
    await store.close()
    server.drop(url)


async def _told(name: str, step: Callable[[], Awaitable[T]]) -> None:
    times = []
    for _ in range(3):
        begun = time.monotonic()
        await step()
        times.append(time.monotonic() - begun)
    print(f"{name}: {sorted(times)[1] * 1000:,.1f} ms")


async def _schedule(store: Store, seconds: int) -> tuple[int, float]:
    """Second by second: everything due is claimed and finished."""
    begun, done, now = time.monotonic(), 0, NOW + timedelta(minutes=2)
    for _ in range(seconds):
        now += STEP
        while claimed := await store.work.claim(WorkList.FEEDS, now=now, lease=LEASE, limit=500):
            await asyncio.gather(*(store.work.put_back(work, until=now + HOUR) for work in claimed))
            done += len(claimed)
    return done, time.monotonic() - begun


if __name__ == "__main__":
    main()
