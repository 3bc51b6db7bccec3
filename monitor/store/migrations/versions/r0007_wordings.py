"""Digests whose stories are put into words by an endpoint, before they are composed."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

TABLE = """
CREATE TABLE wordings (
    id INTEGER NOT NULL, digest TEXT NOT NULL, told TEXT DEFAULT '' NOT NULL, due_at VARCHAR(26),
    attempts BIGINT DEFAULT 0 NOT NULL, last_error TEXT DEFAULT '' NOT NULL, token BIGINT DEFAULT 0 NOT NULL,
    claimed BOOLEAN DEFAULT 0 NOT NULL, buried BOOLEAN DEFAULT 0 NOT NULL, PRIMARY KEY (id),
    CONSTRAINT uq_wordings_digest UNIQUE (digest)
)
"""


def upgrade() -> None:
    """A table."""
    op.execute(TABLE)
    op.execute("CREATE INDEX ix_wordings_due ON wordings (due_at) WHERE due_at IS NOT NULL")
