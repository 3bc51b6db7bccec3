"""A webhook: an edition's JSON posted to an address from the configuration, signed as Standard Webhooks does.

Headers: `Webhook-Id` (also as `Idempotency-Key`: the same for every try), `Webhook-Timestamp` (seconds, of this try)
and `Webhook-Signature`: `v1,` and the Base64 of HMAC-SHA256 over id, timestamp and body, joined by dots. Address and
key are read from their reference just before the request and are in no answer, log or table.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

import aiohttp
from yarl import URL

from monitor import problems
from monitor.edition import Delivery, Message
from monitor.errors import Busy
from monitor.feeds import wishes
from monitor.fetch import client, guard, logins, trouble
from monitor.problems import Problem

PREFIX = "whsec_"  # before a key in Base64
SHORTEST = 16  # characters of a key
FORM = "https://hooks.example.org/news 0123456789abcdef…"
# These refuse the message itself. All others (a wrong address or key, an overload) may be put right within three days.
REFUSED = frozenset({400, 410, 413, 415, 422})


@dataclass(frozen=True, slots=True)
class Hook:
    """An address and the key that signs what is sent there."""

    address: str = field(repr=False)
    key: bytes = field(repr=False)
    host: str


async def send(message: Message, door: client.Door, now: datetime) -> Delivery:
    """Post one message through the one door; every outcome is returned, none raised."""
    found = hook(message.recipient.partition(" ")[2])
    if isinstance(found, Problem):
        return Delivery(outcome="retry", answer=problems.words(found))
    headers = {"Content-Type": "application/json; charset=utf-8"} | signed(message, found.key, now)
    try:
        page = await door.post(found.address, message.content, headers)
    except Busy as error:
        return Delivery(outcome="retry", answer=str(error), wait=max(timedelta(), (error.retry_at or now) - now))
    except trouble.EXPECTED as error:
        told = problems.words(trouble.of(error, found.host, client.SECONDS)[1])
        return Delivery(outcome=_without_answer(error), answer=told)
    if page.status // 100 == 2:
        return Delivery(outcome="sent", answer=f"HTTP {page.status}")
    return Delivery(
        outcome="dead" if page.status in REFUSED else "retry",
        answer=problems.words(trouble.of_status(page.status, found.host)),
        wait=wishes.retry_after(page) or timedelta(),
    )


def hook(reference: str) -> Hook | Problem:
    """What the reference holds, or what is wrong with it; nothing of the secret is in the problem."""
    try:
        address, _, key = " ".join(logins.secret(reference).split()).partition(" ")
        url = URL(address)
    except logins.Unreadable as error:
        return Problem("channel-unread", error.problem.values)
    except ValueError:
        address, key, url = "", "", URL()
    if url.scheme not in ("http", "https") or not url.host or url.user is not None or " " in key or len(key) < SHORTEST:
        return Problem("channel-shape", {"reference": reference, "form": FORM})
    try:
        raw = base64.b64decode(key.removeprefix(PREFIX), validate=True) if key.startswith(PREFIX) else key.encode()
    except binascii.Error:
        return Problem("channel-shape", {"reference": reference, "form": FORM})
    return Hook(address=address, key=raw, host=url.host)


def signed(message: Message, key: bytes, at: datetime) -> dict[str, str]:
    """The headers that let the receiver check who sent this, when, and whether it has had it before."""
    stamp = str(int(at.timestamp()))
    text = f"{message.message_id}.{stamp}.".encode() + message.content
    signature = base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    return {
        "Webhook-Id": message.message_id,
        "Idempotency-Key": f'"{message.message_id}"',
        "Webhook-Timestamp": stamp,
        "Webhook-Signature": f"v1,{signature}",
    }


def _without_answer(error: BaseException) -> Literal["retry", "uncertain"]:
    """Whether the message may have arrived although no answer came."""
    before = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, guard.Refused, trouble.Redirected)
    return "retry" if isinstance(error, (*before, ValueError)) else "uncertain"
