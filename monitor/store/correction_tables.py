"""The tables of what was told and is looked at again; part of `schema.py`, in a file of their own."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Column

from monitor.store import columns
from monitor.store.columns import Text, UtcDateTime
from monitor.store.schema import metadata

looks: sa.Table = sa.Table(  # pages of reports that were told
    "looks",
    metadata,
    columns.row_id(),
    Column("article_id", sa.ForeignKey("articles.id"), nullable=False, unique=True),
    Column("story_id", sa.BigInteger, nullable=False, index=True),
    Column("told_at", UtcDateTime, nullable=False),
    columns.number("looks"),  # so far
    Column("looked_at", UtcDateTime, index=True),
    Column("missing_at", UtcDateTime),  # when it was first found missing
    columns.text("etag"),
    columns.text("last_modified"),
    *columns.work_columns(),
    columns.due_index("looks"),
)
corrections: sa.Table = sa.Table(  # what has changed there
    "corrections",
    metadata,
    columns.row_id(),
    Column("article_id", sa.ForeignKey("articles.id"), nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("kind", Text, nullable=False),  # figure headline note retracted deleted
    columns.text("old"),
    columns.text("new"),
    Column("mark", Text, nullable=False),  # of the new version: it is kept once
    columns.text("source"),  # address of another report that says so; empty: the page itself
    columns.text("site"),  # of that report
    sa.UniqueConstraint("article_id", "mark"),
)
corrections_told: sa.Table = sa.Table(
    "corrections_told",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("correction_id", sa.ForeignKey("corrections.id"), primary_key=True),
    Column("edition_id", sa.ForeignKey("editions.id"), nullable=False),
    sqlite_with_rowid=False,
)
