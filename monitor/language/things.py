"""What a language tells about things: how words for them are joined, how they are counted (`shape.py` has the rest)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Joins:
    """How two nouns make one name: "battery factory", "Batteriefabrik", "usine de batteries"."""

    # Ending of a listed noun → all endings that may take its place: number, case, who does it and what is done. The
    # longest that fits counts; "" fits every noun
    endings: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {"": ("",)})
    closed: bool = False  # compounds are written as one word
    letters: str = ""  # a pattern: between the parts of such a word
    inner: tuple[str, ...] = ()  # plain; what may be between the parts without changing what is meant: "material"
    apart: str = "-"  # a pattern: between the words of a compound in its usual order
    links: tuple[str, ...] = ()  # the other way round, between the thing and what it is for: "for"
    stops: tuple[str, ...] = ()  # words that are never inside such a name


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measures:
    """What a topic may have counted besides money, power and energy: jobs, tonnes, cubic and square metres, homes."""

    # Unit → its words, as in a topic file, and how much of it one of them is: "kilotonnes" are 1000 t
    words: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    people: tuple[str, ...] = ()  # as in a topic file; they count as jobs where the sentence says that they work
    employs: tuple[str, ...] = ()  # patterns: the sentence speaks of work
    whole: tuple[str, ...] = ()  # between a part and the whole: "400 of 620 jobs"
    shown: Mapping[str, str] = field(default_factory=dict)  # unit → what a mail calls it
