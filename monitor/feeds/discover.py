"""The feeds a web page leads to."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from monitor.feeds import text
from monitor.model import Page

MOST = 20  # candidates of one page
_READ = 2_000_000  # characters of a page

_FEED_TYPES = re.compile(r"^(?:application|text)/(?:(?:rss|atom|rdf)\+xml|feed\+json|x?-?rss|atom|xml|json)\s*(?:;|$)")
_WEAK_TYPES = re.compile(r"^(?:application|text)/(?:xml|json)\s*(?:;|$)")  # may be anything
_FEED_NAMES = re.compile(r"(?:^|[/._=-])(?:rss|atom|feeds?|rdf)(?:$|[/._?&0-9-])|feed\.json$", re.IGNORECASE)
_NO_FEEDS = re.compile(
    r"/comments?/|[?&]replytocom=|oembed|wp-json|opensearch|add\?|addtoany|feedly\.com|\.(?:png|jpg|svg|css|js)\b",
    re.IGNORECASE,
)
_USUAL = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed/", "/feed.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A feed a page names."""

    url: str
    title: str = ""
    announced: bool = False  # by a <link> meant for programs; else a link for people that looks like a feed


def feeds(page: Page) -> tuple[Found, ...]:
    """The feeds a page leads to, announced ones first; comment feeds and the like are left out."""
    reader = _Reader(page.url)
    with suppress(AssertionError, ValueError, RecursionError):  # made-up markup: what was found so far is kept
        reader.feed(page.body.decode("utf-8", errors="replace")[:_READ])
    found: dict[str, Found] = {}
    for known in (*reader.announced, *reader.named):
        found.setdefault(known.url, known)
    return tuple(found.values())[:MOST]


def usual_places(url: str) -> tuple[str, ...]:
    """Where sites keep their feed when the page does not say."""
    parts = urlsplit(url)
    return tuple(f"{parts.scheme}://{parts.netloc}{path}" for path in _USUAL)


class _Reader(HTMLParser):
    """Collects <link rel=alternate> and links whose address looks like a feed."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = base
        self.announced: list[Found] = []
        self.named: list[Found] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        href = told.get("href", "").strip()
        if tag == "base" and href:
            self.base = urljoin(self.base, href)
        elif tag == "link" and href:
            self._announced(told, href)
        elif tag == "a" and _FEED_NAMES.search(href) and len(self.named) < MOST:
            self._add(self.named, href, told.get("title", ""), announced=False)

    def _announced(self, told: dict[str, str], href: str) -> None:
        relations = told.get("rel", "").lower().split()
        kind = told.get("type", "").strip().lower()
        weak = bool(_WEAK_TYPES.match(kind)) and not _FEED_NAMES.search(href)
        if ("alternate" in relations and _FEED_TYPES.match(kind) and not weak) or "feed" in relations:
            self._add(self.announced, href, told.get("title", ""), announced=True)

    def _add(self, found: list[Found], href: str, title: str, *, announced: bool) -> None:
        try:
            url = urljoin(self.base, href).partition("#")[0]
            known = urlsplit(url)
        except ValueError:
            return
        if known.scheme in {"http", "https"} and known.hostname and not _NO_FEEDS.search(url):
            found.append(Found(url=url, title=text.headline(title), announced=announced))
