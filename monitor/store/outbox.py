"""The outbox: finished bytes, one row per reader. ready → sending → sent, uncertain or dead; held: not sent.

If the connection breaks after the last byte, nobody can know whether the mail arrived. Such a row is uncertain and
tried again with the same bytes, so that the reader's mail program can recognise a duplicate.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from monitor.edition import Delivery, Message
from monitor.errors import Invalid, LeaseLost
from monitor.store import sql, states, worklists
from monitor.store.schema import outbox
from monitor.work import Work


def start_sending(connection: sa.Connection, work: Work, *, now: datetime) -> tuple[Message, datetime]:
    """Mark a message as being sent. Returns its bytes and the time of the first try. Raises LeaseLost."""
    held = (outbox.c.id == work.key) & (outbox.c.token == work.token) & outbox.c.claimed
    row = connection.execute(sa.select(outbox).where(held)).one_or_none()
    if row is None:
        raise LeaseLost(f"outbox {work.key}: claim {work.token} is no longer the newest one")
    first = row.first_tried_at or now
    unknown = row.state in ("sending", "uncertain")
    connection.execute(
        sa.update(outbox)
        .where(held)
        .values(state="sending", first_tried_at=first, doubts=outbox.c.doubts + (1 if unknown else 0))
    )
    message = Message(recipient=row.recipient, sender=row.sender, message_id=row.message_id, content=bytes(row.content))
    return message, first


def save_delivery(
    connection: sa.Connection, work: Work, delivery: Delivery, *, now: datetime, retry_at: datetime | None
) -> None:
    """Store the outcome; without `retry_at` it is final. Raises LeaseLost."""
    if delivery.outcome == "sent":
        worklists.finish(connection, work, state="sent", sent_at=now, answer=delivery.answer)
    elif retry_at is None:
        final = "uncertain" if delivery.outcome == "uncertain" else "dead"
        worklists.finish(connection, work, state=final, answer=delivery.answer, last_error=delivery.answer, buried=True)
    else:
        waiting = "uncertain" if delivery.outcome == "uncertain" else "ready"
        worklists.finish(
            connection,
            work,
            due_at=retry_at,
            state=waiting,
            answer=delivery.answer,
            last_error=delivery.answer,
            attempts=work.attempts + 1,
        )


def retry(connection: sa.Connection, key: int, *, now: datetime) -> None:
    """Start over with a message a person has looked at: time and number of tries are reset."""
    row = _unsent(connection, key)
    connection.execute(
        sa.update(outbox)
        .where(outbox.c.id == key)
        .values(
            state="uncertain" if row.state == "uncertain" else "ready",
            due_at=now,
            first_tried_at=None,
            token=outbox.c.token + 1,
            **worklists.FREE,
        )
    )


def drop(connection: sa.Connection, key: int) -> None:
    """Never send a message. Raises Invalid if it is sent or being sent."""
    _unsent(connection, key)
    values = {"state": "dead", "due_at": None, "claimed": False, "buried": False, "answer": "dropped by hand"}
    connection.execute(sa.update(outbox).where(outbox.c.id == key).values(**values, token=outbox.c.token + 1))


def _unsent(connection: sa.Connection, key: int) -> sql.Row:
    row = connection.execute(sa.select(outbox.c.state).where(outbox.c.id == key)).one_or_none()
    if row is None:
        raise Invalid(f"there is no message {key} in the outbox; `monitor outbox list` shows them")
    if row.state in ("sent", "sending"):
        raise Invalid(
            f"message {key} is {row.state}; only a message that waits, is held or was given up can be changed"
        )
    return row


def hold(connection: sa.Connection, reason: str) -> None:
    """Send no mail until `end_hold`."""
    states.write(connection, states.HELD, reason)


def end_hold(connection: sa.Connection, *, send: bool, answer: str) -> int:
    """Send mail again; `send` says whether waiting messages are sent too. Returns how many there were."""
    waiting = outbox.c.due_at.is_not(None)
    number = connection.execute(sa.select(sa.func.count()).select_from(outbox).where(waiting)).scalar_one()
    if not send:
        given_up = {"state": "dead", "due_at": None, "claimed": False, "answer": answer}
        connection.execute(sa.update(outbox).where(waiting).values(**given_up, token=outbox.c.token + 1))
    states.write(connection, states.HELD, "")
    return number
