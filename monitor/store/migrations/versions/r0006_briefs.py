"""Editions have a brief for the pages about all editions; it is made when the next edition is published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """An empty column."""
    op.add_column("editions", sa.Column("brief", sa.Text, nullable=False, server_default=""))
