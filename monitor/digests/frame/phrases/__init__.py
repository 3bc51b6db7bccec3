"""The words of the frame: everything an edition says that is not from an article, in one table per language.

To add a language, add a table like `en.py` and its name in `TABLES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from monitor.digests.frame.phrases import de, en, fr


class Table(Protocol):
    """The frame in one language."""

    PHRASES: Mapping[str, str]  # by name; " | " separates singular and plural
    LANGUAGES: Mapping[str, str]  # names of languages, by code


TABLES: Mapping[str, Table] = {"de": de, "en": en, "fr": fr}
