"""Each language is complete: its words are patterns that compile, in lower case where they match any case, and no two
languages share a code."""

import re
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from monitor import language
from monitor.language.shape import Language

EXACT = {
    "sources",
    "abbreviations",
    "unfinished",
    "numbered",
    "openers",
    "before_ordinals",
    "ordered",
    "credits",
    "split_units",
    "months",
    "weekdays",
    "name_joints",
    "speaks",
}


def word_lists(part: Any, at: str = "") -> list[tuple[str, tuple[str, ...]]]:
    """Every list of words inside a value, with its path."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for field in fields(part):
        value, place = getattr(part, field.name), f"{at}{field.name}"
        if is_dataclass(value):
            found += word_lists(value, f"{place}.")
        elif isinstance(value, tuple) and all(isinstance(word, str) for word in value):
            found.append((place, value))
    return found


@pytest.mark.parametrize("known", language.ALL, ids=lambda known: known.code)
def test_words_are_patterns_in_lower_case(known: Language) -> None:
    for place, words in word_lists(known):
        for word in words:
            re.compile(word)
            name = place.rpartition(".")[2]
            assert name in EXACT or re.sub(r"\\\w", "", word) == re.sub(r"\\\w", "", word).lower(), (place, word)
        assert len(words) == len(set(words)), place


def test_each_language_has_a_code_of_its_own() -> None:
    assert len(language.BY_CODE) == len(language.ALL)
    assert all(re.fullmatch("[a-z]{2}", code) for code in language.BY_CODE)


@pytest.mark.parametrize("known", language.ALL, ids=lambda known: known.code)
def test_what_every_language_must_tell_is_told(known: Language) -> None:
    assert len(known.forms.months) == 12
    assert len(known.forms.weekdays) == 7
    assert (
        set(known.forms.hedges) == set(known.speech.hedges) == {"up to", "at least", "more than", "less than", "about"}
    )
    assert {"USD", "EUR"} <= set(known.numbers.currencies)
    assert known.numbers.articles <= set(known.numbers.words)


def test_a_text_of_a_language_that_is_not_here_is_read_as_english() -> None:
    assert language.of("es") is language.of("en") is language.of("")
    assert language.of("de").code == "de"
