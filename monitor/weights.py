"""Weights fitted to labelled texts: read from the `weights.json` next to the code that uses them, and checked.

`make fit` makes these files (docs/training.md). Nobody changes them by hand.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any

from monitor.errors import Invalid

FILE = "weights.json"
REMEDY = "make it again with `make fit`"


def table(package: str, name: str, keys: Collection[str]) -> Mapping[str, float]:
    """One table of a package's weights, which must have a finite number for each of these keys and no others.

    Raises Invalid. The other tables in the file are ignored: they may be about to be fitted.
    """
    return checked(resources.files(package).joinpath(FILE).read_text("utf-8"), name, keys, where=f"{package}/{FILE}")


def names(package: str) -> Collection[str]:
    """The names of a package's tables. Raises Invalid."""
    text, where = resources.files(package).joinpath(FILE).read_text("utf-8"), f"{package}/{FILE}"
    try:
        return [name for name, table in json.loads(text).items() if isinstance(table, dict)]
    except ValueError as error:
        raise Invalid(f"not JSON: {error}; {REMEDY}", where=where) from None


def checked(text: str, name: str, keys: Collection[str], *, where: str) -> Mapping[str, float]:
    """Like `table`, from the text of such a file."""
    try:
        found: Any = json.loads(text)
    except ValueError as error:
        raise Invalid(f"not JSON: {error}; {REMEDY}", where=where) from None
    said = found.get(name) if isinstance(found, dict) else None
    if not isinstance(said, dict) or said.keys() != set(keys):
        raise Invalid(f"{name} needs {', '.join(keys)}; {REMEDY}", where=where)
    wrong = [key for key, value in said.items() if not isinstance(value, int | float) or not math.isfinite(value)]
    if wrong:
        raise Invalid(f"{name}: no number for {', '.join(wrong)}; {REMEDY}", where=where)
    return MappingProxyType({key: float(said[key]) for key in keys})
