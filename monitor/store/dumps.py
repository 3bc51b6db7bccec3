"""Backups on PostgreSQL: its own tools make them; we say how, and restore one on trial to see that it is whole."""

from __future__ import annotations

import os
import secrets
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from monitor.errors import Invalid, Permanent
from monitor.store.reports import Reports
from monitor.store.server import Server

DEBIAN = "/usr/lib/postgresql/*/bin"  # where the tools of several versions are


def how_to_dump(server: Server, target: Path) -> str:
    """The command that makes a backup; the password is in ~/.pgpass or PGPASSWORD."""
    return f"pg_dump --format=custom --file={shlex.quote(str(target))} {shlex.quote(str(server))}"


def how_to_restore(server: Server, source: Path) -> str:
    """The command that puts a backup in the place of the database."""
    options = "--clean --if-exists --no-owner --single-transaction"
    return f"pg_restore {options} --dbname={shlex.quote(str(server))} {shlex.quote(str(source))}"


def check(server: Server, dump: Path) -> Mapping[str, int]:
    """Restore a backup into a database of its own, look at it, remove it. Returns how much there is of everything.

    Raises Invalid if a tool or the right to make databases is missing, Permanent if the backup does not restore.
    """
    name = f"monitor_check_{secrets.token_hex(4)}"
    with closing(server.connect(autocommit=True)) as session:
        server.may_make_databases(session)
        session.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            trial = server.beside(name)
            _restore(trial, dump)
            with Reports(trial) as reports:
                return reports.totals()
        finally:
            session.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _restore(trial: Server, dump: Path) -> None:
    command = [_tool("pg_restore"), "--exit-on-error", "--no-owner", f"--dbname={trial}", str(dump)]
    outcome = subprocess.run(command, env=os.environ | trial.login(), capture_output=True, text=True, check=False)  # noqa: S603
    if outcome.returncode:
        raise Permanent(f"{dump}: this backup does not restore: {outcome.stderr.strip().splitlines()[0][:300]}")


def _tool(name: str) -> str:
    newest = max(Path("/").glob(f"{DEBIAN[1:]}/{name}"), key=lambda path: float(path.parts[-3]), default=None)
    found = str(newest) if newest else shutil.which(name)
    if not found:
        raise Invalid(f"{name} is not installed; it comes with PostgreSQL's client (postgresql-client)")
    return found
