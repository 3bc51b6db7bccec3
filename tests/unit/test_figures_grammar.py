"""The grammar of figures on ten thousand generated ones: value × unit × language × notation × neighbours."""

from __future__ import annotations

from itertools import product

import pytest

from monitor import language
from monitor.figures import amounts


def read(text: str, code: str = "en") -> list[tuple[float, str]]:
    return [(amount.value, amount.unit) for amount in amounts.of(text, language.of(code)) if amount.value]


def near(value: float, unit: str) -> tuple[object, str]:
    return pytest.approx(value), unit


POWERS = {"MW": 1e6, "GW": 1e9, "kW": 1e3, "MWh": 1e6, "TWh": 1e12, "GWp": 1e9, "MWe": 1e6, "MWdc": 1e6}
LONG = {"en": {"megawatts": 1e6, "gigawatts": 1e9}, "de": {"Megawatt": 1e6, "Gigawatt": 1e9}}
SUMS = {
    "en": (
        ("${} billion", 1e9, "USD"), ("${}bn", 1e9, "USD"), ("US${}m", 1e6, "USD"), ("€{} million", 1e6, "EUR"),
        ("{} billion dollars", 1e9, "USD"), ("NZ${} billion", 1e9, "NZD"), ("C${} million", 1e6, "CAD"),
        ("CAN${} million", 1e6, "CAD"), ("MX${} billion", 1e9, "MXN"), ("HK${}bn", 1e9, "HKD"), ("A${}b", 1e9, "AUD"),
        ("Rs {} crore", 1e7, "INR"), ("₹{} lakh crore", 1e12, "INR"), ("CHF {} million", 1e6, "CHF"),
        ("${} trillion", 1e12, "USD"), ("£{}bn", 1e9, "GBP"), ("SEK {} billion", 1e9, "SEK"),
        ("{} million Norwegian kroner", 1e6, "NOK"), ("${} billion Canadian", 1e9, "CAD"),
    ),
    "de": (
        ("{} Milliarden Dollar", 1e9, "USD"), ("{} Mrd. Euro", 1e9, "EUR"), ("{} Mio. €", 1e6, "EUR"),
        ("{} Billionen US-Dollar", 1e12, "USD"), ("{} Millionen Franken", 1e6, "CHF"), ("{} Mrd. US-$", 1e9, "USD"),
        ("{} Milliarden norwegische Kronen", 1e9, "NOK"), ("{} Milliarden kanadische Dollar", 1e9, "CAD"),
        ("{} Milliarden Yen", 1e9, "JPY"), ("{} Mio. Pfund", 1e6, "GBP"),
    ),
}  # fmt: skip
VALUES = (1, 1.5, 2, 2.25, 3.7, 6, 7, 9.9, 10, 12, 25, 36, 75, 110, 250, 300, 999, 1200, 4500)
AROUND = {
    "en": (
        "{}", "By 2030, {} will run.", "In 2028, {} and more", "Route 36, {} of it", "phase 1 {} is ready", "GPT-5 needs {}.",
        "On page 12, {} are named", "Building 3: {} of load", "the 15-year deal over {} in 14 states", "It rose by {}.",
        "(about {})", "the H100 and {}", "1. {} for the first", "At 42, he spent {} on it.", "24/7, {} are drawn",
    ),
    "de": (
        "{}", "Bis 2030, {} sollen es sein.", "Im Jahr 2028 {} und mehr", "Auf Seite 12: {} werden genannt", "(rund {})",
        "Phase 1 {} ist fertig", "GPT-5 braucht {}.", "Am 24. November wurden {} genannt", "der 15-Jahres-Vertrag über {}",
        "Halle 3, {} Last", "Es waren gut {}.", "Mit 42 gab er {} aus.",
    ),
}  # fmt: skip


def written(value: float, code: str) -> list[str]:
    """Ways to write a value in digits."""
    decimal, group = (",", ".") if code == "de" else (".", ",")
    whole = int(value)
    if value != whole:
        return [f"{value:g}".replace(".", decimal)]
    if whole >= 1000:
        return [str(whole), f"{whole:,}".replace(",", group)]
    return [str(whole)]


def figures() -> list[tuple[str, str, float, str]]:
    """Code, text, value, unit."""
    found = []
    for code in ("en", "de"):
        units = [(f"{{}} {unit}", factor, "Wh" if unit.endswith("h") else "W") for unit, factor in POWERS.items()]
        units += [(f"{{}}{gap}{unit}", factor, "W") for unit, factor in LONG[code].items() for gap in (" ", "-")]
        for value, (form, factor, unit), around in product(VALUES, (*units, *SUMS[code]), AROUND[code]):
            found += [(code, around.format(form.format(one)), value * factor, unit) for one in written(value, code)]
    return found


@pytest.mark.slow
def test_thousands_of_made_up_figures_are_read_back():
    made = figures()
    wrong, far = [], []
    for code, text, value, unit in made:
        read_back = read(text, code)
        if read_back != [near(value, unit)]:
            wrong.append((text, read_back))
            far += [(text, one) for one in read_back if one[1] == unit and not value / 10 < one[0] < value * 10]
            far += [(text, one) for one in read_back if one[1] != unit]
    assert len(made) > 10_000
    assert far == []
    assert len(wrong) <= 0.005 * len(made), wrong[:20]


TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ZEHNER = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
EINER = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")


def in_words() -> list[tuple[str, str, int]]:
    """Code, number in words, value."""
    found = []
    for (tens, ten), (ones, one) in product(enumerate(TENS, 2), enumerate(ONES, 1)):
        found.append(("en", f"{ten}-{one}", 10 * tens + ones))
        found.append(("en", f"three hundred and {ten}-{one}", 300 + 10 * tens + ones))
        found.append(("en", f"{one} hundred {ten}", 100 * ones + 10 * tens))
    for (tens, ten), (ones, one) in product(enumerate(ZEHNER, 2), enumerate(EINER, 1)):
        found.append(("de", f"{one}und{ten}", 10 * tens + ones))
        found.append(("de", f"{one}hundert{ten}", 100 * ones + 10 * tens))
        found.append(("de", f"vierhundert{one}und{ten}", 400 + 10 * tens + ones))
    return found


def test_numbers_in_words_are_read_whole():
    for code, words, value in in_words():
        for unit, factor, base in (("Megawatt", 1e6, "W"), ("million euro", 1e6, "EUR")):
            assert read(f"It takes {words} {unit}.", code) == [near(value * factor, base)], words


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "three-quarters of a gigawatt", [(0.75e9, "W")]),
        ("en", "a third of a gigawatt", [(1e9 / 3, "W")]),
        ("en", "1 1/2 gigawatts", [(1.5e9, "W")]),
        ("en", "2½ GW", [(2.5e9, "W")]),
        ("en", "two and a half gigawatts", [(2.5e9, "W")]),
        ("en", "2 and a half gigawatts", [(2.5e9, "W")]),
        ("en", "a gigawatt and a half", [(1.5e9, "W")]),
        ("en", "a billion and a half dollars", [(1.5e9, "USD")]),
        ("en", "a quarter of a billion dollars", [(0.25e9, "USD")]),
        ("en", "twenty-five hundred megawatts", [(2500e6, "W")]),
        ("en", "two to three gigawatts", [(2e9, "W"), (3e9, "W")]),
        ("en", "lifting contracts between the two to $26.6 billion", [(26.6e9, "USD")]),
        ("en", "two dozen megawatts", [(24e6, "W")]),
        ("de", "anderthalb Gigawatt", [(1.5e9, "W")]),
        ("de", "zweieinhalb Milliarden Euro", [(2.5e9, "EUR")]),
        ("de", "zwei bis drei Gigawatt", [(2e9, "W"), (3e9, "W")]),
        ("de", "drei viertel Gigawatt", [(0.75e9, "W")]),
        ("en", "₹2,00,000 crore", [(2e12, "INR")]),
        ("en", "a bid of $627.84 mil, or $3bil in all", [(6.2784e8, "USD"), (3e9, "USD")]),
        (
            "en",
            "NOK9.4bn of SEK4m, Rs38,000 crore and KSh15 billion",
            [(9.4e9, "NOK"), (4e6, "SEK"), (3.8e11, "INR"), (1.5e10, "KES")],
        ),
        ("fr", "3 milliards de roupies indonésiennes ou 2 milliards de livres turques", [(3e9, "IDR"), (2e9, "TRY")]),
        ("de", "2,4 Milliarden Baht und 900 Mio. Ringgit", [(2.4e9, "THB"), (9e8, "MYR")]),
        # letters after a sum that are no magnitude we know: no figure, rather than 20 euros
        ("en", "a loan of €20bio and $2.5mill", []),
        ("en", "Rs 1.5 lakh crore", [(1.5e12, "INR")]),
        ("en", "500 mW", [(0.5, "W")]),
        ("en", "77 MWe and 345 MWdc", [(77e6, "W"), (345e6, "W")]),
        ("en", "$50 billion a gigawatt", [(50e9, "USD")]),
        ("en", "$3 million per 100 MW", [(3e6, "USD")]),
        ("de", "50 Milliarden Dollar pro Gigawatt", [(50e9, "USD")]),
        ("en", "cut by $20 billion to $80 billion", [(20e9, "USD"), (80e9, "USD")]),
        ("de", "um 20 Milliarden Euro auf 80 Milliarden Euro", [(20e9, "EUR"), (80e9, "EUR")]),
        ("en", "2 GW in 2025, 6 GW in 2027", [(2e9, "W"), (6e9, "W")]),
        ("de", "um 2, 1 Prozent", [(2.1, "%")]),
        ("de", "In Phase 2, 5 MW", [(5e6, "W")]),
        ("en", "building 3 450 MW", [(450e6, "W")]),
        ("en", "1 000 000 euros", [(1e6, "EUR")]),
        ("fr", "trois cent cinquante mégawatts", [(350e6, "W")]),
        ("fr", "deux mille cinq cents mégawatts", [(2500e6, "W")]),
        ("fr", "soixante et onze mégawatts", [(71e6, "W")]),
        ("fr", "un gigawatt et demi", [(1.5e9, "W")]),
        ("fr", "1 200 mégawatts", [(1.2e9, "W")]),
        ("fr", "la phase 1 200 MW", [(200e6, "W")]),
    ],
)
def test_ways_of_writing(code, text, expected):
    assert read(text, code) == [near(*one) for one in expected]


def test_a_change_by_a_sum_to_a_sum_is_no_range():
    found = amounts.of("The budget was cut by $20 billion to $80 billion.", language.of("en"))
    assert [amount.hedge for amount in found] == ["", ""]


@pytest.mark.parametrize(
    "text",
    [
        "several hundred megawatts",
        "a few hundred million dollars",
        "mehrere hundert Megawatt",
        "hundreds of megawatts",
        "B$5 billion",
        "J$300 million",
        "half of the gigawatts",
        "two thousand five hundred megawatts",  # the thousand is a magnitude: better nothing than 500
        "2 hundred megawatts",
        "Rainier 2 300 MW",  # 300 or 2,300?
    ],
)
def test_unsure_is_none(text):
    assert read(text) == []
