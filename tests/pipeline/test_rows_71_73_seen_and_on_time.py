"""Rows 71 to 73: a failed look is noticed; a clock that was nine years off for one run delays nothing afterwards."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor import build, jobs
from monitor.app import App, Mailer
from monitor.demo.press import Answer
from monitor.edition import Delivery
from monitor.errors import Temporary
from monitor.feeds import parse
from monitor.problems import Problem
from monitor.store import open_reports, open_store, retention
from tests import paper, world
from tests.fakes import FakeClock, FakeMail, FakeWeb, InlineCompute
from tests.faults import rss

NOW = datetime(2026, 11, 29, 6, 30, tzinfo=UTC)
YEARS = timedelta(days=9 * 365)
SITE = "https://paper.example"
LONGEST = timedelta(days=31, hours=2)  # the longest time anything may wait


class Killed(InlineCompute):
    """A worker that dies on every feed document."""

    async def run(self, function: Callable[..., Any], *args: Any) -> Any:
        if function is parse.document:
            raise Temporary(Problem("worker-broken", {"name": "document", "reason": "SIGKILL"}))
        return await super().run(function, *args)


@asynccontextmanager
async def program(
    folder: Path, now: datetime, *, mailer: Mailer | None = None, compute: InlineCompute | None = None
) -> AsyncIterator[tuple[App, FakeClock, FakeWeb]]:
    """Run the program at this time, on the same folder as before."""
    clock = FakeClock(now)
    web = FakeWeb(clock)
    web.served[f"{SITE}/feed.xml"] = Answer(body=feed(now), type="application/rss+xml")
    settings = world.chosen(folder, world.feeds_yaml([f"{SITE}/feed.xml"], to="reader@example.org"))
    async with build.open_app(settings, now=clock) as opened:
        yield replace(opened, compute=compute or InlineCompute(), web=web, mailer=mailer), clock, web


def feed(now: datetime) -> bytes:
    text = f"The data centre of OpenAI in Karlshagen gets 400 megawatts, as was said on {now:%d %B %Y}."
    title = f"OpenAI rents 400 megawatts in Karlshagen on {now:%d %B %Y}"
    return rss(
        paper.item(title, f"{SITE}/{now:%Y-%m-%d}", guid=f"{now:%Y%m%d}", text=text, at=now - timedelta(hours=1))
    )


def moments(folder: Path) -> dict[str, datetime]:
    """The latest time in every column of times that something waits for."""
    columns = {
        "feeds": ("due_at",),
        "entries": ("due_at", "first_seen_at"),
        "digests": ("due_at", "upto_at"),
        "editions": ("due_at",),
        "outbox": ("due_at", "first_tried_at"),
        "articles": ("saved_at",),
        "members": ("seen_at",),
        "known": ("told_at",),
    }
    with closing(sqlite3.connect(folder / "monitor.sqlite")) as base:
        found = {
            f"{table}.{name}": base.execute(f"SELECT max({name}) FROM {table}").fetchone()[0]
            for table, names in columns.items()
            for name in names
        }
        states = base.execute("SELECT key || ' ' || value FROM feeds, json_each(feeds.state)").fetchall()
    found |= {f"state {one[0].split()[0]}": one[0].split()[1] for one in states if one[0] and "_at " in one[0]}
    return {name: datetime.fromisoformat(told).replace(tzinfo=UTC) for name, told in found.items() if told}


async def test_row_71_a_worker_killed_on_a_document_is_seen_as_trouble(tmp_path: Path) -> None:
    async with program(tmp_path, NOW, compute=Killed()) as (app, _, _):
        await world.digest_now(app)
        [health] = await app.store.feeds.health()
        assert not health.ok
    with open_reports(f"sqlite:///{tmp_path / 'monitor.sqlite'}") as reports:
        [line] = reports.feeds()
        assert "SIGKILL" in line.problem
    edition = world.newest_edition(tmp_path)
    assert [one["ok"] for one in edition["feeds"]] == [False]
    assert "SIGKILL" in edition["feeds"][0]["problem"]
    async with program(tmp_path, NOW + timedelta(hours=3)) as (app, _, _):
        await jobs.run_until_idle(app)
        assert [one.ok for one in await app.store.feeds.health()] == [True]


@pytest.mark.slow
@pytest.mark.parametrize("off", [YEARS, -YEARS], ids=["ahead", "behind"])
async def test_rows_72_73_a_clock_nine_years_off_for_one_run(tmp_path: Path, off: timedelta) -> None:
    refused = FakeMail(*[Delivery(outcome="retry", answer="451 later")] * 9)
    async with program(tmp_path, NOW + off, mailer=refused) as (app, _, _):
        await world.digest_now(app)
    box = FakeMail()
    later = NOW + timedelta(minutes=10)
    async with program(tmp_path, later, mailer=box) as (app, clock, web):
        wrong = {name: at for name, at in moments(tmp_path).items() if at > later + LONGEST}
        assert not wrong
        await jobs.run_until_idle(app)
        clock.advance(timedelta(hours=2))
        await jobs.run_until_idle(app)
        assert any(url.endswith("feed.xml") for url in web.asked), "the feed is looked at again"
        assert len(box.taken) >= 1, "the mail that waited is sent"
        clock.advance(timedelta(days=1))
        web.served[f"{SITE}/feed.xml"] = Answer(body=feed(clock()), type="application/rss+xml")
        await jobs.run_until_idle(app)
        clock.advance(timedelta(days=1))
        await jobs.run_until_idle(app)
        assert not {name: at for name, at in moments(tmp_path).items() if at > clock() + LONGEST}
    names = paper.row(tmp_path, "SELECT group_concat(name) FROM editions WHERE number > 1")
    assert all(name.startswith(("2026-11", "2026-12")) for name in (names or "").split(",") if name), names
    assert names


@pytest.mark.slow
async def test_row_73_a_wrong_year_prunes_nothing(tmp_path: Path) -> None:
    """What is deleted because of a wrong year is gone for good, so a clock that jumped is not trusted for a day."""
    async with program(tmp_path, NOW, mailer=FakeMail()) as (app, _, _):
        await world.digest_now(app)
    store = open_store(f"sqlite:///{tmp_path / 'monitor.sqlite'}", now=NOW, daemon=True)
    keep = timedelta(days=180)
    for hour in range(40):
        await retention.prune_by_a_steady_clock(store, now=NOW + timedelta(hours=hour), keep=keep)
    gone = [
        await retention.prune_by_a_steady_clock(store, now=NOW + YEARS + timedelta(hours=hour), keep=keep)
        for hour in range(12)
    ]
    gone += [
        await retention.prune_by_a_steady_clock(store, now=NOW + timedelta(hours=41 + hour), keep=keep)
        for hour in range(12)
    ]
    assert set(gone) == {retention.Pruned()}
    assert paper.row(tmp_path, "SELECT length(content) FROM outbox") > 100
    later = [
        await retention.prune_by_a_steady_clock(store, now=NOW + timedelta(days=200, hours=hour), keep=keep)
        for hour in range(40)
    ]
    await store.close()
    assert sum(one.messages for one in later) == 1, "years that really passed are believed after a day"
