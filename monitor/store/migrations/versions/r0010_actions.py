"""What readers said; and an index for the stories that became part of another one."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"

TABLE = """
CREATE TABLE actions (
    id INTEGER NOT NULL, kind TEXT NOT NULL, digest TEXT DEFAULT '' NOT NULL, topic TEXT DEFAULT '' NOT NULL,
    story_id BIGINT, done_at VARCHAR(26) NOT NULL, undone_at VARCHAR(26), action TEXT NOT NULL, PRIMARY KEY (id)
)
"""


def upgrade() -> None:
    """A table and an index."""
    op.execute(TABLE)
    op.execute("CREATE INDEX ix_stories_joined ON stories (joined_into) WHERE joined_into IS NOT NULL")
