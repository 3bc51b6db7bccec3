"""A mailbox as the program sees it: how far it has been read, and what a look brings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from monitor.actions.signing import DIGITS
from monitor.edition import EditionId

Wanted = Callable[[bytes], bool]  # whether the headers of a mail make it worth reading


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail of ours as the outbox knows it."""

    message_id: str
    edition: EditionId
    digest: str
    signed: str  # number and name of the edition
    reader: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How far a mailbox has been read: up to this number, as long as its numbers have the same meaning."""

    validity: int = 0  # 0: never looked at
    upto: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look brought."""

    place: Place
    mails: tuple[bytes, ...] = ()  # whole, or their first 256 kB
    more: bool = False  # there are more than could be taken
    trouble: str = ""  # what a person should know of although it could be read


def concerning(sender: str) -> Wanted:
    """Whether headers name a mail of ours, or are those of a report on delivery; all else is nobody's business."""
    domain = re.escape(sender.rpartition("@")[2].encode())
    ours = rb"\.[0-9a-f]{%d}(?:@%s|\s|$)" % (DIGITS, domain)
    pattern = re.compile(rb"(?im)" + ours + rb"|multipart/report")
    return lambda headers: pattern.search(headers) is not None
