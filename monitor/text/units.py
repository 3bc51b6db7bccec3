"""Units as written around a number, reduced to the base unit."""

from __future__ import annotations

import re
from typing import NamedTuple

from monitor import language

PREFIXES = {"": 1.0, "k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12} | {
    prefix: factor for known in language.ALL for prefix, factor in known.numbers.prefixes.items()
}
_LONG = language.any_of(lambda known: known.numbers.prefixes)
_HOURS = language.any_of(lambda known: known.numbers.hours)

ENERGY = re.compile(rf"(?:(?P<s>[kKMGT])[wW]h|(?P<l>{_LONG})?[ -]?watts?[ -]?(?:{_HOURS}))(?!\w)", re.IGNORECASE)
POWER = re.compile(
    rf"(?:(?P<s>[kKMGTgm])[wW](?![hH]|\w)|(?P<l>{_LONG})?-?watts?(?!\w)|(?P<w>W)(?!\w))",
)
POWER_WORDS = re.compile(rf"(?P<l>{_LONG})?-?watts?(?!\w)", re.IGNORECASE)
PERCENT = re.compile(rf"%|(?:{language.any_of(lambda known: known.numbers.percent)})(?!\w)", re.IGNORECASE)
POINTS = re.compile(rf"(?:-| )?(?:{language.any_of(lambda known: known.numbers.points)})", re.IGNORECASE)

SYMBOLS = {
    "us$": "USD", "$": "USD", "usd": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "JPY",
    "jpy": "JPY", "₹": "INR", "inr": "INR", "rs": "INR", "rs.": "INR", "₩": "KRW", "krw": "KRW", "c$": "CAD",
    "ca$": "CAD", "cad": "CAD", "a$": "AUD", "au$": "AUD", "aud": "AUD", "s$": "SGD", "hk$": "HKD", "nt$": "TWD",
    "twd": "TWD", "r$": "BRL", "chf": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "cny": "CNY", "rmb": "CNY",
    "aed": "AED", "sar": "SAR",
}  # fmt: skip
BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?P<code>US\$|CA\$|C\$|AU\$|A\$|S\$|HK\$|NT\$|R\$|USD|EUR|GBP|JPY|INR|KRW|CAD|AUD|CHF|SEK|NOK|DKK|CNY|RMB"
    r"|AED|SAR|TWD|Rs\.?)|(?P<sign>[$€£¥₹₩])) ?$"
)


def _spoken(code: str) -> str:
    """A currency as all languages speak of it, or its code."""
    spoken = language.any_of(lambda known: known.numbers.currencies.get(code, ()))
    codes = {"CNY": "CNY|RMB"}.get(code, code)
    return rf"(?P<{code}>{spoken}|(?-i:{codes}))"


# The plain dollar comes last: others begin with its name
_CODES = sorted(language.words(lambda known: known.numbers.currencies), key=lambda code: code == "USD")
CURRENCY = re.compile(rf"(?:{'|'.join(map(_spoken, _CODES))})(?!\w)", re.IGNORECASE)
SIGNS = re.compile(r"US-?\$|[$€£¥₹₩]")


class Unit(NamedTuple):
    """A unit found: its base, the factor to it, and where it ends."""

    base: str
    factor: float
    end: int


def money_before(text: str, start: int) -> tuple[str, int]:
    """The currency written just before text[start:], and where it begins; ("", start) when there is none."""
    match = BEFORE.search(text, max(0, start - 5), start)
    if not match:
        return "", start
    return SYMBOLS[(match["code"] or match["sign"]).lower()], match.start()


def after(text: str, start: int) -> Unit | None:
    """The unit written at text[start:], if any."""
    if match := POINTS.match(text, start) or PERCENT.match(text, start):
        return Unit("%", 1.0, match.end())
    return _watts(text, start) or _money(text, start)


def watts(text: str, start: int) -> float:
    """The factor of the power or energy written at text[start:]; 1 when there is none."""
    unit = _watts(text, start)
    return unit.factor if unit else 1.0


def _watts(text: str, start: int) -> Unit | None:
    if match := ENERGY.match(text, start):
        return Unit("Wh", _prefix(match["s"] or match["l"]), match.end())
    if match := POWER.match(text, start) or POWER_WORDS.match(text, start):
        return Unit("W", _prefix(match.groupdict().get("s") or match["l"]), match.end())
    return None


def _money(text: str, start: int) -> Unit | None:
    """The currency written at text[start:], as a sign, a word or a code."""
    if match := SIGNS.match(text, start):
        return Unit(SYMBOLS[match[0].lower().replace("-", "")], 1.0, match.end())
    match = CURRENCY.match(text, start)
    return Unit(str(match.lastgroup), 1.0, match.end()) if match else None


def _prefix(written: str | None) -> float:
    return PREFIXES[(written or "").lower()]
