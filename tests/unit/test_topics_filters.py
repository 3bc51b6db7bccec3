"""Whether the page of an entry is worth reading, and what a feed's own filters do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor import problems, reading
from monitor.model import Article, Entry, EntryId, Feed, FeedId, Reading, StoredEntry
from monitor.topics import filters
from tests.topic import OPENAI as PROFILE

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def entry(title, summary="", content="", **feed):
    return StoredEntry(
        id=EntryId(1),
        feed_id=FeedId(1),
        feed=Feed(url="https://example.org/rss", **feed),
        entry=Entry(guid="1", url="https://example.org/a", title=title, summary=summary, content=content),
        revision=0,
        first_seen_at=NOW,
    )


def look_at(stored):
    return filters.before_reading(stored.entry, stored.feed, PROFILE)


def last(stored, text="OpenAI mietet ein Rechenzentrum mit 230 Megawatt in Narvik."):
    article = Article(
        url="https://example.org/a",
        site="",
        title=stored.entry.title,
        text=text,
        language="de",
        published_at=None,
        basis="page",
    )
    return filters.after_reading(stored, article, reading.read(PROFILE, article))


@pytest.mark.parametrize(
    ("title", "summary", "promising"),
    [
        ("OpenAI mietet Hallen in Norwegen", "", True),
        ("Neues aus der KI-Branche", "OpenAI und Oracle bauen weiter.", True),
        ("Stargate: Banken zögern", "", True),
        ("Altman: we are out of GPUs", "", True),
        ("OpenAI macht etwas ganz anderes", "", True),  # the headline says too little to skip it
        ("Wachstum", "Das KI-Rechenzentrum bekommt einen Mieter.", True),
        ("CoreWeave senkt Prognose", "", True),
        ("Banks lend $38 billion for AI data centers", "", True),
        ("Blue Owl walks away from Michigan data center", "", True),  # a party and a clear word of the topic
        ("Vantage übergibt das erste Gebäude", "Das Rechenzentrum steht in Texas.", True),
        ("Gas vom eigenen Acker", "Gebaut werden darf ein Kraftwerk mit 410 MW.", True),  # only the summary says so
        ("Bluebird borrows $4.5bn against OpenAI chips", "", True),  # not a yardstick, and harmless if it were
        ("Nvidia-Chips im Vergleich", "Welche Grafikkarte lohnt sich?", False),
        ("OpenAI verklagt", "Ein Gericht prüft.", False),
        ("Fußball: Sieg in letzter Minute", "", False),
        ("Neue Grafikkarte im Test", "Die Karte ist schnell.", False),
        ("Europas Antwort auf OpenAI", "", False),
        ("", "", False),
    ],
)
def test_first_look(title, summary, promising):
    look = look_at(entry(title, summary))
    assert look.promising is promising, look.reading.why
    assert look.reading.why
    assert not look.reading.relevant
    assert look.reading.topic == PROFILE.name


def test_a_feed_that_is_read_in_full():
    assert look_at(entry("Fußball: Sieg", read="all")).promising


def told(reading: Reading) -> list[str]:
    return [problems.words(why) for why in reading.why]


def test_exclude_refuses_at_once_and_says_why():
    look = look_at(entry("OpenAI-Aktie: Chips von AMD", exclude="aktie OR börse"))
    assert not look.promising
    assert told(look.reading) == ["refused by the feed's exclude filter: aktie"]
    assert not look_at(entry("Aktie", exclude="aktie", read="all")).promising


def test_include_waits_for_the_page():
    stored = entry("OpenAI mietet Hallen", include="narvik")
    assert look_at(stored).promising
    assert last(stored).relevant
    refused = last(entry("OpenAI mietet Hallen", include="oslo"))
    assert not refused.relevant
    assert told(refused)[0] == "refused by the feed's include filter: oslo does not match"
    assert refused.score > refused.threshold


def test_exclude_holds_for_the_page_too():
    refused = last(entry("OpenAI mietet Hallen", exclude="megawatt NEAR/3 narvik"))
    assert not refused.relevant
    assert "exclude" in told(refused)[0]
    assert "narvik" in told(refused)[0]


def test_without_filters_the_reading_stays():
    assert last(entry("OpenAI mietet Hallen")).relevant
