"""Where a message for a channel goes: the one place that knows all kinds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from monitor import failpoints, problems
from monitor.edition import Delivery, Message
from monitor.errors import Temporary
from monitor.problems import Problem

if TYPE_CHECKING:
    from monitor.fetch.client import Door

Run = Callable[..., Awaitable[Any]]  # a function and its arguments, in a process that can be killed


class Channels:
    """Implements `app.Mailer` for messages without a sender."""

    def __init__(
        self, door: Callable[[], Door], now: Callable[[], datetime], apart: Run, allowed: Sequence[object] = ()
    ) -> None:
        """`apart` runs what opens its own connections; `allowed` are networks that may be called although private."""
        self._door = door
        self._now = now
        self._apart = apart
        self._allowed = [str(network) for network in allowed]

    async def send(self, message: Message) -> Delivery:
        """Hand one message to its channel; every outcome is returned, none raised."""
        failpoints.hit("channel.before")
        delivery = await self._sent(message)
        if delivery.outcome == "sent":
            failpoints.hit("channel.accepted")
        return delivery

    async def _sent(self, message: Message) -> Delivery:
        kind, _, reference = message.recipient.partition(" ")
        if kind == "webhook":
            from monitor.fetch import webhook  # noqa: PLC0415 - it loads the HTTP client, and often nothing is due

            return await webhook.send(message, self._door(), self._now())
        from monitor.fetch import apprised  # noqa: PLC0415 - an extra that few have

        address = apprised.stored(reference)
        if isinstance(address, Problem):
            return Delivery(outcome="retry", answer=problems.words(address))
        text = message.content.decode()
        try:
            delivery: Delivery = await self._apart(apprised.notify, reference, address, text, self._allowed)
        except Temporary as error:  # the worker was killed, and nobody knows how far it had come
            return Delivery(outcome="uncertain", answer=str(error))
        return delivery


def mistake(channel: str) -> str:
    """What is wrong with a channel's secret, in one line without it; empty if nothing is. Opens no connection."""
    from monitor.fetch import apprised, webhook  # noqa: PLC0415 - as above

    kind, _, reference = channel.partition(" ")
    if kind == "webhook":
        found = webhook.hook(reference)
        return problems.words(found) if isinstance(found, Problem) else ""
    return problems.words(apprised.mistake(reference))
