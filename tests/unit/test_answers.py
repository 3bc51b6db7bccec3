"""Answers as they arrive: every cut of the bytes gives the same, and what is no answer is refused."""

from __future__ import annotations

import zlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.answers import Answer, BrokeOff, Closed
from monitor.fetch.decode import Body, TooLarge, Undecodable
from monitor.fetch.heads import NotHttp

PACKED = zlib.compressobj(wbits=31)
GZIP = PACKED.compress(b"<rss>" * 50) + PACKED.flush()
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKS = b"5\r\n<rss>\r\n6;a=b\r\n</rss>\r\n0\r\nX-Sum: 1\r\n\r\n"
# What comes, its body, and whether the connection may be used again; None: it ends only with the connection.
WHOLE: dict[str, tuple[bytes, bytes, bool | None]] = {
    "a length": (OK + b"Content-Length: 11\r\n\r\n<rss></rss>", b"<rss></rss>", True),
    "the same length twice": (OK + b"Content-Length: 2, 2\r\ncontent-length: 2\r\n\r\n<a", b"<a", True),
    "nothing": (OK + b"Content-Length: 0\r\n\r\n", b"", True),
    "chunks": (OK + b"Transfer-Encoding: chunked\r\n\r\n" + CHUNKS, b"<rss></rss>", True),
    "chunks along with a length": (
        OK + b"Transfer-Encoding: gzip, Chunked\r\nContent-Length: 3\r\n\r\n" + CHUNKS,
        b"<rss></rss>",
        True,
    ),
    "lines that end in LF": (OK[:-2] + b"\nTransfer-Encoding: chunked\n\n2\n<a\n0\n\n", b"<a", True),
    "neither": (OK + b"\r\n<rss></rss>", b"<rss></rss>", None),
    "304 with a length": (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n", b"", True),
    "204": (b"HTTP/1.1 204\r\n\r\n", b"", True),
    "after 100 and 103": (
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: a\r\n\r\n" + OK + b"Content-Length: 2\r\n\r\n<a",
        b"<a",
        True,
    ),
    "empty lines first": (b"\r\n\r\n" + OK + b"Content-Length: 2\r\n\r\n<a", b"<a", True),
    "closing": (OK + b"Connection: Close\r\nContent-Length: 2\r\n\r\n<a", b"<a", False),
    "an old version": (b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n<a", b"<a", False),
    "a newer version": (b"HTTP/2 200\r\nContent-Length: 2\r\n\r\n<a", b"<a", True),
    "gzip": (OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(GZIP) + GZIP, b"<rss>" * 50, True),
    "more than was told": (OK + b"Content-Length: 2\r\n\r\n<aHTTP/1.1 200 OK\r\n\r\n", b"<a", False),
}
REFUSED: dict[str, tuple[bytes, type[Exception]]] = {
    "no HTTP": (b"SSH-2.0-OpenSSH_9\r\n\r\n", NotHttp),
    "two lengths": (OK + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n", NotHttp),
    "a length below zero": (OK + b"Content-Length: -2\r\n\r\n", NotHttp),
    "a length without measure": (OK + b"Content-Length: 1" + b"0" * 40 + b"\r\n\r\n", NotHttp),
    "NUL": (OK + b"X: a\0b\r\n\r\n", NotHttp),
    "too many headers": (OK + b"X: a\r\n" * 1_001 + b"\r\n", NotHttp),
    "a head without end": (OK + b"X: a\r\n" * 50_000, Undecodable),
    "a chunk that is no number": (OK + b"Transfer-Encoding: chunked\r\n\r\n0x5\r\n<rss>", NotHttp),
    "a chunk below zero": (OK + b"Transfer-Encoding: chunked\r\n\r\n-5\r\n<rss>", NotHttp),
    "a chunk longer than told": (OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\n<rss>\r\n", NotHttp),
    "a chunk's line without end": (OK + b"Transfer-Encoding: chunked\r\n\r\n5;" + b"a" * 5_000, NotHttp),
    "a trailer without end": (OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n" + b"X: a\r\n" * 80_000, Undecodable),
    "too much": (OK + b"\r\n" + b"<" * 2_000, TooLarge),
}


def answer() -> Answer:
    return Answer(lambda head: Body(head.all("content-encoding") if head.status != 304 else "", 1_000))


@pytest.mark.parametrize("name", WHOLE)
@given(cuts=st.lists(st.integers(0, 300), max_size=6))
def test_an_answer_is_the_same_however_it_is_cut(name: str, cuts: list[int]) -> None:
    raw, body, again = WHOLE[name]
    come = answer()
    places = [0, *sorted(min(cut, len(raw)) for cut in cuts), len(raw)]
    for begin, end in pairwise(places):
        if not come.whole:
            come.take(raw[begin:end])
        elif again is not False:
            assert raw[begin:end] == b""
    assert come.whole is (again is not None)
    if again is None:
        come.end()
    assert (come.body, come.whole) == (body, True)
    if name != "more than was told" or places == [0, len(raw)]:
        assert come.reusable is bool(again)


def in_pieces(raw: bytes, size: int) -> None:
    come = answer()
    for place in range(0, len(raw), size):
        come.take(raw[place : place + size])


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_answer_is_refused(name: str) -> None:
    raw, error = REFUSED[name]
    with pytest.raises(error):
        answer().take(raw)
    with pytest.raises(error):
        in_pieces(raw, max(7, len(raw) // 50))


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", Closed),
        (b"HTTP/1.1 200", BrokeOff),
        (OK + b"Content-Length: 9\r\n\r\n<rss>", BrokeOff),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n", BrokeOff),
    ],
)
def test_an_end_before_the_end_is_told(raw: bytes, error: type[Exception]) -> None:
    come = answer()
    assert not come.take(raw)
    with pytest.raises(error):
        come.end()


def test_a_reset_is_no_end_of_a_body() -> None:
    come = answer()
    come.take(OK + b"\r\n<rss>")
    with pytest.raises(BrokeOff):
        come.end(ConnectionResetError())


def test_a_body_that_nobody_reads_ends_the_connection() -> None:
    come = Answer(lambda head: None)
    assert come.take(b"HTTP/1.1 301 Moved\r\nLocation: /\r\nContent-Length: 5\r\n\r\n")
    assert not come.reusable
