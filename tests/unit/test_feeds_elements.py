"""A document cut down to its new items leads to the same as the whole document, whatever feeds do."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.feeds import changes, elements, marks, parse
from monitor.feeds.marks import Mark
from monitor.model import Entry, Feed, FeedState, Page, Poll

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
FEED = Feed(url="https://example.org/rss", backfill=2)


def item(number: int, title: str = "", text: str = "", *, guid: str = "", path: str = "", day: int = 0) -> str:
    link = f"https://example.org/{path or number}"
    said = f"<title>{title or f'Headline of the day {number}'}</title><description>{text or f'Text {number}'}</description>"
    dated = f"<pubDate>{day} Nov 2026 06:00:00 GMT</pubDate>" if day else ""
    return f"<item>{said}<link>{link}</link><guid>{guid or link}</guid>{dated}</item>"


def page(listed: Sequence[str], *, nth: int = 0, tail: str = "") -> Page:
    body = f"<rss version='2.0'><channel><title>T</title><ttl>{60 + nth}</ttl>{''.join(listed)}{tail}</channel></rss>"
    return Page(url=FEED.url, status=200, body=body.encode(), fetched_at=NOW + nth * timedelta(hours=1))


class Reader:
    """A feed's state and what is stored of it, as `poll_feed` keeps them."""

    def __init__(self, *, cuts: bool) -> None:
        self.cuts, self.cut = cuts, 0
        self.state = FeedState(url=FEED.url)
        self.stored: list[Mark] = []

    def poll(self, answer: Page) -> Poll:
        found = parse.document(answer, changes.known_elements(self.state) if self.cuts else "")
        alike = self._alike(found.entries)
        if found.known and alike:
            found = parse.document(answer)
            alike = self._alike(found.entries)
        self.cut += bool(found.known)
        poll = changes.decide(FEED, self.state, answer, found, alike, answer.fetched_at)
        over = [entry for entry, _ in poll.passed]
        self.stored += marks.marks_of((*poll.fresh, *poll.revised))
        self.stored += [dataclasses.replace(mark, passed=True) for mark in marks.marks_of(over)]
        self.state = poll.state
        return poll

    def _alike(self, entries: Sequence[Entry]) -> list[Mark]:
        own = marks.marks_of(entries)
        guids, urls, titles = ({getattr(one, name) for one in own} - {""} for name in ("guid", "url", "title_hash"))
        return [one for one in self.stored if one.guid in guids or one.url in urls or one.title_hash in titles]


def told(poll: Poll) -> Poll:
    return dataclasses.replace(poll, state=dataclasses.replace(poll.state, elements=""))


numbers = st.integers(0, 5)
listed = st.builds(
    item,
    numbers,
    title=st.sampled_from(["", "", "", "News of the day", "Another headline of five words"]),
    text=st.sampled_from(["", "", "", "one text", "3 comments"]),
    guid=st.sampled_from(["", "", "", "g1", "g2"]),
    path=st.sampled_from(["", "", "", "p1", ""]),
    day=st.sampled_from([0, 0, 19, 20]),
)


@pytest.mark.slow
@given(st.lists(st.lists(listed, max_size=6), min_size=2, max_size=6))
@settings(max_examples=40, deadline=None)
def test_any_history_is_the_same_with_cuts_and_without(history: list[list[str]]) -> None:
    whole, cut = Reader(cuts=False), Reader(cuts=True)
    before: list[str] = []
    for nth, fresh in enumerate(history):
        before = [*fresh, *before][:8]
        answer = page(before, nth=nth)
        assert told(cut.poll(answer)) == told(whole.poll(answer))
        assert cut.stored == whole.stored


def test_only_new_items_are_read() -> None:
    reader = Reader(cuts=True)
    news = [item(number) for number in range(5)]
    assert len(reader.poll(page(news[2:])).passed) == 1
    assert reader.poll(page(news[2:], nth=1)).fresh == ()
    poll = reader.poll(page(news, nth=2))
    assert [entry.url for entry in poll.fresh] == ["https://example.org/0", "https://example.org/1"]
    assert reader.cut == 2
    found = parse.document(page(news), reader.state.elements)
    assert (found.entries, len(found.known), found.title) == ((), 5, "T")


def test_a_rewritten_item_is_read_with_all_others() -> None:
    reader = Reader(cuts=True)
    reader.poll(page([item(1), item(2)]))
    poll = reader.poll(page([item(1, text="rewritten"), item(2)], nth=1))
    assert ([entry.summary for entry in poll.revised], reader.cut) == (["rewritten"], 0)


def test_an_item_that_comes_twice_is_new_the_second_time() -> None:
    body = page([item(1), item(1), item(2)]).body
    found = elements.of(body, "")
    known = elements.trace(found.hashes[0], parse.document(page([item(1)])).entries[0])
    rest, left, others = elements.new(body, found, known)
    assert (left, others) == ([known], list(found.hashes[1:]))
    assert elements.of(rest, "").hashes == found.hashes[1:]


def test_items_that_cannot_be_told_apart_are_not_cut() -> None:
    for odd in (
        "<item><description><![CDATA[</item>]]></description></item>",
        "<item><title>x</title><!-- </item> --></item>",
        "<item><title>one<item></item></title></item>",
        "<item><title>x</title>",
    ):
        assert elements.of(page([item(1), odd]).body, "").hashes == ()
    assert elements.of(b"{}", "").hashes == ()
    commented = page([item(1), f"<!-- {item(2)} -->"])
    assert len(elements.of(commented.body, "").hashes) == 2
    assert parse.document(commented).elements == "", "as many items as entries, or they are not the same"


def test_another_beginning_or_address_makes_all_items_new() -> None:
    body = page([item(1)]).body
    one = elements.of(body, "x").hashes
    german = body.replace(b"'2.0'", b"'2.0' xml:lang='de'")
    assert one not in {elements.of(body, "y").hashes, elements.of(german, "x").hashes}
    assert one == elements.of(body.replace(b"<title>T<", b"<title>U<"), "x").hashes
