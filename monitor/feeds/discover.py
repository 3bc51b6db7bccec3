"""The feeds that a web page links to."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from monitor import language
from monitor.feeds import text
from monitor.model import Page

MOST = 40  # candidates of one page
_READ = 2_000_000  # characters of a page

_FEED_TYPES = re.compile(r"^(?:application|text)/(?:(?:rss|atom|rdf)\+xml|feed\+json|x?-?rss|atom|xml|json)\s*(?:;|$)")
_WEAK_TYPES = re.compile(r"^(?:application|text)/(?:xml|json)\s*(?:;|$)")  # may be anything
_FEED_NAMES = re.compile(r"(?:^|[/._=-])(?:rss|atom|feeds?|rdf)(?:$|[/._?&0-9-])|feed\.json$", re.IGNORECASE)
_NO_FEEDS = re.compile(
    r"/comments?/|[?&]replytocom=|oembed|wp-json|opensearch|add\?|addtoany|feedly\.com|\.(?:png|jpg|svg|css|js)\b",
    re.IGNORECASE,
)
_USUAL = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json")
_HERE = ("feed", "rss.xml", "index.xml")  # in the folder of the page itself
# Comment feeds are named in their site's language, which may be one we do not read otherwise
_COMMENTS = re.compile(
    rf"\b(?:{language.any_of(lambda known: known.furniture.comments)}|comentarios?|comentários?|commenti|komentar\w*"
    r"|kommenta\w{2,4}|reacties)\b"
    r"|коммент|коментар|コメント|评论|댓글",
    re.IGNORECASE,
)
_LINK = re.compile(r'<(?P<url>[^<>]{1,2000})>(?P<told>(?:\s*;\s*[\w*]+\s*=\s*(?:"[^"]{0,300}"|[^\s;,"]{1,300}))*)')
_TOLD = re.compile(r'([\w*]+)\s*=\s*(?:"([^"]*)"|([^\s;,"]+))')


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A feed a page names."""

    url: str
    title: str = ""
    announced: bool = False  # by a <link> meant for programs; else by a link for people that looks like a feed


def feeds(page: Page) -> tuple[Found, ...]:
    """The feeds a page links to, announced ones first; comment feeds and the like are left out."""
    reader = _Reader(page.url)
    with suppress(AssertionError, ValueError, RecursionError):  # broken markup: what was found so far is kept
        reader.feed(page.body.decode("utf-8", errors="replace")[:_READ])
    found: dict[str, Found] = {}
    for known in (*_in_headers(page), *reader.announced, *reader.named):
        found.setdefault(known.url, known)
    return _without_own(tuple(found.values()), page.url)[:MOST]


def _without_own(found: tuple[Found, ...], url: str) -> tuple[Found, ...]:
    """Without the page's own feed if there are others: blogs keep each article's comments there."""
    own = re.compile(re.escape(url.partition("?")[0].rstrip("/")) + r"/feed/?(?:\?.*)?")
    others = tuple(one for one in found if not own.fullmatch(one.url))
    return others if any(one.announced for one in others) else found


def _in_headers(page: Page) -> list[Found]:
    """Feeds named by `Link:` headers (RFC 8288)."""
    reader = _Reader(page.url)
    for link in _LINK.finditer(", ".join(value for name, value in page.headers if name == "link")[:20_000]):
        told = {name.lower(): quoted or plain for name, quoted, plain in _TOLD.findall(link["told"])}
        reader.announce(told, link["url"].strip())
    return reader.announced


def usual_places(url: str) -> tuple[str, ...]:
    """Where sites keep their feed when the page does not say: next to the page, then at the top of the site."""
    parts = urlsplit(url)
    top = f"{parts.scheme}://{parts.netloc}"
    folder = parts.path.rpartition("/")[0] if parts.path.count("/") > 1 else ""
    here = [f"{top}{folder}/{name}" for name in _HERE] if folder else []
    return (*here, *(f"{top}{path}" for path in _USUAL))


def is_of_comments(title: str, url: str = "") -> bool:
    """Whether a feed brings readers' comments, not articles."""
    return bool(_COMMENTS.search(title) or re.search(r"/comments?(?:/|$)", url, re.IGNORECASE))


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
            self.announce(told, href)
        elif tag == "a" and _FEED_NAMES.search(href) and len(self.named) < MOST:
            self._add(self.named, href, told.get("title", ""), announced=False)

    def announce(self, told: dict[str, str], href: str) -> None:
        """Collect a link that says it leads to a feed."""
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
        if (
            known.scheme in {"http", "https"}
            and known.hostname
            and not _NO_FEEDS.search(url)
            and not _COMMENTS.search(title)
        ):
            found.append(Found(url=url, title=text.headline(title), announced=announced))
