"""Traps: texts with figures that are easily misread. What is stated as current must be true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from monitor import reading
from monitor.figures import statements
from monitor.model import Article, Figure
from tests.topic import OPENAI

OWN = Path(__file__).parent / "claims" / "traps.jsonl"
GIVEN = Path(__file__).parents[3] / "shared" / "data" / "places" / "claims.give.jsonl"
TRAPS = [json.loads(line) for line in OWN.read_text("utf-8").splitlines()]
CLOSE = 0.005
FOUND = 0.55  # share of current amounts that are stated; lists that do not say what they count are only quoted


def figures(line: dict[str, Any]) -> list[Figure]:
    article = Article(
        url=f"https://x.example/{line['id']}",
        site="x.example",
        title=line["title"],
        text=line["text"],
        language=line["lang"],
        published_at=None,
        basis="page",
    )
    return list(reading.read(OPENAI, article).figures)


def is_true(figure: Figure, line: dict[str, Any]) -> bool:
    """Whether a label says that the amount is current for the party it is stated for."""
    return any(
        figure.unit == true["unit"]
        and abs(figure.value - true["value"]) <= CLOSE * true["value"]
        and figure.of in true["parties"]
        for true in line["stands"]
    )


@pytest.mark.parametrize("line", TRAPS, ids=lambda line: line["id"])
def test_nothing_false_is_stated(line: dict[str, Any]):
    told = figures(line)
    assert [(one.text, one.of) for one in told if statements.stands(one) and not is_true(one, line)] == []
    assert [(one.text, one.before) for one in told if statements.changed(one)] == []


def test_what_stands_is_mostly_told():
    told = wanted = 0
    for line in (one for one in TRAPS if one["kind"] != "rival"):  # what is true of others is not about the topic
        standing = [one for one in figures(line) if statements.stands(one)]
        wanted += len(line["stands"])
        told += sum(any(is_true(one, {"stands": [true]}) for one in standing) for true in line["stands"])
    assert told / wanted >= FOUND


def test_there_are_sixty_of_twelve_kinds():
    kinds = [line["kind"] for line in TRAPS]
    assert (len(kinds), len(set(kinds))) == (60, 12)


@pytest.mark.skipif(not GIVEN.is_file(), reason="these traps lie beside the checkout")
def test_nothing_false_is_stated_of_the_traps_beside_the_checkout():
    told = {line["id"]: figures(line) for line in map(json.loads, GIVEN.read_text("utf-8").splitlines())}
    stands = {key: [(one.value, one.of) for one in held if statements.stands(one)] for key, held in told.items()}
    assert stands["c4"] == []
    assert 50e6 not in dict(stands["c2"])
    assert all(not statements.changed(one) for held in told.values() for one in held)
