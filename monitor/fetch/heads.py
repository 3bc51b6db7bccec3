"""Heads of answers, read as tolerantly as browsers do: what is odd but harmless is put right.

Lines without a colon, invalid names, folded lines, the same length twice, a length along with chunks, `HTTP/2` in the
status line. What has no harmless meaning (two lengths that differ, a NUL) is refused.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from monitor.habits import Certificate

LARGEST = 256 * 1024  # bytes of one head; browsers accept that much
LINE = 64 * 1024  # bytes of one line of it
LINES = 1_000
DIGITS = 18  # of a length

END = re.compile(rb"\r?\n\r?\n")
_LINE = re.compile(rb"\r?\n")
_STATUS = re.compile(rb"http/([0-9.]+)[ \t]+(\d{3})(?=\D|$)", re.IGNORECASE)
_TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_FRAMING = frozenset({"content-length", "transfer-encoding"})


class NotHttp(Exception):
    """An answer that is no HTTP, and why."""


class Head(NamedTuple):
    """A status, fields in their order (names in lower case), and how the body ends: a length, chunks, or neither."""

    status: int
    fields: tuple[tuple[str, str], ...]
    length: int | None
    chunked: bool
    lasting: bool  # the connection may be used again

    def all(self, name: str) -> str:
        """All values of a field, joined by commas; empty if there is none."""
        return ",".join(value for each, value in self.fields if each == name)


def read(raw: bytes) -> Head:
    """The head of an answer, without the empty line that ends it. Raises NotHttp."""
    first, *lines = _LINE.split(raw)
    found = _STATUS.match(first)
    if not found:
        raise NotHttp(f"Bad status line {first[:60]!r}")
    if b"\0" in raw:
        raise NotHttp("NUL in a header")
    if len(lines) > LINES or max(map(len, lines), default=0) > LINE:
        raise NotHttp("too many headers, or one too long")
    fields = [field for line in _unfolded(lines) if (field := _field(line))]
    chunked = any(name == "transfer-encoding" and "chunked" in value.lower() for name, value in fields)
    length = None if chunked else _length(value for name, value in fields if name == "content-length")
    closing = any(name == "connection" and "close" in value.lower() for name, value in fields)
    return Head(
        status=int(found[2]),
        fields=tuple(field for field in fields if field[0] not in _FRAMING),
        length=length,
        chunked=chunked,
        lasting=found[1] != b"1.0" and not closing,
    )


def _unfolded(lines: Iterable[bytes]) -> list[bytes]:
    """Continued lines (RFC 9112, 5.2) joined."""
    whole: list[bytes] = []
    for line in lines:
        if line[:1] in {b" ", b"\t"} and whole:
            whole[-1] += b" " + line.strip()
        else:
            whole.append(line)
    return whole


def _field(line: bytes) -> tuple[str, str] | None:
    """Name and value of a line; None for a line that can be left out. Raises NotHttp."""
    name, colon, value = line.partition(b":")
    name, value = name.strip(), value.strip()
    if colon and value and not name:
        raise NotHttp("a header without a name")
    if not colon or not _TOKEN.fullmatch(name) or b"\r" in value:
        return None
    return name.decode("ascii").lower(), value.decode("utf-8", "surrogateescape")


def _length(values: Iterable[str]) -> int | None:
    """The one length that a head gives; what is not a number is skipped. Raises NotHttp."""
    told = {part.strip() for value in values for part in value.split(",")}
    lengths = {part for part in told if part.removeprefix("-").isdecimal() and part.isascii()}
    if len(lengths) > 1 or any(part.startswith("-") or len(part) > DIGITS for part in lengths):
        raise NotHttp(f"Content-Length is {' and '.join(sorted(lengths))[:60]}")
    return int(lengths.pop()) if lengths else None


def certificate(peer: Any) -> Certificate | None:
    """From when to when a certificate, as `ssl` gives it, is valid: `Jun  1 12:00:00 2027 GMT`."""
    if not peer or not peer.get("notAfter"):
        return None
    times = (ssl.cert_time_to_seconds(peer[name]) for name in ("notBefore", "notAfter"))
    begins, ends = (datetime.fromtimestamp(seconds, UTC) for seconds in times)
    return Certificate(begins_at=begins, ends_at=ends)
