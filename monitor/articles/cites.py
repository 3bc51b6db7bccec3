"""Whom an article cites: the publishers that links inside its own paragraphs lead to."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

from monitor.articles import urls

MOST = 20  # publishers per article
BEGINNING = 60  # letters by which a paragraph is found again in the text
LINKED = 0.5  # share of its letters from which on a paragraph is a list of links, not a sentence with one


def cited(tree: Any, text: str, url: str) -> tuple[str, ...]:
    """The publishers (`example.org`) other than its own that a page links to in paragraphs of its text, in order."""
    own, read = urls.family(urls.site_of(url)), _letters(text)
    found: dict[str, None] = {}
    for block in tree.iter("p", "li", "blockquote"):
        anchors = [(one.get("href"), one.text_content()) for one in block.iter("a") if one.get("href")]
        letters = _letters(block.text_content()) if anchors else ""
        linked = sum(len(_letters(words)) for _, words in anchors)
        if letters and linked < LINKED * len(letters) and letters[:BEGINNING] in read:
            found |= dict.fromkeys(house for href, _ in anchors if (house := _house(href, url)) not in {"", own})
    return tuple(found)[:MOST]


def _letters(text: str) -> str:
    """Without blanks, which a page and its text have in different places."""
    return "".join(text.split())


def _house(href: str, url: str) -> str:
    try:
        address = urljoin(url, href.strip())
        host = urls.site_of(address) if urlsplit(address).scheme in {"http", "https"} else ""
    except ValueError:
        return ""
    return urls.family(host) if "." in host else ""
