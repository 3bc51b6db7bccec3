"""The version of a database file, read without any library: most programs start with the newest one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from monitor.errors import Invalid

REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
)  # oldest first; the last is what this program works with
NEWEST = REVISIONS[-1]
TABLE = "alembic_version"
MOVING = "moving"  # a database that is being moved there


def read(path: Path) -> str:
    """The revision of a file, empty if it contains nothing yet. Raises Invalid if it is not this program's database."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=10)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if TABLE not in tables and tables:
                raise Invalid(f"{path}: this is the database of another program", where="MONITOR_DATABASE_URL")
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if tables else None
    except sqlite3.DatabaseError as error:
        raise Invalid(f"{path}: cannot be read as a database ({error})", where="MONITOR_DATABASE_URL") from None
    return str(row[0]) if row else ""


def check(path: Path) -> str:
    """The revision of a file. Raises Invalid if a newer program wrote it."""
    return checked(read(path), str(path))


def checked(found: str, name: str) -> str:
    """A revision found in the database of this name. Raises Invalid if a newer program wrote it."""
    if found == MOVING:
        raise Invalid(f"{name}: a database is being moved there; `monitor migrate-database` goes on with it")
    if found and found not in REVISIONS:
        raise Invalid(
            f"{name}: a newer version of this program has written this database (its version is {found}, "
            f"this program knows up to {NEWEST}); update the program, or restore a backup made before",
            where="MONITOR_DATABASE_URL",
        )
    return found


def must_be_newest(path: Path) -> None:
    """For read-only use: raises Invalid if the file is older or newer than this program."""
    must_be(check(path), str(path))


def must_be(found: str, name: str) -> None:
    """Raises Invalid if a database of this name has an older revision."""
    if found != NEWEST:
        raise Invalid(
            f"{name}: this database is of an older version; `monitor once` or `monitor run` brings it up to date"
        )
