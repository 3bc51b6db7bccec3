"""The daemon in the two nights in which the clocks are changed, in its own process on a fast clock."""

import asyncio
import json
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count, pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor import catalog
from monitor.digests import schedule
from monitor.settings import Smtp
from monitor.store import instants
from tests import daemon, faults, world
from tests.letterbox import HOST, letterbox

SPEED = 120
LONG = timedelta(hours=3, minutes=20)
DIGESTS = """digests:
  nightly: {schedule: "30 2 * * *", timezone: Europe/Berlin, to: [reader@example.org], send_empty: true, max_age: 520w}
  hourly: {schedule: "0 * * * *", timezone: Europe/Berlin, to: [reader@example.org], send_empty: true, max_age: 520w}
"""
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.mark.parametrize(
    ("begin", "hours"),
    [
        (datetime(2026, 3, 28, 23, 50, tzinfo=UTC), ["01", "03", "04"]),
        (datetime(2026, 10, 24, 22, 50, tzinfo=UTC), ["01", "02", "02"]),
    ],
    ids=["forward", "back"],
)
async def test_the_night_in_which_the_clocks_are_changed(tmp_path: Path, begin: datetime, hours: list[str]) -> None:
    """Each digest is made when it is due, once, and each entry is in one window of each."""
    numbers = count(1)

    def paper(_: object) -> faults.Reply:
        items = (
            f"<item><guid>{n}</guid><title>Rain {n}</title><pubDate>{format_datetime(begin)}</pubDate></item>"
            for n in range(next(numbers) + 1)
        )
        return faults.Reply(body=faults.rss(*items))

    async with faults.serve() as server, letterbox() as box:
        server.on("/feed", paper)
        feeds = f"topics: [{world.TOPIC}]\nfeeds:\n  - url: {server.url()}\n    backfill: 500\n    interval: 15m\n"
        settings = world.chosen(tmp_path, feeds + DIGESTS, Smtp(host=HOST, port=box.port, security="none"))
        quick = ("-m", "tests.quick_daemon", str(SPEED), str(begin.timestamp()))
        async with daemon.daemon(settings, quick) as running:
            await running.until(lambda: "started" in running.said)
            await asyncio.sleep(LONG.total_seconds() / SPEED)
            began = time.monotonic()
            code, _ = await running.stop()
            assert code == 0, running.said
            assert time.monotonic() - began < 30
        query = 'SELECT digest, composed_at, account, start, "end" FROM editions ORDER BY digest, start, "end"'
        rows = daemon.rows(settings, query)
        stored = daemon.rows(settings, "SELECT seq FROM entries WHERE seq IS NOT NULL")
        sent = daemon.rows(settings, "SELECT message_id FROM outbox WHERE state = 'sent'")
    watched = catalog.load(settings.config)
    for name, most in (("nightly", 1), ("hourly", len(hours))):
        own = [row for row in rows if row[0] == name]
        made = [instants.from_text(row[1]) for row in own]
        due = schedule.next_due(watched.digests[name], begin)
        for at in made:
            following = schedule.next_due(watched.digests[name], due)
            assert due <= at < following, f"{name} was due at {due}, made at {at}"
            due = following
        assert most <= len(made) <= most + 1
        assert all(one[4] == other[3] for one, other in pairwise(own))
        fetched = sum(json.loads(row[2])["fetched"] for row in own)
        assert fetched == sum(1 for (seq,) in stored if own[0][3] <= seq < own[-1][4]) > 0
    hourly = [instants.from_text(row[1]).astimezone(ZoneInfo("Europe/Berlin")) for row in rows if row[0] == "hourly"]
    local = [f"{at:%H}" for at in hourly]
    assert local[: len(hours)] == hours
    assert len({name for (name,) in sent}) == len(sent) == len(box.letters)
