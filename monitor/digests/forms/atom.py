"""Feeds for feed readers (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from monitor.digests.forms import links

NEVER = "1970-01-01T00:00:00+00:00"
TAG = "tag:news-monitor,2026:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed."""

    id: str
    title: str
    address: str
    updated_at: datetime
    summary: str


def document(title: str, language: str, id: str, page: str, entries: Sequence[Entry], home: str, own: str = "") -> str:
    """A feed as XML. Its name is `id`, those of its entries are below `home`; `own` is the feed's own address."""
    updated = max((one.updated_at.isoformat() for one in entries), default=NEVER)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(language)}>',
        f"<title>{_xml(title)}</title><id>{TAG}{_xml(id)}</id><updated>{updated}</updated>",
        f"<author><name>{_xml(title)}</name></author><link href={quoteattr(page)}/>",
    ]
    lines += [f'<link rel="self" href={quoteattr(own)}/>'] if own else []
    lines += [
        f"<entry><title>{_xml(one.title)}</title><link href={quoteattr(one.address)}/>"
        f"<id>{TAG}{_xml(home)}/{_xml(one.id)}</id>"
        f"<updated>{one.updated_at.isoformat()}</updated><summary>{_xml(one.summary)}</summary></entry>"
        for one in entries
    ]
    return "\n".join([*lines, "</feed>", ""])


def _xml(text: str) -> str:
    """A text for XML, which cannot contain most control characters."""
    return escape(links.cut(text, 2000))
