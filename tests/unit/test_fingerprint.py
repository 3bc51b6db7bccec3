"""Texts as numbers: equal words, equal hashes; sketches show how much of one text is in another."""

import random

import pytest

from monitor.text import fingerprint, vocabulary

WORDS = [f"word{number}" for number in range(400)]


def text(seed: int, length: int) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def text_hash(text: str) -> str:
    return fingerprint.text_hash(fingerprint.words(text))


def test_punctuation_case_and_spacing_do_not_change_a_text():
    assert text_hash("OpenAI mietet\n10 GW!") == text_hash("openai  mietet, 10 gw")
    assert text_hash("OpenAI mietet 10 GW") != text_hash("OpenAI mietet 11 GW")
    assert text_hash("…") == ""


@pytest.mark.parametrize(
    ("word", "language", "stem"),
    [("häusern", "de", "haus"), ("deals", "en", "deal"), ("2026", "de", "2026"), ("kotkotkotko", "xx", "kotkotko")],
)
def test_stems(word: str, language: str, stem: str):
    assert fingerprint.folded(vocabulary.stemmed(word, language)) == stem


def test_an_excerpt_is_contained_in_its_source_and_not_the_reverse():
    whole = text(1, 3000)
    part = whole[500:1500]
    shared, of_part, of_whole = fingerprint.containment(fingerprint.sketch(part), fingerprint.sketch(whole))
    assert shared > 20
    assert of_part > 0.95
    assert 0.2 < of_whole < 0.5


def test_unrelated_texts_share_nothing_and_empty_ones_are_safe():
    assert fingerprint.containment(fingerprint.sketch(text(1, 2000)), fingerprint.sketch(text(2, 2000)))[0] <= 1
    assert fingerprint.containment(fingerprint.sketch([]), fingerprint.sketch(["one"]))[1:] == (0.0, 0.0)


def test_a_sketch_is_ascending_small_and_about_a_sixteenth():
    sketch = fingerprint.sketch(text(3, 8000))
    assert list(sketch) == sorted(set(sketch))
    assert max(sketch) < 2**60
    assert 350 < len(sketch) < 650


def test_keys_are_positive_and_fit_a_signed_column():
    assert all(0 <= fingerprint.key("a", number) < 2**63 for number in range(200))


def test_words_are_runs_of_letters_and_digits_in_any_script():
    found = fingerprint.words("Die „Straße“ – AT&T’s\tsnake_case… ﬁnal²\u00a0Łódź\x00東京、10,5\n")
    assert found == ["die", "strasse", "at", "t", "s", "snake", "case", "final2", "łódź", "東京", "10", "5"]
