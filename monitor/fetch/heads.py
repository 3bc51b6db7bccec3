"""Heads of answers, as tolerant as browsers: what is odd but harmless is corrected before the client's strict parser.

Lines without a colon, invalid names, folded lines, the same length twice, a length along with chunks, `HTTP/2` in the
status line. What has no harmless meaning (two lengths that differ, a NUL) is left for the parser to refuse.
"""

from __future__ import annotations

import re
import ssl
from datetime import UTC, datetime
from typing import Any

import aiohttp
from aiohttp.client_proto import ResponseHandler

from monitor.fetch import decode
from monitor.habits import Certificate
from monitor.problems import Problem

LARGEST = 256 * 1024  # bytes of one head; browsers accept that much
LINE = 64 * 1024  # bytes of one line of it
LINES = 1_000
CERTIFICATE = b"Monitor-Certificate"  # our own line: from when to when the connection's certificate is valid

_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"^http/[0-9.]+[ \t]+(\d{3})(?=\D|$)[^\r\n]*", re.IGNORECASE)
_VERSION = re.compile(rb"^http/1\.[01]", re.IGNORECASE)
_TOKEN = re.compile(rb"^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$")
_SINGLE = frozenset({b"content-length", b"transfer-encoding"})


class Tolerant(ResponseHandler):
    """The client's protocol with cleaned-up heads; bodies pass unchanged."""

    _head: bytearray | None = None  # head of the answer that is arriving; None while its body arrives
    _certificate = b""

    def connection_made(self, transport: Any) -> None:
        """Note from when to when the certificate of a TLS connection is valid."""
        super().connection_made(transport)
        peer = transport.get_extra_info("peercert") or {}
        self._certificate = f"{peer['notBefore']};{peer['notAfter']}".encode() if peer.get("notAfter") else b""

    def set_response_params(self, **values: Any) -> None:
        """A request has been sent: the next bytes are a head."""
        self._head = bytearray()
        super().set_response_params(**values)

    def received(self, data: bytes) -> None:
        """Bytes from the network: those of a head are held back until it is complete."""
        if self._head is None or self._parser is None:
            self._pass_on(data)
            return
        self._head += data
        whole = bytes(self._head.lstrip(b"\r\n"))
        found = _END.search(whole)
        if found is None:
            if len(whole) > LARGEST:
                self.set_exception(decode.Undecodable(Problem("head-large", {"kib": LARGEST // 1024})))
                self.close()
            return
        lines, rest = tidied(whole[: found.start()]), whole[found.end() :]
        if _is_interim(whole):
            self._head = bytearray()
            super().data_received(b"\r\n".join(lines) + b"\r\n\r\n")
            self.received(rest)
            return
        self._head = None
        self._pass_on(b"\r\n".join([*lines, CERTIFICATE + b": " + self._certificate]) + b"\r\n\r\n" + rest)

    data_received = received  # the name asyncio asks for

    def _pass_on(self, data: bytes) -> None:
        """To the parser. When it gives up in the middle of a body, the reader of that body gets an error at once."""
        super().data_received(data)
        error, body = self.exception(), self._payload
        if error is not None and body is not None and not body.is_eof() and body.exception() is None:
            body.set_exception(aiohttp.ClientPayloadError(str(error)))


def tidied(head: bytes) -> list[bytes]:
    """The lines of a head without what is odd but harmless."""
    first, *lines = re.split(rb"\r?\n", head)
    fields = [(name, value) for name, value in map(_field, _unfolded(lines)) if name or value]
    coding = [value.lower() for name, value in fields if name.lower() == b"transfer-encoding"]
    chunked = any(b"chunked" in value for value in coding)
    kept = [b"%s: %s" % field for field in fields if field[0].lower() not in {*_SINGLE, CERTIFICATE.lower()}]
    lengths = [] if chunked else _lengths(value for name, value in fields if name.lower() == b"content-length")
    body = [b"Transfer-Encoding: chunked"] if chunked else [b"Content-Length: " + each for each in lengths]
    return [_status_line(first), *kept, *body]


def _status_line(line: bytes) -> bytes:
    """`HTTP/2 200 OK` and `http/1.1 200` in the form the parser knows; anything else as it is."""
    found = _STATUS.match(line)
    if not found:
        return line
    version = _VERSION.match(line)
    return (version[0].upper() if version else b"HTTP/1.1") + b" " + found[1] + b" "


def _unfolded(lines: list[bytes]) -> list[bytes]:
    """Continued lines (RFC 9112, 5.2) joined."""
    whole: list[bytes] = []
    for line in lines:
        if line[:1] in {b" ", b"\t"} and whole:
            whole[-1] += b" " + line.strip()
        else:
            whole.append(line)
    return whole


def _field(line: bytes) -> tuple[bytes, bytes]:
    """Name and value of a line; nothing for a line that can be left out."""
    name, colon, value = line.partition(b":")
    name, value = name.strip(), value.strip()
    harmless = not colon or (name and not _TOKEN.match(name)) or b"\r" in value
    return (b"", b"") if harmless else (name, value)


def _lengths(values: Any) -> list[bytes]:
    """The different lengths a head gives; what is not a number is skipped, negative ones are left to be refused."""
    told = {part.strip() for value in values for part in value.split(b",")}
    return sorted(part for part in told if part.removeprefix(b"-").isdigit())


def _is_interim(head: bytes) -> bool:
    """1xx: the answer itself is still to come."""
    found = _STATUS.match(head)
    return bool(found and found[1].startswith(b"1") and found[1] != b"101")


def certificate(text: str) -> Certificate | None:
    """Two times as certificates write them: `Jun  1 12:00:00 2027 GMT`."""
    if not text:
        return None
    begins, ends = (datetime.fromtimestamp(ssl.cert_time_to_seconds(part), UTC) for part in text.split(";"))
    return Certificate(begins_at=begins, ends_at=ends)
