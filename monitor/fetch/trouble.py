"""Exceptions of a request → the kind of trouble and the problem as a value, without secrets in it."""

from __future__ import annotations

import errno
import socket
import ssl

from monitor.feeds import text as plain
from monitor.fetch import decode, guard
from monitor.fetch.answers import BrokeOff
from monitor.fetch.heads import NotHttp
from monitor.fetch.wires import NotConnected
from monitor.problems import Problem, Trouble

# Those with a message of their own.
_STATUS = frozenset({202, 204, 206, 400, 401, 402, 403, 404, 410, 429, 451, 500, 502, 503, 504})
_EXPIRED = 10  # X509_V_ERR_CERT_HAS_EXPIRED
_BRINGS = frozenset({200, 203, 226, 304})
_REASONS = {
    errno.ECONNREFUSED: "connection-refused",
    errno.ECONNRESET: "connection-reset",
    errno.ENETUNREACH: "network-unreachable",
    errno.EHOSTUNREACH: "no-route",
}


class Redirected(Exception):
    """An address we do not follow, and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


EXPECTED = (
    NotConnected,
    NotHttp,
    BrokeOff,
    OSError,  # a TimeoutError too
    ValueError,  # yarl and idna: invalid addresses
    decode.TooLarge,
    decode.Undecodable,
    Redirected,
)


def of(error: BaseException, host: str, seconds: float) -> tuple[Trouble, Problem]:
    """What went wrong with a request to `host` that may take `seconds`."""
    if isinstance(error, NotConnected):
        error = error.__cause__ or error
    if isinstance(error, Redirected):
        return Trouble.REDIRECT, error.problem
    if isinstance(error, decode.TooLarge):
        return Trouble.TOO_LARGE, Problem("too-large", {"host": host, "reason": error.problem})
    if isinstance(error, decode.Undecodable):
        return Trouble.PROTOCOL, Problem("undecodable", {"host": host, "reason": error.problem})
    if isinstance(error, TimeoutError):
        return Trouble.TIMEOUT, Problem("timeout", {"host": host, "seconds": round(seconds)})
    if isinstance(error, guard.Refused):
        named = host.strip("[]") == error.address
        told = {"address": error.address} if named else {"host": host, "address": error.address}
        return Trouble.REFUSED, Problem("private-itself" if named else "private", told)
    return _of_request(error, host)


def of_status(status: int, host: str) -> Problem | None:
    """What an answer that brings nothing means; None when it brings something."""
    if status in _BRINGS:
        return None
    if status < 400:
        known = status in _STATUS
        return Problem(f"http-{status}" if known else "odd-status", {"host": host, "status": status})
    return Problem(f"http-{status}" if status in _STATUS else "http", {"host": host, "status": status})


def _of_request(error: BaseException, host: str) -> tuple[Trouble, Problem]:
    named: dict[str, str | int | Problem] = {"host": host}
    if isinstance(error, socket.gaierror):
        return Trouble.DNS, Problem("dns", named)
    if isinstance(error, ssl.SSLError):
        expired = getattr(error, "verify_code", 0) == _EXPIRED
        return Trouble.TLS, Problem("certificate-expired" if expired else "tls", named | {"reason": _reason(error)})
    if isinstance(error, ValueError):
        return Trouble.REFUSED, Problem("bad-host", named) if host else Problem("no-address")
    if isinstance(error, BrokeOff):
        return Trouble.PROTOCOL, Problem("broke-off", named)
    if isinstance(error, NotHttp):
        return Trouble.PROTOCOL, Problem("not-http", named | {"reason": plain.line(str(error), 120)})
    return Trouble.CONNECT, Problem("connect", named | {"reason": _reason(error)})


def _reason(error: BaseException) -> Problem | str:
    """The system's reason: as a value where we have a message for it, else in the system's words."""
    if code := _REASONS.get(getattr(error, "errno", None) or 0):
        return Problem(code)
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return plain.line(str(text), 200)
