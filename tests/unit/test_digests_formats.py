"""Numbers, sums and times as people write them."""

import re
from datetime import UTC, datetime, timedelta
from string import Formatter

import pytest

from monitor.digests.frame import Frame
from monitor.digests.frame.phrases import de, en, fr
from tests import builders as build

GERMAN, ENGLISH, FRENCH = (Frame(language, "Europe/Berlin") for language in ("de", "en", "fr"))


@pytest.mark.parametrize(
    ("value", "unit", "german", "english"),
    [
        (1.5e9, "W", "1,5 GW", "1.5 GW"),
        (750e6, "W", "750 MW", "750 MW"),
        (12.25e9, "W", "12,25 GW", "12.25 GW"),
        (200e9, "Wh", "200 GWh", "200 GWh"),
        (21e9, "USD", "21 Mrd. $", "$21bn"),
        (1.4e12, "USD", "1,4 Bio. $", "$1.4tn"),
        (500e6, "EUR", "500 Mio. €", "€500m"),
        (3e9, "CHF", "3 Mrd. CHF", "3bn CHF"),
        (100_000, "chips", "100.000 Chips", "100,000 chips"),
        (2e6, "chips", "2 Mio. Chips", "2m chips"),
        (12.5, "%", "12,5 %", "12.5%"),
        (1234, "", "1.234", "1,234"),
        (0, "W", "0 W", "0 W"),
    ],
)
def test_quantity(value, unit, german, english):
    assert (GERMAN.quantity(value, unit), ENGLISH.quantity(value, unit)) == (german, english)


def test_hedges_are_kept():
    assert GERMAN.figure(build.figure(10e9, hedge="up to")) == "bis zu 10 GW"
    assert ENGLISH.figure(build.figure(10e9, hedge="up to")) == "up to 10 GW"


@pytest.mark.parametrize(
    ("hours", "german", "english"),
    [
        (24, "21. November 07:00 bis 22. November 07:00", "21 November 07:00 to 22 November 07:00"),
        (2, "22. November 05:00 bis 07:00", "22 November 05:00 to 07:00"),
        (
            24 * 400,
            "18. Oktober 2025 08:00 bis 22. November 2026 07:00",
            "18 October 2025 08:00 to 22 November 2026 07:00",
        ),
    ],
)
def test_period(hours, german, english):
    end = datetime(2026, 11, 22, 6, tzinfo=UTC)
    start = end - timedelta(hours=hours)
    assert (GERMAN.period(start, end), ENGLISH.period(start, end)) == (german, english)


def blanks(text):
    return {field for _, field, _, _ in Formatter().parse(text) if field}


@pytest.mark.parametrize("table", [en, de, fr], ids=lambda table: table.__name__.rpartition(".")[2])
def test_every_table_has_every_phrase_with_the_same_blanks_and_forms(table):
    assert table.PHRASES.keys() == en.PHRASES.keys()
    for key, english in en.PHRASES.items():
        assert blanks(table.PHRASES[key]) == blanks(english), key
        assert table.PHRASES[key].count(" | ") == english.count(" | "), key


def test_an_unknown_language_of_the_frame_is_english():
    assert Frame("xx").phrase("reports", 2) == "2 reports"
    assert GERMAN.phrase("reports", 1) == "1 Bericht"
    assert GERMAN.language_name("en") == "Englisch"
    assert GERMAN.language_name("xx") == "xx"


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (1.5e9, "EUR", "1,5 Md €"),
        (21e9, "USD", "21 Md $"),
        (1.4e12, "USD", "1\u202f400 Md $"),
        (7.5e8, "W", "750 MW"),
        (100_000, "chips", "100\u202f000 puces"),
        (12.5, "%", "12,5\u202f%"),
    ],
)
def test_quantities_in_french(value: float, unit: str, written: str):
    assert FRENCH.quantity(value, unit) == written


def test_french_sets_no_break_spaces_where_it_wants_them():
    """No line begins with a colon or a closing quote, whatever the width."""
    values = dict.fromkeys({name for text in fr.PHRASES.values() for name in blanks(text)}, "x")
    told = [FRENCH.phrase(key, count, **values) for key in fr.PHRASES for count in (1, 2)]
    assert not [text for text in told if re.search(r" [:;!?»%]|« ", text)]
    assert FRENCH.phrase("detail-merged", title="A") == "dit la même chose que «\u202fA\u202f»"
    assert FRENCH.tied("il manque : la suite ; « rien »") == "il manque\u202f: la suite\u202f; «\u202frien\u202f»"
    assert GERMAN.tied("a : b ; c") == "a : b ; c"
    assert (GERMAN.colon, ENGLISH.colon, FRENCH.colon) == (":", ":", "\u202f:")


@pytest.mark.parametrize(
    ("start", "minutes", "told"),
    [
        (21, 24 * 60 + 30, "du 21 novembre à 7|h au 22 novembre à 7|h|30"),
        (31, 120, "1er décembre, de 7|h à 9|h"),
        (22, 0, "jusqu’au 22 novembre à 7|h"),
    ],
)
def test_periods_in_french(start, minutes, told):
    begin = datetime(2026, 11, 1, 6, tzinfo=UTC) + timedelta(days=start - 1)
    assert FRENCH.period(begin, begin + timedelta(minutes=minutes)) == told.replace("|", "\u202f")
