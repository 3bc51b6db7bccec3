"""The pages in a real browser, on a phone and on a desk, with scripts and without: what readers do."""

import asyncio
import os
import re
import socket
import sys
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest

from monitor import catalog
from tests import world
from tests.chromium import SIZES, WANTED, Watched, chromium, reading
from tests.pipeline.test_days import OUTLETS, Newsroom, newsroom
from tests.pipeline.test_pages import MORNING, served
from tests.source import ROOT
from tests.world import outlet

pytestmark = WANTED


async def adds_a_feed(window: Watched, room: Newsroom, address: str) -> None:
    page = window.page
    await page.get_by_role("link", name="Sources", exact=True).click()
    await page.get_by_label("Add a source").fill(address)
    await page.get_by_role("button", name="Look at it").click()
    await page.get_by_role("button", name="Add this source").first.click()
    await page.wait_for_url(window.base + "/feed/*")
    assert await page.get_by_role("heading", name="Anzeiger").is_visible()
    assert catalog.load(room.settings.config).feeds[-1].url.startswith(address)


async def finds_a_story(window: Watched) -> None:
    page = window.page
    await page.get_by_role("link", name="Search", exact=True).click()
    await page.get_by_role("searchbox").fill("megawatt")
    await page.keyboard.press("Enter")
    assert "1 story" in await page.get_by_role("status").inner_text()
    await page.locator("main a[href^='/story/']").first.click()
    assert await page.get_by_role("heading", name="Time line of the reports").is_visible()


async def mutes_it_and_takes_that_back(window: Watched, room: Newsroom) -> None:
    page = window.page
    await page.locator("summary", has_text="Mute").click()
    await page.get_by_label("For how long").select_option("30 days")
    await page.get_by_role("button", name="Mute").click()
    await page.wait_for_url(window.base + "/said")
    (said,) = await room.app.store.actions.standing()
    assert said.kind.value == "mute"
    await page.get_by_role("button", name="Undo").first.click()
    assert await page.get_by_text("undone").first.is_visible()
    assert not await room.app.store.actions.standing()


async def takes_a_report_out(window: Watched, room: Newsroom) -> None:
    page = window.page
    await finds_a_story(window)
    await page.locator("summary", has_text="Take out reports").click()
    await page.get_by_role("button", name="Take out").last.click()
    await page.wait_for_url(window.base + "/said")
    (said,) = await room.app.store.actions.standing()
    assert said.kind.value == "split"
    await page.get_by_role("link", name=f"s{said.other}" if said.story is None else f"s{said.story}").first.click()
    assert await page.get_by_role("heading", name="Time line of the reports").is_visible()


async def takes_the_list_along(window: Watched, address: str) -> None:
    page = window.page
    await page.get_by_role("link", name="Sources", exact=True).click()
    await page.locator("summary", has_text="OPML").click()
    async with page.expect_download() as waiting:
        await page.get_by_role("link", name=re.compile("other readers")).click()
    saved = await (await waiting.value).path()
    text = await asyncio.to_thread(Path(saved).read_text, encoding="utf-8")
    assert address in text
    assert text.count("xmlUrl=") == len(OUTLETS) + 1


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("size", SIZES)
async def test_a_reader_adds_searches_mutes_splits_and_takes_along(tmp_path: Path, size: str, scripts: bool) -> None:
    paper = outlet("anzeiger", OUTLETS["kontor"].pieces[:3], name="Anzeiger")
    async with newsroom(tmp_path) as room, world.serve([paper]) as sites, chromium() as browser, served(room) as pages:
        room.prints(*MORNING)
        assert await room.until_next_morning()
        async with reading(browser, pages.base, size, java_script_enabled=scripts) as window:
            await window.sign_in()
            await adds_a_feed(window, room, sites.bases["anzeiger"])
            await finds_a_story(window)
            await mutes_it_and_takes_that_back(window, room)
            await takes_a_report_out(window, room)
            await takes_the_list_along(window, sites.bases["anzeiger"])
            await window.page.get_by_role("button", name="Sign out").click()
            await window.page.wait_for_url(pages.base + "/sign-in")
            assert await window.open("/said") == 200
            assert window.page.url.endswith("/sign-in")
            assert window.troubles == []


@pytest.mark.parametrize("size", SIZES)
async def test_a_mail_is_ended_by_one_click(tmp_path: Path, size: str) -> None:
    """The link in a mail asks; its button ends the mails, in a browser that has never signed in."""
    async with newsroom(tmp_path) as room, chromium() as browser:
        room.app = replace(room.app, stop="https://news.example/stop/")
        room.prints(*MORNING)
        assert await room.until_next_morning()
        header = "".join(message_from_bytes(room.mail.taken[0].content)["List-Unsubscribe"].split())
        path = header.split(",")[0].strip("<>").removeprefix("https://news.example")
        async with served(room) as pages, reading(browser, pages.base, size, java_script_enabled=False) as window:
            assert await window.open(path) == 200
            assert not await room.app.store.actions.every()
            await window.page.get_by_role("button", name="No more mails").click()
            assert "Done" in await window.page.get_by_role("status").inner_text()
            (said,) = await room.app.store.actions.standing()
            assert (said.kind.value, said.name) == ("pause", room.mail.taken[0].recipient)
            assert window.troubles == []


async def test_a_newcomer_adds_a_first_feed_before_anything_else_was_started(tmp_path: Path) -> None:
    """As the README says: `init`, `web`, and the rest in the browser. There is no database yet."""
    paper = outlet("anzeiger", OUTLETS["kontor"].pieces[:3], name="Anzeiger")
    home = tmp_path / "news"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8"}
    with socket.create_server(("127.0.0.1", 0)) as free:
        environment["MONITOR_WEB_ADDRESS"] = f"127.0.0.1:{free.getsockname()[1]}"

    async def monitor(*words: str) -> asyncio.subprocess.Process:
        command = (sys.executable, "-m", "monitor", *words)
        place = home if words == ("web",) else tmp_path
        return await asyncio.create_subprocess_exec(
            *command, cwd=place, env=environment, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE
        )

    async with world.serve([paper]) as sites, chromium() as browser:
        await (await monitor("init", str(home))).communicate()
        web = await monitor("web")
        assert web.stdout
        address = (await web.stdout.readline()).decode().partition(";")[0]
        token = (await web.stdout.readline()).decode().removeprefix("token for this run: ").partition(" ")[0]
        async with reading(browser, address, "phone") as window:
            page = window.page
            await window.open("/")
            await page.get_by_label("Token").fill(token)
            await page.get_by_role("button", name="Sign in").click()
            assert await page.get_by_text("No edition has been made yet").is_visible()
            await page.get_by_role("link", name="Sources", exact=True).click()
            await page.get_by_label("Add a source").fill(sites.bases["anzeiger"])
            await page.get_by_role("button", name="Look at it").click()
            await page.get_by_role("button", name="Add this source").first.click()
            await page.get_by_role("heading", name="Anzeiger").wait_for()
            assert window.troubles == []
        web.terminate()
        assert await web.wait() == 0
    assert catalog.load(home / "feeds.yaml").feeds[-1].url.startswith(sites.bases["anzeiger"])


async def test_everything_can_be_reached_with_the_keyboard(tmp_path: Path) -> None:
    """The first stop leads past the menu; every stop after it can be seen, and nothing holds the focus."""
    async with newsroom(tmp_path) as room, chromium() as browser:
        room.prints(*MORNING)
        assert await room.until_next_morning()
        async with served(room) as pages, reading(browser, pages.base, "phone") as window:
            await window.sign_in()
            for path in ("/", "/story/1", "/feeds", "/ledger"):
                await window.open(path)
                await window.page.keyboard.press("Tab")
                assert await window.page.evaluate("document.activeElement.className") == "skip"
                seen: list[str] = []
                for _ in range(200):
                    await window.page.keyboard.press("Tab")
                    if await window.page.evaluate("document.activeElement === document.body"):
                        break
                    seen.append(await window.page.evaluate(FOCUSED))
                wanted = await window.page.evaluate(REACHABLE)
                assert len(set(seen)) == wanted, path  # a day has several stops
                assert not [one for one in seen if one.startswith("hidden")], path
            assert window.troubles == []


FOCUSED = """() => {
  const node = document.activeElement, box = node.getBoundingClientRect(), style = getComputedStyle(node);
  const ring = node.type === 'date' || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const inside = box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth;
  return (ring && inside ? 'shown ' : 'hidden ') + [...document.querySelectorAll('*')].indexOf(node) + node.outerHTML.slice(0, 60);
}"""
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, summary')].filter(node =>
  node.type !== 'hidden' && !node.classList.contains('skip') && node.checkVisibility()).length"""
