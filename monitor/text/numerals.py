"""Numbers as written in German and English: digits with either separator, words, magnitudes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.text import plain

WORDS = {
    "half": 0.5, "half a": 0.5, "a quarter of a": 0.25, "a": 1, "an": 1, "one": 1, "one and a half": 1.5, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "a dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "hundred": 100, "a hundred": 100, "one hundred": 100, "two hundred": 200, "five hundred": 500,
    "eine halbe": 0.5, "einer halben": 0.5, "ein halbes": 0.5, "einem halben": 0.5, "einen halben": 0.5,
    "ein halber": 0.5, "halbe": 0.5, "halben": 0.5, "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "eines": 1,
    "anderthalb": 1.5, "eineinhalb": 1.5, "zwei": 2, "zweieinhalb": 2.5, "drei": 3, "dreieinhalb": 3.5, "vier": 4,
    "viereinhalb": 4.5, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
    "ein dutzend": 12, "fünfzehn": 15, "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60,
    "hundert": 100, "einhundert": 100, "zweihundert": 200, "fünfhundert": 500,
}  # fmt: skip
ARTICLES = frozenset({"a", "an", "ein", "eine", "einen", "einem", "einer", "eines", "halbe", "halben", "half"})

SPACED = r"\d+, \d{1,2}(?= ?(?:%|Prozent|Milli|Mrd|Mio|GW|MW))"  # as some pages break "2,1 %"
DIGITS = rf"{SPACED}|\d{{1,3}}(?:[.,']\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d{{1,3}}(?: \d{{3}})+(?!\d)|\d+(?:[.,]\d+)?"
SPELLED = "|".join(sorted(WORDS, key=len, reverse=True))
# A number in words counts only before a magnitude or unit: "a" and "ein" are everywhere
MEASURED = r"[ -](?:[kmgt]\w*watt|watt|[kMGT]W|thous|tausen|milli|billi|trilli|mrd|mio|crore|lakh|per ?cent|prozent|%)"
NUMBER = re.compile(
    rf"(?<!\w)(?:(?<!\d[.,])(?P<digits>{DIGITS})|(?P<word>{SPELLED})(?={MEASURED}))",
    re.IGNORECASE,
)
DIGITS_BEGIN = re.compile(r"\d+")
MEASURE = re.compile(MEASURED.lower())  # of a text in lower case: twice as fast
# In lower case; without one of these there is no measure, as in most sentences: far faster
MEASURES = (
    "illi", "%", "watt", "gw", "mw", "kw", "tw", "mrd", "mio", "percent", "per cent", "prozent", "thous", "tausen",
    "crore", "lakh",
)  # fmt: skip
BEFORE_MEASURE = re.compile(rf"(?<!\w)(?:{SPELLED})$", re.IGNORECASE)
LONGEST_WORD = max(map(len, WORDS))

MAGNITUDES = {
    r"(?i:thousand|tausend|tsd\.?)": 1e3,
    r"(?i:million(?:en|s)?|mio\.?|mln\.?|mn)": 1e6,
    r"(?i:milliarden?|mrd\.?|bn|bln)": 1e9,
    r"(?i:trillions?|trn|tn)": 1e12,
    r"(?i:crores?)(?!\w)": 1e7,
    r"(?i:lakhs?)(?!\w)": 1e5,
    r"Billionen|Bio\.": 1e12,
    r"(?i:billions?)": 1e9,
}
FACTORS = tuple(MAGNITUDES.values())
MAGNITUDE = re.compile(rf"(?:{'|'.join(f'({written})' for written in MAGNITUDES)})(?i:(?![a-zäöüß]))")
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


def value(digits: str, *, german: bool) -> float:
    """The number written; one separator before exactly three digits groups or parts by the language's custom."""
    digits = digits.replace(" ", "").replace("'", "")
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return float(digits)
    last = marks[-1]
    grouping = "." if german else ","
    whole, _, fraction = digits.rpartition(last)
    is_group = len(marks) > 1 and len(set(marks)) == 1
    is_group = is_group or (len(marks) == 1 and last == grouping and len(fraction) == 3 and whole != "0")
    if is_group:
        return float(whole.replace(".", "").replace(",", "") + fraction)
    return float(whole.replace(".", "").replace(",", "") + "." + fraction)


def magnitude(text: str, start: int, *, german: bool) -> tuple[float, int]:
    """The factor written at text[start:] and where it ends; (1, start) when there is none."""
    match = MAGNITUDE.match(text, start)
    if not match:
        return 1.0, start
    # German nouns have a capital: "Billion" is a million millions; "billion" in a German text is a quotation
    is_german_billion = german and match[0] == "Billion"
    return 1e12 if is_german_billion else FACTORS[(match.lastindex or 1) - 1], match.end()
