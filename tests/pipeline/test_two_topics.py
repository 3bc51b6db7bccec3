"""Two feeds with different topics that link to one page: each topic is judged."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import build, catalog, jobs
from monitor.app import App
from monitor.demo.press import Answer
from monitor.mail.file import DigestFolder
from monitor.store import open_store
from monitor.topics import profile
from tests.daemon import rows
from tests.fakes import FakeClock, FakeMail, FakeWeb, InlineCompute
from tests.topic import OPENAI
from tests.world import TOPIC, chosen

WIND = """\
name: wind
title: {en: Wind at Husum}
subjects:
  Nordwind:
aspects:
  turbines: {weight: 1.0, en: turbine*}
"""
FEEDS = """\
topics: [openai-infrastructure, ./wind.yaml]
feeds:
  - {{url: https://one.example/rss, topics: [{first}]}}
  - {{url: https://two.example/rss, topics: [{second}]}}
digests:
  test: {{schedule: "0 7 * * *", to: [reader@example.org], topics: [openai-infrastructure, wind]}}
"""
TITLE = "Nordwind puts turbines beside a data centre near Husum"
TEXT = (
    "Nordwind will build twelve turbines beside the new data centre near Husum, the firm said on Monday. "
    "The first turbine is to turn in spring. Nordwind pays for the road, the town for the harbour crane. "
    "Neighbours had asked for quieter turbines, and Nordwind chose a slower type after two hearings. "
) * 3
RSS = """<rss version="2.0"><channel><title>News</title>{}</channel></rss>"""
ITEM = f"""<item><guid>1</guid><title>{TITLE}</title><link>https://paper.example/turbines</link>
<pubDate>Mon, 23 Nov 2026 05:00:00 GMT</pubDate></item>"""
PAGE = f"<html lang=en><title>{TITLE}</title><body><article><h1>{TITLE}</h1><p>{TEXT}</p></article></body></html>"


@pytest.mark.parametrize("topics", [(TOPIC, "wind"), ("wind", TOPIC)], ids=["first", "last"])
async def test_a_page_is_read_for_the_topics_of_every_feed(tmp_path: Path, topics: tuple[str, str]) -> None:
    (tmp_path / "wind.yaml").write_text(WIND, "utf-8")
    settings = chosen(tmp_path, FEEDS.format(first=topics[0], second=topics[1]))
    clock = FakeClock(datetime(2026, 11, 23, 7, tzinfo=UTC))
    web, watched = FakeWeb(clock), catalog.load(settings.config)
    for host, items in (("one", ITEM), ("two", "")):
        web.served[f"https://{host}.example/rss"] = Answer(body=RSS.format(items).encode(), type="text/xml")
    web.served["https://paper.example/turbines"] = Answer(body=PAGE.encode(), type="text/html")
    wind = profile.load(str(tmp_path / "wind.yaml"))
    store = open_store(settings.database_url, now=clock(), daemon=True)
    app = App(
        catalog=watched,
        topics={TOPIC: OPENAI, "wind": wind},
        store=store,
        web=web,
        compute=InlineCompute(),
        mailer=FakeMail(),
        archive=DigestFolder(settings.digests),
        now=clock,
        sender="monitor@example.org",
    )
    await build.sync_tables(app)
    try:
        await jobs.run_until_idle(app)
        web.served["https://two.example/rss"] = Answer(body=RSS.format(ITEM).encode(), type="text/xml")
        clock.advance(timedelta(hours=11))
        await jobs.run_until_idle(app)
    finally:
        await store.close()
    judged = rows(settings, "SELECT topic, relevant FROM readings ORDER BY topic")
    assert judged == [(TOPIC, 0), ("wind", 1)]
    assert rows(settings, "SELECT topic FROM members") == [("wind",)]
    assert rows(settings, "SELECT count(*) FROM articles WHERE imprint = ''") == [(1,)], "off topic: nothing to compare"
