"""Work lists: tables that double as queues (see docs/decisions)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WorkList(StrEnum):
    """The tables that double as queues; the value is the name a person sees in `monitor status`."""

    FEEDS = "feeds"  # feeds to poll
    ENTRIES = "entries"  # entries whose article is to be read
    PLACINGS = "placings"  # entries that are read and wait for their place among the stories
    REPLIES = "replies"  # mailboxes to look into for readers' answers, if one is set up
    LOOKS = "looks"  # pages that were told, to be looked at again
    WORDINGS = "wordings"  # digests whose stories are to be summed up, if a model is set up for that
    DIGESTS = "digests"  # digests to compose
    EDITIONS = "editions"  # editions whose files are to be written
    OUTBOX = "outbox"  # mails to deliver
    CHANNELS = "channels"  # messages of the same outbox that go to channels


SENDING = (WorkList.OUTBOX, WorkList.CHANNELS)  # one table; nobody knows of a piece cut short whether it arrived


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A claimed piece of work: whoever holds the newest `token` may write its outcome."""

    list: WorkList
    key: int
    token: int  # fencing token: rises with each claim
    attempts: int  # failures so far
