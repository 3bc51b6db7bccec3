"""Row 6 of the reliability matrix: restarts poll nothing again. Row 26 in the pipeline: a page that kills workers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitor import build, jobs, pages
from monitor.app import App
from monitor.articles.extract import worth_waiting
from monitor.errors import Temporary
from monitor.model import Page
from monitor.settings import Settings
from monitor.work import WorkList
from tests.daemon import daemon, rows
from tests.faults import Clock, FaultServer, Reply, entry, rss, serve
from tests.world import chosen, feeds_yaml

FEEDS = 5
JOBS = {job.list: job for job in jobs.JOBS}


def configured(folder: Path, server: FaultServer, **options: Any) -> Settings:
    for number in range(FEEDS):
        server.on(f"/feed-{number}", Reply(body=rss(entry(number)), headers={"ETag": f'"{number}"'}))
    return chosen(folder, feeds_yaml([server.url(f"/feed-{number}") for number in range(FEEDS)], **options))


async def test_row_06_restarts_within_ten_minutes_ask_nobody_again(tmp_path: Path) -> None:
    clock = Clock()
    async with serve() as server:
        settings = configured(tmp_path, server)
        for _ in range(4):
            async with build.open_app(settings, now=clock) as app:
                await jobs.run_due(app, JOBS[WorkList.FEEDS])
            clock.advance(seconds=150)
        assert [len(server.asked(f"/feed-{number}")) for number in range(FEEDS)] == [1] * FEEDS


@pytest.mark.slow
@pytest.mark.timeout(590)
async def test_row_06_nor_do_fifty_kills(tmp_path: Path) -> None:
    async with serve() as server:
        settings = configured(tmp_path, server)

        def looked() -> bool:
            return rows(settings, "SELECT count(*) FROM feeds WHERE state LIKE '%\"looks\":1%' AND NOT claimed") == [
                (FEEDS,)
            ]

        for _ in range(50):
            async with daemon(settings) as running:
                await running.until(looked)
        assert [len(server.asked(f"/feed-{number}")) for number in range(FEEDS)] == [1] * FEEDS


class Breaking:
    """Workers that die on every page, but not on texts of feeds."""

    async def run(self, function: Callable[..., Any], *args: Any) -> Any:
        if function is pages.read_article and isinstance(args[1], Page):
            raise Temporary("the page broke its reader")
        return function(*args)

    async def close(self) -> None:
        pass


async def test_row_26_a_page_that_breaks_its_readers_is_left_alone_and_the_feeds_text_is_used(tmp_path: Path) -> None:
    clock = Clock()
    async with serve() as server:
        server.on("/robots.txt", Reply(status=404))
        server.on(
            "/feed",
            Reply(
                body=rss(entry(1, text="OpenAI builds a data centre of 5 gigawatts in Texas. " * 5)).replace(
                    b"https://example.org", server.url("").encode()
                )
            ),
        )
        server.on("/story-1", Reply(body=b"<html><p>x</p></html>", headers={"Content-Type": "text/html"}))
        settings = chosen(tmp_path, feeds_yaml([server.url("/feed")], read="all"))
        async with build.open_app(settings, now=clock) as app:
            hurt = App(**{name: getattr(app, name) for name in App.__dataclass_fields__} | {"compute": Breaking()})
            for _ in range(10):
                await jobs.run_until_idle(hurt)
                clock.advance(minutes=9)
        (settled,) = rows(settings, "SELECT failed, article_id FROM entries")
        assert settled[1] is not None, "read from the feed"
        assert len(server.asked("/story-1")) == 2
        assert not worth_waiting(Page(url="", status=200, fetched_at=clock()))
