"""Postings: which rows hold a key. Finds what shares most keys in time that does not grow with the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from monitor.store import sql

TOO_COMMON = 2000  # a key that more rows hold tells nothing
BUDGET = 20_000  # postings looked at in one search, rarest keys first: bounds its time


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
        """The keys worth looking at: held by some row from `since` on, but by few; rarest first, within the budget."""
        counted: list[tuple[int, int]] = []
        asked = sa.column("key", sa.BigInteger)
        for some in sql.chunks(signed(keys)):
            given = sa.values(asked, name="given").data([(key,) for key in some]).cte("given")
            holders = (
                sa.select(sa.literal(1))
                .select_from(self.table)
                .where(self.table.c.key == given.c.key, self.row >= since)
                .limit(TOO_COMMON + 1)
                .correlate(given)
            )
            number = sa.select(sa.func.count()).select_from(holders.subquery()).scalar_subquery()
            counted += [
                (row.number, row.key) for row in connection.execute(sa.select(given.c.key, number.label("number")))
            ]
        chosen, spent = [], 0
        for number, key in sorted(counted):
            if 0 < number <= TOO_COMMON and spent + number <= BUDGET:
                chosen.append(key)
                spent += number
        return chosen


def signed(keys: Sequence[int]) -> Sequence[int]:
    """Keys as the database holds them: 64 bits with a sign, each once."""
    return sorted({(key + 2**63) % 2**64 - 2**63 for key in keys})
