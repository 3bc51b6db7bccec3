"""Stored versions of one page are one story, by address and almost always by their text alone."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.model import Article, ArticleId, StoryId
from monitor.stories import group, imprint
from monitor.stories.placing import Candidate

FILE = Path(__file__).parents[2].parent / "shared" / "data" / "dedup" / "same-url-versions.give.jsonl.gz"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not FILE.exists(), reason="shared data is not beside the checkout")]
NEVER = datetime.min.replace(tzinfo=UTC)  # for the type checker: every text has a date


def test_versions_are_one_story():
    by_address = by_text = total = 0
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            first, *later = [_article(version) for version in entry["versions"]]
            for article in later:
                total += 1
                mark = imprint.of(article, [], [])
                by_address += (
                    group.place(
                        article, mark, [_candidate(first, first.url)], article.published_at or NEVER, crowd=5
                    ).story_id
                    == 1
                )
                by_text += (
                    group.place(article, mark, [_candidate(first, "")], article.published_at or NEVER, crowd=5).story_id
                    == 1
                )
    assert by_address / total >= 0.99
    assert by_text / total >= 0.95


def _article(version: dict) -> Article:
    when = datetime.fromisoformat(version["date"][:10]).replace(tzinfo=UTC)
    return Article(url=version["url"], site="s", title=version["title"], text=version["text"], language="en",
                   published_at=when, basis="page")  # fmt: skip


def _candidate(article: Article, url: str) -> Candidate:
    mark = imprint.of(article, [], [])
    return Candidate(
        article_id=ArticleId(1), story_id=StoryId(1), url=url, imprint=mark, seen_at=article.published_at or NEVER
    )
