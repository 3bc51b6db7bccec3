"""Every text that an edition reported names its story.

Earlier versions parsed the story from a text's id, and from the wrong part once ids also named the edition
(`told:<digest>:<story>:<edition>[:<n>]`). The number after the digest is its story; if that has since been joined into
another one, the text belongs to the latter.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Set `story_id` of all reported texts again."""
    connection = op.get_bind()
    into: dict[int, int | None] = {
        row.id: row.joined_into for row in connection.execute(sa.text("SELECT id, joined_into FROM stories"))
    }
    rows = connection.execute(sa.text("SELECT id, name, digest FROM known WHERE digest <> ''")).all()
    for row in rows:
        story = _standing(into, _told_in(row.name, row.digest))
        connection.execute(sa.text("UPDATE known SET story_id = :story WHERE id = :id"), {"story": story, "id": row.id})


def _told_in(name: str, digest: str) -> int | None:
    """The story in an id of these versions."""
    first = name.removeprefix(f"told:{digest}:").partition(":")[0]
    return int(first) if first.isdecimal() else None


def _standing(into: dict[int, int | None], story: int | None) -> int | None:
    """The story itself, or the one it has been joined into; None if there is no such story."""
    while story is not None and story in into:
        if into[story] is None:
            return story
        story = into[story]
    return None
