"""Why an entry is or is not shown: the one vocabulary for editions, their account, JSON and database.

A new reason is a member here, its words in `digests/frame/reasons.py`, and the rule in `digests/account.py`.
"""

from __future__ import annotations

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
    PASSED_OVER = "passed-over"

    @property
    def group(self) -> str:
        """The key of the account it is counted under."""
        counted = Reason.KNOWN if self is Reason.NEAR_COPY else self
        return counted.replace("-", "_")


GROUPS = tuple(dict.fromkeys(reason.group for reason in Reason))
