"""A text that has nothing of a topic is known by one pass; what the pass lets through is looked at as before."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.model import Entry, Feed
from monitor.topics import filters, relevance, scan, touch
from tests.topic import OPENAI as PROFILE

SETS = sorted((Path(__file__).parents[1] / "quality/labelled").glob("days-*.jsonl"))
FEED = Feed(url="https://example.org/rss", topics=(PROFILE.name,))
TOPICS = {PROFILE.name: PROFILE}


def entry(title: str, summary: str = "") -> Entry:
    return Entry(guid=title, url="https://example.org/a", title=title, summary=summary, identity=title)


@pytest.mark.slow
@pytest.mark.parametrize("code", ["", "de", "en"])
def test_what_is_not_touched_has_neither_names_nor_words_nor_hints(code: str) -> None:
    lines = [json.loads(line) for path in SETS for line in path.read_text("utf-8").splitlines()]
    texts = [(line["title"], line["text"][:end]) for line in lines for end in (0, 60)]
    untouched = [text for text in texts if not touch.touches(PROFILE, *text, code)]
    assert len(untouched) > len(texts) / 50
    for title, text in untouched:
        seen = scan.of(PROFILE, title, text, code)
        assert not any(sentence.names for sentence in seen.sentences)
        assert relevance.worth_reading(PROFILE, seen) is None


@pytest.mark.parametrize("code", ["", "de", "en"])
def test_texts_searched_together_are_judged_like_each_alone(code: str) -> None:
    lines = [json.loads(line) for path in SETS[:3] for line in path.read_text("utf-8").splitlines()]
    texts = ["", *(f"{line['title']}\n{line['text'][:end]}" for line in lines for end in (0, 40)), "İstanbul", ""]
    alone = [touch.touches(PROFILE, *text.partition("\n")[::2], code) for text in texts]
    assert list(touch.touched(PROFILE, texts, code)) == alone
    assert set(alone) == {True, False}
    assert touch.touched(PROFILE, [], code) == []


def test_entries_in_several_languages_are_each_judged_in_their_own() -> None:
    found = [replace(entry(title), language=code) for title, code in (("Das KI-Rechenzentrum", "de"), ("Rain", "en"))]
    each = [filters.unread(FEED, [one], TOPICS, {}) for one in found]
    assert filters.unread(FEED, found, TOPICS, {}) == {**each[0], **each[1]}


def test_a_hint_that_is_true_of_any_text_touches_every_text() -> None:
    open_minded = replace(PROFILE, hints=("NOT football",), fingerprint="open")
    assert touch.touches(open_minded, "Rain in the north", "")
    assert not touch.touches(PROFILE, "Rain in the north", "")


@pytest.mark.parametrize("title", ["Rechen\u00adzentrum", "RECHENZENTRUM in Oslo", "Das KI-Rechenzentrum", "İstanbul"])
def test_it_rather_says_too_much(title: str) -> None:
    assert touch.touches(PROFILE, title.replace("\u00ad", ""), "")


def test_entries_no_topic_wants_read_are_known_by_their_identity() -> None:
    left = filters.unread(FEED, [entry("OpenAI mietet Hallen"), entry("Rain in the north")], TOPICS, {})
    assert {name: [one.topic for one in said] for name, said in left.items()} == {"Rain in the north": [PROFILE.name]}
    assert filters.unread(replace(FEED, read="all"), [entry("Rain in the north")], TOPICS, {}) == {}


def test_an_entry_that_cannot_be_looked_at_is_left_to_the_reader_and_holds_up_no_other() -> None:
    odd = replace(entry("odd"), summary=7)  # type: ignore[arg-type]
    assert list(filters.unread(FEED, [odd, entry("Rain")], TOPICS, {})) == ["Rain"]
    assert filters.unread(replace(FEED, topics=("gone",)), [entry("Rain")], TOPICS, {}) == {}
