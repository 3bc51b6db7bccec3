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
COMMON = en.LANGUAGE  # in whose words everybody writes some, and as which texts of no known language are read
BY_CODE = MappingProxyType({language.code: language for language in ALL})
# Of these only words and their stems are known: texts are compared, not understood.
STEMMERS = MappingProxyType(
    {language.code: language.spelling.stemmer for language in ALL}
    | {
        "es": "spanish", "it": "italian", "nl": "dutch", "pl": "polish", "pt": "portuguese",
        "ru": "russian", "sv": "swedish", "tr": "turkish",
    }
)  # fmt: skip


def of(code: str) -> Language:
    """The language of that code; a text of one that is not here is read as English."""
    return BY_CODE.get(code, COMMON)


def read_with(code: str) -> tuple[str, ...]:
    """The languages whose words count in a text of this one: its own and the common one; of no known one, all."""
    return tuple(dict.fromkeys((code, COMMON.code))) if code in BY_CODE else tuple(BY_CODE)


def words(pick: Callable[[Language], Iterable[str]], among: Iterable[Language] = ALL) -> tuple[str, ...]:
    """What this picks of each language, all together and each once."""
    return tuple(dict.fromkeys(word for language in among for word in pick(language)))


def any_of(pick: Callable[[Language], Iterable[str]], among: Iterable[Language] = ALL) -> str:
    """The same as a pattern: any of these words."""
    return "|".join(words(pick, among))
