"""How a language forms words and where its sentences end (`shape.py` has the rest)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spelling:
    """How words are formed and sentences are split."""

    stemmer: str  # of PyStemmer
    elisions: tuple[str, ...] = ()  # plain; short words that are elided before the next one: l'entreprise
    everywhere: tuple[str, ...]  # plain; fill the news for months, so that they do not tell its texts apart
    list_joints: tuple[str, ...] = ()  # before the last item of a list: "and"
    # The rest is as written and plain; abbreviations are without their last dot
    unfinished: tuple[str, ...]  # abbreviations that never end a sentence: "Dr"
    numbered: tuple[str, ...]  # those that end none before a number: "Nr"
    abbreviations: tuple[str, ...]  # those that end one only before a word that begins sentences: "Inc"
    openers: tuple[str, ...]  # words that begin sentences, if they are capitalised
    before_ordinals: tuple[str, ...] = ()  # before a number with a dot: "am" 3. Oktober
    ordered: tuple[
        str, ...
    ] = ()  # behind one, besides the months: 3. "Quartal"; both are empty where a dot makes no ordinal
