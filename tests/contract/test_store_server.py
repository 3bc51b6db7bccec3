"""What only a server has: several writers at once, sessions that are cut, a server that is away for a while."""

import asyncio
import os
import shlex
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from monitor import store as stores
from monitor.errors import DaemonRunning, Invalid, LeaseLost, Permanent, Temporary
from monitor.model import Feed
from monitor.store import dumps, places, worklists
from monitor.work import WorkList
from tests import postgresql
from tests.contract.store_steps import HOUR, LEASE, START, Steps, entry, message, on_server


@pytest.fixture
async def steps() -> AsyncIterator[Steps]:
    async with on_server() as opened:
        yield opened


@pytest.fixture
def mortal() -> Iterator[postgresql.Server]:
    """A server of this test's own, which may end."""
    postgresql.running()
    server = postgresql.Server()
    yield server
    server.end()


async def test_two_writers_never_claim_the_same_row(steps: Steps) -> None:
    await steps.watch(*(Feed(url=f"https://a.example/{number}") for number in range(300)))
    other = stores.open_store(steps.url, now=START)
    claims = [
        asyncio.create_task(store.work.claim(WorkList.FEEDS, now=START, lease=LEASE, limit=7))
        for _ in range(40)
        for store in (steps.store, other)
    ]
    keys = [work.key for batch in await asyncio.gather(*claims) for work in batch]
    assert len(keys) == len(set(keys)) == 300
    await other.close()


@pytest.mark.slow
async def test_places_in_the_order_follow_one_another_whoever_takes_them(steps: Steps) -> None:
    other = stores.open_store(steps.url, now=START)
    await steps.watch(*(Feed(url=f"https://a.example/{number}") for number in range(20)))
    for number in range(20):
        await steps.poll(*(entry(f"{number}/{page}", url=f"https://{number}.example/{page}") for page in "abc"))
    claimed = await steps.claim(WorkList.ENTRIES)
    turns = [(steps.store, other)[work.key % 2].entries.settle_unread(work, (), now=START) for work in claimed]
    await asyncio.gather(*turns)
    await other.close()
    await steps.store.digests.sync({"daily": START}, now=START)
    window, _ = await steps.store.digests.next_window("daily", now=START + HOUR)
    rows = await steps.store.digests.window_entries(window)
    assert len(claimed) == 60
    assert [row.seq for row in rows] == list(range(window.start, window.end))


@pytest.mark.slow
async def test_a_step_that_stands_in_anothers_way_is_tried_again(steps: Steps) -> None:
    """Two transactions that lock the same two rows in opposite order: the server ends one of them."""
    other = stores.open_store(steps.url, now=START)
    await steps.watch(Feed(url="https://a.example/1"), Feed(url="https://a.example/2"))
    tries = []

    def crosswise(connection, first: int, second: int) -> None:
        tries.append(first)
        connection.exec_driver_sql(f"UPDATE feeds SET token = token + 1 WHERE id = {first}")
        connection.exec_driver_sql("SELECT pg_sleep(0.3)")
        connection.exec_driver_sql(f"UPDATE feeds SET token = token + 1 WHERE id = {second}")

    await asyncio.gather(
        steps.store.database.write_beside(crosswise, 1, 2), other.database.write_beside(crosswise, 2, 1)
    )
    await other.close()
    assert postgresql.running().execute("SELECT token FROM feeds", steps.url) == [(2,), (2,)]
    assert len(tries) == 3


async def test_who_is_alone_waits_for_the_others_and_they_for_him(steps: Steps) -> None:
    other = stores.open_store(steps.url, now=START)
    told: list[str] = []

    def slow(connection, name: str) -> None:
        told.append(f"{name} begins")
        connection.exec_driver_sql("SELECT pg_sleep(0.2)")
        told.append(f"{name} ends")

    await asyncio.gather(steps.store.database.write(slow, "one"), other.database.write_beside(slow, "two"))
    assert [line.split()[0] for line in told] in (["one", "one", "two", "two"], ["two", "two", "one", "one"])
    told.clear()
    await asyncio.gather(steps.store.database.write_beside(slow, "one"), other.database.write_beside(slow, "two"))
    assert {line.split()[1] for line in told[:2]} == {"begins"}
    await other.close()


async def test_one_daemon_at_a_time(steps: Steps) -> None:
    daemon = stores.open_store(steps.url, now=START, daemon=True)
    with pytest.raises(DaemonRunning, match="another daemon, or a worker, works with this database"):
        stores.open_store(steps.url, now=START, daemon=True)
    await daemon.close()
    await stores.open_store(steps.url, now=START, daemon=True).close()


async def test_texts_that_a_server_cannot_store_are_stored_all_the_same(steps: Steps) -> None:
    await steps.watch()
    title = "nothing \0 here"
    await steps.poll(
        entry(1, title=title, summary="Größe \0 \U0001f600"), entry(2, url=f"https://a.example/{'x' * 1900}")
    )
    claimed = await steps.claim(WorkList.ENTRIES)
    stored = [(await steps.store.entries.get(work.key)).entry for work in claimed]
    assert [one.title for one in stored] == ["nothing \ufffd here", "Title 2"]
    assert stored[0].summary == "Größe \ufffd \U0001f600"


def test_a_newer_database_and_a_foreign_one_are_told() -> None:
    server = postgresql.running()
    url = server.create(postgresql.template())
    server.execute("UPDATE alembic_version SET version_num = '9999'", url)
    foreign = server.create()
    server.execute("CREATE TABLE things (id int)", foreign)
    for address, told in ((url, "a newer version of this program"), (foreign, "the database of another program")):
        for opened in (stores.open_reports, lambda address: stores.open_store(address, now=START)):
            with pytest.raises(Invalid, match=told) as found:
                opened(address)
            assert len(str(found.value).splitlines()) == 1
        server.drop(address)


OLD = sorted((Path(__file__).parents[1] / "data" / "store" / "postgresql").glob("*.sql"))
SHAPE = """
SELECT table_name, column_name, data_type, coalesce(collation_name, ''), is_nullable, coalesce(column_default, '')
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT tablename, indexdef, '', '', '', '' FROM pg_indexes WHERE schemaname = 'public'
"""


@pytest.mark.parametrize("dump", OLD, ids=lambda path: path.stem)
async def test_an_old_database_on_a_server_is_brought_up_to_date(dump: Path, steps: Steps) -> None:
    server = postgresql.running()
    url = server.create()
    server.execute(await asyncio.to_thread(dump.read_text, "utf-8"), url)
    before = server.execute("SELECT url, title FROM articles ORDER BY id", url)
    with pytest.raises(Invalid, match="of an older version"):
        stores.open_reports(url)
    old = Steps(stores.open_store(url, now=START, daemon=True), url=url)
    assert set(server.execute(SHAPE, url)) == set(server.execute(SHAPE, steps.url))
    assert server.execute("SELECT url, title FROM articles ORDER BY id", url) == before != []
    old.now = START + 200 * HOUR
    assert await old.claim(WorkList.FEEDS)
    await old.store.close()
    server.drop(url)


async def test_an_old_database_is_left_alone_while_others_use_it(steps: Steps) -> None:
    daemon = stores.open_store(steps.url, now=START, daemon=True, several=True)
    other = stores.open_store(steps.url, now=START, daemon=True, several=True)
    with pytest.raises(DaemonRunning):
        stores.open_store(steps.url, now=START, daemon=True)
    postgresql.running().execute("UPDATE alembic_version SET version_num = '0009'", steps.url)
    with pytest.raises(DaemonRunning):
        stores.open_store(steps.url, now=START)
    await daemon.close()
    await other.close()


def test_an_address_is_shown_without_its_password() -> None:
    postgresql.running()
    place = places.at("postgresql://reader:canary@db.example:5433/news?sslmode=require")
    assert str(place) == "postgresql://reader@db.example:5433/news"
    assert "canary" not in repr(place)
    with pytest.raises(Invalid) as found:
        places.at("postgresql://reader:canary@db.example:port/news?nonsense=canary")
    assert "canary" not in str(found.value)


@pytest.mark.slow
def test_nobody_is_there_and_an_unknown_name(mortal: postgresql.Server) -> None:
    url = mortal.url("nothing")
    with pytest.raises(Invalid, match='database "nothing" does not exist'):
        stores.open_store(url, now=START)
    mortal.stop()
    with pytest.raises(Temporary, match="does not answer"):
        stores.open_store(url, now=START)


@pytest.mark.slow
@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGQUIT])
async def test_a_server_that_is_away_for_a_while_loses_nothing(mortal: postgresql.Server, way: int) -> None:
    url = mortal.create()
    steps = Steps(stores.open_store(url, now=START), url=url)
    await steps.watch()
    [work] = await steps.claim(WorkList.FEEDS)
    mortal.stop(way)
    for _ in range(2):
        with pytest.raises(Temporary):
            await steps.store.work.put_back(work, until=START + HOUR)
        with pytest.raises(Temporary):
            await steps.store.feeds.health()
    mortal.start()
    await steps.store.work.put_back(work, until=START + HOUR)
    assert [feed.next_look_at for feed in await steps.store.feeds.health()] == [START + HOUR]
    with closing(stores.open_reports(url)) as reports:
        assert reports.totals()["feeds"] == 1
    await steps.store.close()


async def test_a_backup_is_made_by_the_servers_tool_and_restored_on_trial(steps: Steps, tmp_path: Path) -> None:
    await steps.watch()
    await steps.poll(entry(1), entry(2))
    place = steps.store.database.place
    dump = tmp_path / "a backup.dump"
    command = shlex.split(dumps.how_to_dump(place, dump))
    with pytest.raises(Invalid, match="pg_nothing is not installed"):
        dumps._tool("pg_nothing")
    command[0] = dumps._tool("pg_dump")
    await asyncio.to_thread(subprocess.run, command, env=os.environ | place.login(), check=True, timeout=60)
    before = postgresql.running().execute("SELECT datname FROM pg_database")
    assert dumps.check(place, dump)["entries"] == 2
    broken = tmp_path / "broken.dump"
    broken.write_bytes(dump.read_bytes()[:-2000])
    with pytest.raises(Permanent, match=r"broken\.dump: this backup does not restore"):
        dumps.check(place, broken)
    assert postgresql.running().execute("SELECT datname FROM pg_database") == before


async def test_mail_is_held_until_a_person_releases_it(steps: Steps) -> None:
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.compose(messages=[message(1)])
    await steps.store.outbox.hold("after a restore")
    assert await steps.claim(WorkList.OUTBOX) == ()
    assert await steps.store.outbox.end_hold(send=True, answer="") == 1
    assert len(await steps.claim(WorkList.OUTBOX)) == 1


async def test_a_session_that_is_cut_in_a_step_is_told_and_its_claim_finds_out(steps: Steps) -> None:
    await steps.watch()
    [work] = await steps.claim(WorkList.FEEDS)

    def slow(connection, until: datetime) -> None:
        worklists.put_back(connection, work, until=until)
        connection.exec_driver_sql("SELECT pg_sleep(5)")

    step = asyncio.create_task(steps.store.database.write(slow, START + HOUR))
    cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
    while postgresql.running().execute(cut) != [(1,)]:  # noqa: ASYNC110 - nothing tells us
        await asyncio.sleep(0.02)
    with pytest.raises(Temporary, match="the database server does not answer"):
        await step
    await steps.store.work.put_back(work, until=START + 2 * HOUR)  # it was not written: the claim still holds
    with pytest.raises(LeaseLost):
        await steps.store.work.put_back(work, until=START + HOUR)
    assert [feed.next_look_at for feed in await steps.store.feeds.health()] == [START + 2 * HOUR]


@pytest.mark.slow
def test_a_wrong_password_is_told_in_one_line_without_it(mortal: postgresql.Server) -> None:
    mortal.execute("CREATE ROLE reader LOGIN PASSWORD 'right'")
    hba = mortal.folder / "data" / "pg_hba.conf"
    hba.write_text("local all monitor trust\nlocal all reader scram-sha-256\n")
    mortal.execute("SELECT pg_reload_conf()")
    url = mortal.create().replace("monitor@", "reader:canary@")
    with pytest.raises(Invalid, match="refuses us: password authentication failed") as found:
        stores.open_store(url, now=START)
    assert len(str(found.value).splitlines()) == 1
    assert "canary" not in str(found.value)


@pytest.mark.slow
async def test_a_daemon_whose_server_was_restarted_takes_its_lock_again_or_writes_nothing(
    mortal: postgresql.Server,
) -> None:
    """Otherwise a second daemon could start after a restart of the server, and both would read and send."""
    url = mortal.create()
    first = Steps(stores.open_store(url, now=START, daemon=True), url=url)
    await first.watch()
    for _ in range(2):
        mortal.stop()
        mortal.start()
        await until_written(first)
        with pytest.raises(DaemonRunning):
            stores.open_store(url, now=START, daemon=True)
    mortal.stop()
    mortal.start()
    second = stores.open_store(url, now=START, daemon=True)
    with pytest.raises(Temporary):  # the session that was cut
        await first.store.note_config("")
    with pytest.raises(DaemonRunning, match="another daemon, or a worker, works with this database"):
        await first.store.note_config("")
    await second.close()
    await first.store.note_config("")
    await first.store.close()


async def until_written(steps: Steps) -> None:
    with pytest.raises(Temporary):
        await steps.store.note_config("")
    await steps.store.note_config("")
