"""Results kept for large values, which are told apart by identity: comparing or hashing them takes too long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
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


class Kept(Generic[T, R]):
    """A function with what it made of the values that it was last asked for."""

    def __init__(self, function: Callable[[T], R], size: int) -> None:
        def made(key: _Same[T]) -> R:
            return function(key.value)

        self.__doc__ = function.__doc__
        self._made = lru_cache(maxsize=size)(made)

    def __call__(self, value: T) -> R:
        """The result for a value."""
        return self._made(_Same(value))

    def forget(self) -> None:
        """Let go of all values and results."""
        self._made.cache_clear()


def newest(size: int) -> Callable[[Callable[[T], R]], Kept[T, R]]:
    """Keep what a function made of the `size` values that it was last asked for; the values must be immutable."""
    return lambda function: Kept(function, size)
