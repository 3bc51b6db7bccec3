"""Our word list: its form, that nothing stands in it twice, and how words are looked up."""

from collections import Counter
from importlib import resources

import pytest

from monitor.text import vocabulary

FOLDER = resources.files(vocabulary.PACKAGE)
TEXT = FOLDER.joinpath("concepts.txt").read_text("utf-8")
LINES = [line for line in TEXT.splitlines() if line and not line.startswith("#")]


def test_each_line_has_two_sides_in_lower_case():
    for line in LINES:
        english, sign, german = line.partition(" = ")
        assert all((sign, english.split(), german.split(), "=" not in german)), line
        assert line == line.lower() == " ".join(line.split()), line


def test_no_concept_has_two_lines_and_no_line_a_word_twice():
    names = Counter(line.split()[0] for line in LINES)
    assert [name for name, count in names.items() if count > 1] == []
    for line in LINES:
        for side in line.split(" = "):
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


def test_a_word_counts_as_it_is_written_before_its_stem():
    assert vocabulary.concepts("sicher", "de")
    assert vocabulary.concepts("sich", "de") == ()  # of the same stem by chance
    human, rights = (set(vocabulary.concepts(word, "en")) for word in ("human", "rights"))
    assert not human & rights
    assert rights & set(vocabulary.concepts("menschenrechte", "de"))
