"""Row 40: killed with SIGKILL at every failpoint, then started again. Nothing is lost, nothing comes twice, except what

the mail server had taken when the outbox did not know it yet: that comes again with the same bytes.
"""

import asyncio
import json
import random
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from itertools import pairwise
from pathlib import Path

import pytest

from tests.letterbox import Letterbox, letterbox

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.timeout(7200)
# Steps only a person's commands take: not in the life of these tests.
BY_HAND = {"retry", "drop", "end_hold", "connection", "write"}
# Steps for hosts that ask for patience, and for what is given up: not in the life of these tests either.
ELSEWHERE = {"put_back", "bury"}
ROUNDS = 5
FIRST = datetime(2026, 11, 1, 4, 40, tzinfo=UTC)  # the first life begins
KILLS = 20  # at each place


def places() -> list[str]:
    """Every failpoint of the program, read from its source."""
    sources = "".join(path.read_text("utf-8") for path in sorted((ROOT / "monitor/store").glob("*.py")))
    steps = set(re.findall(r"_database\.write\(\s*(?:\w+\.)?_?(\w+)", sources)) - BY_HAND - ELSEWHERE
    named = [f"store.{step}.{when}" for step in sorted(steps) for when in ("before", "after")]
    return [*named, "mail.before", "mail.data", "mail.dot", "mail.accepted", "archive.before", "archive.after"]


class Zygote:
    """Where lives come from."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def live(self, folder: Path, box: Letterbox, *, nth: int, failpoints: str = "") -> int:
        """The exit code of the n-th life on a folder. Each begins when the last would have ended, all end before seven."""
        assert self.process.stdin
        assert self.process.stdout
        now = (FIRST + nth * timedelta(minutes=40)).isoformat()
        order = {"folder": str(folder), "port": box.port, "failpoints": failpoints, "now": now, "rounds": ROUNDS}
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        return int(await self.process.stdout.readline())


@asynccontextmanager
async def zygote() -> AsyncIterator[Zygote]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.zygote", cwd=ROOT, stdin=-1, stdout=-1, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        yield Zygote(process)
    finally:
        assert process.stdin
        process.stdin.close()
        await process.wait()


def compared(folder: Path, box: Letterbox) -> list[str]:
    """What is wrong, by the letters that came and by the database.

    A letter may come once more for every time it was under way when the program died: the outbox counts these doubts.
    """
    base = sqlite3.connect(folder / "monitor.sqlite")
    wrong = []
    outbox = {
        (message_id, reader): (state, doubts, bytes(content))
        for message_id, reader, state, doubts, content in base.execute(
            "SELECT message_id, recipient, state, doubts, content FROM outbox"
        )
    }
    letters: defaultdict[tuple[str, str], list[bytes]] = defaultdict(list)
    for reader, content in box.letters:
        letters[str(message_from_bytes(content)["Message-ID"]), reader].append(content)
    for key, (state, doubts, content) in outbox.items():
        if state != "sent" or not letters[key]:
            wrong.append(f"lost: {key} {state}")
        if set(letters[key]) - {content}:
            wrong.append(f"other bytes: {key}")
        if len(letters[key]) > 1 + doubts:
            wrong.append(f"{len(letters[key])} times: {key}, {doubts} doubts")
    wrong += [f"not in the outbox: {key}" for key in set(letters) - set(outbox)]
    entries, settled = base.execute("SELECT count(*), count(seq) FROM entries").fetchone()
    if entries != ROUNDS + 2 or settled != entries:
        wrong.append(f"{entries} entries, {settled} settled")
    windows = base.execute('SELECT start, "end", account FROM editions ORDER BY id').fetchall()
    counted = sum(json.loads(account)["fetched"] for *_, account in windows)
    if counted != entries or any(one[1] != two[0] for one, two in pairwise(windows)):
        wrong.append(f"windows {windows}")
    told = [story for (form,) in base.execute("SELECT json FROM editions WHERE json != ''") for story in fresh(form)]
    if len(told) != len(set(told)):
        wrong.append(f"told twice: {told}")
    if base.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        wrong.append("the database is damaged")
    base.close()
    files = {path.name for path in (folder / "digests/daily/editions").glob("*.json")}
    if len(files) != sum(1 for *_, account in windows if json.loads(account)["fetched"]) and counted:
        wrong.append(f"files: {files}")
    return wrong


def fresh(form: str) -> list[str]:
    """Addresses an edition told as new."""
    stories = json.loads(form)["stories"]
    return [article["url"] for story in stories if story["status"] != "known" for article in story["articles"][:1]]


async def kill_at(life: Zygote, folder: Path, place: str, nth: int) -> tuple[bool, list[str]]:
    """One story: killed at the n-th passing of a place, started again; whether it was killed, and what is wrong."""
    async with letterbox() as box:
        code = await life.live(folder, box, nth=0, failpoints=f"{place}:kill@{nth}")
        assert code in (0, -9)
        assert await life.live(folder, box, nth=1) == 0
        return code == -9, compared(folder, box)


async def test_row_40_killed_once(tmp_path):
    """At the place that matters most: the server has taken the mail, the outbox does not know it yet."""
    async with zygote() as life:
        assert await kill_at(life, tmp_path / "x", "mail.accepted", 1) == (True, [])


@pytest.mark.slow
async def test_row_40_killed_once_at_every_failpoint(tmp_path):
    reached, faults = {}, {}
    async with zygote() as life:
        for place in places():
            reached[place], wrong = await kill_at(life, tmp_path / place, place, 1)
            if wrong:
                faults[place] = wrong
    assert not faults
    assert not [place for place, killed in reached.items() if not killed]


@pytest.mark.slow
@pytest.mark.parametrize("place", places())
async def test_row_40_killed_twenty_times(tmp_path, place):
    """At a random passing of each place, twice in a row."""
    dice, faults, kills = random.Random(place), [], 0
    async with zygote() as life:
        for number in range(2 * KILLS):
            async with letterbox() as box:
                folder = tmp_path / str(number)
                for nth in range(2):
                    point = f"{place}:kill@{dice.choice((1, 1, 2, 3))}"
                    code = await life.live(folder, box, nth=nth, failpoints=point)
                    assert code in (0, -9)
                    kills += code == -9
                assert await life.live(folder, box, nth=2) == 0
                faults += compared(folder, box)
            if kills >= KILLS:
                break
    print(f"{place}: {kills} kills")
    assert not faults
    assert kills >= KILLS
