"""The filter language: what matches, which words made it match, and where a mistake is."""

from __future__ import annotations

import time

import pytest

from monitor.errors import Invalid
from monitor.topics import query

TITLE = "OpenAI baut Rechenzentrum in Narvik"
TEXT = "Der Betreiber Nscale liefert 230 Megawatt. Kritiker nennen OpenAIs Plan zu groß."


@pytest.mark.parametrize(
    ("filter", "true"),
    [
        ("openai", True),
        ("OPENAI", True),
        ("openai AND narvik", True),
        ("openai narvik", True),
        ("openai and oslo", False),
        ("openai OR oslo", True),
        ("oslo or bergen", False),
        ("NOT oslo", True),
        ("openai NOT narvik", False),
        ("openai -narvik", False),
        ("openai AND NOT (oslo OR bergen)", True),
        ("rechenzentr*", True),
        ("zentrum", False),
        ('"Betreiber Nscale"', True),
        ('"Nscale Betreiber"', False),
        ('"liefert 230 mega*"', True),
        ("nscale NEAR/3 megawatt", True),
        ("megawatt NEAR/3 nscale", True),
        ("nscale NEAR/2 megawatt", False),
        ("(nscale OR aker) NEAR/5 (megawatt OR gigawatt)", True),
        ("narvik NEAR/9 nscale", False),  # one in the title, the other in the text
        ('"Narvik Der"', False),
        ("openais", True),
        ("größe OR groß", True),
        ("a OR b AND narvik", False),  # AND binds tighter than OR
        ("(openai OR b) AND narvik", True),
        ("NOT NOT openai", True),
        ("android", False),
        ('"and" OR "or" OR "der"', True),
    ],
)
def test_filter_is_true_of_a_text(filter, true):
    assert query.compile(filter).matches(TITLE, TEXT) is true


@pytest.mark.parametrize(
    ("filter", "asked"),
    [
        ("OpenAI", "openai"),
        ("openai rechenzentr*", "openai & rechenzentr*"),
        ('openai "data center"', "openai & (data & center)"),
        ("data-center", "data & center"),
        ("a NEAR/3 (b OR c*)", "a & (b | c*)"),
        ("a NOT b", "a"),
        ("a NOT (b OR c)", "a"),
        ("a OR NOT b", ""),
        ("(a OR NOT b) c", "c"),
        ("NOT a", ""),
        ("NOT NOT a", ""),
    ],
)
def test_an_index_is_asked_for_words_only(filter, asked):
    def told(part):
        if not part.parts:
            return part.text
        inner = [f"({told(each)})" if each.parts else each.text for each in part.parts]
        return {"both": " & ", "either": " | "}[part.kind].join(inner)

    found = query.indexed(query.compile(filter).tree)
    assert (told(found) if found else "") == asked


@pytest.mark.parametrize(
    ("filter", "words"),
    [
        ("openai AND rechenzentr*", ("openai", "rechenzentrum")),
        ('"230 Megawatt" OR oslo', ("230", "megawatt")),
        ("nscale NEAR/3 megawatt", ("nscale", "megawatt")),
        ("oslo", ()),
        ("NOT oslo", ()),
    ],
)
def test_words_that_matched_are_told(filter, words):
    assert query.compile(filter).matched(TITLE, TEXT) == words


@pytest.mark.parametrize(
    ("filter", "told"),
    [
        ("openai AND", "something is missing at the end"),
        ("(openai OR narvik", "character 18: something is missing"),
        ('openai "data center', "character 8: the quotation mark is not closed"),
        ("openai OR OR narvik", "character 11: 'OR' was not expected"),
        ("openai ) narvik", "character 8: ')' was not expected"),
        ("NEAR/3 narvik", "character 1: 'NEAR/3' was not expected"),
        ("openai NEAR/x narvik", "character 8"),
        ("***", "has no word"),
        ("   ", "empty"),
        ("x" * 3000, "at most 2000 characters"),
        ("(" * 60 + "a" + ")" * 60, "at most 50"),
    ],
)
def test_mistakes_are_told_with_their_place(filter, told):
    with pytest.raises(Invalid) as error:
        query.compile(filter)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.slow
def test_cost_grows_with_the_text_not_faster():
    asked = query.compile('(a* OR b*) NEAR/5 (a* OR b*) AND "a b a b" NOT c')
    small, large = (_seconds(asked, "a b " * words) for words in (1_000, 8_000))
    assert large < 32 * small


def _seconds(asked, text):
    """The minimum of three tries: other work on the machine can only add time."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        assert asked.matches("", text)
        taken.append(time.process_time() - start)
    return min(taken)
