"""A replay lists what another topic file would change, and nothing if the file is the same."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor import reading, replay
from monitor.held import Held
from monitor.model import Entry, EntryId, FeedId, StoredEntry, StoryId
from tests import builders
from tests.topic import OPENAI

TOLD = [
    (
        "OpenAI leases 230 MW data center in Narvik",
        "OpenAI leases a data center of 230 megawatts in Narvik from Nscale.",
    ),
    ("Narvik: OpenAI mietet Rechenzentrum", "OpenAI mietet in Narvik ein Rechenzentrum mit 230 Megawatt von Nscale."),
    ("Town library opens", "The library of the town opens on Sunday with a reading."),
]


def held(number: int, *, story: int | None, topic=OPENAI) -> Held:
    title, text = TOLD[number]
    article = builders.article(number, title=title, text=text, language="de" if number == 1 else "en")
    entry = Entry(guid=str(number), url=article.url, title=title, summary=text)
    seen_at = builders.NOW + timedelta(minutes=number)
    feed = builders.feed(topics=(OPENAI.name,))
    stored = StoredEntry(
        id=EntryId(number), feed_id=FeedId(1), feed=feed, entry=entry, revision=0, first_seen_at=seen_at
    )
    said = reading.read(topic, article)
    return Held(stored=stored, article=article, reading=said, story_id=StoryId(story) if story else None)


HELD = [held(0, story=7), held(1, story=7), held(2, story=None)]


def replayed(texts: list[Held], topic=OPENAI) -> replay.Replayed:
    return replay.changes([replay.judged(text, topic) for text in texts], topic)


def test_the_same_topic_changes_nothing():
    assert replayed(HELD) == (3, 0, ())


def test_what_falls_out_and_comes_in_is_told_with_both_scores():
    strict = replace(OPENAI, threshold=1.1)
    out = replayed(HELD, strict)
    assert [(change.kind, change.title) for change in out.changes] == [
        ("falls out", TOLD[0][0]),
        ("falls out", TOLD[1][0]),
    ]
    assert "of 1.10" in out.changes[0].detail
    judged_strictly = [held(number, story=None, topic=strict) for number in range(3)]
    assert [change.kind for change in replayed(judged_strictly).changes] == ["comes in", "comes in"]


def test_figures_pages_and_stories_that_would_change():
    without = replace(HELD[0], reading=replace(HELD[0].reading, figures=()))
    [change] = replayed([without, *HELD[1:]]).changes
    assert (change.kind, change.detail) == ("figures", "+ 230 megawatts (Nscale)")
    unread = replace(HELD[0], article=None, reading=replace(HELD[0].reading, relevant=False))
    assert [change.kind for change in replayed([unread]).changes] == ["would be read"]
    apart = [HELD[0], replace(HELD[1], story_id=StoryId(8))]
    told = replayed(apart).changes
    assert [change.kind for change in told] == ["story", "story"]
    assert told[0].detail == f"+ {TOLD[1][0]}"
    gone = replace(HELD[0], kept=False)
    assert replayed([gone]) == (1, 1, ())


@pytest.mark.parametrize("order", [HELD, HELD[::-1]])
def test_the_order_does_not_matter(order: list[Held]):
    assert replayed(order).changes == ()


def test_a_topic_is_tried_on_what_is_held():
    unread = replace(held(0, story=None), article=None)
    tried = replay.tried([replay.judged(one, OPENAI) for one in (*HELD, unread)], OPENAI)
    assert (tried.entries, tried.gone) == (4, 0)
    assert [let.verdict for let in tried.found] == ["lets in", "lets in", "would be read"]
    assert tried.found[0].score >= tried.found[1].score
    assert all(let.why for let in tried.found)
    demanding = replace(OPENAI, threshold=1.1)
    nearly = replay.tried([replay.judged(one, demanding) for one in HELD], demanding)
    assert [let.verdict for let in nearly.found] == ["nearly", "nearly"]
