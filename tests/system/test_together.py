"""Several processes on PostgreSQL: the same editions as one process makes on SQLite, and what kills do to them."""

import asyncio
import json
import os
import random
import signal
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from monitor import build, jobs, store
from monitor.demo import play, postbox, server, world
from monitor.settings import Smtp
from monitor.work import WorkList
from tests import together
from tests.letterbox import HOST, letterbox
from tests.world import chosen, feeds_yaml

pytestmark = pytest.mark.slow
MINUTES = float(os.environ.get("TEST_MINUTES", "1"))  # of kills; ten for the figures in docs/reliability.md
LEASES = {job.list: job.lease for job in jobs.JOBS}
MARGIN = timedelta(seconds=60)
# What failed under the load of this test is tried again after minutes; what is claimed is not touched.
HURRY = "UPDATE entries SET due_at = '2026-01-01 00:00:00.000000' WHERE stage <> '' AND NOT claimed"
CLAIMED = " UNION ALL ".join(
    f"SELECT '{table}' || id || ' ' || token AS claim FROM {table} WHERE claimed"
    for table in ("feeds", "entries", "digests", "editions")
)
QUIET = "SELECT count(*) FROM entries WHERE stage <> ''"


def content(edition: dict[str, Any]) -> dict[str, Any]:
    """What an edition says. Which report leads a story depends on which was read first, on one machine too."""
    stories = [
        (
            sorted(one["url"].split("/", 3)[3] for one in story["articles"]),
            story["status"],
            sorted({(figure["value"], figure["unit"]) for figure in story["figures"]}),
        )
        for story in edition["stories"]
    ]
    withheld = Counter(
        (one["url"].split("/", 3)[3], one["reason"])
        for one in edition["withheld"]
        if one["reason"] not in {"merged", "near-copy"}
    )
    account = edition["account"]
    reported = account.pop("merged") + account.pop("near_copy", 0)
    return {"stories": sorted(stories), "withheld": withheld, "account": account, "reported": reported}


def edition_in(digests: Path) -> dict[str, Any]:
    """The one edition of the demo."""
    [file] = digests.glob("demo/editions/*.json")
    made: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return made


async def test_the_demo_with_two_workers_gives_the_same_edition_as_on_sqlite(tmp_path: Path) -> None:
    outlets, now = list(world.outlets()), datetime.now(UTC)
    with together.database() as url, postbox.listen() as box:
        async with server.serve(outlets, now) as sites:
            alone = replace(play.chosen_settings(tmp_path, tmp_path / "alone", box), gap=0.0)
            alone.config.write_text(play.feeds_yaml(outlets, sites), encoding="utf-8")
            async with build.open_app(alone) as app:
                await play.learn(app)
                await play.run(app)
            ours = together.on_server(replace(alone, digests=tmp_path / "together"), url)
            async with build.open_app(ours) as app:
                await play.learn(app)
            async with together.together(ours, 2) as running:
                await running.until(
                    "SELECT count(*) FROM feeds WHERE state NOT LIKE '%\"looks\":0%'", lambda n: n == len(outlets)
                )
                await running.until(QUIET, lambda n: n == 0)
                opened = store.open_store(url, now=datetime.now(UTC))
                await opened.digests.make_due(now=datetime.now(UTC))
                await opened.close()
                await running.until("SELECT count(*) FROM outbox WHERE state = 'sent'", lambda n: n == 1)
                await running.until("SELECT count(*) FROM editions WHERE due_at IS NOT NULL", lambda n: n == 0)
                done = running.ask("SELECT name, done FROM workers")
                await running.stop()
        assert len(box.letters) == 2
    one, other = (edition_in(tmp_path / name) for name in ("alone", "together"))
    assert content(other) == content(one)
    assert len(done) == 2


@pytest.mark.timeout(60 * MINUTES + 900)
async def test_row_59_workers_are_killed_at_random(tmp_path: Path) -> None:
    """Nothing overlaps, is missed, lost or doubled, and no host is asked twice in a second, whoever asks."""
    dice = random.Random(59)
    noting = together.Noting(hosts=12, feeds=3)
    with together.database() as url:
        async with noting.served(), letterbox() as box:
            text = feeds_yaml(noting.urls(), to="reader@example.org", schedule="* * * * *")
            settings = together.on_server(chosen(tmp_path, text, Smtp(host=HOST, port=box.port, security="none")), url)
            async with together.together(settings, 4) as running:
                opened = store.open_store(url, now=datetime.now(UTC))
                kills, end = 0, datetime.now(UTC) + timedelta(minutes=MINUTES)
                while datetime.now(UTC) < end:
                    await opened.feeds.ask_now(now=datetime.now(UTC))
                    await asyncio.sleep(dice.uniform(2, 6))
                    number = dice.choice(list(running.workers))
                    await running.kill(number)
                    await running.start(number)
                    kills += 1
                    assert late(running.ask) == [], running.scheduler.said[-3000:]
                noting.closed, last = True, time.monotonic()
                dead_or_alive = ", ".join(f"'{claim}'" for (claim,) in running.ask(CLAIMED)) or "''"
                left = f"SELECT count(*) FROM ({CLAIMED}) AS claims WHERE claim IN ({dead_or_alive})"
                # Only what a worker had claimed but not yet queued when it was killed waits for its lease.
                await running.until(left, lambda n: n == 0, (LEASES[WorkList.FEEDS] + MARGIN).total_seconds())
                freed = time.monotonic() - last
                # As if the leases of messages had run out; all else is given back once its worker has been silent.
                running.ask("UPDATE outbox SET due_at = '2026-01-01 00:00:00.000000' WHERE claimed")
                await opened.feeds.ask_now(now=datetime.now(UTC))
                await running.until(
                    "SELECT count(*) FROM feeds WHERE due_at <= to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')",
                    lambda n: n == 0,
                    240,
                )
                await running.until(QUIET, lambda n: n == 0, 400, hurry=HURRY)
                await opened.digests.make_due(now=datetime.now(UTC))
                await running.until("SELECT count(*) FROM outbox WHERE due_at IS NOT NULL", lambda n: n == 0, 240)
                await running.stop()
                await opened.close()
                stored = Counter(row[0] for row in running.ask("SELECT guid FROM entries WHERE revision = 0"))
                windows = running.ask('SELECT start, "end" FROM editions ORDER BY start, "end"')
                sent = Counter({row[0]: row[1] for row in running.ask("SELECT message_id, doubts FROM outbox")})
    told = {
        "kills": kills, "requests": sum(map(len, noting.asked.values())), "entries": len(stored),
        "overlaps": len(noting.overlaps), "shortest gap": round(noting.shortest_gap(), 3), "editions": len(windows),
        "mails": len(box.letters), "doubts": sum(sent.values()), "freed after": round(freed, 1),
    }  # fmt: skip
    print(json.dumps(told))
    assert not noting.overlaps
    assert set(stored) == noting.published, "lost"
    assert set(stored.values()) == {1}, "doubled"
    assert noting.shortest_gap() > 0.99
    assert all(one[1] == other[0] for one, other in pairwise(windows)), "windows"
    assert len(sent) <= len(box.letters) <= len(sent) + sum(sent.values())
    assert kills > 8 * MINUTES


def late(ask: Any) -> list[tuple[Any, ...]]:
    """Rows that have been due for longer than their lease, although somebody could have taken them."""
    found = []
    for list in (WorkList.FEEDS, WorkList.DIGESTS):
        limit = datetime.now(UTC) - LEASES[list] - MARGIN
        found += ask(f"SELECT '{list}', id, due_at FROM {list} WHERE due_at < '{limit:%Y-%m-%d %H:%M:%S}'")
    return found


async def test_a_worker_for_some_lists_leaves_the_others_alone_and_stops_cleanly(tmp_path: Path) -> None:
    noting = together.Noting(hosts=4, feeds=1)
    with together.database() as url:
        async with noting.served():
            settings = together.on_server(chosen(tmp_path, feeds_yaml(noting.urls())), url)
            async with together.together(settings, 0) as running:
                await running.start(0, "--jobs", "feeds")
                await running.until("SELECT count(*) FROM entries", lambda n: n >= 4)
                noting.closed = True
                assert running.ask("SELECT DISTINCT lists FROM workers") == [("feeds",)]
                second = await running.start(1)
                await second.until(lambda: "started" in second.said)
                await running.until(QUIET, lambda n: n == 0)
                code, seconds = await running.workers[1].stop(signal.SIGTERM)
                assert (code, seconds < 27) == (0, True)
                assert len(running.ask("SELECT name FROM workers")) == 1
