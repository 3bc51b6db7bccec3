"""The figures of a reported story are stored once, not with each report: with 876 reports this took 466 MB.

A report uses its article's imprint. Rows whose article cannot be found keep their own.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TABLE = """
CREATE TABLE told_stories (
    digest TEXT NOT NULL, story_id BIGINT NOT NULL, figures TEXT DEFAULT '' NOT NULL,
    entities TEXT DEFAULT '' NOT NULL, PRIMARY KEY (digest, story_id)
) WITHOUT ROWID
"""
ARTICLE = """
SELECT a.id FROM members m JOIN articles a ON a.id = m.article_id
WHERE m.story_id = :story AND a.url = :url AND a.imprint <> '' AND instr(a.imprint, :text_hash) > 0
ORDER BY a.id DESC LIMIT 1
"""
EMPTY = {"text_hash": "", "title_hash": "", "sketch": [], "terms": [], "names": [], "figures": []}


def upgrade() -> None:
    """Story by story, row by row: a row may be half a megabyte."""
    op.execute(TABLE)
    op.add_column("known", sa.Column("article_id", sa.BigInteger))
    op.execute("CREATE INDEX ix_known_article_id ON known (article_id)")
    connection = op.get_bind()
    stories = "SELECT DISTINCT digest, story_id FROM known WHERE digest <> '' AND story_id IS NOT NULL"
    for digest, story in connection.execute(sa.text(stories)).all():
        _once(connection, digest, story)


def _once(connection: sa.Connection, digest: str, story: int) -> None:
    own = "SELECT id FROM known WHERE digest = :digest AND story_id = :story ORDER BY id"
    figures: dict[str, None] = {}
    entities: dict[str, None] = {}
    there: set[int] = set()
    for (key,) in connection.execute(sa.text(own), {"digest": digest, "story": story}).all():
        text = connection.execute(sa.text("SELECT known FROM known WHERE id = :id"), {"id": key}).scalar_one()
        told: dict[str, Any] = json.loads(text)
        figures |= dict.fromkeys(json.dumps(figure, ensure_ascii=False) for figure in told["figures"])
        entities |= dict.fromkeys(told["entities"])
        values = {"story": story, "url": told["url"], "text_hash": told["imprint"]["text_hash"]}
        article = connection.execute(sa.text(ARTICLE), values).scalar() if values["text_hash"] else None
        if article is not None and article in there:
            connection.execute(sa.text("DELETE FROM known_postings WHERE known_id = :id"), {"id": key})
            connection.execute(sa.text("DELETE FROM known WHERE id = :id"), {"id": key})
            continue
        there |= {article} if article is not None else set()
        lean = told | {"figures": [], "entities": []} | ({"imprint": EMPTY} if article is not None else {})
        new = {"id": key, "known": json.dumps(lean, ensure_ascii=False), "article": article}
        connection.execute(sa.text("UPDATE known SET known = :known, article_id = :article WHERE id = :id"), new)
    kept = {"figures": f"[{','.join(figures)}]", "entities": json.dumps(list(entities), ensure_ascii=False)}
    insert = (
        "INSERT INTO told_stories (digest, story_id, figures, entities) VALUES (:digest, :story, :figures, :entities)"
    )
    connection.execute(sa.text(insert), {"digest": digest, "story": story, **kept})
