"""Closing a window: edition, mails, what is known and the next due time, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from monitor.edition import Edition, Message, RenderedEdition
from monitor.errors import LeaseLost
from monitor.model import ArticleId, Known, StoryId
from monitor.problems import Problem
from monitor.store import codec, known, looks, problem_text, sql, states, worklists
from monitor.store.schema import deferrals, digests, editions, outbox, troubles_told, withheld
from monitor.work import Work

NOTHING: Mapping[StoryId, Sequence[ArticleId]] = {}


def save_edition(
    connection: sa.Connection,
    work: Work,
    edition: Edition,
    rendered: RenderedEdition | None,
    messages: Sequence[Message],
    told: Sequence[Known],
    keys: Mapping[str, Sequence[int]],
    *,
    skipped: Problem | None,
    next_due_at: datetime,
    hold: bool,
    mute: bool = False,
    again: Mapping[StoryId, Sequence[ArticleId]] = NOTHING,
) -> None:
    """Close the window and store edition, outbox and what is now known: all of it or nothing.

    `skipped` says why nothing is sent (no `rendered` then); `hold` keeps mails unsent (no mail server set up), `mute`
    what goes to channels; the pages of `again` are looked at again. Raises LeaseLost when the claim is old or the
    window was closed by somebody else.
    """
    window = edition.window
    worklists.finish(connection, work, due_at=next_due_at)
    own = (digests.c.name == edition.digest) & (digests.c.id == work.key) & (digests.c.upto == window.start)
    moved = sa.update(digests).where(own).values(upto=window.end, upto_at=window.end_at)
    if connection.execute(moved).rowcount != 1:
        raise LeaseLost(f"{edition.digest}: the window from {window.start} on has been closed already")
    key = _keep_edition(connection, edition, rendered, skipped)
    _put_off(connection, edition)
    rows = [
        {"edition_id": key, "entry_id": each.entry_id, "reason": each.reason, "detail": each.detail}
        for each in edition.withheld
        if each.entry_id is not None
    ]
    sql.insert_new(connection, withheld, rows)
    if rendered:
        known.add_reported(connection, edition.digest, key, told, keys)
        _keep_messages(connection, work, key, messages, edition.composed_at, hold=hold, mute=mute)
        _remember_troubles(connection, edition)
        looks.plan(connection, again, now=edition.composed_at)
        looks.tell(connection, edition.digest, key, edition.corrections)
    looks.count_as_told(connection, edition.digest, edition.repeats)


def _keep_edition(
    connection: sa.Connection, edition: Edition, forms: RenderedEdition | None, skipped: Problem | None
) -> int:
    window = edition.window
    made = (
        {
            "number": edition.number,
            "due_at": edition.composed_at,
            "subject": forms.subject,
            "text": forms.text,
            "html": forms.html,
            "page": forms.page,
            "json": forms.json,
        }
        if forms
        else {}
    )
    return sql.insert_id(
        connection,
        editions,
        digest=edition.digest,
        name=edition.name,
        start=window.start,
        end=window.end,
        start_at=window.start_at,
        end_at=window.end_at,
        composed_at=edition.composed_at,
        skipped=problem_text.dump(skipped),
        account=codec.to_json(edition.account.named),
        **made,
    )


def _put_off(connection: sa.Connection, edition: Edition) -> None:
    """Deferred entries get places after the window in this digest's own order."""
    later = sorted(set(edition.deferred))
    if not later:
        return
    first = states.take_seqs(connection, len(later))
    for some in sql.chunks(later):
        before = deferrals.c.entry_id.in_(some) & (deferrals.c.digest == edition.digest)
        connection.execute(sa.delete(deferrals).where(before))
    rows = [{"digest": edition.digest, "entry_id": each, "seq": first + place} for place, each in enumerate(later)]
    connection.execute(sa.insert(deferrals), rows)


def _keep_messages(
    connection: sa.Connection,
    work: Work,
    edition: int,
    messages: Sequence[Message],
    at: datetime,
    *,
    hold: bool,
    mute: bool,
) -> None:
    own = list({(each.message_id, each.recipient): each for each in messages}.values())
    waits = {True: hold, False: mute}  # by whether it is a mail
    rows = [
        {
            "edition_id": edition,
            "recipient": message.recipient,
            "sender": message.sender,
            "message_id": message.message_id,
            "content": message.content,
            "state": "held" if waits[bool(message.sender)] else "ready",
            "due_at": None if waits[bool(message.sender)] else at,
            "made_at": at,
        }
        for message in own
    ]
    if rows:
        connection.execute(sa.insert(outbox), rows)
    mails = [each for each in own if each.sender]
    if mails and not hold:
        first = sa.update(digests).where(digests.c.id == work.key, digests.c.thread == "")
        connection.execute(first.values(thread=mails[0].message_id))


def _remember_troubles(connection: sa.Connection, edition: Edition) -> None:
    """Which feeds this edition reports in trouble: the next one only reports changes."""
    connection.execute(sa.delete(troubles_told).where(troubles_told.c.digest == edition.digest))
    rows = [
        {"digest": edition.digest, "url": feed.url, "since": feed.problem_since}
        for feed in edition.feeds
        if feed.problem or not feed.ok
    ]
    sql.insert_new(connection, troubles_told, rows)
