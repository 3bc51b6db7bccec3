"""Days with many events whose names are on no list: none hides another."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from monitor import evaluation
from tests.topic import OPENAI

SHARED = Path(__file__).parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the labelled days lie beside the checkout")


def lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SHARED / path).read_text("utf-8").splitlines()]


def shuffled(order: int) -> list[dict[str, Any]]:
    """The texts of both days in a random order of arrival."""
    told = lines("days/days.give.jsonl")
    random.Random(order).shuffle(told)
    return told


@pytest.mark.parametrize("order", [0, pytest.param(1, marks=pytest.mark.slow), pytest.param(2, marks=pytest.mark.slow)])
def test_events_of_crowded_days_stay_apart(order: int) -> None:
    scores = evaluation.evaluate(shuffled(order), OPENAI)
    assert scores.story_precision >= 0.93
    assert scores.story_recall >= 0.91
    assert scores.key_entities.recall >= 0.93


def test_seven_events_in_towns_that_no_list_holds_are_seven_stories() -> None:
    told = lines("places/places.give.jsonl")
    texts = [evaluation.labelled(number, line | {"date": "2026-12-04"}, OPENAI) for number, line in enumerate(told)]
    stories = evaluation.place(texts)
    assert len(set(stories.values())) == len({line["story"] for line in told}) == 7
