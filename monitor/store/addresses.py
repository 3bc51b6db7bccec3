"""What may be in `MONITOR_DATABASE_URL`, and the path in it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from monitor.errors import Invalid

WHERE = "MONITOR_DATABASE_URL"
PREFIX = "sqlite:///"
ON_SERVER = ("postgresql://", "postgres://")
EXAMPLE = "postgresql://user:password@host/name"


def is_on_server(database_url: str) -> bool:
    """Whether it is an address of a server."""
    return database_url.startswith(ON_SERVER)


def path_of(database_url: str) -> Path:
    """The file behind `sqlite:///relative/path` or `sqlite:////absolute/path`. Raises Invalid."""
    scheme = database_url.partition(":")[0]
    name = unquote(database_url.removeprefix(PREFIX).partition("?")[0])
    if is_on_server(database_url):
        raise Invalid(
            "this is for a database in a file; on PostgreSQL use pg_dump and pg_restore (docs/operating.md)",
            where=WHERE,
        )
    if not database_url.startswith(PREFIX):
        raise Invalid(
            f"`{scheme}:…` is not a database this program can use; write sqlite:///var/monitor.db or {EXAMPLE}",
            where=WHERE,
        )
    if not name or name == ":memory:":
        raise Invalid("the database must be a file; write sqlite:///var/monitor.db", where=WHERE)
    return Path(name)


def must_not_be_empty(path: Path) -> None:
    """Raises Invalid for an empty file: this program never creates one, so a database has been lost."""
    if path.is_file() and path.stat().st_size == 0:
        raise Invalid(
            f"{path}: is empty; if a database was here, restore a backup (`monitor restore FILE`), or all "
            "would be mailed again; to begin anew, remove the file",
            where=WHERE,
        )


def must_exist(path: Path) -> None:
    """Raises Invalid if there is no database yet, or an empty file instead."""
    must_not_be_empty(path)
    if not path.is_file():
        raise Invalid("there is no database yet; `monitor once` or `monitor run` makes it", where=str(path))
