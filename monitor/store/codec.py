"""Values ↔ JSON text, checked in both directions by pydantic."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def to_json(value: object, shape: Any = None) -> str:
    """The JSON text of a value; `shape` is its type where the value alone does not tell (tuples)."""
    return _adapter(shape or type(value)).dump_json(value).decode()


def from_json(shape: type[T], text: str) -> T:
    """The value of that type. Raises pydantic's ValidationError when the text does not fit."""
    return cast("T", _adapter(shape).validate_json(text))
