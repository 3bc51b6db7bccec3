"""The stories of the demo world without its web: in whatever order the pieces come, each event is one story."""

import random
from datetime import UTC, datetime
from functools import cache

import pytest

from monitor import reading
from monitor.corpus import known, seeds
from monitor.demo import world
from monitor.demo.world import Piece
from monitor.model import Article, ArticleId, Imprint, Reading, Report, Story, StoryId
from monitor.stories import group, imprint
from monitor.stories.index import MemoryIndex
from monitor.stories.placing import Candidate
from tests.topic import OPENAI
from tests.world import TOPIC

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
EVERYBODY = 1  # a key that all pieces share
PRINTED = {f"{outlet.slug}/{piece.slug}": piece for outlet in world.outlets() for piece in outlet.pieces}
PIECES = [(name, piece) for name, piece in PRINTED.items() if piece.story and not piece.link and piece.wall != "gone"]
# They repeat old news about parties that are in the news for other reasons: they belong to no event of these days.
RETELLINGS = ("harbour-ledger/google-recap", "rechenwerk/unabhaengig")


@cache
def read(name: str) -> tuple[Article, Reading, Imprint]:
    """A piece as the program reads it."""
    piece: Piece = PRINTED[name]
    article = Article(
        url=f"https://{name.replace('/', '.example/', 1)}.html",
        site=name.split("/", maxsplit=1)[0],
        title=piece.title,
        text="\n".join(piece.paragraphs),
        language=piece.language,
        published_at=NOW - piece.age if piece.age else None,
        basis="page",
    )
    said = reading.read(OPENAI, article)
    return article, said, imprint.of(article, [said], [OPENAI])


def placed(names: list[str]) -> dict[str, StoryId]:
    """The story of each piece if they come in this order; each is compared with all before it."""
    index = MemoryIndex()
    for at, name in enumerate(names):
        article, _, mark = read(name)
        near = index.candidates("", [EVERYBODY], since=NOW, limit=len(names))
        placement = group.place(article, mark, near, NOW, crowd=2)
        story = placement.story_id or StoryId(at + 1)
        found = Candidate(
            article_id=ArticleId(at),
            story_id=story,
            url=article.url,
            imprint=mark,
            seen_at=NOW,
            score=placement.score,
        )
        index.add(found, [EVERYBODY])
        index.follow(story, placement)
    return {name: index.stories[ArticleId(at)] for at, name in enumerate(names)}


@pytest.mark.parametrize("order", range(8))
def test_each_event_is_one_story_and_each_story_one_event(order: int) -> None:
    names = [*(name for name, _ in PIECES), *RETELLINGS]
    random.Random(order).shuffle(names)
    found = placed(names)
    events: dict[str, set[StoryId]] = {}
    stories: dict[StoryId, set[str]] = {}
    for name in names:
        event = PRINTED[name].story or name
        events.setdefault(event, set()).add(found[name])
        stories.setdefault(found[name], set()).add(event)
    assert not {event: parts for event, parts in events.items() if len(parts) > 1}, "told in several stories"
    assert not [sorted(mixed) for mixed in stories.values() if len(mixed) > 1], "mixed in one story"


@pytest.mark.parametrize("name", [name for name, _ in PIECES])
def test_an_event_is_held_against_the_seeds(name: str) -> None:
    article, said, mark = read(name)
    piece = dict(PIECES)[name]
    report = Report(article_id=ArticleId(1), article=article, reading=said, imprint=mark, role="lead", seen_at=NOW)
    story = Story(id=StoryId(1), topic=TOPIC, reports=(report,))
    verdict = known.judge(story, [report.article_id], seeds.load(TOPIC))
    assert verdict.status in piece.expect.split(), (verdict.status, [text.title for text in verdict.known], verdict.why)
