"""The work lists in numbers, for people; plain SQL, as in `reports.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from monitor.store import instants, plain

LISTS = {
    "feeds": ("feeds", "1 = 1"),
    "entries": ("entries", "stage = 'entries'"),
    "placings": ("entries", "stage = 'placings'"),
    "replies": ("mailboxes", "1 = 1"),
    "looks": ("looks", "1 = 1"),
    "wordings": ("wordings", "1 = 1"),
    "digests": ("digests", "1 = 1"),
    "editions": ("editions", "1 = 1"),
    "outbox": ("outbox", "sender <> ''"),
    "channels": ("outbox", "sender = ''"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A work list in numbers."""

    waiting: int  # for a later time
    due: int
    buried: int
    oldest_due_at: datetime | None  # since when the list has been behind, if it is
    next_due_at: datetime | None  # when the first of the waiting ones is due
    problem: str = ""  # of the latest failure that will be tried again


def lists(connection: plain.Connection, now: datetime) -> Mapping[str, Waiting]:
    """Every list by name."""
    at = instants.to_text(now)
    return {name: _of(connection, f"FROM {table} WHERE {rows}", at) for name, (table, rows) in LISTS.items()}


def problem(connection: plain.Connection, name: str) -> str:
    """The latest failure on a list that will be tried again; empty if there is none."""
    table, rows = LISTS[name]
    return _problem(connection, f"FROM {table} WHERE {rows}")


def _problem(connection: plain.Connection, own: str) -> str:
    again = f"{own} AND due_at IS NOT NULL AND attempts > 0 AND last_error <> ''"
    found = connection.execute(f"SELECT last_error {again} ORDER BY due_at DESC LIMIT 1").fetchone()
    return str(found[0]) if found else ""


def _of(connection: plain.Connection, own: str, now: str) -> Waiting:
    due, oldest = connection.execute(f"SELECT count(*), min(due_at) {own} AND due_at <= ?", (now,)).fetchone()
    later, first = connection.execute(f"SELECT count(*), min(due_at) {own} AND due_at > ?", (now,)).fetchone()
    (buried,) = connection.execute(f"SELECT count(*) {own} AND buried = 1").fetchone()
    return Waiting(
        waiting=later,
        due=due,
        buried=buried,
        oldest_due_at=instants.from_text(oldest) if oldest else None,
        next_due_at=instants.from_text(first) if first else None,
        problem=_problem(connection, own),
    )
