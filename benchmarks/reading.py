"""Pages a second: the program's workers, against one process of trafilatura alone on the same bytes; F1 and memory.

    python -m benchmarks.reading FOLDER [--rounds N] [--many N]

FOLDER has `html/NAME.html.gz` and `ground-truth.json` (name → articleBody, url), the form of the article extraction
benchmark. Ours does all that a worker does for an entry (text, language, topic, figures, imprint), and once more the
text alone. Trafilatura's call is `bare_extraction(with_metadata=True)`. Both read every page once before the clock
starts. With `--many`, that many pages are read and the memory of all workers is told on the way.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import trafilatura

from monitor import pages
from monitor.compute.pool import Pool
from monitor.model import Article, Entry, EntryId, Feed, FeedId, Page, StoredEntry
from monitor.topics import profile
from monitor.topics.profile import Profile

NOW = datetime(2026, 11, 30, tzinfo=UTC)
TOPIC = "openai-infrastructure"
AT_ONCE = 40  # as many as the program reads at a time


class Sample(NamedTuple):
    """A page and the text that people found in it."""

    entry: StoredEntry
    page: Page
    text: str


def samples(folder: Path) -> list[Sample]:
    """All pages of a folder."""
    told = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    found = []
    for number, file in enumerate(sorted((folder / "html").glob("*.html.gz"))):
        truth = told.get(file.name.removesuffix(".html.gz"))
        if truth is None:
            continue
        url = truth.get("url") or f"https://paper.example/{number}"
        entry = Entry(guid=str(number), url=url, title="", published_at=NOW)  # nearly every feed gives a date
        feed = Feed(url="https://paper.example/feed", topics=(TOPIC,))
        stored = StoredEntry(
            id=EntryId(number), feed_id=FeedId(1), feed=feed, entry=entry, revision=0, first_seen_at=NOW
        )
        body = gzip.decompress(file.read_bytes())
        page = Page(url=url, status=200, headers=(("content-type", "text/html"),), body=body, fetched_at=NOW)
        found.append(Sample(stored, page, truth["articleBody"]))
    return found


def f1(found: str, wanted: str) -> float:
    """How well the words of two texts agree."""
    ours, theirs = (Counter(re.findall(r"\w+", text.lower())) for text in (found, wanted))
    same = (ours & theirs).total()
    return 2 * same / (ours.total() + theirs.total()) if same else 0.0


def alone(given: Sequence[Sample]) -> list[str]:
    """The texts as trafilatura finds them, one after the other."""
    found = (trafilatura.bare_extraction(one.page.body, url=one.page.url, with_metadata=True) for one in given)
    return [str(getattr(one, "text", "") or "") for one in found]


async def pooled(pool: Pool, given: Sequence[Sample], topics: Sequence[Profile]) -> list[str]:
    """The texts as the program's workers find them; with topics they are judged and compared, too."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def read(one: Sample) -> str:
        async with turn:
            article: Article = (await pool.run(pages.read_article, one.entry, one.page, topics))[0]
            return article.text

    return list(await asyncio.gather(*map(read, given)))


def memory() -> int:
    """Megabytes that the processes started by this one hold for themselves or share, each counted once."""
    lines = [line for folder in _below() for line in (folder / "smaps_rollup").read_text("ascii").splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) // 1024


def processor() -> float:
    """Seconds of the processor that this process and those started by it have taken."""
    times = [(folder / "stat").read_text("ascii").rpartition(")")[2].split()[11:15] for folder in _below()]
    return time.process_time() + sum(int(each) for four in times for each in four) / os.sysconf("SC_CLK_TCK")


def _below() -> list[Path]:
    """The folders in /proc of the processes started by this one, and by those."""
    known = [folder for folder in Path("/proc").iterdir() if folder.name.isdigit()]
    return [one for one in known if int(one.name) != os.getpid() and _is_below(int(one.name), os.getpid())]


def _is_below(process: int, ancestor: int) -> bool:
    while process > 1 and process != ancestor:
        try:
            process = int(Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[1])
        except OSError:
            return False
    return process == ancestor


async def measured(given: Sequence[Sample], rounds: int, many: int) -> None:
    """Rounds of both in turn, then the long run."""
    pool, topics = Pool(), [profile.load(TOPIC)]
    try:
        texts = {
            "workers, all": await pooled(pool, given, topics),
            "workers, text alone": await pooled(pool, given, ()),
            "trafilatura alone": alone(given),
        }
        took: dict[str, list[tuple[float, float]]] = {name: [] for name in texts}
        for _ in range(rounds):
            for name in texts:
                began, spent = time.monotonic(), processor()
                if name == "trafilatura alone":
                    alone(given)
                else:
                    await pooled(pool, given, topics if name == "workers, all" else ())
                took[name].append((time.monotonic() - began, processor() - spent))
        print(f"{len(given)} pages; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        clock, busy = (
            {name: statistics.median(one[at] for one in each) for name, each in took.items()} for at in (0, 1)
        )
        for name, found in texts.items():
            score = statistics.mean(f1(text, one.text) for text, one in zip(found, given, strict=True))
            ratio = clock["trafilatura alone"] / clock[name]
            print(
                f"{name:20}{len(given) / clock[name]:8.1f} pages a second, {ratio:5.2f} times trafilatura's, "
                f"{1000 * busy[name] / len(given):6.1f} ms of the processor each, F1 {score:.3f}"
            )
        for done in range(0, many, len(given)):
            await pooled(pool, given, topics)
            if done // 2_000 != (done + len(given)) // 2_000:
                print(f"{done + len(given):8,} pages read: workers hold {memory()} MB")
    finally:
        await pool.close()


def main(given: Sequence[str] = ()) -> None:
    """Read the pages, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--many", type=int, default=0)
    args = parser.parse_args(given)
    if args.folder is None:
        print("needs a folder of pages")
        return
    asyncio.run(measured(samples(args.folder), args.rounds, args.many))


if __name__ == "__main__":
    main(sys.argv[1:])
