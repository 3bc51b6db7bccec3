"""Addresses of articles: the canonical form, and who publishes them. See `feeds.links` for cleaning and keys.

The only module that uses tld (the list of public suffixes is inside it, nothing is downloaded).
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

import tld

from monitor.feeds import links
from monitor.model import Article, Entry

LIKE = 0.5  # of the words of the shorter one
_WORD = re.compile(r"\w{4,}")
_MINOR_HOSTS = ("www.", "m.", "mobile.", "amp.")


def canonical(page_url: str, declared: str) -> str:
    """An article's address: the one its page declares, if that is on the same site, else its own.

    A page may not claim an address on another site: it would hide what that site says there.
    """
    own, other = links.clean(page_url, page_url), links.clean(declared, page_url)
    return other if other and _has_path(other) and _site(other) == _site(own) else own


def are_unlike(one: Article, other: Article) -> bool:
    """Whether two articles cannot be versions of one page: neither their headlines nor their texts share half."""
    return _shared(one.title, other.title) < LIKE and _shared(one.text, other.text) < LIKE


def _shared(one: str, other: str) -> float:
    first, second = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(first & second) / max(1, min(len(first), len(second)))


def own(entry: Entry, url: str) -> str:
    """The address of an article if it identifies it: not one that different entries share."""
    return "" if entry.shared and not entry.part else url


def site_of(url: str) -> str:
    """The host of an address without `www.` and the like: what readers call the site."""
    host = (urlsplit(url).hostname or "").lower()
    for minor in _MINOR_HOSTS:
        if host.startswith(minor) and host.count(".") > 1:
            return host[len(minor) :]
    return host


def are_one_house(one: str, other: str) -> bool:
    """Whether two addresses have one publisher; for hosts that are only numbers, as in tests, the port decides."""
    first, second = urlsplit(one), urlsplit(other)
    if (first.hostname or "").rpartition(".")[2].isdigit():
        return first.netloc == second.netloc
    return family(first.hostname or "") == family(second.hostname or "")


@lru_cache(maxsize=5_000)
def family(site: str) -> str:
    """What the hosts of one publisher share: `rss.golem.de` and `www.golem.de` belong to the family `golem.de`.

    Uses the list of public suffixes, so `foo.net.au` is a family and `net.au` is not; for hosts not on that list, the
    last two labels. An outlet's name is its own family. Good enough to name an outlet, never used to trust one.
    """
    host = site.casefold()
    if "." not in host or " " in host:
        return host
    found = tld.get_fld(host, fix_protocol=True, fail_silently=True, search_private=True)
    return found or ".".join(host.split(".")[-2:])


def _site(url: str) -> tuple[str, int | None]:
    return site_of(url), urlsplit(url).port


def _has_path(url: str) -> bool:
    """Sites often give their front page as every article's canonical address: that must not merge the articles."""
    parts = urlsplit(url)
    return parts.path.strip("/") != "" or parts.query != ""
