"""A PostgreSQL of the tests' own, from Debian's binaries, started once and only if a test asks for it.

It waits for no disk. Each test gets a database made from a template; the server's folder is in memory where possible.
"""

import asyncio
import atexit
import importlib
import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from monitor import store

MEMORY = Path("/dev/shm")
QUICK = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "shared_buffers": "32MB"}
psycopg: Any = importlib.import_module("psycopg") if importlib.util.find_spec("psycopg") else None


def binaries() -> Path | None:
    """The folder of the newest server on this machine."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    return max(found, key=lambda path: float(path.parent.name), default=None)


def missing() -> str:
    """Why there can be no server here; empty if there can."""
    if psycopg is None:
        return "no PostgreSQL: psycopg is not installed (make venv)"
    if shutil.which("setpriv") is None:
        return "no PostgreSQL: setpriv of util-linux, which starts it, is not installed"
    return "" if binaries() else "no PostgreSQL: there is no /usr/lib/postgresql/*/bin (apt-get install postgresql)"


class Server:
    """A running server, reached through a socket in its folder."""

    def __init__(self, **settings: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir=MEMORY if MEMORY.is_dir() else None))
        if self._user():
            self.folder.chmod(0o755)
            shutil.chown(self.folder, "nobody")
        self.settings = {**QUICK, **settings}
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self.run("initdb", "-D", "data", "-U", "monitor", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        self.start()

    def _user(self) -> list[str]:
        """The server refuses to run as root."""
        nobody = pwd.getpwnam("nobody")
        return [f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"] if os.getuid() == 0 else []

    def _command(self, name: str, *arguments: str) -> list[str]:
        """It ends with this process."""
        found = binaries()
        assert found is not None
        return ["setpriv", "--pdeathsig=QUIT", *self._user(), str(found / name), *arguments]

    def run(self, name: str, *arguments: str) -> None:
        subprocess.run(self._command(name, *arguments), cwd=self.folder, check=True, capture_output=True)

    def start(self) -> None:
        given = [f"-c{name}={value}" for name, value in self.settings.items()]
        where = [f"-k{self.folder}", "-D", str(self.folder / "data"), "-clisten_addresses=", "-cmax_connections=200"]
        with (self.folder / "log").open("ab") as log:
            command = self._command("postgres", *where, *given)
            self._process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        deadline = time.monotonic() + 20
        while not self._answers():
            assert time.monotonic() < deadline, (self.folder / "log").read_text()
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self, sign: int = signal.SIGINT) -> None:
        """SIGINT cuts all sessions, SIGQUIT ends it as a crash would."""
        if self._process:
            self._process.send_signal(sign)
            self._process.wait(20)
            self._process = None

    def end(self) -> None:
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str) -> str:
        return f"postgresql://monitor@/{name}?host={self.folder}"

    def execute(self, query: str, url: str = "") -> list[tuple]:
        with psycopg.connect(url or self.url("postgres"), autocommit=True) as connection:
            cursor = connection.execute(query)
            return cursor.fetchall() if cursor.description else []

    def create(self, template: str = "template1", *, tablespace: str = "pg_default") -> str:
        """A new database; its address."""
        name = f"test{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy TABLESPACE {tablespace}")
        return self.url(name)

    def drop(self, url: str) -> None:
        self.execute(f"DROP DATABASE {name_in(url)} WITH (FORCE)")


def alone(url: str, *, patience: float = 20.0) -> Any:
    """A session on a database once all others have ended: those of a killed process do so by themselves."""
    connection = psycopg.connect(url, autocommit=True)
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    deadline = time.monotonic() + patience
    while connection.execute(others).fetchone() != (0,):
        assert time.monotonic() < deadline, "somebody still uses the database"
        time.sleep(0.01)
    return connection


def name_in(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


@cache
def running() -> Server:
    """The server of this run of the tests; skips the test if there can be none."""
    if why := missing():
        pytest.skip(why)
    server = Server()
    atexit.register(server.end)
    return server


@cache
def template() -> str:
    """The name of a database with our tables."""
    url = running().create()
    asyncio.run(store.open_store(url, now=datetime(2026, 11, 22, 6, tzinfo=UTC)).close())
    return name_in(url)
