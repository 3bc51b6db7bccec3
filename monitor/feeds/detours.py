"""Where a request ended up instead of the page requested, judged by the address: a login, a consent page, an error."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from monitor import language


def _paths(kind: str, *common: str) -> str:
    """A part of a path that says so in any language, up to its end."""
    own = language.any_of(lambda known: known.furniture.addresses.get(kind, ()))
    return rf"/(?:{'|'.join((*common, own))})(?:[/.?]|$)"


_HOSTS = {
    "consent": re.compile(r"^(?:consent|cmp|cookies?|privacy)\."),
    "login": re.compile(r"^(?:login|signin|accounts?|auth|sso)\."),
}
_PATHS = {
    "missing": re.compile(_paths("missing", "404", "(?:page-?)?not-?found", "error(?:-?page)?")),
    "consent": re.compile(_paths("consent", "consent", "cmp", "privacy-?gate")),
    "login": re.compile(_paths("login", "log-?in", "sign-?in", "auth")),
}


def kinds(url: str) -> frozenset[str]:
    """What an address says it is: "missing", "consent", "login", several of these, or none."""
    parts = urlsplit(url)
    host, path = (parts.hostname or "").lower(), parts.path.lower()
    by_host = (kind for kind, pattern in _HOSTS.items() if pattern.search(host))
    return frozenset([*by_host, *(kind for kind, pattern in _PATHS.items() if pattern.search(path))])
