"""What a feed usually does, learned look by look, and what the store knows of its entries: what health is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the entries of a feed did of late, as the store knows: asked for once a day."""

    relevant: int = 0  # of the last twelve weeks
    relevant_at: datetime | None = None  # when the last of them came in
    since_then: int = 0  # entries that came in after it
    twin: str = ""  # the name of another feed that had nearly all of its last entries, and was here before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """From when to when the certificate of a site holds."""

    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """A feed's own measure. Days are ordinals of the calendar, UTC."""

    days: tuple[tuple[int, int], ...] = ()  # days with new entries and how many, oldest first
    changed_at: datetime | None = None  # when the document was last another one
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
    """Something about a feed that answers, which a person should know of."""

    problem: Problem
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHints:
    """What a feed document itself says about how often to look."""

    ttl: timedelta | None = None  # RSS <ttl>, or sy:updatePeriod / sy:updateFrequency
    skip_hours: frozenset[int] = frozenset()  # 0–23, GMT
    skip_days: frozenset[int] = frozenset()  # Monday 0 … Sunday 6
