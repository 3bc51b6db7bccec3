"""What an earlier version stored for comparing is made anew where the text is at hand, and left where it is not."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.app import App
from monitor.corpus import seeds
from monitor.engines import renewal
from monitor.model import Imprint
from monitor.store import codec
from monitor.stories import group
from tests import paper
from tests.faults import FaultServer, serve
from tests.topic import OPENAI

NOW = datetime.now(UTC).replace(microsecond=0)
LEASE = (
    "OpenAI scraps campus at Dunford Hollow",
    (
        "OpenAI has scrapped its campus at Dunford Hollow. Millbrook Halls, the developer, says that the data centre of"
        " 220 megawatts will not be built. Ane Lunde, its chief, put the loss at 90 million dollars."
    ),
)


async def told(app: App, server: FaultServer) -> None:
    """One edition with one report."""
    server.on("/0", paper.page(f"<article><h1>{LEASE[0]}</h1><p>{LEASE[1]}</p></article>"))
    at = NOW - timedelta(hours=1)
    item = paper.item(LEASE[0], server.url("/0"), guid="g0", text="OpenAI and its data centres.", at=at)
    assert (await paper.look(app, server, [item]))["stories"]


def aged(mark: Imprint) -> Imprint:
    return replace(mark, named=(), held=(), step="", steps=None)


def age(base: sqlite3.Connection) -> None:
    """Make what is stored look as if an earlier version had written it."""
    base.execute("DELETE FROM state WHERE name LIKE 'imprints%'")
    for id, text in base.execute("SELECT id, imprint FROM articles WHERE imprint <> ''").fetchall():
        old = codec.imprint_to_text(aged(codec.imprint_from_text(text)))
        base.execute("UPDATE articles SET imprint = ? WHERE id = ?", (old, id))
    for id, text in base.execute("SELECT id, known FROM known WHERE digest <> ''").fetchall():
        base.execute("UPDATE known SET known = ? WHERE id = ?", (json.dumps(json.loads(text) | {"steps": None}), id))
        base.execute("DELETE FROM known_postings WHERE known_id = ?", (id,))


def stored(folder: Path, change: Any = None) -> tuple[Any, ...]:
    """Imprints, keys and what is known, after a change by hand."""
    with closing(sqlite3.connect(folder / "monitor.sqlite")) as base, base:
        if change:
            change(base)
        marks = base.execute("SELECT imprint FROM articles ORDER BY id").fetchall()
        steps = [json.loads(row[0])["steps"] for row in base.execute("SELECT known FROM known WHERE digest <> ''")]
        keys = base.execute("SELECT key FROM postings ORDER BY key").fetchall()
        known = base.execute("SELECT p.key FROM known_postings p JOIN known k ON k.id = known_id WHERE digest <> ''")
        return marks, steps, keys, sorted(known.fetchall())


@pytest.mark.slow
async def test_old_imprints_are_made_anew(tmp_path: Path) -> None:
    async with serve() as server, paper.running(tmp_path, server) as app:
        await told(app, server)
        before = stored(tmp_path)
        assert await renewal.renew(app) == 0, "all are of this version"
        assert stored(tmp_path, age) != before
        assert await renewal.renew(app) == 1
        assert stored(tmp_path) == before
        assert before[1][0][0]["kind"] == "cancelled"
        assert await renewal.renew(app) == 0


@pytest.mark.slow
async def test_without_its_text_an_imprint_stays(tmp_path: Path) -> None:
    async with serve() as server, paper.running(tmp_path, server) as app:
        await told(app, server)
        stored(tmp_path, age)
        old = stored(tmp_path, lambda base: base.execute("UPDATE articles SET text = ''"))
        assert await renewal.renew(app) == 0
        assert stored(tmp_path) == old


@pytest.mark.slow
async def test_a_text_of_the_users_own_is_renewed_if_its_page_came_by_a_feed(tmp_path: Path) -> None:
    async with serve() as server, paper.running(tmp_path, server) as app:
        await told(app, server)
        own = [
            seeds.imprint_text(LEASE[1], "Mine", "Summed up.", OPENAI, f"own:{place}", url=server.url(f"/{place}"))
            for place in range(2)
        ]
        old = [replace(text, imprint=aged(text.imprint), steps=None) for text in own]
        await app.store.known.add(old, {text.id: group.keys(text.imprint) for text in old})
        stored(tmp_path, lambda base: base.execute("DELETE FROM state WHERE name LIKE 'imprints%'"))
        assert await renewal.renew(app) == 1
        now = {text.id: text for text in await app.store.known.all_seeds() if text.id.startswith("own:")}
        assert (now["own:0"].title, now["own:0"].summary) == ("Mine", "Summed up.")
        assert [step.kind for step in now["own:0"].steps or ()] == ["cancelled"]
        assert now["own:0"].imprint.held
        assert now["own:1"].steps is None, "nobody has its text"
