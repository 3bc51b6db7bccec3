"""Imprints contain what comparisons need, the same in both languages, and nothing that could be read."""

from datetime import UTC, datetime

import pytest

from monitor import language as languages
from monitor.model import Entity, Figure
from monitor.stories import facets, imprint, similar
from monitor.stories.facets import Facets
from monitor.stories.imprint import Source
from monitor.text import names, numerals, vocabulary

GERMAN = Source(
    title="OpenAI mietet Rechenzentrum in Norwegen",
    text="OpenAI mietet in Narvik ein Rechenzentrum mit 230 Megawatt. Betreiber ist Nscale; die Regierung begrüßt den "
    "Vertrag vom 31. Juli. Bis Ende 2026 sollen dort 100.000 Grafikprozessoren laufen, gekühlt mit kaltem Wasser.",
    language="de",
    published_at=datetime(2025, 7, 31, tzinfo=UTC),
)
ENGLISH = Source(
    title="OpenAI to rent data center in Norway",
    text="OpenAI will rent a datacenter of 230 megawatts in Narvik. It is operated by Nscale; the government welcomed "
    "the contract of July 31. By the end of 2026 it is to run 100,000 graphics processors, cooled with cold water.",
    language="en",
    published_at=datetime(2025, 7, 31, tzinfo=UTC),
)
OTHER = Source(
    title="Gericht verbietet Streik der Lokführer",
    text="Das Arbeitsgericht in Frankfurt hat den Streik untersagt. Die Gewerkschaft kündigte Berufung an. Züge sollen am "
    "Wochenende wieder nach Plan fahren, teilte die Bahn mit.",
    language="de",
)


def test_the_same_news_in_two_languages_is_alike_and_other_news_is_not():
    german, english, other = (imprint.of_source(source) for source in (GERMAN, ENGLISH, OTHER))
    assert similar.similarity(Facets(german), Facets(english)).score > 0.8
    assert similar.similarity(Facets(german), Facets(other)).score < 0.2
    assert similar.similarity(Facets(english), Facets(other)).score < 0.2


def test_likeness_does_not_depend_on_the_order():
    german, english = imprint.of_source(GERMAN), imprint.of_source(ENGLISH)
    assert similar.similarity(Facets(german), Facets(english)).score == pytest.approx(
        similar.similarity(Facets(english), Facets(german)).score
    )


def test_the_sides_of_an_imprint_are_kept_and_those_of_an_equal_one_are_its_own():
    mark, equal = imprint.of_source(GERMAN), imprint.of_source(GERMAN)
    assert mark == equal
    assert facets.of(mark) is facets.of(mark)
    assert facets.of(equal).imprint is equal


def test_an_imprint_holds_no_readable_sentence():
    shown = repr(imprint.of_source(GERMAN))
    assert "gekühlt" not in shown
    assert "Betreiber ist" not in shown


def test_figures_are_kept_as_values():
    figure = Figure(value=230e6, unit="W", text="230 Megawatt", of="Narvik")
    mark = imprint.of_source(Source(title=GERMAN.title, text=GERMAN.text, language="de", figures=[figure, figure]))
    assert mark.figures == ((230e6, "W", "Narvik"),)


def test_the_page_speaking_of_itself_does_not_count():
    chrome = "\nWir verwenden Cookies auf unserer Website, siehe Datenschutzerklärung.\nJetzt teilen\n"
    dressed = Source(title=GERMAN.title, text=GERMAN.text + chrome, language="de", published_at=GERMAN.published_at)
    assert imprint.of_source(dressed).terms == imprint.of_source(GERMAN).terms


@pytest.mark.parametrize("text", ["", "…", "\n\n", "a", "1.2.3.4.5", "9" * 400, "A" * 5000, "€ 1'000'000,00.00"])
def test_strange_texts_have_an_imprint_too(text: str):
    mark = imprint.of_source(Source(title=text, text=text, language=""))
    assert similar.similarity(Facets(mark), Facets(mark)).score <= 1.0


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Gestern traf Sam Altman den Chef von Nvidia in der Stadt.", "de", {"altman", "sam", "nvidia"}),
        (
            "The deal between Oracle and OpenAI was signed by Larry Ellison.",
            "en",
            {"oracle", "openai", "larry", "ellison"},
        ),
        ("Die neuen MI450-Chips von AMD brauchen viel Strom.", "de", {"amd"}),
        ("Gebaut wird auch in Koblenz, und in Bregenz wird geplant.", "de", {"koblenz", "bregenz"}),
    ],
)
def test_names_without_a_model(text: str, language: str, expected: set[str]):
    assert expected <= set(names.candidates(text, language))


def test_french_short_words_are_no_part_of_a_name():
    found = names.candidates(
        "Selon l’entreprise, le site d’Électricité Provence attend l'Essonne et qu'Oracle signe.", "fr"
    )
    assert {"electricite", "provence", "essonne", "oracle"} <= set(found)
    assert not {"selon", "d'electricite", "l'essonne"} & set(found)


def test_german_nouns_are_no_names():
    found = names.candidates("Nach der Entscheidung der Regierung stieg die Zahl der Verträge mit Banken.", "de")
    assert not {"entscheidung", "regierung", "zahl"} & set(found)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,5 Milliarden", "de", "1.5e+09"),
        ("1.5 billion", "en", "1.5e+09"),
        ("zwei Billionen, 2 Billionen", "de", "2e+12"),
        ("100.000 GPUs", "de", "1e+05"),
        ("100,000 GPUs", "en", "1e+05"),
        ("4.5 GW", "en", "4.5e+09"),
        ("945 Terawattstunden", "de", "9.4e+14"),
        ("945 TWh", "en", "9.4e+14"),
        ("96 thousand", "en", "9.6e+04"),
        ("wuchs um 25, 7 Prozent", "de", "25.7"),
    ],
)
def test_numbers_by_value(text: str, language: str, value: str):
    assert value in numerals.values(text, languages.of(language))


def test_a_headline_keeps_its_sums_and_parties_apart():
    entities = [
        Entity(name="OpenAI", kind="subject", count=2, in_title=True),
        Entity(name="Amazon Web Services", kind="cloud", count=1, in_title=True),
        Entity(name="NVIDIA", kind="partner", count=3),
    ]
    german = Source(title="38-Milliarden-Deal 2025", text="Mehr nicht.", language="de", entities=entities)
    english = Source(title="OpenAI commits $38.2 billion", text="No more.", language="en")
    assert imprint.of_source(german).parties == ("cloud:Amazon Web Services",)
    assert imprint.of_source(german).sums == imprint.of_source(english).sums != ()


def test_compounds_are_taken_apart_by_known_words():
    assert vocabulary.parts("impfstoffsuche", "de") == ("impfstoff", "suche")
    assert vocabulary.parts("narvik", "de") == ()
    assert vocabulary.parts("impfstoff" * 12_000, "de") == ()  # in no time


def test_the_table_of_frequencies_is_small_and_round_trips():
    table = vocabulary.packed({5: 2.0, 3: 7.5}, {9, 8})
    assert len(table) == 4 + 8 + 2 + 4 + 8
    assert len(vocabulary.frequencies().rarity) > 10_000


@pytest.mark.parametrize(
    ("title", "several"),
    [
        ("Chip-Woche: Nordlicht-Strom, Halden-Orchester, neue Tarife, ein Nachtrag", True),
        ("Compute Digest #88: turbines, tariffs and a hearing", True),
        ("KI am Freitag (KW 7): Siri, Schulen, Speicher", True),
        ("Nordlicht wächst: Fünf neue Hallen in Texas, New Mexico, Ohio und im Westen", False),
        ("Harbour Grid, Nordlicht and Halden name five more sites", False),
        ("Ausblick 2026: Umsatz und Gewinn steigen", False),
    ],
)
def test_a_round_up_is_told_by_its_headline(title: str, several: bool):
    assert Facets(imprint.of_source(Source(title=title, text="", language="de"))).is_round_up is several
