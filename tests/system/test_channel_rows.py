"""Channels through the whole program: nothing lost, doubles only with the same id, mail never delayed, no secret told.

Real store, real HTTP server on loopback, a clock moved by the test.
"""

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import aiohttp
import pytest

from monitor import catalog, jobs, logs
from monitor.app import App
from monitor.compute.pool import Pool
from monitor.engines import health
from monitor.engines.embedded import Embedded
from monitor.engines.watch import Watch
from monitor.fetch import client
from monitor.fetch.channels import Channels
from monitor.store import maintenance, open_reports
from tests import faults, history, hooks
from tests.fakes import FakeClock, FakeMail, FakeWeb
from tests.hooks import RESET, SILENCE, Hooks

START = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
KEY = "canary-of-the-webhook"
DIGESTS = (
    '  daily:\n    schedule: "0 7 * * *"\n    timezone: UTC\n    to: [a@example.org]\n    send_empty: true\n'
    "    channels: [webhook env:HOOK]\n"
)


@dataclass
class Scene:
    """A program with one piece of news and a digest that is due in half an hour."""

    app: App
    clock: FakeClock
    hooks: Hooks
    mail: FakeMail
    folder: Path

    def outbox(self) -> list[tuple[str, int]]:
        """State and doubts of what is for the channel, in order."""
        own = "SELECT state, doubts FROM outbox WHERE recipient = 'webhook env:HOOK' ORDER BY id"
        return [(state, doubts) for state, doubts in history.rows(self.folder, own)]

    async def passes(self, span: timedelta) -> None:
        await history.run_for(self.app, self.clock, span)


@asynccontextmanager
async def program(folder: Path, clock: FakeClock, web: FakeWeb, running: Hooks) -> AsyncIterator[Scene]:
    door, mail = faults.open_door(now=clock, limits=client.Limits(seconds=2)), FakeMail()
    apart = Pool(workers=1, seconds=20)
    try:
        own = Channels(lambda: door, clock, apart.run, faults.LOOPBACK)
        async with history.opened(folder, web, mail, clock, channels=own) as app:
            await jobs.run_until_idle(app)
            yield Scene(app, clock, running, mail, folder)
    finally:
        await door.close()
        await apart.close()


@pytest.fixture
async def scene(tmp_path, monkeypatch):
    clock = FakeClock(START)
    web = FakeWeb(clock)
    papers = history.Papers(web, clock, 1)
    papers.publish(papers.papers[0])
    history.write_config(tmp_path, papers.papers, DIGESTS)
    async with hooks.serve() as running:
        running.now = clock
        monkeypatch.setenv("HOOK", f"{running.url}/canary-path {KEY}")
        async with program(tmp_path, clock, web, running) as made:
            yield made


async def test_an_edition_goes_to_mail_and_channel_once(scene: Scene) -> None:
    await scene.passes(HOUR)
    [call] = scene.hooks.calls
    [mail] = scene.mail.taken
    [edition] = list((scene.folder / "digests/daily/editions").glob("2*.json"))
    assert call.body == edition.read_bytes()
    assert json.loads(call.body)["digest"] == "daily"
    assert mail.content == edition.with_suffix(".eml").read_bytes(), "the archive has the mail, not the call"
    assert scene.outbox() == [("sent", 0)]


async def test_an_overload_is_waited_for_and_nothing_is_lost(scene: Scene) -> None:
    scene.hooks.answers += [500, (429, {"Retry-After": "5400"}), 503]
    await scene.passes(4 * HOUR)
    times = [call.at for call in scene.hooks.calls]
    waits = [later - sooner for sooner, later in pairwise(times)]
    assert waits == [timedelta(minutes=5), timedelta(minutes=90), timedelta(minutes=20)]
    assert scene.outbox() == [("sent", 0)]
    assert len({call.body for call in scene.hooks.calls}) == 1


async def test_a_lost_answer_is_followed_by_the_same_bytes_under_the_same_id(scene: Scene) -> None:
    scene.hooks.answers += [RESET, 200]
    await scene.passes(HOUR)
    first, second = scene.hooks.calls
    assert (first.headers["Webhook-Id"], first.body) == (second.headers["Webhook-Id"], second.body)
    assert scene.outbox() == [("sent", 1)]


async def test_a_restart_in_the_middle_sends_again_under_the_same_id(scene: Scene) -> None:
    scene.clock.until(START.replace(hour=7, second=1))
    scene.hooks.hold = asyncio.Event()
    running = asyncio.create_task(jobs.run_until_idle(scene.app))
    while not scene.hooks.calls:  # noqa: ASYNC110 - nothing else tells
        await asyncio.sleep(0.01)
    running.cancel()  # as a kill: claim and state stay as they are
    await asyncio.gather(running, return_exceptions=True)
    scene.hooks.hold.set()
    assert scene.outbox() == [("sending", 0)]
    await scene.app.store.work.release_all(now=scene.clock())
    await jobs.run_until_idle(scene.app)
    assert [call.headers["Webhook-Id"] for call in scene.hooks.calls] == [
        scene.hooks.calls[0].headers["Webhook-Id"]
    ] * 2
    assert scene.outbox() == [("sent", 1)]


@pytest.mark.slow
async def test_a_channel_down_for_days_is_given_up_told_once_and_delays_no_mail(scene: Scene, caplog) -> None:
    scene.hooks.always = 503
    watch = health.Health(Embedded(scene.app))
    told: list[str] = []
    for _ in range(13):
        await scene.passes(6 * HOUR)
        await watch.look()
        told += [line for line in watch.problems() if "could not be delivered" in line]
        if not told:
            assert watch.dead_letters == 0
    mornings = {message.message_id for message in scene.mail.taken}
    sent = history.rows(scene.folder, "SELECT made_at, sent_at FROM outbox WHERE sender <> ''")
    assert len(mornings) == len(sent) == 4
    assert all(made == at for made, at in sent), "mail goes in the moment the edition is made"
    assert [state for state, _ in scene.outbox()] == ["dead", "ready", "ready", "ready"]
    assert set(told) == {"1 messages could not be delivered; see `monitor outbox list`"}
    scene.hooks.always = 200
    await scene.passes(5 * HOUR)
    assert [state for state, _ in scene.outbox()] == ["dead", "sent", "sent", "sent"]
    accepted = [call.headers["Webhook-Id"] for call in scene.hooks.calls][-3:]
    assert len(set(accepted)) == 3


@contextmanager
def logged() -> Iterator[io.StringIO]:
    """Everything that is logged meanwhile."""
    text, root = io.StringIO(), logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.set_up("json", stream=text, level=logging.DEBUG)
    try:
        yield text
    finally:
        root.handlers[:] = before
        root.setLevel(level)


async def outside(scene: Scene, log: io.StringIO) -> str:
    """All that people and other programs get to see: log, health, metrics, what the commands show."""
    watch = health.Health(Embedded(scene.app))
    watch.watch = Watch(scene.app.store.database.place)
    for _ in range(2):
        await watch.look()
        watch.watch.look(scene.clock(), scene.app.catalog)
    async with health.served(watch, ("127.0.0.1", 0)) as url, aiohttp.ClientSession() as session:
        pages = [await (await session.get(f"{url}/{name}")).text() for name in ("health", "metrics")]
    assert "monitor_work" in pages[1]
    with open_reports(f"sqlite:///{scene.folder / 'monitor.sqlite'}") as reports:
        shown = repr([reports.outbox(), reports.lists(now=scene.clock()), reports.outbox_states()])
    return "\n".join([log.getvalue(), *pages, *watch.problems(), shown])


def holding_it(scene: Scene) -> list[str]:
    """The files with a secret: database, its backup, archive."""
    maintenance.backup(f"sqlite:///{scene.folder / 'monitor.sqlite'}", scene.folder / "copy.sqlite")
    return [path.name for path in scene.folder.rglob("*") if path.is_file() and b"canary" in path.read_bytes()]


async def test_no_secret_of_a_channel_leaves_the_program(scene: Scene) -> None:
    with logged() as log:
        scene.hooks.answers += [500, RESET, (302, {"Location": f"/{KEY}"}), 404]
        await scene.passes(timedelta(minutes=50))
        seen = await outside(scene, log)
        await scene.passes(3 * HOUR)
        seen += await outside(scene, log)
    assert scene.outbox() == [("sent", 1)]
    assert "webhook env:HOOK" in seen, "where it is stored is told, not what"
    assert "canary" not in seen
    assert not holding_it(scene)


@pytest.mark.slow
async def test_a_channel_that_never_answers_is_tried_again_under_the_same_id(scene: Scene) -> None:
    scene.hooks.answers += [SILENCE, SILENCE]
    await scene.passes(HOUR)
    assert len(scene.hooks.calls) == 3
    assert len({(call.headers["Webhook-Id"], call.body) for call in scene.hooks.calls}) == 1
    assert scene.outbox() == [("sent", 2)]
    sent = history.rows(scene.folder, "SELECT made_at, sent_at FROM outbox WHERE sender <> ''")
    assert all(made == at for made, at in sent), "mail does not wait for it"


@pytest.mark.slow
async def test_the_same_through_apprise(scene: Scene, monkeypatch) -> None:
    """Overload, a wait asked for, a lost answer, a restart in the middle: each edition once, or again with its number."""
    pytest.importorskip("apprise", reason="the extra `channels` is not installed")
    monkeypatch.setenv("HOOK", f"{scene.hooks.url.replace('http', 'ntfy')}/canary-topic")
    file = scene.folder / "feeds.yaml"
    file.write_text(file.read_text().replace("webhook env", "apprise env"))
    scene.app = replace(scene.app, catalog=catalog.load(file))
    scene.hooks.answers += [500, (429, {"Retry-After": "5400"}), RESET]
    with logged() as log:
        await scene.passes(timedelta(minutes=50))
        seen = await outside(scene, log)
        await scene.passes(4 * HOUR - timedelta(minutes=50))
        seen += await outside(scene, log)
    assert "canary" not in seen
    times = [call.at for call in scene.hooks.calls]
    waits = [later - sooner for sooner, later in pairwise(times)]
    assert waits == [timedelta(minutes=5), timedelta(minutes=90), timedelta(minutes=20)]
    ends = [json.loads(call.body)["message"].splitlines()[-1] for call in scene.hooks.calls]
    assert ends == ["daily #1"] * 4
    scene.clock.until((START + timedelta(days=1)).replace(hour=7, second=1))
    scene.hooks.hold = asyncio.Event()
    running = asyncio.create_task(jobs.run_until_idle(scene.app))
    while len(scene.hooks.calls) < 5:  # noqa: ASYNC110 - nothing else tells
        await asyncio.sleep(0.05)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    scene.hooks.hold.set()
    await scene.app.store.work.release_all(now=scene.clock())
    await jobs.run_until_idle(scene.app)
    ends = [json.loads(call.body)["message"].splitlines()[-1] for call in scene.hooks.calls[4:]]
    assert ends == ["daily #2"] * 2
    own = "SELECT state, doubts FROM outbox WHERE sender = '' ORDER BY id"
    assert history.rows(scene.folder, own) == [("sent", 1), ("sent", 1)]
    assert not holding_it(scene)
