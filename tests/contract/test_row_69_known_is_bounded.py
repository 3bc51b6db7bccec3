"""Row 69: what is known about a story is limited: figures once, a row per report, and the next is placed quickly."""

import asyncio
import json
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from monitor.corpus import known as judging
from monitor.model import (
    ArticleId,
    Figure,
    Imprint,
    Known,
    KnownId,
    Reading,
    Report,
    Story,
    StoryId,
)
from monitor.store import articles, codec, known, open_store
from monitor.store.schema import editions, members, stories
from monitor.stories import chosen, group
from tests.contract.store_steps import START, Steps, article, empty_file, entry, url_of
from tests.contract.store_steps import steps_in_file as steps

__all__ = ["empty_file", "steps"]  # the fixtures of the store
REPORTS, EDITIONS = 1_000, 50
STORY = StoryId(1)


def imprint(number: int) -> Imprint:
    """An imprint as large as that of a long article."""
    return Imprint(
        text_hash=f"text-{number}",
        title_hash=f"title-{number}",
        sketch=tuple(range(number * 10**12, number * 10**12 + 60)),
        terms=tuple((number * 1000 + n, 0.5) for n in range(300)),
        names=(("OpenAI", 1.0), (f"Town{number}", 0.5)),
        figures=((float(number), "W", "OpenAI"),),
        words=400,
        language="en",
        published_at=START,
    )


def figure(number: int, place: int) -> Figure:
    return Figure(value=float(number * 10 + place), unit="W", text=f"{number}.{place} MW", of="OpenAI")


def texts(first: int, last: int) -> list[Known]:
    """What an edition reports about the story with these new reports: each with the figures of all reports so far."""
    figures = tuple(figure(number, place) for number in range(last) for place in range(3))
    return [
        Known(
            id=KnownId(f"told:daily:1:{number}"),
            title=f"Report {number}",
            url=f"https://a.example/{number}",
            told_at=START,
            story=STORY,
            article=ArticleId(number + 1),
            imprint=imprint(number),
            entities=("OpenAI", f"Town{number}"),
            figures=figures,
        )
        for number in range(first, last)
    ]


def write_articles(connection: sa.Connection) -> None:
    connection.execute(sa.insert(stories).values(id=STORY, topic="power", begun_at=START))
    for number in range(REPORTS):
        own = f"https://a.example/{number}"
        key = articles.insert(connection, own, own, article(number), (), imprint(number), START)
        values = {"role": "report", "score": 1.0, "why": "", "seen_at": START}
        connection.execute(sa.insert(members).values(article_id=key, topic="power", story_id=STORY, **values))
    write_edition(connection)


def write_edition(connection: sa.Connection) -> None:
    window = {"start": 0, "end": 0, "start_at": START, "end_at": START, "composed_at": START, "account": "{}"}
    connection.execute(sa.insert(editions).values(id=1, digest="daily", name="x", number=1, **window))


def write_editions(connection: sa.Connection) -> None:
    each = REPORTS // EDITIONS
    for first in range(0, REPORTS, each):
        told = texts(first, first + each)
        known.add_reported(connection, "daily", 1, told, {text.id: group.keys(text.imprint) for text in told})


def pages(path: Path) -> int:
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        used = base.execute("PRAGMA page_count").fetchone()[0] - base.execute("PRAGMA freelist_count").fetchone()[0]
        return int(used * base.execute("PRAGMA page_size").fetchone()[0])


@pytest.mark.slow
async def test_row_69_a_story_of_a_thousand_reports(steps: Steps) -> None:
    store = steps.store
    await store.database.write(write_articles)
    before = pages(steps.path)
    await store.database.write(write_editions)
    size = pages(steps.path) - before
    assert size <= 5_000_000, f"{size:,} bytes"
    assert await store.database.read(lambda one: one.execute(sa.text("SELECT count(*) FROM known")).scalar()) == REPORTS
    await store.database.write(write_editions)  # reported again: nothing is stored twice
    assert await store.database.read(lambda one: one.execute(sa.text("SELECT count(*) FROM known")).scalar()) == REPORTS
    story = Story(id=STORY, topic="power", reports=(report(3, REPORTS),))
    await judged(steps, story)  # the first one decodes what is then cached
    began = time.process_time()
    verdict = await judged(steps, story)
    used = time.process_time() - began
    assert used <= 0.15, f"{used * 1000:.0f} ms"
    assert [one.text for one in verdict.new_figures] == ["9.9 GW"], "the figures of all reports are known"


def report(number: int, place: int) -> Report:
    """A report that repeats an old figure and has a new one."""
    figures = (figure(number, 1), Figure(value=9.9e9, unit="W", text="9.9 GW", of="OpenAI"))
    said = Reading(topic="power", relevant=True, score=1.0, threshold=0.5, why=(), figures=figures)
    mark = replace(imprint(number), text_hash="new", sketch=(1, 2, 3))
    return Report(article_id=ArticleId(place + 1), article=article(place), reading=said, imprint=mark, seen_at=START)


async def judged(steps: Steps, story: Story):
    near = await steps.store.known.candidates("daily", group.story_keys(story), limit=chosen.CANDIDATES)
    before = await steps.store.known.reported("daily", [story.id])
    return judging.judge(story, (story.reports[0].article_id,), [*before[story.id], *near])


async def test_row_69_joined_stories_have_all_their_figures(steps: Steps) -> None:
    await steps.watch()
    await steps.bring(entry(1), entry(2))
    told = [
        Known(
            id=KnownId(f"told:{n}"),
            title="t",
            imprint=imprint(n),
            story=StoryId(n),
            told_at=START,
            figures=(figure(n, 0),),
        )
        for n in (1, 2)
    ]
    await steps.store.database.write(write_edition)
    await steps.store.database.write(known.add_reported, "daily", 1, told, {})
    await steps.poll_again(entry(3))
    await steps.read()
    await steps.place(1, joins=(StoryId(2),))
    found = await steps.store.known.reported("daily", [StoryId(1)])
    assert len(found[StoryId(1)]) == 2
    assert {one.value for one in found[StoryId(1)][0].figures} == {10.0, 20.0}


@pytest.mark.slow
async def test_row_69_an_old_database_is_migrated_with_all_its_figures(tmp_path: Path, empty_file: Path) -> None:
    path = tmp_path / "monitor.sqlite"
    store = open_store(url_of(path), now=START)
    await store.database.write(write_articles)
    await store.close()
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("DROP INDEX ix_articles_whole_id")
        base.execute("ALTER TABLE articles DROP COLUMN whole_id")
        base.execute("ALTER TABLE editions DROP COLUMN brief")
        base.execute("DROP INDEX ix_members_seen_at")
        base.execute("DROP INDEX ix_articles_language")
        for name in (
            "headline_words",
            "headlines",
            "looks",
            "corrections_told",
            "corrections",
            "wordings",
            "actions",
            "hosts",
            "workers",
            "mailboxes",
            "letters",
        ):
            base.execute(f"DROP TABLE {name}")
        base.execute("DROP INDEX ix_stories_joined")
        for name in ("looked", "ill", "buried"):
            base.execute(f"DROP INDEX ix_feeds_{name}")
        for name in ("looked_at", "noted"):
            base.execute(f"ALTER TABLE feeds DROP COLUMN {name}")
        for name in ("reply", "returned"):
            base.execute(f"ALTER TABLE outbox DROP COLUMN {name}")
        for name in ("cites", "headline"):
            base.execute(f"ALTER TABLE articles DROP COLUMN {name}")
        base.execute("DROP TABLE told_stories")
        base.execute("DROP INDEX ix_known_article_id")
        base.execute("ALTER TABLE known DROP COLUMN article_id")
        base.execute("UPDATE alembic_version SET version_num = '0004'")
        for text in texts(0, 60):
            old = json.loads(codec.to_json(text))
            del old["article"]
            values = (text.id, "daily", 1, 1, "2026-11-22 06:00:00.000000", json.dumps(old))
            base.execute(
                "INSERT INTO known (name, digest, story_id, edition_id, told_at, known) VALUES (?,?,?,?,?,?)", values
            )
    store = open_store(url_of(path), now=START)
    found = (await store.known.reported("daily", [STORY]))[STORY]
    await store.close()
    assert len(found) == 60
    assert len(found[0].figures) == 180
    assert {one.imprint.text_hash for one in found} == {f"text-{number}" for number in range(60)}
    assert await asyncio.to_thread(lambda: path.stat().st_size) > 0
