"""feeds.yaml, read line by line as far as its list of feeds is written plainly; a parser needs a millisecond a feed.

Plainly written is `- url: …` with `key: value` below it, in any order, where values are addresses, words, numbers,
quoted texts without escapes, or short lists. Anything else (anchors, nested or folded values, mistakes of all kinds)
has the whole file read by the parser, so that both lead to the same document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from monitor.yaml import document, plain
from monitor.yaml.document import Document, Place

KEY = "feeds"
MOST = 25_000  # lines; more are counted, and refused, by the parser
_HEAD = re.compile(rf"^{KEY}:[ ]*(?:#.*)?\n", re.MULTILINE)
_NEXT = re.compile(r"^[^\s#-]", re.MULTILINE)  # the next key at the top
_LINE = re.compile(r"( *)(- +)?([a-z_]+): +(\S.*)")
_NOTHING = re.compile(r" *(?:#.*)?")
_WORD = r"[^\W\d_](?:[\w./-]*[\w/])?"
_VALUE = re.compile(
    r"(?:(?P<address>https?://\S*[^\s:])"
    r"|(?P<count>0|[1-9]\d{0,8})"
    r"|(?P<span>[1-9]\d*[mhdw])"
    r'|"(?P<double>[^"\\]*)"'
    r"|'(?P<single>[^']*)'"
    rf"|\[(?P<list> *|{_WORD}(?: *, *{_WORD})*)\]"
    r"|(?P<words>[^\W\d_](?:[^:#]*[^:#\s])?))"
    r"(?: +#.*| *)"
)


def read(text: str) -> Document:
    """As `document.read`, without the parser's nodes."""
    head = _HEAD.search(text)
    if head is None or "%YAML" in text or "\r" in text:
        return document.read(text)
    end = following.start() if (following := _NEXT.search(text, head.end())) else len(text)
    before = text.count("\n", 0, head.end())
    listed = text[head.end() : end]
    lines: dict[Place, int] = {}
    feeds = None if plain.ODD.search(listed) else _feeds(listed.split("\n"), before + 1, lines)
    if feeds is None:
        return document.read(text)
    found = plain.read(f"{text[: head.start()]}{KEY}: []\n{text[end:]}")
    if not isinstance(found.value, dict) or found.mistakes or found.value.get(KEY) != []:
        return document.read(text)
    left_out = listed.count("\n")
    others = {place: line if line <= before else line + left_out for place, line in found.lines.items()}
    return replace(found, value=found.value | {KEY: feeds}, lines=others | lines, node=None)


def _feeds(written: Sequence[str], first: int, lines: dict[Place, int]) -> list[dict[str, object]] | None:
    """The feeds in these lines, and where each value stands; None if a line is not written plainly."""
    feeds: list[dict[str, object]] = []
    indents: set[int] = set()
    if len(written) > MOST:
        return None
    for number, line in enumerate(written, first):
        if _NOTHING.fullmatch(line):
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            return None
        blanks, dash, key, value = found.groups()
        if dash:
            indents.add(len(blanks))
            column = len(blanks) + len(dash)
            lines[KEY, len(feeds)] = number
            feeds.append({})
        elif not feeds or len(blanks) != column:
            return None
        place = (KEY, len(feeds) - 1, key)
        if key in feeds[-1] or not _put(feeds[-1], place, value, number, lines):
            return None
    return feeds if len(indents) == 1 else None


def _put(feed: dict[str, object], place: Place, written: str, line: int, lines: dict[Place, int]) -> bool:
    """Put a plainly written value in its place; False if it is not."""
    found = _VALUE.fullmatch(written)
    if found is None:
        return False
    kind, told = str(found.lastgroup), found[str(found.lastgroup)]
    names = re.split(" *, *", told) if kind == "list" and told.strip() else []
    if any(one.lower() in plain.SPECIAL for one in (told, *names)) and told not in {"true", "false"}:
        return False
    value: object = names if kind == "list" else int(told) if kind == "count" else told
    if kind == "words" and told in {"true", "false"}:
        value = told == "true"
    lines.update({(*place, at): line for at in range(len(names))})
    feed[str(place[-1])] = value
    lines[place] = line
    return True
