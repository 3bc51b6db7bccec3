"""YAML text → plain values, and the line of each; the only reader of feeds.yaml.

The nodes of ruamel.yaml are walked instead of its objects: nodes know their lines, keep repeated keys visible, and
never build anything but text, numbers, lists and mappings, whatever tag a file carries. YAML 1.2: `yes` is a text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

Place = tuple[str | int, ...]  # keys and positions from the top, e.g. ("feeds", 3, "url")

MOST_NODES = 200_000  # more can only come from aliases of aliases
DEEPEST = 12
_TAG = "tag:yaml.org,2002:"
_CORE = {_TAG + name for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge", "value")}


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """Something wrong in the file: at which line (counted from 1), and what would be right."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file understood as YAML; its values are not judged yet."""

    value: object
    lines: Mapping[Place, int]
    mistakes: tuple[Mistake, ...]
    node: Node | None = None

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest one around it that the file has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(text: str) -> Document:
    """Never raises: text that is not YAML is a document with the value None and one mistake."""
    try:
        node: Node | None = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        return Document(None, {}, (_syntax(error, text),))
    except RecursionError:
        return Document(None, {}, (Mistake(1, "lists and mappings stand too deep inside each other"),))
    walk = _Walk()
    value = walk.plain(node, ()) if node is not None else None
    return Document(value, walk.lines, tuple(walk.mistakes), node)


@dataclass(slots=True)
class _Walk:
    """One pass over the nodes of a file."""

    lines: dict[Place, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    nodes: int = 0

    def plain(self, node: Node, place: Place) -> object:
        """The value of a node; notes lines and mistakes on the way."""
        self.nodes += 1
        line = _line(node)
        self.lines.setdefault(place, line)
        if self.nodes > MOST_NODES or len(place) > DEEPEST:
            if self.nodes <= MOST_NODES + 1:
                self.mistakes.append(Mistake(line, "too many or too deep values; an alias (*name) may repeat itself"))
                self.nodes = MOST_NODES + 1
            return None
        if _tag(node) not in _CORE:
            self.mistakes.append(Mistake(line, f'the tag "{_tag(node)}" is not understood; write plain values'))
            return None
        if isinstance(node, MappingNode):
            return dict(self._pairs(node, place))
        if isinstance(node, SequenceNode):
            return [self.plain(child, (*place, number)) for number, child in enumerate(node.value)]
        return _scalar(str(node.value), _tag(node).removeprefix(_TAG))

    def _pairs(self, node: MappingNode, place: Place) -> Iterator[tuple[str, object]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = _line(key_node)
            if not isinstance(key_node, ScalarNode):
                self.mistakes.append(Mistake(line, "a list or mapping cannot be a key; write a word"))
                continue
            key = str(key_node.value)
            if key in seen:
                self.mistakes.append(
                    Mistake(line, f'"{key}" is written twice (first in line {seen[key]}); keep one of them')
                )
                continue
            seen[key] = line
            self.lines[*place, key] = line
            yield key, self.plain(value_node, (*place, key))


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _tag(node: Node) -> str:
    tag = node.ctag if hasattr(node, "ctag") else node.tag
    return str(tag)


def _scalar(text: str, tag: str) -> object:
    """Text, number, truth value or None, by the core schema of YAML 1.2."""
    if tag == "null":
        return None
    if tag == "bool":
        return text.lower() == "true"
    try:
        if tag == "int":
            return int(text.replace("_", ""), 10)
        if tag == "float":
            number = float(text.replace("_", ""))
            return number if math.isfinite(number) else text
    except ValueError:
        return text
    return text


_PHRASES = {  # what ruamel says → what we say
    "mapping values are not allowed here": 'a ":" where none can stand; indent as the line above, or use quotes',
    "but found another document": 'a second document begins ("---"); keep everything in one',
    "expected <block end>": "the indentation does not fit the lines above; align it with them",
    "end of stream": "a quote or bracket is opened here and never closed; close it",
    "<stream end>": "a quote or bracket is opened here and never closed; close it",
}


def _syntax(error: YAMLError, text: str) -> Mistake:
    """What is wrong with text that is not YAML, in our words where the usual slips are concerned."""
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Mistake(line, f"the character {_code(error.character)} is not allowed; remove it")
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Mistake(1, f"not YAML: {_one_line(str(error))}")
    line, problem = error.problem_mark.line + 1, _one_line(error.problem or "")
    if "\t" in _margin(text, line) or "'\\t'" in problem:
        return Mistake(line, "a tab; use spaces for indentation")
    if "end" in problem and "stream" in problem and error.context_mark is not None:
        line = error.context_mark.line + 1
    return Mistake(line, next((ours for theirs, ours in _PHRASES.items() if theirs in problem), f"not YAML: {problem}"))


def _code(character: str | int) -> str:
    return f"U+{ord(character) if isinstance(character, str) else character:04X}"


def _margin(text: str, line: int) -> str:
    """The white space a line begins with."""
    rows = text.split("\n")
    row = rows[line - 1] if line <= len(rows) else ""
    return row[: len(row) - len(row.lstrip())]


def _one_line(text: str) -> str:
    return " ".join(text.split())
