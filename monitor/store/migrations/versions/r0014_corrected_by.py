"""Articles have the headline of their page; corrections may come from other reports."""

from __future__ import annotations

from alembic import op

from monitor.store import columns

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Three columns, empty for what is there."""
    op.add_column("articles", columns.text("headline"))
    op.add_column("corrections", columns.text("source"))
    op.add_column("corrections", columns.text("site"))
