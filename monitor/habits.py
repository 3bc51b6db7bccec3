"""What a feed usually does and contributes: learned poll by poll, and from what the store knows of its entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the entries of a feed did lately, according to the store: read once a day."""

    relevant: int = 0  # of the last twelve weeks
    relevant_at: datetime | None = None  # when the last of them came in
    since_then: int = 0  # entries that came in after it
    twin: str = ""  # the name of another feed that had nearly all of its last entries, and was here before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """From when to when the certificate of a site is valid."""

    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """A feed's own measure. Days are ordinals of the calendar, UTC."""

    days: tuple[tuple[int, int], ...] = ()  # days with new entries and how many, oldest first
    changed_at: datetime | None = None  # when the document last changed
    dated: int = 0  # documents in a row whose entries had dates
    distinct: int = 0  # documents in a row whose entries had ids of their own
    empty_since: datetime | None = None  # documents without entries, after some with them
    longest_empty: float = 0.0  # days, of earlier such times
    undated_since: datetime | None = None
    one_id_since: datetime | None = None
    skew_since: datetime | None = None  # the clock of the site is wrong
    skewed: int = 0  # looks in a row that showed it
    certificate: Certificate | None = None
    standing: Standing = Standing()
    standing_day: int = 0  # when that was asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Something a person should know about a feed that answers."""

    problem: Problem
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHints:
    """What a feed document itself says about how often to poll it."""

    ttl: timedelta | None = None  # RSS <ttl>, or sy:updatePeriod / sy:updateFrequency
    skip_hours: frozenset[int] = frozenset()  # 0–23, GMT
    skip_days: frozenset[int] = frozenset()  # Monday 0 … Sunday 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """What a feed contributed in a period."""

    url: str
    title: str
    entries: int
    relevant: int  # entries that belong to a story
    stories: int
    first: int  # stories that this feed brought before any other
    alone: int  # stories that no other feed brought

    @property
    def noise(self) -> float:
        """The share of its entries that belong to no story; 0 for none."""
        return 1 - self.relevant / self.entries if self.entries else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What the first edition of a month says about the last four weeks."""

    signals: tuple[Signal, ...]  # of every enabled feed
    not_followed: tuple[
        tuple[str, int], ...
    ]  # publishers that stories come from or cite, with their number; most first
