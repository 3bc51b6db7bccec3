"""A complete edition of the demo's stories, made in memory in a second, for `preview --sample` and `check`.

It has everything a template may have to show: changes, a contradiction, quotes in two languages, upcoming dates, known
stories, figures, withheld entries of every kind, feeds in trouble.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from monitor import reading
from monitor.corpus import known, seeds
from monitor.demo import play, world
from monitor.demo.world import Outlet, Piece
from monitor.digests import compose
from monitor.edition import Digest, Edition, FeedHealth, LedgerLine, Settled, Verdict, Window
from monitor.model import Article, ArticleId, Entry, EntryId, Feed, FeedId, Known, Report, StoredEntry, Story, StoryId
from monitor.problems import Problem
from monitor.stories import imprint
from monitor.topics import profile
from monitor.topics.kinds import May
from monitor.topics.profile import Profile

NOW = datetime(2026, 11, 27, 6, tzinfo=UTC)
TOPIC = "openai-infrastructure"


def edition(digest: Digest) -> Edition:
    """The sample edition of this digest."""
    told = replace(digest, topics=(), max_age=timedelta(days=7), threshold=0.0)
    rows, stories = _world()
    fresh = compose.fresh_reports(rows)
    verdicts = {id: _verdict(story, fresh.get(id, ())) for id, story in stories.items()}
    window = Window(digest=digest.name, start=0, end=1_000, start_at=NOW - timedelta(days=1), end_at=NOW)
    material = compose.Material(rows=rows, stories=stories, verdicts=verdicts, lines=_ledger(stories), health=_health())
    return compose.edition(told, window, 2, material, NOW)


def empty(digest: Digest) -> Edition:
    """An edition with nothing in it."""
    window = Window(digest=digest.name, start=0, end=0, start_at=NOW - timedelta(days=1), end_at=NOW)
    return compose.edition(digest, window, 3, compose.Material(), NOW)


@cache
def _topic() -> Profile:
    return profile.load(TOPIC)


@cache
def _world() -> tuple[Sequence[Settled], Mapping[StoryId, Story]]:
    """The demo's pieces as settled entries, and its events as stories with all their reports."""
    events: dict[str, StoryId] = {}
    reports: dict[StoryId, list[Report]] = {}
    rows: list[Settled] = []
    pieces = [(outlet, piece) for outlet in world.outlets() for piece in outlet.pieces if not piece.link]
    for number, (outlet, piece) in enumerate(pieces, start=1):
        event = piece.story or (piece.slug if piece.of else "")
        report = _report(outlet, piece, number) if event else None
        story = events.setdefault(event, StoryId(len(events) + 1)) if report else None
        if report and story is not None:
            reports.setdefault(story, []).append(report)
        rows.append(_row(outlet, piece, number, report, story))
    return rows, {id: Story(id=id, topic=TOPIC, reports=tuple(told)) for id, told in reports.items()}


def _report(outlet: Outlet, piece: Piece, number: int) -> Report:
    article = Article(
        url=f"https://{outlet.slug}.example/{piece.slug}.html",
        site=outlet.name,
        title=piece.title,
        text="" if piece.wall else "\n".join(piece.paragraphs),
        language=piece.language,
        published_at=NOW - piece.age if piece.age else None,
        basis="headline" if piece.wall else "page",
    )
    said = reading.read(_topic(), article)
    mark = imprint.of(article, [said], [_topic()])
    return Report(article_id=ArticleId(number), article=article, reading=said, imprint=mark, seen_at=NOW)


def _row(outlet: Outlet, piece: Piece, number: int, report: Report | None, story: StoryId | None) -> Settled:
    address = f"https://{outlet.slug}.example"
    entry = Entry(
        guid=piece.slug,
        url=f"{address}/{piece.slug}.html",
        title=piece.title,
        published_at=NOW - piece.age if piece.age else None,
    )
    stored = StoredEntry(
        id=EntryId(number),
        feed_id=FeedId(number),
        feed=Feed(url=f"{address}/feed.xml", title=outlet.name),
        entry=entry,
        revision=0,
        first_seen_at=NOW,
    )
    return Settled(
        seq=number,
        entry=stored,
        article_id=report.article_id if report else None,
        article=report.article if report else None,
        readings=(report.reading,) if report else (),
        stories=((TOPIC, story),) if story is not None else (),
        failed=Problem("page-wall") if piece.wall == "consent" and not report else None,
    )


def _verdict(story: Story, fresh: Sequence[ArticleId]) -> Verdict:
    return known.judge(story, fresh, _known())


@cache
def _known() -> tuple[Known, ...]:
    """What the demo's reader knows already, and the seeds."""
    found = []
    for file in sorted(play.KNOWN.glob("*.txt")):
        head, paragraphs = world.headed(file.read_text(encoding="utf-8"))
        text = "\n".join(paragraphs)
        own = seeds.imprint_text(text, head["title"], head["summary"], _topic(), f"own:{file.stem}")
        found.append(replace(own, told_at=NOW - timedelta(days=4)))
    return (*found, *seeds.load(TOPIC))


def _health() -> tuple[FeedHealth, ...]:
    names = ("Elbe-Kurier", "Rechenwerk", "Gridwatch Weekly", "The Harbour Ledger", "Netzblick")
    well = tuple(FeedHealth(url=f"https://feed{at}.example/", title=name, ok=True) for at, name in enumerate(names))
    down = FeedHealth(
        url="https://vanished.example/feed.xml",
        title="The Vanished Post",
        ok=False,
        problem=Problem("http-404", {"host": "vanished.example", "status": 404}),
        problem_since=NOW - timedelta(hours=16),
    )
    return (*well, replace(well[0], title="Alster Tageblatt", recovered=True, waiting=2), down)


def _ledger(stories: Mapping[StoryId, Story]) -> list[LedgerLine]:
    """The figures of the stories, and some earlier ones."""
    pictured = _topic().who_may(May.PICTURED)
    lines = [
        LedgerLine(
            topic=TOPIC,
            of=figure.of,
            kind=figure.kind,
            figure=replace(figure, url=figure.url or report.article.url),
            story_id=story.id,
            article_id=report.article_id,
            seen_at=NOW,
        )
        for story in stories.values()
        for report in story.reports
        for figure in report.reading.figures
        if figure.of in pictured
    ]
    before = [replace(one, figure=replace(one.figure, value=one.figure.value / 2)) for one in lines[:1]]
    return [*lines, *(replace(one, seen_at=NOW - timedelta(days=9)) for one in before)]
