"""Locks between processes, held by the operating system: they end with the process, however it ends."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from monitor.errors import DaemonRunning, Temporary

PATIENCE = 10.0  # seconds to wait for another program's transaction
NAP = 0.005


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


class DaemonLock:
    """Allows one daemon per database. Held until `release` or the end of the process.

    Forked children inherit it: worker processes must be spawned, or end with their parent.
    """

    def __init__(self, database: Path) -> None:
        """Take the lock at once. Raises DaemonRunning with the process that has it."""
        path = database.with_name(database.name + ".daemon")
        self._handle = _opened(path)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(self._handle, 20, 0).decode("ascii", "replace").strip() or "?"
            os.close(self._handle)
            raise DaemonRunning(f"{database}: another daemon (process {holder}) works with this database") from None
        os.truncate(self._handle, 0)
        os.pwrite(self._handle, str(os.getpid()).encode(), 0)

    def move_to(self, connection: object) -> None:
        """The process holds it, whatever becomes of its connections."""

    def release(self) -> None:
        """Release the lock."""
        os.close(self._handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()


class WriteLock:
    """Allows one writer at a time across processes: SQLite before 3.51.3 may damage the file if two of them checkpoint.

    Commands (adding to the corpus, retrying a mail) take turns with the daemon, one transaction each.
    """

    def __init__(self, database: Path) -> None:
        self._handle = _opened(database.with_name(database.name + ".writer"))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for one transaction. Raises Temporary if another program does not release it."""
        give_up = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > give_up:
                    raise Temporary(f"another program has been writing to the database for {PATIENCE:.0f} s") from None
                time.sleep(NAP)
        try:
            yield
        finally:
            fcntl.flock(self._handle, fcntl.LOCK_UN)

    def close(self) -> None:
        """Close the lock file."""
        os.close(self._handle)
