"""Rows 41 to 43 and 51 through the whole program: real store, real SMTP on loopback, a clock moved by the test."""

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from itertools import pairwise
from pathlib import Path

import pytest

from monitor import jobs
from monitor.app import App
from monitor.edition import Delivery, Message
from monitor.engines.clock import SteadyClock
from monitor.mail import smtp
from monitor.mail.smtp import Patience
from monitor.settings import Smtp
from monitor.work import WorkList
from tests import history
from tests.fakes import FakeClock, FakeWeb
from tests.letterbox import DROP, HOST, Letterbox, letterbox

START = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
A, B = "a@example.org", "b@example.org"
DIGESTS = f'  daily:\n    schedule: "0 7 * * *"\n    timezone: UTC\n    to: [{A}, {B}]\n'

JUMPS = [pytest.param(span, marks=pytest.mark.slow) for span in (timedelta(hours=-2), timedelta(days=-365))]
JUMPS.append(pytest.param(timedelta(days=1)))


@dataclass
class Scene:
    """A program with one piece of news and a digest that is due in half an hour."""

    app: App
    clock: FakeClock
    box: Letterbox
    papers: history.Papers
    folder: Path

    def outbox(self) -> dict[str, tuple[str, str]]:
        """State and last answer by reader."""
        found = history.rows(self.folder, "SELECT recipient, state, answer FROM outbox")
        return {reader: (state, answer) for reader, state, answer in found}

    def letters(self) -> dict[str, list[bytes]]:
        kept = defaultdict(list)
        for reader, content in self.box.letters:
            kept[reader].append(content)
        return kept

    async def passes(self, span: timedelta) -> None:
        await history.run_for(self.app, self.clock, span)


@asynccontextmanager
async def scene(folder: Path) -> AsyncIterator[Scene]:
    clock = FakeClock(START)
    web = FakeWeb(clock)
    papers = history.Papers(web, clock, 1)
    papers.publish(papers.papers[0])
    history.write_config(folder, papers.papers, DIGESTS)
    async with letterbox() as box:
        mailer = smtp.open_mailer(
            Smtp(host=HOST, port=box.port, security="none"), patience=Patience(reach=20, answer=20)
        )
        async with history.opened(folder, web, mailer, clock) as app:
            await jobs.run_until_idle(app)
            yield Scene(app, clock, box, papers, folder)


@pytest.mark.slow
async def test_row_43_only_the_refused_reader_is_tried_again(tmp_path):
    async with scene(tmp_path) as told:
        told.box.rcpt[B].extend(["451 4.7.1 greylisted"] * 2)
        await told.passes(timedelta(minutes=31))
        assert told.outbox() == {A: ("sent", "250 kept"), B: ("ready", "451 4.7.1 greylisted")}
        await told.passes(timedelta(minutes=16))
        assert told.outbox() == {A: ("sent", "250 kept"), B: ("sent", "250 kept")}
        assert {reader: len(letters) for reader, letters in told.letters().items()} == {A: 1, B: 1}


async def test_row_42_refused_for_good_is_dead_at_once_and_told(tmp_path):
    async with scene(tmp_path) as told:
        told.box.data[A].append("550 5.1.1 unknown")
        told.box.rcpt[B].append("552 5.2.2 over quota")
        await told.passes(timedelta(minutes=32))
        assert told.outbox() == {A: ("dead", "550 5.1.1 unknown"), B: ("dead", "552 5.2.2 over quota")}
        assert (await told.app.store.work.counts(now=told.clock()))[WorkList.OUTBOX] == (0, 0, 2)
        await told.passes(timedelta(hours=24))
        assert not told.box.letters  # no loop


@pytest.mark.slow
async def test_row_42_put_off_from_five_minutes_to_four_hours_for_72_hours(tmp_path):
    async with scene(tmp_path) as told:
        told.box.rcpt[A].extend(["451 later"] * 1000)
        told.box.now = told.clock
        await told.passes(timedelta(hours=80))
        tries = [at for reader, at in told.box.tries if reader == A]
    waits = [(later - sooner) / timedelta(minutes=1) for sooner, later in pairwise(tries)]
    assert waits[:7] == [5, 10, 20, 40, 80, 160, 240]
    assert set(waits[6:]) == {240}
    assert timedelta(hours=64) <= tries[-1] - tries[0] <= timedelta(hours=72)
    assert told.outbox() == {A: ("dead", "451 later"), B: ("sent", "250 kept")}


async def test_row_41_taken_but_not_answered_is_sent_again_with_the_same_bytes(tmp_path):
    async with scene(tmp_path) as told:
        told.box.data[A].append(DROP)
        await told.passes(timedelta(minutes=30))
        assert told.outbox()[A][0] == "uncertain"
        await told.passes(timedelta(minutes=10))
        assert told.outbox()[A][0] == "sent"
        first, second = told.letters()[A]
        assert first == second
        parsed = message_from_bytes(first)
        assert parsed["Message-ID"]
        assert parsed["Date"]
        assert len(told.letters()[B]) == 1


@pytest.mark.slow
async def test_no_answer_from_anybody_loses_nothing(tmp_path):
    """The mail server is down for two days while news goes on: each digest arrives once, in order."""

    class Away:
        async def send(self, message: Message) -> Delivery:
            return Delivery(outcome="retry", answer="nobody listens")

    async with scene(tmp_path) as told:
        there, told.app = told.app.mailer, history.with_mailer(told.app, Away())
        for _ in range(2):
            await told.passes(timedelta(days=1))
            told.papers.publish(told.papers.papers[0])
        assert not told.box.letters
        told.app = history.with_mailer(told.app, there)
        await told.passes(timedelta(hours=5))
        assert {state for state, _ in told.outbox().values()} == {"sent"}
        assert {reader: len(set(letters)) for reader, letters in told.letters().items()} == {A: 2, B: 2}
        assert len(told.box.letters) == 4


@pytest.mark.slow
@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_row_51_a_digest_that_was_sent_is_not_sent_again_after_a_jump(tmp_path, jump):
    """Even if the jump is believed (after a restart), nothing is reported twice."""
    async with scene(tmp_path) as told:
        await told.passes(timedelta(minutes=45))
        assert len(told.box.letters) == 2
        told.clock._now += jump
        await told.passes(timedelta(hours=30))
        assert len(told.box.letters) == 2


def seconds_since(clock: FakeClock) -> float:
    return (clock() - START).total_seconds()


@pytest.mark.slow
@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_row_51_the_daemons_clock_lets_no_jump_cause_an_early_poll(tmp_path, jump):
    """The wall clock jumps while real time runs on for nine minutes: every feed is polled when it would have been."""
    asked = []
    for off in (timedelta(0), jump):
        real = FakeClock(START)
        shift = timedelta(0)
        clock = SteadyClock(lambda: real() + shift, lambda: seconds_since(real))  # noqa: B023
        web = FakeWeb(clock)
        papers = history.Papers(web, clock, 5)
        folder = tmp_path / f"{off.total_seconds()}"
        folder.mkdir()
        history.write_config(folder, papers.papers, DIGESTS)
        async with history.opened(folder, web, None, clock) as app:
            await jobs.run_until_idle(app)
            shift = off
            told = set()
            for _ in range(18):
                real.advance(timedelta(seconds=30))
                told.add(clock.compare())
                await jobs.run_until_idle(app)
        asked.append((sorted(web.asked), len(history.rows(folder, "SELECT 1 FROM editions"))))
        assert any("jumped" in line for line in told) == bool(off)
    assert asked[0] == asked[1]
