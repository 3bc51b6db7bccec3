"""Retention: what is deleted after a while. What was reported or is known, all editions and all marks stay for ever.

goes                                            stays
texts and imprints of articles on no topic      their entries' marks (so they are not new again), titles, readings
postings of old articles                        stories, their articles and figures
full texts inside old entries                   their titles and summaries
bytes of mails sent long ago                    the outbox's lines, the editions
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from monitor.errors import Invalid
from monitor.model import Entry
from monitor.store import clocks, codec, fellows, states
from monitor.store.schema import article_urls, articles, digests, entries, members, outbox, postings
from monitor.store.tables import Store

SHORTEST = timedelta(days=30)  # comparing looks back some weeks; nothing it needs may be deleted
CLOCK = "pruning clock"
SETTLE, JUMP = timedelta(days=1), timedelta(days=31)
BATCH = 500  # rows per transaction: others write in between


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """How much was deleted."""

    articles: int = 0
    postings: int = 0
    entries: int = 0
    messages: int = 0


async def prune_by_a_steady_clock(store: Store, *, now: datetime, keep: timedelta) -> Pruned:
    """As `prune`, once the clock has gone on evenly for a day: what goes because of a wrong year is gone for good."""
    before = await store.database.read(states.read, CLOCK)
    trusted, kept = clocks.trusted(before, now=now, settle=SETTLE, jump=JUMP)
    await store.database.write(states.write, CLOCK, kept)
    return await prune(store, now=now, keep=keep) if trusted else Pruned()


async def prune(store: Store, *, now: datetime, keep: timedelta) -> Pruned:
    """Delete what is older than `keep` and cannot matter any more. Raises Invalid if `keep` is under 30 days."""
    if keep < SHORTEST:
        raise Invalid(f"texts are kept for {SHORTEST.days} days at least, not {keep.days}")
    before, write = now - keep, store.database.write
    gone = Pruned()
    for kind, step in (
        ("articles", _articles),
        ("postings", _postings),
        ("entries", _entries),
        ("messages", _messages),
    ):
        after, number = int(await store.database.read(states.read, f"pruned {kind}") or 0), 0
        while True:
            last, some = await write(step, before, after)
            number += some
            if last is None:
                break
            after = last
        await write(states.write, f"pruned {kind}", str(after))  # the next time begins here
        gone = dataclasses.replace(gone, **{kind: number})
    await write(fellows.forget_hosts, now - SETTLE)
    return gone


def _articles(connection: sa.Connection, before: datetime, after: int) -> tuple[int | None, int]:
    """For articles on no topic only the outline stays; a later entry with the same link reads the page again."""
    parts = articles.alias("parts")
    related = sa.exists().where(members.c.article_id == articles.c.id) | sa.exists().where(
        parts.c.whole_id == articles.c.id
    )
    undecided = sa.exists().where(entries.c.article_id == articles.c.id, _still_needed(connection))
    full = (articles.c.text != "") | (articles.c.imprint != "")
    old = (
        sa.select(articles.c.id)
        .where(articles.c.id > after, articles.c.saved_at < before, full, ~related, ~undecided)
        .order_by(articles.c.id)
        .limit(BATCH)
    )
    ids = connection.execute(old).scalars().all()
    if not ids:
        return None, 0
    connection.execute(sa.delete(article_urls).where(article_urls.c.article_id.in_(ids)))
    connection.execute(sa.update(articles).where(articles.c.id.in_(ids)).values(text="", imprint=""))
    return ids[-1], len(ids)


def _still_needed(connection: sa.Connection) -> sa.ColumnElement[bool]:
    """Entries that some digest has not yet reported or withheld."""
    upto = connection.execute(sa.select(sa.func.min(digests.c.upto)).where(digests.c.listed)).scalar()
    open_from = states.next_seq(connection) if upto is None else upto
    return entries.c.seq.is_(None) | (entries.c.seq >= open_from)


def _postings(connection: sa.Connection, before: datetime, after: int) -> tuple[int | None, int]:
    old = (
        sa.select(articles.c.id)
        .where(articles.c.id > after, articles.c.saved_at < before)
        .order_by(articles.c.id)
        .limit(BATCH)
    )
    ids = connection.execute(old).scalars().all()
    if not ids:
        return None, 0
    gone = connection.execute(sa.delete(postings).where(postings.c.article_id.in_(ids))).rowcount
    return ids[-1], gone


def _entries(connection: sa.Connection, before: datetime, after: int) -> tuple[int | None, int]:
    old = (
        sa.select(entries.c.id, entries.c.entry)
        .where(entries.c.id > after, entries.c.first_seen_at < before, ~_still_needed(connection))
        .order_by(entries.c.id)
        .limit(BATCH)
    )
    rows = connection.execute(old).all()
    if not rows:
        return None, 0
    full = [(row.id, entry) for row in rows if (entry := codec.from_json(Entry, row.entry)).content]
    lean = [{"key": key, "lean": codec.to_json(dataclasses.replace(entry, content=""))} for key, entry in full]
    if lean:
        own = sa.update(entries).where(entries.c.id == sa.bindparam("key")).values(entry=sa.bindparam("lean"))
        connection.execute(own, lean)
    return rows[-1].id, len(lean)


def _messages(connection: sa.Connection, before: datetime, after: int) -> tuple[int | None, int]:
    old = (
        sa.select(outbox.c.id)
        .where(outbox.c.id > after, outbox.c.state == "sent", outbox.c.sent_at < before, outbox.c.content != b"")
        .order_by(outbox.c.id)
        .limit(BATCH)
    )
    ids = connection.execute(old).scalars().all()
    if not ids:
        return None, 0
    connection.execute(sa.update(outbox).where(outbox.c.id.in_(ids)).values(content=b""))
    return ids[-1], len(ids)
