"""What people want to know from the database: read only, quick to open, without SQLAlchemy or pydantic.

Plain standard SQL over the tables of `schema.py`; `tests/contract/test_store_reports.py` keeps the two in agreement.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from monitor import problems
from monitor.habits import Signal
from monitor.problems import Problem
from monitor.store import (
    backfills,
    correction_lines,
    feed_lines,
    instants,
    message_lines,
    pauses,
    places,
    plain,
    problem_text,
    rounds,
    signals,
    traces,
    waiting,
)
from monitor.store.backfills import LeftAside
from monitor.store.correction_lines import CorrectionLine
from monitor.store.feed_lines import FeedLine
from monitor.store.message_lines import MessageLine
from monitor.store.pauses import Pause
from monitor.store.places import Place
from monitor.store.rounds import Round
from monitor.store.traces import Trace
from monitor.store.waiting import Waiting

CRASH = "worker-broken"  # the problem of what crashed its worker
TOTALS = {
    "feeds": "SELECT count(*) FROM feeds WHERE enabled = 1",
    "entries": "SELECT count(*) FROM entries",
    "articles": "SELECT count(*) FROM articles",
    "stories": "SELECT count(*) FROM stories WHERE joined_into IS NULL",
    "editions": "SELECT count(*) FROM editions WHERE number IS NOT NULL",
    "seeds": "SELECT count(*) FROM known WHERE digest = ''",
    "told": "SELECT count(*) FROM known WHERE digest <> ''",
}

BRINGERS = """
SELECT f.url, f.feed, f.state, count(DISTINCT e.url_key) AS brought FROM entries e JOIN feeds f ON f.id = e.feed_id
WHERE f.enabled = 1 AND e.url_key IN ({}) GROUP BY f.id ORDER BY brought DESC, f.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringer:
    """A feed that brought some of the entries asked about."""

    url: str
    title: str  # in feeds.yaml, or else its own; may be empty
    brought: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerLine:
    """A process that performs jobs, where there are several."""

    name: str
    lists: tuple[str, ...]
    done: int  # pieces since its start
    started_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLine:
    """A digest and when it comes next."""

    name: str
    next_due_at: datetime | None
    editions: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine:
    """A closed window: an edition, or the reason why there was none."""

    digest: str
    name: str
    number: int | None
    composed_at: datetime
    start_at: datetime
    end_at: datetime
    skipped: str
    subject: str
    account: Mapping[str, int]
    states: Mapping[str, int]  # of its messages


class Reports:
    """Queries on an open database. Use as a context manager, or close it."""

    def __init__(self, place: Place) -> None:
        """Raises Invalid if there is no database, or it is not this program's."""
        place.must_exist()
        place.must_be_newest()
        self.place = place
        self._connection = place.look()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _rows(self, query: str, *values: Any) -> Sequence[plain.Row]:
        return self._connection.execute(query, values).fetchall()

    def held(self) -> str:
        """Why no mail is sent (a restored backup), or an empty text."""
        return next((str(row[0]) for row in self._rows("SELECT value FROM state WHERE name = 'held'")), "")

    def config_problem(self) -> str:
        """Why a running monitor does not use the current feeds.yaml; empty if it does."""
        return next((str(row[0]) for row in self._rows("SELECT value FROM state WHERE name = 'config'")), "")

    def totals(self) -> Mapping[str, int]:
        """How much there is of everything, and the size of the database in bytes."""
        return {name: int(self._rows(query)[0][0]) for name, query in TOTALS.items()} | {"bytes": self.place.size()}

    def lists(self, *, now: datetime) -> Mapping[str, Waiting]:
        """The work lists by name."""
        return waiting.lists(self._connection, now)

    def workers(self) -> Sequence[WorkerLine]:
        """The workers that have not left, by name."""
        rows = self._rows("SELECT name, lists, done, started_at, seen_at FROM workers ORDER BY name")
        return [
            WorkerLine(
                name=row["name"],
                lists=tuple(row["lists"].split()),
                done=sum(json.loads(row["done"] or "{}").values()),
                started_at=instants.from_text(row["started_at"]),
                seen_at=instants.from_text(row["seen_at"]),
            )
            for row in rows
        ]

    def left_aside(self, since: datetime) -> Sequence[LeftAside]:
        """Feeds whose first poll, since then, left out entries."""
        return backfills.since(self._connection, since)

    def feeds(self) -> Sequence[FeedLine]:
        """All feeds, those in trouble first."""
        rows = self._rows("SELECT url, enabled, feed, state, due_at, attempts, last_error FROM feeds ORDER BY id")
        lines = [feed_lines.of_row(row) for row in rows]
        return sorted(lines, key=lambda line: (not line.enabled, not line.problem))

    def round(self, since: str) -> Round:
        """How all enabled feeds are doing; see `rounds.round`."""
        return rounds.round(self._connection, since)

    def enabled(self, urls: Sequence[str]) -> Sequence[str]:
        """Those of them that are enabled feeds."""
        return rounds.enabled(self._connection, urls)

    def trouble(self, list: str) -> str:
        """The latest failure on a work list that will be tried again; empty if there is none."""
        return waiting.problem(self._connection, list)

    def bringers(self, keys: Sequence[str]) -> Sequence[Bringer]:
        """Feeds that brought entries with these keys of addresses; those with the most first."""
        rows = self._rows(BRINGERS.format(", ".join("?" * len(keys))), *keys)
        titles = [json.loads(row["feed"]).get("title") or json.loads(row["state"]).get("title") for row in rows]
        return [
            Bringer(url=row["url"], title=title or "", brought=row["brought"])
            for title, row in zip(titles, rows, strict=True)
        ]

    def outbox(self, *, unsent: bool = False, limit: int = 1000) -> Sequence[MessageLine]:
        """The newest messages, or only those that are not sent."""
        return message_lines.lines(self._connection, unsent=unsent, limit=limit)

    def outbox_states(self) -> Mapping[str, int]:
        """How many messages are in each state."""
        return {
            row[0]: row[1] for row in self._rows("SELECT state, count(*) FROM outbox GROUP BY state ORDER BY state")
        }

    def paused(self) -> Sequence[Pause]:
        """Readers who get no more mails, oldest first."""
        return pauses.standing(self._connection)

    def corrections(self) -> Sequence[CorrectionLine]:
        """What has changed on pages that were told, newest first."""
        return correction_lines.lines(self._connection)

    def newest_entry(self) -> int:
        """The number of the newest entry; they are numbered in the order in which they came in."""
        return int(self._rows("SELECT coalesce(max(id), 0) FROM entries")[0][0])

    def signals(self, *, since: datetime) -> Sequence[Signal]:
        """What each enabled feed contributed since then."""
        return signals.of_feeds(self._connection, since=since)

    def cited(self, *, since: datetime) -> Sequence[tuple[int, str]]:
        """Stories and the addresses of their articles saved since then."""
        return signals.cited(self._connection, since=since)

    def crashes(self, *, since: datetime) -> int:
        """Entries that crashed their worker and wait, or were given up since then."""
        query = (
            "SELECT (SELECT count(*) FROM entries WHERE due_at IS NOT NULL AND last_error LIKE ?) "
            "+ (SELECT count(*) FROM entries WHERE settled_at >= ? AND failed LIKE ?)"
        )
        told = problems.words(Problem(CRASH, {"name": "%", "reason": "%"}))
        return int(self._rows(query, f"{told}%", instants.to_text(since), f'%"{CRASH}"%')[0][0])

    def digests(self) -> Sequence[DigestLine]:
        """The digests in feeds.yaml, next one first."""
        rows = self._rows(
            "SELECT name, due_at, last_error, "
            "(SELECT count(*) FROM editions e WHERE e.digest = d.name AND e.number IS NOT NULL) AS made "
            "FROM digests d WHERE listed = 1 ORDER BY due_at, name"
        )
        return [
            DigestLine(
                name=row["name"],
                next_due_at=_moment(row["due_at"]),
                editions=row["made"],
                problem=row["last_error"],
            )
            for row in rows
        ]

    def editions(self, digest: str = "", *, limit: int = 10) -> Sequence[EditionLine]:
        """The newest closed windows of a digest (empty: of all)."""
        rows = self._rows(
            "SELECT id, digest, name, number, composed_at, start_at, end_at, skipped, subject, account FROM editions "
            "WHERE (digest = ? OR ? = '') ORDER BY id DESC LIMIT ?",
            digest,
            digest,
            limit,
        )
        return [self._edition_line(row) for row in rows]

    def _edition_line(self, row: plain.Row) -> EditionLine:
        states = self._rows(
            "SELECT state, count(*) FROM outbox WHERE edition_id = ? AND reply = '' GROUP BY state", row["id"]
        )
        return EditionLine(
            digest=row["digest"],
            name=row["name"],
            number=row["number"],
            composed_at=instants.from_text(row["composed_at"]),
            start_at=instants.from_text(row["start_at"]),
            end_at=instants.from_text(row["end_at"]),
            skipped=problems.words(problem_text.load(row["skipped"])),
            subject=row["subject"],
            account=json.loads(row["account"] or "{}"),
            states={each[0]: each[1] for each in states},
        )

    def why(self, sought: str) -> Sequence[Trace]:
        """Everything decided about the entries of an address, oldest first; or of part of an address or title."""
        return traces.of(self._connection, sought)


def open_reports(database_url: str) -> Reports:
    """See `monitor.store.open_reports`."""
    return Reports(places.at(database_url))


def _moment(text: str | None) -> datetime | None:
    return instants.from_text(text) if text else None
