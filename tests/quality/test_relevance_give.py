"""Relevance, entities and figures on the labelled real texts next to the checkout; minimum scores may only rise."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from monitor import reading
from monitor.model import Article
from monitor.scores import Rate
from monitor.topics import relevance, scan
from tests.topic import OPENAI as PROFILE

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
GIVE = DATA / "openai-infra" / "give.jsonl"
HEADLINES = DATA / "feeds" / "headlines-de-2026-08.jsonl"
STREAM = DATA / "streams" / "bulwark-2025-02-en.part1.jsonl.gz"


def rows(path):
    if not path.is_file():
        pytest.skip(f"{path.name} is not beside the checkout (../shared/data)")
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@pytest.fixture(scope="module")
def readings():
    """(labelled line, reading) of every line that is not borderline."""
    lines = [line for line in rows(GIVE) if not line["borderline"]]
    return [(line, reading.read(PROFILE, article(line))) for line in lines]


def article(line):
    return Article(
        url=line["url"] or "",
        site="",
        title=line["title"],
        text=line["text"],
        language=line["lang"],
        published_at=None,
        basis="page",
    )


def same(figure, label):
    return figure.unit == label["unit"] and figure.value == pytest.approx(label["value"], rel=1e-3)


def test_relevance(readings):
    found = Rate(
        right=sum(said.relevant and line["relevant"] for line, said in readings),
        found=sum(said.relevant for _, said in readings),
        there=sum(line["relevant"] for line, _ in readings),
    )
    assert found.f1 >= 0.99
    assert found.precision >= 0.99


def test_key_entities(readings):
    pairs = [
        (name, {entity.name for entity in said.entities}) for line, said in readings for name in line["key_entities"]
    ]
    assert sum(name in found for name, found in pairs) / len(pairs) >= 0.99


def test_key_figures(readings):
    pairs = [(label, said.figures) for line, said in readings for label in line["key_figures"]]
    assert sum(any(same(figure, label) for figure in found) for label, found in pairs) / len(pairs) >= 0.99


# Ranges in words and numbers of shares, which the labels lack because nothing could read them when they were made
RIGHT = frozenset({"drei bis fünf Milliarden Euro", "fünf Milliarden Euro", "160 million AMD shares"})


def test_precision_of_all_figures(readings):
    told = [
        any(same(figure, label) for label in [*line["figures"], *line["key_figures"]]) or figure.text in RIGHT
        for line, said in readings
        for figure in {(figure.value, figure.unit): figure for figure in said.figures}.values()
    ]
    assert sum(told) / len(told) >= 0.95


def test_nothing_relevant_is_lost_at_the_first_look():
    """A feed gives the headline and a line or two; with that, every relevant text must be worth reading."""
    lost = [
        line["title"]
        for line in rows(GIVE)
        if line["relevant"]
        and not relevance.worth_reading(PROFILE, scan.of(PROFILE, line["title"], line["text"][:200]))
    ]
    assert lost == []


def test_first_look_leaves_nearly_all_other_headlines():
    every = rows(HEADLINES)[::4]
    promising = [line for line in every if relevance.worth_reading(PROFILE, scan.of(PROFILE, line["title"], ""))]
    assert len(promising) / len(every) < 0.015


@pytest.mark.slow
def test_unrelated_texts_stay_out():
    """5,248 finance and technology texts of early 2025; one of them is a labelled text on the topic."""
    told = [
        line["title"]
        for line in rows(STREAM)
        if relevance.judged(PROFILE, scan.of(PROFILE, line["title"], line["text"])).score >= PROFILE.threshold
    ]
    assert len(told) <= 2, told
