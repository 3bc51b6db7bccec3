"""The daemon, killed again and again over the labelled texts: the same stories as in an undisturbed run, and one mail.

TEST_KILLS says how often: forty times for the figures in docs/reliability.md.
"""

import os
import random
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from monitor.demo import postbox
from monitor.demo.postbox import Postbox
from monitor.demo.server import Sites
from monitor.settings import Settings, Smtp
from monitor.work import WorkList
from tests import give
from tests.daemon import daemon, make_due, rows, settled
from tests.world import adds_up, chosen, editions, feed_urls, feeds_yaml, newest_edition, serve

TEXTS = 126
KILLS_WHILE_READING = int(os.environ.get("TEST_KILLS", "10")) - 3
DEADLY = ("store.save_edition.before:kill", "archive.before:kill@2", "mail.before:kill")  # three more kills, in order
SELDOM = "0 0 29 2 *"  # a schedule that is not due during the test
LONG = 200.0  # seconds

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(400 + 60 * KILLS_WHILE_READING),
    pytest.mark.skipif(not give.FILE.exists(), reason=give.ABSENT),
]


def configured(folder: Path, sites: Sites, box: Postbox) -> Settings:
    host, port = box.url.removeprefix("smtp://").split(":")
    urls = feed_urls(give.outlets(), sites)
    text = feeds_yaml(urls, read="all", max_age="520w", to="reader@example.org", schedule=SELDOM)
    return chosen(folder, text, Smtp(host=host, port=int(port), security="none"))


def mailed(settings: Settings) -> bool:
    return rows(settings, "SELECT count(*) FROM outbox WHERE state = 'sent'") == [(1,)]


def stories(edition: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Page → the pages of its story."""
    told = (
        frozenset(article["url"].rpartition("/")[2] for article in story["articles"]) for story in edition["stories"]
    )
    return {page: story for story in told for page in story}


def agreement(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> float:
    """How similar two groupings of the same pages are, 0 to 1: the mean overlap of each page's two stories."""
    return sum(len(one[page] & other[page]) / len(one[page] | other[page]) for page in one) / len(one)


async def undisturbed(settings: Settings) -> None:
    async with daemon(settings) as running:
        await running.until(lambda: settled(settings) == TEXTS, LONG)
        await running.stop()
    await make_due(settings, WorkList.DIGESTS)
    async with daemon(settings) as running:
        await running.until(lambda: mailed(settings) and editions(settings.config.parent), LONG)
        await running.stop()


def reached(settings: Settings, target: int) -> bool:
    return settled(settings) >= target


async def killed_again_and_again(settings: Settings) -> int:
    """Kills during reading, three at the worst moments of composing, writing and mailing."""
    chance, kills = random.Random(7), 0
    for share in range(1, KILLS_WHILE_READING + 1):
        async with daemon(settings) as running:
            target = TEXTS * share // (KILLS_WHILE_READING + 1) + chance.randrange(4)
            await running.until(partial(reached, settings, target), LONG)
            running.process.kill()
            await running.process.wait()
            kills += 1
    async with daemon(settings) as running:
        await running.until(lambda: settled(settings) == TEXTS, LONG)
        await running.stop()
    await make_due(settings, WorkList.DIGESTS)
    for place in DEADLY:
        async with daemon(settings, MONITOR_FAILPOINTS=place) as running:
            assert await running.process.wait() == -9, running.said
            kills += 1
    async with daemon(settings) as running:
        await running.until(lambda: mailed(settings) and editions(settings.config.parent), LONG)
        await running.stop()
    return kills


async def test_killed_again_and_again_it_ends_where_an_undisturbed_run_ends(tmp_path: Path) -> None:
    async with serve(give.outlets(), give.NOW) as sites:
        with postbox.listen() as calm_box, postbox.listen() as box:
            calm = configured(tmp_path / "calm", sites, calm_box)
            await undisturbed(calm)
            hard = configured(tmp_path / "hard", sites, box)
            assert await killed_again_and_again(hard) == KILLS_WHILE_READING + len(DEADLY)
    expected, edition = newest_edition(tmp_path / "calm"), newest_edition(tmp_path / "hard")
    assert adds_up(edition)
    for part in ("fetched", "off_topic", "too_old", "failed"):
        assert edition["account"][part] == expected["account"][part]
    assert edition["account"]["fetched"] == TEXTS
    one, other = stories(expected), stories(edition)
    assert one.keys() == other.keys(), "the same pages are told"
    # Pages arrive in a different order in every run, killed or not, so a borderline one may join another story.
    print(f"stories agree by {agreement(one, other):.3f}")
    assert agreement(one, other) >= 0.95
    assert len(editions(tmp_path / "hard")) == 1
    assert len(calm_box.letters) == len(box.letters) == 1
