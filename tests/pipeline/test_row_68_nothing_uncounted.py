"""Row 68: whatever a feed brings is stored or counted with its reason, and `why` finds it."""

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from monitor.feeds import changes, parse
from monitor.model import Feed, Page
from monitor.store import open_reports, open_store
from monitor.work import WorkList
from tests import paper
from tests.faults import rss, serve

NOW = datetime.now(UTC).replace(microsecond=0)
LEASE = timedelta(minutes=3)


async def test_row_68_five_untitled_items_of_one_page_are_five_entries(tmp_path: Path) -> None:
    async with serve() as server, paper.running(tmp_path, server, read="all") as app:
        items = [paper.item(link=server.url("/log"), text=f"Note {n}: OpenAI's data centre.") for n in range(5)]
        edition = await paper.look(app, server, items)
        assert edition["account"]["fetched"] == 5
        assert (await paper.look(app, server, items))["account"]["fetched"] == 0


@pytest.mark.slow
async def test_row_68_what_is_passed_over_is_in_the_account_and_found(tmp_path: Path) -> None:
    """History beyond `backfill`, exact repetitions, the same words under another id: counted once, never reported."""
    async with serve() as server, paper.running(tmp_path, server, backfill=2) as app:
        day = timedelta(days=1)
        items = [
            paper.item(f"Piece number {n} of the swimming pool", server.url(f"/p{n}"), guid=f"g{n}", at=NOW - n * day)
            for n in range(12)
        ]
        edition = await paper.look(app, server, items)
        assert edition["account"] | {"off_topic": 0} == edition["account"] | {
            "fetched": 12,
            "passed_over": 10,
            "off_topic": 0,
        }
        lines = [one for one in edition["withheld"] if one["reason"] == "passed-over"]
        assert {one["url"] for one in lines} == {server.url(f"/p{n}") for n in range(2, 12)}
        assert all(one["detail"] and one["title"] for one in lines)
        repeated = [items[0], items[0], *items]
        assert paper.reasons(await paper.look(app, server, repeated)) == {"passed_over": 2}
        moved = paper.item("Piece number 0 of the swimming pool", server.url("/moved"), guid="other")
        assert paper.reasons(await paper.look(app, server, [moved, *repeated])) == {"passed_over": 1}
        assert paper.reasons(await paper.look(app, server, [moved, *repeated])) == {}, "each is counted once"
        rewritten = [one.replace("swimming pool", "swimming pool, corrected") for one in items[5:]]
        assert paper.reasons(await paper.look(app, server, rewritten)) == {}, "history does not come back as news"
    with open_reports(f"sqlite:///{tmp_path / 'monitor.sqlite'}") as reports:
        [told] = reports.why(server.url("/p7"))
        assert (told.passed, told.appearances[0].reason) == ("backfill", "passed-over")
        assert [one.passed for one in reports.why("/moved")] == ["same"]
        assert len(reports.why("number swimming")) > 10
        assert reports.why("100% of nothing_here!") == []


async def test_row_68_what_is_too_much_to_read_is_counted_as_a_number(tmp_path: Path) -> None:
    async with serve() as server, paper.running(tmp_path, server) as app:
        items = [paper.item(f"Pool {n}", server.url(f"/p{n}"), guid=f"g{n}") for n in range(620)]
        first = await paper.look(app, server, items)
        assert (first["account"]["fetched"], first["account"]["passed_over"]) == (620, 120)
        more = [paper.item(f"New pool {n}", server.url(f"/n{n}"), guid=f"n{n}") for n in range(10)]
        second = await paper.look(app, server, [*more, *items])
        assert (second["account"]["fetched"], second["account"]["passed_over"]) == (20, 10)


THINGS = st.lists(
    st.tuples(
        st.sampled_from(["", "Pool", "Pool opens late in the year", "Council meets again about the pool"]),
        st.sampled_from(["", "/", "/a", "/b", "/a#one", "/a#two", "/a#ref=rss"]),
        st.sampled_from(["", "1", "2", "3"]),
        st.sampled_from(["", "Some text.", "Another text of it.", "Text with 3 comments"]),
        st.sampled_from([None, 1, 30]),
    ),
    max_size=8,
)


@pytest.mark.slow
@settings(max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(documents=st.lists(THINGS, min_size=1, max_size=3), backfill=st.sampled_from([0, 2, 500]))
async def test_row_68_items_in_are_entries_stored_or_counted(
    documents: Sequence[Sequence[tuple]], backfill: int
) -> None:
    """Exact at the first look; later a repeated document adds nothing, however it shuffles ids and addresses."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/monitor.sqlite", now=NOW, daemon=True)
        feed = Feed(url="https://e.org/feed", backfill=backfill)
        await store.feeds.sync([feed], now=NOW)
        held = [
            await _look(store, Path(folder), feed, document, NOW + timedelta(days=1 + place, hours=again))
            for place, document in enumerate(documents)
            for again in range(4)
        ]
        await store.close()
    assert held[:4] == [len(documents[0])] * 4
    assert held == sorted(held)
    assert all(held[place] == held[place + 1] for place in range(2, len(held), 4))


async def _look(store, folder: Path, feed: Feed, things: Sequence[tuple], now: datetime) -> int:
    """Poll a document with these entries. Returns how many are then stored or counted."""
    items = [
        paper.item(
            title,
            f"https://e.org{link}" if link else "",
            guid=guid,
            text=text,
            at=NOW - timedelta(days=days or 0) if days else None,
        )
        for title, link, guid, text, days in things
    ]
    [work] = await store.work.claim(WorkList.FEEDS, now=now + timedelta(days=40), lease=LEASE, limit=1)
    id, _, state = await store.feeds.get(work.key)
    page = Page(url=feed.url, status=200, body=rss(*items, head=f"<generator>{now}</generator>"), fetched_at=now)
    found = parse.document(page)
    marks = await store.feeds.marks(id, found.entries)
    await store.feeds.save_poll(work, id, changes.decide(feed, state, page, found, marks, now), now=now)
    return paper.row(
        folder,
        "SELECT (SELECT count(*) FROM entries WHERE revision = 0) + (SELECT coalesce(sum(number), 0) FROM passed_over)",
    )
