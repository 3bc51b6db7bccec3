"""Our word list: its format, that it has no duplicates, and how words are looked up."""

from collections import Counter
from importlib import resources

import pytest

from monitor import language
from monitor.text import vocabulary

FOLDER = resources.files(vocabulary.PACKAGE)
TEXT = FOLDER.joinpath("concepts.txt").read_text("utf-8")
(HEADER,) = (line.removeprefix(vocabulary.HEADER) for line in TEXT.splitlines() if line.startswith(vocabulary.HEADER))
COLUMNS = HEADER.split(" = ")
LINES = [line for line in TEXT.splitlines() if line and not line.startswith(("#", vocabulary.HEADER))]


def test_each_line_has_a_side_for_each_language_in_lower_case():
    for line in LINES:
        sides = line.removesuffix(" =").split(" = ")
        assert all(sides[:2]), line
        assert line.count("=") == len(COLUMNS) - 1, line
        assert line == line.lower() == " ".join(line.split()), line


def test_every_language_has_its_column():
    assert {code.strip() for code in COLUMNS} == set(language.BY_CODE)
    for place in range(len(COLUMNS)):
        filled = [line for line in LINES if line.split("=")[place].strip()]
        assert len(filled) > 0.9 * len(LINES)


def test_no_concept_has_two_lines_and_no_line_a_word_twice():
    names = Counter(line.split()[0] for line in LINES)
    assert [name for name, count in names.items() if count > 1] == []
    for line in LINES:
        for side in line.split("="):
            assert len(side.split()) == len(set(side.split())), line


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("verdict", "urteil"),
        ("earthquakes", "erdbeben"),
        ("Spain", "Spanien"),
        ("Munich", "München"),
        ("lawsuits", "klagen"),
        ("transformer", "umspannwerke"),
    ],
)
def test_words_meet_across_languages(english: str, german: str):
    assert set(vocabulary.concepts(english.lower(), "en")) & set(vocabulary.concepts(german.lower(), "de"))


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("verdict", "jugement"),
        ("earthquakes", "séismes"),
        ("Spain", "Espagne"),
        ("lawsuits", "plaintes"),
        ("investors", "investisseurs"),
        ("datacenter", "datacenters"),
    ],
)
def test_french_words_meet_them_too(english: str, french: str):
    assert set(vocabulary.concepts(english.lower(), "en")) & set(vocabulary.concepts(french.lower(), "fr"))


@pytest.mark.parametrize("word", ["moins", "fait", "serait", "cours", "parler", "été", "plus", "son"])
def test_light_french_words_mean_nothing(word: str):
    assert vocabulary.concepts(word, "fr") == ()


def test_a_word_counts_as_it_is_written_before_its_stem():
    assert vocabulary.concepts("sicher", "de")
    assert vocabulary.concepts("sich", "de") == ()  # has the same stem by chance
    human, rights = (set(vocabulary.concepts(word, "en")) for word in ("human", "rights"))
    assert not human & rights
    assert rights & set(vocabulary.concepts("menschenrechte", "de"))
