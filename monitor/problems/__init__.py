"""What went wrong, or why something was decided, as a value: made where it is found, worded by a table per language.

Another language is one more table, like `en.py`, and its name in `_TABLES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from monitor.problems import de, en, fr


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of trouble, or a reason, and what fills in its sentence; a value may be one itself, or several."""

    code: str  # a key of the tables
    values: Mapping[str, str | int | Problem | tuple[Problem, ...]] = field(default_factory=dict)


class Trouble(StrEnum):
    """Why a request brought nothing usable, by kind; drives weights and back-off."""

    NONE = ""
    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too-large"
    REFUSED = "refused"  # by our own address guard
    ROBOTS = "robots"  # by the site's robots.txt
    REDIRECT = "redirect"  # too many, or to where we do not go
    PROTOCOL = "protocol"  # not HTTP as we know it
    CHALLENGE = "challenge"  # a check that wants a browser or a person


AS_TOLD = "as-told"  # words from outside or from an older version, shown as they are


class _Table(Protocol):
    WORDS: Mapping[str, str]  # by code: one line without a full stop
    ADVICE: Mapping[str, str]  # by code: what to do about it


_TABLES: Mapping[str, _Table] = {"de": de, "en": en, "fr": fr}
LANGUAGES = tuple(_TABLES)


def words(problem: Problem | None, language: str = "en") -> str:
    """One line about what went wrong; English where that language has no table or no words for it, empty for none."""
    if problem is None:
        return ""
    told = {name: _filling(value, language) for name, value in problem.values.items()}
    return (_table(language).WORDS.get(problem.code) or en.WORDS[problem.code]).format_map(told)


def _filling(value: str | int | Problem | tuple[Problem, ...], language: str) -> str | int:
    if isinstance(value, tuple):
        return ", ".join(words(one, language) for one in value)
    return words(value, language) if isinstance(value, Problem) else value


def advice(problem: Problem | None, language: str = "en") -> str:
    """What to do about it; empty when there is nothing."""
    return _table(language).ADVICE.get(problem.code, "") if problem else ""


def told(problem: Problem | None, language: str = "en") -> str:
    """What went wrong and what to do about it, in one line."""
    return "; ".join(part for part in (words(problem, language), advice(problem, language)) if part)


def distinct(those: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each of them once, in their order."""
    found: list[Problem] = []
    for one in those:
        if one not in found:
            found.append(one)
    return tuple(found)


def as_told(text: str) -> Problem | None:
    """Words that came as words; None for an empty text."""
    return Problem(AS_TOLD, {"words": text}) if text else None


def _table(language: str) -> _Table:
    return _TABLES.get(language, en)
