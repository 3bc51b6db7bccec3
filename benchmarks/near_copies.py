"""Cost of placing an article, and recall of edited copies, as the index grows; invented texts, one process.

python -m benchmarks near_copies [LARGEST]      default 10000 stored articles
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from monitor.model import Article, ArticleId, Imprint, StoryId
from monitor.stories import chosen, group, imprint
from monitor.stories.index import MemoryIndex
from monitor.stories.placing import Candidate

START = datetime(2026, 1, 1, tzinfo=UTC)
SYLLABLES = [a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u", "ar", "en", "il", "ost", "um")]
MINUTES = 3  # between articles: 480 a day


def word(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=rng.choice((2, 2, 3))))


VOCABULARY = [word(random.Random(seed)) for seed in range(20_000)]
WEIGHTS = [1 / (rank + 10) for rank in range(len(VOCABULARY))]


def article(number: int) -> tuple[Article, Imprint]:
    """An invented text of 240 words with names and figures; the same number gives the same text."""
    rng = random.Random(number)
    found = rng.choices(VOCABULARY, weights=WEIGHTS, k=240)
    for at in rng.sample(range(2, 240), 12):
        found[at] = found[at].title()
    found[50], found[120] = f"{rng.randrange(20, 900)} megawatts", f"${rng.randrange(2, 90)} billion"
    lines = [" ".join(found[at : at + 12]) + "." for at in range(0, 240, 12)]
    return _made(f"https://s{number % 200}.example/{number}", " ".join(found[:8]), " ".join(lines), number)


def edited(number: int, share: float, *, salt: int = 0) -> tuple[Article, Imprint]:
    """The same text at another outlet, with this share of its words replaced; each `salt` uses other words."""
    source, _ = article(number)
    rng = random.Random(-number - 1_000_003 * salt)
    words = [rng.choice(VOCABULARY) if rng.random() < share else one for one in source.text.split()]
    return _made(f"https://copy.example/{number}", source.title, " ".join(words), number)


def _made(url: str, title: str, text: str, number: int) -> tuple[Article, Imprint]:
    told = START + timedelta(minutes=MINUTES * number)
    made = Article(
        url=url, site=url.split("/")[2], title=title, text=text, language="en", published_at=told, basis="page"
    )
    return made, imprint.of(made, [], [])


def main() -> None:
    largest = int(sys.argv[1]) if sys.argv[1:] and sys.argv[1].isdigit() else 10_000
    index, size, medians = MemoryIndex(), 0, []
    for target in [size for size in (1_000, 10_000, 100_000, 1_000_000) if size <= largest]:
        for number in range(size, target):
            made, mark = article(number)
            seen_at = made.published_at or START
            placed = Candidate(
                article_id=ArticleId(number), story_id=StoryId(number), url=made.url, imprint=mark, seen_at=seen_at
            )
            index.add(placed, group.keys(mark))
        size = target
        medians.append(measured(index, size))
    stored = len(json.dumps(asdict(article(1)[1]), default=str, separators=(",", ":")))
    print(f"an imprint as plain JSON: {stored:,} bytes; keys: {len(group.keys(article(1)[1]))}")
    print(f"placing, largest over smallest index: {medians[-1] / medians[0]:.2f}")


def measured(index: MemoryIndex, size: int) -> float:
    """Median milliseconds to place new articles, and how many edited copies are found."""
    times, making = [], []
    for number in range(size, size + 100):
        began = time.perf_counter()
        made, mark = article(number)
        middle = time.perf_counter()
        place(index, made, mark)
        making.append(middle - began)
        times.append(time.perf_counter() - middle)
    recall = {}
    for share in (0.035, 0.08, 0.2):
        found = [place(index, *edited(number, share)) == number for number in range(size - 200, size, 2)]
        recall[share] = sum(found) / len(found)
    median = statistics.median(times) * 1000
    print(
        f"{size:>9,} stored: place {median:.2f} ms, imprint and text {statistics.median(making) * 1000:.1f} ms, "
        + ", ".join(f"{share:.1%} of words changed: {value:.0%} found" for share, value in recall.items())
    )
    return median


def place(index: MemoryIndex, made: Article, mark: Imprint) -> int | None:
    seen_at = made.published_at or START
    near = index.candidates(made.url, group.keys(mark), since=group.horizon(seen_at), limit=chosen.CANDIDATES)
    return group.place(made, mark, near, seen_at, crowd=0).story_id


if __name__ == "__main__":
    main()
