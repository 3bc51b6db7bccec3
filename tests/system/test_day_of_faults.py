"""A day of the daemon with five faults, each of which can be diagnosed from its log and `monitor status` alone.

The daemon runs in its own process on a fast clock (`tests/quick_daemon.py`), with eight papers, each at its own address,
and a mail server. The diagnoses in `docs/health.md` are from a run at sixty times the speed.
"""

import asyncio
import os
import random
import re
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path

import pytest

from monitor.settings import Smtp
from tests import daemon, faults, world
from tests.letterbox import HOST, Letterbox, letterbox

SPEED = float(os.environ.get("SPEED", "96"))  # a quarter of an hour for the day
DAY = timedelta(hours=24)
READER = "reader@example.org"
NAMES = ("Abendpost", "Bote", "Courier", "Depesche", "Echo", "Fackel", "Globus", "Herold")
PORT = 8197
pytestmark = [pytest.mark.slow, pytest.mark.timeout(7200)]


class Day:
    """The papers, the mail server and the time of day."""

    def __init__(self, box: Letterbox) -> None:
        self.box = box
        self.started = time.monotonic()
        self.begin = datetime.now(UTC) - DAY + DAY / SPEED  # so that the day ends now
        self.dice = random.Random(7)
        self.pieces: dict[str, list[tuple[datetime, str, str]]] = {name: [] for name in NAMES}
        self.down: set[str] = set()  # unreachable papers
        self.checked: set[str] = set()  # papers behind a robot check

    @property
    def now(self) -> datetime:
        return self.begin + timedelta(seconds=(time.monotonic() - self.started) * SPEED)

    async def until(self, hour: float) -> None:
        """Let papers publish until that hour of the day; each has something new about every two hours."""
        end = self.begin + timedelta(hours=hour)
        while self.now < end:
            for name in NAMES:
                if self.dice.random() < 0.25:
                    self.print(name)
            await asyncio.sleep(timedelta(minutes=30).total_seconds() / SPEED)

    def print(self, name: str) -> None:
        power, town = self.dice.randrange(100, 900), self.dice.choice(("Bodø", "Narvik", "Luleå", "Esbjerg", "Vaasa"))
        title = f"OpenAI rents {power} megawatts in {town}"
        text = (
            f"OpenAI rents a data centre of {power} megawatts in {town}, as the {name} has learned. "
            + (f"The hall is to cost {power * 9} million dollars and to be ready next year, the operator said. ") * 3
        )
        self.pieces[name].append((self.now, title, text))

    def answer(self, request: faults.Request) -> faults.Reply:
        name = NAMES[int(request.headers["host"].split(":")[0].rsplit(".", 1)[1]) - 1]
        if name in self.checked:
            page = "<html><title>Just a moment...</title><body>Checking your browser before accessing.</body></html>"
            return faults.Reply(page.encode(), 403, {"Content-Type": "text/html", "cf-mitigated": "challenge"})
        if request.path == "/feed":
            entries = [
                f"<item><title>{title}</title><link>http://{request.headers['host']}/{number}</link>"
                f"<pubDate>{format_datetime(at)}</pubDate><description>{text[:200]}</description></item>"
                for number, (at, title, text) in enumerate(self.pieces[name])
            ]
            return faults.Reply(faults.rss(*reversed(entries), title=name))
        if not request.path[1:].isdigit():
            return faults.Reply(status=404)
        _, title, text = self.pieces[name][int(request.path[1:])]
        page = f"<html><title>{title}</title><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
        return faults.Reply(page.encode(), 200, {"Content-Type": "text/html; charset=utf-8"})

    async def connected(
        self, server: faults.FaultServer, name: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if name in self.down:
            writer.transport.abort()
            return
        await server.connected(reader, writer)


@asynccontextmanager
async def papers(day: Day) -> AsyncIterator[list[str]]:
    """The papers' addresses."""
    server = faults.FaultServer()
    server.on("*", day.answer)
    listeners = [
        await asyncio.start_server(partial(day.connected, server, name), f"127.0.50.{number}", PORT)
        for number, name in enumerate(NAMES, 1)
    ]
    try:
        yield [f"http://127.0.50.{number}:{PORT}/feed" for number in range(1, len(NAMES) + 1)]
    finally:
        for listener in listeners:
            listener.close()


async def status(folder: Path, given: dict[str, str], out: list[str], day: Day) -> str:
    """What `monitor status` says now."""
    command = (sys.executable, "-m", "monitor", "status")
    environment = {**given, "PYTHONPATH": str(daemon.ROOT)}
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    told = (await process.communicate())[0].decode()
    out.append(f"--- status at {day.now:%H:%M}\n{told}")
    return told


async def test_a_day_with_five_faults_is_told_by_log_and_status(tmp_path: Path) -> None:
    out: list[str] = []
    async with letterbox() as box:
        day = Day(box)
        async with papers(day) as urls:
            for name in NAMES:
                for _ in range(6):
                    day.print(name)
            zero = day.begin
            rows = "".join(
                f"  - url: {url}\n    title: {name}\n    interval: 30m\n    backfill: 2\n"
                for url, name in zip(urls, NAMES, strict=True)
            )
            hours = ",".join(str((zero + timedelta(hours=hour)).hour) for hour in (4, 10, 16, 22))
            configuration = (
                f"topics: [openai-infrastructure]\nfeeds:\n{rows}digests:\n  daily:\n    timezone: UTC\n"
                f'    schedule: "{zero.minute} {hours} * * *"\n    to: [{READER}]\n'
            )
            chosen = world.chosen(tmp_path, configuration, Smtp(host=HOST, port=box.port, security="none"))
            given = daemon.environment(chosen)
            log = tmp_path / "log"
            with log.open("wb") as file:
                process = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", "tests.quick_daemon", str(SPEED), str(day.now.timestamp())),
                    cwd=tmp_path,
                    env={**given, "PYTHONPATH": str(daemon.ROOT), "MONITOR_LOG": "plain"},
                    stderr=file,
                )
                try:
                    told = await _the_day(day, tmp_path, given, out)
                    process.send_signal(signal.SIGTERM)
                    assert await asyncio.wait_for(process.wait(), 60) == 0
                finally:
                    if process.returncode is None:
                        process.kill()
    said = log.read_text("utf-8")
    print(said, *out, sep="\n")
    for line in EXPECTED_IN_LOG:
        assert re.search(line, said), line
    for name, words in told.items():
        assert re.search(EXPECTED_IN_STATUS[name], words), (name, words)


async def _the_day(day: Day, folder: Path, given: dict[str, str], out: list[str]) -> dict[str, str]:
    """Five faults, one after the other; what `status` said while each was there."""
    told = {}
    await day.until(3.5)
    day.box.data[READER] += ["451 4.3.0 mailbox busy, try later"] * 6  # the edition of the fourth hour
    await day.until(4.8)
    told["mail"] = await status(folder, given, out, day)
    await day.until(8)
    day.checked.add("Bote")
    await day.until(9.3)
    told["check"] = await status(folder, given, out, day)
    editions = folder / "digests" / "daily" / "editions"
    editions.rename(folder / "aside")
    editions.write_text("in the way")
    await day.until(11)
    told["folder"] = await status(folder, given, out, day)
    editions.unlink()
    (folder / "aside").rename(editions)
    await day.until(13)
    day.down |= set(NAMES[2:])
    await day.until(14.8)
    told["network"] = await status(folder, given, out, day)
    day.down.clear()
    await day.until(17.5)
    file = folder / "feeds.yaml"
    right = file.read_text("utf-8")
    file.write_text(right.replace("    timezone: UTC", "    timezone: Europe/Berln"), "utf-8")
    await day.until(18.5)
    told["feeds.yaml"] = await status(folder, given, out, day)
    file.write_text(right, "utf-8")
    await day.until(24)
    told["end"] = await status(folder, given, out, day)
    return told


EXPECTED_IN_STATUS = {
    "mail": r"retry|451 4.3.0 mailbox busy",
    "check": r"Bote.*check",
    "folder": r"editions.*(cannot be written|exist)",
    "network": r"[3-7] in trouble",
    "feeds.yaml": r"line \d+: timezone: there is no time zone",
    "end": r"7 well, 1 in trouble",
}
EXPECTED_IN_LOG = (
    r"mail of daily .* is not accepted: 451 4.3.0",
    r"no longer: mail is not accepted|mail of daily .* sent to one reader",
    r"feed Bote: .*check",
    r"half of the feeds or more cannot be read",
    r"no longer: half of the feeds",
    r"the old configuration stays: .*no time zone",
    r"new configuration in use",
)
