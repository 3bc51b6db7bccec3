"""Where a message for a channel goes: the one place that knows all kinds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from monitor import problems
from monitor.edition import Delivery, Message
from monitor.problems import Problem

if TYPE_CHECKING:
    from monitor.fetch.client import Door


class Channels:
    """Implements `app.Mailer` for messages without a sender."""

    def __init__(self, door: Callable[[], Door], now: Callable[[], datetime]) -> None:
        self._door = door
        self._now = now

    async def send(self, message: Message) -> Delivery:
        """Hand one message to its channel; every outcome is returned, none raised."""
        from monitor.fetch import webhook  # noqa: PLC0415 - it loads the HTTP client, and often nothing is due

        return await webhook.send(message, self._door(), self._now())


def mistake(channel: str) -> str:
    """What is wrong with a channel's secret, in one line without it; empty if nothing is. Opens no connection."""
    from monitor.fetch import webhook  # noqa: PLC0415 - as above

    found = webhook.hook(channel.partition(" ")[2])
    return problems.words(found) if isinstance(found, Problem) else ""
