"""Values ↔ JSON text, checked in both directions by pydantic; imprints shorter: each article is held against forty.

An imprint is `1`, how many terms and hashes it has, those in base 64, and the rest as JSON. One that does not fit
(weights that are no ten-thousandths) is plain JSON, which begins with a brace.
"""

from __future__ import annotations

import struct
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from monitor.model import Imprint

T = TypeVar("T")
PACKED = "1"  # first letter of the packed form, and its version
STEPS = 10_000  # weights are kept as whole numbers of such parts
KEPT = 64  # imprints, some 60 KB each
WEIGHTS = [step / STEPS for step in range(STEPS + 1)]
_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)  # building one takes milliseconds


def to_json(value: object, shape: Any = None) -> str:
    """The JSON text of a value; `shape` is its type where the value alone does not tell (tuples)."""
    return _adapter(shape or type(value)).dump_json(value).decode()


def from_json(shape: type[T], text: str) -> T:
    """The value of that type. Raises pydantic's ValidationError when the text does not fit."""
    value: T = _adapter(shape).validate_json(text)
    return value


def imprint_to_text(imprint: Imprint) -> str:
    """The stored form of an imprint."""
    numbers = [number for number, _ in imprint.terms]
    steps = [round(weight * STEPS) for _, weight in imprint.terms]
    weights = [WEIGHTS[step] if 0 <= step <= STEPS else None for step in steps]
    if weights != [weight for _, weight in imprint.terms] or any(not 0 <= number < 2**40 for number in numbers):
        return to_json(imprint)
    kinds, hashes = [number >> 32 for number in numbers], [number & 0xFFFFFFFF for number in numbers]
    shape = _shape(len(numbers), len(imprint.sketch))
    packed = struct.pack(shape, *kinds, *hashes, *steps, *imprint.sketch)
    rest = to_json(replace(imprint, terms=(), sketch=()))
    return f"{PACKED}{len(numbers)} {len(imprint.sketch)} {b64encode(packed).decode()} {rest}"


@lru_cache(maxsize=KEPT)
def imprint_from_text(text: str) -> Imprint:
    """The imprint stored so; kept, since the same candidates come up again and again.

    Raises ValueError or struct.error when the text does not fit.
    """
    if not text.startswith(PACKED):
        return from_json(Imprint, text)
    terms, sketch, packed, rest = text[len(PACKED) :].split(" ", maxsplit=3)
    count, content = int(terms), b64decode(packed)
    values = struct.unpack(f"<{count}H{sketch}Q", content[5 * count :])
    found = tuple(zip(_numbers(content, count), map(WEIGHTS.__getitem__, values[:count]), strict=True))
    return replace(from_json(Imprint, rest), terms=found, sketch=values[count:])


def _numbers(content: bytes, count: int) -> tuple[int, ...]:
    """So many kinds, then so many hashes, each put together in eight bytes: far faster than by shifting."""
    numbers = bytearray(8 * count)
    for place in range(4):
        numbers[place::8] = content[count + place : 5 * count : 4]
    numbers[4::8] = content[:count]
    return struct.unpack(f"<{count}Q", numbers)


def _shape(terms: int, sketch: int) -> str:
    """Kinds, hashes and weights of the terms, each together, then the sketch."""
    return f"<{terms}B{terms}I{terms}H{sketch}Q"
