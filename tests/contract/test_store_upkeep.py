"""Opening, locking, migrating, backing up, restoring, pruning."""

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from monitor import failpoints
from monitor import store as stores
from monitor.edition import Delivery
from monitor.errors import DaemonRunning, Invalid, Permanent
from monitor.store import connections, instants, maintenance, retention, upgrade, versions
from monitor.store.tables import Store
from monitor.stories.placing import Placement
from monitor.work import WorkList
from tests.contract.store_steps import (
    HOUR,
    START,
    Steps,
    article,
    empty_file,
    entry,
    imprint,
    known,
    message,
    reading,
    url_of,
)
from tests.contract.store_steps import (
    steps_in_file as steps,
)

__all__ = ["empty_file", "steps"]


def tables(path: Path) -> dict[str, list[tuple]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2').fetchall()
            for name in names
            if len(connection.execute(f'PRAGMA table_info("{name}")').fetchall()) > 1
        }


# Opening


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mysql://db/monitor", "`mysql:…` is not a database"),
        ("monitor.db", "write sqlite:///var/monitor.db"),
        ("sqlite:///:memory:", "must be a file"),
        ("sqlite:///", "must be a file"),
    ],
)
def test_an_address_that_cannot_be_used_is_told(address: str, told: str) -> None:
    with pytest.raises(Invalid, match="MONITOR_DATABASE_URL") as found:
        stores.open_store(address, now=START)
    assert told in str(found.value)


def test_a_file_that_is_no_database_of_ours_is_left_alone(tmp_path: Path) -> None:
    text, other = tmp_path / "text.db", tmp_path / "other.db"
    text.write_text("this is no database" * 100)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE things (id)")
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(Invalid, match=path.name):
            stores.open_store(url_of(path), now=START)
        assert path.read_bytes() == before


def test_a_newer_database_is_told_and_left_alone(empty_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    shutil.copy(empty_file, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("PRAGMA journal_mode = DELETE")
    before = path.read_bytes()
    for opened in (stores.open_reports, lambda url: stores.open_store(url, now=START)):
        with pytest.raises(Invalid, match="newer version of this program") as found:
            opened(url_of(path))
        assert "\n" not in str(found.value)
    assert path.read_bytes() == before


async def test_the_file_is_kept_from_others_and_written_safely(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "monitor.db"
    opened = stores.open_store(url_of(path), now=START)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with closing(connections.connect(path, read_only=False)) as writer:
        kept = {
            name: writer.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        assert writer.execute("PRAGMA mmap_size").fetchone() in ((0,), None)
    assert kept == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000}
    await opened.close()
    assert not path.with_name("monitor.db-wal").exists()


async def test_two_who_make_the_database_at_once_make_one(tmp_path: Path) -> None:
    def opening() -> Store:
        return stores.open_store(url_of(tmp_path / "monitor.db"), now=START)

    opened = await asyncio.gather(*(asyncio.to_thread(opening) for _ in range(4)))
    for each in opened:
        await Steps(each).watch()
        await each.close()
    assert len(tables(tmp_path / "monitor.db")["feeds"]) == 1


async def test_there_is_one_daemon_and_commands_work_beside_it(steps: Steps) -> None:
    daemon = stores.open_store(url_of(steps.path), now=START, daemon=True)
    with pytest.raises(DaemonRunning, match="process"):
        stores.open_store(url_of(steps.path), now=START, daemon=True)
    both = [Steps(daemon), steps]
    await asyncio.gather(*(each.store.known.add([known(f"seed:{place}")], {}) for place, each in enumerate(both * 20)))
    assert len(await daemon.known.all_seeds()) == 40
    await daemon.close()
    await stores.open_store(url_of(steps.path), now=START, daemon=True).close()


@pytest.mark.parametrize("daemon", [True, False])
async def test_the_folder_of_a_new_database_is_made(tmp_path: Path, daemon: bool) -> None:
    path = tmp_path / "var" / "deeper" / "monitor.db"
    await stores.open_store(url_of(path), now=START, daemon=daemon).close()
    assert path.is_file()


async def test_a_folder_that_cannot_be_made_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file")
    with pytest.raises(Invalid, match=r"the database cannot be opened \(.+\)"):
        stores.open_store(url_of(tmp_path / "var" / "monitor.db"), now=START, daemon=True)


async def test_after_an_unclean_end_the_file_is_checked(empty_file: Path, tmp_path: Path, caplog) -> None:
    path = tmp_path / "monitor.db"
    shutil.copy(empty_file, path)
    daemon = stores.open_store(url_of(path), now=START, daemon=True)
    await Steps(daemon).watch()
    await daemon.database.close()  # as if the process ended here
    daemon._lock.release()
    with caplog.at_level("WARNING"):
        await stores.open_store(url_of(path), now=START, daemon=True).close()
        assert "did not end cleanly" in caplog.text
        caplog.clear()
        await stores.open_store(url_of(path), now=START, daemon=True).close()
        assert not caplog.text


async def test_a_damaged_file_is_told(empty_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    shutil.copy(empty_file, path)
    daemon = stores.open_store(url_of(path), now=START, daemon=True)
    await daemon.database.close()
    daemon._lock.release()
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    path.write_bytes(content)
    assert maintenance.integrity(url_of(path))
    with pytest.raises(Permanent, match="damaged"):
        stores.open_store(url_of(path), now=START, daemon=True)


async def test_damage_found_at_work_is_told_to_readers_and_writers_and_spoils_nothing_else(
    empty_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "monitor.db"
    shutil.copy(empty_file, path)
    with closing(sqlite3.connect(path)) as connection:
        [page] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'known'").fetchone()
        [size] = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(content)
    store = stores.open_store(url_of(path), now=START, daemon=True)
    with pytest.raises(Permanent, match="damaged"):
        await store.database.read(lambda source: source.exec_driver_sql("SELECT * FROM known").all())
    with pytest.raises(Permanent, match="damaged"):
        await store.known.add([known("seed:1")], {})
    await Steps(store).watch()
    assert len(await store.feeds.health()) == 1
    await store.close()


# Migrating

FURTHER = {
    "r9001": """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9001", "NEWEST"
def upgrade():
    op.add_column("feeds", sa.Column("folder", sa.Text, nullable=False, server_default="news"))
    with op.batch_alter_table("entries", recreate="always") as table:
        table.add_column(sa.Column("stars", sa.Integer, nullable=False, server_default="0"))
""",
    "r9002": """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9002", "9001"
def upgrade():
    op.execute("UPDATE feeds SET folder = 'old'")
    op.create_table("folders", sa.Column("name", sa.Text, primary_key=True), sa.Column("more", sa.Text))
    BREAK
""",
}


@pytest.fixture
def further(tmp_path: Path) -> Path:
    folder = tmp_path / "further"
    folder.mkdir()
    for name, text in FURTHER.items():
        (folder / f"{name}.py").write_text(text.replace("BREAK", "").replace("NEWEST", versions.NEWEST))
    return folder


@pytest.fixture
async def old(steps: Steps, tmp_path: Path) -> Path:
    """A database of the newest revision with rows in its tables."""
    await steps.watch()
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.bring(entry(1), entry(2))
    await steps.compose(messages=[message()], told=[1], keys=[1], deferred=(1,))
    path = tmp_path / "old.db"
    maintenance.backup(url_of(steps.path), path)
    return path


DUMPS = sorted((Path(__file__).parents[1] / "data" / "store").glob("*.sql"))


def shape(path: Path) -> set[tuple[str, str]]:
    """Tables and indexes as declared, ignoring the order of words."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
        return {(name, " ".join(sorted(sql.replace(",", " ").split()))) for name, sql in rows}


@pytest.mark.slow
@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.stem)
async def test_every_old_database_opens_with_all_its_rows(dump: Path, empty_file: Path, tmp_path: Path) -> None:
    text = await asyncio.to_thread(dump.read_text, encoding="utf-8")
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(text)
    before = tables(path)
    assert all(before.values()), [name for name, rows in before.items() if not rows]
    opened = Steps(stores.open_store(url_of(path), now=START, daemon=True))
    assert shape(path) == shape(empty_file), "schema.py changed: write a migration, add its revision, keep a dump"
    assert maintenance.integrity(url_of(path)) == []
    after = tables(path)
    assert {name: len(after[name]) for name in before if name != "state"} == {
        name: len(rows) for name, rows in before.items() if name != "state"
    }
    if dump.stem == versions.NEWEST:
        assert {name: rows for name, rows in after.items() if name != "state"} == {
            name: rows for name, rows in before.items() if name != "state"
        }
    assert await opened.store.work.release_all(now=opened.now) == 1
    assert [each.story for each in (await opened.store.known.reported("daily", [1]))[1]] == [1]
    opened.now += 10 * HOUR
    assert (await opened.compose()).number == 2
    await opened.store.close()


def test_there_is_a_dump_of_every_version() -> None:
    assert tuple(dump.stem for dump in DUMPS) == versions.REVISIONS


def test_the_migrations_are_those_the_program_knows() -> None:
    files = sorted((upgrade.SCRIPTS / "versions").glob("r*.py"))
    assert tuple(path.name[1:5] for path in files) == versions.REVISIONS


def test_migrations_keep_every_row_and_a_copy_is_made_first(old: Path, further: Path) -> None:
    before = tables(old)
    copy = upgrade.run(old, versions.NEWEST, START, versions_in=[further], newest="9002")
    assert tables(copy) == before
    after = tables(old)
    assert versions.read(copy) == versions.NEWEST
    for name in set(before) - {"feeds", "entries"}:
        assert after[name] == before[name], name
    assert [row[:-1] for row in after["entries"]] == before["entries"]
    assert after["feeds"][0][-1] == "old"
    assert maintenance._faults(old) == []


@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("place", ["before", "after"])
def test_a_migration_that_is_interrupted_leaves_the_old_or_the_new(
    old: Path, further: Path, nth: int, place: str
) -> None:
    before = tables(old)
    with failpoints.armed(f"store.migrate.{place}:raise@{nth}"), pytest.raises(failpoints.FailpointError):
        upgrade.run(old, versions.NEWEST, START, versions_in=[further], newest="9002")
    with closing(sqlite3.connect(old)) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    assert (
        found
        == {(1, "before"): versions.NEWEST, (1, "after"): "9001", (2, "before"): "9001", (2, "after"): "9002"}[
            nth, place
        ]
    )
    if found == versions.NEWEST:
        assert tables(old) == before
    if found != "9002":
        upgrade.run(old, found, START, versions_in=[further], newest="9002")
    assert len(tables(old)["entries"]) == len(before["entries"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "found"),
    [("before:kill@1", versions.NEWEST), ("after:kill@1", "9001"), ("before:kill@2", "9001"), ("after:kill@2", "9002")],
)
def test_row_56_killed_at_each_step_of_a_migration(old: Path, further: Path, place: str, found: str) -> None:
    before = tables(old)
    program = (
        "from pathlib import Path; from monitor.store import upgrade; from tests.contract.store_steps import START\n"
        f"upgrade.run(Path({str(old)!r}), {versions.NEWEST!r}, START, versions_in=[Path({str(further)!r})], newest='9002')"
    )
    environment = {**os.environ, "MONITOR_FAILPOINTS": f"store.migrate.{place}"}
    root = Path(__file__).parents[2]
    killed = subprocess.run([sys.executable, "-c", program], cwd=root, env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert maintenance._faults(old) == []
    after = tables(old)
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone()[0] == found
    for name in set(before) - {"feeds", "entries"}:
        assert after[name] == before[name], name
    assert [row[: len(before["entries"][0])] for row in after["entries"]] == before["entries"]
    [copy] = old.parent.glob("old.db.before-*")
    assert tables(copy) == before


def test_a_migration_that_fails_is_undone_and_told(old: Path, further: Path) -> None:
    (further / "r9002.py").write_text(FURTHER["r9002"].replace("BREAK", "op.execute('SELECT nonsense')"))
    with pytest.raises(Invalid, match="migration 9002 failed and was undone"):
        upgrade.run(old, versions.NEWEST, START, versions_in=[further], newest="9002")
    assert "folders" not in tables(old)
    assert tables(old)["feeds"][0][-1] == "news"


def test_a_migration_may_not_leave_rows_that_refer_to_nothing(old: Path, further: Path) -> None:
    (further / "r9002.py").write_text(FURTHER["r9002"].replace("BREAK", "op.execute('DELETE FROM stories')"))
    with pytest.raises(Invalid, match="without what they refer to"):
        upgrade.run(old, versions.NEWEST, START, versions_in=[further], newest="9002")
    assert len(tables(old)["stories"]) == 2


# Values


@pytest.mark.parametrize("year", [1, 1969, 2026, 9999])
def test_times_keep_their_order_as_text(year: int) -> None:
    moment = datetime(year, 11, 22, 6, 0, 0, 5, tzinfo=UTC)
    assert instants.from_text(instants.to_text(moment)) == moment
    assert instants.to_text(datetime(year, 11, 22, 7, tzinfo=timezone(HOUR))) < instants.to_text(moment)
    assert len(instants.to_text(moment)) == 26


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no zone"):
        instants.to_text(datetime(2026, 11, 22, 6))  # noqa: DTZ001 - the mistake that is meant


# Backup and restore


async def test_a_backup_is_whole_whatever_is_written_meanwhile(steps: Steps, tmp_path: Path) -> None:
    await steps.watch()
    stop = asyncio.Event()

    async def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            await steps.store.known.add([known(f"seed:{number}:{part}") for part in range(3)], {})

    writing = asyncio.create_task(write())
    for number in range(5):
        path = tmp_path / f"backup-{number}.db"
        await asyncio.to_thread(maintenance.backup, url_of(steps.path), path)
        assert maintenance.integrity(url_of(path)) == []
        assert len(tables(path)["known"]) % 3 == 0, "a transaction is in it or not"
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.read_bytes()[18:20] == b"\x01\x01", (
            "no write-ahead log: it can be read where nothing may be written"
        )
    stop.set()
    await writing
    with pytest.raises(Invalid, match="exists already"):
        maintenance.backup(url_of(steps.path), path)
    with pytest.raises(Invalid, match="could not be written"):
        maintenance.backup(url_of(steps.path), tmp_path / "none" / "backup.db")


def test_a_backup_of_a_damaged_database_is_refused(old: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(old)) as base, base:
        base.execute("PRAGMA foreign_keys = OFF")
        base.execute("DELETE FROM feeds")
    with pytest.raises(
        Permanent, match=r"db: the database is damaged \(a row of entries refers to nothing\): stop the"
    ):
        maintenance.backup(url_of(old), tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy*"))


@pytest.mark.parametrize("send", [True, False])
async def test_a_restored_database_sends_nothing_until_it_is_confirmed(old: Path, tmp_path: Path, send: bool) -> None:
    path = tmp_path / "restored" / "monitor.db"
    assert maintenance.restore(url_of(path), old, now=START) is None
    restored = Steps(stores.open_store(url_of(path), now=START, daemon=True))
    restored.now += 1000 * HOUR
    with stores.open_reports(url_of(path)) as reports:
        assert "restored on 2026-11-22 06:00 UTC from old.db" in reports.held()
    assert await restored.claim(WorkList.OUTBOX) == ()
    await restored.compose(messages=[message(7)])
    assert await restored.claim(WorkList.OUTBOX) == ()
    assert await maintenance.confirm(restored.store, send=send) == 2
    assert len(await restored.claim(WorkList.OUTBOX)) == (2 if send else 0)
    await restored.store.close()


async def test_restoring_keeps_the_file_it_replaces(steps: Steps, old: Path) -> None:
    await steps.store.known.add([known("seed:later")], {})
    daemon = stores.open_store(url_of(steps.path), now=START, daemon=True)
    with pytest.raises(DaemonRunning):
        maintenance.restore(url_of(steps.path), old, now=START)
    await daemon.close()
    await steps.store.close()
    aside = maintenance.restore(url_of(steps.path), old, now=START)
    assert aside
    assert len(tables(aside)["known"]) == 2
    assert len(tables(steps.path)["known"]) == 1
    assert maintenance.integrity(url_of(steps.path)) == []
    steps.store = stores.open_store(url_of(steps.path), now=START)


def test_what_is_no_sound_backup_is_not_restored(old: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.db"
    shutil.copy(old, target)
    before = tables(target)
    content = bytearray(old.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    old.write_bytes(content)
    (tmp_path / "text.db").write_text("no database" * 1000)
    for source in (old, tmp_path / "text.db", tmp_path / "none.db"):
        with pytest.raises(Invalid):
            maintenance.restore(url_of(target), source, now=START)
    assert tables(target) == before
    assert not list(tmp_path.glob("*.partly"))


# Retention


async def test_pruning_forgets_texts_and_nothing_that_was_told(steps: Steps) -> None:
    await steps.watch()
    await steps.store.digests.sync({"daily": START}, now=START)
    full = [entry(number, content="long " * 100, summary="short") for number in (1, 2)]
    await steps.poll(*full)
    on, off = await steps.claim(WorkList.ENTRIES)
    entries = steps.store.entries
    await entries.save_article(on, article(1), [reading()], imprint(), failed=None, now=START)
    await entries.save_article(off, article(2), [reading(relevant=False)], None, failed=None, now=START)
    told, untold = await steps.claim(WorkList.PLACINGS)
    placed = {"power": Placement(story_id=None, role="lead")}
    await steps.save_placed(told, placed, [1, 2])
    await steps.save_placed(untold, {})
    await steps.compose(told=[1], keys=[1], messages=[message()])
    [work] = await steps.claim(WorkList.OUTBOX)
    await steps.store.outbox.save_delivery(work, Delivery(outcome="sent"), now=START, retry_at=None)
    later = START + timedelta(days=100)
    kept = tables(steps.path)
    with pytest.raises(Invalid, match="30 days at least"):
        await retention.prune(steps.store, now=later, keep=timedelta(days=3))
    assert await retention.prune(steps.store, now=START, keep=timedelta(days=60)) == retention.Pruned()
    gone = await retention.prune(steps.store, now=later, keep=timedelta(days=60))
    assert gone == retention.Pruned(articles=1, postings=2, entries=2, messages=1)
    assert await retention.prune(steps.store, now=later, keep=timedelta(days=60)) == retention.Pruned()
    after = tables(steps.path)
    for name in ("known", "known_postings", "editions", "withheld", "members", "stories", "figures", "readings"):
        assert after[name] == kept[name], name
    story = (await steps.store.stories.get_many([1]))[1]
    assert story.reports[0].article.text == "Text 1"
    assert [each.kept for each in await entries.settled("power", since=START)] == [True, False]
    assert len(await steps.store.feeds.marks(1, full)) == 2, "what comes again is recognised"
    assert (await steps.store.entries.get(2)).entry.summary == "short"
    assert await steps.store.entries.article_by_url("a.example/2", []) is None


async def test_pruning_leaves_what_no_digest_has_seen_yet(steps: Steps) -> None:
    await steps.watch()
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.poll(entry(1, content="long"))
    await steps.read(readings=[reading(relevant=False)])
    later = START + timedelta(days=100)
    assert await retention.prune(steps.store, now=later, keep=timedelta(days=60)) == retention.Pruned()
    for work in await steps.claim(WorkList.PLACINGS):
        await steps.save_placed(work, {})
    assert await retention.prune(steps.store, now=later, keep=timedelta(days=60)) == retention.Pruned()
