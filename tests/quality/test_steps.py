"""The next step of a known matter is reported, with what happened; a repetition is not."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from monitor import reading
from monitor.corpus import known, seeds, told
from monitor.edition import Card, Edition, Verdict, Window
from monitor.model import Article, ArticleId, Known, Report, Story, StoryId
from monitor.reasons import Account
from monitor.stories import imprint
from tests.topic import OPENAI as TOPIC

NOW = datetime(2026, 12, 3, 6, tzinfo=UTC)


class Text(NamedTuple):
    """A line of the file."""

    kind: str
    of: str  # the number of a seed, or the name of a reported text
    language: str
    step: str
    title: str
    text: str


TEXTS = [
    Text(*line.split("\t"))
    for line in (Path(__file__).parent / "steps" / "texts.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def report(text: Text, seen_at: datetime) -> Report:
    site = f"{text.of.replace(':', '')}-{text.kind}.example"
    article = Article(
        url=f"https://{site}/{text.step}", site=site, title=text.title, text=text.text, language=text.language,
        published_at=seen_at, basis="page",
    )  # fmt: skip
    said = reading.read(TOPIC, article)
    mark = imprint.of(article, [said], [TOPIC])
    return Report(article_id=ArticleId(1), article=article, reading=said, imprint=mark, seen_at=seen_at)


@cache
def known_texts() -> Sequence[Known]:
    """The seeds, and all reported texts, each from an edition of its own."""
    editions = (edition(number, text) for number, text in enumerate(TEXTS, start=1) if text.kind == "told")
    return (*seeds.load(TOPIC.name), *(text for one in editions for text in told.imprints(one)))


def edition(number: int, text: Text) -> Edition:
    found = report(text, NOW)
    story = Story(id=StoryId(number), topic=TOPIC.name, reports=(found,))
    card = Card(
        story=story, fresh=(found.article_id,), verdict=Verdict(status="new"), score=1.0, title=text.title, summary=(),
        why=(),
    )  # fmt: skip
    window = Window(digest="daily", start=0, end=1, start_at=NOW, end_at=NOW)
    return Edition(
        digest="daily", name=text.of, number=number, window=window, composed_at=NOW, cards=(card,), known=(),
        withheld=(), account=Account(), feeds=(),
    )  # fmt: skip


def judged(text: Text) -> Verdict:
    found = report(text, NOW + timedelta(days=1))
    return known.judge(Story(id=StoryId(0), topic=TOPIC.name, reports=(found,)), (found.article_id,), known_texts())


def texts(*kinds: str) -> list[object]:
    found = [text for text in TEXTS if text.kind in kinds]
    return [pytest.param(text, id=f"{text.kind}-{text.of}-{text.title[:40]}") for text in found]


@pytest.mark.parametrize("text", texts("reversal", "follow-up"))
def test_what_came_next_is_told_with_its_step(text: Text):
    verdict = judged(text)
    assert verdict.status == "update"
    assert verdict.step
    assert verdict.step.kind == text.step
    titles = [one.title for one in TEXTS if one.kind == "told" and one.of == text.of]
    assert any(one.title in titles or one.id.startswith(text.of) for one in verdict.known)


@pytest.mark.parametrize("text", texts("retelling"))
def test_the_same_told_again_is_known(text: Text):
    verdict = judged(text)
    assert (verdict.status, verdict.step) == ("known", None), verdict.why
