"""The outbox for people; plain SQL, as in `reports.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.store import instants, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLine:
    """A message of the outbox, without its bytes."""

    id: int
    digest: str
    edition: str
    recipient: str
    state: str
    attempts: int
    doubts: int  # tries with an unknown outcome
    made_at: datetime
    sent_at: datetime | None
    next_try_at: datetime | None
    answer: str  # the last line of the mail server or channel
    size: int  # bytes
    channel: bool = False  # it goes to a channel, not by mail
    is_reply: bool = False  # it answers a reader
    returned: str = ""  # what the report said with which it came back; empty: it did not


def lines(connection: plain.Connection, *, unsent: bool, limit: int) -> Sequence[MessageLine]:
    """The newest messages, or only those that are not sent."""
    rows = connection.execute(
        "SELECT o.id, e.digest, e.name, o.recipient, o.state, o.attempts, o.doubts, o.made_at, o.sent_at, "
        "o.due_at, o.answer, o.sender, o.reply, o.returned, length(o.content) AS size FROM outbox o "
        "JOIN editions e ON e.id = o.edition_id "
        "WHERE (o.state <> ? OR o.returned <> '') ORDER BY o.id DESC LIMIT ?",
        ("sent" if unsent else "", limit),
    ).fetchall()
    return [
        MessageLine(
            id=row["id"],
            digest=row["digest"],
            edition=row["name"],
            recipient=row["recipient"],
            state=row["state"],
            attempts=row["attempts"],
            doubts=row["doubts"],
            made_at=instants.from_text(row["made_at"]),
            sent_at=_moment(row["sent_at"]),
            next_try_at=_moment(row["due_at"]),
            answer=row["answer"],
            size=row["size"],
            channel=not row["sender"],
            is_reply=row["reply"] != "",
            returned=row["returned"],
        )
        for row in rows
    ]


def _moment(text: str | None) -> datetime | None:
    return instants.from_text(text) if text else None
