"""The daemon as a process: rows 50, 55, 60 and 61 of the reliability matrix, with all real parts."""

import asyncio
import json
import signal
import socket
import sqlite3
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import aiohttp
import pytest

from monitor.demo.world import Outlet, Piece
from monitor.settings import Settings, Smtp
from monitor.store import instants, open_reports
from monitor.work import WorkList
from tests import world
from tests.daemon import daemon, make_due, rows, settled
from tests.letterbox import HOST, Letterbox, letterbox

READER = "reader@example.org"
pytestmark = pytest.mark.timeout(600)
slow = pytest.mark.slow  # each run of the daemon takes some seconds to start workers
PLACES = ("Grafenhain", "Port Ellery", "Nordmarsch", "Tollbridge")


def outlets(count: int = 4) -> list[Outlet]:
    """One page each, about a different data centre."""
    pieces = [
        Piece(
            slug=f"piece-{number}",
            title=f"OpenAI plans a data centre with {100 + 37 * number} megawatts in {place}",
            paragraphs=tuple(
                f"{sentence} In {place} the power comes from a substation that is built for OpenAI alone."
                for sentence in (
                    f"OpenAI wants to build a data centre with {100 + 37 * number} megawatts in {place}.",
                    f"The mayor of {place} expects {20 + number} thousand chips to be running there next year.",
                    f"Critics in {place} ask where {number + 2} million cubic metres of water are to come from.",
                )
            ),
            language="en",
            age=timedelta(hours=2 + number),
        )
        for number, place in enumerate(PLACES)
    ]
    return [world.outlet(f"paper-{number}", [piece], language="en") for number, piece in enumerate(pieces[:count])]


def settings_of(folder: Path, urls: list[str], box: Letterbox | None = None) -> Settings:
    smtp = Smtp(host=HOST, port=box.port, security="none") if box else None
    return world.chosen(folder, world.feeds_yaml(urls, to=READER, schedule="0 0 1 1 *", read="all"), smtp)


def told(box: Letterbox) -> list[str]:
    """Message-IDs in the order they came in."""
    return [str(message_from_bytes(content)["Message-ID"]) for _, content in box.letters]


@slow
async def test_polls_reads_composes_delivers_and_stops(tmp_path):
    """From nothing to one mail, over two runs of the daemon: the second finds a digest that became due in between."""
    async with letterbox() as box, world.serve(outlets()) as sites:
        settings = settings_of(tmp_path, world.feed_urls(outlets(), sites), box)
        async with daemon(settings, MONITOR_METRICS="127.0.0.1:0") as first:
            await first.until(lambda: settled(settings) == 4)
            code, seconds = await first.stop()
        assert (code, "Traceback" in first.said) == (0, False), first.said
        assert seconds < 5
        await make_due(settings, WorkList.DIGESTS)
        async with daemon(settings) as second:
            await second.until(lambda: box.letters)
            await second.until(lambda: rows(settings, "SELECT 1 FROM outbox WHERE state = 'sent'"))
            await second.until(lambda: world.editions(tmp_path))
            assert (await second.stop(signal.SIGINT))[0] == 0
    (edition,) = world.editions(tmp_path)
    assert edition["account"]["fetched"] == 4
    assert world.adds_up(edition)
    assert len(box.letters) == 1


@slow
async def test_row_55_a_second_daemon_ends_at_once_with_75(tmp_path):
    async with world.serve(outlets(1)) as sites:
        settings = settings_of(tmp_path, world.feed_urls(outlets(1), sites))
        async with daemon(settings) as first:
            await first.until(lambda: settled(settings) == 1)
            seconds = []
            for _ in range(3):  # other programs on this machine may delay one of them
                began = time.monotonic()
                async with daemon(settings) as second:
                    assert await asyncio.wait_for(second.process.wait(), 10) == 75
                    seconds.append(time.monotonic() - began)
                assert "another daemon" in second.said
            assert min(seconds) <= 2.0
            assert (await first.stop())[0] == 0


@slow
@pytest.mark.parametrize("away", [timedelta(hours=36), timedelta(days=20)], ids=str)
async def test_row_50_down_for_long_one_digest_soon_after_the_start(tmp_path, away):
    """Due for a long time, every hour: one catch-up edition, and the next one in the future."""
    async with letterbox() as box, world.serve(outlets()) as sites:
        settings = settings_of(tmp_path, world.feed_urls(outlets(), sites), box)
        async with daemon(settings) as first:
            await first.until(lambda: settled(settings) == 4)
            await first.stop()
        configuration = settings.config.read_text("utf-8").replace("0 0 1 1 *", "0 * * * *")
        settings.config.write_text(configuration, "utf-8")
        with sqlite3.connect(settings.database_url.removeprefix("sqlite:///")) as base:
            base.execute("UPDATE digests SET due_at = ?", (instants.to_text(datetime.now(UTC) - away),))
        base.close()
        async with daemon(settings) as second:
            began = time.monotonic()
            await second.until(lambda: rows(settings, "SELECT 1 FROM outbox WHERE state = 'sent'"), 60)
            assert time.monotonic() - began < 60
            await asyncio.sleep(1.0)
            assert (await second.stop())[0] == 0
    assert len(box.letters) == 1
    assert rows(settings, "SELECT count(*) FROM editions") == [(1,)]


PHASES = {
    "polling": "SELECT 1 FROM feeds WHERE claimed",
    "reading": "SELECT 1 FROM entries WHERE claimed",
    "starting": "SELECT 1 FROM feeds",
}


@slow
@pytest.mark.parametrize("phase", PHASES)
async def test_row_60_sigterm_in_every_phase(tmp_path, phase):
    async with world.serve(outlets()) as sites:
        settings = settings_of(tmp_path, world.feed_urls(outlets(), sites))
        async with daemon(settings) as running:
            await running.until(lambda: rows(settings, PHASES[phase]))
            code, seconds = await running.stop()
        assert (code, "Traceback" in running.said) == (0, False), running.said
        assert seconds <= 30
        async with daemon(settings) as again:
            await again.until(lambda: settled(settings) == 4)
            assert (await again.stop())[0] == 0
    assert "did not end cleanly" not in again.said


@slow
async def test_row_60_sigterm_while_the_mail_server_thinks(tmp_path):
    """The message is sent, but the answer is not there yet: the daemon waits for it and does not send twice."""
    async with letterbox() as box, world.serve(outlets()) as sites:
        settings = settings_of(tmp_path, world.feed_urls(outlets(), sites), box)
        async with daemon(settings) as first:
            await first.until(lambda: settled(settings) == 4)
            await first.stop()
        await make_due(settings, WorkList.DIGESTS)
        box.slow = 2.0
        async with daemon(settings) as second:
            await second.until(lambda: rows(settings, "SELECT 1 FROM outbox WHERE state = 'sending'"))
            code, seconds = await second.stop()
        assert (code, rows(settings, "SELECT state FROM outbox")) == (0, [("sent",)])
        assert seconds <= 30
    assert len(box.letters) == 1


@slow
async def test_row_60_an_edit_is_in_use_within_five_seconds_and_a_broken_one_is_told_in_three_places(tmp_path):
    with socket.create_server((HOST, 0)) as probe:
        port = probe.getsockname()[1]

    async def health() -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(f"http://{HOST}:{port}/health") as answer:
            return answer.status, await answer.text()

    async with world.serve(outlets()) as sites:
        urls = world.feed_urls(outlets(), sites)
        settings = settings_of(tmp_path, urls[:2])
        async with daemon(settings, MONITOR_METRICS=f"{HOST}:{port}") as running:
            await running.until(lambda: settled(settings) == 2)
            good = settings.config.read_text("utf-8")
            began = time.monotonic()  # nobody sends a signal: the change is noticed
            settings.config.write_text(good.replace("feeds:", "fedes:"), "utf-8")
            await running.until(lambda: "the old configuration stays" in running.said)
            assert time.monotonic() - began <= 5
            assert "feeds.yaml" in running.said
            status, told = await health()
            with open_reports(settings.database_url) as reports:
                for place in (running.said, reports.config_problem(), json.loads(told)["problems"][0]):
                    assert 'unknown key "fedes"' in place
            assert status == 503
            assert running.process.returncode is None
            before = Counter(sites.asked)
            began = time.monotonic()
            feeds = "".join(f"  - url: {url}\n    backfill: 500\n" for url in urls[2:])
            settings.config.write_text(good.replace("digests:\n", feeds + "digests:\n"), "utf-8")
            await running.until(lambda: "new configuration in use" in running.said)
            assert time.monotonic() - began <= 5
            await running.until(lambda: settled(settings) == 4)
            asked = {slug for slug, _ in Counter(sites.asked) - before}
            assert asked == {outlet.slug for outlet in outlets()[2:]}  # no others were polled again
            with open_reports(settings.database_url) as reports:
                assert reports.config_problem() == ""
            assert (await health())[0] == 200
            assert (await running.stop())[0] == 0


@slow
async def test_row_60_sighup_takes_a_change_over_at_once(tmp_path):
    async with world.serve(outlets(1)) as sites:
        settings = settings_of(tmp_path, world.feed_urls(outlets(1), sites))
        async with daemon(settings) as running:
            await running.until(lambda: settled(settings) == 1)
            settings.config.write_text(settings.config.read_text("utf-8").replace("feeds:", "fedes:"), "utf-8")
            running.process.send_signal(signal.SIGHUP)
            await running.until(lambda: "the old configuration stays" in running.said, seconds=5)
            assert (await running.stop())[0] == 0


@slow
async def test_row_61_ready_watchdog_and_stopping_are_told_and_a_hung_loop_is_silent(tmp_path):
    path = tmp_path / "notify"
    heard: list[tuple[float, str]] = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as wire:
        wire.bind(str(path))
        wire.setblocking(False)
        loop = asyncio.get_running_loop()
        loop.add_reader(wire, lambda: heard.append((time.monotonic(), wire.recv(200).decode())))
        async with world.serve(outlets(1)) as sites:
            settings = settings_of(tmp_path, world.feed_urls(outlets(1), sites))
            more = {
                "NOTIFY_SOCKET": str(path),
                "WATCHDOG_USEC": "600000",
            }
            async with daemon(settings, **more) as running:
                await running.until(lambda: sum(state == "WATCHDOG=1" for _, state in heard) >= 3)
                assert heard[0][1] == "READY=1"
                running.process.send_signal(signal.SIGSTOP)  # a loop that hangs says nothing
                await asyncio.sleep(0.2)
                heard.clear()
                await asyncio.sleep(0.8)
                assert not heard
                running.process.send_signal(signal.SIGCONT)
                await running.until(lambda: heard)
                assert (await running.stop())[0] == 0
        await asyncio.sleep(0.05)
        loop.remove_reader(wire)
    assert heard[-1][1] == "STOPPING=1"


@slow
async def test_health_and_metrics_of_a_running_daemon(tmp_path):
    with socket.create_server((HOST, 0)) as probe:
        port = probe.getsockname()[1]
    async with world.serve(outlets(1)) as sites:
        settings = settings_of(tmp_path, world.feed_urls(outlets(1), sites))
        async with daemon(settings, MONITOR_METRICS=f"{HOST}:{port}") as running:
            await running.until(lambda: settled(settings) == 1)
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://{HOST}:{port}/health") as answer:
                    assert (answer.status, json.loads(await answer.text())) == (200, {"ok": True, "problems": []})
                async with session.get(f"http://{HOST}:{port}/metrics") as answer:
                    assert 'monitor_done_total{list="entries"} 1.0' in await answer.text()
            assert (await running.stop())[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "code", "line"),
    [
        ({"MONITOR_CONFIG": "missing.yaml"}, 2, "missing.yaml"),
        pytest.param({"MONITOR_SMTP_URL": "ftp://x"}, 2, "MONITOR_SMTP_URL", marks=slow),
        pytest.param({"MONITOR_METRICS": "0.0.0.0:9464"}, 2, "MONITOR_METRICS", marks=slow),
        ({"MONITOR_DATABASE_URL": "mysql://x"}, 2, "MONITOR_DATABASE_URL"),
    ],
)
async def test_wrong_settings_end_it_with_one_line(tmp_path, spoil, code, line):
    settings = settings_of(tmp_path, ["http://127.0.0.1:9/feed.xml"])
    async with daemon(settings, **spoil) as running:
        assert await asyncio.wait_for(running.process.wait(), 30) == code
    assert line in running.said
    assert "Traceback" not in running.said
    assert len([each for each in running.lines if each["message"]]) == 1
