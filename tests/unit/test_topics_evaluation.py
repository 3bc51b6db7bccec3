"""Scores on labelled texts: each number on a case that can be counted by hand."""

from __future__ import annotations

import json

import pytest

from monitor import evaluation
from monitor.corpus import seeds
from monitor.errors import Invalid
from monitor.scores import Rate, b_cubed
from tests.topic import OPENAI as PROFILE

NARVIK = "OpenAI mietet ein Rechenzentrum mit 230 Megawatt in Narvik. Betreiber sind Nscale und Aker."
LINES = [
    {"id": "a", "title": "OpenAI in Narvik", "text": NARVIK, "relevant": True, "story": "narvik", "lang": "de",
     "date": "2026-11-01", "url": "https://one.example/a", "key_entities": ["Nscale", "Aker", "Oslo"],
     "key_figures": [{"value": 230e6, "unit": "W"}, {"value": 1e9, "unit": "USD"}], "figures": []},
    {"id": "b", "title": "OpenAI in Narvik", "text": NARVIK, "relevant": True, "story": "narvik", "lang": "de",
     "date": "2026-11-02", "url": "https://two.example/b"},
    {"id": "c", "title": "Wetter", "text": "Es regnet in den Bergen bei 4 Grad.", "relevant": False, "lang": "de",
     "date": "2026-11-02T10:00:00+01:00", "url": "https://three.example/c"},
    {"id": "d", "title": "Stargate", "text": "", "relevant": False, "borderline": True},
]  # fmt: skip


def test_every_number_and_every_mistake():
    scores = evaluation.evaluate(LINES, PROFILE)
    assert (scores.lines, scores.left_out) == (4, 1)
    assert scores.relevance == Rate(right=2, found=2, there=2)
    assert (scores.story_precision, scores.story_recall, scores.story_f1) == (1.0, 1.0, 1.0)
    assert scores.key_entities.recall == pytest.approx(2 / 3)
    assert scores.key_figures.recall == pytest.approx(1 / 2)
    assert scores.figures.precision == 1.0
    assert scores.cross_language.recall == 1.0
    assert [mistake.split(" · ")[:3] for mistake in scores.mistakes] == [
        ["entity", "a", "Oslo not found"],
        ["figure", "a", "1e+09 USD not found"],
    ]
    assert json.loads(json.dumps(scores.plain()))["relevance"]["f1"] == 1.0


def test_a_wrong_label_costs_relevance():
    wrong = [LINES[0] | {"relevant": False}, *LINES[1:]]
    scores = evaluation.evaluate(wrong, PROFILE)
    assert scores.relevance.precision == 0.5
    assert any(mistake.startswith("relevance · a · found relevant, is not") for mistake in scores.mistakes)


def test_a_torn_story_costs_recall():
    scores = evaluation.evaluate([LINES[0], LINES[2] | {"story": "narvik", "lang": "en"}], PROFILE)
    assert scores.story_recall == 0.5
    assert scores.cross_language.recall == 0.0
    assert "story · narvik is told as 2 stories" in scores.mistakes


def test_a_known_text_is_covered_by_the_seed():
    seed = seeds.imprint_text(NARVIK * 3, "OpenAI in Narvik", "", PROFILE, "seed:narvik", language="de")
    lines = [LINES[0] | {"text": NARVIK * 3, "covered_by_seed": "narvik.txt"}, LINES[2] | {"covered_by_seed": None}]
    scores = evaluation.evaluate(lines, PROFILE, [seed])
    assert scores.covered_by_seed == Rate(right=1, found=1, there=1)


@pytest.mark.parametrize(
    ("gold", "found", "precision", "recall"),
    [
        ("aabb", "xxyy", 1, 1),
        ("aabb", "xxxx", 0.5, 1),
        ("aabb", "wxyz", 1, 0.5),
        ("aaab", "xxyy", 0.75, 2 / 3),
        ("", "", 1, 1),
    ],
)
def test_b_cubed(gold, found, precision, recall):
    assert b_cubed(gold, found) == pytest.approx((precision, recall))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"title": "x"}', "line 1: a labelled text needs text, relevant"),
        ('\n{"title": ', "line 2: not a JSON object"),
        ("[1]", "line 1: a labelled text needs title, text, relevant"),
        (
            '{"title": "x", "text": "", "relevant": true, "figures": ["4 GW"]}',
            "line 1: figures: a figure is an object with value and unit",
        ),
    ],
)
def test_a_file_that_cannot_be_used(text, told):
    with pytest.raises(Invalid) as error:
        evaluation.parsed(text, where="texts.jsonl")
    assert f"texts.jsonl, {told}" in str(error.value)


def test_an_empty_file_scores_nothing_wrong():
    assert evaluation.evaluate(evaluation.parsed("\n\n"), PROFILE).mistakes == ()
