"""How long a document would become if its XML entities were expanded: known before anything expands them."""

from __future__ import annotations

import re
from collections import Counter

LONGEST = 2_000_000  # characters that entities may add to a document

_DECLARED = re.compile(rb"<!ENTITY\s+([^\s%&;'\"<>]{1,100})\s+(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_USED = re.compile(rb"&([^\s&;#<>]{1,100});")
_DEEPEST = 40  # entities within entities


def explode(body: bytes) -> bool:
    """Whether the entities a document declares would make it longer than any honest one."""
    if b"<!ENTITY" not in body[:2_000_000].upper():
        return False
    values = {name: double or single for name, double, single in _DECLARED.findall(body)}
    uses = {name: Counter(_USED.findall(value)) for name, value in values.items()}
    lengths: dict[bytes, int] = {}

    def length(name: bytes, depth: int) -> int:
        if depth > _DEEPEST:
            return LONGEST + 1
        if name not in lengths:
            inner = sum(length(other, depth + 1) * times for other, times in uses[name].items() if other in values)
            lengths[name] = min(LONGEST + 1, len(values[name]) + inner)
        return lengths[name]

    used = Counter(_USED.findall(_DECLARED.sub(b"", body)))
    return sum(length(name, 0) * times for name, times in used.items() if name in values) > LONGEST
