"""Writing feeds.yaml: lines are added or removed, every other byte stays as it was.

A round trip through YAML objects moves comments between entries, so the text is cut by the line numbers of its nodes.
The result is read again before it is written: unless it says exactly what it should, nothing is written.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from monitor.catalog import feeds_file, writing
from monitor.errors import Invalid
from monitor.feeds import links
from monitor.yaml import document
from monitor.yaml.document import Document

BY_HAND = "the feeds are written in a way that cannot be changed automatically; please edit the file by hand"

_OTHER_IN_1_1 = re.compile(r"(?i:y|n|yes|no|on|off)|[-+]?[0-9][0-9_:.]*|0[box][0-9a-f_]+|<<|=")


def add_feeds(path: Path, feeds: Sequence[Mapping[str, object]]) -> None:
    """Add feeds (keys as in feeds.yaml, at least `url`) at the end of the list.

    Raises Invalid and writes nothing if the file has a mistake, or would have one; MonitorError when it cannot
    be written.
    """
    with writing.alone(path):
        content, text = _read(path)
        found = document.read(text)
        feeds_file.understood(found, path)
        for feed in feeds:
            for mistake in feeds_file.feed_mistakes(feed):
                raise Invalid(f"{feed.get('url', 'the feed')} is not added: {mistake}", where=str(path))
        block = _block(feeds)
        new = _checked(path, found, _with(text, found, block), [*_plain(found), *_list(document.read(block).value)])
        writing.replace(path, content, _bytes(new, content))


def remove_feed(path: Path, url: str) -> str:
    """Remove the feed with that address, and the comments inside its lines; returns its address as written.

    Raises Invalid when there is none, or when the file has a mistake; MonitorError when it cannot be written.
    """
    with writing.alone(path):
        content, text = _read(path)
        found = document.read(text)
        number, own = _place(path, found, url)
        feeds = _plain(found)
        new = _checked(path, found, _without(text, found, number), [*feeds[:number], *feeds[number + 1 :]])
        writing.replace(path, content, _bytes(new, content))
    return own


def change_feed(path: Path, url: str, values: Mapping[str, object]) -> str:
    """Give keys of the feed with that address these values; every other byte stays. Returns its address as it was.

    Raises Invalid when there is no such feed or the file has a mistake, or would have one; MonitorError when it cannot
    be written.
    """
    with writing.alone(path):
        content, text = _read(path)
        before = document.read(text)
        number, own = _place(path, before, url)
        wanted = _plain(before)
        given = wanted[number]
        wanted[number] = {**(given if isinstance(given, dict) else {}), **values}
        for key, value in values.items():
            text = _valued(path, text, document.read(text), number, key, value)
        writing.replace(path, content, _bytes(_checked(path, before, text, wanted), content))
    return own


def _place(path: Path, found: Document, url: str) -> tuple[int, str]:
    """The place in the list of the feed with that address, and the address as written. Raises Invalid."""
    addresses = [feed.url for feed in feeds_file.understood(found, path).feeds]
    key = links.key(url if "://" in url else f"https://{url}")
    for same in (lambda own: own == url, lambda own: links.key(own) == key):
        for place, own in enumerate(addresses):
            if same(own):
                return place, own
    raise Invalid(f"no feed has the address {url}; `monitor feeds list` shows them all", where=str(path))


def _read(path: Path) -> tuple[bytes, str]:
    """The file, byte for byte, and its text. Raises Invalid like `feeds_file.read_text`."""
    text = feeds_file.read_text(path)
    content = path.read_bytes()
    if content.decode("utf-8-sig", "replace") != text:
        raise Invalid("was changed by somebody else meanwhile; nothing is written, try again", where=str(path))
    return content, text


def _bytes(text: str, before: bytes) -> bytes:
    """The text as bytes: with a byte order mark if the file had one."""
    return (codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b"") + text.encode()


def _with(text: str, found: Document, block: str) -> str:
    """The text with a block of entries after the last one, indented like the existing entries."""
    key, entries = _feeds(text, found)
    rows = text.splitlines(keepends=True)
    end = _newline(text)
    if not entries.value:
        line = key.start_mark.line
        after = rows[line][entries.end_mark.column :].rstrip("\r\n")
        rows[line] = rows[line][: key.end_mark.column] + ":" + after + end
        at = _after_comments(rows, line + 1, 2)  # left by a removed feed: none of the new one
        return "".join([*rows[:at], _indented(block, "  ", end), *rows[at:]])
    at = _end(entries.value[-1], rows, _dash(entries, rows))
    if not rows[at - 1].endswith("\n"):
        rows[at - 1] += end
    return "".join([*rows[:at], _indented(block, " " * _dash(entries, rows), end), *rows[at:]])


def _without(text: str, found: Document, number: int) -> str:
    """The text without the lines of one entry."""
    key, entries = _feeds(text, found)
    rows = text.splitlines(keepends=True)
    start, dash = _dash_line(entries.value[number], rows) or 0, _dash(entries, rows)
    end = _end(entries.value[number], rows, dash)
    if len(entries.value) == 1:
        line, column = key.start_mark.line, key.end_mark.column
        rows[line] = rows[line][:column] + ": []" + rows[line][column + 1 :]
    return "".join([*rows[:start], *rows[end:]])


def _valued(path: Path, text: str, found: Document, number: int, key: str, value: object) -> str:
    """The text in which one key of an entry has a value: where it stands, or after the address. Raises Invalid."""
    entry = _feeds(text, found)[1].value[number]
    rows = text.splitlines(keepends=True)
    told = _block([{key: _in_a_line(value)}]).removeprefix("- ").strip()
    pairs = {name.value: (name, node) for name, node in entry.value}
    beside = key if key in pairs else "url"
    if beside not in pairs or pairs[beside][1].start_mark.index < pairs[beside][0].end_mark.index:
        raise Invalid(BY_HAND, where=str(path))  # it stands elsewhere in the file
    name, node = pairs[beside]
    first, last = name.start_mark.line, _last_line(node, rows)
    end = node.end_mark.column if node.end_mark.line == last else len(rows[last].rstrip("\r\n"))
    is_inline = isinstance(node, ScalarNode) or node.flow_style
    if key in pairs and is_inline and node.start_mark.line == last and node.start_mark.column < end:
        rows[last] = rows[last][: node.start_mark.column] + told.removeprefix(f"{key}: ") + rows[last][end:]
    elif key in pairs:
        rows[first : last + 1] = [rows[first][: name.start_mark.column] + told + rows[last][end:]]
    elif entry.flow_style:
        rows[last] = f"{rows[last][:end]}, {told}{rows[last][end:]}"
    else:
        rows[last] = rows[last].rstrip("\r\n") + _newline(text)
        rows.insert(last + 1, " " * name.start_mark.column + told + _newline(text))
    return "".join(rows)


def _in_a_line(value: object) -> object:
    """A list as it is written between brackets."""
    if not isinstance(value, list):
        return value
    listed = CommentedSeq(_plainly(value))
    listed.fa.set_flow_style()
    return listed


def _feeds(text: str, found: Document) -> tuple[Node, SequenceNode]:
    """Key and value of `feeds`. Raises Invalid if the entries of the list are not separate blocks of lines."""
    for key, value in found.node.value if isinstance(found.node, MappingNode) else ():
        if key.value == "feeds" and isinstance(value, SequenceNode) and (not value.flow_style or not value.value):
            rows = text.splitlines()
            if all(_dash_line(entry, rows) is not None for entry in value.value):
                return key, value
    raise Invalid(BY_HAND)


def _end(entry: Node, rows: Sequence[str], dash: int) -> int:
    """The number of the first line after an entry; a comment indented like its keys belongs to it."""
    return _after_comments(rows, _last_line(entry, rows) + 1, dash)


def _after_comments(rows: Sequence[str], start: int, margin: int) -> int:
    """The number of the first line from `start` on that is not a comment indented deeper than `margin`."""
    while start < len(rows) and rows[start].lstrip().startswith("#") and _margin(rows[start]) > margin:
        start += 1
    return start


def _last_line(node: Node, rows: Sequence[str]) -> int:
    """The number of the last line of a node; comments and blank lines after it do not belong to it."""
    children = [part for child in node.value for part in (child if isinstance(child, tuple) else (child,))]
    if isinstance(node, ScalarNode) or not children or getattr(node, "flow_style", False):
        end = node.end_mark
        line = int(end.line) - (1 if end.column == 0 and end.line > node.start_mark.line else 0)
        while line > node.start_mark.line and (line >= len(rows) or not rows[line].strip()):
            line -= 1
        return line
    return max(_last_line(child, rows) for child in children)


def _dash(entries: SequenceNode, rows: Sequence[str]) -> int:
    """The column of the dashes."""
    return _margin(rows[_dash_line(entries.value[-1], rows) or 0])


def _dash_line(entry: Node, rows: Sequence[str]) -> int | None:
    """The number of the line that begins an entry: its own, or one above that has only the dash."""
    line = int(entry.start_mark.line)
    before = rows[line][: entry.start_mark.column].strip()
    while not before and line > 0:
        line -= 1
        before = rows[line].partition("#")[0].strip()
    return line if before == "-" else None


def _margin(row: str) -> int:
    return len(row) - len(row.lstrip())


def _indented(block: str, margin: str, end: str) -> str:
    return "".join(f"{margin}{row}{end}" for row in block.splitlines())


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _block(feeds: Sequence[Mapping[str, object]]) -> str:
    """Entries as YAML: one key per line, quotes where YAML needs them."""
    yaml = YAML()
    yaml.width = 10_000
    out = io.StringIO()
    yaml.dump([{key: _plainly(value) for key, value in feed.items()} for feed in feeds], out)
    return out.getvalue()


def _plainly(value: object) -> object:
    """Puts quotes around a text, or one in a list, that a YAML 1.1 file would read as a truth value or a number."""
    if isinstance(value, list) and not isinstance(value, CommentedSeq):
        return [_plainly(each) for each in value]
    return DoubleQuotedScalarString(value) if isinstance(value, str) and _OTHER_IN_1_1.fullmatch(value) else value


def _plain(found: Document) -> list[object]:
    return _list(found.value.get("feeds") if isinstance(found.value, dict) else None)


def _list(given: object) -> list[object]:
    return given if isinstance(given, list) else []


def _checked(path: Path, before: Document, text: str, expected: list[object]) -> str:
    """The new text, if it says what it should. Raises Invalid."""
    after = document.read(text)
    if not isinstance(before.value, dict) or after.value != before.value | {"feeds": expected}:
        raise Invalid(BY_HAND, where=str(path))
    feeds_file.understood(after, path)
    return text
