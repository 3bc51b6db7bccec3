"""Why an entry is or is not shown: the one vocabulary for editions, their account, JSON and database.

A new reason needs a member here, its text in `problems/groups.py`, and its rule in `digests/account.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    """What became of an entry. All together they add up to all that was fetched."""

    SHOWN = "shown"
    MERGED = "merged"
    KNOWN = "known"
    NEAR_COPY = "near-copy"
    OFF_TOPIC = "off-topic"
    TOO_OLD = "too-old"
    FAILED = "failed"
    MUTED = "muted"
    PASSED_OVER = "passed-over"

    @property
    def group(self) -> str:
        """The key of the account it is counted under."""
        counted = Reason.KNOWN if self is Reason.NEAR_COPY else self
        return counted.replace("-", "_")


GROUPS = tuple(dict.fromkeys(reason.group for reason in Reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything adds up: fetched = the sum of all reasons."""

    fetched: int = 0
    counts: Mapping[Reason, int] = field(default_factory=dict)

    def __getitem__(self, reason: Reason) -> int:
        """How many entries ended this way."""
        return self.counts.get(reason, 0)

    @property
    def groups(self) -> Mapping[str, int]:
        """The counts by the keys of the contract, all of them, in its order."""
        return {key: sum(self[one] for one in Reason if one.group == key) for key in GROUPS}

    @property
    def named(self) -> Mapping[str, int]:
        """The whole account by the keys of the contract."""
        return {"fetched": self.fetched, **self.groups}

    @property
    def parts(self) -> int:
        """The sum of all groups."""
        return sum(self.groups.values())

    @property
    def balanced(self) -> bool:
        """Whether the sum is right; if not, an edition says so."""
        return self.fetched == self.parts
