"""Values ↔ JSON text, checked in both directions by pydantic."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")
_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)  # building one takes milliseconds


def to_json(value: object, shape: Any = None) -> str:
    """The JSON text of a value; `shape` is its type where the value alone does not tell (tuples)."""
    return _adapter(shape or type(value)).dump_json(value).decode()


def from_json(shape: type[T], text: str) -> T:
    """The value of that type. Raises pydantic's ValidationError when the text does not fit."""
    value: T = _adapter(shape).validate_json(text)
    return value
