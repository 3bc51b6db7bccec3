"""When a message is tried again."""

from datetime import datetime, timedelta

import pytest

from monitor.digests import outbox
from monitor.edition import Delivery
from tests.builders import NOW


@pytest.mark.parametrize(
    ("outcome", "attempts", "age_hours", "minutes"),
    [
        ("sent", 0, 0, None),
        ("dead", 0, 0, None),
        ("retry", 0, 0, 5),
        ("retry", 1, 0, 10),
        ("retry", 5, 3, 160),
        ("retry", 6, 8, 240),
        ("retry", 1000, 60, 240),
        ("retry", 9, 67, 240),
        ("retry", 9, 69, None),
        ("uncertain", 0, 0, 5),
        ("uncertain", 3, 100, None),
        ("retry", -1, 0, 5),
    ],
)
def test_retry_at(outcome, attempts, age_hours, minutes):
    again = outbox.retry_at(Delivery(outcome=outcome), attempts, NOW - timedelta(hours=age_hours), NOW)
    assert again == (NOW + timedelta(minutes=minutes) if minutes else None)


def test_a_mailbox_that_is_never_there_is_tried_for_three_days():
    now: datetime | None = NOW
    tries = 0
    while now and tries < 100:
        now, tries = outbox.retry_at(Delivery(outcome="retry"), tries, NOW, now), tries + 1
    assert 20 <= tries <= 30
