"""Seed texts with sentences removed or reordered are near copies of that seed."""

import random
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor import reading
from monitor.corpus import known, seeds
from monitor.model import Article, ArticleId, Report, Story, StoryId
from monitor.stories import group, imprint
from tests.topic import OPENAI as TOPIC

FOLDER = Path(__file__).parents[2].parent / "shared" / "seeds"
SEEDS = seeds.load(TOPIC.name)
PATHS = sorted(FOLDER.glob("*.txt"))
pytestmark = pytest.mark.skipif(not PATHS, reason="shared seeds are not beside the checkout")


def edited(text: str, seed: int) -> str:
    """The text with about 30 % of its sentences removed, or moved to the end."""
    sentences = re.findall(r"[^.!?\n]+[.!?\n]*", text)
    chosen = set(random.Random(seed).sample(range(len(sentences)), int(0.3 * len(sentences))))
    kept = [sentence for at, sentence in enumerate(sentences) if at not in chosen]
    moved = [sentence for at, sentence in enumerate(sentences) if at in chosen]
    return " ".join([*kept, *(moved if seed % 2 else [])])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem[:3])
def test_an_edited_seed_is_a_near_copy_of_it(path: Path, seed: int):
    text = edited(path.read_text("utf-8"), seed)
    article = Article(url="https://x.example/", site="x.example", title=text[:80], text=text, language="de",
                      published_at=None, basis="page")  # fmt: skip
    said = reading.read(TOPIC, article)
    mark = imprint.of(article, [said], [TOPIC])
    report = Report(
        article_id=ArticleId(1), article=article, reading=said, imprint=mark, seen_at=datetime(2026, 11, 22, tzinfo=UTC)
    )
    verdict = known.judge(Story(id=StoryId(1), topic=TOPIC.name, reports=(report,)), (), SEEDS)
    assert (verdict.status, verdict.near_copy) == ("known", True)
    assert verdict.known[0].id == f"seed:{path.stem}"
    assert set(group.keys(mark)) & set(group.keys(verdict.known[0].imprint))
