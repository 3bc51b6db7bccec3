"""Numbers without a unit beside the amount that they replaced, or that replaced them: "500 megawatts to 320"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from monitor.figures import amounts
from monitor.figures.amounts import Amount
from monitor.language.shape import Language
from monitor.text import numerals, plain
from monitor.text.numerals import Number

BETWEEN = 60  # at most this many characters between the two
FAR = 80  # the same where the old one begins a clause: "Statt 60 belegt der Mieter künftig 96 Megawatt"
LEAP = 5.0  # no amount grows or shrinks by a larger factor at once
CUE = 48  # characters before a number that are searched for what makes it an old one
# "statt der bisher vereinbarten 60"; where nouns have no capital a word there may be one: "from hall 4"
WORDS = rf"(?-i:(?: (?![{plain.CAPITALS}])[^\W\d_]+){{0,3}})"
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DIGIT = re.compile(r"\d")
_NAMED = re.compile(rf"[{plain.CAPITALS}][\w.]* $")
BREAK = re.compile(r"[;:\n]|[.!?] ")


def of(text: str, found: Sequence[Amount], known: Language) -> list[Amount]:
    """The amounts of a sentence, and these numbers with the unit they share with an amount."""
    if not found or not _any(known).search(text):
        return list(found)
    starts, ends = [amount.start for amount in found], [amount.end for amount in found]
    more = []
    for number in numerals.found(text, known):
        at = bisect_left(starts, number.start)  # of the next amount
        inside = (at < len(found) and starts[at] < number.end) or (at and number.start < ends[at - 1])
        if inside or not number.digits or amounts.is_no_amount(text, number):
            continue
        before, behind = found[at - 1] if at else None, found[at] if at < len(found) else None
        if before and (_is_after(text, before, number, known) or _is_new(text, before, number, known)):
            more += _sharing(text, number, before, known)
        elif behind and (_is_before(text, number, behind, known) or _is_first(text, number, behind, known)):
            more += _sharing(text, number, behind, known)
    return sorted([*found, *more])


def _is_after(text: str, amount: Amount, number: Number, known: Language) -> bool:
    """Whether the number is the old amount, behind the new one: "15 gigawatts by 2028 instead of 21"."""
    between = text[amount.end : number.start]
    told = _in_one_clause(between) and _pattern(known, "instead").search(between)
    return bool(told) and _ends(known).match(text, number.end) is not None


def _is_new(text: str, amount: Amount, number: Number, known: Language) -> bool:
    """Whether it is the new amount, behind the old one: "from 500 MW to 320", "Statt 30 GW sollen 21 laufen"."""
    begins = max(0, amount.start - CUE)
    if _pattern(known, "from").search(text, begins, amount.start):
        link = _pattern(known, "to").fullmatch(text, amount.end, number.start)
        return bool(link) and _ends(known).match(text, number.end) is not None
    between = text[amount.end : number.start]
    first = _in_one_clause(between) and _pattern(known, "first").search(text, begins, amount.start)
    return bool(first) and _plain(known).match(text, number.end) is not None


def _is_before(text: str, number: Number, amount: Amount, known: Language) -> bool:
    """Whether the number is the new amount, right before the old one: "35 statt der gewünschten 60 Megawatt"."""
    named = not known.naming.capital_nouns and _NAMED.search(
        text, max(0, number.start - CUE), number.start
    )  # "Jan. 31"
    return not named and _pattern(known, "between").fullmatch(text, number.end, amount.start) is not None


def _is_first(text: str, number: Number, amount: Amount, known: Language) -> bool:
    """Whether the number is the old amount, before the new one: "Statt 60 belegt er nun 96 Megawatt"."""
    between = text[number.end : amount.start]
    told = _in_one_clause(between) and _plain(known).match(between)
    return bool(told) and begins(text, number.start, between, known)


def _in_one_clause(between: str) -> bool:
    """Whether two numbers with this between them may belong together: it has no other number but a year."""
    return len(between) <= FAR and not BREAK.search(between) and not DIGIT.search(YEAR.sub("", between))


def begins(text: str, start: int, between: str, known: Language) -> bool:
    """Whether what stands before text[start:] makes it an old amount, with `between` before the new one."""
    first = max(0, start - CUE)
    if _pattern(known, "first").search(text, first, start):
        return True
    return any(before.search(text, first, start) and link.match(between) for before, link in _turned(known))


def _sharing(text: str, number: Number, amount: Amount, known: Language) -> list[Amount]:
    """The number with the unit of the amount, and with its magnitude if it has none of its own."""
    other = numerals.at(text, amounts.after_sign(text, amount.start), known)
    factor, end = numerals.magnitude(text, amounts.after_glue(text, number.end), known)
    if factor > 1:
        value = number.value * factor if amounts.is_money(amount.unit) else 0.0
    else:
        value, end = number.value * amount.value / other.value if other and other.value else 0.0, number.end
    near = max(value, amount.value) <= LEAP * min(value, amount.value)
    return [Amount(number.start, end, value, amount.unit)] if near else []


@cache
def _any(known: Language) -> re.Pattern[str]:
    """Matches anything that may link two amounts."""
    changes = known.changes
    words = (*changes.instead, *changes.first, *changes.to, *(link for _, link in changes.turned))
    return re.compile(rf"(?:(?<!\w)|(?=\W))(?:{'|'.join(words or ('(?!)',))})(?!\w)", re.IGNORECASE)


@cache
def _pattern(known: Language, what: str) -> re.Pattern[str]:
    changes = known.changes
    instead, first = "|".join(changes.instead or ("(?!)",)), "|".join(changes.first or ("(?!)",))
    words = WORDS if known.naming.capital_nouns else ""
    return re.compile(
        {
            "instead": rf"(?:(?<!\w)|(?=\W))(?:{instead}){words} $",
            "between": rf" (?:{instead}){words} ",
            "first": rf"(?<!\w)(?:{first}){words} $",
            "from": rf"(?<!\w)(?:{'|'.join(changes.from_ or ('(?!)',))}) $",
            "to": rf" (?:{'|'.join(changes.to or ('(?!)',))}) ",
        }[what],
        re.IGNORECASE,
    )


@cache
def _turned(known: Language) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (re.compile(rf"(?<!\w)(?:{before}) $", re.IGNORECASE), re.compile(rf" (?:{link}) ", re.IGNORECASE))
        for before, link in known.changes.turned
    )


@cache
def _ends(known: Language) -> re.Pattern[str]:
    """Matches after a number that counts nothing: the end of its clause, or a word that may follow."""
    words = "|".join(known.changes.after or ("(?!)",))
    return re.compile(rf"(?:[.,;:!?)”\"»“]+(?:\s|$)|$| (?:{words})(?!\w))", re.IGNORECASE)


@cache
def _plain(known: Language) -> re.Pattern[str]:
    """Matches after a number that counts nothing, before the rest of its clause: no noun may follow."""
    return re.compile(rf" (?![{plain.CAPITALS}])[^\W\d_]" if known.naming.capital_nouns else r",")
