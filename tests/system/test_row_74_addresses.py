"""Row 74: whatever in a feed's address may be a secret appears in no edition, log, export or message."""

import asyncio
import io
import logging
import os
import re
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor import jobs, logs, problems
from monitor.cli import program
from monitor.feeds import addresses, opml, vitals
from monitor.mail.file import DigestFolder
from monitor.model import Feed, FeedState
from tests import daemon, faults, history, world
from tests.fakes import FakeClock, FakeMail, FakeWeb

CANARY = "c4n4ry8f3a90b1d77e"
DIGESTS = '  daily:\n    schedule: "0 7 * * *"\n    timezone: UTC\n    to: [a@example.org]\n    send_empty: true\n'
SECRET = (f"/feed.xml?rsskey={CANARY}", f"/u/{CANARY}/feed.xml", f"/feed.xml?id=3&zq={CANARY}", f"/{CANARY}")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All log lines, at the most verbose level, in both formats."""
    text, root = io.StringIO(), logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.set_up("json", stream=text, level=logging.DEBUG)
    first = root.handlers[:]
    logs.set_up("plain", stream=text, level=logging.DEBUG)
    root.handlers[:] = [*root.handlers, *first]
    yield text
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.slow
@pytest.mark.parametrize("trouble", ["", "500", "broken", "404"])
async def test_row_74_no_part_of_a_feeds_address_is_told(tmp_path: Path, log: io.StringIO, trouble: str) -> None:
    clock, box = FakeClock(datetime(2026, 11, 22, 6, 30, tzinfo=UTC)), FakeMail()
    web = FakeWeb(clock)
    papers = history.Papers(web, clock, len(SECRET))
    for paper, tail in zip(papers.papers, SECRET, strict=True):
        site = paper.url.removesuffix("/feed.xml")
        piece = papers.publish(paper)
        paper.url, piece.url = site + tail, f"{site}/piece.html"
        paper.trouble = trouble
        papers.put_up(paper)
        web.served[paper.url.partition("?")[0]] = web.served[paper.url]
        papers.page(piece)
    history.write_config(tmp_path, papers.papers, DIGESTS)
    async with history.opened(tmp_path, web, box, clock) as app:
        await jobs.run_until_idle(app)
        clock.until(datetime(2026, 11, 22, 7, 1, tzinfo=UTC))
        await jobs.run_until_idle(app)
    assert box.taken
    assert log.getvalue() or not trouble
    assert CANARY not in log.getvalue()
    assert not [message for message in box.taken if CANARY.encode() in message.content]
    made = [path for path in (tmp_path / "digests").rglob("*") if path.is_file()]
    assert {path.suffix for path in made} >= {".html", ".json", ".txt", ".eml"}
    assert not [path.name for path in made if CANARY.encode() in path.read_bytes()]


COMMANDS = (
    ("status", "--json"),
    ("status", "--all"),
    ("feeds", "list"),
    ("feeds", "list", "--json"),
    ("feeds", "list", "--stats"),
    ("feeds", "list", "--stats", "--json"),
    ("feeds", "check", "--online"),
    ("feeds", "export"),
    ("why", "piece", "--json"),
    ("check",),
)
WHOLE = (("status", "--json"), ("status", "--all"), ("feeds", "list"), ("feeds", "list", "--stats"))


@pytest.mark.slow
async def test_row_74_commands_show_title_and_host_and_the_whole_address_where_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with AsyncExitStack() as stack:
        urls = []
        for number, tail in enumerate(SECRET):
            server = await stack.enter_async_context(faults.serve())
            piece = faults.rss(faults.entry(number, title=f"piece {number}"), title="" if number else "Paper")
            server.on(tail.partition("?")[0], [faults.Reply(body=piece), faults.Reply(status=500)])
            urls.append(server.url(tail))
        rows = "".join(f"  - url: {url}\n" for url in urls)
        chosen = world.chosen(tmp_path, f"topics: [openai-infrastructure]\nfeeds:\n{rows}digests: {{}}\n")
        given = daemon.environment(chosen)
        for name in ("MONITOR_CONFIG", "MONITOR_DIGESTS", "MONITOR_DATABASE_URL", "MONITOR_ALLOW_PRIVATE"):
            monkeypatch.setenv(name, given[name])
        monkeypatch.chdir(tmp_path)
        said = ""
        for more in ((), ("--json",)):
            await asyncio.to_thread(program.main, ["once", "--now", "--no-mail", *more])
            said += "".join(capsys.readouterr())
        assert "/…" in said  # in the first only if the feed due first has no title, which depends on the ports
        assert CANARY not in said
        for command in COMMANDS:
            await asyncio.to_thread(program.main, list(command))
            told = "".join(capsys.readouterr())
            assert told
            assert CANARY not in told, command
        for command in WHOLE:
            await asyncio.to_thread(program.main, [*command, "--urls"])
            assert len(re.findall(f"127.0.0.1:[0-9]+/.*{CANARY[:8]}", capsys.readouterr().out)) >= len(SECRET), command
        assert await asyncio.to_thread(program.main, ["feeds", "remove", "Paper"]) == 0
        assert urls[0] not in (tmp_path / "feeds.yaml").read_text("utf-8")


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_row_74_what_is_said_of_a_feed_that_moved_or_is_a_double_has_no_key(language: str) -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    state = FeedState(url=f"https://new.example/{CANARY}/feed")
    moved = vitals.concern(state, "https://old.example/feed", at)
    assert moved
    assert CANARY not in problems.words(moved.problem, language)
    assert "new.example" in problems.words(moved.problem, language)


def test_row_74_a_log_line_has_the_host_and_no_more(log: io.StringIO) -> None:
    for tail in SECRET:
        logging.getLogger("monitor.x").warning("cannot reach https://example.org%s, try later", tail)
        logging.getLogger("monitor.x").error(
            "see (http://me:%s@example.org%s)", CANARY, tail, extra={"url": f"http://a.b{tail}"}
        )
    assert CANARY not in log.getvalue()
    assert log.getvalue().count("example.org/…") == 16
    assert "try later" in log.getvalue()


@pytest.mark.parametrize("tail", SECRET)
def test_row_74_an_export_leaves_out_what_may_hold_a_key(tail: str) -> None:
    assert addresses.may_hold_a_key(f"https://example.org{tail}")
    assert CANARY not in addresses.public(f"https://example.org{tail}")
    assert CANARY not in addresses.public(f"https://me:{CANARY}@example.org/feed")
    for plain in (
        "/rss.xml",
        "/rss/topics/data-centers.xml",
        "/?feed=rss2",
        "/search?q=openai&hl=de",
        "/2026/11/29/index.rdf",
    ):
        assert not addresses.may_hold_a_key(f"https://example.org{plain}"), plain
    document = opml.document([Feed(url="https://example.org/rss.xml")], title="t", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert b"https://example.org/rss.xml" in document


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_row_74_the_mail_as_a_file_is_for_its_owner_only(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        folder = DigestFolder(tmp_path)
        folder.write("daily", {"a.eml": b"one", "a.html": "two"})
        mail = tmp_path / "daily" / "editions" / "a.eml"
        assert mail.stat().st_mode & 0o777 == 0o600
        mail.chmod(0o644)  # as in earlier versions
        folder.write("daily", {"a.eml": b"one"})
        assert mail.stat().st_mode & 0o777 == 0o600
        assert (tmp_path / "daily" / "editions" / "a.html").stat().st_mode & 0o777 == 0o666 & ~umask
    finally:
        os.umask(before)
