"""The one place where text from outside becomes our own: plain, limited in length, without traps."""

from __future__ import annotations

import html
import re
import unicodedata

import inscriptis
from inscriptis.model.config import ParserConfig

TITLE, SUMMARY, CONTENT = 500, 20_000, 200_000  # characters kept

# Controls (except tab and newline), surrogates, non-characters, marks of writing direction and byte order, soft
# hyphens.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_MARKUP = re.compile(
    r"</?[a-zA-Z][^<>]*>|<!--|<!\[CDATA\[|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
)
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_INLINE = re.compile(
    r"</?(?:b|i|u|em|strong|span|font|sup|sub|code|mark|small|a|br|p|q|s|tt|wbr)\b[^<>]*>", re.IGNORECASE
)
_ANY_TAG = re.compile(r"<!--.*?-->|<[!?/a-zA-Z][^<>]*>", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_CONFIG = ParserConfig(display_links=False, display_images=False, display_anchors=False)


def clean(text: str) -> str:
    """Text without NULs, controls, surrogates and direction marks; RFC 2047 words in it can no longer be decoded.

    An encoded word in a title could otherwise become a header of its own in a mail (RELIABILITY.md, 2.5).
    """
    if not text.isprintable():  # most texts need none of this
        text = _UNWANTED.sub("", _BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", text).replace("=?", "= ?")


def line(text: str, limit: int = TITLE) -> str:
    """Cleaned text in one line of at most `limit` characters."""
    return shortened(" ".join(clean(text).split()), limit)


def paragraphs(text: str, limit: int = SUMMARY) -> str:
    """Cleaned text with single blanks, one paragraph per line, at most `limit` characters."""
    lines = (" ".join(part.split()) for part in clean(text).split("\n"))
    return shortened("\n".join(part for part in lines if part), limit)


def shortened(text: str, limit: int) -> str:
    """The text itself, or its beginning up to the last whole word, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rsplit(None, 1)[0] if " " in cut[-80:] else cut) + "…"


def headline(markup: str, *, is_html: bool = False) -> str:
    """The text of a title. Unless it is marked as HTML, only inline tags are dropped: "the <template> tag" stays."""
    text = clean(markup[: 20 * TITLE])
    if _MARKUP.search(text):
        tags = _ANY_TAG if is_html else _INLINE
        text = html.unescape(tags.sub("", _HIDDEN.sub("", text)))
        text = _INLINE.sub("", html.unescape(_INLINE.sub("", text)))  # titles are often encoded twice
    return line(text)


def plain(markup: str, limit: int = SUMMARY) -> str:
    """HTML or plain text → plain text with a line for each paragraph."""
    markup = clean(markup[: 4 * limit])
    if not _MARKUP.search(markup):
        return paragraphs(markup, limit)
    return paragraphs(_rendered(markup), limit)


def _rendered(markup: str) -> str:
    """HTML as a text browser shows it; markup that no parser accepts only loses its tags."""
    if "<" not in markup:
        return html.unescape(markup)
    try:
        return str(inscriptis.get_text(f"<div>{markup}</div>", _CONFIG))
    except Exception:  # noqa: BLE001 - lxml and inscriptis fail in many ways on made-up markup
        return html.unescape(_TAG.sub(" ", markup))
