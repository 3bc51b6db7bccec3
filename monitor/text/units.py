"""Units as written around a number, in German and English, reduced to the base unit."""

from __future__ import annotations

import re
from typing import NamedTuple

PREFIXES = {"": 1.0, "k": 1e3, "kilo": 1e3, "m": 1e6, "mega": 1e6, "g": 1e9, "giga": 1e9, "t": 1e12, "tera": 1e12}

ENERGY = re.compile(
    r"(?:(?P<s>[kKMGT])[wW]h|(?P<l>kilo|mega|giga|tera)?[ -]?watt[ -]?(?:hours?|stunden?))(?!\w)", re.IGNORECASE
)
POWER = re.compile(
    r"(?:(?P<s>[kKMGTgm])[wW](?![hH]|\w)|(?P<l>kilo|mega|giga|tera)?-?watts?(?!\w)|(?P<w>W)(?!\w))",
)
POWER_WORDS = re.compile(r"(?P<l>kilo|mega|giga|tera)?-?watts?(?!\w)", re.IGNORECASE)
PERCENT = re.compile(r"%|(?:per ?cent|percent|prozent|v\. ?h\.)(?!\w)(?! ?agentur)", re.IGNORECASE)
POINTS = re.compile(r"(?:-| )?(?:percentage points?|Prozentpunkte?n?|%-Punkte?)", re.IGNORECASE)

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
CURRENCIES = {
    "CAD": r"canadian dollars?|kanadische[nr]?[ -]dollar|(?-i:CAD)",
    "AUD": r"australian dollars?|australische[nr]?[ -]dollar|(?-i:AUD)",
    "USD": r"(?:US|U\.S\.)?[ -]?dollars?|(?-i:USD)",
    "EUR": r"euros?|(?-i:EUR)",
    "GBP": r"(?:british )?pounds?(?: sterling)?|(?:britische )?pfund|(?-i:GBP)",
    "JPY": r"(?:japanese |japanische )?yen|(?-i:JPY)",
    "INR": r"(?:indian |indische )?rupees?|rupien|(?-i:INR)",
    "CNY": r"(?:chinese |chinesische )?(?:yuan|renminbi)|(?-i:CNY|RMB)",
    "KRW": r"(?:south korean |südkoreanische )?won|(?-i:KRW)",
    "CHF": r"(?:schweizer )?franken|(?:swiss )?francs?|(?-i:CHF)",
    "AED": r"(?:uae )?dirhams?|(?-i:AED)",
    "SAR": r"(?:saudi )?riyals?|(?-i:SAR)",
    "NOK": r"norwegian kroner|norwegische kronen|(?-i:NOK)",
    "SEK": r"swedish kron(?:or|a)|schwedische kronen|(?-i:SEK)",
}
CURRENCY = re.compile(
    rf"(?:{'|'.join(f'(?P<{code}>{words})' for code, words in CURRENCIES.items())})(?!\w)", re.IGNORECASE
)
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
    if match := ENERGY.match(text, start):
        return Unit("Wh", _prefix(match["s"] or match["l"]), match.end())
    if match := POWER.match(text, start) or POWER_WORDS.match(text, start):
        return Unit("W", _prefix(match.groupdict().get("s") or match["l"]), match.end())
    return _money(text, start)


def _money(text: str, start: int) -> Unit | None:
    """The currency written at text[start:], as a sign, a word or a code."""
    if match := SIGNS.match(text, start):
        return Unit(SYMBOLS[match[0].lower().replace("-", "")], 1.0, match.end())
    match = CURRENCY.match(text, start)
    return Unit(str(match.lastgroup), 1.0, match.end()) if match else None


def _prefix(written: str | None) -> float:
    return PREFIXES[(written or "").lower()]
