"""Where a database is: `MONITOR_DATABASE_URL` → a file (SQLite), or one on a server (PostgreSQL)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from monitor.store import addresses, plain

if TYPE_CHECKING:
    import sqlalchemy as sa


class Lock(Protocol):
    """Something held until it is released, or until the process ends."""

    def move_to(self, connection: sa.Connection) -> None:
        """Be held by this session from now on, if it is held by one: who cannot write any more does not hold it.

        Raises DaemonRunning if somebody else has it by now.
        """
        ...

    def release(self) -> None:
        """Release it."""
        ...


class Turns(Protocol):
    """Whose turn it is to write."""

    def held(self) -> AbstractContextManager[None]:
        """Hold the turn for one transaction."""
        ...

    def close(self) -> None:
        """Close what it needs."""
        ...


class Place(Protocol):
    """A database, opened or not. Shown to people as `str(place)`, which has no password."""

    def exists(self) -> bool:
        """Whether there is a database yet."""
        ...

    def must_exist(self) -> None:
        """Raises Invalid if there is none."""
        ...

    def must_be_newest(self) -> None:
        """Raises Invalid if its tables are older or newer than this program."""
        ...

    def prepare(self, now: datetime, *, alone: bool) -> None:
        """Create it or bring it up to date; `alone`: the caller holds the daemon's lock. Raises Invalid."""
        ...

    def begin(self) -> None:
        """A daemon begins to work: check what an unclean end may have left. Raises Permanent."""
        ...

    def daemon_lock(self, *, several: bool = False) -> Lock:
        """Allows one daemon, or `several` of those that say so. Raises DaemonRunning."""
        ...

    def turns(self) -> Turns:
        """For writers of several processes."""
        ...

    def engine(self, *, read_only: bool = False) -> sa.Engine:
        """For SQLAlchemy."""
        ...

    def alone(self, connection: sa.Connection, *, alone: bool) -> None:
        """First in a transaction: `alone` keeps all others from writing until it ends; else only those."""
        ...

    def look(self) -> plain.Connection:
        """For plain SQL, which only reads."""
        ...

    def size(self) -> int:
        """Bytes on disk."""
        ...


def at(database_url: str) -> Place:
    """The place of an address. Raises Invalid if it is not one."""
    if addresses.is_on_server(database_url):
        from monitor.store.server import Server  # noqa: PLC0415 - its library is needed only there

        return Server(database_url)
    from monitor.store.file import File  # noqa: PLC0415 - likewise

    return File(addresses.path_of(database_url))
