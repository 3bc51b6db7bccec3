"""Moving a database from SQLite to PostgreSQL: all rows, in one go or after a break, or not at all."""

import asyncio
from pathlib import Path

import pytest

from monitor import failpoints
from monitor import store as stores
from monitor.errors import DaemonRunning, Invalid
from monitor.model import Feed
from monitor.store import moving
from monitor.work import WorkList
from tests import postgresql, together
from tests.contract.store_steps import HOUR, START, Steps, empty_file, entry, in_file, live_a_little, url_of

__all__ = ["empty_file"]


@pytest.fixture
async def lived(tmp_path: Path, empty_file: Path) -> Path:
    """A file with rows in every table, some of which a server cannot store as they are."""
    async with in_file(tmp_path, empty_file) as steps:
        await live_a_little(steps)
        await steps.store.note_config("")
        await steps.watch(Feed(url="https://a.example/rss"), Feed(url="https://b.example/rss"))
        await steps.poll(entry("odd", title="a \0 b", summary="\U0001f600"))
    return tmp_path / "monitor.db"


@pytest.fixture
def target():
    with together.database() as url:
        yield url


def rows(url: str) -> dict[str, int]:
    tables = [
        name
        for (name,) in postgresql.running().execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", url)
    ]
    return {name: postgresql.running().execute(f'SELECT count(*) FROM "{name}"', url)[0][0] for name in tables}


@pytest.mark.slow
async def test_every_row_is_moved_and_the_work_goes_on(lived: Path, target: str) -> None:
    told: list[moving.Moved] = []
    moved = await asyncio.to_thread(moving.move, url_of(lived), target, told.append)
    assert told == moved
    assert {one.name: one.rows for one in moved} | {"alembic_version": 1} == rows(target)
    assert all(one.rows for one in moved)
    with stores.open_reports(url_of(lived)) as old, stores.open_reports(target) as new:
        assert {**old.totals(), "bytes": 0} == {**new.totals(), "bytes": 0}
        assert old.editions() == new.editions()
        assert [line.url for line in old.feeds()] == [line.url for line in new.feeds()]
    steps = Steps(stores.open_store(target, now=START, daemon=True), url=target)
    steps.now = START + 500 * HOUR
    await steps.poll(entry("new"))
    assert await steps.claim(WorkList.ENTRIES)
    await steps.store.close()
    fresh = await asyncio.to_thread(postgresql.running().create)
    await stores.open_store(fresh, now=START).close()
    assert set(postgresql.running().execute(SHAPE, target)) == set(postgresql.running().execute(SHAPE, fresh))
    postgresql.running().drop(fresh)


SHAPE = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
"""


@pytest.mark.slow
@pytest.mark.parametrize("place", ["store.move.before", "store.move.after", "store.moved.before"])
def test_a_move_that_was_interrupted_goes_on(lived: Path, target: str, place: str, monkeypatch) -> None:
    monkeypatch.setattr(moving, "ROWS", 2)
    with failpoints.armed(f"{place}:raise@{1 if 'moved' in place else 9}"), pytest.raises(failpoints.FailpointError):
        moving.move(url_of(lived), target, lambda one: None)
    for opened in (stores.open_reports, lambda url: stores.open_store(url, now=START)):
        with pytest.raises(Invalid, match="a database is being moved there"):
            opened(target)
    moved = moving.move(url_of(lived), target, lambda one: None)
    assert {one.name: one.rows for one in moved} | {"alembic_version": 1} == rows(target)
    stores.open_reports(target).close()


@pytest.mark.slow
def test_a_source_that_was_used_after_a_break_is_told(lived: Path, target: str) -> None:
    with failpoints.armed("store.moved.before:raise"), pytest.raises(failpoints.FailpointError):
        moving.move(url_of(lived), target, lambda one: None)
    steps = stores.open_store(url_of(lived), now=START)
    asyncio.run(steps.note_config("something else"))
    asyncio.run(steps.close())
    with pytest.raises(Invalid, match="table state is not equal"):
        moving.move(url_of(lived), target, lambda one: None)


async def test_nothing_is_moved_onto_a_database_or_while_a_program_works(
    lived: Path, target: str, tmp_path: Path
) -> None:
    for source, to in ((target, target), (url_of(lived), url_of(lived))):
        with pytest.raises(Invalid, match="from a file to a server"):
            moving.move(source, to, lambda one: None)
    daemon = stores.open_store(url_of(lived), now=START, daemon=True)
    with pytest.raises(DaemonRunning):
        moving.move(url_of(lived), target, lambda one: None)
    await daemon.close()
    worker = stores.open_store(target, now=START, daemon=True, several=True)
    with pytest.raises(DaemonRunning):
        moving.move(url_of(lived), target, lambda one: None)
    await worker.close()
    with pytest.raises(Invalid, match="there is a database already"):
        moving.move(url_of(lived), target, lambda one: None)
    with pytest.raises(Invalid, match="there is no database yet"):
        moving.move(url_of(tmp_path / "none.db"), target, lambda one: None)
