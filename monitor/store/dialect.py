"""What SQLite and PostgreSQL say differently: all of it in SQL, on one page (and the index of `headlines`).

Everything else in this package is written once. Statements composed with SQLAlchemy use the functions below; plain SQL
is written for SQLite, and `for_postgresql` says the same in PostgreSQL's words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex
from sqlalchemy.sql.compiler import DDLCompiler, SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

POSTGRESQL = "postgresql"
WHERE = "where"  # of a partial index in PostgreSQL


def where(condition: str, on_postgresql: str = "") -> dict[str, Any]:
    """The rows that a partial index has. `postgresql_where` would load PostgreSQL's dialect for a file, too."""
    return {"sqlite_where": sa.text(condition), "info": {WHERE: on_postgresql or condition}}


@compiles(CreateIndex, POSTGRESQL)
def _index_on_postgresql(created: CreateIndex, compiler: DDLCompiler, **more: Any) -> str:
    made: str = compiler.visit_create_index(created, **more)  # type: ignore[no-untyped-call]
    condition = created.element.info.get(WHERE)
    return f"{made} WHERE {condition}" if condition else made


@cache
def inserting_new(table: sa.Table, name: str) -> sa.Insert:
    """INSERT of the rows that do not collide with others; `name` is the dialect's. Its row count says how many."""
    if name == POSTGRESQL:
        from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415 - a file needs none of it
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]  # noqa: PLC0415
    return insert(table).on_conflict_do_nothing().inline().execution_options(preserve_rowcount=True)


class texts_of(GenericFunction[Any]):  # noqa: N801 - it is a function of SQL
    """The texts of a JSON list, one row each, as the column `value`."""

    inherit_cache = True


class numbers_of(GenericFunction[Any]):  # noqa: N801
    """The whole numbers of a JSON list, one row each, as the column `value`."""

    inherit_cache = True


class position(GenericFunction[int]):  # noqa: N801
    """Where a text contains another one, counted from 1; 0: nowhere."""

    type = sa.Integer()
    inherit_cache = True


class holds(GenericFunction[bool]):  # noqa: N801
    """Whether a text fits a LIKE pattern without regard to case; SQLite only knows that A is a."""

    type = sa.Boolean()
    inherit_cache = True


class epoch(GenericFunction[int]):  # noqa: N801
    """Whole seconds since 1970 of a time, which is stored as text."""

    type = sa.BigInteger()
    inherit_cache = True


@compiles(texts_of, "sqlite")
@compiles(numbers_of, "sqlite")
def _list(given: texts_of | numbers_of, compiler: SQLCompiler, **more: Any) -> str:
    return f"json_each({compiler.process(given.clauses, **more)})"


@compiles(texts_of, "postgresql")
def _texts_on_postgresql(given: texts_of, compiler: SQLCompiler, **more: Any) -> str:
    return f"(SELECT json_array_elements_text(CAST({compiler.process(given.clauses, **more)} AS JSON)) AS value)"


@compiles(numbers_of, "postgresql")
def _numbers_on_postgresql(given: numbers_of, compiler: SQLCompiler, **more: Any) -> str:
    values = f"translate({compiler.process(given.clauses, **more)}, '[]', '{{}}')"
    return f"(SELECT unnest(CAST({values} AS BIGINT[])) AS value)"


@compiles(position, "sqlite")
def _position(given: position, compiler: SQLCompiler, **more: Any) -> str:
    return f"instr({compiler.process(given.clauses, **more)})"


@compiles(position, "postgresql")
def _position_on_postgresql(given: position, compiler: SQLCompiler, **more: Any) -> str:
    return f"strpos({compiler.process(given.clauses, **more)})"


@compiles(holds, "sqlite")
def _holds(given: holds, compiler: SQLCompiler, **more: Any) -> str:
    text, pattern = (compiler.process(part, **more) for part in given.clauses)
    return f"{text} LIKE {pattern} ESCAPE '!'"


@compiles(holds, "postgresql")
def _holds_on_postgresql(given: holds, compiler: SQLCompiler, **more: Any) -> str:
    text, pattern = (compiler.process(part, **more) for part in given.clauses)
    return f"{text} ILIKE {pattern} ESCAPE '!'"


@compiles(epoch, "sqlite")
def _epoch(given: epoch, compiler: SQLCompiler, **more: Any) -> str:
    return f"CAST(strftime('%s', {compiler.process(given.clauses, **more)}) AS INTEGER)"


@compiles(epoch, "postgresql")
def _epoch_on_postgresql(given: epoch, compiler: SQLCompiler, **more: Any) -> str:
    moment = f"CAST({compiler.process(given.clauses, **more)} || '+00' AS TIMESTAMPTZ)"
    return f"CAST(floor(extract(epoch FROM {moment})) AS BIGINT)"


FLAGS = "enabled|listed|buried|noted"
WORDS = (  # plain SQL: SQLite's, PostgreSQL's
    # For each row of one table the first few of another: PostgreSQL would go through all of them for each.
    (
        r"JOIN (\w+) AS (\w+) ON \2\.id IN \(\s*SELECT (\w+)\.id (FROM [^()]+ LIMIT :\w+)\s*\)",
        r"CROSS JOIN LATERAL (SELECT \3.* \4) AS \2",
    ),
    (rf"\b((?:\w+\.)?(?:{FLAGS})) = 1\b", r"\1"),
    (r"\bLIKE\b", "ILIKE"),
    (r"\binstr\(", "strpos("),
    (r"json_each\(([\w.]+), '\$\.(\w+)'\) AS (\w+)", r"json_array_elements(CAST(\1 AS JSON) -> '\2') AS \3(value)"),
    (r"json_extract\(([\w.]+), '\$\.(\w+)'\)", r"(CAST(\1 AS JSON) ->> '\2')"),
)


@cache
def for_postgresql(query: str) -> str:
    """Plain SQL as written for SQLite, in PostgreSQL's words."""
    for ours, theirs in WORDS:
        query = re.sub(ours, theirs, query)
    return query


def in_words_of(name: str, query: str) -> str:
    """Plain SQL as written for SQLite, in the words of the dialect of this name."""
    return for_postgresql(query) if name == POSTGRESQL else query


@cache
def for_psycopg(query: str) -> str:
    """The same with parameters as psycopg has them: `?` is `%s`, `:name` is `%(name)s`."""
    query = for_postgresql(query).replace("%", "%%").replace("?", "%s")
    return re.sub(r"(?<!:):(\w+)", r"%(\1)s", query)
