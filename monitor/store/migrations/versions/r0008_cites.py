"""Articles have the publishers they cite; those of earlier versions do not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """An empty column."""
    op.add_column("articles", sa.Column("cites", sa.Text, nullable=False, server_default=""))
