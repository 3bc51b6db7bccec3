"""A YAML file as a value, with the line of each place and the mistakes in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

Place = tuple[str | int, ...]  # keys and positions from the top, e.g. ("feeds", 3, "url")


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """A mistake in the file: its line (from 1), and how to fix it."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed YAML file; its values are not checked yet."""

    value: object
    lines: Mapping[Place, int]
    mistakes: tuple[Mistake, ...]
    node: Node | None = None

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest enclosing one in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(text: str) -> Document:
    """Parse a text. Never raises: a text that is not YAML gives the value None and one mistake."""
    from monitor.yaml import parser  # noqa: PLC0415 - hardly any file needs it, see `plain`

    return parser.read(text)
