"""Exceptions of the HTTP client → the kind of trouble and one line in plain words, without secrets in it."""

from __future__ import annotations

import ssl

import aiohttp

from monitor.feeds import text as plain
from monitor.fetch import decode, guard
from monitor.model import Trouble

_STATUS = {
    400: "does not understand the request",
    401: "wants a login",
    402: "wants payment",
    403: "does not let us read it",
    404: "knows no such page",
    410: "says it is gone for good",
    429: "says we ask too often",
    451: "may not show it for legal reasons",
    500: "has an error of its own",
    502: "cannot reach its own back end",
    503: "is not available at the moment",
    504: "gets no answer from its own back end",
}


class Redirected(Exception):
    """A redirect we do not follow, and why."""


EXPECTED = (
    aiohttp.ClientError,
    OSError,
    TimeoutError,
    ValueError,  # yarl and idna: addresses that are none
    decode.TooLarge,
    decode.Undecodable,
    Redirected,
)


def of(error: BaseException, host: str, seconds: float) -> tuple[Trouble, str]:
    """What went wrong with a request to `host` that may take `seconds`."""
    if isinstance(error, Redirected):
        return Trouble.REDIRECT, str(error)
    if isinstance(error, decode.TooLarge):
        return Trouble.TOO_LARGE, f"the answer of {host} is too large ({error})"
    if isinstance(error, decode.Undecodable):
        return Trouble.PROTOCOL, f"{host}: {error}"
    if isinstance(error, TimeoutError):
        return Trouble.TIMEOUT, f"{host} did not answer completely within {seconds:.0f} seconds"
    if guard.MARK in str(error):
        return Trouble.REFUSED, f"{host} leads to an address we do not talk to: {_reason(error)}"
    return _of_client(error, host)


def of_status(status: int, host: str) -> str:
    """One line about an answer that brings nothing; empty when it brings something."""
    if 200 <= status < 400:
        return ""
    return f"{host} {_STATUS.get(status, 'answers with an error')} (HTTP {status})"


def _of_client(error: BaseException, host: str) -> tuple[Trouble, str]:
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Trouble.DNS, f"the name {host} cannot be resolved; check its spelling"
    if isinstance(error, aiohttp.ClientSSLError | ssl.SSLError):
        return Trouble.TLS, f"no trusted TLS connection to {host}: {_reason(error)}"
    if isinstance(error, aiohttp.InvalidURL | ValueError):
        return Trouble.REFUSED, f"{host or 'the address'} is not an address we ask"
    if isinstance(error, aiohttp.ClientPayloadError):
        return Trouble.PROTOCOL, f"{host} broke off in the middle of its answer"
    if isinstance(error, aiohttp.ClientResponseError):
        return Trouble.PROTOCOL, f"{host} does not speak HTTP as we know it: {plain.line(error.message, 120)}"
    return Trouble.CONNECT, f"no connection to {host}: {_reason(error)}"


def _reason(error: BaseException) -> str:
    cause = getattr(error, "os_error", None) or getattr(error, "certificate_error", None) or error
    text = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    return plain.line(str(text), 200)
