"""A connection for plain SQL, without SQLAlchemy, as SQLite's module and psycopg both offer it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

Row = Any  # its values by name and by number


class Cursor(Protocol):
    """What a query has found."""

    def fetchall(self) -> Sequence[Row]:
        """All rows."""
        ...

    def fetchone(self) -> Row:
        """The next row, or None."""
        ...

    def __iter__(self) -> Iterator[Row]: ...


class Connection(Protocol):
    """Something that answers queries written for SQLite, with `?` or `:name` for their values."""

    def execute(self, query: str, values: Any = ..., /) -> Cursor:
        """Ask."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...
