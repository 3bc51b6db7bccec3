"""Row 65: thirty days of five hundred papers with all their faults, on a clock that runs as fast as the machine can.

The program runs in its own process (`tests/fast_daemon.py`) with its real door, mail and workers; the papers, each on its
own loopback address, and the mail server are in this process, so that their memory is not measured. Prints memory, open
files and Python blocks of each day, bytes per stored entry, and what was sent.
"""

import asyncio
import json
import os
import pickle
import re
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path
from pydoc_data.topics import topics
from typing import Any

import pytest

from monitor.settings import Smtp
from tests import daemon, faults, history, world
from tests.fakes import FakeClock, FakeWeb
from tests.letterbox import DROP, HOST, Letterbox, letterbox

pytestmark = [pytest.mark.slow, pytest.mark.timeout(6 * 3600)]
START = datetime(2026, 10, 12, 5, 0, tzinfo=UTC)  # clocks in Berlin go back during this time
READER = "a@example.org"
DIGESTS = (
    f'  daily:\n    schedule: "0 7 * * *"\n    timezone: Europe/Berlin\n    to: ["{READER}"]\n    send_empty: true\n'
)
GROWTH = 1.10  # of resident memory after day 2, and of Python's objects in the last third
TROUBLES = ("500", "broken", "404", "empty", "cut", "429") * 3 + ("gone",)  # a feed that is gone is not polled again
STOCK = history.KEPT  # pieces in each feed at the first look: as many as always
ANSWERS = ("250 kept", "250 kept", "451 later", "250 kept", "250 kept", "451 later", DROP)


@dataclass
class Scene:
    """The papers, the mail server, and the program between them."""

    papers: history.Papers
    clock: FakeClock
    box: Letterbox
    program: asyncio.subprocess.Process

    async def pass_time(self, span: timedelta) -> None:
        """Let time pass for everybody."""
        await self.tell(f"{span.total_seconds()}")
        self.clock.advance(span)

    async def tell(self, line: str) -> dict[str, float]:
        """Send the program a command. Returns its resource usage."""
        assert self.program.stdin
        assert self.program.stdout
        self.program.stdin.write(f"{line}\n".encode())
        answer = await self.program.stdout.readline()
        assert answer, "the program has ended"
        found: dict[str, float] = json.loads(answer)
        return found


class Papers(history.Papers):
    """Papers with news on different events: words of a real language, with their own names and figures."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.vocabulary = sorted(set(re.findall(r"\b[a-z]{4,12}\b", " ".join(topics.values()))))

    def words_for(self, kind: str) -> tuple[str, str]:
        if kind == "noise":
            return super().words_for(kind)
        names, deed = [self.place() for _ in range(6)], self.chatter(4)
        acres, power, price, people = (self.dice.randint(11, 9999) for _ in range(4))
        what = f"{acres} acres, {power} megawatts, {price} million dollars and {people} workers"
        rest = " ".join(
            f"{self.dice.choice(names)} {self.chatter(6)} {self.dice.choice(names)} {self.chatter(3)}."
            for _ in range(20)
        )
        first = f"{names[0]} and {names[1]} {deed} a data centre for OpenAI in {names[2]}. It takes {what}."
        return f"{names[0]} and {names[1]} {deed} OpenAI data centre in {names[2]}", f"{first} {rest}"


class Sites(faults.FaultServer):
    """One web server for all papers; each has its own address."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self.web = FakeWeb(clock)
        self.trouble: dict[str, history.Paper] = {}
        self.on("*", self.answer)

    def site(self, number: int) -> str:
        return f"http://{address(number)}:{self.port}"

    def answer(self, request: faults.Request) -> faults.Reply:
        """Answer like a well-behaved server, with ETags, unless the paper is in trouble."""
        self.log.clear()
        url = f"http://{request.headers['host']}{request.path}"
        found = self.web.served.get(url)
        if found is None:
            return faults.Reply(status=404)
        trouble = self.trouble[url].trouble if url in self.trouble else ""
        if trouble == "429":
            return faults.Reply(status=429, headers={"Retry-After": "7200"})
        if trouble == "cut":
            return faults.Reply(found.body, headers={"Content-Length": str(len(found.body) + 9), "Connection": "close"})
        etag = f'"{sha256(found.body).hexdigest()[:16]}"'
        headers = {"Content-Type": found.type, "ETag": etag}
        if request.headers.get("if-none-match") == etag:
            return faults.Reply(status=304, headers=headers)
        return faults.Reply(found.body, found.status, headers)


def address(number: int) -> str:
    """All of 127.0.0.0/8 is this machine."""
    return f"127.0.{1 + number // 250}.{1 + number % 250}"


@asynccontextmanager
async def sites(clock: FakeClock, count: int) -> AsyncIterator[Sites]:
    served = Sites(clock)
    first = await asyncio.start_server(served.connected, address(0), 0)
    served.port = first.sockets[0].getsockname()[1]
    others = [address(number) for number in range(1, count)]
    rest = await asyncio.start_server(served.connected, others, served.port)
    try:
        yield served
    finally:
        first.close()
        rest.close()


@asynccontextmanager
async def scene(folder: Path, count: int, share: float) -> AsyncIterator[Scene]:
    """Papers with some days of history, and the program before its first look."""
    clock = FakeClock(START)
    async with sites(clock, count) as web, letterbox() as box:
        papers = Papers(web.web, clock, count, site=web.site)
        web.trouble |= {paper.url: paper for paper in papers.papers}
        for paper in papers.papers:
            for number in range(STOCK):
                print_one(papers, paper, share, age=timedelta(hours=7 * (STOCK - number)))
        box.data[READER] += ANSWERS * 100
        chosen = world.chosen(folder, "", Smtp(host=HOST, port=box.port, security="none"))
        history.write_config(folder, papers.papers, DIGESTS, limit=20, backfill=5)
        environment = daemon.environment(chosen) | {"PYTHONPATH": str(daemon.ROOT)}
        with (folder / "log").open("wb") as log:
            program = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.fast_daemon", START.isoformat()),
                cwd=folder,
                env=environment,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
            try:
                yield Scene(papers, clock, box, program)
                assert program.stdin
                program.stdin.close()
                assert await program.wait() == 0
            finally:
                if program.returncode is None:
                    program.kill()
                    await program.wait()


def print_one(papers: history.Papers, paper: history.Paper, share: float, age: timedelta = timedelta()) -> None:
    """Publish one more piece, on the topic with this probability; some pages cannot be read."""
    kind = "news" if papers.dice.random() < share else "noise"
    papers.publish(paper, kind, age=age, page=papers.dice.choice((200, 200, 200, 404, 500)))


async def one_day(scene: Scene, pieces: int, share: float) -> dict[str, float]:
    """Six periods of four hours: papers publish, one in a hundred fails or recovers."""
    papers = scene.papers
    for _ in range(6):
        for paper in papers.dice.sample(papers.papers, max(1, len(papers.papers) // 100)):
            paper.trouble = "" if paper.trouble else papers.dice.choice(TROUBLES)
            papers.put_up(paper)
        for _ in range(max(1, pieces // 6)):
            print_one(papers, papers.dice.choice(papers.papers), share)
        await scene.pass_time(timedelta(hours=4))
    for paper in papers.papers:  # pages that are in no feed any more need not be served
        for piece in paper.pieces[: -history.KEPT]:
            papers.web.served.pop(piece.url, None)
        del paper.pieces[: -history.KEPT]
    return await scene.tell("rest")


async def soak(folder: Path, *, papers: int, days: int, pieces: int, share: float) -> dict[str, object]:
    """Let days pass; check resource usage every evening and the results at the end."""
    held: list[dict[str, float]] = []
    async with scene(folder, papers, share) as now:
        for day in range(days):
            held.append(await one_day(now, pieces, share))
            print(day + 1, held[-1], flush=True)
        letters = [content for _, content in now.box.letters]
    assert not list(history.faults(folder, closings(folder)))
    mails: dict[str, set[bytes]] = {}
    for content in letters:
        mails.setdefault(str(message_from_bytes(content)["Message-ID"]), set()).add(content)
    assert all(len(forms) == 1 for forms in mails.values()), "a mail came again with other bytes"
    dates = Counter(str(message_from_bytes(min(forms))["Date"])[:16] for forms in mails.values())
    count = "SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM articles), (SELECT count(*) FROM stories)"
    ((entries, articles, stories),) = history.rows(folder, count)
    ((editions,),) = history.rows(folder, "SELECT count(*) FROM editions WHERE number IS NOT NULL")
    size = (folder / "monitor.sqlite").stat().st_size
    return {
        "held": held,
        "entries": entries,
        "articles": articles,
        "stories": stories,
        "bytes_per_entry": size // max(entries, 1),
        "bytes_per_article": size // max(articles, 1),
        "editions": editions,
        "sent": len(mails),
        "most_on_a_day": max(dates.values()),
        "doubles": len(letters) - len(mails),
        "unsent": history.rows(folder, "SELECT state, count(*) FROM outbox WHERE state != 'sent' GROUP BY state"),
    }


def closings(folder: Path) -> history.Closings:
    """What the program recorded about the windows it closed."""
    found = history.Closings()
    with (folder / "closings").open("rb") as file:
        while file.tell() < os.fstat(file.fileno()).st_size:
            found.composed |= pickle.load(file)
    return found


def judged(told: dict[str, object], days: int) -> None:
    print({name: value for name, value in told.items() if name != "held"})
    held = told["held"]
    assert isinstance(held, list)
    memory, files, blocks = ([each[name] for each in held] for name in ("memory", "files", "blocks"))
    assert max(memory[2:]) <= memory[1] * GROWTH, memory
    assert max(files[1:]) <= files[1] + 1, files
    last = len(blocks) * 2 // 3  # until then caches of names, addresses and texts fill, a few objects a day
    assert max(blocks[last:]) <= blocks[last - 1] * GROWTH, blocks
    assert told["editions"] in (days, days - 1, days + 1)
    assert told["most_on_a_day"] == 1
    assert told["unsent"] in ([], [("ready", 1)], [("uncertain", 1)])


async def test_row_65_thirty_days_of_five_hundred_papers(tmp_path):
    judged(await soak(tmp_path, papers=500, days=30, pieces=250, share=0.1), 30)


async def test_thirty_days_of_fifty_papers(tmp_path):
    judged(await soak(tmp_path, papers=50, days=30, pieces=50, share=0.3), 30)


async def test_four_days_of_five_papers(tmp_path):
    judged(await soak(tmp_path, papers=5, days=4, pieces=12, share=0.4), 4)
