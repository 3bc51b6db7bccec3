"""Bringing an older database up to date: a copy first, then each migration in a transaction of its own.

SQLite rolls back changes to tables and columns like those to rows if they are made inside a transaction. Alembic does
not rely on that, so the transactions are ours: whenever the program dies, the file is at the old revision or at the new
one.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import Script, ScriptDirectory

from monitor import failpoints
from monitor.errors import Invalid
from monitor.store import connections, versions

log = logging.getLogger(__name__)

SCRIPTS = Path(__file__).parent / "migrations"


def run(path: Path, found: str, now: datetime, *, versions_in: Sequence[Path] = (), newest: str = "") -> Path:
    """Migrate a file from revision `found` to `newest` (default: this program's). Returns the copy made before.

    `versions_in` are further folders of migrations. Raises Invalid if a migration fails; the file is then unchanged.
    """
    steps = _steps(found, versions_in, newest)
    copy = path.with_name(f"{path.name}.before-{steps[-1].revision}-{now:%Y%m%dT%H%M%SZ}")
    _copy(path, copy)
    log.warning("migrating %s from %s to %s; a copy is in %s", path, found or "nothing", steps[-1].revision, copy)
    with connections.engine(path).connect() as connection:
        for step in steps:
            _migrate(connection, path, step)
    return copy


def run_on_server(
    connection: sa.Connection, name: str, found: str, *, versions_in: Sequence[Path] = (), newest: str = ""
) -> None:
    """The same in a database on a server, of which a copy is made with the server's own tools."""
    for step in _steps(found, versions_in, newest):
        log.warning("migrating %s to %s", name, step.revision)
        try:
            with connection.begin():
                _run_script(connection, step)
        except sa.exc.DBAPIError as error:
            raise Invalid(f"{name}: migration {step.revision} failed and was undone: {error.orig}") from error


def _steps(found: str, versions_in: Sequence[Path], newest: str) -> list[Script]:
    folders = [str(folder) for folder in (SCRIPTS / "versions", *versions_in)]
    scripts = ScriptDirectory(str(SCRIPTS), version_locations=folders)
    return list(scripts.iterate_revisions(newest or versions.NEWEST, found or "base"))[::-1]


def _copy(path: Path, copy: Path) -> None:
    """Complete or absent: a copy under its final name can be trusted."""
    partly = copy.with_name(f"{copy.name}.partly")
    partly.unlink(missing_ok=True)
    try:
        with closing(connections.connect(path, read_only=True)) as source, closing(sqlite3.connect(partly)) as target:
            source.backup(target)
        partly.chmod(0o600)
        partly.replace(copy)
    except (OSError, sqlite3.Error) as error:
        partly.unlink(missing_ok=True)
        raise Invalid(f"{copy}: no copy could be made before migrating ({error}); free some space") from error


def _migrate(connection: sa.Connection, path: Path, step: Script) -> None:
    """One revision, all or nothing. References are checked at its end, because tables are rebuilt on the way."""
    own = connection.connection.driver_connection
    assert own is not None
    own.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin():
            _run_script(connection, step)
            stray = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if stray:
                raise Invalid(
                    f"{path}: migration {step.revision} would leave rows without what they refer to: {stray[0]}"
                )
            failpoints.hit("store.migrate.before")
        failpoints.hit("store.migrate.after")
    except sa.exc.DBAPIError as error:
        raise Invalid(f"{path}: migration {step.revision} failed and was undone: {error.orig}") from error
    finally:
        own.execute("PRAGMA foreign_keys = ON")


def _run_script(connection: sa.Connection, step: Script) -> None:
    context = MigrationContext.configure(connection, opts={"transactional_ddl": True})
    context._ensure_version_table()  # noqa: SLF001 - Alembic has no public name for it outside its own transaction
    with Operations.context(context):
        step.module.upgrade()
    if step.down_revision:
        version = sa.text("UPDATE alembic_version SET version_num = :to")
    else:
        version = sa.text("INSERT INTO alembic_version (version_num) VALUES (:to)")
    connection.execute(version, {"to": step.revision})
