"""Numbers as they are written: digits with either separator, words, magnitudes. The only reader of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from monitor import language
from monitor.language.shape import Language
from monitor.text import plain

WORDS = {word: value for known in language.ALL for word, value in known.numbers.words.items()}
ARTICLES = frozenset(language.words(lambda known: known.numbers.articles))

# As some pages break "2,1 %"
SPACED = rf"\d+, \d{{1,2}}(?= ?(?:%|{language.any_of(lambda known: known.numbers.split_units)}|GW|MW))"
DIGITS = (
    rf"{SPACED}|\d{{1,3}}(?:[.,']\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d{{1,3}}(?: \d{{3}})+(?:,\d{{1,2}})?(?!\d)"
    r"|\d+(?:[.,]\d+)?"
)
SPELLED = "|".join(sorted(WORDS, key=len, reverse=True))
# A number in words counts only before a magnitude or unit: "a" and "ein" are everywhere
MEASURED = rf"[ -](?:[kmgt]\w*watt|watt|[kMGT]W|{language.any_of(lambda known: known.numbers.measures)}|%)"
NUMBER = re.compile(
    rf"(?<!\w)(?:(?<!\d[.,])(?P<digits>{DIGITS})|(?P<word>{SPELLED})(?={MEASURED}))",
    re.IGNORECASE,
)
WRITTEN = re.compile(rf"(?<!\w)(?<!\d[.,])(?:{DIGITS})")
DIGITS_BEGIN = re.compile(r"\d+")
MEASURE = re.compile(MEASURED.lower())  # of a text in lower case: twice as fast
# In lower case; without one of these there is no measure, as in most sentences: far faster
_BEGINNINGS = language.words(lambda known: known.numbers.measures)
MEASURES = ("illi", "%", "watt", "gw", "mw", "kw", "tw", *(begin for begin in _BEGINNINGS if "illi" not in begin))
BEFORE_MEASURE = re.compile(rf"(?<!\w)(?:{SPELLED})$", re.IGNORECASE)
LONGEST_WORD = max(map(len, WORDS))

NO_LETTER = r"(?![^\W\d_])"
MAGNITUDES = [
    *((f"(?i:{form})", factor) for known in language.ALL for form, factor in known.numbers.magnitudes.items()),
    *((form, factor) for known in language.ALL for form, factor in known.numbers.exact_magnitudes.items()),
]
FACTORS = tuple(factor for _, factor in MAGNITUDES)
MAGNITUDE = re.compile(rf"(?:{'|'.join(f'({form})' for form, _ in MAGNITUDES)}){NO_LETTER}")
LETTER = re.compile(r"(?:[kK]|[mM]|[bB]|[tT])(?![\w])")
LETTERS = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}


def found(text: str) -> Iterator[re.Match[str]]:
    """Each NUMBER of a text in order; looked for only where one can begin, which is several times faster."""
    low = plain.lowered(text)
    measures = [match.start() for match in MEASURE.finditer(low)] if any(part in low for part in MEASURES) else ()
    words = [BEFORE_MEASURE.search(text, max(0, end - LONGEST_WORD), end) for end in measures]
    digits = DIGITS_BEGIN.finditer(text)
    end = 0
    for begin in sorted(match.start() for match in (*digits, *words) if match):
        if begin >= end and (match := NUMBER.match(text, begin)):
            end = match.end()
            yield match


def digits(text: str) -> Iterator[re.Match[str]]:
    """Each number of a text that is written in digits, in order."""
    end = 0
    for begin in DIGITS_BEGIN.finditer(text):
        if begin.start() >= end and (match := WRITTEN.match(text, begin.start())):
            end = match.end()
            yield match


def value(digits: str, known: Language) -> float:
    """The number written; one separator before exactly three digits groups or parts by the language's custom."""
    digits = digits.replace(" ", "").replace("'", "")
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return float(digits)
    last = marks[-1]
    whole, _, fraction = digits.rpartition(last)
    is_group = len(marks) > 1 and len(set(marks)) == 1
    is_group = is_group or (len(marks) == 1 and last in known.numbers.grouping and len(fraction) == 3 and whole != "0")
    if is_group:
        return float(whole.replace(".", "").replace(",", "") + fraction)
    return float(whole.replace(".", "").replace(",", "") + "." + fraction)


def magnitude(text: str, start: int, known: Language) -> tuple[float, int]:
    """The factor written at text[start:] and where it ends; (1, start) when there is none."""
    match = MAGNITUDE.match(text, start)
    if not match:
        return 1.0, start
    own = _own(known).fullmatch(match[0]) if known.numbers.own_magnitudes else None
    if own:
        return tuple(known.numbers.own_magnitudes.values())[(own.lastindex or 1) - 1], match.end()
    return FACTORS[(match.lastindex or 1) - 1], match.end()


@cache
def _own(known: Language) -> re.Pattern[str]:
    """The magnitudes that mean what they mean only in texts of this language."""
    return re.compile("|".join(f"({form})" for form in known.numbers.own_magnitudes))
