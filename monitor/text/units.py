"""Units around a number, converted to the base unit."""

from __future__ import annotations

import re
from typing import NamedTuple

from monitor import language

PREFIXES = {"": 1.0, "k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12} | {
    prefix: factor for known in language.ALL for prefix, factor in known.numbers.prefixes.items()
}
_LONG = language.any_of(lambda known: known.numbers.prefixes)
_HOURS = language.any_of(lambda known: known.numbers.hours)

ENERGY = re.compile(
    rf"(?:(?P<s>[kKMGT])[wW][-·]?[hH]|(?P<l>{_LONG})?[ -]?watts?[ -]?(?:{_HOURS})"
    r"|(?P<m>[mgt])wh)(?!\w)",
    re.IGNORECASE,
)
# Case matters: mW is milli. A suffix says electric, peak, direct or alternating current
_KIND = "(?:-?(?:e|el|p|dc|ac|DC|AC|th|peak))?"
POWER = re.compile(
    rf"(?:(?P<s>[kKMGTg])[wW]{_KIND}|(?P<l>{_LONG})?-?watts?|(?P<milli>m)W|(?P<m>m)w|(?P<w>W))(?![\w²³]|[-·/][hm])",
)
POWER_WORDS = re.compile(rf"(?P<l>{_LONG})?-?watts?(?!\w|[ -](?:{_HOURS}))", re.IGNORECASE)
PERCENT = re.compile(rf"%|(?:{language.any_of(lambda known: known.numbers.percent)})(?!\w)", re.IGNORECASE)
POINTS = re.compile(rf"(?:-| )?(?:{language.any_of(lambda known: known.numbers.points)})", re.IGNORECASE)

SYMBOLS = {
    "us$": "USD", "$": "USD", "usd": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "JPY",
    "jpy": "JPY", "₹": "INR", "inr": "INR", "rs": "INR", "rs.": "INR", "₩": "KRW", "krw": "KRW", "c$": "CAD",
    "ca$": "CAD", "cad": "CAD", "a$": "AUD", "au$": "AUD", "aud": "AUD", "s$": "SGD", "hk$": "HKD", "nt$": "TWD",
    "twd": "TWD", "r$": "BRL", "chf": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "cny": "CNY", "rmb": "CNY",
    "aed": "AED", "sar": "SAR", "nz$": "NZD", "nzd": "NZD", "mx$": "MXN", "mxn": "MXN", "can$": "CAD", "cdn$": "CAD",
    "hkd": "HKD", "sgd": "SGD", "brl": "BRL", "sg$": "SGD", "pln": "PLN", "zł": "PLN", "ils": "ILS", "₪": "ILS",
    "cn¥": "CNY", "czk": "CZK", "huf": "HUF", "try": "TRY", "zar": "ZAR", "thb": "THB", "myr": "MYR", "idr": "IDR",
    "vnd": "VND", "php": "PHP", "kes": "KES", "ksh": "KES", "ngn": "NGN",
}  # fmt: skip
# Longer ones first; a dollar with other letters before it ("B$") is unknown, so it is not taken for a US dollar
_DOLLARS = r"US-?\$|U\.S\. ?\$|CAN\$|CDN\$|CA\$|C\$|AU\$|A\$|NZ\$|MX\$|SG\$|S\$|HK\$|NT\$|R\$|CN¥"
CODES = (
    "USD|EUR|GBP|JPY|INR|KRW|CAD|AUD|NZD|HKD|SGD|MXN|BRL|CHF|SEK|NOK|DKK|PLN|ILS|CNY|RMB|AED|SAR|TWD|CZK|HUF|TRY|ZAR|THB"
    "|MYR|IDR|VND|PHP|KES|KSh|NGN"
)
BEFORE = re.compile(rf"(?:(?<![A-Za-z])(?P<code>{_DOLLARS}|{CODES}|Rs\.?)|(?<![A-Za-z.])(?P<sign>[$€£¥₹₩₪])) ?$")


def _spoken(code: str) -> str:
    """A currency as spoken in all languages, or its code."""
    spoken = language.any_of(lambda known: known.numbers.currencies.get(code, ()))
    codes = {"CNY": "CNY|RMB", "PLN": "PLN|zł"}.get(code, code)
    return rf"(?P<{code}>{spoken}|(?-i:{codes}))"


# The plain dollar comes last: others begin with its name
_CODES = sorted(language.words(lambda known: known.numbers.currencies), key=lambda code: code == "USD")
CURRENCY = re.compile(rf"(?:{'|'.join(map(_spoken, _CODES))})(?!\w)", re.IGNORECASE)
NUMBERED = re.compile(r" ?\d")  # after a sign: it belongs to the number that follows ("phase 1 $5 billion")
SIGNS = re.compile(r"US-?\$|(?:CAN|CDN|CA|C|AU|A|NZ|MX|SG|S|HK|NT|R)\$|[$€£¥₹₩₪]")


def _national(code: str) -> str:
    """How all languages say after a sum which country's dollars these are."""
    return rf"(?P<{code}>\(?(?:{language.any_of(lambda known: known.numbers.national.get(code, ()))})\b\)?)"


NATIONAL = re.compile(
    "|".join(map(_national, sorted(language.words(lambda known: known.numbers.national)))), re.IGNORECASE
)


MILLI = 1e-3


class Unit(NamedTuple):
    """A unit found: its base, the factor to it, and where it ends."""

    base: str
    factor: float
    end: int


def money_before(text: str, start: int) -> tuple[str, int]:
    """The currency written just before text[start:], and where it begins; ("", start) if there is none."""
    match = BEFORE.search(text, max(0, start - 8), start)
    if not match:
        return "", start
    written = (match["code"] or match["sign"]).lower().replace("-", "").replace(".", "").replace(" ", "")
    return SYMBOLS[written], match.start()


def national(text: str, end: int, code: str) -> tuple[str, int]:
    """The currency if the words after the sum say whose dollars these are ("$5 billion Canadian"); otherwise `code`."""
    match = NATIONAL.match(text, end + 1) if code == "USD" and text[end : end + 1] == " " else None
    return (str(match.lastgroup), match.end()) if match else (code, end)


def after(text: str, start: int) -> Unit | None:
    """The unit written at text[start:], if any."""
    if match := POINTS.match(text, start) or PERCENT.match(text, start):
        return Unit("%", 1.0, match.end())
    return _watts(text, start) or _money(text, start)


def watts(text: str, start: int) -> float:
    """The factor of the unit of power or energy written at text[start:]; 1 if there is none."""
    unit = _watts(text, start)
    return unit.factor if unit else 1.0


def _watts(text: str, start: int) -> Unit | None:
    if match := ENERGY.match(text, start):
        return Unit("Wh", _prefix(match["s"] or match["l"] or match["m"]), match.end())
    if match := POWER.match(text, start) or POWER_WORDS.match(text, start):
        groups = match.groupdict()
        factor = MILLI if groups.get("milli") else _prefix(groups.get("s") or groups.get("m") or match["l"])
        return Unit("W", factor, match.end())
    return None


def _money(text: str, start: int) -> Unit | None:
    """The currency written at text[start:], as a sign, a word or a code."""
    if (match := SIGNS.match(text, start)) and not NUMBERED.match(text, match.end()):
        return Unit(SYMBOLS[match[0].lower().replace("-", "")], 1.0, match.end())
    match = CURRENCY.match(text, start)
    if match is None or NUMBERED.match(text, match.end()):
        return None
    return Unit(str(match.lastgroup), 1.0, match.end())


def _prefix(written: str | None) -> float:
    return PREFIXES[(written or "").lower()]
