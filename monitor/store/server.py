"""A database on a server: PostgreSQL, where several processes write at the same time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from monitor.errors import DaemonRunning, Invalid
from monitor.store import addresses, damage, dialect, plain, versions

try:
    import psycopg
    from psycopg import conninfo
    from psycopg.types.string import StrDumperUnknown
except ImportError as error:
    raise Invalid(
        f"PostgreSQL needs the extra `postgresql` of this program ({error}); install news-monitor[postgresql]",
        where=addresses.WHERE,
    ) from None

if TYPE_CHECKING:
    import sqlalchemy as sa

CONNECTING = 10  # seconds
MOMENT = 2.0  # seconds that a session may take to end
SETTINGS = {  # of every session; a dead connection is noticed, a forgotten transaction ends
    "statement_timeout": "120s",
    "idle_in_transaction_session_timeout": "120s",
    "timezone": "UTC",
    "default_transaction_isolation": "read committed",
    "synchronous_commit": "on",
    "jit": "off",  # compiling takes longer than any of these queries
    # Locks of a client whose network has gone end after a minute, not after the system's two hours.
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}
READING = {"default_transaction_read_only": "on", "default_transaction_isolation": "repeatable read"}
ALIVE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": 60_000}
# Advisory locks of this program in its database: for its daemon, and for who writes.
DAEMON, WRITING = (0x6E6D, 1), (0x6E6D, 2)


class Server:
    """See `places.Place`."""

    def __init__(self, url: str) -> None:
        """Raises Invalid if the address cannot be read."""
        try:
            self._given = conninfo.conninfo_to_dict(url)
        except psycopg.Error:  # its words would show the password
            raise Invalid(f"not an address; write {addresses.EXAMPLE}", where=addresses.WHERE) from None

    def __str__(self) -> str:
        user = self._given.get("user")
        where = f"{quote(str(user))}@" if user else ""
        host, name = str(self._given.get("host", "")), self._given.get("dbname", "")
        port = f":{self._given['port']}" if "port" in self._given else ""
        if host.startswith("/"):  # the folder of a socket
            return f"postgresql://{where}/{name}?host={host}"
        return f"postgresql://{where}{host}{port}/{name}"

    def given(self, **settings: str) -> Mapping[str, Any]:
        """What psycopg needs to connect, with further settings of the session."""
        settings = {**SETTINGS, **settings}
        options = [f"-c {name}={value}".replace(" ", "\\ ").replace("-c\\ ", "-c ") for name, value in settings.items()]
        told: dict[str, Any] = {**ALIVE, "connect_timeout": CONNECTING, "application_name": "news-monitor"}
        return told | self._given | {"options": " ".join([*options, str(self._given.get("options") or "")])}

    def connect(self, *, read_only: bool = False, **more: Any) -> psycopg.Connection[Any]:
        """A session. Raises Invalid if it is refused, Temporary if nobody answers."""
        try:
            connection = psycopg.connect(**self.given(**(READING if read_only else {})), **more)
        except psycopg.OperationalError as error:
            raise damage.unconnected(error, str(self)) from None
        connection.adapters.register_dumper(str, Text)
        return connection

    def beside(self, name: str) -> Server:
        """Another database on the same server."""
        given = {key: str(value) for key, value in self._given.items()} | {"dbname": name}
        return Server(conninfo.make_conninfo("", **given))

    def login(self) -> Mapping[str, str]:
        """What PostgreSQL's own tools need besides the address that is shown: as environment variables."""
        names = {"password": "PGPASSWORD", "host": "PGHOST", "sslmode": "PGSSLMODE"}
        return {names[key]: str(value) for key, value in self._given.items() if key in names}

    def may_make_databases(self, session: psycopg.Connection[Any]) -> None:
        """Raises Invalid if this user may not."""
        query = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
        if session.execute(query).fetchone() != (True,):
            raise Invalid(f"{self}: to check a backup it is restored beside; that needs ALTER ROLE … CREATEDB")

    def exists(self) -> bool:
        """Whether there are tables of ours."""
        return bool(self.revision())

    def must_exist(self) -> None:
        """Raises Invalid if there are none yet."""
        if not self.exists():
            raise Invalid("there are no tables yet; `monitor once` or `monitor run` makes them", where=str(self))

    def revision(self, *, moving: bool = False) -> str:
        """The revision of the tables, empty if there are none. Raises Invalid if they are not of this program.

        Also if a database is being moved there, unless that is what the caller does.
        """
        with closing(self.connect(read_only=True)) as connection:
            query = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
            tables = {row[0] for row in connection.execute(query)}
            if tables and versions.TABLE not in tables:
                raise Invalid(f"{self}: this is the database of another program", where=addresses.WHERE)
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if tables else None
        found = str(row[0]) if row else ""
        return found if moving and found == versions.MOVING else versions.checked(found, str(self))

    def must_be_newest(self) -> None:
        """Raises Invalid if the tables are older or newer than this program."""
        versions.must_be(self.revision(), str(self))

    def prepare(self, now: datetime, *, alone: bool) -> None:
        """Create the tables or bring them up to date. Raises Invalid."""
        found = self.revision()
        if found == versions.NEWEST:
            return
        if found and not alone:  # never change the tables under a running daemon
            lock = self.daemon_lock()
            try:
                self.prepare(now, alone=True)
            finally:
                lock.release()
            return
        from monitor.store import opening  # noqa: PLC0415 - hardly ever needed

        opening.prepare_server(self)

    def begin(self) -> None:
        """The server itself mends what an unclean end has left."""

    def daemon_lock(self, *, several: bool = False) -> DaemonSession:
        """Allows one daemon, or `several` of those that say so. Raises DaemonRunning."""
        return DaemonSession(self, several=several)

    def make_schema(self, name: str) -> None:
        """A schema for tables of a library, if there is none of this name."""
        # another process may have just made it
        with closing(self.connect(autocommit=True)) as connection, suppress(psycopg.errors.UniqueViolation):
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name}")

    def turns(self) -> Turns:
        """Others may write at the same time."""
        return Turns()

    def engine(self, *, read_only: bool = False) -> sa.Engine:
        """For SQLAlchemy."""
        import sqlalchemy  # noqa: PLC0415 - it takes half a second; `status` does without

        return sqlalchemy.create_engine(
            "postgresql+psycopg://",
            creator=lambda: self.connect(read_only=read_only),
            poolclass=sqlalchemy.NullPool,
            hide_parameters=True,
        )

    def alone(self, connection: sa.Connection, *, alone: bool) -> None:
        """Until the transaction ends nobody else writes, or nobody who wants to be alone."""
        how = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        connection.exec_driver_sql(f"SELECT {how}({WRITING[0]}, {WRITING[1]})")

    def look(self) -> Session:
        """For plain SQL."""
        return Session(self.connect(read_only=True, autocommit=True, row_factory=_rows))

    def size(self) -> int:
        """Bytes of the database."""
        with closing(self.look()) as session:
            return int(session.execute("SELECT pg_database_size(current_database())").fetchone()[0])


class Turns:
    """See `places.Turns`: no turns are needed."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing to wait for."""
        yield

    def close(self) -> None:
        """Nothing to close."""


class DaemonSession:
    """The lock of a daemon: it ends with the session that holds it, however that ends."""

    def __init__(self, server: Server, *, several: bool) -> None:
        """Raises DaemonRunning if another one holds it."""
        how = "pg_try_advisory_lock_shared" if several else "pg_try_advisory_lock"
        self._query = f"SELECT {how}({DAEMON[0]}, {DAEMON[1]})"
        kind = "a daemon that works alone" if several else "another daemon, or a worker,"
        self._told = f"{server}: {kind} works with this database"
        self._connection = server.connect(autocommit=True)
        if self._connection.execute(self._query).fetchone() != (True,):
            self._connection.close()
            raise DaemonRunning(self._told)

    def move_to(self, connection: sa.Connection) -> None:
        """See `places.Lock`. A session of ours that was ended may hold it for another moment."""
        self.release()
        give_up = time.monotonic() + MOMENT
        while not connection.exec_driver_sql(self._query).scalar():
            if time.monotonic() > give_up:
                raise DaemonRunning(self._told)
            time.sleep(MOMENT / 50)
        connection.commit()

    def release(self) -> None:
        """End the session that took it, and know that it has ended."""
        with suppress(psycopg.Error):
            self._connection.execute("SELECT pg_advisory_unlock_all()")
        self._connection.close()


class Text(StrDumperUnknown):
    """PostgreSQL has no character with the number 0: it is written as one that cannot be shown."""

    def dump(self, obj: str) -> Any:
        """The bytes of a text."""
        return super().dump(self.storable(obj))

    @staticmethod
    def storable(text: str) -> str:
        """The text as it is stored."""
        if "\0" in text or "\\u0000" in text:
            return text.replace("\0", "\ufffd").replace("\\u0000", "\\ufffd")
        return text


class Session:
    """See `plain.Connection`."""

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self._connection = connection

    def execute(self, query: str, values: Sequence[Any] | Mapping[str, Any] = (), /) -> plain.Cursor:
        """Ask what was written for SQLite."""
        return self._connection.execute(dialect.for_psycopg(query), values)

    def close(self) -> None:
        """End the session."""
        self._connection.close()


class Row:
    """A row whose values are found by name and by number."""

    __slots__ = ("_numbers", "_values")

    def __init__(self, numbers: Mapping[str, int], values: Sequence[Any]) -> None:
        self._numbers, self._values = numbers, values

    def __getitem__(self, key: str | int) -> Any:
        return self._values[self._numbers[key] if isinstance(key, str) else key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)


def _rows(cursor: psycopg.Cursor[Any]) -> Any:
    numbers = {column.name: number for number, column in enumerate(cursor.description or ())}
    return lambda values: Row(numbers, values)
