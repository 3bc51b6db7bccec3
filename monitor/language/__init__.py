"""PURE · the languages the program reads and writes: one value each (`shape.py`), one file each.

A new one is a file (`fr.py`; what its pages say and how its texts report are next to it, for size), its line in `ALL`,
its column in `text/concepts.txt` and a recount of frequencies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType

from monitor.language import de, en, fr
from monitor.language.shape import Language

ALL = (de.LANGUAGE, en.LANGUAGE, fr.LANGUAGE)
COMMON = en.LANGUAGE  # every text has some of its words; texts in unknown languages are read with it
BY_CODE = MappingProxyType({language.code: language for language in ALL})
# For the further languages here only stems are known: their texts are compared, not understood.
STEMMERS = MappingProxyType(
    {language.code: language.spelling.stemmer for language in ALL}
    | {
        "es": "spanish", "it": "italian", "nl": "dutch", "pl": "polish", "pt": "portuguese",
        "ru": "russian", "sv": "swedish", "tr": "turkish",
    }
)  # fmt: skip


def of(code: str) -> Language:
    """The language with this code; texts in a language that is not here are read as English."""
    return BY_CODE.get(code, COMMON)


def read_with(code: str) -> tuple[str, ...]:
    """The languages whose words count in a text in this one: its own and the common one; all if it is not known."""
    return tuple(dict.fromkeys((code, COMMON.code))) if code in BY_CODE else tuple(BY_CODE)


def words(pick: Callable[[Language], Iterable[str]], among: Iterable[Language] = ALL) -> tuple[str, ...]:
    """What `pick` takes from each language, all together, each once."""
    return tuple(dict.fromkeys(word for language in among for word in pick(language)))


def any_of(pick: Callable[[Language], Iterable[str]], among: Iterable[Language] = ALL) -> str:
    """The same as a pattern that matches any of these words."""
    return "|".join(words(pick, among))
