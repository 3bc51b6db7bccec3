"""Answers of readers: the mailbox they are read from, the letters taken out of it, and what follows in other tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from monitor.store import columns, dialect

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Two tables and three columns."""
    op.add_column("actions", columns.text("source"))
    op.create_index("ix_actions_source", "actions", ["source"], **dialect.where("source <> ''"))
    op.create_table(
        "mailboxes",
        columns.row_id(),
        sa.Column("name", columns.Text, nullable=False),
        columns.number("validity"),
        columns.number("upto"),
        *columns.work_columns(),
        sa.UniqueConstraint("name", name="uq_mailboxes_name"),
    )
    op.create_index("ix_mailboxes_due", "mailboxes", ["due_at"], **dialect.where("due_at IS NOT NULL"))
    op.create_table(
        "letters",
        sa.Column("mark", columns.Text, primary_key=True),
        sa.Column("taken_at", columns.UtcDateTime, nullable=False),
        columns.text("what"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_letters_taken_at", "letters", ["taken_at"])
    op.add_column("outbox", columns.text("reply"))
    op.add_column("outbox", columns.text("returned"))
