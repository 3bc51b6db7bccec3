"""Health and metrics on loopback, notifications to systemd, and how a changed configuration is applied."""

import asyncio
import logging
import os
import socket
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from monitor.app import App
from monitor.engines import health, notify
from monitor.engines.clock import SteadyClock
from monitor.engines.daemon import Daemon
from monitor.engines.embedded import Embedded
from monitor.engines.health import Health
from monitor.errors import Invalid

ANYWHERE = ("127.0.0.1", 0)


class Engine:
    """The part of an engine that the watch sees."""

    workers: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.done: Counter[str] = Counter(feeds=7)
        self.problem, self.alive, self.nudges = "", True, 0
        self.buried = 0
        store = SimpleNamespace(work=self, feeds=SimpleNamespace(counts=self.feeds), note_config=self.note_config)
        self.noted: list[str] = []
        self.app = SimpleNamespace(store=store, now=lambda: datetime.now(UTC))

    async def note_config(self, problem: str) -> None:
        self.noted.append(problem)

    async def counts(self, *, now: datetime) -> dict[str, tuple[int, int, int]]:
        return {"feeds": (40, 3, 0), "outbox": (1, 0, self.buried)}

    async def feeds(self) -> tuple[int, int]:
        return 4, 1

    def worked(self, list: str) -> int:
        return self.done[list]

    def nudge_all(self) -> None:
        self.nudges += 1


@dataclass
class Clock:
    wall: datetime = datetime(2026, 11, 22, tzinfo=UTC)
    ran: float = 0.0


@pytest.fixture
def engine():
    return Engine()


async def ask(url: str, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url + path) as answer:
        return answer.status, await answer.text()


async def test_health_and_metrics(engine):
    watch = Health(engine)
    await watch.look()
    async with health.served(watch, ANYWHERE) as url:
        assert await ask(url, "/health") == (200, '{"ok": true, "problems": [], "feeds_in_trouble": 1}')
        status, text = await ask(url, "/metrics")
        assert (await ask(url, "/"))[0] == 404
    assert status == 200
    assert "canary" not in text
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert found["monitor_work", "feeds", "due"] == 3
    assert found["monitor_done_total", "feeds"] == 7
    assert found["monitor_feeds", "ill"] == 1
    assert found["monitor_problems",] == 0
    assert found["process_open_fds",] > 3


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        ({"problem": "OSError: disk is full"}, "OSError: disk is full"),
        ({"alive": False}, "a worker has ended"),
        ({"buried": 2}, "2 messages could not be delivered; see `monitor outbox list`"),
    ],
)
async def test_what_is_wrong_makes_health_red(engine, spoil, line):
    watch = Health(engine)
    for name, value in spoil.items():
        setattr(engine, name, value)
    await watch.look()
    async with health.served(watch, ANYWHERE) as url:
        status, text = await ask(url, "/health")
    assert status == 503
    assert line in text


async def test_a_tick_that_does_not_come_makes_health_red(engine):
    watch = Health(engine)
    watch.ticked -= 61
    assert watch.problems() == ["no tick for 61 s"]


async def test_a_port_in_use_is_told(engine):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Invalid, match="cannot be used"):
            async with health.served(Health(engine), ("127.0.0.1", port)):
                pass


async def test_off_without_an_address(engine):
    async with health.served(Health(engine), None) as url:
        assert url == ""


def daemon_of(engine: Embedded, config: Path, reload=None, clock: Clock | None = None) -> Daemon:
    async def keep(app: App) -> App:
        return app

    time = clock or Clock()
    return Daemon(engine, SteadyClock(lambda: time.wall, lambda: time.ran), config, reload or keep)


async def test_row_42_a_dead_letter_is_told_at_the_next_tick(engine, tmp_path, caplog):
    daemon = daemon_of(engine, tmp_path / "feeds.yaml")
    await daemon.tick()
    assert not caplog.records
    engine.buried = 1
    await daemon.tick()
    await daemon.tick()
    assert [record.message for record in caplog.records] == [
        "1 messages could not be delivered; see `monitor outbox list`"
    ]
    assert engine.nudges == 3


async def test_row_60_a_bad_configuration_is_told_once_and_the_old_one_stays(engine, tmp_path, caplog):
    config = tmp_path / "feeds.yaml"
    config.write_text("good")
    old = engine.app
    new = SimpleNamespace(store=old.store, now=old.now)

    async def reload(app: object) -> object:
        if config.read_text() != "good again":
            raise Invalid("unknown key `fedes`; did you mean `feeds`?", where="feeds.yaml, line 1")
        return new

    daemon = daemon_of(engine, config, reload)
    await daemon.tick()
    assert engine.app is old
    config.write_text("bad!")
    for _ in range(3):
        await daemon.tick()
    problem = "the old configuration stays: feeds.yaml, line 1: unknown key `fedes`; did you mean `feeds`?"
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == [problem]
    assert (engine.app is old, daemon.health.problems(), engine.noted) == (True, [problem], [problem])
    config.write_text("good again")
    await daemon.tick()
    assert (engine.app is new, daemon.health.problems()) == (True, [])


async def test_row_51_a_jump_of_the_wall_clock_is_told_once_and_the_ticks_start_over(engine, tmp_path, caplog):
    time, jumps = Clock(), []
    daemon = daemon_of(engine, tmp_path / "feeds.yaml", clock=time)
    time.wall += timedelta(days=1)
    heart = asyncio.create_task(daemon.beat(lambda: jumps.append(1)))
    await asyncio.sleep(0.01)
    heart.cancel()
    told = "the wall clock jumped by +1 day, 0:00:00; it is not followed"
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == [told]
    assert daemon.health.problems() == [told]
    assert jumps == [1]


@pytest.fixture
def systemd(tmp_path, monkeypatch):
    """The socket that systemd would give us."""
    path = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as wire:
        wire.bind(str(path))
        wire.settimeout(1.0)
        monkeypatch.setenv("NOTIFY_SOCKET", str(path))
        yield wire


async def test_row_61_the_watchdog_hears_of_a_living_engine_only(engine, tmp_path, systemd, monkeypatch):
    monkeypatch.setenv("WATCHDOG_USEC", "20000")
    daemon = daemon_of(engine, tmp_path / "feeds.yaml")
    heart = asyncio.create_task(daemon.beat(lambda: None))
    await asyncio.sleep(0.05)
    assert systemd.recv(100) == b"WATCHDOG=1"
    engine.alive = False
    await asyncio.sleep(0.03)
    systemd.setblocking(False)
    while True:
        try:
            systemd.recv(100)
        except BlockingIOError:
            break
    await asyncio.sleep(0.05)
    with pytest.raises(BlockingIOError):
        systemd.recv(100)
    heart.cancel()


def test_nobody_listens(monkeypatch, tmp_path):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    notify.tell("READY=1")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    notify.tell("READY=1")
    assert notify.heartbeat_seconds() == 0 or "WATCHDOG_USEC" in os.environ
