"""Maintenance of the file: backup, restore, integrity. Works on a database that others may be using."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path

from monitor import disk
from monitor.errors import Invalid, Permanent
from monitor.store import addresses, connections, damage, states, versions
from monitor.store.lock import DaemonLock, WriteLock
from monitor.store.tables import Store

LARGE = 256 * 1024 * 1024  # bytes
NOT_SENT = "not sent: the database was restored from a backup"


def backup(database_url: str, target: Path) -> None:
    """Write a consistent, checked copy of the database to a new file while others continue to read and write.

    Raises Invalid if there is no database, or if the target exists or cannot be written.
    """
    path = addresses.path_of(database_url)
    addresses.must_exist(path)
    if target.exists():
        raise Invalid(f"{target}: exists already; a backup never overwrites anything")
    partly = target.with_name(f"{target.name}.partly")
    partly.unlink(missing_ok=True)
    try:
        _copy(path, partly)
        with ThreadPoolExecutor(1) as beside:
            written = beside.submit(disk.flush, partly)
            if faults := _faults(partly, mapped=True):
                raise Permanent(f"{path}: the database is damaged ({faults[0]}): {damage.RESTORE}")
            written.result()
        partly.replace(target)
        disk.flush(target.parent)
    except (OSError, sqlite3.Error) as error:
        if damage.kind(error).startswith(damage.DAMAGED):
            raise Permanent(f"{path}: {damage.message(error)}") from error
        raise Invalid(f"{target}: the backup could not be written ({error})") from error
    finally:
        partly.unlink(missing_ok=True)


def _copy(path: Path, partly: Path) -> None:
    """Copy all pages in one read transaction, so that nobody waits. A copy left incomplete by a crash is redone."""
    os.close(os.open(partly, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    address = f"{path.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=10)) as source, closing(sqlite3.connect(partly)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # a single file, which is readable on read-only media


def must_be_backup(source: Path) -> None:
    """Raises Invalid if there is no such file, or if it is not a database of this program."""
    if not source.is_file() or not versions.check(source):
        raise Invalid("there is no such backup", where=str(source))


def restore(database_url: str, source: Path, *, now: datetime) -> Path | None:
    """Replace the database with a backup; the old file is kept next to it. Returns its path, if there was one.

    The restored database holds all mail until `confirm`: it does not know what was sent after the backup was made.
    Raises DaemonRunning while a daemon works and Invalid if the backup cannot be used; then nothing is changed.
    """
    path = addresses.path_of(database_url)
    addresses.must_exist(source)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with DaemonLock(path):
        write_lock = WriteLock(path)
        with closing(write_lock), write_lock.held():
            fresh = path.with_name(f"{path.name}.partly")
            fresh.unlink(missing_ok=True)
            try:
                _copy_held(source, fresh, now)
                aside = _put_aside(path, now)
                fresh.replace(path)
                disk.flush(path.parent)
            finally:
                fresh.unlink(missing_ok=True)
    return aside


async def confirm(store: Store, *, send: bool) -> int:
    """End the hold after a restore: waiting messages are sent, or given up for good. Returns how many there were."""
    return await store.outbox.end_hold(send=send, answer=NOT_SENT)


def integrity(database_url: str) -> Sequence[str]:
    """What is wrong with the file, in SQLite's words; empty if nothing is. Takes a second per few hundred MB."""
    if addresses.is_on_server(database_url):
        return ()  # a server checks what it reads by itself
    path = addresses.path_of(database_url)
    addresses.must_exist(path)
    return _faults(path)


def _faults(path: Path, *, mapped: bool = False) -> Sequence[str]:
    """In a large file only pages and references are checked: indexes would take a minute per million entries.

    `mapped` reads it through a memory map, which is faster; but a disk error would then end the process.
    """
    look = "integrity_check" if path.stat().st_size <= LARGE else "quick_check"

    def rows(pragma: str) -> Sequence[str]:
        with closing(connections.connect(path, read_only=True)) as connection:
            if mapped:
                connection.execute(f"PRAGMA mmap_size = {path.stat().st_size}")
            return [row[0] for row in connection.execute(f"PRAGMA {pragma}")]

    try:
        with ThreadPoolExecutor(1) as beside:
            stray = beside.submit(rows, "foreign_key_check")
            found = [fault for fault in rows(f"{look}(20)") if fault != "ok"]
            return found + [f"a row of {table} refers to nothing" for table in stray.result()[:20]]
    except sqlite3.DatabaseError as error:
        return [str(error)]


def _must_be_sound(path: Path) -> None:
    faults = _faults(path)
    if faults:
        raise Invalid(f"{path}: is damaged ({faults[0]})")


def _copy_held(source: Path, fresh: Path, now: datetime) -> None:
    if not versions.check(source):
        raise Invalid(f"{source}: is empty, not a backup")
    _must_be_sound(source)
    reason = f"restored on {now:%Y-%m-%d %H:%M} UTC from {source.name}"
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(fresh)) as new,
    ):
        old.backup(new)
        new.execute("DELETE FROM state WHERE name = ?", (states.HELD,))
        new.execute("INSERT INTO state (name, value) VALUES (?, ?)", (states.HELD, reason))
        new.commit()
    fresh.chmod(0o600)
    disk.flush(fresh)


def _put_aside(path: Path, now: datetime) -> Path | None:
    """Keep the current file under another name, with its write-ahead log merged: the log would damage the new file."""
    if not path.exists():
        return None
    aside = path.with_name(f"{path.name}.replaced-{now:%Y%m%dT%H%M%SZ}")
    try:
        with closing(connections.connect(path, read_only=False)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError:
        pass  # damaged: perhaps the reason for restoring
    for ending in ("-wal", "-shm"):
        log = path.with_name(path.name + ending)
        if log.exists():
            log.rename(aside.with_name(aside.name + ending))
    aside.unlink(missing_ok=True)
    os.link(path, aside)  # the file stays in its place until it is replaced, so that there always is one
    return aside
