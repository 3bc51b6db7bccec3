"""A database in a file: SQLite."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from monitor.errors import Invalid
from monitor.store import addresses, plain, versions
from monitor.store.lock import DaemonLock, WriteLock

if TYPE_CHECKING:
    import sqlalchemy as sa


@dataclass(frozen=True, slots=True)
class File:
    """See `places.Place`. SQLite has one writer: whoever writes is alone."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    def exists(self) -> bool:
        """Whether there is such a file."""
        return self.path.is_file()

    def must_exist(self) -> None:
        """Raises Invalid if there is none, or an empty one."""
        addresses.must_exist(self.path)

    def must_be_newest(self) -> None:
        """Raises Invalid if the file is older or newer than this program."""
        versions.must_be_newest(self.path)

    def prepare(self, now: datetime, *, alone: bool) -> None:
        """Create the file or bring it up to date. Raises Invalid."""
        from monitor.store import opening  # noqa: PLC0415 - SQLAlchemy takes half a second; `status` does without

        opening.prepare(self.path, now, alone=alone)

    def begin(self) -> None:
        """Check the file if the last daemon did not end cleanly. Raises Permanent if it is damaged."""
        from monitor.store import opening  # noqa: PLC0415 - likewise

        opening.begin(self.path)

    def daemon_lock(self, *, several: bool = False) -> DaemonLock:
        """Allows one daemon; the folder is made for it. Raises DaemonRunning, Invalid, Permanent."""
        from monitor.store import opening  # noqa: PLC0415 - likewise

        if several:
            raise Invalid("a file is for one daemon; several need postgresql://…", where=addresses.WHERE)
        opening.make_folder(self.path)
        return DaemonLock(self.path)

    def turns(self) -> WriteLock:
        """One writer at a time, across processes."""
        return WriteLock(self.path)

    def engine(self, *, read_only: bool = False) -> sa.Engine:
        """For SQLAlchemy."""
        from monitor.store import connections  # noqa: PLC0415 - likewise

        return connections.engine(self.path, read_only=read_only)

    def alone(self, connection: sa.Connection, *, alone: bool) -> None:
        """Every writer is."""

    def look(self) -> plain.Connection:
        """For plain SQL."""
        connection = sqlite3.connect(f"file:{quote(str(self.path))}?mode=ro", uri=True, timeout=10)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA query_only = ON")
        return connection

    def size(self) -> int:
        """Bytes of the file and of those next to it."""
        return sum(path.stat().st_size for path in self.path.parent.glob(f"{self.path.name}*") if path.is_file())
