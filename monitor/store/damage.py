"""What SQLite says about a database that cannot be used, in one line that says what to do."""

from __future__ import annotations

import sqlite3

DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
READ_ONLY = ("SQLITE_READONLY", "SQLITE_PERM")
RESTORE = "stop the program and restore a backup (`monitor restore FILE`)"


def kind(error: BaseException) -> str:
    """SQLite's name of an error, such as SQLITE_FULL; empty for all other errors. SQLAlchemy's wrap SQLite's."""
    return str(getattr(getattr(error, "orig", None) or error, "sqlite_errorname", ""))


def message(error: BaseException) -> str:
    """One line about an error of the database; empty if it is not one."""
    own = getattr(error, "orig", None) or error
    if not isinstance(own, sqlite3.Error):
        return ""
    name = kind(error)
    if name.startswith(DAMAGED):
        return f"the database is damaged ({name}): {RESTORE}"
    if name.startswith(READ_ONLY):
        return f"the database can be read but not written ({name}): look at the rights of the file and of its folder"
    if name.startswith("SQLITE_FULL"):
        return "the disk is full: nothing was written; free some space and it goes on by itself"
    return f"the database cannot be used now ({name or own})"
