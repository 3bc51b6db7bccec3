"""The one place where text from outside becomes our own: plain, limited in length, without traps."""

from __future__ import annotations

import html
import re
import unicodedata

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
# Markup whose text is plain to see: paragraphs, breaks and emphasis, with attributes that change no text.
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure", "figcaption", "article"})
_LEAVES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})  # blocks without blocks in them
_SIMPLE = re.compile(
    rf"<(/?)({'|'.join(sorted(_BLOCKS))}|br|img|b|i|u|em|strong|a|font|sup|sub|code|small)"
    r"(?:\s+(?!style\b|align\b)[a-z][a-z-]*\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*/?>",
    re.IGNORECASE,
)
_ENTITIES = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#39|#1[6-9]\d|#[2-9]\d\d|#8\d\d\d);")
_DEEPEST = 20  # tags within each other


def clean(text: str) -> str:
    """Text without NULs, controls, surrogates and direction marks; RFC 2047 words in it can no longer be decoded.

    An encoded word in a title could otherwise become a header of its own in a mail (RELIABILITY.md, 2.5).
    """
    if not text.replace("\n", " ").isprintable():  # most texts need none of this
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
    text = simple(markup)
    return browsed(markup) if text is None else text


def browsed(markup: str) -> str:
    """The text as a text browser shows it."""
    import inscriptis  # noqa: PLC0415 - only in workers: it brings lxml
    from inscriptis.model.config import ParserConfig  # noqa: PLC0415

    config = ParserConfig(display_links=False, display_images=False, display_anchors=False)
    try:
        return str(inscriptis.get_text(f"<div>{markup}</div>", config))
    except Exception:  # noqa: BLE001 - lxml and inscriptis fail in many ways on made-up markup
        return html.unescape(_TAG.sub(" ", markup))


def simple(markup: str) -> str | None:
    """The text of simple markup, line by line as inscriptis gives it, and far faster; None for any other markup."""
    markup = " ".join(markup.split())
    parts: list[str] = []
    opened: list[str] = []
    end = 0
    for tag in _SIMPLE.finditer(markup):
        name = tag[2].lower()
        parts += (markup[end : tag.start()], "\n" if name == "br" or name in _BLOCKS else "")
        end = tag.end()
        if not _fits(opened, name, closing=bool(tag[1]), empty=tag[0].endswith("/>")):
            return None
    text = "".join([*parts, markup[end:]])
    if opened or "<" in text or ">" in text or "&" in _ENTITIES.sub("", text):
        return None
    return html.unescape(html.unescape(text))  # inscriptis does so once more than parsers do


def _fits(opened: list[str], name: str, *, closing: bool, empty: bool) -> bool:
    """Whether a tag stands where parsers leave it: all others are closed in order, and not too deep."""
    if name in {"br", "img"}:
        return not closing
    if empty or (name in _BLOCKS and not _LEAVES.isdisjoint(opened) and not closing) or len(opened) > _DEEPEST:
        return False
    if closing:
        return bool(opened) and opened.pop() == name
    opened.append(name)
    return True
