"""Row 66: what one part writes, another reads. Every known text names its story, whatever stories join later."""

import json
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.store import open_reports, open_store, versions
from tests.daemon import rows
from tests.pipeline.test_days import OUTLETS, newsroom

CERTAIN = "kontor/lulea"  # a story that is news whatever else is published
PLACES = [f"{slug}/{piece.slug}" for slug, outlet in OUTLETS.items() for piece in outlet.pieces]
PLACES.remove(CERTAIN)
TOLD = """
SELECT k.story_id, m.story_id, k.known FROM known k
JOIN articles a ON a.url = json_extract(k.known, '$.url') JOIN members m ON m.article_id = a.id
WHERE k.digest <> ''
"""


@pytest.mark.slow
@settings(max_examples=2, deadline=None)
@given(days=st.lists(st.lists(st.sampled_from(PLACES), unique=True, min_size=4, max_size=12), min_size=3, max_size=3))
async def test_row_66_every_told_text_names_its_story(days: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with newsroom(Path(folder)) as room:
            room.prints(CERTAIN)
            for places in days:
                room.prints(*places)
                await room.until_next_morning()
            told = rows(room.settings, TOLD)
            assert len(told) >= len(rows(room.settings, "SELECT 1 FROM known WHERE digest <> ''")) >= 1
            assert not [row for row in told if row[0] != row[1]], "a text names another story than its article's"
            texts = await room.app.store.known.reported("test", sorted({story for story, _, _ in told}))
            assert {each.story for held in texts.values() for each in held} == set(texts)
            with open_reports(room.settings.database_url) as reports:
                for _, story, known in told:
                    for trace in reports.why(json.loads(known)["url"]):
                        assert [place.told for place in trace.places if place.story_id == story] != [()]


@pytest.mark.slow
async def test_row_66_a_migrated_database_names_the_stories_in_which_texts_were_told(tmp_path: Path) -> None:
    """Made by the real pipeline, then changed to what version 0001 wrote: the last number of the id as the story."""
    async with newsroom(tmp_path) as room:
        room.prints("kontor/lulea", "harbour-ledger/abilene-transformer", "alster-tageblatt/lulea-agentur")
        await room.until_next_morning()
        now = room.clock()
        right = rows(room.settings, "SELECT id, story_id FROM known WHERE digest <> '' ORDER BY id")
        settings = room.settings
    assert right
    wreck(settings.database_url.removeprefix("sqlite:///"))
    assert rows(settings, "SELECT id, story_id FROM known WHERE digest <> '' ORDER BY id") != right
    await reopened(settings.database_url, now)
    assert rows(settings, "SELECT id, story_id FROM known WHERE digest <> '' ORDER BY id") == right
    assert rows(settings, "SELECT version_num FROM alembic_version") == [(versions.NEWEST,)]


async def reopened(url: str, now: datetime) -> None:
    store = open_store(url, now=now, daemon=True)
    await store.close()


def wreck(path: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for key, name in connection.execute("SELECT id, name FROM known WHERE digest <> ''").fetchall():
            connection.execute("UPDATE known SET story_id = ? WHERE id = ?", (90 + int(name.rpartition(":")[2]), key))
        connection.execute("ALTER TABLE entries DROP COLUMN published_at")  # these came later
        connection.execute("ALTER TABLE entries DROP COLUMN shared")
        connection.execute("ALTER TABLE entries DROP COLUMN identity")
        connection.execute("DROP INDEX ix_entries_turn")
        connection.execute("ALTER TABLE entries DROP COLUMN host")
        connection.execute("DROP TABLE passed_over")
        connection.execute("ALTER TABLE editions DROP COLUMN brief")
        connection.execute("ALTER TABLE articles DROP COLUMN cites")
        connection.execute("ALTER TABLE articles DROP COLUMN headline")
        connection.execute("DROP INDEX ix_articles_whole_id")
        connection.execute("ALTER TABLE articles DROP COLUMN whole_id")
        connection.execute("DROP TABLE wordings")
        connection.execute("DROP INDEX ix_members_seen_at")
        connection.execute("DROP INDEX ix_articles_language")
        for later in (
            "headline_words",
            "headlines",
            "looks",
            "corrections_told",
            "corrections",
            "actions",
            "hosts",
            "workers",
            "mailboxes",
            "letters",
        ):
            connection.execute(f"DROP TABLE {later}")
        connection.execute("DROP INDEX ix_stories_joined")
        for index in ("looked", "ill", "buried"):
            connection.execute(f"DROP INDEX ix_feeds_{index}")
        for column in ("looked_at", "noted"):
            connection.execute(f"ALTER TABLE feeds DROP COLUMN {column}")
        for column in ("reply", "returned"):
            connection.execute(f"ALTER TABLE outbox DROP COLUMN {column}")
        connection.execute("DROP TABLE told_stories")
        connection.execute("DROP INDEX ix_known_article_id")
        connection.execute("ALTER TABLE known DROP COLUMN article_id")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
