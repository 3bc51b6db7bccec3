"""Weights are read once and checked; the fit recovers what is in the rows."""

import json
import math
import random

import pytest

from monitor import weights
from monitor.errors import Invalid
from training import logistic

GOOD = {"manifest": "x", "text": {"title": 2, "bias": -1.5}}


def test_a_table_is_read():
    found = weights.checked(json.dumps(GOOD), "text", ("title", "bias"), where="w")
    assert dict(found) == {"title": 2.0, "bias": -1.5}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "not JSON"),
        ("[]", "text needs title, bias"),
        (json.dumps({"text": {"title": 1}}), "text needs title, bias"),
        (json.dumps({"text": {"title": 1, "bias": 2, "lead": 3}}), "text needs title, bias"),
        (json.dumps({"text": {"title": "1", "bias": 2}}), "no number for title"),
        ('{"text": {"title": NaN, "bias": 2}}', "no number for title"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line_with_the_remedy(text: str, told: str):
    with pytest.raises(Invalid) as raised:
        weights.checked(text, "text", ("title", "bias"), where="monitor.topics/weights.json")
    assert str(raised.value).startswith("monitor.topics/weights.json: ")
    assert told in str(raised.value)
    assert "make fit" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_fit_finds_the_weights_that_made_the_labels():
    rnd = random.Random(7)
    rows = [(rnd.random(), rnd.random(), 1.0) for _ in range(3000)]
    true = (4.0, -3.0, 0.5)
    labels = [rnd.random() < logistic.probability(logistic.strength(row, true)) for row in rows]
    found = logistic.fit(rows, labels, counts=[1.0] * len(rows), ridge=0.01)
    assert found == pytest.approx(true, abs=0.4)
    assert found == logistic.fit(rows, labels, counts=[1.0] * len(rows), ridge=0.01)


def test_offsets_counts_and_ridge():
    rows, labels = [(1.0, 1.0), (0.0, 1.0)] * 10, [True, False] * 10
    loose = logistic.fit(rows, labels, counts=[1.0] * 20, ridge=0.1)
    tight = logistic.fit(rows, labels, counts=[1.0] * 20, ridge=10.0)
    assert 0 < tight[0] < loose[0]
    told = logistic.fit(
        rows, labels, counts=[1.0] * 20, offsets=[20.0 if label else -20.0 for label in labels], ridge=0.1
    )
    assert abs(told[0]) < 0.01, "what the offset tells already is not learned again"
    one = logistic.fit(rows, labels, counts=[3.0, 1.0] * 10, ridge=1.0)
    assert one[1] > logistic.fit(rows, labels, counts=[1.0, 1.0] * 10, ridge=1.0)[1]


def test_a_place_that_never_changes_gets_no_weight():
    assert logistic.fit([(0.0, 1.0)] * 4, [True, True, True, False], counts=[1.0] * 4, ridge=0.0)[0] == 0.0
    assert logistic.solved([[2.0, 0.0], [0.0, 4.0]], [2.0, 2.0]) == [1.0, 0.5]
    assert math.isclose(logistic.probability(0), 0.5)
