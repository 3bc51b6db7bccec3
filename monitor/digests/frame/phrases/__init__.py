"""The words of the frame: everything an edition says that is not from an article, by one table a language.

Another language is one more table, like `en.py`, and its name in `_TABLES`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from monitor.digests.frame.phrases import de, en, fr


class _Table(Protocol):
    PHRASES: Mapping[str, str]  # by name; " | " parts the form for one from the form for several
    LANGUAGES: Mapping[str, str]  # names of languages, by code


_TABLES: Mapping[str, _Table] = {"de": de, "en": en, "fr": fr}
LANGUAGES = tuple(_TABLES)


def spoken(language: str) -> str:
    """The frame's language: the given one where it has a table, else English."""
    return language if language in _TABLES else "en"


def phrase(language: str, key: str, count: int | None = None, **values: object) -> str:
    """The phrase of that name, filled in; with `count`, its form for one or for several."""
    forms = _TABLES[spoken(language)].PHRASES[key].split(" | ")
    form = forms[0] if count == 1 or len(forms) == 1 else forms[1]
    return form.format_map(values if count is None else {**values, "n": count})


def language_name(language: str, code: str) -> str:
    """The name of a language as the frame calls it, or the code where there is no word for it."""
    return _TABLES[spoken(language)].LANGUAGES.get(code, code or "?")


@functools.cache
def fixed(language: str) -> Mapping[str, str]:
    """All phrases that need no values, by name with underscores for hyphens."""
    plain = _TABLES[spoken(language)].PHRASES
    return MappingProxyType({key.replace("-", "_"): text for key, text in plain.items() if "{" not in text})
