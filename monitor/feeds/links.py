"""Addresses of entries: absolute, http or https, without anything that only tracks readers.

`clean` keeps an address fetchable; `key` is what two addresses of one article share. Parameters are removed by name,
and only if they are known to have no effect on the content: an unknown parameter may be the article's number.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

from url_normalize import url_normalize

from monitor.feeds import trackers

IN_FRAGMENT = "!#$%&'()*+,/:;=?@[]"  # besides letters, digits and -._~ (RFC 3986, and what browsers leave)
LONGEST = 2_000  # characters; longer addresses are not addresses of articles

_NO_HOST = re.compile(r"https?:/{0,1}(?:[^/]|$)|https?://(?:[/?#]|$)", re.IGNORECASE)
_HOST = re.compile(r"[0-9a-z._:\[\]-]+")
# An address as nearly all are written, with nothing to clean, to unwrap or to put in order.
_PLAIN = re.compile(
    r"https?://"
    r"(?P<host>(?!(?:[a-z0-9-]+\.)*(?:google\.|ampproject\.|xn--))(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}"
    r"|(?:(?:[1-9]?[0-9]|1[0-9][0-9])\.){3}(?:[1-9]?[0-9]|1[0-9][0-9])(?![0-9.]))"
    r"(?P<port>:(?!80/|443/)[1-9][0-9]{1,3}(?=/))?"
    r"(?P<path>(?:/[A-Za-z0-9_~-]+(?:\.[A-Za-z0-9_~-]+)*)+/?)"
)
_BREAK = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff\u200b\ud800-\udfff]+")
_BLANK = re.compile(r"[ \xa0]")
_AMP_CACHE = re.compile(r"^/(?:c|v|i)/(s/)?(.+)$")
_AMP_VIEWER = re.compile(r"^/amp/(s/)?(.+)$")
_AMP_PATH = re.compile(r"(?:(?<=/)amp/|/amp|\.amp|[-_.]amp(?=\.html?$))/?$|^/amp(?=/)|\.amp(?=\.html?$)", re.IGNORECASE)
_AMP_PARAMETERS = frozenset({"amp", "outputtype", "usqp", "amp_js_v", "amp_gsa", "amp_markup", "_amp"})
_PART = re.compile(r"[^\s!=&:/?#%][^\s=&?#%]{0,99}")  # could be the id of an element
_NO_PART = frozenset({"comments", "respond", "disqus_thread", "top", "main", "content", "rss", "more"})
_MOBILE = re.compile(r"^(?:www|m|mobile|mobil|amp)\.(?=[^.]+\.)")


def clean(link: str, base: str) -> str:
    """`link` as found at `base` → an absolute, cleaned http(s) URL, or "" if it is not one.

    Idempotent. Wrappers of Bing, Google and AMP caches that contain the real address are opened; those of Google News
    do not contain it and stay.
    """
    if is_plain(link):
        return link
    if not link.strip() or _NO_HOST.match(link.strip()):
        return ""
    try:
        url = urljoin(base, _trimmed(link)) if base else _trimmed(link)
        for _ in range(3):  # a wrapper may contain a wrapper
            inner = _unwrapped(url)
            if not inner:
                break
            url = inner
        return _cleaned(url)
    except (ValueError, UnicodeError, IndexError):
        return ""


def is_plain(link: str) -> bool:
    """Whether an address is written as nearly all are, so that nothing has to be looked at twice."""
    return len(link) <= LONGEST and _PLAIN.fullmatch(link) is not None


@lru_cache(maxsize=4_000)  # one poll of a feed needs each of its addresses three times
def key(url: str) -> str:
    """What two addresses of one article share: no scheme, no www, mobile or AMP form, parameters in order."""
    plain = _PLAIN.fullmatch(url) if len(url) <= LONGEST else None
    if plain:
        return _MOBILE.sub("", plain["host"]) + (plain["port"] or "") + _AMP_PATH.sub("", plain["path"]).rstrip("/")
    try:
        parts = urlsplit(clean(url, ""))
    except ValueError:
        return ""
    if not parts.hostname:
        return ""
    host = _MOBILE.sub("", parts.hostname)
    path = _AMP_PATH.sub("", parts.path).rstrip("/")
    names = sorted(pair for pair in parts.query.split("&") if pair and _name(pair) not in _AMP_PARAMETERS)
    port = f":{parts.port}" if parts.port else ""
    query = f"?{'&'.join(names)}" if names else ""
    return f"{host}{port}{path}{query}" + (f"#{parts.fragment}" if parts.fragment else "")


def is_front(key: str) -> bool:
    """Whether an address, given as its key, is the front page of a site, and so not the address of an article."""
    return bool(re.fullmatch(r"[^/?#]+(?:/index\.\w{2,5})?", key))


def part(link: str) -> str:
    """Which part of a page a link names by its fragment; empty if it names none or only tracks."""
    fragment = unquote(_trimmed(link).partition("#")[2])
    return fragment if _PART.fullmatch(fragment) and fragment.lower() not in _NO_PART else ""


def _trimmed(link: str) -> str:
    """A link without blanks around it and without line breaks in it; other blanks are written as %20."""
    return _BLANK.sub("%20", _BREAK.sub("", link.strip()))


@lru_cache(maxsize=2_000)  # a feed shows the same addresses at every poll
def _cleaned(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or len(url) > LONGEST:
        return ""
    if parts.username is not None or parts.password is not None:
        return ""  # "https://bank.example@evil.example" is written to deceive
    fragment = quote(parts.fragment, safe=IN_FRAGMENT) if parts.fragment.startswith("!") else ""
    parts = urlsplit(url_normalize(urlunsplit(parts._replace(fragment=""))) or "")
    host = parts.hostname or ""
    if not _HOST.fullmatch(host) or parts.port == 0:  # a port that is not a number raises ValueError here
        return ""
    query = "&".join(pair for pair in parts.query.split("&") if pair and not trackers.is_tracker(_name(pair), host))
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, fragment))


def _name(pair: str) -> str:
    return unquote(pair.partition("=")[0]).lower()


def _unwrapped(url: str) -> str:
    """The address inside a wrapper, or "" if there is none."""
    parts = urlsplit(url)
    host, path = (parts.hostname or "").lower(), parts.path
    if host.endswith(".ampproject.org") and (found := _AMP_CACHE.match(path)):
        return _inner(found[1], found[2], parts.query)
    if trackers.is_google(host) and (found := _AMP_VIEWER.match(path)):
        return _inner(found[1], found[2], parts.query)
    for name in trackers.wrapped_in(host, path):
        for key_, value in parse_qsl(parts.query):
            if key_.lower() == name and value.lower().startswith(("http://", "https://")):
                return value
    return ""


def _inner(secure: str | None, rest: str, query: str) -> str:
    return f"{'https' if secure else 'http'}://{rest}" + (f"?{query}" if query else "")
