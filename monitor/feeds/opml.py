"""Lists of feeds in the form other readers write and read.

Many programs write it carelessly: wrong encodings, bare ampersands, tags in capitals, files cut short. So it is read as
browsers read HTML, which never stops at a mistake; entity declarations, which no list needs, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from monitor.errors import Invalid
from monitor.feeds import addresses, text
from monitor.model import Feed

LARGEST = 10 * 1024 * 1024  # bytes
DEEPEST = 20  # folders in folders
TAGS, LONGEST_TAG = 10, 60
_ENTITIES = re.compile(rb"<!(?:ENTITY|DOCTYPE\s[^>\[]*\[)", re.IGNORECASE)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_NO_FEEDS = frozenset({"link", "include", "html", "url"})  # types of outlines that are not feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An entry of a list that cannot be watched, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The contents of a list of feeds: each address once."""

    feeds: tuple[Feed, ...]
    left_out: tuple[LeftOut, ...] = ()


def feeds(document: bytes, *, where: str = "OPML") -> Listed:
    """The feeds of an OPML document and what is wrong with the others; folders become tags.

    Raises Invalid if it is not such a document, or has no outline of a feed. `where` names the file.
    """
    if len(document) > LARGEST:
        raise Invalid(f"larger than {LARGEST // 1024 // 1024} MiB; a list of feeds is smaller", where=where)
    if _ENTITIES.search(document):
        raise Invalid("declares XML entities, which a list of feeds does not need; remove its DOCTYPE", where=where)
    reader = _Outlines()
    reader.feed(_decoded(document))
    reader.close()
    found: dict[str, Feed] = {}
    left_out: list[LeftOut] = []
    for outline in reader.outlines:
        name = text.headline(outline.title) or addresses.shown(addresses.masked(outline.url))
        try:
            url = addresses.pasted(outline.url)
        except ValueError as error:
            left_out.append(LeftOut(name=name, why=str(error)))
            continue
        if url in found:
            tags = tuple(dict.fromkeys((*found[url].tags, *outline.tags)))[:TAGS]
            found[url] = Feed(url=url, title=found[url].title, language=found[url].language, tags=tags)
        else:
            found[url] = Feed(url=url, title=text.headline(outline.title), language=outline.language, tags=outline.tags)
    if not found and not left_out:
        raise Invalid('no feeds in it; an OPML file has <outline xmlUrl="…"> elements', where=where)
    return Listed(feeds=tuple(found.values()), left_out=tuple(left_out))


def _decoded(document: bytes) -> str:
    """The text, decoded by its byte order mark, its declaration, as UTF-8, or else as windows-1252."""
    declared = _DECLARED.match(document)
    encodings = ["utf-8-sig", declared[1].decode("ascii") if declared else "", "utf-16" if b"\0" in document else ""]
    if declared and not document.startswith(b"\xef\xbb\xbf"):
        encodings = encodings[1::-1] + encodings[2:]
    for encoding in filter(None, encodings):
        try:
            # Files declared as Latin-1 are mostly windows-1252, which only adds characters where Latin-1 has none.
            known = encoding.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}
            return document.decode("cp1252" if known else encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return document.decode("cp1252", "replace")


@dataclass(frozen=True, slots=True)
class _Outline:
    url: str
    title: str
    language: str
    tags: tuple[str, ...]


class _Outlines(HTMLParser):
    """Collects outlines that are feeds, with the folders around them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.outlines: list[_Outline] = []
        self._folders: list[str] = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "outline":
            self._take({name: value or "" for name, value in attrs})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "outline":
            told = {name: value or "" for name, value in attrs}
            self._take(told)
            is_feed = "xmlurl" in told
            self._folders.append("" if is_feed else text.line(told.get("title") or told.get("text", ""), LONGEST_TAG))

    def handle_endtag(self, tag: str) -> None:
        if tag == "outline" and self._folders:
            self._folders.pop()

    def _take(self, told: dict[str, str]) -> None:
        kind = told.get("type", "").strip().lower()
        if "xmlurl" not in told and (kind != "rss" or not (told.get("url") or told.get("htmlurl"))):
            return
        if kind in _NO_FEEDS and not told.get("xmlurl"):
            return
        url = told.get("xmlurl", "") if "xmlurl" in told else told.get("url", "")
        title = told.get("title") or told.get("text", "")
        self.outlines.append(_Outline(url, title, _language(told.get("language", "")), self._tags(told)))

    def _tags(self, told: dict[str, str]) -> tuple[str, ...]:
        """The folders around it as one path, and the categories it names itself."""
        path = "/".join(folder for folder in self._folders[-DEEPEST:] if folder)
        own = (part.strip().strip("/") for part in told.get("category", "").split(","))
        tags = (text.line(tag, LONGEST_TAG) for tag in (path, *own))
        return tuple(dict.fromkeys(tag for tag in tags if tag))[:TAGS]


def _language(told: str) -> str:
    """ISO 639-1 of `de`, `de-DE` or `DE_at`; empty for anything else."""
    found = re.fullmatch(r"([a-z]{2})(?:[-_][a-z]{2,8})*", told.strip().lower())
    return found[1] if found else ""


def document(feeds: Iterable[Feed], *, title: str, now: datetime) -> bytes:
    """An OPML 2.0 document with these feeds: each in the folder of its first tag, with all of them as categories."""
    root = ET.Element("opml", version="2.0")
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = text.line(title)
    ET.SubElement(head, "dateCreated").text = f"{now:%a, %d %b %Y %H:%M:%S} GMT"
    body = ET.SubElement(root, "body")
    folders: dict[tuple[str, ...], ET.Element] = {(): body}
    for feed in feeds:
        path = tuple(part for part in feed.tags[0].split("/") if part) if feed.tags else ()
        name = text.line(feed.title) or addresses.public(feed.url)
        told = {"type": "rss", "text": name, "title": name, "xmlUrl": feed.url}
        told |= {"language": feed.language} if feed.language else {}
        categories = ",".join(f"/{tag.replace(',', ' ')}" for tag in feed.tags)
        told |= {"category": categories} if categories else {}
        ET.SubElement(_folder(folders, path), "outline", told)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _folder(folders: dict[tuple[str, ...], ET.Element], path: Sequence[str]) -> ET.Element:
    """The element of a folder, created with those around it if it does not exist yet."""
    path = tuple(path)
    if path not in folders:
        folders[path] = ET.SubElement(_folder(folders, path[:-1]), "outline", text=path[-1], title=path[-1])
    return folders[path]
