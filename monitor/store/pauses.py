"""Readers who get no more mails, for people; plain SQL, as in `reports.py`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.store import instants, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A reader who has unsubscribed, or for whom somebody has."""

    action: int  # by which it can be undone
    reader: str
    digest: str  # empty: all
    since: datetime


def standing(connection: plain.Connection) -> Sequence[Pause]:
    """Those in force, oldest first."""
    query = "SELECT id, digest, action, done_at FROM actions WHERE kind = 'pause' AND undone_at IS NULL ORDER BY id"
    return [
        Pause(
            action=row["id"],
            reader=str(json.loads(row["action"])["name"]),
            digest=row["digest"],
            since=instants.from_text(row["done_at"]),
        )
        for row in connection.execute(query).fetchall()
    ]
