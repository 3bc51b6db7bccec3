"""Channels that Apprise knows: the only module that uses it, and only in a worker process of its own.

Apprise opens its own connections, so they do not pass through the one door. In the worker, Python itself asks us before
each of them (`sys.addaudithook`): an address that is not permitted gets none, whatever the name resolves to and
wherever a redirect leads. The same hook tells whether anything was sent, and so whether a message may have arrived
although no answer came. See docs/decisions/35.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, wraps
from ipaddress import ip_network
from typing import Any

from monitor import problems
from monitor.edition import Delivery
from monitor.feeds import wishes
from monitor.fetch import guard, logins, trouble
from monitor.model import Page
from monitor.problems import Problem

# Only services that are reached by HTTP: others start programs, speak to this machine or keep connections open.
_BOTH = (
    "ntfy",
    "matrix",
    "workflow",
    "mmost",
    "rocket",
    "gotify",
    "signal",
    "json",
    "form",
    "xml",
)  # with TLS: and an s
KINDS = frozenset({"slack", "tgram", "discord", "pover", "gchat", "zulip", "wxteams", "webex"})
KINDS |= {kind + end for kind in _BOTH for end in ("", "s")}
REACHED, ANSWERED = 10.0, 20.0  # seconds for a connection, and for the answer
REFUSED = frozenset({400, 410, 413, 415, 422})  # these refuse the message itself
FORBIDDEN = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "socket.sendto"})
FORM = "ntfys://TOPIC, tgram://TOKEN/CHAT … (docs/digests.md)"


@dataclass(slots=True)
class _Seen:
    """What the worker has seen of the connections of one message."""

    allowed: Sequence[guard.Network] = ()
    refused: str = ""  # an address that is not permitted
    sent: bool = False  # something of the last request
    page: Page | None = None  # the answer to it, without its body


_seen = _Seen()


def stored(reference: str) -> str | Problem:
    """The address a reference leads to. For the program itself: workers have the environment of an earlier time."""
    try:
        return logins.secret(reference).strip()
    except logins.Unreadable as error:
        return Problem("channel-unread", error.problem.values)


def mistake(reference: str) -> Problem | None:
    """What is wrong with the address of a channel, without it; None if nothing is. Opens no connection."""
    address = stored(reference)
    return address if isinstance(address, Problem) else _flaw(address, reference)


def notify(reference: str, address: str, text: str, allowed: Sequence[str]) -> Delivery:
    """Hand a message to its channel; run in a worker. Its title is before the first empty line."""
    if problem := _flaw(address, reference):
        return Delivery(outcome="retry", answer=problems.words(problem))
    _watch()
    title, _, body = text.partition("\n\n")
    plugin = _plugin(address)
    _seen.allowed = [ip_network(each) for each in allowed]
    _seen.refused, _seen.sent, _seen.page = "", False, None
    name = str(plugin.service_name)
    taken = plugin.notify(title=title, body=body, body_format="text")
    return Delivery(outcome="sent", answer=f"{name}: taken") if taken else _outcome(name)


def _flaw(address: str, reference: str) -> Problem | None:
    if importlib.util.find_spec("apprise") is None:
        return Problem("apprise-missing")
    return None if _plugin(address) else Problem("channel-shape", {"reference": reference, "form": FORM})


def _plugin(address: str) -> Any:
    """What Apprise makes of an address that names one target; None if we do not call it."""
    import apprise  # noqa: PLC0415 - an extra that few have

    logging.getLogger("apprise").disabled = True  # it logs addresses
    if address.partition("://")[0].lower() not in KINDS or any(char.isspace() for char in address):
        return None
    plugin = apprise.Apprise.instantiate(address, suppress_exceptions=True)
    if plugin is None or len(plugin) > 1:
        return None  # with two targets, one that fails would bring the message to the other again
    plugin.retry = 0
    if "cto=" not in address and "rto=" not in address:  # Apprise's own keys for these times
        plugin.socket_connect_timeout, plugin.socket_read_timeout = REACHED, ANSWERED
    return plugin


def _outcome(name: str) -> Delivery:
    """What a failure means, by what was seen of it."""
    if _seen.refused:
        problem = Problem("private", {"host": name, "address": _seen.refused})
        return Delivery(outcome="retry", answer=problems.words(problem))
    if _seen.page is None:
        lost = "no answer" if _seen.sent else "no connection"
        return Delivery(outcome="uncertain" if _seen.sent else "retry", answer=f"{name}: {lost}")
    told = trouble.of_status(_seen.page.status, name)
    return Delivery(
        outcome="dead" if _seen.page.status in REFUSED else "retry",
        answer=problems.words(told) or f"{name} does not take the message",
        wait=wishes.retry_after(_seen.page) or Delivery(outcome="retry").wait,
    )


@cache
def _watch() -> None:
    """From now on this process opens only permitted connections, and starts nothing. It cannot be undone."""
    import requests  # noqa: PLC0415 - what Apprise calls with

    logging.disable(logging.CRITICAL)
    for variable in [each for each in os.environ if each.lower().endswith("_proxy")]:
        del os.environ[variable]  # a proxy would be judged instead of what it connects to
    requests.Session.send = _noting(requests.Session.send)  # type: ignore[method-assign]
    sys.addaudithook(_judge)


def _judge(event: str, given: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        address = str(given[1][0]) if isinstance(given[1], tuple) else ""
        if not guard.permitted(address, _seen.allowed):
            _seen.refused = address
            raise guard.Refused(address)
    elif event in FORBIDDEN:
        raise guard.Refused(event)
    elif event == "http.client.send":
        _seen.sent = True


def _noting(send: Callable[..., Any]) -> Callable[..., Any]:
    """A request of Apprise's HTTP client, whose answer is noted: Apprise itself only says whether all went well."""

    @wraps(send)
    def noted(*given: Any, **options: Any) -> Any:
        _seen.sent, _seen.page = False, None
        answer = send(*given, **options)
        headers = (("retry-after", answer.headers.get("Retry-After", "")),)
        _seen.page = Page(url="", status=answer.status_code, headers=headers, fetched_at=datetime.now(UTC))
        return answer

    return noted
