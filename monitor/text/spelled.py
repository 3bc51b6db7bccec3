"""Numbers in words, read completely or not at all: "two hundred and fifty", "fünfundzwanzig", "quatre-vingt-dix".

Each language defines its words; they combine the same way in all: tens and units are added, hundreds multiply what
comes before them, a half is added at the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from monitor.language.shape import Language

REACH = 60  # characters before a measure that are searched for its number in words
LONGEST = 8  # words of a number
DIGIT = re.compile(r"\d[ -]$")
WORD = re.compile(r"[^\W\d_]+(?:'(?=[^\W\d_]))?|[^\w\s-]")
HUNDRED, THOUSAND = 100, 1000
TEN, TWENTY = 10, 20


def ending_at(text: str, end: int, known: Language) -> tuple[int, float] | None:
    """Where the number in words that ends at text[:end] begins, and its value; None if there is none.

    Also None if a word before it makes it vague ("several hundred").
    """
    first = max(0, end - REACH)
    words = list(WORD.finditer(text, first, end))[-LONGEST:]
    if not words or words[-1].end() != end:
        return None
    tokens = [match[0].lower() for match in words]
    for at in range(len(tokens)):
        value = _value(tuple(tokens[at:]), known)
        if value is not None:
            unsure = _is_unsure(tokens[at - 1], known) if at else False
            return None if unsure or DIGIT.search(text, first, words[at].start()) else (words[at].start(), value)
    return None


def _is_unsure(before: str, known: Language) -> bool:
    """Whether a word before a number makes it vague, or belongs to it but could not be read."""
    part = (before,) in _phrases(known) or before.startswith(known.numbers.measures)
    return part or before in known.numbers.vague


@cache
def _phrases(known: Language) -> dict[tuple[str, ...], float]:
    """The number words of a language, split into parts."""
    return {tuple(WORD.findall(word)): value for word, value in known.numbers.words.items()}


def _value(tokens: Sequence[str], known: Language) -> float | None:
    """The value of all these words together."""
    phrases = _phrases(known)
    if tuple(tokens) in phrases:
        return phrases[tuple(tokens)]
    for half in known.numbers.halves:
        parts = tuple(half.split())
        if tuple(tokens[-len(parts) :]) == parts and len(tokens) > len(parts):
            whole = _value(tokens[: -len(parts)], known)
            return None if whole is None or whole < 1 else whole + 0.5
    return _summed(tokens, known)


def _summed(tokens: Sequence[str], known: Language) -> float | None:
    """The value of thousands, hundreds, tens and units in their order."""
    thousands, group, last, at = 0.0, 0.0, 0.0, 0
    while at < len(tokens):
        if tokens[at] in known.numbers.joined:
            if not 0 < at < len(tokens) - 1:
                return None
            at += 1
        number, length = _next(tokens[at:], known)
        if number is None or number != int(number) or (number >= THOUSAND and thousands):
            return None
        if number >= THOUSAND:
            thousands, group = number * (group or 1), 0.0
        elif number == HUNDRED and 1 <= group < HUNDRED:
            group *= HUNDRED
        elif not group or _fits(last, number):
            group += number
        else:
            return None
        last = number
        at += length
    return thousands + group or None


def _next(tokens: Sequence[str], known: Language) -> tuple[float | None, int]:
    """The value of the longest number word at the beginning, and how many parts it has."""
    for length in range(min(4, len(tokens)), 0, -1):
        if (value := _phrases(known).get(tuple(tokens[:length]))) is not None:
            return value, length
    return None, 0


def _fits(last: float, number: float) -> bool:
    """Whether a number may follow another: tens after hundreds, units after tens ("soixante et onze" too)."""
    if last >= HUNDRED:
        return 0 < number < HUNDRED
    return last >= TWENTY and last % TEN == 0 and 0 < number < TWENTY
