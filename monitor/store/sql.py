"""Small helpers that every table needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import ReturningInsert

T = TypeVar("T")
Row: TypeAlias = sa.Row[*tuple[Any, ...]]
CHUNK = 500  # values in one IN list: far below the database's limit


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows that do not collide with existing ones; returns how many."""
    if not rows:
        return 0
    return connection.execute(_inserting_new(table), list(rows)).rowcount


def insert_id(connection: sa.Connection, table: sa.Table, **values: Any) -> int:
    """Insert one row; returns its id."""
    return int(connection.execute(_inserting(table), values).scalar_one())


# Statements are built once: building one takes longer than running it.


@cache
def _inserting(table: sa.Table) -> ReturningInsert[Any]:
    return sa.insert(table).returning(table.c.id)


@cache
def _inserting_new(table: sa.Table) -> sa.Insert:
    return sqlite.insert(table).on_conflict_do_nothing()


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in lists short enough for IN."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
