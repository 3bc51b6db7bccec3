"""What the database says when it cannot be used, in one line that says what to do; SQLite's words and PostgreSQL's."""

from __future__ import annotations

import sqlite3
from typing import Any

from monitor.errors import Busy, Invalid, MonitorError

# The names of SQLite's errors, and PostgreSQL's codes (its manual, appendix A).
DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "XX001", "XX002")
READ_ONLY = ("SQLITE_READONLY", "SQLITE_PERM", "25006", "42501")
FULL = ("SQLITE_FULL", "53100")
IN_THE_WAY = ("40001", "40P01")  # of a transaction of another process: to be tried again
CUT = ("08", "57P")  # the connection, or the server
UNKNOWN = ("SQLITE_BUSY", *CUT)  # it is of no use to try each step for itself
TOO_SLOW = ("57014",)  # a step that the server ended
PASSING = (
    *("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_IOERR", "SQLITE_CANTOPEN", "53", "55P03"),
    *(FULL + READ_ONLY + IN_THE_WAY + CUT),
)
RESTORE = "stop the program and restore a backup (`monitor restore FILE`)"
REFUSED = ("password", "authentication", "role ", "database ", "pg_hba.conf")  # in the words of a server
STARTS_OR_STOPS = "the database system is"  # likewise


TOLD = (
    (DAMAGED, f"the database is damaged ({{name}}): {RESTORE}"),
    (READ_ONLY, "the database can be read but not written ({name}): look at the rights of the file and of its folder"),
    (FULL, "the disk is full: nothing was written; free some space and it goes on by itself"),
    (CUT, "the database server does not answer; what it has not confirmed is done again"),
    (IN_THE_WAY, "another program writes the same rows; nothing was written"),
)


def kind(error: BaseException) -> str:
    """The name or code of an error, such as SQLITE_FULL; empty for all others. SQLAlchemy's wrap the database's."""
    own: Any = getattr(error, "orig", None) or error
    if hasattr(own, "sqlstate"):
        return str(own.sqlstate or ("08006" if type(own).__name__ == "OperationalError" else "XX000"))
    return str(getattr(own, "sqlite_errorname", ""))


def message(error: BaseException) -> str:
    """One line about an error of the database; empty if it is not one."""
    own, name = getattr(error, "orig", None) or error, kind(error)
    if not name and not isinstance(own, sqlite3.Error):
        return ""
    told = (words for names, words in TOLD if name.startswith(names))
    return next(told, "the database cannot be used now ({name}); nothing was written").format(name=name or own)


def unconnected(error: Exception, name: str) -> MonitorError:
    """Why there is no connection to a server: what a person must put right, or what may pass."""
    said = " ".join(str(error).split()).rpartition("FATAL: ")[2][:200]
    if any(word in said for word in REFUSED) and STARTS_OR_STOPS not in said:
        return Invalid(f"{name} refuses us: {said}", where="MONITOR_DATABASE_URL")
    return Busy(f"{name} does not answer ({said})")
