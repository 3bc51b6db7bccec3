"""Exceptions of the HTTP client → the kind of trouble and the problem as a value, without secrets in it."""

from __future__ import annotations

import errno
import ssl

import aiohttp

from monitor.feeds import text as plain
from monitor.fetch import decode, guard
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
    aiohttp.ClientError,
    OSError,
    TimeoutError,
    ValueError,  # yarl and idna: invalid addresses
    decode.TooLarge,
    decode.Undecodable,
    Redirected,
)


def of(error: BaseException, host: str, seconds: float) -> tuple[Trouble, Problem]:
    """What went wrong with a request to `host` that may take `seconds`."""
    if isinstance(error, Redirected):
        return Trouble.REDIRECT, error.problem
    if isinstance(error, decode.TooLarge):
        return Trouble.TOO_LARGE, Problem("too-large", {"host": host, "reason": error.problem})
    if isinstance(error, decode.Undecodable):
        return Trouble.PROTOCOL, Problem("undecodable", {"host": host, "reason": error.problem})
    if isinstance(error, TimeoutError):
        return Trouble.TIMEOUT, Problem("timeout", {"host": host, "seconds": round(seconds)})
    if refused := _refused(error):
        named = host.strip("[]") == refused.address
        told = {"address": refused.address} if named else {"host": host, "address": refused.address}
        return Trouble.REFUSED, Problem("private-itself" if named else "private", told)
    return _of_client(error, host)


def of_status(status: int, host: str) -> Problem | None:
    """What an answer that brings nothing means; None when it brings something."""
    if status in _BRINGS:
        return None
    if status < 400:
        known = status in _STATUS
        return Problem(f"http-{status}" if known else "odd-status", {"host": host, "status": status})
    return Problem(f"http-{status}" if status in _STATUS else "http", {"host": host, "status": status})


def _refused(error: BaseException) -> guard.Refused | None:
    """The refusal of our own guard, which the client wraps."""
    if isinstance(error, guard.Refused):
        return error
    cause = getattr(error, "os_error", None)
    return cause if isinstance(cause, guard.Refused) else None


def _of_client(error: BaseException, host: str) -> tuple[Trouble, Problem]:
    named: dict[str, str | int | Problem] = {"host": host}
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Trouble.DNS, Problem("dns", named)
    if isinstance(error, aiohttp.ClientSSLError | ssl.SSLError):
        expired = getattr(_cause(error), "verify_code", 0) == _EXPIRED
        return Trouble.TLS, Problem("certificate-expired" if expired else "tls", named | {"reason": _reason(error)})
    if isinstance(error, aiohttp.InvalidURL | ValueError):
        return Trouble.REFUSED, Problem("bad-host", named) if host else Problem("no-address")
    if isinstance(error, aiohttp.ClientPayloadError):
        return Trouble.PROTOCOL, Problem("broke-off", named)
    if isinstance(error, aiohttp.ClientResponseError):
        return Trouble.PROTOCOL, Problem("not-http", named | {"reason": plain.line(error.message, 120)})
    return Trouble.CONNECT, Problem("connect", named | {"reason": _reason(error)})


def _cause(error: BaseException) -> BaseException:
    return getattr(error, "os_error", None) or getattr(error, "certificate_error", None) or error


def _reason(error: BaseException) -> Problem | str:
    """The system's reason: as a value where we have a message for it, else in the system's words."""
    cause = _cause(error)
    if code := _REASONS.get(getattr(cause, "errno", None) or 0):
        return Problem(code)
    text = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    return plain.line(str(text), 200)
