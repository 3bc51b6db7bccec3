"""Pydantic's errors about a topic file, in plain words: what is wrong; what would be right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from monitor.topics.kinds import May
from monitor.yaml import hints

_EXAMPLES = {
    "name": "write  name: my-topic",
    "subjects": "write who the topic is about: subjects: and below it, indented, Name: how, it, is, written",
    "aspects": "write what it is about: aspects: and below it, indented, a name of your own and its words",
}
_SHAPES = {
    "dict_type": "write names below it, indented, each with a colon",
    "model_type": "write names below it, indented, each with a colon",
    "model_attributes_type": "write words, or languages with words below it",
    "list_type": "write words with commas between them",
    "string_type": "write a text (in quotes when it looks like something else)",
    "float_parsing": "write a number between 0 and 1",
    "float_type": "write a number between 0 and 1",
}


def words(detail: Mapping[str, Any], known: Sequence[str]) -> str:
    """One complaint; `known` are the keys of a topic."""
    place = [str(step) for step in detail["loc"] if step != "[key]"]
    name = ".".join(step for step in place if step != "words")
    match detail["type"]:
        case "extra_forbidden":
            return f'unknown key "{name}"; {hints.choice(place[-1], known)}'
        case "missing":
            return f'"{name}" is missing; {_EXAMPLES[name]}'
    return f"{name}: {_said(detail)}"


def _said(detail: Mapping[str, Any]) -> str:
    given, context = detail["input"], detail.get("ctx", {})
    shown = hints.shown(given)
    match detail["type"]:
        case "string_pattern_mismatch":
            said = f"{shown} is no short name; write {_short(str(given))}"
        case "greater_than_equal" | "greater_than":
            said = f"{given} is too small; write a number above {context.get('ge', context.get('gt'))}"
        case "less_than_equal" | "less_than":
            right = f"{given / (10 if given <= 10 else 100):g}" if given <= 100 else "a number below 1"
            said = f"{given} is too large; write {right}"
        case "string_too_short":
            said = f"{shown} is too short and would be found everywhere; write at least 2 letters"
        case "string_too_long":
            said = f"{shown} is too long; commas part words, a name has at most {context['max_length']} letters"
        case "enum":
            said = f"{shown} is nothing a kind may do; {hints.choice(str(given), list(May))}"
        case "too_short":
            said = "nobody is named; write at least one name"
        case expected:
            said = f"{shown} cannot stand here; {_SHAPES.get(expected, detail['msg'])}"
    return said


def _short(given: str) -> str:
    """The nearest short name."""
    return re.sub(r"[^a-z0-9]+", "-", given.lower()).strip("-") or "my-topic"
