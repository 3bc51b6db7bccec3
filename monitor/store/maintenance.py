"""Looking after the file: backup, restore, integrity. Works on a database others may be using."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
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
    """Write a consistent, checked copy of the database to a new file while others go on reading and writing.

    Raises Invalid when there is no database, or when the target exists or cannot be written.
    """
    path = addresses.path_of(database_url)
    addresses.must_exist(path)
    if target.exists():
        raise Invalid(f"{target}: exists already; a backup never overwrites anything")
    partly = target.with_name(f"{target.name}.partly")
    partly.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)) as source:
            source.execute("VACUUM INTO ?", (str(partly),))  # one reading transaction: nobody waits for it
        partly.chmod(0o600)
        _must_be_sound(partly)
        disk.flush(partly)
        partly.replace(target)
        disk.flush(target.parent)
    except (OSError, sqlite3.Error) as error:
        if damage.kind(error).startswith(damage.DAMAGED):
            raise Permanent(f"{path}: {damage.told(error)}") from error
        raise Invalid(f"{target}: the backup could not be written ({error})") from error
    finally:
        partly.unlink(missing_ok=True)


def must_be_backup(source: Path) -> None:
    """Raises Invalid when there is no such file, or it is no database of this program."""
    if not source.is_file() or not versions.check(source):
        raise Invalid("there is no such backup", where=str(source))


def restore(database_url: str, source: Path, *, now: datetime) -> Path | None:
    """Put a backup in the place of the database; the old file is kept beside it (its path, if there was one).

    The restored database holds all mail until `confirm`: what was sent after the backup was made is not known in it.
    Raises DaemonRunning while a daemon works, Invalid when the backup cannot be used; nothing is changed then.
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
    """End the hold after a restore: the messages that wait are sent, or given up for good. How many there were."""
    return await store.outbox.end_hold(send=send, answer=NOT_SENT)


def integrity(database_url: str) -> Sequence[str]:
    """What is wrong with the file, in SQLite's words; empty when all is well. Takes a second per few hundred MB."""
    path = addresses.path_of(database_url)
    addresses.must_exist(path)
    return _faults(path)


def _faults(path: Path) -> Sequence[str]:
    """Of a large file its pages and references are checked; a minute goes into each million entries of its indexes."""
    look = "integrity_check" if path.stat().st_size <= LARGE else "quick_check"
    try:
        with closing(connections.connect(path, read_only=True)) as connection:
            found = [row[0] for row in connection.execute(f"PRAGMA {look}(20)")]
            stray = [f"a row of {row[0]} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check")]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [fault for fault in found if fault != "ok"] + stray[:20]


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
    """Keep the present file under another name. A write-ahead log left over would spoil the new file: bring it home."""
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
    os.link(path, aside)  # until it is replaced, the file stays where it is: at no moment there is none
    return aside
