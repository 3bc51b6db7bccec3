"""A function of the store as a call of the pipeline: in one transaction that reads, writes or finishes claimed work."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from monitor.store.database import Database

T = TypeVar("T")
P = ParamSpec("P")


class Table:
    """A group of calls on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database


Step = Callable[Concatenate[sa.Connection, P], T]
Call = Callable[Concatenate[Table, P], Coroutine[Any, Any, T]]


def reads(step: Step[P, T]) -> Call[P, T]:
    """The step on one consistent state of the database."""

    @wraps(step)
    async def call(table: Table, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await table.database.read(step, *args, **kwargs)

    return call


def writes(step: Step[P, T]) -> Call[P, T]:
    """The step as a change that is on disk when it returns."""

    @wraps(step)
    async def call(table: Table, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await table.database.write(step, *args, **kwargs)

    return call


def finishes(step: Step[P, T]) -> Call[P, T]:
    """The step as a change of rows that the caller has claimed or is about to: others may write at the same time."""

    @wraps(step)
    async def call(table: Table, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await table.database.write_beside(step, *args, **kwargs)

    return call
