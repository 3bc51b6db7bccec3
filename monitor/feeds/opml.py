"""Lists of feeds as other readers write and read them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from xml.etree import ElementTree as ET

import listparser

from monitor.errors import Invalid
from monitor.feeds import text
from monitor.model import Feed

LARGEST = 10 * 1024 * 1024  # bytes
_ENTITIES = re.compile(rb"<!(?:ENTITY|DOCTYPE\s[^>\[]*\[)", re.IGNORECASE)


def feeds(document: bytes, *, where: str = "OPML") -> tuple[Feed, ...]:
    """The feeds of an OPML document, each address once; raises Invalid when it is none. `where` names the file."""
    if len(document) > LARGEST:
        raise Invalid(f"larger than {LARGEST // 1024 // 1024} MiB; a list of feeds is smaller", where=where)
    if _ENTITIES.search(document):
        raise Invalid("declares XML entities, which no list of feeds needs; remove its DOCTYPE", where=where)
    told = listparser.parse(document)
    found = {
        str(feed.url).strip(): Feed(url=str(feed.url).strip(), title=text.headline(str(feed.get("title") or "")))
        for feed in told.feeds
        if str(feed.url).strip().startswith(("http://", "https://"))
    }
    if not found:
        raise Invalid('no feeds in it; an OPML file has <outline xmlUrl="…"> elements', where=where)
    return tuple(found.values())


def document(feeds: Iterable[Feed], *, title: str, now: datetime) -> bytes:
    """An OPML 2.0 document with these feeds."""
    root = ET.Element("opml", version="2.0")
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = text.line(title)
    ET.SubElement(head, "dateCreated").text = f"{now:%a, %d %b %Y %H:%M:%S} GMT"
    body = ET.SubElement(root, "body")
    for feed in feeds:
        name = text.line(feed.title) or feed.url
        ET.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=feed.url)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
