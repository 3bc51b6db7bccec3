"""Likeness of general news compared with human judgements (1 same story … 4 different). Minimum scores only rise."""

import gzip
import json
from pathlib import Path

import pytest

from monitor.stories import imprint, similar
from monitor.stories.facets import Facets

FILE = Path(__file__).parents[2].parent / "shared" / "data" / "dedup" / "semeval2022-task8.give.jsonl.gz"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not FILE.exists(), reason="shared data is not beside the checkout")]


def sides(text: str, language: str) -> Facets:
    title, _, body = text.partition("  ")
    if not body or len(title) > 300:
        title, body = "", text
    return Facets(imprint.of_source(imprint.Source(title=title.strip(), text=body, language=language)))


def judged(one: str, other: str) -> list[tuple[float, bool]]:
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        pairs = [pair for pair in map(json.loads, lines) if (pair["lang1"], pair["lang2"]) == (one, other)]
    return [
        (similar.similarity(sides(pair["text1"], one), sides(pair["text2"], other)).score, float(pair["overall"]) <= 2)
        for pair in pairs
    ]


@pytest.mark.parametrize(("one", "other", "floor"), [("en", "en", 0.951), ("de", "de", 0.905), ("de", "en", 0.902)])
def test_area_under_the_curve(one: str, other: str, floor: float):
    scores = judged(one, other)
    same = [score for score, alike in scores if alike]
    different = [score for score, alike in scores if not alike]
    right = sum((high > low) + 0.5 * (high == low) for high in same for low in different)
    assert right / (len(same) * len(different)) >= floor
