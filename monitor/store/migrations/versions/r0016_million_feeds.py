"""Indexes for a million feeds: due work in the order in which it is claimed, and what each tick asks of all feeds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from monitor.store import columns, dialect
from monitor.store.columns import UtcDateTime

revision = "0016"
down_revision = "0015"

DUE = {
    "ix_feeds_due": ("feeds", "due_at"),
    "ix_entries_due": ("entries", "stage", "due_at"),
    "ix_entries_turn": ("entries", "stage", "host", "due_at"),
    "ix_mailboxes_due": ("mailboxes", "due_at"),
    "ix_looks_due": ("looks", "due_at"),
    "ix_wordings_due": ("wordings", "due_at"),
    "ix_digests_due": ("digests", "due_at"),
    "ix_editions_due": ("editions", "due_at"),
    "ix_outbox_due": ("outbox", "due_at"),
}
# The state is JSON, in which earlier versions kept a sentence.
NOTED = """UPDATE feeds SET noted = (instr(state, '"problem":{') > 0 OR instr(state, '"problem":"') > 0)"""
ILL = "enabled = 1 AND (attempts > 0 OR noted = 1)"


def upgrade() -> None:
    """When a feed was last asked is known from its next poll on."""
    op.add_column("feeds", sa.Column("looked_at", UtcDateTime))
    op.add_column("feeds", columns.flag("noted"))
    op.execute(sa.text(dialect.in_words_of(op.get_bind().dialect.name, NOTED)))
    for index, (table, *ordered) in DUE.items():
        op.drop_index(index, table)
        op.create_index(index, table, [*ordered, "id"], **dialect.where("due_at IS NOT NULL"))
    op.create_index("ix_feeds_buried", "feeds", ["id"], **dialect.where("buried = 1", "buried"))
    op.create_index("ix_feeds_looked", "feeds", ["looked_at", "enabled"], **dialect.where("enabled = 1", "enabled"))
    op.create_index("ix_feeds_ill", "feeds", ["id"], **dialect.where(ILL, dialect.for_postgresql(ILL)))
