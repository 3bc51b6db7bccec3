"""Answers of readers: the mailbox they are read from, which of them were taken, and what our own mails were."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from monitor.edition import EditionId, Message
from monitor.errors import LeaseLost
from monitor.replies.box import Place, Sent
from monitor.store import sql, states, worklists
from monitor.store.reader_tables import letters, mailboxes
from monitor.store.schema import editions, outbox
from monitor.work import Work

KEY = "signing key"
REMEMBERED = timedelta(days=200)  # longer than any answer is believed


def sync(connection: sa.Connection, name: str, *, now: datetime) -> None:
    """Put this mailbox on the list, and no other one; an empty name: none."""
    rows = connection.execute(sa.select(mailboxes.c.id, mailboxes.c.name, mailboxes.c.due_at)).all()
    if name and name not in {row.name for row in rows}:
        sql.insert_id(connection, mailboxes, name=name, due_at=now)
    for row in rows:
        own = sa.update(mailboxes).where(mailboxes.c.id == row.id)
        if row.name == name and row.due_at is None:
            connection.execute(own.values(due_at=now))
        if row.name != name and row.due_at is not None:
            connection.execute(own.values(due_at=None, claimed=False, token=mailboxes.c.token + 1))


def key(connection: sa.Connection) -> bytes:
    """The key that mails are signed with; made at the first mail. It is part of every backup."""
    found = kept_key(connection)
    if not found:
        found = secrets.token_bytes(32)
        states.write(connection, KEY, found.hex())
    return found


def kept_key(connection: sa.Connection) -> bytes:
    """The same, without making it; empty if there is none yet."""
    return bytes.fromhex(states.read(connection, KEY))


def place(connection: sa.Connection, row: int) -> Place:
    """How far a mailbox has been read."""
    found = connection.execute(sa.select(mailboxes.c.validity, mailboxes.c.upto).where(mailboxes.c.id == row)).one()
    return Place(validity=found.validity, upto=found.upto)


def taken_since(connection: sa.Connection, since: datetime) -> int:
    """How many mails have been taken since then."""
    soon = since + timedelta(hours=2)  # what a wrong clock dated in the future does not count
    counted = sa.select(sa.func.count()).select_from(letters)
    query = counted.where(letters.c.taken_at >= since, letters.c.taken_at < soon)
    return int(connection.execute(query).scalar_one())


def is_taken(connection: sa.Connection, mark: str) -> bool:
    """Whether this mail has been taken before."""
    return connection.execute(sa.select(letters.c.mark).where(letters.c.mark == mark)).scalar() is not None


def sent(connection: sa.Connection, names: Sequence[str]) -> Mapping[str, Sent]:
    """Our mails with these Message-IDs."""
    query = (
        sa.select(outbox.c.message_id, outbox.c.recipient, outbox.c.made_at, outbox.c.edition_id)
        .add_columns(editions.c.digest, editions.c.number, editions.c.name)
        .join(editions, editions.c.id == outbox.c.edition_id)
        .where(outbox.c.message_id.in_(list(names)))
    )
    return {
        row.message_id: Sent(
            message_id=row.message_id,
            edition=EditionId(row.edition_id),
            digest=row.digest,
            signed=f"{row.number} {row.name}",
            reader=row.recipient,
            at=row.made_at,
        )
        for row in connection.execute(query)
    }


def save_taken(
    connection: sa.Connection,
    work: Work,
    mark: str,
    what: str,
    answer: Message | None = None,
    *,
    edition: EditionId | None = None,
    hold: bool = False,
    now: datetime,
) -> None:
    """A mail is done with, and what answers it goes out: both or neither. Raises LeaseLost."""
    _must_hold(connection, work)
    if not sql.insert_new(connection, letters, [{"mark": mark, "taken_at": now, "what": what}]) or answer is None:
        return
    connection.execute(
        sa.insert(outbox).values(
            edition_id=edition,
            recipient=answer.recipient,
            sender=answer.sender,
            message_id=answer.message_id,
            content=answer.content,
            state="held" if hold else "ready",
            due_at=None if hold else now,
            made_at=now,
            reply=mark,
        )
    )


def save_returned(
    connection: sa.Connection, work: Work, mark: str, names: Sequence[str], told: str, *, now: datetime
) -> None:
    """Mails of ours that came back, as a report says. Raises LeaseLost."""
    _must_hold(connection, work)
    sql.insert_new(connection, letters, [{"mark": mark, "taken_at": now, "what": "a report on delivery"}])
    connection.execute(sa.update(outbox).where(outbox.c.message_id.in_(list(names))).values(returned=told))


def save_look(
    connection: sa.Connection, work: Work, place: Place, *, trouble: str = "", due_at: datetime, now: datetime
) -> None:
    """How far the mailbox has been read, and what is wrong with it nevertheless. Raises LeaseLost."""
    told = {"attempts": 1, "last_error": trouble} if trouble else {}
    worklists.finish(connection, work, due_at=due_at, validity=place.validity, upto=place.upto, **told)
    connection.execute(sa.delete(letters).where(letters.c.taken_at < now - REMEMBERED))


def _must_hold(connection: sa.Connection, work: Work) -> None:
    held = (mailboxes.c.id == work.key) & (mailboxes.c.token == work.token) & mailboxes.c.claimed
    if connection.execute(sa.select(mailboxes.c.id).where(held)).scalar() is None:
        raise LeaseLost(f"mailbox {work.key}: claim {work.token} is no longer the newest one")
