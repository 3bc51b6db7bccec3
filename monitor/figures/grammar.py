"""Figures in a text: value, unit, hedge, what they are of and who says so, whatever the language."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from monitor import language
from monitor.figures import claims, parties
from monitor.language.shape import Language
from monitor.model import Figure
from monitor.text import numerals, units
from monitor.topics.profile import Profile
from monitor.topics.scan import Scan, Sentence

GLUE = re.compile(rf"[ -]?(?:{language.any_of(lambda known: known.numbers.linked)})?")
AMOUNT = r"(?=US\$|[$€£]|\d)"
_AND = language.any_of(lambda known: known.numbers.and_)
TO = re.compile(rf" ?(?:-|–|—|{language.any_of(lambda known: known.numbers.to)}|{_AND}) ?{AMOUNT}", re.IGNORECASE)
# Two numbers that are no range but what was and what is: "von 10 auf 21 Milliarden", "raised from 10 to 21 billion"
CHANGE = re.compile(rf" ?(?:{language.any_of(lambda known: known.numbers.becomes)}) {AMOUNT}", re.IGNORECASE)
# What is and what was, of which only one has a unit: "90 instead of 250 MW", "336 megawatts from 168"
_INSTEAD = language.any_of(lambda known: known.numbers.instead)
INSTEAD = re.compile(rf" (?:{_INSTEAD}) {AMOUNT}", re.IGNORECASE)
WAS = re.compile(rf",? (?:{_INSTEAD}) (?=\d)(?!(?:19|20)\d\d\b)", re.IGNORECASE)
ENDS = re.compile(r"[.,;:!?)]?(?:\s|$)")
SUM = 1e6  # from here on a number without a unit may be a sum whose currency was named before
BACK = 3  # sentences back in which it may be named
FROM = re.compile(rf"(?:{language.any_of(lambda known: known.numbers.from_)})\s*$", re.IGNORECASE)
GROWS = re.compile(rf"\b(?:{language.any_of(lambda known: known.numbers.growth)})", re.IGNORECASE)
# What a page sells with its text ("$2 for 6 weeks", "was $9 now $5") and rates of exchange are no figures of the news
OFFER = re.compile(
    rf".{{0,40}}(?:\b(?:{language.any_of(lambda known: known.numbers.offers)})"
    rf"|[$€£]?\d[\d.,]* ?[€$]? (?:{language.any_of(lambda known: known.numbers.rates)}) "
    rf"(?:{language.any_of(lambda known: known.numbers.spans)})).{{0,40}}$",
    re.IGNORECASE,
)
RATE = re.compile(r"\([^()]{0,8}\b1(?: \w+)? = [^()]{1,40}\)")
AND = re.compile(rf" ?(?:{_AND}) ?", re.IGNORECASE)
MOST = 300  # figures of a text that are kept; what names more is a table
KEPT = 1_000  # characters of a sentence that are kept whole with a figure
COUNTED = 4  # words that may stand between a number and the thing it counts ("100,000 of Nvidia's GB300 chips")
STOP = re.compile(rf"[.;:()\n]|, |\b(?:{language.any_of(lambda known: known.numbers.breaks)})\b")
# "a gigawatt-scale campus"
SIZE = re.compile(rf"[ -](?:{language.any_of(lambda known: known.numbers.sizes)})\b", re.IGNORECASE)
LONGEST = 24  # characters of a number; longer ones are keys and serial numbers
YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = language.any_of(lambda known: known.forms.months)
IN_YEAR = re.compile(
    rf"\b(?:{language.any_of(lambda known: known.numbers.before_years)}|{_MONTHS})[ -]$", re.IGNORECASE
)
FEW = 100  # smaller counts of chips tell kinds of chips rather than how many


NO_MONEY = frozenset({"%", "", "W", "Wh", "chips"})
BARE = "bare"  # unit of a sum whose currency is not known yet
Counted = tuple[tuple[int, int, str], ...]  # where things are named that the profile counts, with their unit


class Amount(NamedTuple):
    """A number with its unit at text[start:end]."""

    start: int
    end: int
    value: float
    unit: str
    hedge: str = ""  # of an end of a range


class Lower(NamedTuple):
    """A number that may be the lower end of a range: its own magnitude, where that ends, and its amount if complete."""

    match: re.Match[str]
    factor: float
    end: int
    amount: Amount | None


def of(profile: Profile, scan: Scan, code: str, url: str) -> tuple[Figure, ...]:
    """Every figure of a text once, in reading order; its language decides about separators and "Billion"."""
    known = language.of(code)
    found: dict[tuple[float, str, str], Figure] = {}
    previous: Sentence | None = None
    money, since = "", 0
    for sentence in scan.sentences:
        text = scan.sentence_text(sentence)
        told = _told(text, sentence, known, money)
        named = [amount.unit for amount in told if amount.unit not in NO_MONEY]
        money, since = (named[-1], 0) if named else (money if since < BACK else "", since + 1)
        claimant = claims.claimant(text, known) if told else ""
        owners = parties.owners(sentence, previous) if told else ()
        for amount in told[:MOST]:
            figure = Figure(
                value=amount.value,
                unit=amount.unit,
                text=text[amount.start : amount.end],
                of=parties.owner(owners, sentence.start + amount.start),
                hedge=amount.hedge or claims.hedge(text, amount.start, amount.end),
                claimant=claimant,
                sentence=_around(text, amount),
                url=url,
            )
            found.setdefault((figure.value, figure.unit, figure.of), figure)
        previous = sentence
        if len(found) >= MOST:
            break
    return _owned(profile, tuple(found.values()))


def _around(text: str, amount: Amount) -> str:
    """The sentence; of one that never ends, what stands around the figure. It is kept with each of its figures."""
    if len(text) <= KEPT:
        return text
    return text[max(0, amount.start - KEPT // 2) : amount.end + KEPT // 2]


def _owned(profile: Profile, found: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Without repetitions that only tell less: the same figure of nobody or of the subject beside one of a partner."""
    vague = {"", *(name.name for name in profile.subjects)}
    clear = {(figure.value, figure.unit) for figure in found if figure.of not in vague}
    return tuple(figure for figure in found if figure.of not in vague or (figure.value, figure.unit) not in clear)


def _told(text: str, sentence: Sentence, known: Language, money: str) -> list[Amount]:
    """The amounts a sentence tells; none where the page sells something or gives a rate of exchange."""
    found = amounts(text, known, _counted(sentence), money)
    if found and (OFFER.match(text) or RATE.search(text)):
        return []
    return [amount for amount in found if amount.value]


def _counted(sentence: Sentence) -> Counted:
    """Where in the sentence things are named that the profile counts, with their unit."""
    return tuple(
        (hit.start - sentence.start, hit.end - sentence.start, hit.meaning.id)
        for hit in sentence.words
        if hit.meaning.role == "unit"
    )


def amounts(text: str, known: Language, counted: Counted = (), money: str = "") -> list[Amount]:
    """Numbers with units in one sentence; dates, versions and bare numbers are none.

    A sum without a currency has the one its sentence names, else `money`, the one named last.
    """
    found: list[Amount] = []
    done = 0
    for match in numerals.found(text):
        if match.start() < done:
            continue
        for amount in _amounts_at(text, match, known, counted):
            found.append(amount)
            done = amount.end
    named = next((amount.unit for amount in found if amount.unit not in {*NO_MONEY, BARE}), money)
    return [each._replace(unit=named) if each.unit == BARE else each for each in found if each.unit != BARE or named]


def _amounts_at(text: str, match: re.Match[str], known: Language, counted: Counted) -> list[Amount]:
    """The amount that begins with this number; both ends of a range ("10 to 15 GW", "$80-100 billion")."""
    amount = _amount(text, match, known, counted)
    if match["digits"]:
        factor, end = _factor(text, match.end(), known, money=amount is not None)
        lower = Lower(match, factor, end, amount)
        if amount is None or amount.end == end:
            found = _range(text, lower, known, counted) or ([amount] if amount else [])
            return found or _bare(text, match, known)
        return [amount, *_was(text, match, amount, known)]
    return [amount] if amount else []


def _bare(text: str, match: re.Match[str], known: Language) -> list[Amount]:
    """A sum whose currency was named before."""
    factor, end = _factor(text, match.end(), known, money=False)
    if factor < SUM or _is_version(text, match.start()) or not re.compile(known.numbers.alone).match(text, end):
        return []
    return [Amount(match.start(), end, numerals.value(match["digits"], known) * factor, BARE)]


def _was(text: str, match: re.Match[str], amount: Amount, known: Language) -> list[Amount]:
    """What was before an amount, told behind it and without its unit: "336 megawatts from 168"."""
    link = WAS.match(text, amount.end)
    other = numerals.NUMBER.match(text, link.end()) if link else None
    if not other or not other["digits"] or not ENDS.match(text, other.end()) or _length(other) > LONGEST:
        return []
    if _amount(text, other, known, ()) or _factor(text, other.end(), known, money=False)[0] > 1:
        return []  # it has a unit or a magnitude of its own
    scale = amount.value / (numerals.value(match["digits"], known) or 1.0)
    return [Amount(other.start(), other.end(), numerals.value(other["digits"], known) * scale, amount.unit)]


def _range(text: str, lower: Lower, known: Language, counted: Counted) -> list[Amount]:
    """Both ends of a range: the lower borrows unit and perhaps magnitude from the upper, or lends it its currency."""
    change = None
    if lower.amount or not YEAR.fullmatch(lower.match["digits"]):
        change = CHANGE.match(text, lower.end) or (None if lower.amount else INSTEAD.match(text, lower.end))
    link = change or TO.match(text, lower.end)
    other = numerals.NUMBER.match(text, _after_sign(text, link.end())) if link else None
    if not link or not other or not other["digits"] or max(map(_length, (lower.match, other))) > LONGEST:
        return []
    upper = _amount(text, other, known, counted)
    money = lower.amount.unit if lower.amount and lower.amount.unit not in NO_MONEY else ""
    if upper is None and money:
        factor, end = _factor(text, other.end(), known, money=True)
        upper = Amount(other.start(), end, numerals.value(other["digits"], known) * factor, money)
    if upper is None or (money and upper.unit != money) or (AND.fullmatch(link[0]) and upper.end == other.end()):
        return []
    borrowed = upper.value / (numerals.value(other["digits"], known) or 1.0)
    low = numerals.value(lower.match["digits"], known) * (lower.factor if lower.factor > 1 else borrowed)
    start = lower.amount.start if lower.amount else lower.match.start()
    if change or _grows(text, start):
        return [Amount(start, upper.end, low, upper.unit), upper]
    if not low < upper.value:
        return []
    return [Amount(start, upper.end, low, upper.unit, "at least"), upper._replace(hedge="up to")]


def _grows(text: str, start: int) -> bool:
    """Whether what stands before a range makes it a change: "raised from 10 to 21"."""
    before = FROM.search(text, max(0, start - 8), start)
    return before is not None and _first_growth(text) <= before.start()


@lru_cache(maxsize=1)  # a sentence without such a word would be searched again for each of its ranges
def _first_growth(text: str) -> float:
    """Where the first word of change has been begun; nowhere: infinitely far."""
    match = GROWS.search(text)
    return match.end() if match else math.inf


def _amount(text: str, match: re.Match[str], known: Language, counted: Counted) -> Amount | None:
    """The amount of a number with its own unit."""
    start = match.start()
    if match["digits"] and (_is_version(text, start) or len(match["digits"]) > LONGEST):
        return None
    money, first = units.money_before(text, start) if match["digits"] else ("", start)
    number = numerals.value(match["digits"], known) if match["digits"] else numerals.WORDS[match["word"].lower()]
    factor, end = _factor(text, match.end(), known, bool(money))
    if money:
        return Amount(first, end, number * factor, money)
    unit = units.after(text, _after_glue(text, end))
    if unit and not match["digits"] and SIZE.match(text, unit.end):
        return None
    if unit and (match["digits"] or factor > 1 or unit.base in {"W", "Wh"} or not _is_article(match["word"])):
        return Amount(start, unit.end, number * factor * unit.factor, unit.base)
    return _count(text, start, end, number * factor, counted)


def _factor(text: str, end: int, known: Language, money: bool) -> tuple[float, int]:
    """The magnitude after a number; single letters only with money ("$500b"), k with anything ("20k GPUs")."""
    letter = numerals.LETTER.match(text, _after_glue(text, end) if money else end)
    if letter and text[end - 1].isdigit() and (money or letter[0] in "kK"):
        return numerals.LETTERS[letter[0].lower()], letter.end()
    factor, stop = numerals.magnitude(text, _after_glue(text, end), known)
    return (factor, stop) if factor > 1 else (1.0, end)


def _count(text: str, start: int, end: int, value: float, counted: Counted) -> Amount | None:
    """A number of things the profile counts: "100,000 of Nvidia's GB300 chips"."""
    if value < FEW:
        return None
    is_year = bool(YEAR.fullmatch(text, start, end))
    if is_year and IN_YEAR.search(text[max(0, start - 20) : start]):
        return None
    for at in range(bisect_left(counted, (end,)), len(counted)):
        first, last, unit = counted[at]
        between = text[end:first]
        if len(between.split(maxsplit=COUNTED + 1)) > COUNTED:
            break  # and what is named farther on is farther
        if not (is_year and between.strip()) and not STOP.search(between):
            chain = bisect_left(counted, (last + 2,)) - 1  # "450,000 GB200 GPUs" to its end; none lies in another
            return Amount(start, counted[chain][1], value, "" if unit == "pieces" else unit)
    return None


def _is_version(text: str, start: int) -> bool:
    """Whether a number belongs to the word before it: "GPT-5"."""
    return start > 1 and text[start - 1] == "-" and text[start - 2].isalpha()


def _length(match: re.Match[str]) -> int:
    return len(match["digits"])


def _is_article(word: str) -> bool:
    return word.lower() in numerals.ARTICLES


def _after_glue(text: str, start: int) -> int:
    """Behind a space or hyphen, if there is one."""
    match = GLUE.match(text, start)
    return match.end() if match else start


def _after_sign(text: str, start: int) -> int:
    match = units.SIGNS.match(text, start)
    return match.end() if match else start
