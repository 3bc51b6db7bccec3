"""A story in a model's own words, if one is asked to write (see digests.wording)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A story in a model's own words: each sentence with the address of the report that says the same."""

    basis: str  # what it was made from, see digests.wording; used for nothing else
    sentences: tuple[tuple[str, str], ...]
