"""Problems ↔ the text of a column, without pydantic, because `status` reads them too.

Older versions stored sentences.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from monitor import problems
from monitor.problems import Problem


def dump(problem: Problem | None) -> str:
    """The JSON text of a problem; empty for none."""
    return json.dumps(asdict(problem), ensure_ascii=False) if problem else ""


def load(text: str) -> Problem | None:
    """The problem of a column: JSON, or a sentence of an older version as it is."""
    return of_json(json.loads(text)) if text.startswith('{"code":') else problems.as_told(text)


def of_json(value: Any) -> Problem | None:
    """The problem of a JSON value: an object, a sentence of an older version, or nothing."""
    if not isinstance(value, dict):
        return problems.as_told(value or "")
    return Problem(value["code"], {name: _value(one) for name, one in value["values"].items()})


def _value(value: Any) -> Any:
    """What fills in a sentence: a word, a number, a problem, or several."""
    if isinstance(value, list):
        return tuple(of_json(one) for one in value)
    return of_json(value) or "" if isinstance(value, dict) else value
