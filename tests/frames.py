"""Real articles laid into real pages of other papers: as different from each other as pages are.

The bodies are full articles of real feeds (HTML) and real news texts (paragraphs); the frames are whole real pages, of
which all stays but title and article. Read from ../shared/data; nothing of it is kept here.
"""

import gzip
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from itertools import islice
from pathlib import Path
from typing import Any

import feedparser
from lxml import html

FULL, PARAGRAPHS = 1200, 4  # characters and paragraphs of an article
TAG = re.compile(r"<[^>]*>")
OF_FEED, TEXTS = 5, 50  # articles of one feed, and news texts, that are used


@dataclass(frozen=True)
class Body:
    """An article without a page around it."""

    name: str
    title: str
    markup: str


def feed_bodies(shared: Path) -> Iterator[Body]:
    """Full articles of real feeds, each once."""
    seen: set[str] = set()
    files = [each for each in sorted((shared / "feeds").rglob("*")) if each.suffix in (".xml", ".rss", ".atom")]
    for file in files:
        if "feedparser" in file.parts:
            continue  # made for tests of a parser
        used = len(seen)
        for number, entry in enumerate(feedparser.parse(io.BytesIO(file.read_bytes())).entries):
            markup = max((*(each.value for each in entry.get("content", ())), entry.get("summary", "")), key=len)
            plain = " ".join(TAG.sub(" ", markup).split())
            is_full = len(plain) >= FULL and markup.count("<p") >= PARAGRAPHS and entry.get("title")
            if is_full and plain not in seen and len(seen) < used + OF_FEED:
                seen.add(plain)
                yield Body(f"{file.name} {number}", entry.title, markup)


def news_bodies(shared: Path) -> Iterator[Body]:
    """News texts, full of amounts."""
    [file] = (shared / "streams").glob("*.jsonl.gz")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for text in map(json.loads, islice(lines, TEXTS)):
            parts = [part.strip() for part in text["text"].split("\n\n") if part.strip()]
            if len(parts) >= PARAGRAPHS and len(text["text"]) >= FULL:
                yield Body(
                    f"{file.name} {text['id']}", text["title"], "".join(f"<p>{escape(part)}</p>" for part in parts)
                )


def is_frame(page: bytes) -> bool:
    """Whether a page has a heading, and an article that can be taken out."""
    return _places(html.fromstring(page)) is not None


def framed(body: Body, frame: bytes) -> bytes:
    """The page with another article in it."""
    page = html.fromstring(frame)
    places = _places(page)
    assert places
    heading, box = places
    for each in page.xpath("//script[@type='application/ld+json'] | //meta[@property='og:title']"):
        each.getparent().remove(each)  # they say the old article once more
    for title in page.iter("title"):
        title.text = body.title
    for each in (*heading, *box):
        each.getparent().remove(each)
    heading.text, box.text = body.title, ""
    box.extend(html.fragments_fromstring(f"<div>{body.markup}</div>"))
    made: bytes = html.tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>")
    return made


def is_read(body: Body, text: str) -> bool:
    """Whether a text is this article, not what else stands around it."""
    words, text = unescape(TAG.sub(" ", body.markup)).split(), " ".join(text.split())
    parts = [" ".join(words[at : at + 5]) for at in range(0, len(words), 20)]
    return 2 * sum(part in text for part in parts) >= len(parts)


def _places(page: Any) -> tuple[Any, Any] | None:
    """The heading and the element that holds the paragraphs."""
    heading = next(page.iter("h1"), None)
    box = max(page.iter("div", "article", "section", "main", "td"), key=_own_text, default=None)
    is_one = heading is not None and box is not None and box not in heading.iterancestors()
    return (heading, box) if is_one and _own_text(box) >= FULL else None


def _own_text(box: Any) -> int:
    """Characters of the paragraphs right in an element."""
    return sum(len(each.text_content()) for each in box.iterchildren("p"))
