"""YAML text → plain values, and the line of each; the only parser of feeds.yaml and topic files.

It reads ruamel.yaml's nodes instead of its objects: nodes know their lines, keep repeated keys, and never build
anything but texts, numbers, lists and mappings, whatever tags a file has. YAML 1.2: `yes` is a text, unless the file
begins with %YAML 1.1. Merge keys (`<<: *name`) work in both.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from monitor.yaml import slips
from monitor.yaml.document import Document, Mistake, Place

MOST_NODES = 200_000  # more can only come from aliases of aliases
DEEPEST = 12
_TAG = "tag:yaml.org,2002:"
_CORE = {_TAG + name for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge", "value")}


def read(text: str) -> Document:
    """Parse a text. Never raises: a text that is not YAML gives the value None and one mistake."""
    try:
        node: Node | None = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, AssertionError) as error:
        return Document(None, {}, (Mistake(*slips.syntax(error, text)),))
    except RecursionError:
        return Document(None, {}, (Mistake(1, "lists and mappings stand too deep inside each other"),))
    walk = _Walk()
    value = walk.plain(node, ()) if node is not None else None
    walk.look_at_anchors()
    return Document(value, walk.lines, tuple(walk.mistakes), node)


@dataclass(slots=True)
class _Walk:
    """One pass over the nodes of a file."""

    lines: dict[Place, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    nodes: int = 0
    anchored: dict[str, list[ScalarNode]] = field(default_factory=dict)  # once for each occurrence

    def plain(self, node: Node, place: Place) -> object:
        """The value of a node; records lines and mistakes on the way."""
        self.nodes += 1
        line = _line(node)
        self.lines.setdefault(place, line)
        if self.nodes > MOST_NODES or len(place) > DEEPEST:
            if self.nodes <= MOST_NODES + 1:
                self.mistakes.append(Mistake(line, "too many or too deep values; an alias (*name) may repeat itself"))
                self.nodes = MOST_NODES + 1
            return None
        if _tag(node) not in _CORE:
            told = f'the tag "{_tag(node)}" is not understood; write plain values, or quotes around a text with a "!"'
            self.mistakes.append(Mistake(line, told))
            return None
        if isinstance(node, MappingNode):
            return dict(self._pairs(node, place))
        if isinstance(node, SequenceNode):
            return [self.plain(child, (*place, number)) for number, child in enumerate(node.value)]
        if isinstance(node, ScalarNode) and node.anchor:
            self.anchored.setdefault(node.anchor, []).append(node)
        return _scalar(str(node.value), _tag(node).removeprefix(_TAG))

    def look_at_anchors(self) -> None:
        """Report a text that begins with & but is never referred to: YAML takes its first word for an anchor."""
        for name, nodes in self.anchored.items():
            if len(nodes) == 1:
                text = slips.quoted(f"&{name} {nodes[0].value}".rstrip())
                told = f'"&{name}" is a mark of YAML that nothing refers to; if it is part of the text, write {text}'
                self.mistakes.append(Mistake(_line(nodes[0]), told))

    def _pairs(self, node: MappingNode, place: Place) -> Iterator[tuple[str, object]]:
        """The mapping's own keys, then those of merged mappings that it does not have itself."""
        seen: dict[str, int] = {}
        merged: list[Node] = []
        for key_node, value_node in node.value:
            line = _line(key_node)
            if not isinstance(key_node, ScalarNode):
                self.mistakes.append(Mistake(line, "a list or mapping cannot be a key; write a word"))
                continue
            key = str(key_node.value)
            if _tag(key_node) == _TAG + "merge":
                merged += value_node.value if isinstance(value_node, SequenceNode) else [value_node]
                continue
            if key in seen:
                self.mistakes.append(
                    Mistake(line, f'"{key}" is written twice (first in line {seen[key]}); keep one of them')
                )
                continue
            seen[key] = line
            self.lines[*place, key] = line
            yield key, self.plain(value_node, (*place, key))
        yield from self._merged(merged, seen, place)

    def _merged(self, nodes: Sequence[Node], seen: Container[str], place: Place) -> Iterator[tuple[str, object]]:
        """The keys that `<<: *name` adds; of several, the first wins."""
        found: dict[str, object] = {}
        for node in nodes:
            value = self.plain(node, (*place, "<<"))
            if not isinstance(value, dict):
                self.mistakes.append(
                    Mistake(_line(node), "<< takes the keys of a mapping marked with &name: <<: *name")
                )
                continue
            for key in value:
                if line := self.lines.get((*place, "<<", key)):
                    self.lines.setdefault((*place, key), line)
            found = value | found
        yield from ((key, value) for key, value in found.items() if key not in seen)


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _tag(node: Node) -> str:
    tag = node.ctag if hasattr(node, "ctag") else node.tag
    return str(tag)


def _scalar(text: str, tag: str) -> object:
    """A text, number, boolean or None, according to the tag in the file's YAML version."""
    if tag == "null":
        return None
    if tag == "bool":
        return text.lower() in {"true", "yes", "on", "y"}
    try:
        if tag == "int":
            return int(text.replace("_", ""), 10)
        if tag == "float":
            number = float(text.replace("_", ""))
            return number if math.isfinite(number) else text
    except ValueError:
        return text
    return text
