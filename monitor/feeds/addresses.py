"""Web addresses as people write, copy and export them → absolute http(s) ones, or why not, in one line."""

from __future__ import annotations

import difflib
import re
from urllib.parse import urlsplit

LONGEST = 2_000  # characters
LOGIN = (
    "the address carries a login, which would show up in files and mails; write it without, and name the login by "
    "reference: `auth: env:NAME` or `auth: file:PATH` (docs/operating.md)"
)
EXAMPLE = "write one such as https://example.org/rss.xml"

_KEY_NAME = re.compile(r"(?i)key|token|secret|pass|auth|sig|hash|session|uuid|private")
_KEY = re.compile(r"(?=[^/]*\d)(?=[^/]*[A-Za-z])[A-Za-z0-9_=+-]{16,}|[0-9a-fA-F-]{16,}")
_PAIRS = ("<>", '""', "''", "()", "[]", "«»", "„“", "“”")
_FEED_SCHEME = re.compile(r"(?:feed|rss|podcast|itpc|pcast|view-source):(?P<slashes>//)?", re.IGNORECASE)
_SCHEME = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]{0,20})(?P<colon>:)?/{1,3}(?=[^/])|(?P<bare>https?):(?=[^/])", re.IGNORECASE
)
_OTHER_SCHEME = re.compile(r"(?P<scheme>mailto|javascript|data|about|tel|file|blob|urn):", re.IGNORECASE)
_BARE = re.compile(
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*\.?(?::\d{1,5})?(?:[/?#].*)?"  # a name with a dot in it
    r"|(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#].*)?",
    re.IGNORECASE,
)


def pasted(given: str) -> str:
    """The http(s) address that is meant; without a scheme it is https.

    Raises ValueError: what is wrong, what is right.
    """
    text = _unwrapped(given)
    if not text:
        raise ValueError(f"no address is written; {EXAMPLE}")
    while found := _FEED_SCHEME.match(text):
        rest = text[found.end() :]
        text = rest if not found["slashes"] or "://" in rest else f"http://{rest}"
    return checked(_with_scheme(text, given))


def checked(address: str) -> str:
    """The address with scheme and host in lower case, if a feed can be requested there. Raises ValueError."""
    if re.search(r"[\s\x00-\x1f\x7f]", address):
        raise ValueError(f"{shown(address)} has a blank in it; {EXAMPLE}, with %20 for a blank")
    if len(address) > LONGEST:
        raise ValueError(f"the address has more than {LONGEST} characters; {EXAMPLE}")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(f"{shown(address)} is not a web address; {EXAMPLE}") from None
    if parts.username is not None or parts.password is not None:
        raise ValueError(LOGIN)
    if not host or port == 0 or not _BARE.fullmatch(parts.netloc):
        raise ValueError(f"{shown(address)} has no host; {EXAMPLE}")
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl()


def _unwrapped(given: str) -> str:
    """Without the blanks, brackets and quotes that often get copied with an address."""
    text, before = given.strip().strip("\ufeff\u200b"), ""
    while text != before:
        before, text = text, text.rstrip(",;").strip()
        if len(text) > 1 and text[0] + text[-1] in _PAIRS:
            text = text[1:-1].strip()
    return f"https:{text}" if text.startswith("//") else text


def _with_scheme(text: str, given: str) -> str:
    """The text with http or https in front. Raises ValueError."""
    found = _SCHEME.match(text)
    scheme = (found["scheme"] or found["bare"]).lower() if found else ""
    if found and scheme in {"http", "https"} and found["colon"] and text[found.end() - 2 : found.end()] == "//":
        return text
    near = difflib.get_close_matches(scheme, ["http", "https"], n=1, cutoff=0.7) if "." not in scheme else []
    if found and near:
        rest = text[found.end() :]
        meant = "https" if scheme.endswith("s") or "s" in scheme[-2:] else "http"
        raise ValueError(f"there is no {shown(text[: found.end()])}; did you mean {meant}://{rest[:200]} ?")
    other = _OTHER_SCHEME.match(text) or (found if found and found["colon"] else None)
    if other:
        raise ValueError(
            f"{shown(masked(given))} begins with {other['scheme']}:, but feeds are requested by http or https"
        )
    if "@" in text.partition("/")[0] and "." in text and ":" in text.partition("@")[0]:
        raise ValueError(LOGIN)
    if not _BARE.fullmatch(text):
        raise ValueError(f"{shown(masked(given))} is not a web address; {EXAMPLE}")
    return f"https://{text}"


def public(address: str) -> str:
    """An address for files, logs and mails that others may see: only its host. The rest may be a subscription key."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "…"
    hidden = "…" if parts.path.strip("/") or parts.query else ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/{hidden}"


def may_hold_a_key(address: str) -> bool:
    """Whether something in an address looks made for one reader: a login, a named secret, random letters and digits."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    pairs = [pair.partition("=") for pair in parts.query.split("&")]
    pieces = [*parts.path.split("/"), *(value for _, _, value in pairs)]
    named = any(_KEY_NAME.search(name) and value for name, _, value in pairs)
    return bool(parts.username or parts.password) or named or any(_KEY.fullmatch(piece) for piece in pieces)


def masked(text: str) -> str:
    """Without a login written into it."""
    return re.sub(r"(?<=//)[^/@\s]+@", "…@", text)


def shown(text: str) -> str:
    """A text in quotes, on one line, of limited length."""
    line = " ".join(text.split())
    return f'"{line[:77]}…"' if len(line) > 80 else f'"{line}"'
