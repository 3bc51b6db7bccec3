"""Labelled texts among thousands of unrelated ones, through reading and placing: nothing unrelated gets in."""

import csv
import gzip
import json
from collections import defaultdict
from pathlib import Path

import pytest

from monitor import evaluation
from monitor.stories import chosen, similar
from tests.topic import OPENAI as TOPIC

DATA = Path(__file__).parents[2].parent / "shared" / "data"
GIVE, STREAMS = DATA / "openai-infra" / "give.jsonl", DATA / "streams"
ENGLISH, GERMAN = STREAMS / "bulwark-2025-02-en.part1.jsonl.gz", STREAMS / "10kgnad-test.csv"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),  # 6,400 texts: about two minutes of one core
    pytest.mark.skipif(not (GIVE.exists() and ENGLISH.exists()), reason="shared data is not beside the checkout"),
]
UNRELATED = {"relevant": False, "unlabelled": True}


def labelled() -> list[dict]:
    return [line for line in map(json.loads, GIVE.read_text("utf-8").splitlines()) if not line["borderline"]]


def stream() -> list[dict]:
    """German texts without dates are mixed with the labelled ones of 2025, ten a day."""
    with gzip.open(ENGLISH, "rt", encoding="utf-8") as lines:
        found = [{**UNRELATED, **line, "lang": "en"} for line in map(json.loads, lines)]
    with GERMAN.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter=";", quotechar="'")):
            text = row[1] if len(row) > 1 else ""
            day = f"2025-{1 + number // 100:02}-{1 + number % 28:02}"
            found.append({**UNRELATED, "title": text[:80], "text": text, "lang": "de", "date": day})
    return [{**line, "id": f"stream {number}"} for number, line in enumerate(found)]


def test_a_stream_of_other_news_does_not_pollute_the_topic():
    lines = [*labelled(), *stream()]
    texts = [evaluation.labelled(number, line, TOPIC) for number, line in enumerate(lines)]
    texts.sort(key=lambda text: text.seen_at)
    known = [text for text in texts if not is_unlabelled(text)]

    shown = [text for text in texts if text.reading.relevant]
    wrong = [text for text in shown if not text.line["relevant"] and not is_among(text, known)]
    assert len(wrong) <= 0.03 * len(shown), [text.article.title for text in wrong]

    stories: dict[int, list[evaluation.Labelled]] = defaultdict(list)
    found = evaluation.place(shown)  # as in the program: off-topic texts are never placed
    for text in shown:
        stories[found[text.id]].append(text)
    mixed = [story for story in stories.values() if not all(map(is_unlabelled, story))]
    strangers = [text for story in mixed for text in story if is_unlabelled(text) and not is_among(text, known)]
    assert [text.article.title for text in strangers] == []
    assert len(mixed) >= 20


def is_unlabelled(text: evaluation.Labelled) -> bool:
    return "unlabelled" in text.line


def is_among(text: evaluation.Labelled, known: list[evaluation.Labelled]) -> bool:
    """Whether a text of the stream is one of the labelled articles: the stream contains some of them."""
    one = text.imprint
    return any(
        one.title_hash == other.imprint.title_hash or similar.copy_share(one, other.imprint) >= chosen.COPY
        for other in known
    )
