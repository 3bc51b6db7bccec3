"""The database: the only package with SQL. SQLite, or PostgreSQL; every acknowledged write is on disk.

open_store    the whole database for the program's own work
open_reports  a quick look for `monitor status` and `monitor why`: reads only, without SQLAlchemy
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.store.reports import Reports
    from monitor.store.tables import Store


def open_store(
    database_url: str, *, now: datetime, read_only: bool = False, daemon: bool = False, several: bool = False
) -> Store:
    """The database at `sqlite:///path` or on a server, created or brought up to date if necessary.

    `read_only` writes nothing and needs an existing database. `daemon` is for the process that works through the lists:
    it holds the database's lock until closed (DaemonRunning when another does) and checks the file after an unclean
    end; with `several`, others that say so may hold it too. Raises Invalid when the address or the file cannot be used.
    """
    from monitor.store import opening  # noqa: PLC0415 - SQLAlchemy takes half a second; `status` does without

    return opening.open_store(database_url, now=now, read_only=read_only, daemon=daemon, several=several)


def open_reports(database_url: str) -> Reports:
    """What people want to know from the database, read only and quick to open. Raises Invalid if there is none."""
    from monitor.store import reports  # noqa: PLC0415 - for symmetry: this package imports nothing by itself

    return reports.open_reports(database_url)
