"""Numbers with their units in a sentence: sums, powers, shares, counts of things; both ends of a range."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from monitor import language
from monitor.language.shape import Language
from monitor.text import numerals, spelled, units
from monitor.text.numerals import Number

GLUE = re.compile(rf"[ -]?(?:{language.any_of(lambda known: known.numbers.linked)})?")
AMOUNT = r"(?=(?:[A-Z]{1,3})?[$€£¥₹]|[A-Z]{3} ?\d|Rs|\d)"
_AND = language.any_of(lambda known: known.numbers.and_)
TO = re.compile(rf" ?(?:-|–|—|{language.any_of(lambda known: known.numbers.to)}|{_AND}) ?{AMOUNT}", re.IGNORECASE)
# Two numbers that are not a range but old and new: "von 10 auf 21 Milliarden", "raised from 10 to 21 billion"
CHANGE = re.compile(rf" ?(?:{language.any_of(lambda known: known.numbers.becomes)}) {AMOUNT}", re.IGNORECASE)
# New and old, only one of them with a unit: "90 instead of 250 MW", "336 megawatts from 168"
_INSTEAD = language.any_of(lambda known: known.numbers.instead)
INSTEAD = re.compile(rf" (?:{_INSTEAD}) {AMOUNT}", re.IGNORECASE)
WAS = re.compile(rf",? (?:{_INSTEAD}) (?=\d)(?!(?:19|20)\d\d\b)", re.IGNORECASE)
ENDS = re.compile(r"[.,;:!?)]?(?:\s|$)")
SUM = 1e6  # from here on a number without a unit may be a sum in a currency named before
FROM = re.compile(rf"(?:{language.any_of(lambda known: known.numbers.from_)})\s*$", re.IGNORECASE)
GROWS = re.compile(rf"\b(?:{language.any_of(lambda known: known.numbers.growth)})", re.IGNORECASE)
# The quantity a price refers to is not an amount: "$3 million per 100 MW", "$50 billion a gigawatt"
EACH = re.compile(rf"(?<!\w)(?:{language.any_of(lambda known: known.numbers.each)}) $", re.IGNORECASE)
BY = re.compile(rf"(?<!\w)(?:{language.any_of(lambda known: known.numbers.by)}) $", re.IGNORECASE)
BEFORE_WORDS = re.compile(rf" ?(?:-|–|—|{language.any_of(lambda known: known.numbers.to)}|{_AND}) $", re.IGNORECASE)
AND = re.compile(rf" ?(?:{_AND}) ?", re.IGNORECASE)
COUNTED = 4  # words that may be between a number and what it counts ("100,000 of Nvidia's GB300 chips")
STOP = re.compile(rf"[.;:()\n]|, |\b(?:{language.any_of(lambda known: known.numbers.breaks)})\b")
# "a gigawatt-scale campus"
SIZE = re.compile(rf"[ -](?:{language.any_of(lambda known: known.numbers.sizes)})\b", re.IGNORECASE)
LONGEST = 24  # characters of a number; longer ones are keys and serial numbers
YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = language.any_of(lambda known: known.forms.months)
IN_YEAR = re.compile(
    rf"\b(?:{language.any_of(lambda known: known.numbers.before_years)}|{_MONTHS})[ -]$", re.IGNORECASE
)
NEAR = 12  # characters before a number that are searched for what it is
CODE = 3  # letters of a currency
FEW = 100  # smaller counts of chips are kinds of chips rather than quantities
FEW_JOBS = 10
PHYSICAL = frozenset({"t", "m3", "m2"})  # these follow their number directly
WHOLE = re.compile(
    rf" (?:{language.any_of(lambda known: known.measures.whole)}) \d[\d., ]*(?: [^\W\d]+){{0,2}} $", re.IGNORECASE
)


BARE = "bare"  # unit of a sum whose currency is not known yet


class Mention(NamedTuple):
    """A mention of something that the profile counts or measures."""

    start: int
    end: int
    unit: str
    size: float = 1.0  # how much of the unit one of these is
    measure: bool = False  # it is one of the language's, not a word of the topic


Counted = tuple[Mention, ...]  # in order, without overlaps


class Amount(NamedTuple):
    """A number with its unit at text[start:end]."""

    start: int
    end: int
    value: float
    unit: str
    hedge: str = ""  # only for the ends of a range


class Lower(NamedTuple):
    """A number that may be the lower end of a range: its magnitude, where that ends, and the amount if complete."""

    number: Number
    factor: float
    end: int
    amount: Amount | None


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return len(unit) == CODE and unit.isupper()


def of(text: str, known: Language, counted: Counted = (), money: str = "") -> list[Amount]:
    """Numbers with units in one sentence; dates, versions and bare numbers are left out.

    A sum without a currency gets the one its sentence names, otherwise `money`, the one named last.
    """
    found: list[Amount] = []
    done = 0
    for number in numerals.found(text, known):
        if number.start < done or _is_each(text, number, found):
            continue
        for amount in _amounts_at(text, number, known, counted):
            found += (*_spoken_lower(text, number, amount, known, done), amount)
            done = amount.end
    named = next((amount.unit for amount in found if is_money(amount.unit)), money)
    return [each._replace(unit=named) if each.unit == BARE else each for each in found if each.unit != BARE or named]


def _is_each(text: str, number: Number, found: list[Amount]) -> bool:
    """Whether a number is the quantity that the price before it refers to."""
    if EACH.search(text, max(0, number.start - NEAR), number.start):
        return True
    priced = found and len(found[-1].unit) == CODE and number.start - found[-1].end <= 1
    return bool(priced) and _is_article(number.word)


def _spoken_lower(text: str, number: Number, upper: Amount, known: Language, done: int) -> tuple[Amount, ...]:
    """The lower end of a range in words: "two to three gigawatts"; but not "between the two to $26.6 billion"."""
    if number.digits:
        return ()
    link = BEFORE_WORDS.search(text, max(done, upper.start - NEAR), upper.start) if upper.unit != "chips" else None
    low = spelled.ending_at(text, link.start(), known) if link else None
    if low is None or low[0] < done or not number.value or not low[1] < number.value or upper.hedge:
        return ()
    return (Amount(low[0], upper.end, low[1] * upper.value / number.value, upper.unit, "at least"),)


def _amounts_at(text: str, number: Number, known: Language, counted: Counted) -> list[Amount]:
    """The amount that begins with this number, or both ends of a range ("10 to 15 GW", "$80-100 billion")."""
    amount = _amount(text, number, known, counted)
    if number.digits:
        factor, end = _factor(text, number.end, known, money=amount is not None)
        lower = Lower(number, factor, end, amount)
        if amount is None or amount.end == end:
            found = _range(text, lower, known, counted) or ([amount] if amount else [])
            return found or _bare(text, number, known)
        return [amount, *_was(text, number, amount, known)]
    return [amount] if amount else []


def _bare(text: str, number: Number, known: Language) -> list[Amount]:
    """A sum in a currency named before."""
    factor, end = _factor(text, number.end, known, money=False)
    if factor < SUM or _is_version(text, number.start) or not re.compile(known.numbers.alone).match(text, end):
        return []
    return [Amount(number.start, end, number.value * factor, BARE)]


def _was(text: str, number: Number, amount: Amount, known: Language) -> list[Amount]:
    """The old amount, after the new one and without a unit: "336 megawatts from 168"."""
    link = WAS.match(text, amount.end)
    other = numerals.at(text, link.end(), known) if link else None
    if not other or not ENDS.match(text, other.end) or _length(other) > LONGEST:
        return []
    if _amount(text, other, known, ()) or _factor(text, other.end, known, money=False)[0] > 1:
        return []  # it has a unit or a magnitude of its own
    return [Amount(other.start, other.end, other.value * amount.value / (number.value or 1.0), amount.unit)]


def _range(text: str, lower: Lower, known: Language, counted: Counted) -> list[Amount]:
    """Both ends of a range: the lower borrows unit and perhaps magnitude from the upper, or lends it its currency."""
    change = None
    if lower.amount or not YEAR.fullmatch(lower.number.digits):
        change = CHANGE.match(text, lower.end) or (None if lower.amount else INSTEAD.match(text, lower.end))
    link = change or TO.match(text, lower.end)
    other = numerals.at(text, after_sign(text, link.end()), known) if link else None
    if not link or not other or max(map(_length, (lower.number, other))) > LONGEST:
        return []
    upper = _amount(text, other, known, counted)
    money = lower.amount.unit if lower.amount and is_money(lower.amount.unit) else ""
    if upper is None and money:
        factor, end = _factor(text, other.end, known, money=True)
        upper = Amount(other.start, end, other.value * factor, money)
    if upper is None or (money and upper.unit != money) or (AND.fullmatch(link[0]) and upper.end == other.end):
        return []
    borrowed = upper.value / (other.value or 1.0)
    low = lower.number.value * (lower.factor if lower.factor > 1 else borrowed)
    start = lower.amount.start if lower.amount else lower.number.start
    if change or _grows(text, start) or (lower.factor > 1 and BY.search(text, max(0, start - NEAR), start)):
        return [Amount(start, upper.end, low, upper.unit), upper]
    if not low < upper.value:
        return []
    return [Amount(start, upper.end, low, upper.unit, "at least"), upper._replace(hedge="up to")]


def _grows(text: str, start: int) -> bool:
    """Whether the words before a range make it a change: "raised from 10 to 21"."""
    before = FROM.search(text, max(0, start - 8), start)
    return before is not None and _first_growth(text) <= before.start()


@lru_cache(maxsize=1)  # a sentence without such a word would be searched again for each of its ranges
def _first_growth(text: str) -> float:
    """Where the first word of change begins; infinity if there is none."""
    match = GROWS.search(text)
    return match.end() if match else math.inf


def _amount(text: str, number: Number, known: Language, counted: Counted) -> Amount | None:
    """The amount of a number with its own unit."""
    start = number.start
    if number.digits and (_is_version(text, start) or len(number.digits) > LONGEST):
        return None
    money, first = units.money_before(text, start) if number.digits else ("", start)
    factor, end = _factor(text, number.end, known, bool(money))
    value = number.value * factor
    if factor > 1 and (stop := numerals.half(text, end, known)) > end:  # "a billion and a half"
        value, end = value + factor / 2, stop
    if money and text[end : end + 1].islower():  # "$20bio" may mean a billion or a trillion, and surely not 20
        return None
    if money:
        money, end = units.national(text, end, money)
        return Amount(first, end, value, money)
    unit = units.after(text, after_glue(text, end))
    if unit and not number.digits and SIZE.match(text, unit.end):
        return None
    if unit and (number.digits or factor > 1 or unit.base in {"W", "Wh"} or not _is_article(number.word)):
        stop = numerals.half(text, unit.end, known)  # "a gigawatt and a half"
        return Amount(start, stop, (value + 0.5 * (stop > unit.end)) * unit.factor, unit.base)
    return _count(text, start, end, value, counted)


def _factor(text: str, end: int, known: Language, money: bool) -> tuple[float, int]:
    """The magnitude after a number; single letters only with money ("$500b"), k with anything ("20k GPUs")."""
    letter = numerals.LETTER.match(text, after_glue(text, end) if money else end)
    if letter and text[end - 1].isdigit() and (money or letter[0] in "kK"):
        return numerals.LETTERS[letter[0].lower()], letter.end()
    factor, stop = numerals.magnitude(text, after_glue(text, end), known)
    return (factor, stop) if factor > 1 else (1.0, end)


def _count(text: str, start: int, end: int, value: float, counted: Counted) -> Amount | None:
    """A number of things the profile counts: "100,000 of Nvidia's GB300 chips", "60,000 tonnes"."""
    is_year = bool(YEAR.fullmatch(text, start, end))
    if is_year and IN_YEAR.search(text[max(0, start - 20) : start]):
        return None
    for at in range(bisect_left(counted, (end,)), len(counted)):
        one = counted[at]
        between = text[end : one.start]
        if len(between.split(maxsplit=COUNTED + 1)) > COUNTED:
            break  # what is named later is even farther
        if is_year and between.strip():
            continue
        if one.measure:
            return _measured(start, end, value, one, between)
        if value >= FEW and not STOP.search(between):
            chain = bisect_left(counted, (one.end + 2,)) - 1  # "450,000 GB200 GPUs" to its end; mentions do not overlap
            return Amount(start, counted[chain].end, value, "" if one.unit == "pieces" else one.unit)
    return None


def _measured(start: int, end: int, value: float, one: Mention, between: str) -> Amount | None:
    """A number of jobs, tonnes …; of a part only its own number belongs to it: "400 of 620 jobs"."""
    if one.unit in PHYSICAL:
        return Amount(start, one.end, value * one.size, one.unit) if between in {"", " ", "-"} else None
    if value < FEW_JOBS:
        return None
    if WHOLE.fullmatch(between):
        return Amount(start, end, value, one.unit)
    if STOP.search(between) or any(char.isdigit() for char in between):
        return None
    return Amount(start, one.end, value * one.size, one.unit)


def is_no_amount(text: str, number: Number) -> bool:
    """Whether a number is a year, a version or a key."""
    return bool(YEAR.fullmatch(number.digits)) or _is_version(text, number.start) or _length(number) > LONGEST


def _is_version(text: str, start: int) -> bool:
    """Whether a number belongs to the word before it: "GPT-5"."""
    return start > 1 and text[start - 1] == "-" and text[start - 2].isalpha()


def _length(number: Number) -> int:
    return len(number.digits)


def _is_article(word: str) -> bool:
    return word.lower() in numerals.ARTICLES


def after_glue(text: str, start: int) -> int:
    """The position after a space or hyphen, if there is one."""
    match = GLUE.match(text, start)
    return match.end() if match else start


def after_sign(text: str, start: int) -> int:
    """The position after the sign of a currency, if there is one."""
    match = units.SIGNS.match(text, start)
    return match.end() if match else start
