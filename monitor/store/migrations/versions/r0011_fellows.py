"""Several processes may work on one database: their workers, and the hosts whose turns they share."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from monitor.store.columns import Text, UtcDateTime

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Two tables."""
    op.create_table(
        "hosts",
        sa.Column("host", Text, primary_key=True),
        sa.Column("free_at", UtcDateTime, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_hosts_free_at", "hosts", ["free_at"])
    op.create_table(
        "workers",
        sa.Column("name", Text, primary_key=True),
        sa.Column("lists", Text, nullable=False, server_default=""),
        sa.Column("done", Text, nullable=False, server_default=""),
        sa.Column("started_at", UtcDateTime, nullable=False),
        sa.Column("seen_at", UtcDateTime, nullable=False),
        sqlite_with_rowid=False,
    )
