"""What befalls a database server: connections cut in a COMMIT, a minute away, a full disk. Nothing is lost or doubled."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest

from monitor import jobs
from monitor.app import App
from monitor.edition import Delivery, Message
from monitor.errors import Temporary
from tests import cutting, history, postgresql, together
from tests.fakes import FakeClock, FakeWeb
from tests.world import chosen, feeds_yaml

START = datetime(2026, 11, 2, 5, 30, tzinfo=UTC)
DIGESTS = '  daily:\n    schedule: "0 7 * * *"\n    timezone: UTC\n    to: [a@example.org, b@example.org]\n'
DAYS = int(os.environ.get("TEST_DAYS", "2"))
MINUTE = timedelta(minutes=1)
Engine = Literal["embedded", "procrastinate"]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


class Kept:
    """A mail server that accepts everything."""

    def __init__(self) -> None:
        self.letters: defaultdict[tuple[str, str], list[bytes]] = defaultdict(list)

    async def send(self, message: Message) -> Delivery:
        self.letters[message.message_id, message.recipient].append(message.content)
        return Delivery(outcome="sent", answer="250 kept")


async def passes(app: App, clock: FakeClock, span: timedelta) -> int:
    """Let time pass, and work go on after each trouble. Returns how often there was any outside a piece of work."""
    end, troubles = clock() + span, 0
    while clock() < end:
        try:
            await jobs.run_until_idle(app)
            due_at = await app.store.work.next_due_at() or end
        except Temporary:
            troubles += 1
            due_at = clock() + MINUTE
        clock.advance(min(max(due_at - clock(), timedelta(seconds=1)), end - clock()))
    return troubles


async def test_connections_cut_in_a_commit_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """Whether the server had written it or not: every 37th commit of the program, in turns."""
    clock, mail = FakeClock(START), Kept()
    papers = history.Papers(FakeWeb(clock), clock, 3)
    history.write_config(tmp_path, papers.papers, DIGESTS, interval="6h")
    server = postgresql.running()
    url = server.create()
    with cutting.wire(str(server.folder / ".s.PGSQL.5432")) as (wire, port):
        through = f"postgresql://monitor@127.0.0.1:{port}/{postgresql.name_in(url)}"
        async with history.opened(tmp_path, papers.web, mail, clock, url=through) as app:
            wire.every, troubles = 37, 0
            for _ in range(DAYS):
                for paper in papers.papers:
                    papers.publish(paper, "news")
                    papers.publish(paper, "noise")
                troubles += await passes(app, clock, timedelta(days=1))
            wire.every = 0
            await passes(app, clock, timedelta(days=3))
    rows = server.execute("SELECT guid, seq FROM entries", url)
    editions = server.execute('SELECT start, "end", account, json FROM editions ORDER BY id', url)
    outbox = server.execute("SELECT message_id, recipient, state, content, doubts FROM outbox", url)
    server.drop(url)
    published = {piece.guid for paper in papers.papers for piece in paper.pieces}
    told = {
        "commits": wire.commits, **wire.cuts, "troubles": troubles, "entries": len(rows), "editions": len(editions),
        "mails": len(outbox), "letters": sum(map(len, mail.letters.values())), "doubts": sum(row[4] for row in outbox),
    }  # fmt: skip
    print(json.dumps(told))
    assert min(wire.cuts["lost"], wire.cuts["kept"]) > DAYS
    assert Counter(guid for guid, _ in rows) == dict.fromkeys(published, 1), "lost or doubled"
    assert None not in {place for _, place in rows}
    assert all(one[1] == other[0] for one, other in pairwise(editions)), "windows"
    assert sum(json.loads(account)["fetched"] for _, _, account, _ in editions) == len(published)
    assert max(Counter(told_as_new(editions)).values()) == 1
    for name, reader, state, content, doubts in outbox:
        copies = mail.letters.pop((name, reader))
        assert state == "sent"
        assert 1 <= len(copies) <= 1 + doubts
        assert set(copies) == {content}
    assert not mail.letters


def told_as_new(editions: list[tuple[Any, ...]]) -> list[str]:
    """Addresses of the stories that editions reported as new, the first of each."""
    stories = [story for *_, form in editions if form for story in json.loads(form)["stories"]]
    return [story["articles"][0]["url"] for story in stories if story["status"] == "new"]


AWAY = float(os.environ.get("TEST_AWAY", "15"))  # seconds; sixty for the figures in docs/reliability.md
DUE = "UPDATE feeds SET due_at = '2026-01-01 00:00:00.000000' WHERE NOT claimed"
NEWEST = "SELECT coalesce(max(id), 0) FROM entries"
SETTLED = "SELECT count(*) FROM entries WHERE stage <> ''"


@contextmanager
def mortal() -> Iterator[postgresql.Server]:
    """A server of the test's own."""
    postgresql.running()
    server = postgresql.Server()
    try:
        yield server
    finally:
        server.end()


@asynccontextmanager
async def at_work(folder: Path, url: str, engine: Engine) -> AsyncIterator[tuple[Any, Any]]:
    """A daemon with the embedded engine, or a scheduler and two workers, that have polled all feeds once."""
    noting = together.Noting(hosts=4, feeds=2)
    async with noting.served():
        text = feeds_yaml(noting.urls(), schedule="* * * * *")
        settings = replace(chosen(folder, text), database_url=url, engine=engine)
        async with together.together(settings, 0 if engine == "embedded" else 2) as running:
            await running.until(NEWEST, lambda newest: newest >= 8)
            await running.until(SETTLED, lambda waiting: waiting == 0)
            yield running, noting


def complaints(running: Any, since: list[int]) -> list[list[str]]:
    """What each process has said since then that is not information."""
    processes = (running.scheduler, *running.workers.values())
    new = [one.lines[begun:] for one, begun in zip(processes, since, strict=True)]
    assert not [line for lines in new for line in lines if line.get("exception")]
    return [[line["message"] for line in lines if line.get("level") != "info"] for lines in new]


def lines(running: Any) -> list[int]:
    return [len(one.lines) for one in (running.scheduler, *running.workers.values())]


async def everything_is_there_once(running: Any, noting: Any) -> None:
    noting.closed = True
    await asyncio.to_thread(running.ask, DUE)
    await running.until(
        "SELECT count(*) FROM feeds WHERE due_at <= '2026-01-01 00:00:00.000000' OR claimed", lambda n: n == 0
    )
    await running.until(SETTLED, lambda waiting: waiting == 0)
    stored = Counter(row[0] for row in running.ask("SELECT guid FROM entries WHERE revision = 0"))
    assert stored == dict.fromkeys(noting.published, 1)
    windows = running.ask('SELECT start, "end" FROM editions ORDER BY start, "end"')
    assert all(one[1] == other[0] for one, other in pairwise(windows))


@pytest.mark.parametrize("engine", ["embedded", "procrastinate"])
@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGQUIT], ids=["stopped", "crashed"])
async def test_a_server_that_is_away_is_told_in_a_line_and_work_goes_on(
    tmp_path: Path, engine: Engine, way: int
) -> None:
    with mortal() as server:
        url = server.create()
        async with at_work(tmp_path, url, engine) as (running, noting):
            await asyncio.to_thread(running.ask, DUE)  # in the middle of work
            await asyncio.sleep(0.5)
            since = lines(running)
            await asyncio.to_thread(server.stop, way)
            await asyncio.sleep(AWAY)
            await asyncio.to_thread(server.start)
            began, newest = time.monotonic(), running.ask(NEWEST)[0][0]
            await running.until(NEWEST, lambda found: found > newest, hurry=DUE)
            seconds = time.monotonic() - began
            await everything_is_there_once(running, noting)
            told = complaints(running, since)
            print(json.dumps({"away": AWAY, "works again after": round(seconds, 1), "told": told}))
            assert len(told[0]) == 1
            assert "does not answer" in told[0][0]
            assert max(map(len, told)) <= 2  # of a worker's own looks, and of its queue
            await running.scheduler.until(lambda: "work goes on" in running.scheduler.said)


@contextmanager
def small(folder: Path) -> Iterator[Path]:
    """A small disk in memory, below this folder."""
    place = folder / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=60m,mode=0777", "tmpfs", str(place)]
    told = subprocess.run(command, check=False, capture_output=True)
    if told.returncode:
        pytest.skip(f"no disk can be mounted here: {told.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.parametrize("engine", ["embedded", "procrastinate"])
async def test_a_full_disk_of_the_server_is_told_in_a_line_and_work_goes_on(tmp_path: Path, engine: Engine) -> None:
    with mortal() as server, small(server.folder) as disk:
        inside = disk / "space"
        inside.mkdir(mode=0o777)
        shutil.chown(inside, "nobody")
        server.execute(f"CREATE TABLESPACE small LOCATION '{inside}'")
        url = server.create(tablespace="small")
        async with at_work(tmp_path, url, engine) as (running, noting):
            since = lines(running)
            fill(disk / "ballast")
            give_up = time.monotonic() + 120
            while "the disk is full" not in running.scheduler.said:  # until all is used up
                assert time.monotonic() < give_up, running.scheduler.said
                with suppress(postgresql.psycopg.errors.DiskFull):
                    await asyncio.to_thread(running.ask, DUE)
                await asyncio.sleep(0.3)
            await asyncio.sleep(AWAY)
            (disk / "ballast").unlink()
            newest = running.ask(NEWEST)[0][0]
            await running.until(NEWEST, lambda found: found > newest, hurry=DUE)
            await everything_is_there_once(running, noting)
            told = complaints(running, since)
            print(json.dumps({"full for": AWAY, "told": told}))
            assert len(told[0]) == 1
            assert "the disk is full: nothing was written; free some space and it goes on by itself" in told[0][0]
            assert max(map(len, told)) <= 2


def fill(path: Path) -> None:
    """Take all space that is left but for some changes of the rows there are."""
    with path.open("wb") as file:
        with suppress(OSError):
            while True:
                file.write(b"x" * 65536)
                file.flush()
        file.truncate(path.stat().st_size - 256 * 1024)
