"""The pages about feeds: what they write into feeds.yaml is what the commands write, and nothing of others is lost."""

import asyncio
import io
import os
import sys
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from monitor import catalog
from monitor.catalog import edit
from monitor.cli import program
from monitor.web import forms, sources
from tests.pipeline.test_days import BASES, newsroom
from tests.pipeline.test_pages import MORNING, Browser, opened, served
from tests.source import ROOT

OPML = """<opml version="2.0"><body><outline text="Power/Grid"><outline type="rss" title="Netz &lt;b&gt;"
 xmlUrl="https://netz.example/feed"/></outline><outline type="rss" title="Bad" xmlUrl="ftp://bad.example/x"/>
 <outline type="rss" title="Kontor" xmlUrl="{known}"/></body></opml>"""
EMPTY = {"csrf": ""}
WRITES = """\
import sys; from pathlib import Path; from monitor.catalog import edit
path, who = Path(sys.argv[1]), sys.argv[2]
for at in range(12): edit.add_feeds(path, [{'url': f'https://{who}.example/{at}'}])
for at in range(0, 12, 2): edit.remove_feed(path, f'https://{who}.example/{at}')
"""


async def upload(browser: Browser, content: bytes, **more: str) -> tuple[int, str]:
    """Send a file as a form does."""
    csrf = (await browser.get("/said")).seen.named("csrf")
    parts = aiohttp.FormData()
    for name, value in {"csrf": csrf[0] if csrf else "", **more}.items():
        parts.add_field(name, value)
    parts.add_field("file", io.BytesIO(content), filename='x".opml', content_type="text/x-opml")
    answer = await browser.ask("POST", "/feeds/import", data=parts)
    return answer.status, answer.seen.text


@pytest.mark.slow
async def test_a_feed_is_switched_tagged_polled_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Line by line as the commands do it."""
    async with opened(tmp_path, *MORNING) as (room, browser, _):
        config = room.settings.config
        url = next(feed.url for feed in catalog.load(config).feeds if "kontor" in feed.url)
        page = f"/feed/{sources.name(url)}"
        assert page in (await browser.get("/feeds")).html
        shown = (await browser.get(page)).seen.text
        assert "last four weeks" in shown
        assert "next poll" in shown
        beside = tmp_path / "beside.yaml"
        steps = [
            ({"do": "disable"}, ["disable", url]),
            ({"do": "tag", "tags": " Power/Grid, no,, no "}, ["tag", url, "Power/Grid", "no"]),
            ({"do": "enable"}, ["enable", url]),
            ({"do": "tag", "tags": ""}, ["tag", url]),
            ({"do": "remove"}, ["remove", url]),
        ]
        for fields, words in steps:
            before = config.read_bytes()
            assert (await browser.send(page, **fields)).status == 303, fields
            beside.write_bytes(before)
            monkeypatch.setenv("MONITOR_CONFIG", str(beside))
            assert program.main(["feeds", *words]) == 0
            assert config.read_bytes() == beside.read_bytes() != before
        assert (await browser.get(page)).status == 404
        assert (await browser.send(page, do="enable")).status == 404


@pytest.mark.slow
async def test_a_poll_is_asked_for_unless_the_server_wants_peace(tmp_path: Path) -> None:
    async with opened(tmp_path, *MORNING) as (room, browser, _):
        (health, *_) = await room.app.store.feeds.health()
        page = f"/feed/{sources.name(health.url)}"
        assert health.next_look_at
        assert health.next_look_at > room.clock()
        assert (await browser.send(page, do="poll")).status == 303
        assert (await room.app.store.feeds.health())[0].next_look_at == room.clock()
        assert (await browser.send(page, do="eat")).status == 422


async def test_the_list_of_another_reader_is_taken_over_as_by_the_command(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room, served(room) as browser:
        await browser.sign_in()
        config = room.settings.config
        known = catalog.load(config).feeds[0].url
        status, told = await upload(browser, OPML.format(known=known).encode())
        assert status == 200
        assert "1 source added, 1 there already" in told
        assert "begins with ftp:" in told
        added = catalog.load(config).feeds[-1]
        assert (added.url, added.tags) == ("https://netz.example/feed", ("Power/Grid",))
        before = config.read_bytes()
        bombs = [
            b"",
            b"PK\x03\x04" + bytes(4000),
            b"\x1f\x8b" + bytes(1000),
            b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml><outline xmlUrl="https://x.example/&b;"/></opml>',
            b"<opml>" + b"<outline>" * 50_000,
        ]
        for bomb in bombs:
            assert (await upload(browser, bomb))[0] == 422, bomb[:20]
        told = (await upload(browser, b'<opml><outline xmlUrl="file:///etc/passwd"/></opml>'))[1]
        assert "0 sources added" in told
        assert (await upload(browser, bytes(forms.LARGEST_FILE)))[0] == 413
        assert (await upload(browser, b"<opml/>", **EMPTY))[0] == 403
        assert (await browser.send("/feeds/import")).status == 413, "a form without a file"
        assert config.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--x\r\n\r\n--x--"),
        ("multipart/form-data; boundary=x", b"--y--"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nno end'),
        ("multipart/form-data; boundary=x", b"junk\r\n--x--\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\nno name\r\n--x--\r\n"),
        ("multipart/form-data; boundary=" + "x" * 80, b"--" + b"x" * 80 + b"--"),
        ("multipart/form-data; boundary=x", b"--x\r\n" * 100 + b"--x--"),
    ],
)  # fmt: skip
async def test_an_odd_upload_is_refused(tmp_path: Path, kind: str, body: bytes) -> None:
    async with newsroom(tmp_path) as room, served(room) as browser:
        await browser.sign_in()
        before = room.settings.config.read_bytes()
        answer = await browser.ask("POST", "/feeds/import", data=body, headers={"Content-Type": kind})
        assert answer.status == 413
        assert room.settings.config.read_bytes() == before


@pytest.mark.slow
async def test_two_browsers_and_commands_at_once_lose_nothing(tmp_path: Path) -> None:
    """Sixty changes by two browsers, two processes that add feeds and one that removes them, all at the same time."""
    async with newsroom(tmp_path) as room, served(room) as one:
        config = room.settings.config
        config.write_text("# mine\n" + config.read_text("utf-8") + "# end\n", encoding="utf-8")
        first = catalog.load(config).feeds[0].url
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
            other = Browser(one.base, session, one.headers)
            await asyncio.gather(one.sign_in(), other.sign_in())
            environment = os.environ | {"MONITOR_CONFIG": str(config)}

            async def python(*words: str) -> asyncio.subprocess.Process:
                return await asyncio.create_subprocess_exec(sys.executable, *words, cwd=ROOT, env=environment)

            processes = [await python("-c", WRITES, str(config), who) for who in ("left", "right")]
            processes.append(await python("-m", "monitor", "feeds", "tag", first, "by command"))

            async def goes_on(browser: Browser, who: str) -> None:
                for at in range(10):
                    url = f"https://{who}.example/feed/{at}"
                    assert (await browser.send("/feeds/add", url=url, title=f"{who} {at}")).status == 303
                    page = f"/feed/{sources.name(url)}"
                    assert (await browser.send(page, do="tag", tags=f"{who}, t{at}")).status == 303
                    assert (await browser.send(page, do="disable")).status == 303

            await asyncio.gather(goes_on(one, "one"), goes_on(other, "other"))
            assert [await process.wait() for process in processes] == [0, 0, 0]
        found = {feed.url: feed for feed in catalog.load(config).feeds}
        for who in ("one", "other"):
            for at in range(10):
                feed = found.pop(f"https://{who}.example/feed/{at}")
                assert (feed.title, feed.tags, feed.enabled) == (f"{who} {at}", (who, f"t{at}"), False)
        for who in ("left", "right"):
            assert [found.pop(f"https://{who}.example/{at}").url for at in range(1, 12, 2)]
        assert found[first].tags == ("by command",)
        assert len(found) == len(BASES)
        text = config.read_text("utf-8")
        assert text.startswith("# mine\n")
        assert "# end\n" in text


async def test_too_many_forms_in_a_minute_are_refused(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room, served(room) as browser:
        await browser.sign_in()
        statuses = [(await browser.ask("POST", "/undo", data=EMPTY)).status for _ in range(61)]
        assert statuses == [403] * 60 + [429]
        assert (await browser.get("/")).status == 200
        room.clock.advance(timedelta(minutes=1))
        assert (await browser.ask("POST", "/undo", data=EMPTY)).status == 403


def test_a_changed_feed_is_read_as_it_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text("topics: [openai-infrastructure]\nfeeds:\n  - url: https://a.example/x\n", encoding="utf-8")
    edit.change_feed(path, "https://a.example/x", {"tags": ["a", "no"], "enabled": False})
    (feed,) = catalog.load(path).feeds
    assert (feed.tags, feed.enabled) == (("a", "no"), False)
