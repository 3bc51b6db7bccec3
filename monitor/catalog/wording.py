"""Pydantic's errors about feeds.yaml in plain words: what is wrong; what would be right."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from monitor.catalog import shapes
from monitor.yaml import document, hints
from monitor.yaml.document import Mistake, Place


def mistakes(found: document.Document, error: ValidationError, within: Place = ()) -> list[Mistake]:
    """One mistake per error, at the line of its value; `within` is where the checked value is."""
    return [_mistake(found, dict(detail), within) for detail in error.errors(include_url=False)]


def _mistake(found: document.Document, detail: dict[str, Any], within: Place) -> Mistake:
    """One error from pydantic, in plain words and with its line."""
    place: Place = (*within, *(step for step in detail["loc"] if step != "[key]"))
    name = next((step for step in reversed(place) if isinstance(step, str)), "")
    return Mistake(found.line(place), _words(detail, name, place))


def _words(detail: dict[str, Any], name: str, place: Place) -> str:
    given, context = detail["input"], detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            return f'unknown key "{name}"; {hints.choice(name, _keys_at(place))}'
        case "missing":
            return f'"{name}" is missing; {_EXAMPLES[name]}'
        case "value_error":
            said = str(context["error"])
        case "literal_error":
            said = f"{hints.shown(given)} is not possible; write {context['expected'].replace(chr(39), '')}"
        case "greater_than_equal":
            said = f"{given} is too small; write at least {context['ge']}"
        case "less_than_equal":
            said = f"{given} is too large; write at most {context['le']}"
        case "string_pattern_mismatch":
            said = f"{hints.shown(given)} is not a language; write two letters such as de or en"
        case "too_short":
            said = "the list is empty; name at least one, or leave the key out for all of them"
        case expected:
            said = _wrong_type(given, expected)
    return said if said.startswith(f"{name} ") else f"{name}: {said}"


_EXPECTED = {
    "string": "write a text (in quotes if it looks like something else)",
    "list": "write a list, one line each beginning with -",
    "dict": "write keys below it, indented",
    "model": "write keys below it, indented",
    "int": "write a whole number",
    "float": "write a number between 0 and 1",
    "bool": "write true or false",
}
_EXAMPLES = {
    "url": "write  url: https://…",
    "topics": "write  topics: [openai-infrastructure]",
    "feeds": "write  feeds:  and below it one  - url: https://…  per source",
}


def _wrong_type(given: object, expected: str) -> str:
    right = _EXPECTED.get(expected.partition("_")[0], "see monitor/feeds.schema.json")
    if given is None:
        return f"it has no value; {right}, or leave the key out"
    return f"{kind(given)} is not possible here; {right}"


def kind(given: object) -> str:
    """What kind of value it is, in plain words."""
    match given:
        case bool():
            return f"the truth value {str(given).lower()}"
        case int() | float():
            return f"the number {given}"
        case str():
            return f"the text {hints.shown(given)}"
        case list():
            return "a list"
        case dict():
            return "a mapping"
    return "nothing"


def _keys_at(place: Place) -> list[str]:
    below: dict[str, type[shapes.Shape]] = {"feeds": shapes.FeedShape, "digests": shapes.DigestShape}
    shape = below.get(str(place[0]), shapes.CatalogShape) if len(place) > 1 else shapes.CatalogShape
    return list(shape.model_fields)
