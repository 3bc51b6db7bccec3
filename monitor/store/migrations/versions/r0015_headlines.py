"""The words of headlines in stories, with an index, and stories by the time their reports were seen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from monitor.store import columns, dialect, headlines

revision = "0015"
down_revision = "0014"

BATCH = 1_000


def upgrade() -> None:
    """A table that is filled from what is there, and three indexes."""
    op.create_index("ix_members_seen_at", "members", ["seen_at"])
    op.create_index("ix_articles_language", "articles", ["language", "id"])
    op.create_table(
        "headlines",
        sa.Column("article_id", columns.KEY, sa.ForeignKey("articles.id"), primary_key=True, autoincrement=False),
        sa.Column("words", columns.Text, nullable=False),
    )
    connection = op.get_bind()
    last, fill = 0, sa.text("INSERT INTO headlines(article_id, words) VALUES (:id, :words)")
    some = sa.text(
        "SELECT id, title, site FROM articles WHERE id > :last AND id IN (SELECT article_id FROM members) "
        "ORDER BY id LIMIT :most"
    )
    while rows := connection.execute(some, {"last": last, "most": BATCH}).all():
        connection.execute(fill, [{"id": row.id, "words": headlines.words(row.title, row.site)} for row in rows])
        last = rows[-1].id
    for statement in headlines.INDEX[connection.dialect.name]:
        connection.exec_driver_sql(statement)
    if connection.dialect.name != dialect.POSTGRESQL:
        connection.exec_driver_sql("INSERT INTO headline_words(headline_words) VALUES ('rebuild')")
