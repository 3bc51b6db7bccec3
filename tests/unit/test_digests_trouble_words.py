"""Feed trouble in the German frame: every form a look can write down has its German one."""

import ast
import re
import socket
import ssl
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from monitor.digests import trouble_words, words
from monitor.feeds import health, parse
from monitor.fetch import decode, guard, trouble
from monitor.model import Page

ROOT = Path(__file__).parents[2]
KEY = aiohttp.client_reqrep.ConnectionKey("paper.example", 443, True, True, None, None, None)
REQUEST = aiohttp.RequestInfo(URL("https://paper.example"), "GET", {})  # type: ignore[arg-type]
ERRORS = [
    trouble.Redirected("paper.example redirects more than 5 times"),
    trouble.Redirected("paper.example redirects to where we do not go: ftp scheme, not http or https"),
    trouble.Redirected("paper.example redirects to where we do not go: it carries a user name"),
    trouble.Redirected("paper.example redirects to something that is no address"),
    decode.TooLarge("it announces 5000000000 bytes"),
    decode.TooLarge("more than 10 MiB"),
    decode.Undecodable("the body is not valid gzip"),
    decode.Undecodable("the server uses a content coding we did not ask for (br)"),
    TimeoutError(),
    guard.Refused("10.0.0.1"),
    aiohttp.ClientConnectorDNSError(KEY, socket.gaierror(-2, "Name or service not known")),
    ssl.SSLError("certificate has expired"),
    ValueError("no address"),
    aiohttp.ClientPayloadError("half"),
    aiohttp.ClientResponseError(REQUEST, (), message="Bad status line"),
    aiohttp.ClientConnectorError(KEY, ConnectionRefusedError(111, "Connection refused")),
]
BODIES = [b"", b"<html><body>x", b"hello", b"{", b'{"version": 5}', b"<rss><channel><item><title>x</title></item>"]
ENGLISH = re.compile(r"\b(the|is|not|to|of|an?|it|we|answer|more|than|with)\b")


def german(problem: str) -> str:
    told = words.trouble("de", problem.split(";", maxsplit=1)[0])
    assert words.trouble("en", problem) == problem
    assert told != problem.split(";", maxsplit=1)[0]
    assert not ENGLISH.search(told), told
    return told


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: f"{type(error).__name__} {error}"[:60])
def test_every_trouble_of_a_request(error: Exception) -> None:
    _, problem = trouble.of(error, "paper.example", 30)
    german(problem)


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 410, 418, 429, 451, 500, 502, 503, 504, 599])
def test_every_status(status: int) -> None:
    assert german(trouble.of_status(status, "paper.example")).startswith("paper.example ")


@pytest.mark.parametrize("body", BODIES)
def test_every_document(body: bytes) -> None:
    page = Page(url="https://paper.example/feed", status=200, body=body, fetched_at=datetime(2026, 11, 22, tzinfo=UTC))
    german(health.problem(page, parse.document(page)))


def test_no_form_of_the_source_is_missing() -> None:
    """What stands in the source as a problem fits a form of the table."""
    found = []
    for path in (*ROOT.glob("monitor/feeds/*.py"), ROOT / "monitor/fetch/trouble.py", ROOT / "monitor/fetch/decode.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"parts.no_feed", "TooLarge", "Undecodable"}:
                found += [part for part in node.args if isinstance(part, ast.Constant | ast.JoinedStr)]
    texts = [_filled(node) for node in found]
    assert len(texts) >= 10
    for text in [*texts, *trouble._STATUS.values(), parse.CUT_SHORT]:
        german(text)


def _filled(node: ast.Constant | ast.JoinedStr) -> str:
    """The text with 5 in the place of each value."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "5" for part in parts)


def test_anything_else_stays_as_it_is() -> None:
    assert words.trouble("de", "something new") == "something new"
    assert all(
        set(re.findall(r"\{\w+\}", en)) == set(re.findall(r"\{\w+\}", de)) for en, de in trouble_words.GERMAN.items()
    )
