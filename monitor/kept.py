"""Results kept for large values, which are told apart by identity: comparing or hashing them takes too long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, eq=False)
class _Same(Generic[T]):
    """A value as a key. It holds the value, so no other one can get its identity."""

    value: T

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


def newest(size: int) -> Callable[[Callable[[T], R]], Callable[[T], R]]:
    """Keep what a function made of the `size` values that it was last asked for; the values must be immutable."""

    def keeping(function: Callable[[T], R]) -> Callable[[T], R]:
        @lru_cache(maxsize=size)
        def made(key: _Same[T]) -> R:
            return function(key.value)

        @wraps(function)
        def asked(value: T) -> R:
            return made(_Same(value))

        return asked

    return keeping
