"""Common mistakes in YAML: what ruamel says about invalid text → the line, and what would be right."""

from __future__ import annotations

import re

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

_PHRASES = {  # what ruamel says → what we say
    "mapping values are not allowed here": 'a ":" where none can stand; indent as the line above, or use quotes',
    "but found another document": 'a second document begins ("---"); keep everything in one',
    "expected <block end>": "the indentation does not fit the lines above; align it with them",
    "end of stream": "a quote or bracket is opened here and never closed; close it",
    "<stream end>": "a quote or bracket is opened here and never closed; close it",
    "incompatible YAML document": "the %YAML line names a version nobody reads; write %YAML 1.2, or remove the line",
    "found duplicate key": "this key is written twice; keep one of them",
    "found undefined alias": "*name stands for a value marked with &name, and none is; write the value itself",
}
_PAIR = re.compile(r"(?P<head>\s*(?:-\s+)*(?:[\w-]+:\s+|-\s+))(?P<value>\S.*?)\s*$")
_KEY = re.compile(r"([\w-]+):\s+$")
_ALIAS = re.compile(r"\*\w+")
_COMMENT = re.compile(r"\s+#.*$")


def syntax(error: Exception, text: str) -> tuple[int, str]:
    """The line (from 1) and what is wrong with it; in our own words for common mistakes."""
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return line, f"the character {_code(error.character)} is not allowed; remove it"
    if not isinstance(error, YAMLError):  # ruamel asserts that a version is 1.1 or 1.2
        return 1, _PHRASES["incompatible YAML document"]
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return 1, f"not YAML: {_one_line(str(error))}"
    line, problem = error.problem_mark.line + 1, _one_line(error.problem or "")
    if "\t" in _margin(text, line) or "'\\t'" in problem:
        return line, "a tab; use spaces for indentation"
    unclosed = "end" in problem and "stream" in problem and error.context_mark is not None
    if not unclosed and (advice := _quotes(_row(text, line))):
        return line, advice
    if unclosed:
        line = error.context_mark.line + 1
    return line, next((ours for theirs, ours in _PHRASES.items() if theirs in problem), f"not YAML: {problem}")


def _quotes(row: str) -> str:
    """Advice to put the value of a line in quotes, if YAML cannot read it without; empty if that is not the problem."""
    found = _PAIR.match(row)
    if not found:
        return ""
    key = _KEY.search(found["head"])
    name = f"{key[1]}: " if key else ""
    value = _COMMENT.sub("", found["value"])
    right = _right(value)
    if right == value:
        return ""
    if _ALIAS.fullmatch(value):
        return f"{name}{value} stands for a value marked with &{value[1:]}, and none is; as a text write {name}{right}"
    return f"{name}put the text into quotes, as it holds a sign that YAML takes for its own: {name}{right}"


def _right(value: str) -> str:
    """The value in quotes where YAML needs them; in a bracketed list, each part."""
    parts = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else []
    if any(_unreadable(part) for part in parts):
        return f"[{', '.join(_right(part.strip()) for part in parts)}]"
    return quoted(value) if _unreadable(value) else value


def _unreadable(value: str) -> bool:
    """Whether this text by itself is not YAML."""
    try:
        YAML(typ="safe", pure=True).compose(f"key: {value}\n")
    except YAMLError:
        return True
    return False


def quoted(value: str) -> str:
    """The text in quotes for YAML; double quotes if it has an apostrophe."""
    if re.fullmatch(r"'[^']*'[^']*'", value):
        value = value[1:-1]
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _code(character: str | int) -> str:
    return f"U+{ord(character) if isinstance(character, str) else character:04X}"


def _row(text: str, line: int) -> str:
    rows = text.split("\n")
    return rows[line - 1] if line <= len(rows) else ""


def _margin(text: str, line: int) -> str:
    """The white space at the beginning of a line."""
    row = _row(text, line)
    return row[: len(row) - len(row.lstrip())]


def _one_line(text: str) -> str:
    return " ".join(text.split())
