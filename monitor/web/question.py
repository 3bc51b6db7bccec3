"""What a search asks for, as it stands in the address of its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Self
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from monitor.store.searching import Asked
from monitor.topics import query

LONGEST, NAMES = 200, 4  # characters of a field; names of a search
EARLIEST, LATEST = date(1990, 1, 1), date(9000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The fields of the form, cut to a sane length."""

    q: str = ""  # in the filter language
    name: str = ""  # names, separated by commas
    outlet: str = ""
    language: str = ""  # ISO 639-1
    topic: str = ""
    since: str = ""  # days, such as 2026-11-30
    until: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Self:
        """The question in the query of an address; whatever else stands there is left out."""
        told = {one.name: given.get(one.name, "").replace("\0", "").strip()[:LONGEST] for one in fields(cls)}
        return cls(**told)

    @property
    def query(self) -> str:
        """The same as a query, always written the same way."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        return urlencode({key: text for key, text in told.items() if text})

    @property
    def is_narrowed(self) -> bool:
        """Whether more than words is asked for."""
        return any(getattr(self, one.name) for one in fields(self) if one.name != "q")

    def asked(self, zone: ZoneInfo) -> Asked:
        """The same for the store; days begin and end at midnight in that zone, and no day is none.

        Raises Invalid if the words are no filter.
        """
        since, until = day(self.since, zone), day(self.until, zone)
        return Asked(
            wanted=query.compile(self.q) if self.q else None,
            names=[name.strip() for name in self.name.split(",") if name.strip()][:NAMES],
            outlet=self.outlet,
            language=self.language.lower(),
            topic=self.topic,
            since=since,
            until=until + timedelta(days=1) if until else None,
        )


def day(text: str, zone: ZoneInfo) -> datetime | None:
    """The beginning of a day such as 2026-11-30; None if it is not one."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime.combine(found, time(), zone) if EARLIEST <= found < LATEST else None
