"""Logins of feeds: read from their reference just before a request, and sent only to the feed's own host.

The value is not stored anywhere: not in feeds.yaml, the database, a page or a message.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

from yarl import URL

from monitor import paths
from monitor.model import Login, Page
from monitor.problems import Problem

LARGEST = 10_000  # bytes of a file with a login
FORMS = "user:password, Bearer TOKEN, or Name: value"
_HEADER = re.compile(r"(?P<name>[A-Za-z0-9!#$%&'*+.^_`|~-]+): +(?P<value>\S.*)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9-]* +[^\s:]\S*(?: \S+)*")
_RESERVED = frozenset({"host", "content-length", "transfer-encoding", "connection", "accept-encoding", "range"})


class Unreadable(Exception):
    """There is no usable login where the reference says; its problem never contains any part of the login."""

    def __init__(self, reference: str, reason: str) -> None:
        super().__init__()
        self.problem = Problem("login-unread", {"reference": reference, "reason": reason})


@dataclass(frozen=True, slots=True)
class Ticket:
    """The headers of a login, and the address they are meant for."""

    reference: str
    home: URL
    headers: Mapping[str, str] = field(repr=False)

    def shown_at(self, address: URL) -> Mapping[str, str]:
        """The headers for a request to this address: none for another host, another port, or without encryption."""
        same = (address.scheme, address.port) == (self.home.scheme, self.home.port)
        upgraded = (self.home.scheme, address.scheme) == ("http", "https") and address.is_default_port()
        return self.headers if address.host == self.home.host and (same or upgraded) else {}

    def refused(self, page: Page) -> Problem:
        """Why there is a 401 although there is a login: it is wrong, or it was not sent where the redirects ended."""
        at = URL(page.url)
        if self.shown_at(at):
            return Problem("login-refused", {"host": at.host or "", "reference": self.reference})
        return Problem("login-withheld", {"host": at.host or "", "home": self.home.host or ""})


def ticket(login: Login) -> Ticket:
    """Read the login. Raises Unreadable."""
    return Ticket(login.reference, URL(login.home), _headers(login.reference, secret(login.reference)))


def secret(reference: str) -> str:
    """What is stored at env:NAME or file:PATH. Raises Unreadable."""
    kind, _, name = reference.partition(":")
    return _variable(reference, name) if kind == "env" else _file(reference, name)


def _variable(reference: str, name: str) -> str:
    if not os.environ.get(name):
        raise Unreadable(reference, "the variable is not set")
    return os.environ[name]


def _file(reference: str, name: str) -> str:
    try:
        with paths.expanded(os.path.expandvars(name)).open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise Unreadable(reference, "the file is too large for a login")
        return content.decode("utf-8-sig")
    except OSError as error:
        raise Unreadable(reference, error.strerror or "cannot be read") from None
    except UnicodeDecodeError:
        raise Unreadable(reference, "the file is not UTF-8") from None


def _headers(reference: str, text: str) -> Mapping[str, str]:
    text = text.strip()
    if not text or not text.isprintable():
        raise Unreadable(reference, f"it is not a single line; write {FORMS}")
    if (found := _HEADER.fullmatch(text)) and found["name"].lower() not in _RESERVED:
        return {found["name"]: found["value"]}
    if _SCHEME.fullmatch(text):
        return {"Authorization": text}
    if ":" in text and not found:
        return {"Authorization": f"Basic {b64encode(text.encode()).decode()}"}
    raise Unreadable(reference, f"it has none of the forms {FORMS}")
