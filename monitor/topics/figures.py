"""Figures in a text: value, unit, hedge, what they are of and who says so, in German and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from monitor.model import Figure
from monitor.topics import numerals, speech, units
from monitor.topics.profile import Profile
from monitor.topics.scan import Scan, Sentence

GLUE = re.compile(r"[ -]?(?:worth of )?")
SPACED_DECIMAL = re.compile(r"(\d+), (\d{1,2})(?= ?%| ?(?:Prozent|Milli|Mrd|Mio|GW|MW))")
TO = re.compile(r" ?(?:-|–|—|to|bis(?: zu)?|and|und|or|oder) ?(?=US\$|[$€£]|\d)", re.IGNORECASE)
COUNTED = 4  # words that may stand between a number and the thing it counts ("100,000 of Nvidia's GB300 chips")
STOP = re.compile(r"[.;:()\n]|, |\b(?:and|und|in|for|für|by|bis|with|mit|per|pro)\b")
FEW = 100  # smaller counts of chips tell kinds of chips rather than how many


class Amount(NamedTuple):
    """A number with its unit at text[start:end]."""

    start: int
    end: int
    value: float
    unit: str


def of(profile: Profile, scan: Scan, language: str, url: str) -> tuple[Figure, ...]:
    """Every figure of a text once, in reading order; `language` decides about separators and "Billion"."""
    found: dict[tuple[float, str, str], Figure] = {}
    previous: Sentence | None = None
    for sentence in scan.sentences:
        text = scan.sentence_text(sentence)
        for amount in amounts(text, german=language == "de", counted=_counted(sentence)):
            figure = Figure(
                value=amount.value,
                unit=amount.unit,
                text=text[amount.start : amount.end],
                of=speech.owner(sentence, previous, sentence.start + amount.start, profile.actors),
                hedge=speech.hedge(text, amount.start, amount.end),
                claimant=speech.claimant(text),
                sentence=text,
                url=url,
            )
            found.setdefault((figure.value, figure.unit, figure.of), figure)
        previous = sentence if sentence.names else previous
    return tuple(found.values())


def _counted(sentence: Sentence) -> tuple[tuple[int, int, str], ...]:
    """Where in the sentence things are named that the profile counts, with their unit."""
    return tuple(
        (hit.start - sentence.start, hit.end - sentence.start, hit.meaning.id)
        for hit in sentence.words
        if hit.meaning.role == "unit"
    )


def amounts(text: str, *, german: bool, counted: tuple[tuple[int, int, str], ...] = ()) -> list[Amount]:
    """Numbers with units in one sentence; dates, versions and bare numbers are none."""
    text = SPACED_DECIMAL.sub(lambda match: f"{match[1]},{match[2]} ", text)
    found: list[Amount] = []
    done = 0
    for match in numerals.NUMBER.finditer(text):
        if match.start() < done:
            continue
        for amount in _amounts_at(text, match, german, counted):
            found.append(amount)
            done = amount.end
    return found


def _amounts_at(
    text: str, match: re.Match[str], german: bool, counted: tuple[tuple[int, int, str], ...]
) -> Iterator[Amount]:
    """The amount that begins with this number; both ends of a range ("10 to 15 GW", "$3 to $4 trillion")."""
    amount = _amount(text, match, german, counted)
    upper = _upper(text, match, amount, german, counted)
    if upper:
        low = numerals.value(match["digits"], german=german)
        high = numerals.value(upper[0]["digits"], german=german)
        start = amount.start if amount else match.start()
        yield Amount(start, match.end(), low * upper[1].value / high, upper[1].unit)
        yield upper[1]
    elif amount:
        yield amount


def _upper(
    text: str, match: re.Match[str], lower: Amount | None, german: bool, counted: tuple[tuple[int, int, str], ...]
) -> tuple[re.Match[str], Amount] | None:
    """The upper end of a range whose lower end borrows magnitude and unit from it; None when this is no such range."""
    bare = lower is None or lower.end == match.end()
    link = TO.match(text, match.end()) if bare and match["digits"] else None
    other = numerals.NUMBER.match(text, _after_sign(text, link.end())) if link else None
    upper = _amount(text, other, german, counted) if other and other["digits"] else None
    if other is None or upper is None or upper.end == other.end() or not float(upper.value):
        return None
    return (other, upper) if lower is None or lower.unit == upper.unit else None


def _amount(text: str, match: re.Match[str], german: bool, counted: tuple[tuple[int, int, str], ...]) -> Amount | None:
    """The amount of a number with its own unit."""
    start = match.start()
    if match["digits"] and start > 1 and text[start - 1] == "-" and text[start - 2].isalpha():
        return None  # a version: "GPT-5"
    money, first = units.money_before(text, start) if match["digits"] else ("", start)
    number = (
        numerals.value(match["digits"], german=german) if match["digits"] else numerals.WORDS[match["word"].lower()]
    )
    factor, end = _factor(text, match.end(), german, bool(money))
    if money:
        return Amount(first, end, number * factor, money)
    unit = units.after(text, _after_glue(text, end))
    if unit and (match["digits"] or factor > 1 or unit.base in {"W", "Wh"} or not _is_article(match["word"])):
        return Amount(start, unit.end, number * factor * unit.factor, unit.base)
    return _count(text, start, end, number * factor, counted)


def _factor(text: str, end: int, german: bool, money: bool) -> tuple[float, int]:
    """The magnitude after a number; single letters only with money ("$500b"), k with anything ("20k GPUs")."""
    letter = numerals.LETTER.match(text, _after_glue(text, end) if money else end)
    if letter and text[end - 1].isdigit() and (money or letter[0] in "kK"):
        return numerals.LETTERS[letter[0].lower()], letter.end()
    factor, stop = numerals.magnitude(text, _after_glue(text, end), german=german)
    return (factor, stop) if factor > 1 else (1.0, end)


def _count(text: str, start: int, end: int, value: float, counted: tuple[tuple[int, int, str], ...]) -> Amount | None:
    """A number of things the profile counts: "100,000 of Nvidia's GB300 chips"."""
    if value < FEW:
        return None
    for first, last, unit in counted:
        between = text[end:first]
        if first >= end and len(between.split()) <= COUNTED and not STOP.search(between):
            return Amount(start, last, value, "" if unit == "pieces" else unit)
    return None


def _is_article(word: str) -> bool:
    return word.lower() in numerals.ARTICLES


def _after_glue(text: str, start: int) -> int:
    """Behind a space or hyphen, if there is one."""
    match = GLUE.match(text, start)
    return match.end() if match else start


def _after_sign(text: str, start: int) -> int:
    match = units.SIGNS.match(text, start)
    return match.end() if match else start
