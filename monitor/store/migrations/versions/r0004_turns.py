"""Entries that wait to be read have the host of their page."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

HOST = """
UPDATE entries SET host = substr(url_key, 1, instr(replace(url_key, '?', '/') || '/', '/') - 1)
WHERE due_at IS NOT NULL AND url_key <> ''
"""


def upgrade() -> None:
    """A column, filled for entries that are still on a list, and the index that finds the next one of each host."""
    op.add_column("entries", sa.Column("host", sa.Text, nullable=False, server_default=""))
    op.execute(HOST)
    op.execute("CREATE INDEX ix_entries_turn ON entries (stage, host, due_at) WHERE due_at IS NOT NULL")
