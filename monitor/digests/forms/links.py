"""External texts and addresses made harmless: cut to a sane length, on one line, links only to the web."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from unicodedata import category
from urllib.parse import urlsplit

TITLE, SENTENCE, NAME = 180, 420, 60  # characters shown
UNBROKEN = frozenset("\u00a0\u202f")  # no-break spaces, as in French before a colon
SPACE = re.compile(r"\s+")
RTL = frozenset({"ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A text with an address and its host; `url` is empty if the address is not a web address."""

    text: str
    url: str
    host: str
    lang: str = ""
    dir: str = "ltr"
    note: str = ""  # language, time, role


def link(text: str, url: str, language: str = "", length: int = TITLE) -> Link:
    """A link with its host; an address that is not plain http(s) is not linked."""
    safe = web_address(url)
    code = language if language.isalnum() and language.isascii() else ""
    return Link(
        text=cut(text, length) or host(url),
        url=safe,
        host=host(safe),
        lang=code,
        dir="rtl" if language in RTL else "ltr",
    )


@functools.lru_cache(maxsize=1_000)
def web_address(url: str) -> str:
    """The address if it is an absolute http(s) address and contains nothing that could break out of it; else empty."""
    if any(char.isspace() or ord(char) < 0x20 or char in "\"'<>\\`{}" for char in url):
        return ""
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and "@" not in parts.netloc
        _ = parts.port
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and named and len(url) <= 2000 else ""


@functools.lru_cache(maxsize=1_000)
def host(url: str) -> str:
    """The host of an address without `www.`, in ASCII, so that look-alike letters cannot deceive."""
    name = (urlsplit(url).hostname or "") if url else ""
    try:
        name = name.encode("idna").decode("ascii") if not name.isascii() else name
    except UnicodeError:
        name = ""
    return cut(name.removeprefix("www."), NAME)


def cut(text: str, length: int) -> str:
    """The text on one line without control and bidi characters, shortened at the end of a word."""
    text = text[: 4 * length + 200]  # the rest will not be visible; reading all of it would only cost time
    if len(text) <= length and text.isprintable() and "  " not in text:
        return text.strip()
    shown = (char if char.isprintable() or char in UNBROKEN else "" if category(char) == "Cf" else " " for char in text)
    plain = SPACE.sub(lambda found: found[0] if found[0] in UNBROKEN else " ", "".join(shown)).strip()
    if len(plain) <= length:
        return plain
    short = plain[: length - 1]
    return (short.rsplit(" ", 1)[0] if " " in short[length // 2 :] else short).rstrip(" ,;:–-") + "…"


def stem(name: str) -> str:
    """The stem of an edition's files: its name without colons, which not every file system accepts."""
    return name.replace(":", "")


def page(page_url: str, path: str) -> str:
    """The address of a page of the archive; empty if the archive is not served."""
    return web_address(f"{page_url.rstrip('/')}/{path}") if page_url else ""
