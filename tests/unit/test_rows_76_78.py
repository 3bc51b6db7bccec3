"""Row 76: links of entries as good as feedparser's. Row 78: a filter's cost grows with the text, whatever the filter."""

import contextlib
import time
from datetime import UTC, datetime

import feedparser
import pytest

from monitor.errors import Invalid
from monitor.feeds import parse
from monitor.model import Page
from monitor.topics import query

NOW = datetime(2026, 11, 29, tzinfo=UTC)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>x</title>{}</entry></feed>'
RSS = '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>t</title><item><title>x</title>{}</item></channel></rss>'
URN = "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"
RIGHT = "https://e.org/article"
LINKS = {
    "URN id and a plain link": ATOM.format(f'<id>{URN}</id><link href="{RIGHT}"/>'),
    "URN id and a typed link": ATOM.format(
        f'<id>{URN}</id><link rel="alternate" type="application/xml" href="{RIGHT}"/>'
    ),
    "URN id and self alone": ATOM.format(f'<id>{URN}</id><link rel="self" href="{RIGHT}"/>'),
    "self before alternate": ATOM.format(
        f'<link rel="self" href="https://e.org/a.atom"/><link rel="alternate" type="text/plain" href="{RIGHT}"/>'
    ),
    "HTML after another alternate": ATOM.format(
        f'<link rel="alternate" type="application/json" href="https://e.org/j"/><link rel="alternate" type="text/html" href="{RIGHT}"/>'
    ),
    "enclosure first": ATOM.format(f'<link rel="enclosure" href="https://e.org/a.mp3"/><link href="{RIGHT}"/>'),
    "guid that is a URN": RSS.format(f'<guid>{URN}</guid><atom:link rel="alternate" href="{RIGHT}"/>'),
    "guid that is no permalink": RSS.format(
        f'<guid isPermaLink="false">{URN}</guid><atom:link rel="self" href="{RIGHT}"/>'
    ),
    "guid that is the link": RSS.format(f"<guid>{RIGHT}</guid>"),
    "script for a link": RSS.format(f'<link>javascript:alert(1)</link><atom:link href="{RIGHT}"/>'),
    "relative": ATOM.format('<id>x</id><link rel="alternate" type="application/xhtml+xml" href="/article"/>'),
}


@pytest.mark.parametrize("document", LINKS.values(), ids=LINKS)
def test_row_76_the_address_of_an_entry(document: str) -> None:
    page = Page(url="https://e.org/feed", status=200, body=document.encode(), fetched_at=NOW)
    [entry] = parse.document(page).entries
    assert entry.url == RIGHT
    known = feedparser.parse(document.encode()).entries[0]
    assert known.get("links") or known.get("link"), "feedparser knows it too"


LONG = " ".join(f"a{n} alpha{n % 97} beta" for n in range(6_000))
FILTERS = {
    "a dash before each": "-a*" * 533,
    "blanks between": "-a* " * 400,
    "other prefixes": " OR ".join(f"a{n}*" for n in range(250)),
    "longer and longer": " ".join("alpha" + "1" * n + "*" for n in range(50)),
    "near and near": " NEAR/5 ".join(["a*"] * 130),
    "parentheses": "(" * 40 + "a*" + ")" * 40,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", FILTERS.values(), ids=FILTERS)
def test_row_78_no_filter_takes_long(text: str) -> None:
    began = time.process_time()
    with contextlib.suppress(Invalid):  # refusing costs nothing either
        _match(query.compile(text[: query.LONGEST]))
    assert time.process_time() - began <= 1.5


def _match(asked: query.Query) -> None:
    began = time.process_time()
    asked.matches("alpha", LONG[:20_000])
    assert time.process_time() - began <= 0.5
    asked.matches("alpha", LONG)
