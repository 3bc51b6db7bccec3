"""JSON Feed 1.0 and 1.1 (jsonfeed.org) → what it says. Every field may be absent or of another type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from monitor.feeds import dates, links, parts, text
from monitor.habits import FeedHints
from monitor.model import Entry, Page, ParsedFeed
from monitor.problems import Problem


def document(page: Page, body: bytes) -> ParsedFeed:
    """A parsed JSON Feed; anything else has a `problem` and no entries."""
    try:
        whole = body.decode("utf-8", errors="replace")
        found, _ = json.JSONDecoder().raw_decode(whole[whole.index("{") :])  # without what proxies put around it
    except (ValueError, RecursionError):
        return parts.no_feed(Problem("not-json"))
    told = found.get("items") if isinstance(found, dict) else None
    if not isinstance(told, list) or "jsonfeed.org" not in _string(found, "version"):
        return parts.no_feed(Problem("not-json-feed"))
    tongue = parts.language(_string(found, "language"))
    entries = [_entry(part, page, tongue) for part in told if isinstance(part, dict)]
    kept = parts.newest(entries)
    return ParsedFeed(
        title=parts.title(text.headline(_string(found, "title"))),
        language=tongue,
        hints=FeedHints(),
        entries=kept,
        dropped=len(told) - len(kept),
    )


def _entry(raw: Mapping[str, Any], page: Page, tongue: str) -> Entry:
    given = _string(raw, "url") or _string(raw, "external_url")
    link = links.clean(given, page.url)
    title, summary = text.line(_string(raw, "title")), text.paragraphs(_string(raw, "summary"), text.SUMMARY)
    year = page.fetched_at.year
    published, updated = dates.read(raw.get("date_published"), year), dates.read(raw.get("date_modified"), year)
    content = text.plain(_string(raw, "content_html"), text.CONTENT)
    content = content or text.paragraphs(_string(raw, "content_text"), text.CONTENT)
    return Entry(
        guid=parts.guid(_string(raw, "id"), link, title, summary or content),
        url=link,
        part=links.part(given) if link else "",
        title=title,
        summary=summary,
        content=content,
        author=text.line(_author(raw), 200),
        language=parts.language(_string(raw, "language")) or tongue,
        published_at=published or updated or dates.in_address(link),
        updated_at=updated,
    )


def _author(raw: Mapping[str, Any]) -> str:
    """The names of `authors` (1.1), or of `author` (1.0)."""
    told = raw.get("authors")
    people = told if isinstance(told, list) else [raw.get("author")]
    return ", ".join(name for person in people if isinstance(person, dict) and (name := _string(person, "name")))


def _string(raw: Mapping[str, Any], name: str) -> str:
    """A text, or a number written as one; an empty string for anything else."""
    value = raw.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
