"""The few facts about the database itself: the order of settling, whether it ended cleanly, whether mail is held."""

from __future__ import annotations

import sqlalchemy as sa

from monitor.store.schema import counters, states

_RAISE = (
    sa.update(counters)
    .where(counters.c.name == "seq")
    .values(value=counters.c.value + sa.bindparam("number", type_=sa.BigInteger))
    .returning(counters.c.value)
)
CLEAN, HELD = "clean", "held"
CONFIG = "config"  # why the current feeds.yaml is not in use; empty if it is


def next_seq(connection: sa.Connection) -> int:
    """The current counter: the end of the order so far."""
    return int(connection.execute(sa.select(counters.c.value).where(counters.c.name == "seq")).scalar_one())


def take_seqs(connection: sa.Connection, number: int = 1) -> int:
    """The first of `number` new places in the order. Each taker commits before the next can take one."""
    return int(connection.execute(_RAISE, {"number": number}).scalar_one()) - number


def read(connection: sa.Connection, name: str) -> str:
    """The value of a fact, or an empty text."""
    return connection.execute(sa.select(states.c.value).where(states.c.name == name)).scalar() or ""


def write(connection: sa.Connection, name: str, value: str) -> None:
    """Set a fact."""
    connection.execute(sa.delete(states).where(states.c.name == name))
    connection.execute(sa.insert(states).values(name=name, value=value))


def held(connection: sa.Connection) -> str:
    """Why no mail is sent (a restored backup), or an empty text."""
    return read(connection, HELD)
