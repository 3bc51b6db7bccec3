"""Opening the database: find it, lock it, create or upgrade it, check it after an unclean shutdown."""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from monitor import disk, failpoints
from monitor.errors import Invalid, Permanent
from monitor.store import addresses, connections, database, places, states, versions
from monitor.store.database import Database
from monitor.store.lock import DaemonLock, WriteLock
from monitor.store.schema import counters, metadata
from monitor.store.tables import Store

if TYPE_CHECKING:
    from monitor.store.server import Server

log = logging.getLogger(__name__)

UNWRITABLE = frozenset({errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT})
SOUND_WAL = (3, 51, 3)  # earlier versions may damage the file if two connections write and checkpoint at once


def open_store(
    database_url: str, *, now: datetime, read_only: bool = False, daemon: bool = False, several: bool = False
) -> Store:
    """See `monitor.store.open_store`."""
    place = places.at(database_url)
    if read_only:
        place.must_exist()
        place.must_be_newest()
        return Store(Database(place, read_only=True))
    if several:  # they share the lock; the tables are changed by one that has it alone
        place.prepare(now, alone=False)
    lock = place.daemon_lock(several=several) if daemon else None
    try:
        if not several:
            place.prepare(now, alone=daemon)
        if daemon:
            place.begin()
        return Store(Database(place, lock=lock), lock)
    except BaseException as error:
        if lock:
            lock.release()
        if isinstance(error, sa.exc.OperationalError):
            raise database.translated(error) from error
        raise


def make_folder(path: Path) -> None:
    """Make the folder of the database; an empty file in its place is an error."""
    addresses.must_not_be_empty(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CLOEXEC))
    except OSError as error:
        told = f"{path}: the database cannot be opened ({error.strerror})"
        if error.errno in UNWRITABLE:  # the address is right, the place is not
            raise Permanent(told) from None
        raise Invalid(told, where="MONITOR_DATABASE_URL") from None


def prepare(path: Path, now: datetime, *, alone: bool) -> None:
    """See `places.Place.prepare`."""
    make_folder(path)
    found = versions.check(path) if path.exists() else ""
    if found == versions.NEWEST:
        return
    if found and not alone:  # never change the tables under a running daemon
        with DaemonLock(path):
            prepare(path, now, alone=True)
        return
    write_lock = WriteLock(path)
    with closing(write_lock), write_lock.held():
        found = versions.check(path) if path.exists() else ""
        if not found:
            _create(path)
        elif found != versions.NEWEST:
            from monitor.store import upgrade  # noqa: PLC0415 - Alembic takes a second; hardly ever needed

            upgrade.run(path, found, now)


def _create(path: Path) -> None:
    """Create the database under another name and then move it: it never exists half-made or empty."""
    beside = path.with_name(f"{path.name}.new")
    for leftover in path.parent.glob(f"{path.name}.new*"):
        leftover.unlink()
    # The file contains addresses of readers: nobody else may read it.
    os.close(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    with connections.engine(beside).connect() as connection, connection.begin():
        create_tables(connection)
        failpoints.hit("store.create.before")
    beside.replace(path)
    disk.flush(path.parent)
    failpoints.hit("store.create.after")


def create_tables(connection: sa.Connection, *, revision: str = versions.NEWEST) -> None:
    """All tables, the counter and the revision."""
    metadata.create_all(connection)
    connection.execute(sa.insert(counters).values(name="seq", value=1))
    connection.exec_driver_sql(f"CREATE TABLE {versions.TABLE} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.exec_driver_sql(f"INSERT INTO {versions.TABLE} VALUES ('{revision}')")  # noqa: S608


def prepare_server(server: Server) -> None:
    """See `places.Place.prepare`: each step is a transaction of its own; others wait for it."""
    with server.engine().connect() as connection:
        with connection.begin():
            server.alone(connection, alone=True)
            found = server.revision()
            if not found:
                create_tables(connection)
        if found and found != versions.NEWEST:
            from monitor.store import upgrade  # noqa: PLC0415 - Alembic takes a second; hardly ever needed

            upgrade.run_on_server(connection, str(server), found)


def begin(path: Path) -> None:
    """See `places.Place.begin`: check the file if the last daemon did not end cleanly."""
    if sqlite3.sqlite_version_info < SOUND_WAL:
        log.info("SQLite %s: kept to one writer at a time (a fault of versions before 3.51.3)", sqlite3.sqlite_version)
    with connections.engine(path).connect() as connection:
        if states.read(connection, states.CLEAN) == "0":
            log.warning("the last run did not end cleanly; checking the database")
            faults = connection.exec_driver_sql("PRAGMA quick_check(5)").scalars().all()
            if faults != ["ok"]:
                raise Permanent(f"{path}: the database is damaged ({faults[0]}): restore a backup")
        connection.rollback()
        with connection.begin():
            states.write(connection, states.CLEAN, "0")
            failpoints.hit("store.begin.before")
    failpoints.hit("store.begin.after")
