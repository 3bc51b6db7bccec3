"""Items of round-ups are separate articles that refer to the article they are a part of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """An empty column: what was read before is not split."""
    op.add_column("articles", sa.Column("whole_id", sa.BigInteger))
    op.create_index("ix_articles_whole_id", "articles", ["whole_id"])
