"""Addresses of articles: the canonical form people see, and whose they are. See `feeds.links` for cleaning and keys."""

from __future__ import annotations

from urllib.parse import urlsplit

from monitor.feeds import links

_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "gov"})
_MINOR_HOSTS = ("www.", "m.", "mobile.", "amp.")


def canonical(page_url: str, declared: str) -> str:
    """The address an article goes by: what its page declares, if that lies on the same site, else its own.

    A page may not claim the address of another site: it would hide there what that site says.
    """
    own, other = links.clean(page_url, page_url), links.clean(declared, page_url)
    return other if other and _has_path(other) and _site(other) == _site(own) else own


def site_of(url: str) -> str:
    """The host of an address without `www.` and the like: what readers call the site."""
    host = (urlsplit(url).hostname or "").lower()
    for minor in _MINOR_HOSTS:
        if host.startswith(minor) and host.count(".") > 1:
            return host[len(minor) :]
    return host


def house(url: str) -> str:
    """What the hosts of one publisher share: `rss.golem.de` and `www.golem.de` are of the house `golem.de`.

    A rough cut without the list of public suffixes: good enough to name an outlet, never used to trust one.
    """
    parts = urlsplit(url)
    labels = (parts.hostname or "").lower().split(".")
    if labels[-1].isdigit():  # addresses without names, as in tests: the port tells outlets apart
        return parts.netloc
    size = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-size:])


def _site(url: str) -> tuple[str, int | None]:
    return site_of(url), urlsplit(url).port


def _has_path(url: str) -> bool:
    """A front page as canonical address of every article is a common fault of sites: it must not merge them."""
    parts = urlsplit(url)
    return parts.path.strip("/") != "" or parts.query != ""
