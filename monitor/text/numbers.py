"""Numbers named in a text, as keys that compare across languages."""

from __future__ import annotations

from collections import Counter

from monitor import language
from monitor.language.shape import Language
from monitor.text import numerals, units

LARGE = 1e4  # from here on a number is no year but a sum, a power, a crowd: what news is about, told in round words
WATTS = frozenset("kKmMgGtTwW")  # first letters of powers and energies


def _beginnings() -> frozenset[str]:
    """First letters of all that multiplies a number: few words begin so, and the others need not be looked at."""
    numbers = [one.numbers for one in language.ALL]
    forms = [form for one in numbers for form in (*one.magnitudes, *one.exact_magnitudes, *one.own_magnitudes)]
    first = {part.lstrip("(?:[")[0] for form in forms for part in form.split("|")}
    return WATTS | {letter for one in first for letter in (one.lower(), one.upper())}


BEGIN = _beginnings()
LEAST = 10  # smaller numbers tell nothing, unless they have a fraction


def values(text: str, code: str) -> Counter[str]:
    """Numbers of at least two digits or with a magnitude, as keys: to three significant digits, large ones to two."""
    known = language.of(code)
    found: Counter[str] = Counter()
    for number in numerals.digits(text, known):
        value = number.value * _factor(text, number.end, known)
        if value >= LEAST or "." in number.digits or "," in number.digits:
            found[key(value)] += 1
    return found


def large(text: str, code: str) -> tuple[str, ...]:
    """The keys of the large numbers of a text."""
    return tuple(number for number in values(text, code) if float(number) >= LARGE)


def key(value: float) -> str:
    """A number as texts agree on it: where one says 97.4 billion, the next says 97."""
    return f"{value:.2g}" if value >= LARGE else f"{value:.3g}"


def _factor(text: str, end: int, known: Language) -> float:
    """What multiplies the number that ends there: a letter, a magnitude, or the prefix of a power or an energy."""
    glued = end + (text[end : end + 1] in {" ", "-"})
    if text[glued : glued + 1] not in BEGIN:
        return 1.0
    if letter := numerals.LETTER.match(text, end):
        return numerals.LETTERS[letter[0].lower()]
    factor, stop = numerals.magnitude(text, glued, known)
    return factor if stop > glued or text[glued] not in WATTS else units.watts(text, glued)
