"""The part of a page that is about one of several news items: release notes, live blogs, lists of short reports.

It begins where the link's fragment points to, or at the heading that is the entry's title, and ends before the next
heading of the same rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt")
WHOLE = frozenset({"article", "section", "li", "div", "tr", "dd", "details"})  # may contain one whole item
FEWEST = 8  # this many words are a text, not a heading
CLIMB = 3  # wrappers around a heading, at most
LEFT_OUT = frozenset({"script", "style", "noscript", "template", "svg", "nav", "form", "button"})
BLOCKS = frozenset({"p", "li", "dd", "td", "pre", "blockquote", "div", "section", "article", "figcaption", *HEADINGS})
_WORD = re.compile(r"\w+")


def of(tree: Any, fragment: str, title: str) -> str:
    """The text of the part (paragraphs separated by line breaks); empty where the page has no such part."""
    start = _named(tree, fragment) if fragment else None
    if start is None:
        start = _titled(tree, title)
    return _text(start) if start is not None else ""


def _named(tree: Any, fragment: str) -> Any:
    found = tree.xpath("//*[@id=$name or @name=$name]", name=fragment)
    return found[0] if found else None


def _titled(tree: Any, title: str) -> Any:
    """The heading with the title; the last one, because a page's own heading comes first and may say the same."""
    wanted = _words(title)
    headings = [one for one in tree.iter(*HEADINGS) if wanted and _words(one.text_content()) == wanted]
    return headings[-1] if headings else None


def _text(start: Any) -> str:
    whole = _lines(start)
    if start.tag in WHOLE and len(_words(" ".join(whole))) >= FEWEST:
        return "\n".join(whole)
    heading = next((one for one in (start, *start.iterancestors()) if one.tag in HEADINGS), start)
    rank = HEADINGS.index(heading.tag) if heading.tag in HEADINGS else len(HEADINGS)
    for _ in range(CLIMB + 1):
        lines = [line for one in _following(heading, rank) for line in _lines(one)]
        if len(_words(" ".join(lines))) >= FEWEST:
            return "\n".join(lines)
        if heading.getparent() is None or heading.getparent().tag in {"body", "main", "html"}:
            break
        heading = heading.getparent()
    return ""


def _following(heading: Any, rank: int) -> Iterator[Any]:
    """Everything after a heading up to the next one of its rank."""
    for one in heading.itersiblings():
        inside = [HEADINGS.index(each.tag) for each in one.iter(*HEADINGS)]
        if min(inside, default=len(HEADINGS)) <= rank < len(HEADINGS):
            return
        yield one


def _lines(element: Any) -> list[str]:
    """The text of an element, one line per block."""
    lines = [""]
    _collect(element, lines)
    return [line for one in lines if (line := " ".join(one.split()))]


def _collect(element: Any, lines: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in LEFT_OUT:
        return
    if element.tag in BLOCKS or element.tag == "br":
        lines.append("")
    lines[-1] += element.text or ""
    for child in element:
        _collect(child, lines)
        lines[-1] += child.tail or ""
    if element.tag in BLOCKS:
        lines.append("")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
