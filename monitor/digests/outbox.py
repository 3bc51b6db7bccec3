"""When a message is tried again: what the answer of a mail server or channel means."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.edition import Delivery

FIRST_WAIT = timedelta(minutes=5)  # greylisting servers want to see a second try after about this long
LONGEST_WAIT = timedelta(hours=4)
PATIENCE = timedelta(hours=72)  # then a person has to look


def retry_at(delivery: Delivery, attempts: int, first_tried_at: datetime, now: datetime) -> datetime | None:
    """When to send the same bytes again, or None if this answer is final (sent, refused for good, or too late).

    `attempts` is the number of earlier tries: the wait doubles with each, from 5 minutes to 4 hours. An uncertain
    outcome (the connection broke after the message was handed over) is tried again too: better twice, with the same
    Message-ID and Date, than never. A wait that was asked for is kept.
    """
    if delivery.outcome not in ("retry", "uncertain"):
        return None
    wait = FIRST_WAIT
    for _ in range(min(max(attempts, 0), 10)):
        wait = min(wait * 2, LONGEST_WAIT)
    again = now + max(wait, delivery.wait)
    return again if again <= first_tried_at + PATIENCE else None
