"""Row 40: killed with SIGKILL at every failpoint, then started again. Nothing is lost and nothing comes twice, except

mails that the server had accepted before the outbox knew: these come again with the same bytes.
"""

import asyncio
import json
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiosmtpd.smtp import SMTP, Envelope, Session

from monitor.store import versions
from tests import hooks, postgresql
from tests.hooks import Hooks
from tests.letterbox import Letterbox, bytes_of, letterbox
from tests.zygote import AGO, DROPPED, HOOK, NEWEST, PHONE, PIECES, REFUSED

ROOT = Path(__file__).parents[2]
KILLS = 20  # at each failpoint
IN_A_ROW = 3  # kills before a life that ends normally
BEFALLS = {"end_hold": "restore", "migrate": "migrate"}  # steps that not every life has
AT_FIRST = {"create", "add"}  # steps of the first life only: tables and seeds are there after it
FOLLOWING = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "{own}", "{before}"
def upgrade():
    op.add_column("feeds", sa.Column("r{own}", sa.Text, nullable=False, server_default="news"))
"""

Key = tuple[str, str]  # Message-ID and reader
pytestmark = pytest.mark.timeout(3600)  # twenty kills take a minute, five where much else is going on


# Steps of several processes that share the work (row 59), of moving to another database and of holding the outbox,
# which only commands do: their own tests pass them, no life of one daemon does
ON_FILES = {"begin", "create", "migrate"}  # steps that a server does by itself, or in one transaction
ELSEWHERE = {"say", "leave", "renew", "take_turn", "end_turn", "move", "hold", "give_back", "give_back_list"}


def places() -> list[str]:
    """Every failpoint in the program's source: named ones, and a pair for every step of the store."""
    sources = "".join(path.read_text("utf-8") for path in sorted((ROOT / "monitor").glob("**/*.py")))
    named = set(re.findall(r'failpoints\.hit\("([a-z_.]+)"\)', sources))
    pairs = re.findall(
        r'\b(?:write|writes|write_beside|finishes)\(\s*(?:\w+\.)?_?(\w+)[,)]|\("\w+", _(\w+)\),', sources
    )
    given = {one or other for one, other in pairs}
    steps = {
        step for step in given if re.search(rf"^def _?{step}\(\s*connection: sa\.Connection", sources, re.MULTILINE)
    }
    return sorted(
        {point for point in named if not point.startswith("store.move")}
        | {f"store.{step}.{when}" for step in steps - ELSEWHERE for when in ("before", "after")}
    )


class MoodyBox(Letterbox):
    """Refuses one reader's mails at the first try, and defers another reader's for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: set[str] = set()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        (reader,) = envelope.rcpt_tos
        name = str(message_from_bytes(bytes_of(envelope))["Message-ID"])
        if reader == DROPPED:
            return "451 later"
        if reader == REFUSED and name not in self.refused:
            self.refused.add(name)
            return "550 not today"
        return await super().handle_DATA(server, session, envelope)


class MoodyHooks(Hooks):
    """Is overloaded at the first try of each message; keeps those that it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.tried: set[str] = set()

    async def take(self, request: web.Request) -> web.Response:
        name = request.headers.get("Webhook-Id", "") or ending((await request.json())["message"])
        if name not in self.tried:
            self.tried.add(name)
            return web.Response(status=503)
        return await super().take(request)


def ending(text: str) -> str:
    """The last line of a short form: its digest and number."""
    return text.splitlines()[-1]


class Zygote:
    """Where lives come from."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    async def live(self, **order: object) -> int:
        """The exit code of a life."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        return int(await asyncio.to_thread(self._process.stdout.readline))


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.zygote"], cwd=ROOT, stdin=-1, stdout=-1, stderr=subprocess.DEVNULL
    ) as process:
        yield Zygote(process)


@dataclass
class Seen:
    """The content of a database, read from a copy, so that the program finds its files as it left them."""

    outbox: dict[Key, tuple[str, bytes]] = field(default_factory=dict)  # state and bytes
    entries: dict[int, tuple[str, str, int | None]] = field(default_factory=dict)  # feed, guid, seq
    editions: list[tuple[Any, ...]] = field(default_factory=list)  # name, start, end, account, JSON
    damage: str = "ok"

    @classmethod
    def of(cls, url: str, folder: Path) -> "Seen":
        """From a copy of the file in the folder, or from the server at `url`."""
        if url:
            with closing(postgresql.alone(url)) as base:
                return cls._read(base)
        copy = folder / "seen"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for file in folder.glob("monitor.sqlite*"):
            if file.name in ("monitor.sqlite", "monitor.sqlite-wal"):
                shutil.copy(file, copy)
        with closing(sqlite3.connect(copy / "monitor.sqlite")) as file_base:
            if not file_base.execute("SELECT 1 FROM sqlite_schema WHERE name = 'outbox'").fetchone():
                return cls()
            return replace(cls._read(file_base), damage=file_base.execute("PRAGMA integrity_check").fetchone()[0])

    @classmethod
    def _read(cls, base: Any) -> "Seen":
        mails = base.execute("SELECT message_id, recipient, state, content FROM outbox").fetchall()
        entries = base.execute("SELECT id, feed_id, guid, seq FROM entries").fetchall()
        return cls(
            {(name, reader): (state, bytes(content)) for name, reader, state, content in mails},
            {row[0]: row[1:] for row in entries},
            base.execute('SELECT name, start, "end", account, json FROM editions ORDER BY id').fetchall(),
        )


class Story:
    """Lives on one folder, and what is observed from outside: received mails, and earlier states of the database."""

    def __init__(
        self,
        source: Zygote,
        folder: Path,
        box: Letterbox,
        calls: Hooks,
        ago: int = AGO,
        *,
        apprise: bool = False,
        url: str = "",
    ) -> None:
        self.folder, self.box, self.calls, self._source, self.ago = folder, box, calls, source, ago
        self.apprise, self.url = apprise, url
        self.lives = 0
        self.seen = Seen()
        self.unknown: Counter[Key] = Counter()  # how often a mail was accepted without the outbox knowing
        self.wrong: list[str] = []
        self.ends: dict[str, Key] = {}  # of short forms

    async def live(self, failpoints: str = "", befalls: str = "") -> bool:
        """Run one life and check its results. Returns whether it was killed."""
        order = {"folder": str(self.folder), "port": self.box.port, "failpoints": failpoints, "befalls": befalls}
        order |= {"apprise": f"{self.calls.url.replace('http', 'ntfy')}/topic"} if self.apprise else {}
        code = await self._source.live(**order, url=self.url, hook=self.calls.url, nth=self.lives, ago=self.ago)
        await self.box.left_alone()
        before, self.seen = self.seen, Seen.of(self.url, self.folder)
        killed = code == -9
        if killed:
            letters = Counter(key for key, _ in self.letters())
            self.unknown.update(key for key in letters if self.seen.outbox.get(key, ("",))[0] != "sent")
        wrong = [*self._lost(before), *self._letters_wrong(), *([] if killed else self._unfinished())]
        wrong += [] if code in (0, -9) else [f"exit code {code}"]
        self.wrong += [f"life {self.lives} {failpoints} {befalls}: {each}" for each in wrong]
        self.lives += 1
        return killed

    def passed(self) -> Counter[str]:
        """How often the last life passed each failpoint."""
        return Counter(json.loads((self.folder / "passed.json").read_text("utf-8")))

    def letters(self) -> Iterator[tuple[Key, bytes]]:
        for reader, content in self.box.letters:
            yield (str(message_from_bytes(content)["Message-ID"]), reader), content
        for call in self.calls.calls:
            if name := call.headers.get("Webhook-Id"):
                yield (name, HOOK), call.body
            else:
                told = json.loads(call.body)
                yield self._named(told["message"]), f"{told['title']}\n\n{told['message']}".encode()

    def _named(self, text: str) -> Key:
        """The message of the outbox with this short form; services have no name for it but its last line."""
        for key, (_, content) in self.seen.outbox.items():
            if key[1] == PHONE and content:
                self.ends[ending(content.decode())] = key
        return self.ends.get(ending(text), ("unknown", PHONE))

    def _lost(self, before: Seen) -> Iterator[str]:
        """What was on disk before and is missing or changed now."""
        now = self.seen
        if now.damage != "ok":
            yield f"the database is damaged: {now.damage}"
        for id, (feed, guid, place) in before.entries.items():
            found = now.entries.get(id)
            if found is None or found[:2] != (feed, guid) or place not in (None, found[2]):
                yield f"entry {feed} {guid} had place {place}, now {found}"
        if now.editions[: len(before.editions)] != before.editions:
            yield "an edition has changed"
        for key, (state, content) in before.outbox.items():
            later, bytes_now = now.outbox.get(key, ("none", b""))
            if (state == "sent" and later != "sent") or bytes_now not in (content, b""):
                yield f"mail {key} was {state}, is {later}; {len(content)} and {len(bytes_now)} bytes"

    def _letters_wrong(self) -> Iterator[str]:
        """Mails that should not exist: too many, with other bytes, or unknown to the outbox."""
        letters: defaultdict[Key, list[bytes]] = defaultdict(list)
        for key, content in self.letters():
            letters[key].append(content)
        for key, copies in letters.items():
            held = self.seen.outbox.get(key)
            if held is None:
                yield f"not in the outbox: {key}"
            elif len({*copies, held[1]} - {b""}) > 1:  # after a while the outbox drops the bytes of sent mails
                yield f"other bytes: {key}"
            if len(copies) > 1 + self.unknown[key]:
                yield f"{len(copies)} times: {key}, accepted unknown to the outbox {self.unknown[key]} times"

    def _unfinished(self) -> Iterator[str]:
        """What is unfinished although the life has ended normally."""
        came = {key for key, _ in self.letters()}
        for (name, reader), (state, _) in self.seen.outbox.items():
            if (state, (name, reader) in came) != (("dead", False) if reader == DROPPED else ("sent", True)):
                yield f"lost: {name} {reader} {state}"
        entries = self.seen.entries
        if len(entries) != PIECES * (self.lives + 1) or None in (place for *_, place in entries.values()):
            yield f"{len(entries)} entries in {self.lives + 1} lives, places {[row[2] for row in entries.values()]}"
        editions = self.seen.editions
        counted = sum(json.loads(account)["fetched"] for *_, account, _ in editions)
        if counted != len(entries) or any(one[2] != two[1] for one, two in pairwise(editions)):
            yield f"{counted} of {len(entries)} entries in windows {[row[:3] for row in editions]}"
        told = Counter(url for *_, form in editions if form for url in told_as_new(form))
        if more := [url for url, times in told.items() if times > 1]:
            yield f"told twice: {more}"
        files = {path.stem for path in (self.folder / "digests/daily/editions").glob("*.json")}
        if files != {name.replace(":", "") for name, *_, form in editions if form}:
            yield f"files: {sorted(files)}"


def told_as_new(form: str) -> Iterator[str]:
    """Addresses of the stories an edition reported as new, the first of each."""
    for story in json.loads(form)["stories"]:
        if story["status"] == "new":
            yield story["articles"][0]["url"]


@asynccontextmanager
async def begun(
    zygote: Zygote, folder: Path, ago: int = AGO, *, apprise: bool = False, database: str = "sqlite"
) -> AsyncIterator[Story]:
    """A history before its first life."""
    await asyncio.to_thread(folder.mkdir)
    async with letterbox(kind=MoodyBox) as box, hooks.serve(kind=MoodyHooks) as calls, kept(database) as url:
        yield Story(zygote, folder, box, calls, ago, apprise=apprise, url=url)


async def made(database: str, template: str = "") -> str:
    """The address of a new database on a server, empty or like another one; nothing if it is to be in the folder."""
    if database == "sqlite":
        return ""
    return postgresql.running().create(postgresql.name_in(template) or await asyncio.to_thread(postgresql.template))


@asynccontextmanager
async def kept(database: str, template: str = "") -> AsyncIterator[str]:
    """The same, removed at the end."""
    url = await made(database, template)
    try:
        yield url
    finally:
        if url:
            postgresql.running().drop(url)


async def migrated(story: Story, failpoints: str) -> bool:
    """Run two migrations on a copy of the folder, killed and started again. Returns whether they were killed."""
    folder = story.folder.with_name("migrated")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(story.folder, folder)
    (folder / "versions").mkdir()
    for before, own in pairwise((versions.NEWEST, "9001", NEWEST)):
        (folder / "versions" / f"r{own}.py").write_text(FOLLOWING.format(own=own, before=before), "utf-8")
    other = Story(story._source, folder, story.box, story.calls)
    other.lives, other.seen, other.unknown = story.lives - 1, story.seen, story.unknown
    killed = await other.live(failpoints, "migrate")
    if killed:
        other.lives = story.lives - 1
        await other.live("", "migrate")
    story.wrong += other.wrong
    with closing(sqlite3.connect(folder / "monitor.sqlite")) as base:
        assert base.execute("SELECT r9001, r9002 FROM feeds").fetchall() == [("news", "news")] * 2
    return killed


@pytest.mark.slow
async def test_every_failpoint_of_the_source_is_passed_by_lives_that_end_well(zygote, tmp_path):
    async with begun(zygote, tmp_path / "x", ago=2) as story:
        passed: set[str] = set()
        for nth in range(story.ago + 1):
            await story.live("", "restore" if nth == story.ago else "")
            passed |= set(story.passed())
        await migrated(story, "")
        passed |= set(json.loads((tmp_path / "migrated/passed.json").read_text("utf-8")))
        assert passed == set(places())
        assert not story.wrong


@pytest.mark.slow
async def test_row_40_killed_once(zygote, tmp_path):
    """At the most critical point: the server has accepted the mail, and the outbox does not know it yet."""
    async with begun(zygote, tmp_path / "x") as story:
        assert await story.live("mail.accepted:kill@1")
        assert not await story.live()
        assert story.unknown.total() == 1
        assert not story.wrong


@pytest.mark.slow
async def test_a_damaged_database_stops_all_and_loses_nothing_once_its_backup_is_back(zygote, tmp_path):
    async with begun(zygote, tmp_path / "x") as story:
        await story.live()
        order = {"folder": str(story.folder), "port": story.box.port, "failpoints": "", "nth": 1}
        assert await zygote.live(**order, befalls="damage", hook=story.calls.url) == 1
        await story.live("", "restore")
        assert not story.wrong


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Where the beginning of a history is stored for the other tests, on each database."""
    return {name: {"folder": tmp_path_factory.mktemp(name)} for name in ("sqlite", "postgresql")}


@asynccontextmanager
async def continued(zygote: Zygote, shelf: dict[str, Any], folder: Path, database: str) -> AsyncIterator[Story]:
    """A history with enough lives that every kind of text has come; the first test that needs it runs them."""
    async with letterbox(kind=MoodyBox) as box, hooks.serve(kind=MoodyHooks) as calls, AsyncExitStack() as stack:
        assert isinstance(box, MoodyBox)
        assert isinstance(calls, MoodyHooks)
        if "seen" not in shelf:
            shelf["url"] = await made(database)  # it ends with its server
            story = Story(zygote, shelf["folder"], box, calls, url=shelf["url"])
            for _ in range(AGO + 1):
                await story.live()
            assert not story.wrong
            shelf |= {"letters": box.letters[:], "refused": set(box.refused)}
            shelf |= {"seen": story.seen, "passed": story.passed(), "calls": calls.calls[:], "tried": set(calls.tried)}
        await asyncio.to_thread(shutil.copytree, shelf["folder"], folder)
        box.letters[:], box.refused = shelf["letters"], set(shelf["refused"])
        calls.calls[:], calls.tried = shelf["calls"], set(shelf["tried"])
        url = await stack.enter_async_context(kept(database, shelf["url"]))
        story = Story(zygote, folder, box, calls, url=url)
        story.lives, story.seen = AGO + 1, shelf["seen"]
        yield story


SENDING = ["channel.before", "channel.accepted", "store.save_delivery.before", "store.save_delivery.after"]


@pytest.mark.slow
@pytest.mark.parametrize("place", SENDING)
async def test_row_40_killed_twenty_times_while_apprise_calls(zygote, tmp_path, place):
    """The same with a second channel, whose calls a worker makes: it may go on for a moment after the kill."""
    pytest.importorskip("apprise", reason="the extra `channels` is not installed")
    dice, kills = random.Random(place), 0
    async with begun(zygote, tmp_path / "x", ago=2, apprise=True) as story:
        await story.live()
        passed = story.passed()[place]
        for number in range(3 * KILLS):
            if kills >= KILLS or story.wrong:
                break
            kills += await story.live(f"{place}:kill@{dice.randint(1, passed)}")
            if number % IN_A_ROW == IN_A_ROW - 1:
                await story.live()
        await story.live()
        taken = Counter(reader for (_, reader), _ in story.letters())
        print(f"{place}: {kills} kills in {story.lives} lives, {story.unknown.total()} accepted unknown, {taken}")
    assert not story.wrong
    assert kills >= KILLS


def step_of(place: str) -> str:
    """The step of the store that a place is at, if it is at one."""
    return place.split(".")[1] if place.startswith("store.") else ""


@pytest.mark.slow
@pytest.mark.parametrize("place", [place for place in places() if step_of(place) not in ON_FILES])
async def test_row_40_killed_twenty_times_on_postgresql(zygote, shelves, tmp_path, place):
    await killed_twenty_times(zygote, shelves, tmp_path, place, "postgresql")


@pytest.mark.slow
@pytest.mark.parametrize("place", places())
async def test_row_40_killed_twenty_times(zygote, shelves, tmp_path, place):
    await killed_twenty_times(zygote, shelves, tmp_path, place, "sqlite")


async def killed_twenty_times(zygote, shelves, tmp_path, place, database):
    """Killed at a random passing of each failpoint, three times in a row; then a life that ends normally."""
    dice, kills = random.Random(place), 0
    shelf, befalls = shelves[database], BEFALLS.get(step_of(place), "")
    async with continued(zygote, shelf, tmp_path / "x", database) as story:
        assert shelf["passed"][place] or befalls or step_of(place) in AT_FIRST, "no later life passes it"
        passed = shelf["passed"] | Counter([place])
        for number in range(4 * KILLS):
            if kills >= KILLS or story.wrong:
                break
            failpoint = f"{place}:kill@{dice.randint(1, passed[place])}"
            if step_of(place) in AT_FIRST:
                async with begun(zygote, tmp_path / str(number), database=database) as new:
                    kills += await new.live(failpoint)
                    await new.live()
                    story.wrong += new.wrong
            elif befalls == "migrate":
                kills += await migrated(story, f"{place}:kill@{dice.randint(1, 2)}")
            else:
                kills += await story.live(failpoint, befalls)
                if number % IN_A_ROW == IN_A_ROW - 1:
                    await story.live()
        if story.lives > AGO + 1:
            await story.live()
        print(f"{place}: {kills} kills in {story.lives} lives, {story.unknown.total()} letters accepted unknown")
    assert not story.wrong
    assert kills >= KILLS
