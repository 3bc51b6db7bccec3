"""Passed-over entries are counted; entries have their date, and whether their address is shared."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TABLE = """
CREATE TABLE passed_over (
    id INTEGER NOT NULL, feed_id INTEGER NOT NULL, seq BIGINT NOT NULL, seen_at VARCHAR(26) NOT NULL,
    why TEXT NOT NULL, number BIGINT DEFAULT 1 NOT NULL, guid TEXT DEFAULT '' NOT NULL, url TEXT DEFAULT '' NOT NULL,
    url_key TEXT DEFAULT '' NOT NULL, title TEXT DEFAULT '' NOT NULL, title_hash TEXT DEFAULT '' NOT NULL,
    text_hash TEXT DEFAULT '' NOT NULL, identity TEXT DEFAULT '' NOT NULL, published_at VARCHAR(26), PRIMARY KEY (id),
    FOREIGN KEY(feed_id) REFERENCES feeds (id)
)
"""
INDEXES = {
    "ix_passed_over_seq": "seq",
    "ix_passed_over_url": "feed_id, url_key",
    "ix_passed_over_title": "feed_id, title_hash",
    "ix_passed_over_guid": "feed_id, guid",
    "ix_passed_over_key": "url_key",
}
# Times in JSON are ISO 8601; strftime converts them to UTC and the format of the columns.
PUBLISHED = """
UPDATE entries SET published_at = strftime('%Y-%m-%d %H:%M:%f', json_extract(entry, '$.published_at')) || '000'
WHERE json_extract(entry, '$.published_at') IS NOT NULL
"""


def upgrade() -> None:
    """Two columns, filled from the entries' JSON, and a table."""
    op.add_column("entries", sa.Column("published_at", sa.String(26)))
    op.add_column("entries", sa.Column("shared", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("entries", sa.Column("identity", sa.Text, nullable=False, server_default=""))
    op.execute(PUBLISHED)
    op.execute(TABLE)
    for name, on in INDEXES.items():
        op.execute(f"CREATE INDEX {name} ON passed_over ({on})")
