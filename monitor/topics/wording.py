"""Pydantic's errors about a topic file, in plain words: what is wrong; what would be right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from monitor.topics.kinds import May
from monitor.yaml import hints

_EXAMPLES = {
    "name": "write  name: my-topic",
    "aspects": "write  aspects:  and below it, indented, what it is about:  any-name: its, words",
    "of": "a compound is made of things and of what they are for: write  things: factory  and  of: battery",
}
_SHAPES = {
    "dict_type": "write keys below it, indented, each with a colon",
    "model_type": "write keys below it, indented, each with a colon",
    "model_attributes_type": "write words, or languages with words below it",
    "list_type": "write words separated by commas",
    "string_type": "write a text (in quotes if it looks like something else)",
    "float_parsing": "write a number between 0 and 1",
    "float_type": "write a number between 0 and 1",
}


def words(detail: Mapping[str, Any], known: Sequence[str]) -> str:
    """One mistake in words; `known` are the keys that are possible there."""
    place = [str(step) for step in detail["loc"] if step != "[key]"]
    name = ".".join(step for step in place if step != "words")
    match detail["type"]:
        case "extra_forbidden":
            return f'unknown key "{name}"; {hints.choice(place[-1], known)}'
        case "missing":
            return f'"{name}" is missing; {_EXAMPLES.get(place[-1], _EXAMPLES["of"])}'
    return f"{name}: {_explained(detail)}"


def _explained(detail: Mapping[str, Any]) -> str:
    given, context = detail["input"], detail.get("ctx", {})
    shown = hints.shown(given)
    match detail["type"]:
        case "string_pattern_mismatch":
            said = f"{shown} is not a short name; write {_short(str(given))}"
        case "greater_than_equal" | "greater_than":
            said = f"{given} is too small; write a number above {context.get('ge', context.get('gt'))}"
        case "less_than_equal" | "less_than":
            right = f"{given / (10 if given <= 10 else 100):g}" if 1 < given <= 100 else "a number below 1"
            said = f"{given} is too large; write {right}"
        case "string_too_short":
            said = f"{shown} is too short and would match everywhere; write at least 2 letters"
        case "string_too_long":
            said = f"{shown} is too long; separate words by commas; a name has at most {context['max_length']} letters"
        case "enum":
            said = f"{shown} is not something a kind may do; {hints.choice(str(given), list(May))}"
        case "literal_error":
            said = f"{shown} is not something that can be measured; write {context['expected']}"
        case "too_short":
            said = "it has no names; write at least one"
        case expected:
            said = f"{shown} is not possible here; {_SHAPES.get(expected, detail['msg'])}"
    return said


def _short(given: str) -> str:
    """The short name closest to what was given."""
    return re.sub(r"[^a-z0-9]+", "-", given.lower()).strip("-") or "my-topic"
