"""A feed that has moved or stopped: its new address is found on its old site and written into feeds.yaml."""

from pathlib import Path

import pytest

from monitor import catalog
from monitor.catalog import edit
from monitor.cli import mending
from monitor.digests import month
from monitor.errors import Invalid
from monitor.model import Feed
from monitor.store import open_reports
from monitor.store.feed_lines import FeedLine
from tests import faults, world
from tests.contract.store_steps import HOUR, START, Steps, empty_file, entry, url_of
from tests.contract.store_steps import steps_in_file as steps
from tests.faults import Reply
from tests.system.test_discovery import HTML, RSS, feed, html, link

__all__ = ["empty_file", "steps"]

YAML = """topics: [openai-infrastructure]
feeds:
  # our first paper
  - title: The Quay   # of the harbour
    url: {url}
    interval: 1h
"""


def line(url: str, **values: object) -> FeedLine:
    never = dict.fromkeys(("problem_since", "last_look_at", "last_success_at", "last_new_at", "next_look_at"))
    told = {"title": "The Quay", "enabled": True, "problem": "x", "next_look_why": "", "gone": False, "rhythm": 1.0}
    return FeedLine(url=url, dropped=0, **(never | told | values))  # type: ignore[arg-type]


async def found(folder: Path, url: str, known: FeedLine | None = None) -> str:
    chosen = world.chosen(folder, YAML.format(url=url))
    ill = Feed(url=url, title="The Quay", topics=("openai-infrastructure",))
    told = {url: known} if known else {}
    [mended] = await mending.looked_for(chosen, catalog.load(chosen.config), [ill], told)
    return mended.found.url if mended.found else ""


@pytest.mark.slow  # a second between two requests to one host
async def test_the_old_site_tells_the_new_address(tmp_path: Path) -> None:
    async with faults.serve() as server:
        server.on("/old.xml", Reply(body=feed(1, 2, ago=90.0), headers=RSS))
        server.on("/", Reply(body=html(link("/sport.xml") + link("/new.xml")), headers=HTML))
        server.on("/sport.xml", Reply(body=feed(11, 12, title="Sport"), headers=RSS))
        server.on("/new.xml", Reply(body=feed(3, 4), headers=RSS))
        server.on("/moved.xml", Reply(body=feed(5), headers=RSS))
        old = server.url("/old.xml")
        assert await found(tmp_path / "a", old, line(old, kind="feed-frozen")) == server.url("/new.xml")
        assert await found(tmp_path / "b", old, line(old, kind="feed-moved", moved_to=server.url("/moved.xml"))) == (
            server.url("/moved.xml")
        )
        server.on("/", Reply(body=html(), headers=HTML))
        assert await found(tmp_path / "c", old, line(old, kind="feed-silent")) == ""


def test_only_the_address_changes(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text(YAML.format(url='"https://quay.example/old"  # since 2019'))
    edit.change_feed(path, "https://quay.example/old", {"url": "https://quay.example/new?a=1&b=2"})
    assert path.read_text() == YAML.format(url="https://quay.example/new?a=1&b=2  # since 2019")
    with pytest.raises(Invalid, match="no feed has the address"):
        edit.change_feed(path, "https://quay.example/old", {"url": "https://quay.example/x"})


async def test_the_signal_of_a_feed(steps: Steps, tmp_path: Path) -> None:
    """What a feed had first and alone, how much of it was noise, and which publishers nobody follows."""
    await steps.watch()
    await steps.bring(entry(1), entry(2))
    await steps.settle(entry(3), entry(4))
    with open_reports(url_of(steps.path)) as reports:
        [told] = reports.signals(since=START - HOUR)
        cited = reports.cited(since=START - HOUR)
    assert (told.entries, told.relevant, told.stories, told.first, told.alone, told.noise) == (4, 2, 2, 2, 2, 0.5)
    path = tmp_path / "feeds.yaml"
    path.write_text(YAML.format(url="https://quay.example/feed"))
    watched = catalog.load(path)
    assert month.not_followed([feed.url for feed in watched.feeds], cited) == (("a.example", 2),)
    assert month.not_followed(["https://rss.a.example/feed"], cited) == ()
