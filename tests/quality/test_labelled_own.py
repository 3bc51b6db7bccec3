"""Our own labelled texts through reading and placing: scores have minimum values, which may only rise."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from monitor import evaluation
from monitor.topics import relevance, scan
from tests.topic import OPENAI as TOPIC

FOLDER = Path(__file__).parent / "labelled"


slow = partial(pytest.param, marks=pytest.mark.slow)


class Floors(NamedTuple):
    """Minimum scores."""

    relevance: float  # F1
    stories: float  # B-cubed F1
    across: float  # recall of pairs of one story in two languages
    entities: float  # recall of key entities
    figures: float  # recall of key figures
    exact: float  # precision of all figures


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "floors"),
    [
        ("first", Floors(relevance=0.97, stories=0.94, across=0.75, entities=0.99, figures=0.99, exact=0.92)),
        ("french", Floors(relevance=0.98, stories=0.94, across=0.79, entities=0.57, figures=0.97, exact=0.99)),
        slow("second", Floors(relevance=0.99, stories=0.96, across=0.91, entities=0.99, figures=0.98, exact=0.96)),
        slow("third", Floors(relevance=0.99, stories=0.96, across=0.93, entities=0.98, figures=0.98, exact=0.95)),
        slow("fourth", Floors(relevance=0.959, stories=0.97, across=0.93, entities=0.61, figures=0.95, exact=0.99)),
        slow("fifth", Floors(relevance=0.98, stories=0.9, across=0.57, entities=0.9, figures=0.85, exact=0.97)),
        slow("days-a", Floors(relevance=0.96, stories=0.88, across=0.63, entities=0.92, figures=0.8, exact=0.99)),
        slow("days-b", Floors(relevance=0.96, stories=0.94, across=0.59, entities=0.9, figures=0.7, exact=0.96)),
        slow("days-c", Floors(relevance=0.99, stories=0.96, across=0.88, entities=0.94, figures=0.63, exact=0.99)),
        slow("days-d", Floors(relevance=0.935, stories=0.92, across=0.78, entities=0.89, figures=0.9, exact=0.97)),
        slow("days-e", Floors(relevance=0.99, stories=0.94, across=0.8, entities=0.91, figures=0.95, exact=0.99)),
        slow("days-f", Floors(relevance=0.94, stories=0.93, across=0.78, entities=0.91, figures=0.96, exact=0.94)),
        slow("days-h", Floors(relevance=0.98, stories=0.92, across=0.86, entities=0.9, figures=0.97, exact=0.96)),
        slow("days-j", Floors(relevance=0.98, stories=0.96, across=0.95, entities=0.93, figures=0.91, exact=0.96)),
        slow("days-k", Floors(relevance=0.99, stories=0.94, across=0.92, entities=0.92, figures=0.61, exact=0.8)),
        slow("days-l", Floors(relevance=0.93, stories=0.95, across=0.91, entities=0.92, figures=0.74, exact=0.79)),
        slow("days-m", Floors(relevance=0.95, stories=0.93, across=0.81, entities=0.91, figures=0.77, exact=0.83)),
        slow("days-n", Floors(relevance=0.94, stories=0.9, across=0.87, entities=0.91, figures=0.79, exact=0.85)),
        slow("days-o", Floors(relevance=0.947, stories=0.91, across=0.73, entities=0.93, figures=0.89, exact=0.91)),
        slow("days-p", Floors(relevance=0.97, stories=0.91, across=0.9, entities=0.96, figures=0.7, exact=0.93)),
        slow("days-q", Floors(relevance=0.97, stories=0.97, across=0.99, entities=0.97, figures=0.87, exact=0.93)),
        slow("days-r", Floors(relevance=0.97, stories=0.95, across=0.99, entities=0.98, figures=0.72, exact=0.9)),
        slow("days-s", Floors(relevance=0.93, stories=0.93, across=0.85, entities=0.96, figures=0.53, exact=0.78)),
        slow("days-t", Floors(relevance=0.88, stories=0.92, across=0.83, entities=0.88, figures=0.71, exact=0.91)),
        slow("days-u", Floors(relevance=0.92, stories=0.96, across=0.9, entities=0.89, figures=0.73, exact=0.95)),
        slow("days-v", Floors(relevance=0.96, stories=0.95, across=0.75, entities=0.97, figures=0.74, exact=0.97)),
        slow("days-w", Floors(relevance=0.93, stories=0.94, across=0.79, entities=0.94, figures=0.56, exact=0.94)),
        slow("days-x", Floors(relevance=0.96, stories=0.92, across=0.67, entities=0.92, figures=0.57, exact=0.95)),
        slow("days-y", Floors(relevance=0.98, stories=0.94, across=0.89, entities=0.95, figures=0.7, exact=0.98)),
        slow("days-z", Floors(relevance=0.96, stories=0.97, across=0.99, entities=0.93, figures=0.74, exact=0.85)),
        slow("days-aa", Floors(relevance=0.95, stories=0.92, across=0.87, entities=0.94, figures=0.68, exact=0.88)),
        slow("days-ab", Floors(relevance=0.92, stories=0.99, across=0.99, entities=0.95, figures=0.61, exact=0.95)),
        slow("days-ac", Floors(relevance=0.95, stories=0.93, across=0.93, entities=0.97, figures=0.77, exact=0.98)),
        slow("days-ad", Floors(relevance=0.92, stories=0.96, across=0.99, entities=0.95, figures=0.72, exact=0.88)),
        slow("days-ae", Floors(relevance=0.96, stories=0.98, across=0.99, entities=0.94, figures=0.74, exact=0.98)),
        slow("days-af", Floors(relevance=0.95, stories=0.97, across=0.99, entities=0.95, figures=0.61, exact=0.92)),
        slow("days-ag", Floors(relevance=0.98, stories=0.95, across=0.88, entities=0.97, figures=0.79, exact=0.88)),
        slow("days-ah", Floors(relevance=0.99, stories=0.98, across=0.99, entities=0.96, figures=0.71, exact=0.88)),
        slow("days-ai", Floors(relevance=0.95, stories=0.96, across=0.99, entities=0.94, figures=0.71, exact=0.88)),
        slow("days-aj", Floors(relevance=0.99, stories=0.92, across=0.99, entities=0.9, figures=0.92, exact=0.98)),
        slow("days-ak", Floors(relevance=0.97, stories=0.97, across=0.99, entities=0.96, figures=0.92, exact=0.97)),
        slow("days-al", Floors(relevance=0.92, stories=0.93, across=0.81, entities=0.93, figures=0.87, exact=0.98)),
        slow("days-am", Floors(relevance=0.99, stories=0.97, across=0.99, entities=0.98, figures=0.98, exact=0.94)),
        slow("retold", Floors(relevance=0.95, stories=0.99, across=0.99, entities=0.98, figures=0.87, exact=0.95)),
        slow("sixth", Floors(relevance=0.99, stories=0.99, across=0.99, entities=0.98, figures=0.99, exact=0.95)),
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


@pytest.mark.parametrize("name", ["first", "second", "third"])
def test_nearly_no_page_worth_reading_is_left_unread(name: str) -> None:
    """A feed gives the headline and the first lines; one report in thirty may not mention the matter in them."""
    lines = evaluation.parsed((FOLDER / f"{name}.jsonl").read_text("utf-8"))
    told = [(line["title"], line["text"][:300]) for line in lines if line["relevant"] and not line["borderline"]]
    left = [title for title, text in told if not relevance.worth_reading(TOPIC, scan.of(TOPIC, title, text))]
    assert len(left) * 30 <= len(told), left
