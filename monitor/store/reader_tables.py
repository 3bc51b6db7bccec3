"""The tables of what readers said; part of `schema.py`, in a file of their own."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Column

from monitor.store import columns
from monitor.store.columns import Text, UtcDateTime
from monitor.store.schema import metadata

actions: sa.Table = sa.Table(  # what readers said
    "actions",
    metadata,
    columns.row_id(),
    Column("kind", Text, nullable=False),
    columns.text("digest"),  # empty: about all
    columns.text("topic"),
    Column("story_id", sa.BigInteger),
    Column("done_at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime),
    Column("action", Text, nullable=False),  # the whole value
)
