"""Debian's Chromium, driven by Playwright, for tests of what people see; and the pages of `monitor web` in it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from tests.pipeline.test_pages import TOKEN

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

CHROMIUM = shutil.which("chromium")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
SIZES = {"phone": (360, 740), "desktop": (1280, 800)}
WANTED = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium: apt install chromium"),
    pytest.mark.skipif(find_spec("playwright") is None, reason="needs playwright: make venv"),
]


@asynccontextmanager
async def chromium(*flags: str) -> AsyncIterator["Browser"]:
    """A browser that has seen nothing yet."""
    from playwright.async_api import async_playwright  # noqa: PLC0415 - long to import, and only slow tests need it

    async with async_playwright() as play:
        opened = await play.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
        try:
            yield opened
        finally:
            await opened.close()


@dataclass(slots=True)
class Watched:
    """A page in a browser, and what happened in it that should not."""

    page: "Page"
    base: str
    troubles: list[str] = field(default_factory=list)

    async def open(self, path: str) -> int:
        """The status of the page that is at a path."""
        answer = await self.page.goto(self.base + path)
        assert answer
        return answer.status

    async def sign_in(self) -> None:
        """Give the token as a reader does: with the keyboard."""
        await self.open("/sign-in")
        await self.page.get_by_label("Token").fill(TOKEN)
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_url(self.base + "/")


@asynccontextmanager
async def reading(browser: "Browser", base: str, size: str = "desktop", **more: Any) -> AsyncIterator[Watched]:
    """A window of a size at the pages; scripts that run, styles that are refused and requests to elsewhere are noted."""
    width, height = SIZES[size]
    more = {"locale": "en-GB"} | more
    context = await browser.new_context(viewport={"width": width, "height": height}, **more)
    page = await context.new_page()
    watched = Watched(page, base)
    note = watched.troubles.append
    page.on("console", lambda told: note(told.text) if "Content Security Policy" in told.text else None)
    page.on("pageerror", lambda error: note(str(error)))
    page.on("dialog", lambda dialog: note(f"dialog: {dialog.message}"))
    page.on("request", lambda asked: None if asked.url.startswith(base) else note(f"request: {asked.url}"))
    try:
        yield watched
    finally:
        await context.close()
