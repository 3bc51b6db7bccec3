"""All real feeds next to the checkout, polled from loopback through the real door: each is parsed or reported.

Thousands of files, many of them broken on purpose, on many small sites, because the door waits a second between two
requests to one site.
"""

import logging
import re
from collections import Counter
from pathlib import Path

import pytest

from monitor import build, jobs, problems
from monitor.demo.press import Answer
from monitor.work import WorkList
from tests.world import SHARED, chosen, feeds_yaml, outlet, serve

FOLDER = SHARED / "data" / "feeds"
TYPES = {
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".rdf": "application/rdf+xml",
    ".json": "application/feed+json",
}
SITES = 200


def is_feed(path: Path) -> bool:
    """Whether a file is a feed: most JSON files there describe the expected content of one."""
    if path.suffix not in TYPES or not path.is_file():
        return False
    return path.suffix != ".json" or b"jsonfeed.org/version" in path.read_bytes()


FILES = [path for path in sorted(FOLDER.rglob("*")) if is_feed(path)]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(590),
    pytest.mark.skipif(not FILES, reason="the real feeds (../shared/data/feeds) are not beside this checkout"),
]


async def test_each_feed_is_parsed_or_reported_and_none_breaks_the_program(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    outlets = [outlet(f"site-{at}", []) for at in range(min(SITES, len(FILES)))]
    async with serve(outlets) as sites:
        urls = {}
        for at, file in enumerate(FILES):
            slug, path = f"site-{at % len(outlets)}", f"/{at}{file.suffix}"
            sites.served[slug][path] = Answer(body=file.read_bytes(), type=TYPES[file.suffix])
            urls[sites.bases[slug] + path] = file.relative_to(FOLDER)
        with caplog.at_level(logging.ERROR):
            async with build.open_app(chosen(tmp_path, feeds_yaml(list(urls)))) as app:
                looking = next(job for job in jobs.JOBS if job.list is WorkList.FEEDS)
                looked = await jobs.run_due(app, looking)
                health = await app.store.feeds.health()
    crashes = [line.getMessage() for line in caplog.records if line.levelno >= logging.ERROR]
    assert not crashes, crashes[:10]
    assert looked >= len(FILES)
    assert len(health) == len(FILES)
    silent = [str(urls[feed.url]) for feed in health if not feed.problem and feed.last_success_at is None]
    assert not silent
    parsed = sum(feed.last_success_at is not None for feed in health)
    print(f"{len(FILES)} feeds: {parsed} parsed, {sum(bool(feed.problem) for feed in health)} with something to report")
    by_problem = Counter(
        re.sub(r"[0-9]+|[\"“”„'].*", "…", problems.told(feed.problem)) for feed in health if feed.problem
    )
    print("\n".join(f"{number:>5} {problem}" for problem, number in by_problem.most_common(12)))
    assert parsed > 0.8 * len(FILES)
