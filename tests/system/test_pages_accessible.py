"""axe finds nothing on any page, in no state, light and dark, on a phone and on a desk; and nothing sticks out."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest

from monitor import catalog
from monitor.web import sources
from tests import world
from tests.chromium import SIZES, WANTED, Watched, chromium, reading
from tests.pipeline.test_days import OUTLETS, newsroom
from tests.pipeline.test_pages import MORNING, READ, served
from tests.world import outlet

axe = pytest.importorskip("axe_playwright_python.async_playwright", reason="needs axe-playwright-python: make venv")
pytestmark = WANTED

PICTURES = os.environ.get("MONITOR_PICTURES", "")  # a folder; each page is drawn into it
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
OPML = b'<opml><body><outline text="A" xmlUrl="https://a.example/x"/><outline xmlUrl="ftp://b.example/"/></body></opml>'
LATER = ("/digests", "/digest/test/preview", "/settings", "/search?q=nothing", "/nothing")
WIDER = "document.documentElement.scrollWidth - window.innerWidth"


@asynccontextmanager
async def laid_out(folder: Path) -> AsyncIterator[tuple[str, str, list[str]]]:
    """The address of the pages after a day with news, corrections and words of readers; a site; and all paths."""
    paper = outlet("anzeiger", OUTLETS["kontor"].pieces[:3], name="Anzeiger")
    async with newsroom(folder) as room, world.serve([paper]) as sites:
        room.app = replace(room.app, stop="https://news.example/stop/")
        for pieces in (MORNING, ("harbour-ledger/cerebras-doubles", "kontor/zinsen")):
            room.prints(*pieces)
            assert await room.until_next_morning()
        header = "".join(message_from_bytes(room.mail.taken[0].content)["List-Unsubscribe"].split())
        stop = header.split(",")[0].strip("<>").removeprefix("https://news.example")
        feed = f"/feed/{sources.name(catalog.load(room.settings.config).feeds[0].url)}"
        async with served(room) as pages:
            await pages.sign_in()
            for fields in ({"kind": "follow"}, {"kind": "mute", "days": "7", "why": "enough of it"}):
                await pages.send("/act", target="s1", **fields)
            await pages.send("/undo", id="2")
            yield pages.base, sites.bases["anzeiger"], [*READ, *LATER, feed, stop]


async def examined(window: Watched, name: str, shot: str) -> None:
    """Nothing to complain about on the page that is open, with everything unfolded."""
    page = window.page
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{shot}-{name}-folded.png", full_page=True)
    await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = (await axe.Axe().run(page, options=RULES)).response["violations"]
    told = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{shot}-{name}.png", full_page=True)
    assert told == [], (name, page.url)
    assert await page.evaluate(WIDER) <= 0, page.url


@pytest.mark.timeout(900)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
async def test_axe_finds_nothing_and_nothing_sticks_out(tmp_path: Path, size: str, scheme: str) -> None:
    shot = f"{size}-{scheme}"
    async with (
        laid_out(tmp_path) as (base, site, paths),
        chromium() as browser,
        reading(browser, base, size, color_scheme=scheme) as window,
    ):
        page = window.page
        await window.open("/sign-in")
        await examined(window, "sign-in", shot)
        await page.get_by_label("Token").fill("wrong")
        await page.keyboard.press("Enter")
        await page.get_by_role("alert").wait_for()
        await examined(window, "sign-in-wrong", shot)
        await window.sign_in()
        for path in paths:
            assert await window.open(path) in {200, 404}
            await examined(window, path.strip("/").replace("/", "-").replace("?", "-")[:24] or "today", shot)
        await window.open("/feeds")
        await page.get_by_label("Add a source").fill(site)
        await page.get_by_role("button", name="Look at it").click()
        await page.get_by_role("button", name="Add this source").first.wait_for()
        await examined(window, "offers", shot)
        await window.open("/feeds")
        await page.locator("summary", has_text="OPML").click()
        list_ = {"name": "x.opml", "mimeType": "text/x-opml", "buffer": OPML}
        await page.set_input_files("#file", list_)  # type: ignore[arg-type]  # a dict of their own type
        await page.get_by_role("button", name="Add what is new").click()
        await page.get_by_role("status").wait_for()
        await examined(window, "taken", shot)
        assert window.troubles == []
