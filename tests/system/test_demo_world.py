"""The demo world contains what it promises: outlets, formats, pages, faults; and our own parser reads its feeds."""

from collections import Counter
from datetime import UTC, datetime

import aiohttp
import pytest

from monitor.demo import press, world
from monitor.demo.world import Outlet
from monitor.feeds import parse
from monitor.model import Page
from tests import world as test_world

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
OUTLETS = world.outlets()
BASES = {outlet.slug: f"https://{outlet.slug}.example" for outlet in OUTLETS}
ALIVE = [outlet for outlet in OUTLETS if not outlet.fault]


def answer_page(outlet: Outlet, path: str) -> Page:
    answer = press.answers(outlet, BASES, NOW)[path]
    url = BASES[outlet.slug] + path
    headers = (("content-type", answer.type),)
    return Page(url=url, status=answer.status, headers=headers, body=answer.body, fetched_at=NOW)


def test_the_world_is_as_large_as_promised() -> None:
    pages = [piece for outlet in ALIVE for piece in outlet.pieces if not piece.link]
    assert len(OUTLETS) >= 8
    assert len(pages) >= 40
    assert {outlet.form for outlet in ALIVE} == {"rss2", "rss1", "atom", "json"}
    assert Counter(outlet.language for outlet in ALIVE).keys() == {"de", "en"}
    assert {outlet.fault for outlet in OUTLETS} == {"", "refused", "missing", "broken"}
    assert {piece.wall for piece in pages} == {"", "consent", "pay", "gone"}
    assert all(piece.expect for piece in pages)


@pytest.mark.parametrize("told", [piece for outlet in ALIVE for piece in outlet.pieces], ids=lambda piece: piece.slug)
def test_what_tells_an_event_tells_it_at_length(told: world.Piece) -> None:
    if told.story and told.wall in {"", "consent"} and not told.link:
        assert sum(len(paragraph.split()) for paragraph in told.paragraphs) >= 115


@pytest.mark.parametrize("outlet", ALIVE, ids=lambda outlet: outlet.slug)
def test_our_parser_reads_every_feed_in_full(outlet: Outlet) -> None:
    found = parse.document(answer_page(outlet, press.feed_path(outlet)))
    assert [entry.title for entry in found.entries] == [piece.title for piece in outlet.pieces]
    assert all(entry.url.startswith("https://") for entry in found.entries)
    dated = [entry.published_at is not None for entry in found.entries]
    if outlet.form != "atom":
        assert dated == [piece.age is not None for piece in outlet.pieces]


def test_every_page_says_that_it_is_invented() -> None:
    for outlet in ALIVE:
        for piece in outlet.pieces:
            body = press.answers(outlet, BASES, NOW)[f"/{piece.slug}.html"].body.decode()
            if not piece.wall:
                assert "does not exist" in body or "gibt es nicht" in body
                assert "cookie-banner" in body
                assert "main-nav" in body


async def test_sites_answer_over_http_and_know_what_has_not_changed() -> None:
    torn = next(outlet for outlet in OUTLETS if outlet.fault == "refused")
    async with test_world.serve([ALIVE[0], torn], NOW) as sites, aiohttp.ClientSession() as session:
        url = sites.bases[ALIVE[0].slug] + press.feed_path(ALIVE[0])
        async with session.get(url) as first:
            assert first.status == 200
            etag = first.headers["ETag"]
        async with session.get(url, headers={"If-None-Match": etag}) as second:
            assert second.status == 304
        async with session.get(sites.bases[ALIVE[0].slug] + "/nowhere.html") as third:
            assert third.status == 404
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(sites.bases[torn.slug] + "/feed.xml")
        assert [path for _, path in sites.asked] == [press.feed_path(ALIVE[0])] * 2 + ["/nowhere.html"]
