"""Small helpers that every table needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa
from sqlalchemy.sql.dml import ReturningInsert

from monitor.store import dialect, plain

T = TypeVar("T")
Row: TypeAlias = sa.Row[*tuple[Any, ...]]
CHUNK = 500  # values in one IN list: far below the database's limit


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows that do not collide with existing ones; returns how many."""
    if not rows:
        return 0
    return connection.execute(dialect.inserting_new(table, connection.dialect.name), list(rows)).rowcount


def insert_id(connection: sa.Connection, table: sa.Table, **values: Any) -> int:
    """Insert one row; returns its id."""
    return int(connection.execute(_inserting(table), values).scalar_one())


# Statements are built once: building one takes longer than running it.


@cache
def _inserting(table: sa.Table) -> ReturningInsert[Any]:
    return sa.insert(table).returning(table.c.id)


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in lists short enough for IN."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


class Plain:
    """See `plain.Connection`: plain SQL inside a transaction of SQLAlchemy's."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def execute(self, query: str, values: Any = (), /) -> plain.Cursor:
        """Ask; the rows have their values by name."""
        on_server = self._connection.dialect.name == dialect.POSTGRESQL
        asked = dialect.for_psycopg(query) if on_server else query
        found: plain.Cursor = self._connection.exec_driver_sql(asked, values).mappings()
        return found

    def close(self) -> None:
        """Whoever opened it closes it."""
