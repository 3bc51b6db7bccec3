"""The words of the frame, German and English: everything an edition says that is not from an article."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from monitor.digests import frame_words

LANGUAGES = ("de", "en")


def spoken(language: str) -> str:
    """The frame's language: German or English; English for every other one."""
    return language if language in LANGUAGES else "en"


def phrase(language: str, key: str, count: int | None = None, **values: object) -> str:
    """The phrase of that name, filled in; with `count`, its form for one or for several."""
    forms = frame_words.PHRASES[key][LANGUAGES.index(spoken(language))].split(" | ")
    form = forms[0] if count == 1 or len(forms) == 1 else forms[1]
    return form.format_map(_Filled(values, n=count))


def language_name(language: str, code: str) -> str:
    """The name of a language as the frame calls it, or the code where there is no word for it."""
    names = frame_words.LANGUAGE_NAMES.get(code)
    return names[LANGUAGES.index(spoken(language))] if names else code or "?"


class _Filled(dict[str, object]):
    """Values of a phrase."""

    def __init__(self, values: Mapping[str, object], *, n: int | None) -> None:
        super().__init__(values)
        if n is not None:
            self["n"] = n


@functools.cache
def fixed(language: str) -> Mapping[str, str]:
    """All phrases that need no values, by name with underscores for hyphens."""
    place = LANGUAGES.index(spoken(language))
    plain = {key: forms[place] for key, forms in frame_words.PHRASES.items() if "{" not in forms[place]}
    return MappingProxyType({key.replace("-", "_"): text for key, text in plain.items()})
