"""All labelled real texts through the whole pipeline: run until idle, nothing lost, the account adds up."""

from pathlib import Path

import pytest

from monitor import build
from tests import give
from tests.world import adds_up, chosen, digest_now, everything_settled, feed_urls, feeds_yaml, newest_edition, serve

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(400),
    pytest.mark.skipif(not give.FILE.exists(), reason=give.ABSENT),
]


async def test_nothing_is_lost_and_the_account_adds_up(tmp_path: Path) -> None:
    outlets = give.outlets()
    async with serve(outlets, give.NOW) as sites:
        settings = chosen(tmp_path, feeds_yaml(feed_urls(outlets, sites), read="all", max_age="520w"))
        async with build.open_app(settings) as app:
            await digest_now(app)
            rows = await everything_settled(app)
            left = await app.store.work.counts(now=app.now())
    edition = newest_edition(tmp_path)
    assert adds_up(edition), edition["account"]
    assert edition["account"]["fetched"] == sum(len(outlet.pieces) for outlet in outlets) == 126
    settled = {row.entry.entry.url for row in rows}
    assert settled == {f"{sites.bases[outlet.slug]}/{piece.slug}.html" for outlet in outlets for piece in outlet.pieces}
    assert not [name for name, (_, due, buried) in left.items() if due or buried]
    troubles = [feed["problem"] for feed in edition["feeds"] if not feed["ok"]]  # the texts of some end months ago
    assert not [problem for problem in troubles if not problem.startswith("nothing new for")]
