"""Postings: which rows have a key. Finds rows that share most keys in time that does not grow with the database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from monitor.store import dialect, sql

TOO_COMMON = 2000  # a key that more rows have says nothing
BUDGET = 8_000  # postings read in one search, rarest keys first: limits its time


@dataclass(frozen=True, slots=True)
class Postings:
    """A table of (key, row)."""

    table: sa.Table
    row: sa.Column[int]

    def add(self, connection: sa.Connection, row: int, keys: Sequence[int]) -> None:
        """Remember the keys of a row."""
        name = self.row.name
        sql.insert_new(connection, self.table, [{"key": key, name: row} for key in signed(keys)])

    def telling(self, connection: sa.Connection, keys: Sequence[int], *, since: int = 0) -> Sequence[int]:
        """The keys worth a look: in some row from `since` on, but in few; rarest first, within the budget."""
        counted = [pair for some in sql.chunks(signed(keys)) for pair in self._counted(connection, some, since)]
        chosen, spent = [], 0
        for holders, key in sorted(counted):
            if 0 < holders <= TOO_COMMON and spent + holders <= BUDGET:
                chosen.append(key)
                spent += holders
        return chosen

    def _counted(self, connection: sa.Connection, keys: Sequence[int], since: int) -> list[tuple[int, int]]:
        """(number of rows, key), counted up to one more than too many."""
        asked = {"given_keys": json.dumps(list(keys)), "since": since}
        return [(row[0], row[1]) for row in connection.execute(_counting(self), asked)]


@cache
def _counting(postings: Postings) -> sa.Select[Any]:
    """The statement, built once. One parameter for all keys: with one for each it would be compiled again each time."""
    keys = sa.bindparam("given_keys", type_=sa.Text)
    given = dialect.numbers_of(keys).table_valued(sa.column("value", sa.BigInteger), name="given")
    since = sa.bindparam("since", type_=sa.BigInteger)
    holders = (
        sa.select(postings.row)
        .where(postings.table.c.key == given.c.value, postings.row >= since)
        .limit(TOO_COMMON + 1)
        .correlate(given)
    )
    number = sa.select(sa.func.count()).select_from(holders.subquery()).scalar_subquery()
    return sa.select(number, given.c.value)


def signed(keys: Sequence[int]) -> Sequence[int]:
    """Keys as stored in the database: 64 bits with a sign, each once."""
    return sorted({(key + 2**63) % 2**64 - 2**63 for key in keys})
