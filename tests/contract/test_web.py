"""The seam Web: what every door to the network promises. The real one is tested with a server on loopback."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from monitor import problems
from monitor.errors import Busy
from monitor.model import Page, Validators
from monitor.problems import Trouble
from tests.faults import Clock, FaultServer, Reply, open_door, rss, serve

BODY = rss()


@pytest.fixture
async def server():
    async with serve() as server:
        server.on("/robots.txt", Reply(status=404))
        yield server


@pytest.fixture
async def door(server: FaultServer):
    door = open_door(now=Clock())
    yield door
    await door.close()


@pytest.mark.parametrize("kind", ["feed", "page", "discovery", "robots"])
async def test_a_page_says_what_was_asked_and_what_was_answered(door, server: FaultServer, kind: str) -> None:
    server.on("/feed", Reply(body=BODY, headers={"ETag": '"1"', "X-Odd": "a"}))
    page = await door.get(server.url(), kind=kind)
    assert (page.url, page.status) == (server.url(), 200)
    assert (page.body, page.unchanged, page.trouble, page.problem, page.moved_to) == (
        BODY,
        False,
        Trouble.NONE,
        None,
        "",
    )
    assert (page.header("etag"), page.header("x-odd"), page.header("absent")) == ('"1"', "a", "")
    assert page.fetched_at.tzinfo is not None


async def test_304_is_told_as_unchanged(door, server: FaultServer) -> None:
    server.on("/feed", Reply(status=304, headers={"ETag": '"1"'}))
    page = await door.get(server.url(), kind="feed", validators=Validators(etag='"1"', last_modified="x"))
    assert (page.status, page.unchanged, page.body, page.problem) == (304, True, b"", None)
    assert server.log[0].headers["if-none-match"] == '"1"'
    assert server.log[0].headers["if-modified-since"] == "x"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 429, 451, 500, 502, 503, 504, 599])
async def test_an_error_is_an_answer_with_a_line_in_plain_words(door, server: FaultServer, status: int) -> None:
    server.on("/feed", Reply(body=b"no", status=status))
    page = await door.get(server.url(), kind="feed")
    assert (page.status, page.trouble) == (status, Trouble.NONE)
    assert str(status) in problems.words(page.problem)
    assert "\n" not in problems.told(page.problem)


async def test_a_redirect_is_followed_and_told(door, server: FaultServer) -> None:
    server.on("/old", Reply(status=301, headers={"Location": "/feed"}))
    server.on("/feed", Reply(body=BODY))
    page = await door.get(server.url("/old"), kind="feed")
    assert (page.url, page.moved_to) == (server.url(), server.url())


Trial = Callable[[FaultServer], Awaitable[Page]]


@pytest.mark.parametrize(
    ("url", "trouble"),
    [
        ("http://no-such-name.invalid/", Trouble.DNS),
        ("http://127.0.0.1:1/", Trouble.CONNECT),
        ("http://10.0.0.1/", Trouble.REFUSED),
        ("ftp://example.org/", Trouble.REFUSED),
        ("not an address", Trouble.REFUSED),
        ("https://127.0.0.1:PORT/", Trouble.PROTOCOL),
    ],
)
async def test_trouble_is_an_answer_too(door, server: FaultServer, url: str, trouble: Trouble) -> None:
    if "PORT" in url:
        url, trouble = server.url("/feed"), Trouble.PROTOCOL
        server.on("/feed", Reply(body=b"x", headers={"Content-Encoding": "br"}))
    page = await door.get(url, kind="feed")
    assert (page.status, page.trouble) == (0, trouble)
    assert page.problem
    assert "\n" not in problems.told(page.problem)


async def test_nobody_waits_long_for_a_turn(server: FaultServer) -> None:
    clock = Clock()
    door = open_door(now=clock, gap=30.0)
    await door.get(server.url(), kind="feed")
    with pytest.raises(Busy) as busy:
        await door.get(server.url(), kind="feed")
    await door.close()
    assert busy.value.retry_at is not None
    assert timedelta(seconds=20) < busy.value.retry_at - clock() <= timedelta(seconds=31)
