"""What SQLite and PostgreSQL spell differently, and small things every table needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")
Row: TypeAlias = sa.Row[*tuple[Any, ...]]
CHUNK = 500  # values in one IN list: far below the limits of both databases


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows that do not collide with present ones; how many went in."""
    if not rows:
        return 0
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return connection.execute(dialect.insert(table).on_conflict_do_nothing(), list(rows)).rowcount


def insert_id(connection: sa.Connection, table: sa.Table, **values: Any) -> int:
    """Insert one row; its id."""
    return int(connection.execute(sa.insert(table).values(**values).returning(table.c.id)).scalar_one())


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in lists short enough for IN."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
