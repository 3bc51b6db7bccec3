"""Moving a database from a file to a server: table by table, in batches, checked row by row, continued after a break.

Until all is there and checked, the target's revision is `versions.MOVING`: no program takes it for a database. A batch
is a transaction, in the order of the primary key, so that the last key in the target says where to go on.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.schema import AddConstraint

from monitor import failpoints
from monitor.errors import Invalid
from monitor.store import addresses, connections, opening, tables, versions
from monitor.store.file import File
from monitor.store.lock import WriteLock
from monitor.store.schema import metadata
from monitor.store.server import Server, Text

ROWS = 2_000  # in one batch
Row = tuple[Any, ...]
assert tables  # importing it fills the metadata


class Moved(NamedTuple):
    """A table that is equal on both sides."""

    name: str
    rows: int
    hash: str


def move(source_url: str, target_url: str, told: Callable[[Moved], None]) -> Sequence[Moved]:
    """Move a database; `told` gets every table once it is checked. Returns all of them.

    Raises Invalid if the source is no file of the newest version, the target holds a database already, or a table is
    not equal at the end; DaemonRunning while a program works on either side.
    """
    if addresses.is_on_server(source_url) or not addresses.is_on_server(target_url):
        raise Invalid(f"moves from a file to a server: FROM is sqlite:///path, TO is {addresses.EXAMPLE}")
    source, target = File(addresses.path_of(source_url)), Server(target_url)
    source.must_exist()
    source.must_be_newest()
    with ExitStack() as stack:
        for place in (source, target):
            stack.callback(place.daemon_lock().release)
        writing = stack.enter_context(closing(WriteLock(source.path)))
        stack.enter_context(writing.held())  # nobody changes it meanwhile
        old = stack.enter_context(closing(connections.connect(source.path, read_only=True)))
        new = stack.enter_context(target.engine().connect())
        _begin(new, target)
        for table in metadata.sorted_tables:
            _copy(old, new, table)
        found = [_checked(old, new, table, told) for table in metadata.sorted_tables]
        _finish(new)
    return found


def _begin(new: sa.Connection, target: Server) -> None:
    """Make the tables, without references: they are checked when all rows are there."""
    found = target.revision(moving=True)
    if found == versions.MOVING:
        return
    if found:
        raise Invalid("there is a database already; move to an empty one", where=str(target))
    with new.begin():
        opening.create_tables(new, revision=versions.MOVING)
        new.execute(sa.text("DELETE FROM counters"))
        for table in metadata.sorted_tables:
            for reference in sa.inspect(new).get_foreign_keys(table.name):
                new.execute(sa.text(f'ALTER TABLE "{table.name}" DROP CONSTRAINT "{reference["name"]}"'))


def _copy(old: sqlite3.Connection, new: sa.Connection, table: sa.Table) -> None:
    """All rows that the target does not have yet."""
    driver: Any = new.connection.driver_connection
    while rows := list(_rows_after(old, table, _last_key(new, table))):
        with new.begin(), driver.cursor() as cursor:
            with cursor.copy(f'COPY "{table.name}" ({_names(table)}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            failpoints.hit("store.move.before")
        failpoints.hit("store.move.after")


def _last_key(new: sa.Connection, table: sa.Table) -> Row | None:
    keys = list(table.primary_key.columns)
    with new.begin():
        found = new.execute(sa.select(*keys).order_by(*(key.desc() for key in keys)).limit(1)).first()
    return tuple(found) if found else None


def _rows_after(old: sqlite3.Connection, table: sa.Table, last: Row | None) -> Iterator[Row]:
    """The next batch of the source, with the values as the target has them."""
    keys = ", ".join(f'"{key.name}"' for key in table.primary_key.columns)
    beyond = f"WHERE ({keys}) > ({', '.join('?' * len(last))})" if last else ""
    query = f'SELECT {_names(table)} FROM "{table.name}" {beyond} ORDER BY {keys} LIMIT {ROWS}'  # noqa: S608
    for row in old.execute(query, last or ()):
        yield _as_stored(table, row)


def _names(table: sa.Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _as_stored(table: sa.Table, row: Sequence[Any]) -> Row:
    kinds = [isinstance(column.type, sa.Boolean) for column in table.columns]
    return tuple(
        bool(value) if flag and value is not None else Text.storable(value) if isinstance(value, str) else value
        for flag, value in zip(kinds, row, strict=True)
    )


def _checked(old: sqlite3.Connection, new: sa.Connection, table: sa.Table, told: Callable[[Moved], None]) -> Moved:
    """A table whose rows are the same on both sides. Raises Invalid if they are not."""
    keys = ", ".join(f'"{key.name}"' for key in table.primary_key.columns)
    query = f'SELECT {_names(table)} FROM "{table.name}" ORDER BY {keys}'  # noqa: S608
    ours = _summed(table.name, (_as_stored(table, row) for row in old.execute(query)))
    driver: Any = new.connection.driver_connection
    with new.begin(), driver.cursor("all") as cursor:  # a named one: the rows come in portions
        theirs = _summed(table.name, iter(cursor.execute(query)))
    if ours != theirs:
        raise Invalid(
            f"table {table.name} is not equal ({ours.rows} rows here, {theirs.rows} there): the source was used after "
            "an earlier try; empty the target and move again"
        )
    told(ours)
    return ours


def _summed(name: str, rows: Iterator[Row]) -> Moved:
    summed, number = hashlib.sha256(), 0
    for row in rows:
        number += 1
        summed.update(repr(row).encode())
    return Moved(name, number, summed.hexdigest()[:16])


def _finish(new: sa.Connection) -> None:
    """References, the next ids, and at last the revision."""
    with new.begin():
        for table in metadata.sorted_tables:
            for reference in table.foreign_key_constraints:
                new.execute(AddConstraint(reference, isolate_from_table=False))
            if "id" in table.columns:
                following = (
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), coalesce(max(id), 0) + 1, false)"
                )
                new.execute(sa.text(f'{following} FROM "{table.name}"'))
        new.execute(sa.text(f"UPDATE {versions.TABLE} SET version_num = '{versions.NEWEST}'"))  # noqa: S608
        failpoints.hit("store.moved.before")
    with new.begin():
        new.execute(sa.text("ANALYZE"))
