"""The column types and groups of columns that all tables share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from monitor.store import dialect, instants

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
C = "C"  # texts are compared byte by byte, as SQLite does, whatever the server's language is
Text = sa.Text().with_variant(sa.Text(collation=C), dialect.POSTGRESQL)


class UtcDateTime(TypeDecorator[datetime]):
    """The only type of times: aware UTC in and out, kept as text."""

    impl = sa.String(26).with_variant(sa.String(26, collation=C), dialect.POSTGRESQL)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy says so
        """To the database. Raises ValueError for a naive time."""
        return value if value is None else instants.to_text(value)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """From the database."""
        return value if value is None else instants.from_text(value)


def row_id() -> sa.Column[int]:
    """The number that identifies a row."""
    return sa.Column("id", KEY, primary_key=True)


def text(name: str) -> sa.Column[str]:
    """A text that may be empty, never NULL."""
    return sa.Column(name, Text, nullable=False, server_default="")


def number(name: str, *, start: int = 0) -> sa.Column[int]:
    """A whole number of 64 bits."""
    return sa.Column(name, sa.BigInteger, nullable=False, server_default=sa.text(str(start)))


def flag(name: str) -> sa.Column[bool]:
    """Yes or no."""
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def work_columns() -> list[sa.Column[Any]]:
    """Due when `due_at` is past; `claimed` while somebody holds the newest `token`; `buried` is never tried again."""
    return [
        sa.Column("due_at", UtcDateTime),
        number("attempts"),
        text("last_error"),
        number("token"),
        flag("claimed"),
        flag("buried"),
    ]


def due_index(table: str, *columns: str, name: str = "due") -> sa.Index:
    """Only rows that will be due: most entries never are again.

    In the order in which they are claimed: PostgreSQL would sort all that are due at the same time at each claim.
    """
    return sa.Index(f"ix_{table}_{name}", *columns, "due_at", "id", **dialect.where("due_at IS NOT NULL"))


def buried_index(table: str) -> sa.Index:
    """Few rows are buried; they are counted at every look."""
    return sa.Index(f"ix_{table}_buried", "id", **dialect.where("buried = 1", "buried"))


def unique_entry(*names: str) -> tuple[sa.Constraint | sa.Index, ...]:
    """No two rows are equal in these columns. PostgreSQL's indexes take no long texts, so that it compares a hash."""
    here = sa.UniqueConstraint(*names).ddl_if(dialect="sqlite")
    hashed = [sa.func.md5(sa.column(name)) if name == "url_key" else sa.column(name) for name in names]
    there = sa.Index("uq_entries_feed_id", *hashed, unique=True).ddl_if(dialect=dialect.POSTGRESQL)
    return here, there
