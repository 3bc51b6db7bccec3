"""Feeds: what is watched, and the state after the last poll."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound

from monitor import problems
from monitor.edition import FeedHealth
from monitor.errors import LeaseLost
from monitor.feeds import cadence
from monitor.feeds import marks as memory
from monitor.model import Entry, Feed, FeedId, FeedState, Poll, Reading
from monitor.store import codec, dialect, passed, rounds, sql, states, worklists
from monitor.store.columns import UtcDateTime
from monitor.store.feed_rows import feed_of, state_of
from monitor.store.schema import deferrals, digests, entries, feeds, troubles_told
from monitor.work import Work, WorkList

STOPPED: Mapping[str, Any] = {"due_at": None, "claimed": False, "enabled": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAlone:
    """A feed that is not polled although somebody wants it now."""

    url: str
    until: datetime


def sync(connection: sa.Connection, listed: Sequence[Feed], *, now: datetime) -> None:
    """Make exactly these feeds enabled in the table; states are kept, none is deleted."""
    rows = {row.url: row for row in connection.execute(sa.select(feeds))}
    wanted = {feed.url: feed for feed in listed if feed.enabled}
    for url, feed in wanted.items():
        text = codec.to_json(feed)
        row = rows.get(url)
        if row is None:
            state = codec.to_json(FeedState(url=url))
            sql.insert_id(connection, feeds, url=url, enabled=True, feed=text, state=state, due_at=now)
        elif not row.enabled or row.feed != text:
            _renew(connection, row, text, now)
    gone = [row.id for row in rows.values() if row.enabled and row.url not in wanted]
    for some in sql.chunks(gone):
        leaving = sa.update(feeds).where(feeds.c.id.in_(some))
        connection.execute(leaving.values(**STOPPED, token=feeds.c.token + 1))


def _renew(connection: sa.Connection, row: sql.Row, text: str, now: datetime) -> None:
    """A feed that comes back or is described differently; one that was gone gets another chance."""
    values: dict[str, Any] = {"feed": text, "enabled": True}
    state = state_of(row.state)
    if state.gone:
        values["state"] = codec.to_json(FeedState(url=row.url, looks=state.looks, title=state.title))
    if not row.enabled or state.gone:
        values |= {"due_at": now, "attempts": 0, "last_error": ""}
    connection.execute(sa.update(feeds).where(feeds.c.id == row.id).values(**values))


def ask_now(connection: sa.Connection, urls: Sequence[str] = (), *, now: datetime) -> Sequence[LeftAlone]:
    """Make feeds due regardless of their plan: these, or all; those whose servers asked us to wait are left alone.

    A feed that was gone for good is polled only if it is named.
    """
    rows = connection.execute(sa.select(feeds.c.id, feeds.c.url, feeds.c.state, feeds.c.due_at).where(feeds.c.enabled))
    states = {row.url: (row, state_of(row.state)) for row in rows}
    held = _held_hosts([state for _, state in states.values()], now)
    left, due = [], []
    for row, state in (states[url] for url in urls or states if url in states):
        until = max(state.asked_to_wait_until or now, held.get(_host(state.url), now))
        if until > now:
            left.append(LeftAlone(url=row.url, until=until))
        elif urls or not state.gone:
            due.append(row.id)
    for some in sql.chunks(due):
        connection.execute(sa.update(feeds).where(feeds.c.id.in_(some), ~feeds.c.claimed).values(due_at=now))
    return left


def _held_hosts(states: Sequence[FeedState], now: datetime) -> Mapping[str, datetime]:
    """Hosts that answered 429: that applies to all their feeds, not only the one requested."""
    held: dict[str, datetime] = {}
    for state in states:
        until = state.asked_to_wait_until
        if until and until > now and state.host_asked:
            held[_host(state.url)] = max(until, held.get(_host(state.url), now))
    return held


def _host(url: str) -> str:
    """What a 429 applies to: a host with its port."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


_THESE = sa.select(feeds.c.id, feeds.c.feed, feeds.c.state).where(feeds.c.id.in_(sa.bindparam("keys", expanding=True)))


def get_many(
    connection: sa.Connection, keys: Sequence[int]
) -> Sequence[tuple[FeedId, Feed, FeedState] | NoResultFound]:
    """The feeds of these rows and their states; an error for a row that is not there."""
    rows = {row.id: row for row in connection.execute(_THESE, {"keys": keys})}
    return [
        (FeedId(key), feed_of(rows[key].feed), state_of(rows[key].state))
        if key in rows
        else NoResultFound(f"feed {key}")
        for key in keys
    ]


class Polled(NamedTuple):
    """A claim on a feed, and what its poll decided."""

    work: Work
    feed: FeedId
    poll: Poll
    now: datetime


def save_polls(connection: sa.Connection, polls: Sequence[Polled]) -> Sequence[LeaseLost | None]:
    """State, next poll and new entries of each; entries already there are ignored. For a lost lease, LeaseLost.

    Entries that are not worth reading get their place in the order here, as `entries.settle_unread` gives it.
    """
    held = worklists.held(connection, WorkList.FEEDS, [one.work for one in polls])
    mine = [one for one in polls if one.work in held]
    due = _levelled(connection, [one for one in mine if not one.poll.state.gone])
    closed = [
        {
            "due_at": due.get(one.work.key),
            "state": codec.to_json(one.poll.state),
            "looked_at": one.poll.state.last_look_at,
            "noted": bool(one.poll.state.problem or one.poll.state.concern),
            "last_error": problems.told(one.poll.state.problem),
        }
        for one in mine
    ]
    worklists.finish_held(connection, [one.work for one in mine], closed)
    _add_entries(connection, mine)
    return [None if one.work in held else worklists.lost(one.work) for one in polls]


def _add_entries(connection: sa.Connection, polls: Sequence[Polled]) -> None:
    unread = sum(len(one.poll.unread) for one in polls)
    seqs = itertools.count(states.take_seqs(connection, unread)) if unread else iter(())
    for one in polls:
        rows = list(_rows(connection, one, seqs))
        lost = len(rows) - sql.insert_new(connection, entries, rows)
        passed.keep(connection, one.feed, one.poll, one.now, lost=lost)


def _rows(connection: sa.Connection, polled: Polled, seqs: Iterator[int]) -> Iterator[dict[str, Any]]:
    feed, poll = polled.feed, polled.poll
    revised = [(entry, _next_revision(connection, feed, entry)) for entry in _oldest_first(poll.revised)]
    for entry, revision in [*((entry, 0) for entry in _oldest_first(poll.fresh)), *revised]:
        yield _entry_row(feed, entry, revision, polled.now) | _stage(poll.unread.get(entry.identity), seqs, polled.now)


def _levelled(connection: sa.Connection, polls: Sequence[Polled]) -> Mapping[int, datetime]:
    """The next poll of each, moved within its slack to the minute in which the fewest other feeds are due."""
    found: dict[int, datetime] = {}
    for begin, end, some in _by_span(polls):
        counted = connection.execute(_BY_MINUTE, {"begin": begin, "end": end})
        crowd = {int(row[0]): int(row[1]) for row in counted}
        for one in some:
            first = (cadence.slack(one.poll, one.now)[0] - begin) // cadence.MINUTE
            found[one.work.key] = cadence.levelled(one.poll, one.now, crowd, first)
            minute = (found[one.work.key] - begin) // cadence.MINUTE
            crowd[minute] = crowd.get(minute, 0) + 1
    return found


def _by_span(polls: Sequence[Polled]) -> Iterator[tuple[datetime, datetime, Sequence[Polled]]]:
    """Polls whose slack overlaps, with the span of it, so that its minutes are counted once for all of them."""
    spans = sorted(((*cadence.slack(one.poll, one.now), one) for one in polls), key=lambda span: span[:2])
    while spans:
        begin, end, _ = spans[0]
        size = 0
        while size < len(spans) and spans[size][0] <= end:
            end = max(end, spans[size][1])
            size += 1
        yield begin, end, [one for _, _, one in spans[:size]]
        spans = spans[size:]


_BEGIN = sa.bindparam("begin", type_=UtcDateTime)
_BY_MINUTE = (
    sa.select((dialect.epoch(feeds.c.due_at) - dialect.epoch(_BEGIN)) // 60, sa.func.count())
    .where(feeds.c.due_at >= _BEGIN, feeds.c.due_at < sa.bindparam("end"))
    .group_by(sa.text("1"))
)


def _oldest_first(found: Sequence[Entry]) -> Sequence[Entry]:
    """Feeds have the newest on top; if all entries have a time, that decides."""
    upwards = list(reversed(found))
    dated = [(entry.published_at, place) for place, entry in enumerate(upwards) if entry.published_at]
    return [upwards[place] for _, place in sorted(dated)] if len(dated) == len(upwards) else upwards


def _next_revision(connection: sa.Connection, feed: FeedId, entry: Entry) -> int:
    """One more than what was seen of it: under its id, or under its address when the publisher changed the id."""
    mark = memory.mark_of(entry)
    same = entries.c.guid == entry.guid
    if mark.url:
        same |= entries.c.url_key == mark.url
    newest = sa.select(sa.func.max(entries.c.revision)).where(entries.c.feed_id == feed, same)
    return (connection.execute(newest).scalar() or 0) + 1


def _entry_row(feed: FeedId, entry: Entry, revision: int, now: datetime) -> dict[str, Any]:
    mark = memory.mark_of(entry)
    return {
        "feed_id": feed,
        "guid": entry.guid,
        "revision": revision,
        "url": entry.url,
        "url_key": mark.url,
        "title_hash": mark.title_hash,
        "text_hash": mark.text_hash,
        "published_at": entry.published_at,
        "shared": entry.shared,
        "identity": entry.identity,
        "host": re.split("[/?#]", mark.url)[0],
        "first_seen_at": now,
        "entry": codec.to_json(entry),
    }


def _stage(readings: tuple[Reading, ...] | None, seqs: Iterator[int], now: datetime) -> dict[str, Any]:
    """Settled unread, or on the list of those to be read."""
    if readings is None:
        return {"stage": WorkList.ENTRIES.value, "due_at": now, "settled_at": None, "seq": None, "readings": ""}
    said = codec.to_json(readings, tuple[Reading, ...])
    return {"stage": "", "due_at": None, "settled_at": now, "seq": next(seqs), "readings": said}


def health(connection: sa.Connection, digest: str | None = None) -> Sequence[FeedHealth]:
    """All enabled feeds; `told`, `recovered` and `waiting` are relative to what `digest` last reported."""
    told: dict[str, datetime | None] = {}
    waiting: dict[int, int] = {}
    if digest is not None:
        before = connection.execute(sa.select(troubles_told).where(troubles_told.c.digest == digest))
        told = {row.url: row.since for row in before}
        waiting = _waiting(connection, digest)
    rows = connection.execute(sa.select(feeds).where(feeds.c.enabled).order_by(feeds.c.id))
    return [_health_of(row, told, waiting.get(row.id, 0)) for row in rows]


def counts(connection: sa.Connection) -> tuple[int, int]:
    """How many enabled feeds are well, and how many are not. Only those that may be in trouble are read."""
    number = connection.execute(sa.select(sa.func.count()).where(feeds.c.enabled)).scalar_one()
    maybe_ill = sa.text(dialect.in_words_of(connection.dialect.name, rounds.ILL))
    rows = connection.execute(sa.select(feeds).where(maybe_ill))
    ill = sum(not _health_of(row, {}, 0).ok for row in rows)
    return number - ill, ill


def _waiting(connection: sa.Connection, digest: str) -> dict[int, int]:
    """The number of entries of each feed that a digest has postponed to its next window."""
    query = (
        sa.select(entries.c.feed_id, sa.func.count())
        .join(deferrals, deferrals.c.entry_id == entries.c.id)
        .join(digests, digests.c.name == deferrals.c.digest)
        .where(deferrals.c.digest == digest, deferrals.c.seq >= digests.c.upto)
        .group_by(entries.c.feed_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _health_of(row: sql.Row, told: Mapping[str, datetime | None], waiting: int) -> FeedHealth:
    feed, state = feed_of(row.feed), state_of(row.state)
    concern = state.concern
    # A poll that ended without an answer, such as a killed worker's, left the state as it was.
    trouble = state.problem or (problems.as_told(row.last_error) if row.attempts else None)
    problem = trouble or (concern.problem if concern else None)
    since = state.problem_since if trouble else concern.since if concern else None
    return FeedHealth(
        url=row.url,
        title=feed.title or state.title,
        ok=not trouble,
        problem=problem,
        problem_since=since,
        recovered=not problem and row.url in told,
        told=bool(problem) and row.url in told and told[row.url] == since,
        waiting=waiting,
        last_success_at=state.last_success_at,
        next_look_at=row.due_at,
    )
