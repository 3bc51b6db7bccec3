"""Cost of placing and judging the next report of a story with a thousand reports, using the real tables.

The reports are one invented text with four words in ten replaced, so that each shares names, figures and stems with all
others, like reports of one event. All times are processor time of this process.

python -m benchmarks.large_story [REPORTS]      default 1000
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from benchmarks import near_copies
from monitor import store
from monitor.model import Article, ArticleId, Imprint
from monitor.store import articles
from monitor.store.schema import members, stories
from monitor.store.stories import POSTINGS
from monitor.store.tables import Store
from monitor.stories import chosen, group

TOPIC, STORY, TEXT, REPLACED = "power", 1, 7, 0.4
PLACED = 60
SIZES = (10, 100, 1_000)


def report(number: int) -> tuple[Article, Imprint]:
    """One of the reports, fifteen minutes after the previous one."""
    made, mark = near_copies.edited(TEXT, REPLACED, salt=number)
    at = near_copies.START + timedelta(minutes=15 * number)
    url, site = f"https://paper{number % 50}.example/{number}", f"paper{number % 50}.example"
    return replace(made, url=url, site=site, published_at=at), replace(mark, site=site, published_at=at)


def fill(connection: sa.Connection, first: int, last: int) -> None:
    """Store these reports as members of the story."""
    if first == 0:
        connection.execute(sa.insert(stories).values(id=STORY, topic=TOPIC, begun_at=near_copies.START))
    for number in range(first, last):
        made, mark = report(number)
        seen_at = made.published_at or near_copies.START
        key = articles.insert(connection, made.url, made.url, made, (), mark, seen_at)
        values = {"role": "report", "score": 1.0, "why": "", "seen_at": seen_at}
        connection.execute(sa.insert(members).values(article_id=key, topic=TOPIC, story_id=STORY, **values))
        POSTINGS.add(connection, key, group.keys(mark))


async def cost(base: Store, number: int) -> tuple[float, bool]:
    """Seconds to find a report's candidates and to place it; whether it is placed in the story."""
    made, mark = report(number)
    seen_at = made.published_at or near_copies.START
    keys, since = group.keys(mark), group.horizon(seen_at)
    began = time.process_time()
    near = await base.stories.candidates(TOPIC, ArticleId(0), made.url, keys, since=since, limit=chosen.CANDIDATES)
    crowd = await base.stories.crowd(TOPIC, since=seen_at - chosen.CROWD)
    place = group.place(made, mark, near, seen_at, crowd=crowd)
    return time.process_time() - began, place.story_id == STORY


async def measured(folder: Path, largest: int) -> None:
    """Grow the story and place further reports, which are not stored."""
    base = store.open_store(f"sqlite:///{folder / 'story.db'}", now=near_copies.START)
    done = 0
    for size in [size for size in SIZES if size < largest] + [largest]:
        await base.database.write(fill, done, size)
        done = size
        costs = [await cost(base, size + number) for number in range(PLACED)]
        times = sorted(taken * 1000 for taken, _ in costs)
        found = sum(found for _, found in costs)
        print(
            f"{size:>6,} reports: its next one placed in {statistics.median(times):.0f} ms "
            f"(95 of 100: {times[int(0.95 * PLACED)]:.0f}), {found} of {PLACED} in the story"
        )
    await base.close()


def main() -> None:
    """Measure."""
    largest = int(sys.argv[1]) if sys.argv[1:] and sys.argv[1].isdigit() else SIZES[-1]
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measured(Path(folder), largest))


if __name__ == "__main__":
    main()
