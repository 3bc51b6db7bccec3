"""Pages that were told are looked at again, and what has changed there is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from monitor.store import columns, dialect
from monitor.store.columns import Text, UtcDateTime

revision = "0013"
down_revision = "0012"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Three tables; what was told before is not looked at again."""
    op.create_table(
        "looks",
        columns.row_id(),
        sa.Column("article_id", KEY, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("story_id", sa.BigInteger, nullable=False),
        sa.Column("told_at", UtcDateTime, nullable=False),
        columns.number("looks"),
        sa.Column("looked_at", UtcDateTime),
        sa.Column("missing_at", UtcDateTime),
        columns.text("etag"),
        columns.text("last_modified"),
        *columns.work_columns(),
        sa.UniqueConstraint("article_id", name="uq_looks_article_id"),
    )
    op.create_index("ix_looks_story_id", "looks", ["story_id"])
    op.create_index("ix_looks_looked_at", "looks", ["looked_at"])
    op.create_index("ix_looks_due", "looks", ["due_at"], **dialect.where("due_at IS NOT NULL"))
    op.create_table(
        "corrections",
        columns.row_id(),
        sa.Column("article_id", KEY, sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("seen_at", UtcDateTime, nullable=False),
        sa.Column("kind", Text, nullable=False),
        columns.text("old"),
        columns.text("new"),
        sa.Column("mark", Text, nullable=False),
        sa.UniqueConstraint("article_id", "mark", name="uq_corrections_article_id_mark"),
    )
    op.create_table(
        "corrections_told",
        sa.Column("digest", Text, primary_key=True),
        sa.Column("correction_id", KEY, sa.ForeignKey("corrections.id"), primary_key=True),
        sa.Column("edition_id", KEY, sa.ForeignKey("editions.id"), nullable=False),
        sqlite_with_rowid=False,
    )
