"""Pages while the database is locked, gone wrong or full, and while the daemon is restarted: a clear page, nothing half
done. Real locks, a real limit of the file, no stand-ins.
"""

import asyncio
import os
import resource
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from monitor import jobs
from monitor.store import connections, open_store
from tests.pipeline.test_days import Newsroom, newsroom
from tests.pipeline.test_pages import MORNING, Browser, opened, served

GERMAN = {"Accept-Language": "de"}
FOLLOW = {"kind": "follow", "target": "s1"}
PADDING = "# padding\n" * 20_000


def place(room: Newsroom) -> str:
    return room.settings.database_url.removeprefix("sqlite:///")


async def told(browser: Browser, words: str, status: int, **fields: str) -> None:
    """Send a form in German; the page says what is wrong, with a way back."""
    browser.headers |= GERMAN
    answer = await browser.send("/act", **fields)
    assert answer.status == status
    assert '<html lang="de"' in answer.html
    assert words in answer.seen.text
    assert [attrs for _, attrs in answer.seen.tags if attrs.get("href") == "/"]
    assert (answer.headers.get("Retry-After") is not None) == (status == 503)


@pytest.mark.slow
async def test_a_locked_database_is_told_and_nothing_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.3)
    async with opened(tmp_path, *MORNING) as (room, browser, _):
        with closing(sqlite3.connect(place(room), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await told(browser, "Datenbank ist", 503, **FOLLOW)
            assert (await browser.get("/")).status == 200, "what is read is not locked"
            assert (await browser.get("/search", params={"q": "OpenAI"})).status == 200
            other.execute("ROLLBACK")
        assert not await room.app.store.actions.every()
        assert (await browser.send("/act", **FOLLOW)).status == 303
        assert len(await room.app.store.actions.every()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_process_well(tmp_path: Path, sign: signal.Signals) -> None:
    """Its database is closed: the last one to close it takes the log of writes away."""
    feeds, base = tmp_path / "feeds.yaml", tmp_path / "monitor.db"
    feeds.write_text("topics: [openai-infrastructure]\nfeeds: []\n")
    environment = os.environ | {
        "MONITOR_CONFIG": str(feeds),
        "MONITOR_DATABASE_URL": f"sqlite:///{base}",
        "MONITOR_WEB_ADDRESS": "127.0.0.1:0",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    web = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "monitor", "web"), env=environment, cwd=tmp_path, stdout=asyncio.subprocess.PIPE
    )
    assert web.stdout
    assert (await web.stdout.readline()).startswith(b"http")
    assert base.with_name("monitor.db-wal").exists()
    web.send_signal(sign)
    assert await asyncio.wait_for(web.wait(), 30) == 0
    assert not base.with_name("monitor.db-wal").exists()


@pytest.mark.slow
async def test_a_full_disk_is_told_and_each_form_is_done_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def limit(connection: sa.Connection, pages: int) -> int:
        pages = pages or int(connection.exec_driver_sql("PRAGMA page_count").scalar() or 0)
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        return pages

    async with opened(tmp_path, *MORNING) as (room, browser, _):
        pages = await room.app.store.database.write(limit, 0)
        later = (*connections.WRITER, f"max_page_count = {pages}")
        monkeypatch.setattr(connections, "WRITER", later)  # also of the connection that follows one that failed
        statuses: list[int] = []
        while 507 not in statuses:
            assert len(statuses) < 200
            room.clock.advance(timedelta(seconds=2))
            statuses.append((await browser.send("/act", why="x" * 300, **FOLLOW)).status)
        done = len(await room.app.store.actions.every())
        assert done == statuses.count(303) == len(statuses) - 1
        await told(browser, "voll", 507, why="x" * 300, **FOLLOW)
        assert (await browser.get("/said")).status == 200
        await room.app.store.database.write(limit, 1_000_000)
        monkeypatch.undo()
        assert (await browser.send("/act", **FOLLOW)).status == 303
        assert len(await room.app.store.actions.every()) == done + 1


@contextmanager
def at_most(size: int) -> Iterator[None]:
    """No file of this process can grow beyond so many bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.slow
async def test_feeds_are_kept_whole_on_a_full_disk(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room, served(room) as browser:
        await browser.sign_in()
        config = room.settings.config
        config.write_text(config.read_text("utf-8") + PADDING, encoding="utf-8")
        before, beside = config.read_bytes(), sorted(path.name for path in config.parent.iterdir())
        with at_most(len(PADDING) // 2):
            answer = await browser.send("/feeds/add", url="https://new.example/feed")
        assert answer.status == 507
        assert "disk is full" in answer.seen.text
        assert config.read_bytes() == before
        assert sorted(path.name for path in config.parent.iterdir()) == beside
        assert (await browser.send("/feeds/add", url="https://new.example/feed")).status == 303


@pytest.mark.slow
async def test_a_database_without_its_tables_is_an_error_of_ours(tmp_path: Path) -> None:
    async with opened(tmp_path, *MORNING) as (room, browser, _):
        with closing(sqlite3.connect(place(room))) as other:
            other.execute("ALTER TABLE actions RENAME TO taken_away")
        answer = await browser.get("/said", headers=GERMAN)
        assert (answer.status, '<html lang="de"' in answer.html) == (500, True)
        assert "taken_away" not in answer.html
        assert "SELECT" not in answer.html
        with closing(sqlite3.connect(place(room))) as other:
            other.execute("ALTER TABLE taken_away RENAME TO actions")
        assert (await browser.get("/said")).status == 200


@pytest.mark.slow
async def test_the_daemon_may_stop_and_start_while_pages_are_read(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints(*MORNING)
        assert await room.until_next_morning()
        app, settings = room.app, room.settings
    own = open_store(settings.database_url, now=app.now())
    room.app = replace(app, store=own)
    async with served(room) as browser:
        await browser.sign_in()
        assert (await browser.get("/story/1")).status == 200, "the daemon has stopped"
        assert (await browser.send("/act", **FOLLOW)).status == 303
        for _ in range(3):
            daemon = open_store(settings.database_url, now=app.now(), daemon=True)
            assert (await browser.get("/story/1")).status == 200
            assert (await browser.send("/act", **FOLLOW)).status == 303
            await daemon.close()
        assert len(await own.actions.every()) == 4
    await own.close()


@pytest.mark.slow
async def test_digests_are_shown_with_what_is_sent_and_what_would_be(tmp_path: Path) -> None:
    async with opened(tmp_path, *MORNING) as (room, browser, edition):
        before = await room.app.store.browsing.outbox_states()
        page = (await browser.get("/digests")).seen
        assert edition["subject"] in page.text
        assert "reader@example.org" in page.text
        assert "sent: 1" in page.text
        assert "to one reader" in page.text
        assert "Nothing new" in (await browser.get("/digest/test/preview")).seen.text
        room.prints("harbour-ledger/cerebras-doubles")
        room.clock.advance(timedelta(hours=2))
        await room.app.store.feeds.ask_now(now=room.clock())
        await jobs.run_until_idle(room.app)
        shown = (await browser.get("/digest/test/preview")).seen.text
        assert "Cerebras" in shown
        assert "Nothing of this is marked" in shown
        assert await room.app.store.browsing.outbox_states() == before
        assert (await browser.get("/digest/none/preview")).status == 404


async def test_settings_are_shown_and_secrets_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "hunter2hunter2"
    for name, value in {
        "MONITOR_SMTP_URL": f"smtps://news:{secret}@mail.example.org:465/?token={secret}",
        "MONITOR_SMTP_PASSWORD": secret,
        "MONITOR_WEB_TOKEN": secret,
        "MONITOR_LOGIN_PAPER": secret,
        "MONITOR_TYPO": secret,
        "MONITOR_WEB_TOKEN_FILE": "/etc/token",
        "MONITOR_CONTACT": "me@example.org",
        "OTHER_SECRET": secret,
    }.items():
        monkeypatch.setenv(name, value)
    async with newsroom(tmp_path) as room, served(room) as browser:
        await browser.sign_in()
        answer = await browser.get("/settings")
        assert secret not in answer.html
        for shown in (
            "smtps://mail.example.org:465/",
            "MONITOR_LOGIN_PAPER",
            "MONITOR_TYPO",
            "me@example.org",
            "/etc/token",
        ):
            assert shown in answer.seen.text
        assert "OTHER_SECRET" not in answer.html
