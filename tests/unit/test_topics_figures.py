"""Figures: values and units as German and English papers write them; what is not a figure; hedge, owner, claimant."""

from __future__ import annotations

import pytest

from monitor.figures import grammar
from monitor.topics import scan
from tests.topic import OPENAI as PROFILE


def read(text, language="en"):
    return grammar.of(PROFILE, scan.of(PROFILE, "", text, language), language, "https://example.org/a")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Der Wert steigt von 10 auf 21 Milliarden Dollar.", [(10e9, "USD", ""), (21e9, "USD", "")]),
        ("de", "von 750 auf rund 1.500 Megawatt", [(750e6, "W", ""), (1500e6, "W", "about")]),
        ("de", "gekürzt von 4 auf 2 Gigawatt", [(4e9, "W", ""), (2e9, "W", "")]),
        ("en", "raised the order from 750 megawatts to 1.5 gigawatts", [(750e6, "W", ""), (1.5e9, "W", "")]),
        ("en", "costs rose from $10 billion to $21 billion", [(10e9, "USD", ""), (21e9, "USD", "")]),
        ("fr", "La commande est portée de 2 à 6 gigawatts.", [(2e9, "W", ""), (6e9, "W", "")]),
        ("fr", "La capacité passe de 750 MW à 1,5 GW.", [(750e6, "W", ""), (1.5e9, "W", "")]),
        ("de", "90 statt 250 Megawatt", [(90e6, "W", ""), (250e6, "W", "")]),
        ("en", "lifting its power to 336 megawatts from 168, they said", [(336e6, "W", ""), (168e6, "W", "")]),
        ("fr", "3 gigawatts contre 2 auparavant", [(3e9, "W", ""), (2e9, "W", "")]),
        ("en", "up to 2.6 gigawatts, from 2 gigawatts", [(2.6e9, "W", "up to"), (2e9, "W", "")]),
        ("en", "3 gigawatts from 2027 on", [(3e9, "W", "")]),
        ("de", "für 2024 auf 415 Terawattstunden", [(415e12, "Wh", "")]),
        ("en", "estimates from 10 to 15 gigawatts", [(10e9, "W", "at least"), (15e9, "W", "up to")]),
    ],
)
def test_what_was_and_what_is_are_no_range(language, text, expected):
    assert [(each.value, each.unit, each.hedge) for each in read(text, language)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Il le valorise 1 050 milliards de dollars, contre 852 milliards.", [(1.05e12, "USD"), (852e9, "USD")]),
        ("fr", "Le prêt est de 4 milliards d’euros. Ils en voulaient 6 milliards.", [(4e9, "EUR"), (6e9, "EUR")]),
        ("fr", "« Un peu moins de 8 milliards », dont 31 millions d’euros", [(8e9, "EUR"), (31e6, "EUR")]),
        ("fr", "Pour 4 milliards d’euros, il touche un milliard d’usagers et 2 milliards de pages", [(4e9, "EUR")]),
        ("de", "Es kostet 6,5 Milliarden Euro, insgesamt sind es 22,4 Milliarden.", [(6.5e9, "EUR"), (22.4e9, "EUR")]),
        ("de", "Für 4 Milliarden Euro erreicht er 2 Milliarden Nutzer.", [(4e9, "EUR")]),
        ("en", "It pays $4 billion and has 900 million a week.", [(4e9, "USD")]),
        ("fr", "Le groupe en veut 6 milliards.", []),
    ],
)
def test_a_sum_without_a_currency_has_the_one_named_before(language, text, expected):
    assert [(figure.value, figure.unit) for figure in read(text, language)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "10 GW of systems", [(10e9, "W")]),
        ("de", "zehn Gigawatt Leistung", [(10e9, "W")]),
        ("de", "mit 4,5 Gigawatt", [(4.5e9, "W")]),
        ("en", "a 4.5-gigawatt plan", [(4.5e9, "W")]),
        ("de", "mit 1.200 Megawatt", [(1.2e9, "W")]),
        ("en", "1,200 MW", [(1.2e9, "W")]),
        ("en", "750MW", [(750e6, "W")]),
        ("fr", "jusqu’à dix gigawatts", [(10e9, "W")]),
        ("fr", "1,5\u202fmilliard d’euros", [(1.5e9, "EUR")]),
        ("fr", "un contrat de 300 milliards de dollars", [(300e9, "USD")]),
        ("fr", "mille milliards de dollars", [(1e12, "USD")]),
        ("fr", "500 M€ et 2,5 Md€", [(500e6, "EUR"), (2.5e9, "EUR")]),
        ("fr", "300\xa0Mds$", [(300e9, "USD")]),
        ("fr", "1 200,5 MW", [(1.2005e9, "W")]),
        ("fr", "1.200 MW", [(1.2e9, "W")]),
        ("fr", "une centaine de mégawatts", [(100e6, "W")]),
        ("fr", "près d’un gigawatt", [(1e9, "W")]),
        ("fr", "un demi-milliard d’euros", [(0.5e9, "EUR")]),
        ("fr", "1,4 billion de dollars", [(1.4e12, "USD")]),
        ("fr", "12 milliards de dollars canadiens", [(12e9, "CAD")]),
        ("fr", "945 térawattheures", [(945e12, "Wh")]),
        ("fr", "12,5 %, soit 3 points de pourcentage", [(12.5, "%"), (3, "%")]),
        ("fr", "400 000 puces de Nvidia", [(400_000, "chips")]),
        ("fr", "En 2028, 200 MW suivront", [(200e6, "W")]),
        ("en", "more than one gigawatt", [(1e9, "W")]),
        ("en", "three hundred megawatts", [(300e6, "W")]),
        ("de", "siebenhundert Millionen Euro", [(700e6, "EUR")]),
        ("en", "a six-gigawatt order", [(6e9, "W")]),
        ("de", "Ein Gigawatt kostet viel", [(1e9, "W")]),
        ("en", "90TWh a year", [(90e12, "Wh")]),
        ("de", "90 Terawattstunden", [(90e12, "Wh")]),
        ("en", "300 kilowatt-hours", [(300e3, "Wh")]),
        ("de", "1,5 Milliarden Euro", [(1.5e9, "EUR")]),
        ("de", "1,5 Mrd. €", [(1.5e9, "EUR")]),
        ("de", "7 Mio. Euro", [(7e6, "EUR")]),
        ("de", "500 Milliarden US-Dollar", [(500e9, "USD")]),
        ("de", "das 500-Milliarden-Dollar-Projekt", [(500e9, "USD")]),
        ("de", "eine Billion Dollar", [(1e12, "USD")]),
        ("de", "1,4 Billionen US-Dollar", [(1.4e12, "USD")]),
        ("de", "1,4 Bio. Dollar", [(1.4e12, "USD")]),
        ("de", "eine halbe Billion Dollar", [(0.5e12, "USD")]),
        ("de", "„500 billion dollars“, sagte er", [(500e9, "USD")]),
        ("en", "one billion dollars", [(1e9, "USD")]),
        ("en", "half a trillion dollars", [(0.5e12, "USD")]),
        ("en", "$1.4tn", [(1.4e12, "USD")]),
        ("en", "$500b", [(500e9, "USD")]),
        ("en", "$ 500 billion", [(500e9, "USD")]),
        ("en", "a $11.9 billion five-year contract", [(11.9e9, "USD")]),
        ("en", "US$38bn and €1.5bn", [(38e9, "USD"), (1.5e9, "EUR")]),
        ("en", "£20bn", [(20e9, "GBP")]),
        ("en", "369.165 billion yen", [(369.165e9, "JPY")]),
        ("en", "Rs 100 crore", [(1e9, "INR")]),
        ("en", "C$2 million", [(2e6, "CAD")]),
        ("en", "SEK 3bn", [(3e9, "SEK")]),
        ("de", "500 Mrd. US-$", [(500e9, "USD")]),
        ("en", "a 5GW-scale plan", [(5e9, "W")]),
        ("en", "$1,000,000", [(1e6, "USD")]),
        ("en", "1 000 000 euros", [(1e6, "EUR")]),
        ("de", "um 2, 1 %", [(2.1, "%")]),
        ("de", "um 2,\u202f1\u202f%", [(2.1, "%")]),
        ("de", "0,6 Prozent", [(0.6, "%")]),
        ("en", "7 percentage points", [(7, "%")]),
        ("en", "100,000 GPUs", [(100_000, "chips")]),
        ("en", "64,000 of Nvidia’s GB300 chips", [(64_000, "chips")]),
        ("de", "400.000 Nvidia-Beschleuniger", [(400_000, "chips")]),
        ("en", "20k GPUs", [(20_000, "chips")]),
        ("en", "2000 GPUs", [(2000, "chips")]),
        ("en", "one million GPUs", [(1e6, "chips")]),
        ("de", "zwei Millionen Chips", [(2e6, "chips")]),
    ],
)
def test_value_and_unit(language, text, expected):
    found = read(text, language)
    assert [(pytest.approx(figure.value), figure.unit) for figure in found] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "between $3 trillion and $4 trillion", [3e12, 4e12]),
        ("en", "between 3 and 4 gigawatts", [3e9, 4e9]),
        ("en", "200-250 MW", [200e6, 250e6]),
        ("en", "10–15 GW", [10e9, 15e9]),
        ("de", "10 bis 15 Milliarden Euro", [10e9, 15e9]),
        ("de", "100 Milliarden bis 500 Milliarden Dollar", [100e9, 500e9]),
        ("en", "$80-100 billion", [80e9, 100e9]),
        ("fr", "entre 10 et 15 GW", [10e9, 15e9]),
        ("fr", "de 10 à 15 milliards de dollars", [10e9, 15e9]),
    ],
)
def test_both_ends_of_a_range(language, text, expected):
    found = read(text, language)
    assert [figure.value for figure in found] == [pytest.approx(value) for value in expected]
    assert found[0].text in text


@pytest.mark.parametrize(
    "text",
    [
        "By the end of 2027 accelerators of its own are to run.",
        "Ab Mitte 2028 Beschleuniger aus eigener Fertigung",
        "On 12 March 2025, GPT-5 and version 4.5 came out at 8 a.m.",
        "The H100 and the MI450 of 2026 using Instinct GPUs",
        "a gigawatt-scale campus",
        "a multi-gigawatt deal worth tens of billions",
        "three AI chips for phones",
        "Was $480 now $199 in the first year",
        "$2 for 6 weeks",
        "Then $60 per month.",
        "Shares rose ($1 = 0.9688 euros)",
        "4 of 5 readers, 24/7, 16:9, 1.2.3",
        "see https://example.org/500-billion-dollars-10-GW",
        "18,7 Sek.",
        "serial 123456789012345678901234567890 MW",
    ],
)
def test_no_figure(text):
    assert read(text) == ()


@pytest.mark.parametrize(
    ("language", "text", "hedge"),
    [
        ("en", "up to 10 GW", "up to"),
        ("de", "bis zu zehn Gigawatt", "up to"),
        ("en", "at least $10 billion", "at least"),
        ("de", "mindestens 250 Milliarden Dollar", "at least"),
        ("en", "more than 100,000 GPUs", "more than"),
        ("de", "über eine Milliarde Euro", "more than"),
        ("en", "north of $10 billion", "more than"),
        ("en", "less than 5 MW", "less than"),
        ("de", "rund 30 Milliarden Euro", "about"),
        ("fr", "jusqu’à 10 GW", "up to"),
        ("fr", "au moins 250 milliards de dollars", "at least"),
        ("fr", "plus d’un gigawatt", "more than"),
        ("fr", "pas plus de 5 MW", "up to"),
        ("fr", "moins de 5 MW", "less than"),
        ("fr", "environ 30 milliards d’euros", "about"),
        ("fr", "quelque 40 000 processeurs", "about"),
        ("en", "an estimated $10 billion", "about"),
        ("de", "knapp 4,5 Gigawatt", "about"),
        ("en", "$10 billion or more", "at least"),
        ("en", "OpenAI pays $10 billion", ""),
        ("en", "3 to 4 GW", "at least"),
    ],
)
def test_hedge(language, text, hedge):
    assert read(text, language)[0].hedge == hedge


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("OpenAI will deploy 10 GW with Broadcom.", ["Broadcom"]),
        ("AMD sells OpenAI 6 GW, while Cerebras adds 750 MW.", ["AMD", "Cerebras"]),
        ("The campus in Abilene draws 1.2 GW.", ["Abilene"]),
        ("Oracle signed a contract. It is worth $300 billion.", ["Oracle"]),
        ("OpenAI spends $1.4 trillion.", ["OpenAI"]),
        ("It costs $3 billion.", [""]),
    ],
)
def test_owner(text, of):
    assert [figure.of for figure in read(text)] == of


@pytest.mark.parametrize(
    ("language", "text", "claimant"),
    [
        ("en", "OpenAI will pay $300 billion, according to the Wall Street Journal.", "Wall Street Journal"),
        ("en", "Goldman Sachs estimates 10 GW of demand.", "Goldman Sachs"),
        ("de", "Laut Bloomberg fließen 10 Milliarden Euro.", "Bloomberg"),
        ("de", "Der Bau kostet 10 Milliarden Euro, sagte Sam Altman.", "Sam Altman"),
        ("fr", "Selon Bloomberg, le site coûtera 10 milliards d’euros.", "Bloomberg"),
        ("fr", "Le site coûtera 10 milliards d’euros, a déclaré Sam Altman.", "Sam Altman"),
        ("en", "It costs $3 billion.", ""),
    ],
)
def test_claimant(language, text, claimant):
    assert read(text, language)[0].claimant == claimant


def test_a_figure_tells_sentence_and_source_and_comes_once():
    found = read("First words. OpenAI spends $5 billion on servers. Later it says $5 billion again for OpenAI.")
    assert len(found) == 1
    assert found[0].sentence == "OpenAI spends $5 billion on servers."
    assert found[0].url == "https://example.org/a"


@pytest.mark.parametrize("text", ["raised from {} to 21 billion dollars", "von {} auf 21 Milliarden Dollar"])
def test_a_number_beyond_all_bounds_is_no_end_of_a_range(text):
    """An infinite value could be stored but not read back, and would block the digest."""
    assert [figure.value for figure in read(text.format("9" * 400))] == [21e9]


def test_a_number_in_words_stands_beside_letters_that_change_their_length_in_lower_case():
    assert [figure.value for figure in read("İstanbul: zwei Milliarden Euro", "de")] == [2e9]


def test_a_count_is_told_to_its_end():
    assert [figure.text for figure in read("more than 450,000 GB200 GPUs in Texas, and chips")] == [
        "450,000 GB200 GPUs"
    ]


@pytest.mark.slow
def test_a_sentence_that_never_ends_is_kept_with_its_figures_in_part():
    found = read(" ".join(f"Oracle {number} GW" for number in range(1, 5_000)))
    assert len(found) == grammar.MOST
    assert all(figure.text in figure.sentence for figure in found)
    assert max(len(figure.sentence) for figure in found) < 2 * grammar.KEPT
    assert {figure.of for figure in found} == {"Oracle"}
