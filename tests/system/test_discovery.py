"""From a pasted address to the feed it means, and the report on it: our own pages on loopback, with the real door."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from monitor import catalog
from monitor.cli.discovery import Discovery
from monitor.cli.trial import Trial
from monitor.demo import server, world
from monitor.model import Feed
from tests import faults
from tests.faults import FaultServer, Reply
from tests.world import chosen

NOW = datetime.now(UTC)
RSS = {"Content-Type": "application/rss+xml"}
HTML = {"Content-Type": "text/html"}
TEASER = "A teaser of a sentence or two, as papers write them to make readers curious."


def feed(
    *numbers: int, title: str = "The Quay", days: float = 1.0, text: str = TEASER, head: str = "", ago: float = 0.05
) -> bytes:
    entries = "".join(
        f"<item><title>OpenAI data center {number} opens</title><link>https://quay.example/{number}</link>"
        f"<pubDate>{format_datetime(NOW - timedelta(days=days * place + ago))}</pubDate><description>{text}</description></item>"
        for place, number in enumerate(numbers)
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{head}{entries}</channel></rss>'.encode()


def html(head: str = "", body: str = "<p>Hello</p>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def link(href: str, title: str = "News") -> str:
    return f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


ROUTES: Mapping[str, Reply] = {
    "/feed-itself": Reply(body=feed(1, 2), headers=RSS),
    "/named": Reply(body=html(link("/feed-itself")), headers=HTML),
    "/both": Reply(body=html(link("/feed-itself") + link("/twin")), headers=HTML),  # two formats of one feed
    "/twin": Reply(body=feed(2, 1, title="The Quay (again)"), headers=RSS),
    "/several": Reply(body=html(link("/feed-itself") + link("/sport")), headers=HTML),
    "/sport": Reply(body=feed(11, 12, title="Sport"), headers=RSS),
    "/comments-too": Reply(body=html(link("/talk") + link("/feed-itself")), headers=HTML),
    "/talk": Reply(body=feed(21, 22, title="Comments on: A hall"), headers=RSS),
    "/only-comments": Reply(body=html(link("/talk")), headers=HTML),
    "/in-header": Reply(
        body=html(), headers={**HTML, "Link": '</feed-itself>; rel="alternate"; type="application/rss+xml"'}
    ),
    "/for-people": Reply(body=html(body='<a href="/blog/rss.xml">RSS</a>'), headers=HTML),
    "/blog/rss.xml": Reply(body=feed(31), headers=RSS),
    "/blog/article": Reply(body=html(), headers=HTML),  # names no feed; one is at a usual address
    "/dead-link": Reply(body=html(link("/nowhere") + link("/feed-itself")), headers=HTML),
    "/moved": Reply(status=301, headers={"Location": "/feed-itself"}),
    "/empty-too": Reply(body=html(link("/empty") + link("/feed-itself")), headers=HTML),
    "/empty": Reply(body=feed(title="Releases"), headers=RSS),
    "/podcast": Reply(body=html(body='<script>{"feedUrl":"BASE/feed-itself"}</script>'), headers=HTML),
}
LEADS = {
    "/feed-itself": ["/feed-itself"],
    "/named": ["/feed-itself"],
    "/both": ["/feed-itself"],
    "/several": ["/feed-itself", "/sport"],
    "/comments-too": ["/feed-itself"],
    "/only-comments": ["/talk"],
    "/in-header": ["/feed-itself"],
    "/for-people": ["/blog/rss.xml"],
    "/blog/article": ["/blog/rss.xml"],
    "/dead-link": ["/feed-itself"],
    "/moved": ["/feed-itself"],
    "/empty-too": ["/feed-itself"],
    "/podcast": ["/feed-itself"],
}


@pytest.fixture
async def site() -> AsyncIterator[FaultServer]:
    async with faults.serve() as server:
        for path, reply in ROUTES.items():
            body = reply.body.replace(b"BASE", server.url("").rstrip("/").encode())
            server.on(path, Reply(status=reply.status, body=body, headers=reply.headers))
        yield server


def discovery(folder: Path) -> Discovery:
    settings = chosen(folder, "topics: [openai-infrastructure]\nfeeds: []\n")
    return Discovery(settings, catalog.load(settings.config), gap=0.0)


def meant(url: str) -> Feed:
    return Feed(url=url, topics=("openai-infrastructure",))


@pytest.mark.slow
async def test_pages_lead_to_their_feeds(site: FaultServer, tmp_path: Path) -> None:
    async with discovery(tmp_path) as looks:
        found = {path: await looks.discover(meant(site.url(path))) for path in LEADS}
    assert {path: [trial.url for trial in trials] for path, trials in found.items()} == {
        path: [site.url(feed) for feed in feeds] for path, feeds in LEADS.items()
    }
    assert found["/only-comments"][0].warnings == ("brings readers' comments, not articles",)


async def test_a_front_page_that_keeps_us_out_and_one_that_leads_nowhere(tmp_path: Path) -> None:
    async with faults.serve() as closed, faults.serve() as empty, discovery(tmp_path) as looks:
        closed.on("/", Reply(status=403, body=b"no"))
        closed.on("/rss.xml", Reply(body=feed(1, 2), headers=RSS))
        empty.on("/", Reply(body=html(), headers=HTML))
        closed.on("/article", Reply(body=html(link("/article/talk")), headers=HTML))
        closed.on("/article/talk", Reply(body=feed(7, title="Comments on: A hall"), headers=RSS))
        (behind,) = await looks.discover(meant(closed.url("/")))
        (nothing,) = await looks.discover(meant(empty.url("/")))
        (article,) = await looks.discover(meant(closed.url("/article")))
    assert (behind.url, behind.problem) == (closed.url("/rss.xml"), "")
    assert "does not lead to one" in nothing.problem
    assert article.url == closed.url("/rss.xml")  # rather than the comments on this one article


async def test_a_host_without_a_scheme_that_speaks_http_only(tmp_path: Path) -> None:
    papers = world.outlets()[:1]
    async with server.serve(papers, NOW) as sites, discovery(tmp_path) as looks:
        base = sites.bases[papers[0].slug]
        (plain,) = await looks.discover(meant(base.replace("http:", "https:")), bare=True)
    assert (plain.url.startswith(base), plain.problem) == (True, "")


async def test_what_the_report_of_a_feed_says(tmp_path: Path) -> None:
    async with faults.serve() as server, discovery(tmp_path) as looks:
        lasting = {**RSS, "Cache-Control": "max-age=7200"}
        server.on("/daily", Reply(body=feed(*range(8), head="<ttl>90</ttl>"), headers=lasting))
        server.on(
            "/dead",
            Reply(
                body=feed(1, 2, 3, ago=200.0).replace(b"data center", b"bakery").replace(b"OpenAI", b"Old"),
                headers=RSS,
            ),
        )
        server.on("/huge", Reply(body=feed(*range(100), days=0.005), headers={**RSS, "ETag": '"1"'}))
        server.on("/full", Reply(body=feed(1, 2, text="Many words of an article. " * 100), headers=RSS))
        server.on("/bare", Reply(body=feed(1, 2, text=""), headers=RSS))
        server.on("/login", Reply(status=401))
        daily, dead, huge, full, bare, login = [
            await looks.look(meant(server.url(f"/{name}")))
            for name in ("daily", "dead", "huge", "full", "bare", "login")
        ]
    assert isinstance(daily, Trial)
    assert (daily.entries, daily.pace, daily.text, len(daily.promising)) == (8, "about 7 a week", "teasers", 8)
    assert daily.language == "en"
    assert "an answer is valid for 2 hours" in daily.asks
    assert "1.5 hours between polls" in daily.asks
    assert (full.text, bare.text) == ("full text", "headlines only")
    assert len(dead.promising) == 0
    assert any("dead" in told for told in dead.warnings)
    assert any("include" in told for told in huge.warnings)
    assert "auth: env:NAME" in login.problem
