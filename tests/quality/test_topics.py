"""The example topic on texts of our own: reports on plants in Europe, and texts that only look like them."""

from pathlib import Path

from monitor import evaluation
from monitor.topics import profile

LABELLED = Path(__file__).parent / "topics"


def test_battery_plants_in_europe():
    text = (LABELLED / "battery-plants-europe.jsonl").read_text("utf-8")
    scores = evaluation.evaluate(evaluation.parsed(text), profile.load("battery-plants-europe"))
    assert scores.relevance.f1 is not None
    assert scores.relevance.f1 >= 0.93, scores.mistakes
