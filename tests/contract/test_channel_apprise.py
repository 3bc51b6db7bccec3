"""The seam Mailer, for channels through Apprise: in a real worker process, against a server that speaks like ntfy."""

import json
import socket
from datetime import UTC, datetime, timedelta

import pytest

from monitor.compute.pool import Pool
from monitor.edition import Delivery, Message
from monitor.fetch import channels
from monitor.fetch.channels import Channels
from tests import faults, hooks
from tests.hooks import RESET, SILENCE, Hooks

pytest.importorskip("apprise", reason="the extra `channels` is not installed")

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
TEXT = "Cerebras: 750 MW → 1,5 GW\n\n• Cerebras verdoppelt\nhttps://paper.example/1\ndaily #7"
slow = pytest.mark.slow  # each worker loads Apprise, which takes seconds


@pytest.fixture
async def server():
    async with hooks.serve() as running:
        yield running


async def sent(address: str, tmp_path, *, allowed=faults.LOOPBACK, seconds: float = 20) -> Delivery:
    """A worker of its own for each: a loop of its own, too."""
    (tmp_path / "phone").write_text(f"{address}\n")
    apart = Pool(workers=1, seconds=seconds)
    try:
        way = Channels(lambda: pytest.fail("not through the door"), lambda: NOW, apart.run, allowed)
        message = Message(
            recipient=f"apprise file:{tmp_path / 'phone'}", sender="", message_id="msg_1", content=TEXT.encode()
        )
        delivery = await way.send(message)
    finally:
        await apart.close()
    assert "canary" not in repr(delivery)
    return delivery


def ntfy(server: Hooks, more: str = "") -> str:
    return f"{server.url.replace('http', 'ntfy')}/canary-topic{more}"


@slow
async def test_the_short_form_arrives_once(server: Hooks, tmp_path) -> None:
    assert await sent(ntfy(server), tmp_path) == Delivery(outcome="sent", answer="ntfy: taken")
    [call] = server.calls
    told = json.loads(call.body)
    assert told["title"] == "Cerebras: 750 MW → 1,5 GW"
    assert told["message"].splitlines() == TEXT.splitlines()[2:]


@slow
@pytest.mark.parametrize(
    ("answer", "outcome", "seconds"),
    [
        (503, "retry", 0),
        ((429, {"Retry-After": "7200"}), "retry", 7200),
        (401, "retry", 0),
        (413, "dead", 0),
        (RESET, "uncertain", 0),
        (SILENCE, "uncertain", 0),
    ],
)
async def test_what_each_answer_means(server: Hooks, tmp_path, answer, outcome, seconds) -> None:
    server.answers.append(answer)
    delivery = await sent(ntfy(server, "?rto=1"), tmp_path)
    assert (delivery.outcome, delivery.wait) == (outcome, timedelta(seconds=seconds))
    assert delivery.answer.startswith("ntfy")
    assert len(server.calls) == 1, "a try is one call"


@slow
async def test_private_addresses_are_refused_by_name_by_number_and_after_a_redirect(server: Hooks, tmp_path) -> None:
    for host in ("127.0.0.1", "localhost"):
        delivery = await sent(f"ntfy://{host}:{server.url.rpartition(':')[2]}/canary", tmp_path, allowed=())
        assert delivery.outcome == "retry"
        assert "is not a public address" in delivery.answer
    assert not server.calls
    with socket.create_server(("127.0.0.2", 0)) as inside:
        inside.settimeout(0.2)
        there = f"http://127.0.0.2:{inside.getsockname()[1]}/"
        server.answers.append((307, {"Location": there}))
        delivery = await sent(ntfy(server, "?redirect=yes"), tmp_path, allowed=["127.0.0.1/32"])
        assert delivery == Delivery(outcome="retry", answer="ntfy leads to 127.0.0.2, which is not a public address")
        with pytest.raises(TimeoutError):
            inside.accept()


@slow
async def test_the_address_is_what_the_program_sees_not_what_its_workers_saw(server: Hooks, monkeypatch) -> None:
    """Workers are forked from a process that keeps the environment of the first time anything was read."""
    apart = Pool(workers=1, seconds=20)
    try:
        assert await apart.run(len, "word") == 4
        monkeypatch.setenv("PHONE", ntfy(server))
        way = Channels(lambda: pytest.fail("not through the door"), lambda: NOW, apart.run, faults.LOOPBACK)
        message = Message(recipient="apprise env:PHONE", sender="", message_id="msg_1", content=TEXT.encode())
        assert (await way.send(message)).outcome == "sent"
    finally:
        await apart.close()
    assert len(server.calls) == 1


@slow
async def test_nobody_listens(tmp_path) -> None:
    assert await sent("ntfy://127.0.0.1:1/canary", tmp_path) == Delivery(outcome="retry", answer="ntfy: no connection")


@slow
async def test_a_worker_that_is_killed_leaves_a_doubt(server: Hooks, tmp_path) -> None:
    server.answers.append(SILENCE)
    delivery = await sent(ntfy(server), tmp_path, seconds=4)
    assert delivery.outcome == "uncertain"
    assert len(server.calls) == 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what Apprise imports
@pytest.mark.parametrize(
    ("address", "well"),
    [
        ("ntfys://topic", True),
        ("ntfys://host.example/topic", True),
        ("tgram://123456789:abcdefg_hijklmnop/12315544", True),
        ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", True),
        (
            "ntfys://host.example/one/two",
            False,
        ),  # two targets: one that fails would bring the message to the other again
        ("mailto://user:pass@example.org", False),
        ("syslog://localhost", False),
        ("https://hooks.example.org/canary", False),
        ("nonsense", False),
        ("", False),
    ],
)
def test_a_mistake_in_the_secret_is_told_without_it(monkeypatch, address, well) -> None:
    monkeypatch.setenv("PHONE", address)
    told = channels.mistake("apprise env:PHONE")
    assert (not told) == well
    assert "canary" not in told
