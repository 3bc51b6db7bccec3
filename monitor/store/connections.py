"""How this program opens SQLite: the settings that make an acknowledged write a write on disk."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

PATIENCE = 10.0  # seconds to wait for another connection
# 4 MB of pages for each of three connections; the file system caches the rest, once for all of them.
ALL = ("mmap_size = 0", "cache_size = -4000", "trusted_schema = OFF")
WRITER = (
    "journal_mode = WAL",
    "synchronous = FULL",  # NORMAL may lose acknowledged writes when the power fails
    "foreign_keys = ON",
    "wal_autocheckpoint = 1000",  # in the writer's own thread, at the end of its own commits
    "journal_size_limit = 67108864",
)
READER = ("query_only = ON",)  # and opened read only, so that it never checkpoints


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A bare connection with all settings; transactions are started by hand."""
    address = f"file:{quote(str(path))}?mode={'ro' if read_only else 'rw'}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
    for setting in (*ALL, *(READER if read_only else WRITER)):
        connection.execute(f"PRAGMA {setting}")
    return connection


def engine(path: Path, *, read_only: bool = False) -> sa.Engine:
    """An engine whose transactions begin IMMEDIATE where they may write: a later upgrade of the lock would fail."""
    made = sa.create_engine("sqlite://", creator=lambda: connect(path, read_only=read_only), poolclass=NullPool)
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    @sa.event.listens_for(made, "connect")
    def _leave_transactions_to_us(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None

    @sa.event.listens_for(made, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return made
