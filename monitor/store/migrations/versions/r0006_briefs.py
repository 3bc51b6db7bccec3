"""Editions keep in brief what the pages over all editions need of them; it is made when the next one is published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """An empty column."""
    op.add_column("editions", sa.Column("brief", sa.Text, nullable=False, server_default=""))
