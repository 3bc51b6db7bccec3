"""Numbers as written: digits with either separator, words, magnitudes. The only module that reads numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from monitor import language
from monitor.language.shape import Language
from monitor.text import plain, spelled, units

ARTICLES = frozenset(language.words(lambda known: known.numbers.articles))

VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
FRACTION = rf"[{''.join(VULGAR)}]"
# A number in words counts only before a magnitude or unit: "a" and "ein" are too common
MEASURED = (
    r"[ -](?:[kmgt]\w*watt|watt|[kMGT]W(?:h|p|e|dc|ac)?(?!\w)|"
    rf"{language.any_of(lambda known: known.numbers.measures)}|%)"
)
INDIAN = r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d{1,2})?(?!\d)"  # lakhs and crores: groups of two digits
DIGITS = (
    rf"{INDIAN}|\d{{1,3}}(?:[.,']\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d{{1,3}}(?: \d{{3}})+(?:,\d{{1,2}})?(?!\d)"
    rf"|\d{{1,2}}(?: ?{FRACTION}| [1-9]/[2-9](?={MEASURED}))|[1-9]/[2-9](?: of an?)?(?={MEASURED})"
    rf"|\d+(?:[.,]\d+)?|{FRACTION}(?: of an?)?(?={MEASURED})"
)
# A word before the digits is no number, unless it is a currency: "NOK9.4bn"
GLUED = "|".join(rf"(?<=\b(?-i:{code}))" for code in (*units.CODES.split("|"), "Rs"))
WRITTEN = re.compile(rf"(?:(?<![\w/])(?<!\d[.,])|{GLUED})(?:{DIGITS})", re.IGNORECASE)
DIGITS_BEGIN = re.compile(rf"\d+|{FRACTION}")
# "2, 1 %", as some pages break "2,1 %": after a plain word, and not a year or a numbered item
SPACED = re.compile(
    rf"(?<!\w)(\d{{1,2}}), (\d)(?= ?(?:%|{language.any_of(lambda known: known.numbers.split_units)}|GW|MW))",
    re.IGNORECASE,
)
PLAIN_WORD = re.compile(rf"(?:^|\s)[^\W\d{plain.CAPITALS}]+ $")
GROUPED = re.compile(r"\d{1,3} \d{3}(?:,\d{1,2})?")  # with one group it may be two numbers
LABEL = re.compile(
    rf"(?<!\w)(?:{language.any_of(lambda known: known.numbers.labels)})(?: (?:no|nr)\.?)?[ #-]{{1,2}}$", re.IGNORECASE
)
CAPITAL = re.compile(rf"[{plain.CAPITALS}]\w+ $")
NEAR = 16  # characters before a number that are examined

MEASURE = re.compile(MEASURED.lower())  # for text in lower case: twice as fast
# In lower case; every measure has one of these, and most sentences have none: far faster to check
_BEGINNINGS = language.words(lambda known: known.numbers.measures)
MEASURES = ("illi", "%", "watt", "gw", "mw", "kw", "tw", *(begin for begin in _BEGINNINGS if "illi" not in begin))

NO_LETTER = r"(?![^\W\d_])"
MAGNITUDES = [
    *((f"(?i:{form})", factor) for known in language.ALL for form, factor in known.numbers.magnitudes.items()),
    *((form, factor) for known in language.ALL for form, factor in known.numbers.exact_magnitudes.items()),
]
FACTORS = tuple(factor for _, factor in MAGNITUDES)
MAGNITUDE = re.compile(rf"(?:{'|'.join(f'({form})' for form, _ in MAGNITUDES)}){NO_LETTER}")
LETTER = re.compile(r"(?:[kK]|[mM]|[bB]|[tT])(?![\w])")
LARGEST_FIRST = 1e5  # a thousand or a lakh may multiply a larger one
PART = re.compile(rf"(?:({FRACTION})| ?\b(\d)/(\d))$")
LETTERS = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}


LARGE = 1e4  # from here on a number is not a year but a sum, a power, a crowd: what news is about, in round numbers
WATTS = frozenset("kKmMgGtTwW")  # first letters of units of power and energy


def _beginnings() -> frozenset[str]:
    """First letters of everything that multiplies a number: other words need not be examined."""
    numbers = [one.numbers for one in language.ALL]
    forms = [form for one in numbers for form in (*one.magnitudes, *one.exact_magnitudes, *one.own_magnitudes)]
    first = {part.lstrip("(?:[")[0] for form in forms for part in form.split("|")}
    return WATTS | {letter for one in first for letter in (one.lower(), one.upper())}


BEGIN = _beginnings()
LEAST = 10  # smaller numbers prove nothing, unless they have a fraction


class Number(NamedTuple):
    """A number at text[start:end]; `digits` is empty for a number in words."""

    start: int
    end: int
    value: float
    digits: str = ""
    word: str = ""


def found(text: str, known: Language) -> Iterator[Number]:
    """The numbers of a text in order; searched for only where one can begin, which is several times faster."""
    low = plain.lowered(text)
    measures = [match.start() for match in MEASURE.finditer(low)] if any(part in low for part in MEASURES) else []
    spoken = [number for end in reversed(measures) if (number := in_words(text, end, known))]  # the longest first
    begins = [(match.start(), None) for match in DIGITS_BEGIN.finditer(text)]
    done = 0
    for begin, word in sorted([*begins, *((number.start, number) for number in spoken)], key=lambda one: one[0]):
        number = None if begin < done else word or at(text, begin, known)
        if number:
            done = number.end
            yield number


def in_words(text: str, end: int, known: Language) -> Number | None:
    """The number in words that ends there; if this language has none, one of another language."""
    for lang in (known, *(other for other in language.ALL if other is not known)):
        if spoken := spelled.ending_at(text, end, lang):
            return Number(spoken[0], end, spoken[1], word=text[spoken[0] : end])
    return None


def at(text: str, start: int, known: Language) -> Number | None:
    """The number in digits that begins there."""
    broken = SPACED.match(text, start) if known.numbers.decimal == "," else None
    if broken and PLAIN_WORD.search(text, max(0, start - NEAR), start):
        return Number(start, broken.end(), float(f"{broken[1]}.{broken[2]}"), broken[0])
    match = WRITTEN.match(text, start)
    if match is None or not GROUPED.fullmatch(match[0]):
        return _whole(text, match, known) if match else None
    before = text[max(0, start - NEAR) : start]
    if LABEL.search(before):  # "phase 1 200 MW"
        return None
    if " " not in known.numbers.grouping and CAPITAL.search(before):
        return Number(start, match.end(), 0.0, match[0])  # "Rainier 2 300 MW": which is it?
    return Number(start, match.end(), value(match[0], known), match[0])


def _whole(text: str, match: re.Match[str], known: Language) -> Number:
    """A number in digits, with a half after it: "2 and a half"."""
    end = half(text, match.end(), known)
    return Number(match.start(), end, value(match[0], known) + 0.5 * (end > match.end()), match[0])


def digits(text: str, known: Language) -> Iterator[Number]:
    """The numbers of a text written in digits, in order."""
    end = 0
    for begin in DIGITS_BEGIN.finditer(text):
        if begin.start() >= end and (number := at(text, begin.start(), known)):
            end = number.end
            yield number


def value(digits: str, known: Language) -> float:
    """The value of digits; the language decides what a single separator before three digits means."""
    digits = digits.removesuffix(" of a").removesuffix(" of an")
    if part := PART.search(digits):
        ones = float(digits[: part.start()] or 0)
        return ones + (VULGAR[part[1]] if part[1] else int(part[2]) / int(part[3]))
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
    """The factor at text[start:] and where it ends; the product of two ("lakh crore"); (1, start) if there is none."""
    first, end = _magnitude(text, start, known)
    if 1 < first <= LARGEST_FIRST and text[end : end + 1] == " ":
        second, stop = _magnitude(text, end + 1, known)
        if second > first:
            return first * second, stop
    return first, end


def half(text: str, start: int, known: Language) -> int:
    """Where "and a half" after a number or magnitude ends; `start` if there is none."""
    for words in known.numbers.halves:
        if text.startswith(f" {words}", start) and not text[start + len(words) + 1 : start + len(words) + 2].isalpha():
            return start + len(words) + 1
    return start


def _magnitude(text: str, start: int, known: Language) -> tuple[float, int]:
    match = MAGNITUDE.match(text, start)
    if not match:
        return 1.0, start
    own = _own(known).fullmatch(match[0]) if known.numbers.own_magnitudes else None
    if own:
        return tuple(known.numbers.own_magnitudes.values())[(own.lastindex or 1) - 1], match.end()
    return FACTORS[(match.lastindex or 1) - 1], match.end()


@cache
def _own(known: Language) -> re.Pattern[str]:
    """The magnitudes that have this meaning only in texts of this language."""
    return re.compile("|".join(f"({form})" for form in known.numbers.own_magnitudes))


def values(text: str, known: Language) -> Counter[str]:
    """Numbers of at least two digits or with a magnitude, as keys: to three significant digits, large ones to two."""
    found: Counter[str] = Counter()
    for number in digits(text, known):
        value = number.value * _factor(text, number.end, known)
        if value >= LEAST or "." in number.digits or "," in number.digits:
            found[key(value)] += 1
    return found


def key(value: float) -> str:
    """A number as a key, rounded so that texts agree: one says 97.4 billion, the next says 97."""
    return f"{value:.2g}" if value >= LARGE else f"{value:.3g}"


def _factor(text: str, end: int, known: Language) -> float:
    """The factor of the number that ends there: a letter, a magnitude, or the prefix of a unit of power or energy."""
    glued = end + (text[end : end + 1] in {" ", "-"})
    if text[glued : glued + 1] not in BEGIN:
        return 1.0
    if letter := LETTER.match(text, end):
        return LETTERS[letter[0].lower()]
    factor, stop = magnitude(text, glued, known)
    return factor if stop > glued or text[glued] not in WATTS else units.watts(text, glued)
