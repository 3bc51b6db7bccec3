"""Values ↔ JSON text, checked in both directions by pydantic. Imprints are packed, since many are read per article.

A packed imprint is `2`, the number of its terms, hashes, names and words, these in base 64, and the rest as JSON;
earlier versions wrote `1`, without names and words. An imprint that cannot be packed (weights that are not
ten-thousandths) is plain JSON, which begins with a brace.
"""

from __future__ import annotations

import json
import struct
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any, TypeVar

from pydantic import TypeAdapter

from monitor import problems
from monitor.model import Imprint, Reading

T = TypeVar("T")
PACKED, PACKED_BEFORE = "2", "1"  # first character of the packed form: its version
OLD_REASONS = '"why":["'  # earlier versions stored reasons as sentences
STEPS = 10_000  # weights are stored as multiples of 1/STEPS
KEPT = 128  # cached imprints, some 60 KB each: the candidates of a few articles, 40 each
WEIGHTS = [step / STEPS for step in range(STEPS + 1)]
NAME_STEPS = 100  # the same for names
_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)  # building one takes milliseconds


def to_json(value: object, shape: Any = None) -> str:
    """The JSON text of a value; `shape` is its type if the value alone does not show it (tuples)."""
    return _adapter(shape or type(value)).dump_json(value).decode()


def from_json(shape: type[T], text: str) -> T:
    """The value of that type. Raises pydantic's ValidationError if the text does not fit."""
    value: T = _adapter(shape).validate_json(text)
    return value


def reading(text: str) -> Reading:
    """The reading of a stored text; earlier versions stored reasons as sentences."""
    return from_json(Reading, json.dumps(_with_problems(json.loads(text))) if OLD_REASONS in text else text)


def readings(text: str) -> tuple[Reading, ...]:
    """The readings of a stored text."""
    old = OLD_REASONS in text
    return from_json(
        tuple[Reading, ...], json.dumps([_with_problems(one) for one in json.loads(text)]) if old else text
    )


def _with_problems(reading: dict[str, Any]) -> dict[str, Any]:
    why = [{"code": problems.AS_TOLD, "values": {"words": one}} for one in reading["why"]]
    return reading | {"why": why}


def imprint_to_text(imprint: Imprint) -> str:
    """The stored form of an imprint."""
    numbers = [number for number, _ in imprint.terms]
    steps = [round(weight * STEPS) for _, weight in imprint.terms]
    weights = [WEIGHTS[step] if 0 <= step <= STEPS else None for step in steps]
    named = [round(weight * NAME_STEPS) for _, weight in imprint.named]
    if weights != [weight for _, weight in imprint.terms] or any(not 0 <= number < 2**40 for number in numbers):
        return to_json(imprint)
    if [step / NAME_STEPS for step in named] != [weight for _, weight in imprint.named] or max(
        named, default=0
    ) >= 2**16:
        return to_json(imprint)
    kinds, hashes = [number >> 32 for number in numbers], [number & 0xFFFFFFFF for number in numbers]
    shape = _shape(len(numbers), len(imprint.sketch))
    packed = struct.pack(shape, *kinds, *hashes, *steps, *imprint.sketch)
    packed += struct.pack(f"<{len(named)}I{len(named)}H", *(number for number, _ in imprint.named), *named)
    packed += struct.pack(f"<{len(imprint.held)}I", *imprint.held)
    rest = to_json(replace(imprint, terms=(), sketch=(), named=(), held=()))
    sizes = f"{len(numbers)} {len(imprint.sketch)} {len(named)} {len(imprint.held)}"
    return f"{PACKED}{sizes} {b64encode(packed).decode()} {rest}"


@lru_cache(maxsize=KEPT)
def imprint_from_text(text: str) -> Imprint:
    """The imprint of a stored text; cached, since the same candidates come up again and again.

    Raises ValueError or struct.error if the text does not fit.
    """
    if not text.startswith((PACKED, PACKED_BEFORE)):
        return from_json(Imprint, text)
    head, rest = text[1:].split(" {", maxsplit=1)
    *sizes, packed = head.split(" ")
    count, sketch, named, held = (*map(int, sizes), 0, 0)[:4]
    content = b64decode(packed)
    values = struct.unpack(f"<{count}H{sketch}Q{named}I{named}H{held}I", content[5 * count :])
    weighed, sketched, names, steps, words = _cut(values, count, sketch, named, named, held)
    return replace(
        from_json(Imprint, f"{{{rest}"),
        terms=tuple(zip(_numbers(content, count), map(WEIGHTS.__getitem__, weighed), strict=True)),
        sketch=sketched,
        named=tuple((number, step / NAME_STEPS) for number, step in zip(names, steps, strict=True)),
        held=words,
    )


def _cut(values: tuple[int, ...], *sizes: int) -> list[tuple[int, ...]]:
    """The values, split into pieces of these sizes."""
    ends = list(accumulate(sizes))
    return [values[end - size : end] for size, end in zip(sizes, ends, strict=True)]


def _numbers(content: bytes, count: int) -> tuple[int, ...]:
    """Numbers made of `count` kinds and as many hashes, put together in eight bytes: far faster than shifting."""
    numbers = bytearray(8 * count)
    for place in range(4):
        numbers[place::8] = content[count + place : 5 * count : 4]
    numbers[4::8] = content[:count]
    return struct.unpack(f"<{count}Q", numbers)


def _shape(terms: int, sketch: int) -> str:
    """The format: all kinds, all hashes and all weights of the terms, then the sketch."""
    return f"<{terms}B{terms}I{terms}H{sketch}Q"
