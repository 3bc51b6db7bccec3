"""Our own labelled texts through reading and placing: what is reached is the floor, and floors may only rise."""

from pathlib import Path
from typing import NamedTuple

import pytest

from monitor import evaluation
from monitor.topics import profile

FOLDER = Path(__file__).parent / "labelled"
TOPIC = profile.load("openai-infrastructure")


class Floors(NamedTuple):
    """Least values of the scores."""

    relevance: float  # F1
    stories: float  # B-cubed F1
    across: float  # recall of pairs of one story in two languages
    entities: float  # recall of key entities
    figures: float  # recall of key figures
    exact: float  # precision of all figures


@pytest.mark.parametrize(
    ("name", "floors"),
    [
        ("first", Floors(relevance=0.94, stories=0.95, across=0.82, entities=0.99, figures=0.99, exact=0.92)),
        ("second", Floors(relevance=0.97, stories=0.95, across=0.82, entities=0.99, figures=0.98, exact=0.96)),
    ],
)
def test_texts_by_authors_who_did_not_know_the_rules(name: str, floors: Floors) -> None:
    path = FOLDER / f"{name}.jsonl"
    scores = evaluation.evaluate(evaluation.parsed(path.read_text("utf-8"), where=path.name), TOPIC)
    reached = Floors(
        relevance=scores.relevance.f1,
        stories=scores.story_f1,
        across=scores.cross_language.recall,
        entities=scores.key_entities.recall,
        figures=scores.key_figures.recall,
        exact=scores.figures.precision,
    )
    short = {key: value for key, value in reached._asdict().items() if value < getattr(floors, key)}
    assert not short, scores.mistakes
