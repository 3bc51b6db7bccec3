"""Kill −9 while writing, full disks, a second daemon: what was acknowledged is there, and the file is intact.

Rows 53, 54, 55 and 58 of the reliability matrix, for the store alone. The children are separate processes.
"""

import asyncio
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from monitor import store as stores
from monitor.corpus import told as corpus_told
from monitor.edition import Delivery
from monitor.errors import DaemonRunning, LeaseLost, Temporary
from monitor.store import maintenance
from monitor.work import WorkList
from tests.contract.store_steps import FORMS, HOUR, START, Steps, card, entry, known, message, url_of

ROOT = Path(__file__).parents[2]


def run_apart(call: str, *values: object, check: bool = True) -> subprocess.CompletedProcess[str]:
    program = f"from tests.system import test_store_crashes as tests; tests.{call}(*{values!r})"
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=check)


# Row 53


def kill_rounds(path: str, rounds: int, seed: int) -> None:
    """Fork a writer, kill it at a random moment, check; then again on the same file. Prints the results."""
    found = {"acknowledged": 0, "lost": 0, "broken": 0, "rounds": rounds}
    fate = random.Random(seed)
    for number in range(rounds):
        acknowledged = _killed_writer(Path(path), number, fate.uniform(0, 0.15))
        present, sound = asyncio.run(_look(Path(path)))
        found["acknowledged"] += len(acknowledged)
        found["lost"] += len(acknowledged - present)
        found["broken"] += not sound
    print(json.dumps(found))


def _killed_writer(path: Path, number: int, patience: float) -> set[str]:
    """What a writer acknowledged before it was killed, `patience` seconds after its first word."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with suppress(BaseException):
            asyncio.run(_write_for_ever(path, number, writing))
        os._exit(1)
    os.close(writing)
    text = os.read(reading, 65536)
    time.sleep(patience)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 65536):
        text += more
    os.close(reading)
    return set(text.decode().split("\n")[:-1])


async def _write_for_ever(path: Path, number: int, acknowledge: int) -> None:
    store = stores.open_store(url_of(path), now=START, daemon=True)
    await store.work.release_all(now=START)

    async def add(part: int) -> None:
        for place in range(100_000):
            name = f"seed:{number}-{part}-{place}"
            await store.known.add([known(name)], {name: list(range(place % 50))})
            os.write(acknowledge, f"{name}\n".encode())

    async def settle() -> None:
        steps = Steps(store)
        for place in range(100_000):
            await store.work.make_due(WorkList.FEEDS, now=steps.now)
            steps.now += HOUR
            await steps.poll(entry(f"{number}-{place}"))
            for work in await steps.claim(WorkList.ENTRIES):
                guid = (await store.entries.get(work.key)).entry.guid
                with suppress(LeaseLost):
                    await store.entries.settle_unread(work, [], now=steps.now)
                    os.write(acknowledge, f"{guid}\n".encode())

    await asyncio.gather(*(add(part) for part in range(5)), settle())


async def _look(path: Path) -> tuple[set[str], bool]:
    """What is there, and whether the file and the order of settling are intact."""
    sound = maintenance.integrity(url_of(path)) == []
    store = stores.open_store(url_of(path), now=START, daemon=True)
    present: set[str] = {str(seed.id) for seed in await store.known.all_seeds()}
    window, _ = await store.digests.next_window("daily", now=START)
    rows = await store.digests.window_entries(window)
    sound &= [row.seq for row in rows] == list(range(window.start, window.end))
    await store.close()
    return present | {row.entry.entry.guid for row in rows}, sound


@pytest.fixture
async def watched(tmp_path: Path) -> Path:
    path = tmp_path / "monitor.db"
    steps = Steps(stores.open_store(url_of(path), now=START))
    await steps.watch()
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.store.close()
    return path


def check_kills(path: Path, rounds: int) -> None:
    found = json.loads(run_apart("kill_rounds", str(path), rounds, rounds).stdout)
    assert found["acknowledged"] > rounds
    assert (found["lost"], found["broken"]) == (0, 0), found
    print(found)


@pytest.mark.slow
def test_row_53_a_killed_writer_loses_nothing_acknowledged(watched: Path) -> None:
    check_kills(watched, 4)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_row_53_two_hundred_kills(watched: Path) -> None:
    check_kills(watched, 200)


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["before", "after"])
def test_row_53_an_edition_is_there_with_its_mail_or_not_at_all(watched: Path, tmp_path: Path, moment: str) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", f"from tests.system import test_store_crashes as t; t.compose_once({str(watched)!r})"],
        cwd=ROOT,
        env={**os.environ, "MONITOR_FAILPOINTS": f"store.save_edition.{moment}:kill"},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    with stores.open_reports(url_of(watched)) as reports:
        totals = reports.totals()
        assert (totals["editions"], totals["told"], len(reports.outbox())) == (
            (0, 0, 0) if moment == "before" else (1, 1, 1)
        )
    assert maintenance.integrity(url_of(watched)) == []


def compose_once(path: str) -> None:
    async def compose() -> None:
        steps = Steps(stores.open_store(url_of(Path(path)), now=START, daemon=True))
        await steps.bring(entry("told"))
        await steps.compose(messages=[message()], told=[1])

    asyncio.run(compose())


# Row 54


def fill_disk(path: str, seed: int, injections: int) -> None:
    """Run every step of a digest's life on a full disk first: it must fail cleanly, and work once there is space."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    print(json.dumps(asyncio.run(_fill_disk(Path(path), random.Random(seed), injections))))


async def _fill_disk(path: Path, fate: random.Random, injections: int) -> dict[str, int]:
    steps = Steps(stores.open_store(url_of(path), now=START, daemon=True))
    await steps.bring(entry("told"))
    found = {"injected": 0, "failed": 0, "wrong": 0, "mails": 0}

    async def step(act: Callable[[], Awaitable[None]]) -> None:
        """Try with a limit until it has failed or passed; then lift the limit."""
        found["injected"] += 1
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        largest = max(each.stat().st_size for each in path.parent.glob("monitor.db*"))
        resource.setrlimit(resource.RLIMIT_FSIZE, (fate.choice((0, 0, fate.randint(0, largest), largest)), hard))
        try:
            await act()
        except Temporary:
            found["failed"] += 1
        except LeaseLost:
            found["wrong"] += 1
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            return
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        await act()

    number = 0
    while found["injected"] < injections:
        number += 1
        await _live_a_day(steps, number, step, found)
    await steps.store.close()
    found["broken"] = len(maintenance.integrity(url_of(path)))
    with stores.open_reports(url_of(path)) as reports:
        found["wrong"] += reports.totals()["editions"] != number
        found["wrong"] += reports.outbox_states() != {"sent": found["mails"]}
    return found


async def _live_a_day(steps: Steps, number: int, step: Callable, found: dict[str, int]) -> None:
    store = steps.store
    steps.now += 24 * HOUR
    await store.digests.make_due(now=steps.now)
    [work] = await steps.claim(WorkList.DIGESTS)
    edition = await steps.edition("daily")
    [story] = (await store.stories.get_many([1])).values()
    [told, *_] = corpus_told.imprints(replace(edition, cards=(card(story, "known"),)))
    mail = message(number)
    await step(
        lambda: store.digests.save_edition(
            work, edition, FORMS, [mail], [told], {told.id: [1, 2]}, skipped=None, next_due_at=steps.now, hold=False
        )
    )
    [letter] = await steps.claim(WorkList.OUTBOX)
    await step(lambda: store.outbox.start_sending(letter, now=steps.now))
    found["mails"] += 1
    sent = Delivery(outcome="sent")
    await step(lambda: store.outbox.save_delivery(letter, sent, now=steps.now, retry_at=None))


def check_full_disk(path: Path, injections: int) -> None:
    found = json.loads(run_apart("fill_disk", str(path), 7, injections).stdout)
    assert found["failed"] > injections / 4
    assert (found["wrong"], found["broken"]) == (0, 0), found
    print(found)


@pytest.mark.slow
def test_row_54_a_full_disk_undoes_the_step_and_heals(watched: Path) -> None:
    check_full_disk(watched, 24)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_row_54_two_thousand_full_disks(watched: Path) -> None:
    check_full_disk(watched, 2000)


async def test_row_54_a_database_at_its_largest_size_says_so(watched: Path) -> None:
    steps = Steps(stores.open_store(url_of(watched), now=START))

    def limit(connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite uses the current size

    await steps.store.database.write(limit)
    with pytest.raises(Temporary, match="disk is full"):
        await steps.store.known.add([known(f"seed:{number}") for number in range(500)], {})
    assert await steps.store.known.all_seeds() == []
    await steps.store.known.add([known("seed:1")], {})
    assert len(await steps.store.known.all_seeds()) == 1
    await steps.store.close()


# Row 55


def be_daemon(path: str) -> None:
    async def run() -> None:
        stores.open_store(url_of(Path(path)), now=START, daemon=True)
        print("ready", flush=True)
        await asyncio.sleep(600)

    asyncio.run(run())


@pytest.mark.slow
def test_row_55_a_second_daemon_is_refused_at_once_and_commands_work(watched: Path) -> None:
    program = f"from tests.system import test_store_crashes as t; t.be_daemon({str(watched)!r})"
    daemon = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert daemon.stdout.readline() == "ready\n"
        began = time.monotonic()
        with pytest.raises(DaemonRunning, match=str(daemon.pid)):
            stores.open_store(url_of(watched), now=START, daemon=True)
        with pytest.raises(DaemonRunning):
            maintenance.restore(url_of(watched), watched, now=START)
        add_seeds(str(watched), "command", 1)
        assert time.monotonic() - began < 2
    finally:
        daemon.kill()
        daemon.communicate()
    asyncio.run(stores.open_store(url_of(watched), now=START, daemon=True).close())


# Row 57 and 58


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_row_57_a_hundred_backups_under_load(watched: Path, tmp_path: Path) -> None:
    steps = Steps(stores.open_store(url_of(watched), now=START))
    stop = asyncio.Event()

    async def write(part: int) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            await steps.store.known.add([known(f"seed:{part}-{number}-{each}") for each in "abc"], {})

    writing = [asyncio.create_task(write(part)) for part in range(4)]
    for number in range(100):
        path = tmp_path / f"backup-{number}.db"
        await asyncio.to_thread(maintenance.backup, url_of(watched), path)
        assert maintenance.integrity(url_of(path)) == []
        copy = stores.open_store(url_of(path), now=START, read_only=True)
        assert len(await copy.known.all_seeds()) % 3 == 0
        await copy.close()
        path.unlink()
    stop.set()
    await asyncio.gather(*writing)
    await steps.store.close()


def add_seeds(path: str, name: str, number: int) -> None:
    async def add() -> None:
        store = stores.open_store(url_of(Path(path)), now=START)
        for place in range(number):
            await store.known.add([known(f"seed:{name}-{place}")], {})
        await store.close()

    asyncio.run(add())


@pytest.mark.slow
def test_row_58_writers_of_several_programs_take_turns(watched: Path) -> None:
    program = (
        f"from tests.system import test_store_crashes as t; print(flush=True); t.add_seeds({str(watched)!r}, 'a', 20)"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"\n"
        add_seeds(str(watched), "b", 20)
        assert other.wait(60) == 0
    with stores.open_reports(url_of(watched)) as reports:
        assert reports.totals()["seeds"] == 40
    assert maintenance.integrity(url_of(watched)) == []


def test_row_58_an_old_sqlite_is_named(watched: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    shutil.copy(watched, tmp_path / "copy.db")
    with caplog.at_level("INFO"):
        daemon = stores.open_store(url_of(tmp_path / "copy.db"), now=START, daemon=True)
        asyncio.run(daemon.close())
    assert ("one writer at a time" in caplog.text) == (sqlite3.sqlite_version_info < (3, 51, 3))
