"""The seam Mailer, for a webhook: signed, one id for all tries, and every kind of trouble an outcome without secrets."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest

from monitor.edition import Delivery, Message
from monitor.fetch import channels, client
from monitor.fetch.channels import Channels
from tests import faults, hooks
from tests.fakes import InlineCompute
from tests.hooks import RESET, SILENCE, Hooks

KEY = "a-key-of-the-team-canary"
PATH = "/canary-path"
NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
MESSAGE = Message(recipient="webhook env:HOOK", sender="", message_id="msg_1", content='{"digest": "täglich"}'.encode())


@pytest.fixture
async def server():
    async with hooks.serve() as running:
        yield running


async def sent(server: Hooks, monkeypatch, *, key: str = KEY, **options) -> Delivery:
    monkeypatch.setenv("HOOK", f"{server.url}{PATH} {key}\n")
    door = faults.open_door(now=lambda: NOW, **options)
    try:
        delivery = await Channels(lambda: door, lambda: NOW, InlineCompute().run).send(MESSAGE)
    finally:
        await door.close()
    assert "canary" not in repr(delivery)
    return delivery


async def test_the_call_carries_the_bytes_and_can_be_checked(server: Hooks, monkeypatch) -> None:
    assert (await sent(server, monkeypatch)).outcome == "sent"
    [call] = server.calls
    assert call.path == PATH
    assert call.body == MESSAGE.content
    assert json.loads(call.body) == {"digest": "täglich"}
    assert (call.headers["Webhook-Id"], call.headers["Idempotency-Key"]) == ("msg_1", '"msg_1"')
    stamp = call.headers["Webhook-Timestamp"]
    assert datetime.fromtimestamp(int(stamp), UTC) == NOW
    expected = hmac.new(KEY.encode(), f"msg_1.{stamp}.".encode() + call.body, hashlib.sha256).digest()
    assert call.headers["Webhook-Signature"] == f"v1,{base64.b64encode(expected).decode()}"
    assert not {"Cookie", "Authorization"} & set(call.headers)


async def test_a_key_in_base64_is_decoded(server: Hooks, monkeypatch) -> None:
    raw = bytes(range(24))
    await sent(server, monkeypatch, key=f"whsec_{base64.b64encode(raw).decode()}")
    [call] = server.calls
    text = f"msg_1.{call.headers['Webhook-Timestamp']}.".encode() + call.body
    assert call.headers["Webhook-Signature"] == f"v1,{base64.b64encode(hmac.digest(raw, text, 'sha256')).decode()}"


@pytest.mark.parametrize(
    ("answer", "outcome", "seconds"),
    [
        (204, "sent", 0),
        (500, "retry", 0),
        ((503, {"Retry-After": "90"}), "retry", 90),
        ((429, {"Retry-After": "7200"}), "retry", 7200),
        (401, "retry", 0),  # a wrong key can be put right
        (404, "retry", 0),
        ((302, {"Location": "http://127.0.0.1:1/elsewhere"}), "retry", 0),
        (410, "dead", 0),
        (422, "dead", 0),
        (RESET, "uncertain", 0),
        (SILENCE, "uncertain", 0),
    ],
)
async def test_what_each_answer_means(server: Hooks, monkeypatch, answer, outcome, seconds) -> None:
    server.answers.append(answer)
    delivery = await sent(server, monkeypatch, limits=client.Limits(seconds=0.5))
    assert (delivery.outcome, delivery.wait) == (outcome, timedelta(seconds=seconds))
    assert delivery.answer
    assert len(server.calls) == 1, "a redirect is not followed, a try is one call"


async def test_a_private_address_is_refused_unless_allowed(server: Hooks, monkeypatch) -> None:
    delivery = await sent(server, monkeypatch, allow_private=())
    assert delivery == Delivery(outcome="retry", answer="127.0.0.1 is not a public address")
    assert not server.calls


async def test_nobody_listens(server: Hooks, monkeypatch) -> None:
    gone = Hooks(url="http://127.0.0.1:1")
    assert (await sent(gone, monkeypatch)).outcome == "retry"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the variable is not set"),
        ("https://hooks.example.org/canary", "what this kind of channel needs"),
        ("https://hooks.example.org/canary short", "what this kind of channel needs"),
        ("ftp://hooks.example.org/canary 0123456789abcdef", "what this kind of channel needs"),
        ("https://canary:canary@hooks.example.org/ 0123456789abcdef", "what this kind of channel needs"),
        ("https://[canary 0123456789abcdef", "what this kind of channel needs"),
        ("https://hooks.example.org/ whsec_!!!!!!!!!!!!!!!!", "what this kind of channel needs"),
        ("https://hooks.example.org/ 0123456789abcdef more", "what this kind of channel needs"),
    ],
)
async def test_a_mistake_in_the_secret_is_told_without_it(server: Hooks, monkeypatch, text, told) -> None:
    monkeypatch.setenv("HOOK", text)
    problem = channels.mistake("webhook env:HOOK")
    assert told in problem
    assert "env:HOOK" in problem
    assert "canary" not in problem
    door = faults.open_door(now=lambda: NOW)
    assert (await Channels(lambda: door, lambda: NOW, InlineCompute().run).send(MESSAGE)).outcome == "retry"
    await door.close()
