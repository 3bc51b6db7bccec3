"""What readers said; and an index for the stories that became part of another one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from monitor.store import columns
from monitor.store.columns import Text, UtcDateTime

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """A table and an index."""
    op.create_table(
        "actions",
        columns.row_id(),
        sa.Column("kind", Text, nullable=False),
        columns.text("digest"),
        columns.text("topic"),
        sa.Column("story_id", sa.BigInteger),
        sa.Column("done_at", UtcDateTime, nullable=False),
        sa.Column("undone_at", UtcDateTime),
        sa.Column("action", Text, nullable=False),
    )
    op.execute("CREATE INDEX ix_stories_joined ON stories (joined_into) WHERE joined_into IS NOT NULL")
