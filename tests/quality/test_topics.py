"""Other topics, on texts of our own: the example of plants in Europe, and a theme that names nobody."""

from pathlib import Path

import pytest

from monitor import evaluation
from monitor.model import Entry, Feed
from monitor.topics import filters, profile

LABELLED = Path(__file__).parent / "topics"


def test_battery_plants_in_europe():
    text = (LABELLED / "battery-plants-europe.jsonl").read_text("utf-8")
    scores = evaluation.evaluate(evaluation.parsed(text), profile.load("battery-plants-europe"))
    assert scores.relevance.f1 is not None
    assert scores.relevance.f1 >= 0.95, scores.mistakes
    assert scores.story_precision >= 0.95, scores.mistakes
    assert scores.key_figures.recall is not None
    assert scores.figures.precision is not None
    assert min(scores.key_figures.recall, scores.figures.precision) >= 0.95, scores.mistakes


@pytest.mark.slow
def test_two_days_of_battery_plants():
    """Forty texts by a writer who did not know the topic file; before they were read it had .83, .98, .75 and .96."""
    text = (LABELLED / "battery-plants-two-days.jsonl").read_text("utf-8")
    scores = evaluation.evaluate(evaluation.parsed(text), profile.load("battery-plants-europe"))
    assert scores.relevance.f1 is not None
    assert scores.relevance.f1 >= 0.97, scores.mistakes
    assert scores.story_precision >= 0.97, scores.mistakes
    assert scores.key_figures.recall is not None
    assert scores.figures.precision is not None
    assert scores.key_figures.recall >= 0.86, scores.mistakes
    assert scores.figures.precision >= 0.96, scores.mistakes


@pytest.mark.slow
def test_battery_plants_of_a_third_writer():
    """Forty-four texts; README.md tells their scores before anybody had read them."""
    text = (LABELLED / "battery-plants-r.jsonl").read_text("utf-8")
    scores = evaluation.evaluate(evaluation.parsed(text), profile.load("battery-plants-europe"))
    assert scores.relevance.f1 is not None
    assert scores.relevance.f1 >= 0.98, scores.mistakes
    assert scores.story_precision >= 0.98, scores.mistakes
    assert scores.key_figures.recall is not None
    assert scores.figures.precision is not None
    assert min(scores.key_figures.recall, scores.figures.precision) >= 0.93, scores.mistakes


def test_battery_plants_at_first_sight():
    """Twenty-six texts that nobody has read while the program was changed."""
    text = (LABELLED / "battery-plants-s.jsonl").read_text("utf-8")
    scores = evaluation.evaluate(evaluation.parsed(text), profile.load("battery-plants-europe"))
    assert scores.relevance.f1 is not None
    assert scores.relevance.f1 >= 0.94, scores.mistakes
    assert scores.story_precision >= 0.98, scores.mistakes
    assert scores.key_figures.recall is not None
    assert scores.key_figures.recall >= 0.95, scores.mistakes


def test_a_theme_without_subjects():
    """Eight events of one day, each told by two or three reports, make at least seven stories of one event each."""
    topic = profile.load(str(LABELLED / "large-heat-pumps.yaml"))
    lines = evaluation.parsed((LABELLED / "large-heat-pumps.jsonl").read_text("utf-8"))
    scores = evaluation.evaluate(lines, topic)
    assert scores.relevance.f1 is not None
    assert scores.relevance.f1 >= 0.95, scores.mistakes
    texts = [evaluation.labelled(number, line, topic) for number, line in enumerate(lines)]
    told = [text for text in texts if text.reading.relevant]
    stories = evaluation.place(told)
    events = {
        number: {text.line["story"] for text in told if stories[text.id] == number} for number in stories.values()
    }
    assert sum(len(found) == 1 for found in events.values()) >= 7, events
    assert len(set.union(*events.values())) == 8


def test_pages_of_a_theme_are_read():
    topic = profile.load(str(LABELLED / "large-heat-pumps.yaml"))
    feed = Feed(url="https://example.org/feed", topics=(topic.name,))
    for line in evaluation.parsed((LABELLED / "large-heat-pumps.jsonl").read_text("utf-8")):
        told = Entry(
            guid=line["id"], url=line["url"], title=line["title"], summary=line["text"][:120], language=line["lang"]
        )
        assert filters.before_reading(told, feed, topic).promising or not line["relevant"], line["title"]
