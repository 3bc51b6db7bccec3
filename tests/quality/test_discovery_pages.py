"""Real pages (next to the checkout) with feeds in their head: which feeds discovery takes from them.

The labels come from an independent reading of the same heads, checked by eye: every announced feed with an address,
except comments on the page or the site.
"""

import gzip
import html
import re
from collections import Counter
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import pytest

from monitor.feeds import discover
from monitor.model import Page
from tests.world import SHARED

LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
TYPE = re.compile(r"application/(?:rss|atom|rdf)\+xml|feed\+json", re.IGNORECASE)
TALK = re.compile(r"comment|kommentar|comentário|commenti|komentar|コメ|/comments/|oembed", re.IGNORECASE)
FILES = [path for path in sorted((SHARED / "data").rglob("*.htm*")) if path.is_file()]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FILES, reason="the real pages (../shared/data) are not beside this checkout"),
]


def told(link: str, name: str) -> str:
    found = re.search(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", link, re.IGNORECASE)
    return html.unescape(next((part for part in found.groups() if part), "")) if found else ""


def labelled(text: str, url: str) -> set[str]:
    """The feeds a page announces, except those of comments."""
    feeds = set()
    for link in LINK.findall(text):
        href, kind, relations = told(link, "href"), told(link, "type"), told(link, "rel").lower().split()
        is_feed = bool(TYPE.search(kind)) or (kind == "application/json" and "feed" in href)
        if href and (("alternate" in relations and is_feed) or "feed" in relations):
            feed = urljoin(url, href)
            own = feed.rstrip("/").removesuffix("/feed") == url.rstrip("/") and urlsplit(url).path.strip("/")
            if not own and not TALK.search(told(link, "title") + feed):
                feeds.add(feed)
    return feeds


def test_pages_lead_to_the_feeds_they_announce_and_to_no_comments() -> None:
    outcome: Counter[str] = Counter()
    for path in FILES:
        body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        text = body.decode("utf-8", "replace")
        if not any(TYPE.search(link) and "alternate" in link.lower() for link in LINK.findall(text)):
            continue
        canonical = next((told(link, "href") for link in LINK.findall(text) if told(link, "rel") == "canonical"), "")
        url = canonical if canonical.startswith("http") else "https://page.example/"
        page = Page(url=url, status=200, fetched_at=datetime.now(UTC), body=body)
        found = {known.url for known in discover.feeds(page) if known.announced}
        wanted = labelled(text, url)
        outcome["pages"] += 1
        outcome["right"] += found == wanted
        outcome["wrong"] += bool(found - wanted)
    assert outcome["pages"] >= 95
    assert outcome["right"] >= 0.95 * outcome["pages"], outcome
    assert outcome["wrong"] == 0, outcome
