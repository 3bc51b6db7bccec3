"""The tables of what readers said; part of `schema.py`, in a file of their own."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Column

from monitor.store import columns, dialect
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
    columns.text("source"),  # the mail and line it was in
    sa.Index("ix_actions_source", "source", **dialect.where("source <> ''")),
)
mailboxes: sa.Table = sa.Table(  # where answers are read, and how far
    "mailboxes",
    metadata,
    columns.row_id(),
    Column("name", Text, nullable=False, unique=True),
    columns.number("validity"),  # of the numbers of its mails
    columns.number("upto"),
    *columns.work_columns(),
    columns.due_index("mailboxes"),
)
letters: sa.Table = sa.Table(  # mails that were taken out of the box: each is acted upon once
    "letters",
    metadata,
    Column("mark", Text, primary_key=True),  # a hash of its Message-ID
    Column("taken_at", UtcDateTime, nullable=False, index=True),
    columns.text("what"),  # what became of it: done, or why it was left
    sqlite_with_rowid=False,
)
