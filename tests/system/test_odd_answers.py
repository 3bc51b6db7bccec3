"""Odd answers on the web: headers and codings that browsers accept, statuses without a document, robot checks."""

import gzip
import zlib
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor import problems
from monitor.feeds import changes, parse
from monitor.feeds.marks import mark_of
from monitor.model import Feed, FeedState, Page
from monitor.problems import Trouble
from tests.faults import START, Reply, entry, open_door, rss, serve

BODY = rss(entry(1))
LENGTH = b"Content-Length: %d" % len(BODY)
CHUNKED = b"Transfer-Encoding: chunked"
CHUNKS = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)


def raw(*lines: bytes, first: bytes = b"HTTP/1.1 200 OK", body: bytes = BODY, end: bytes = b"\r\n"):
    async def answer(request, writer) -> None:
        head = end.join([first, b"Content-Type: text/xml", *lines]) + end + end
        for at in range(0, len(head), 5_000):  # the header comes in pieces
            writer.write(head[at : at + 5_000])
            await writer.drain()
        writer.write(body)
        await writer.drain()

    return answer


BORNE = {
    "a policy of 9 kB": raw(b"Content-Security-Policy: " + b"x" * 9_000, LENGTH),
    "a policy of 60 kB": raw(b"Content-Security-Policy: " + b"x" * 60_000, LENGTH),
    "200 headers": raw(*(b"X-%d: y" % number for number in range(200)), LENGTH),
    "the same length twice": raw(LENGTH, LENGTH),
    "a list of equal lengths": raw(LENGTH + b", " + LENGTH[16:]),
    "a length beside chunks": raw(b"Content-Length: 9999", CHUNKED, body=CHUNKS),
    "chunked twice": raw(CHUNKED, CHUNKED, body=CHUNKS),
    "transfer coding identity": raw(b"Transfer-Encoding: identity", LENGTH),
    "an empty length": raw(b"Content-Length:", b"Connection: close"),
    "a folded line": raw(b"X-A: b", b"  c", LENGTH),
    "a blank before the colon": raw(b"X-A : b", LENGTH),
    "a name of two words": raw(b"X A: b", LENGTH),
    "a name with brackets": raw(b"X(A)[1]: b", LENGTH),
    "a name with an umlaut": raw("X-Ä: b".encode(), LENGTH),
    "a line without a colon": raw(b"What the plugin wanted to say", LENGTH),
    "Latin-1 in a value": raw(b"X-A: caf\xe9", LENGTH),
    "bare line feeds": raw(LENGTH, end=b"\n"),
    "no reason": raw(LENGTH, first=b"HTTP/1.1 200"),
    "HTTP/2 in the status line": raw(LENGTH, first=b"HTTP/2 200"),
    "lower case": raw(LENGTH, first=b"http/1.1 200 ok"),
    "early hints": raw(b"", b"HTTP/1.1 200 OK", LENGTH, first=b"HTTP/1.1 103 Early Hints"),
    "a blank line before it": raw(LENGTH, first=b"\r\nHTTP/1.1 200 OK"),
    "a charset as coding": raw(b"Content-Encoding: UTF-8", LENGTH),
    "coding none": raw(b"Content-Encoding: none", LENGTH),
    "a coding named and not used": raw(b"Content-Encoding: gzip", LENGTH),
}
PACKED = gzip.compress(BODY)


@pytest.mark.parametrize("name", BORNE)
async def test_what_is_odd_but_harmless_is_borne(name: str) -> None:
    async with serve() as server:
        server.on("/feed", BORNE[name])
        door = open_door()
        page = await door.get(server.url(), kind="feed")
        again = await door.get(server.url(), kind="feed")
        await door.close()
        assert (page.status, page.body, page.trouble) == (200, BODY, Trouble.NONE), page.problem
        assert again.body == BODY


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Encoding": "gzip"},
        {"Content-Encoding": "gzip, gzip"},  # the same coding twice, as some proxies do
        {"Content-Encoding": "utf-8, gzip"},
        {"Content-Encoding": '"gzip"'},
        {"Content-Type": "application/x-gzip"},
    ],
    ids=str,
)
async def test_a_packed_document_is_unpacked_whatever_its_header_says(headers: dict[str, str]) -> None:
    async with serve() as server:
        server.on("/feed", Reply(body=PACKED, headers=headers))
        door = open_door()
        assert (await door.get(server.url(), kind="feed")).body == BODY
        await door.close()


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, deflate"])
async def test_a_coding_we_cannot_undo_is_told(coding: str) -> None:
    async with serve() as server:
        server.on("/feed", Reply(body=zlib.compress(BODY), headers={"Content-Encoding": coding}))
        door = open_door()
        page = await door.get(server.url(), kind="feed")
        await door.close()
        assert page.trouble is Trouble.PROTOCOL
        assert coding in problems.words(page.problem)


CHECKS = {
    "AWS WAF": Reply(status=202, headers={"x-amzn-waf-action": "challenge", "Content-Type": "text/html"}),
    "Cloudflare": Reply(
        b"<!DOCTYPE html><html><head><title>Just a moment...</title><script>window._cf_chl_opt={}</script></head>"
        b"<body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>",
        403,
        {"Content-Type": "text/html", "cf-mitigated": "challenge"},
    ),
    "Akamai": Reply(
        b"<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission to access"
        b' "http&#58;//e.org/feed" on this server.<P>Reference #18.2d351ab8<P>https://errors.edgesuite.net/18</BODY></HTML>',
        200,
        {"Content-Type": "text/html"},
    ),
    "Anubis": Reply(
        b"<!doctype html><html><head><title>Making sure you&#39;re not a bot!</title></head><body>"
        b'<script id="anubis_challenge" type="application/json">{}</script><p>Loading...</p></body></html>',
        200,
        {"Content-Type": "text/html"},
    ),
    "Imperva": Reply(
        b'<html><head><META NAME="robots" CONTENT="noindex"></head><body><iframe src="/_Incapsula_Resource?x=1">'
        b"Request unsuccessful. Incapsula incident ID: 1-2</iframe></body></html>",
        200,
        {"Content-Type": "text/html"},
    ),
    "SiteGround": Reply(
        b'<html><head><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F"></head></html>',
        202,
        {"Content-Type": "text/html"},
    ),
    "robots": Reply(
        "<html><head><title>Einen Moment …</title></head><body>Bitte bestätigen Sie, dass Sie ein Mensch sind.".encode(),
        503,
        {"Content-Type": "text/html; charset=utf-8"},
    ),
}


@pytest.mark.parametrize("name", CHECKS)
async def test_a_check_for_robots_is_trouble_by_name(name: str) -> None:
    async with serve() as server:
        server.on("/feed", CHECKS[name])
        door = open_door()
        page = await door.get(server.url(), kind="feed")
        await door.close()
        state = FeedState(url=server.url())
        found = parse.document(page) if changes.worth_parsing(state, page) else None
        poll = changes.decide(Feed(url=server.url()), state, page, found, (), START)
        assert page.trouble is Trouble.CHALLENGE
        assert f"({name})" in problems.told(poll.state.problem)
        assert poll.state.last_success_at is None


async def test_a_page_that_only_loads_such_a_script_is_no_check() -> None:
    body = b"<html><head><title>News</title><script src='/_Incapsula_Resource'></script></head><body><p>"
    body += b"The council has agreed to the hall by the river, and the grid will be enlarged. " * 30
    async with serve() as server:
        server.on("/a", Reply(body, headers={"Content-Type": "text/html"}))
        door = open_door()
        page = await door.get(server.url("/a"), kind="feed")
        await door.close()
        assert (page.trouble, page.problem) == (Trouble.NONE, None)


@pytest.mark.parametrize("status", [202, 204, 206, 205, 300, 304])
def test_a_status_without_a_document_is_no_success(status: int) -> None:
    feed = Feed(url="https://e.org/feed", backfill=2)
    page = Page(url=feed.url, status=status, unchanged=status == 304, fetched_at=START)
    poll = changes.decide(feed, FeedState(url=feed.url), page, None, (), START)
    assert poll.state.last_success_at is None
    assert problems.words(poll.state.problem)
    later = Page(url=feed.url, status=200, body=rss(*map(entry, range(12))), fetched_at=START)
    again = changes.decide(feed, poll.state, later, parse.document(later), (), START + timedelta(hours=2))
    assert (len(again.fresh), len(again.passed), again.state.problem) == (2, 10, None)


def test_an_empty_first_document_keeps_the_backfill() -> None:
    feed = Feed(url="https://e.org/feed", backfill=2)
    empty, full = (
        Page(url=feed.url, status=200, body=body, fetched_at=START) for body in (rss(), rss(*map(entry, range(9))))
    )
    first = changes.decide(feed, FeedState(url=feed.url), empty, parse.document(empty), (), START)
    second = changes.decide(feed, first.state, full, parse.document(full), (), START + timedelta(hours=2))
    assert (first.state.problem, len(second.fresh)) == (None, 2)
    known = (*changes.marks_of(second.fresh), *(replace(mark_of(one), passed=True) for one, _ in second.passed))
    third = changes.decide(feed, second.state, full, parse.document(full), known, START + timedelta(hours=4))
    assert third.fresh == ()  # what was passed over is never reported
