"""Numbers, sums and times as people write them."""

from datetime import UTC, datetime, timedelta
from string import Formatter
from zoneinfo import ZoneInfo

import pytest

from monitor.digests import formats, frame_words, words
from tests import builders as build

BERLIN = ZoneInfo("Europe/Berlin")


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
    assert (formats.quantity(value, unit, "de"), formats.quantity(value, unit, "en")) == (german, english)


def test_hedges_are_kept():
    assert formats.figure(build.figure(10e9, hedge="up to"), "de") == "bis zu 10 GW"
    assert formats.figure(build.figure(10e9, hedge="up to"), "en") == "up to 10 GW"


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
    assert (formats.period(start, end, BERLIN, "de"), formats.period(start, end, BERLIN, "en")) == (german, english)


def test_every_phrase_is_there_in_both_languages_with_the_same_blanks():
    for key, forms in frame_words.PHRASES.items():
        german, english = ({field for _, field, _, _ in Formatter().parse(form) if field} for form in forms)
        assert german == english, key
        assert len(forms[0].split(" | ")) == len(forms[1].split(" | ")), key


def test_an_unknown_language_of_the_frame_is_english():
    assert words.phrase("fr", "reports", 2) == "2 reports"
    assert words.phrase("de", "reports", 1) == "1 Bericht"
    assert words.language_name("de", "en") == "Englisch"
    assert words.language_name("de", "xx") == "xx"
