"""The stories of the demo world as one edition, made in memory: what mails are measured on."""

from collections import defaultdict
from datetime import UTC, datetime
from functools import cache

from monitor import reading
from monitor.corpus import known, seeds
from monitor.demo import play, world
from monitor.edition import Edition
from monitor.model import Article, ArticleId, Report, StoryId
from monitor.stories import imprint
from tests import builders as build
from tests.topic import OPENAI

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


@cache
def edition() -> Edition:
    """Every event of the demo's first day as a story with all its reports, judged against what its reader knows."""
    reports: dict[str, list[Report]] = defaultdict(list)
    for outlet in world.outlets():
        for piece in outlet.pieces:
            if piece.story and not piece.link and not outlet.fault:
                number = ArticleId(sum(map(len, reports.values())) + 1)
                article = Article(
                    url=f"https://{outlet.slug}.example/{piece.slug}.html",
                    site=outlet.name,
                    title=piece.title,
                    text="" if piece.wall else "\n".join(piece.paragraphs),
                    language=piece.language,
                    published_at=NOW - piece.age if piece.age else None,
                    basis="headline" if piece.wall else "page",
                )
                said = reading.read(OPENAI, article)
                mark = imprint.of(article, [said], [OPENAI])
                reports[piece.story].append(
                    Report(article_id=number, article=article, reading=said, imprint=mark, seen_at=NOW)
                )
    stories = [build.story(number, *told) for number, told in enumerate(reports.values(), start=1)]
    verdicts = {one.id: known.judge(one, [told.article_id for told in one.reports], _known()) for one in stories}
    health = [build.health("The Torn Page", "the document ends too early"), build.health("Elbe-Kurier")]
    health += [build.health(name, "no connection") for name in ("Der Stillgelegte", "The Vanished Post")]
    shown = [one for one in stories if verdicts[StoryId(one.id)].status != "known"][:11]
    held = [one for one in stories if verdicts[StoryId(one.id)].status == "known"]
    return build.edition(*shown, *held, verdicts=verdicts, off_topic=20, failed=1, health=health)


@cache
def _known():
    found = []
    for file in sorted(play.KNOWN.glob("*.txt")):
        head, paragraphs = world.headed(file.read_text(encoding="utf-8"))
        text = "\n".join(paragraphs)
        found.append(seeds.imprint_text(text, head["title"], head["summary"], OPENAI, f"own:{file.stem}"))
    return (*found, *seeds.load("openai-infrastructure"))
