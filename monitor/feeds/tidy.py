"""The bytes of a feed, before feedparser sees them.

Anything plugins and proxies put around the document is cut off, and texts of pictures and podcasts are renamed, because
feedparser takes them for the text of the entry.
"""

from __future__ import annotations

import codecs
import re

_START = re.compile(
    rb"<\?xml|<!DOCTYPE\s+(?:\w{1,10}:)?(?:rss|feed|RDF)\b|<(?:\w{1,10}:)?(?:rss|feed|RDF)\b", re.IGNORECASE
)
_COMMENT = re.compile(rb"\s*<!--.*?-->\s*", re.DOTALL)
_ROOT = re.compile(rb"<(?:\w{1,10}:)?(?:rss|feed|RDF)[\s>]")
_END = re.compile(rb"</(?:\w{1,10}:)?(?:rss|feed|RDF)\s*>")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_BEFORE = 20_000  # bytes of warnings before a document
_SPACES = re.compile(
    rb"xmlns:(\w{1,20})\s*=\s*[\"']\s*https?://(?:search\.yahoo\.com/mrss|www\.rssboard\.org/media-rss"
    rb"|www\.itunes\.com/dtds/podcast-1\.0\.dtd|www\.google\.com/schemas/play-podcasts/1\.0)/?[^\"']{0,20}[\"']",
    re.IGNORECASE,
)
_USUAL = (b"media", b"itunes", b"googleplay")  # even if nobody declares them
TITLE = "beside_title"
BESIDE = ("beside_summary", "beside_description", "beside_subtitle", "beside_text")  # feedparser's keys for them


def whole(body: bytes) -> bool:
    """Whether a document ends with the end of its root element."""
    return bool(_END.search(body))


def document(body: bytes) -> bytes:
    """The document without anything before and after it, with texts of pictures and podcasts renamed."""
    return _renamed(_trimmed(body))


def _trimmed(body: bytes) -> bytes:
    root = _ROOT.search(body)
    if root is None or _PAGE.search(body[: root.start()]):
        return body
    begin = _START.search(body[: root.end()])
    if begin and 0 < begin.start() <= _BEFORE and _is_junk(body[: begin.start()], begin[0]):
        body = body[begin.start() :]
    ends = [found.end() for found in _END.finditer(body)]
    return body[: ends[-1]] if ends else body


def _is_junk(before: bytes, start: bytes) -> bool:
    """Whether the text before a document must go: a byte order mark may stay, comments before a bare root too."""
    if before == codecs.BOM_UTF8:
        return False
    return start.lower() == b"<?xml" or bool(_COMMENT.sub(b"", before))


def _renamed(body: bytes) -> bytes:
    prefixes = {*_SPACES.findall(body[:5_000]), *_USUAL}
    if not any(prefix + b":" in body for prefix in prefixes):
        return body
    names = b"|".join(re.escape(prefix) for prefix in sorted(prefixes))
    text = re.compile(rb"<(/?)(?:%s):(description|summary|title|subtitle|text)\b(?:[^<>]*[^<>/])?>" % names)
    return text.sub(rb"<\1beside_\2>", body)
