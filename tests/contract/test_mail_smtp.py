"""The seam Mailer, with real SMTP servers on loopback: rows 41 to 45 of the reliability matrix for a single message."""

import asyncio
import contextlib
import selectors
import time
from typing import Any

import pytest

from monitor import failpoints
from monitor.edition import Message
from monitor.mail import smtp
from monitor.mail.smtp import Patience
from monitor.mail_settings import Security, Smtp
from tests.letterbox import DROP, HOST, PASSWORD, STALL, USER, Authority, letterbox, sniffer

pytestmark = [
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS"),
    pytest.mark.filterwarnings("ignore:.*login_data.*:DeprecationWarning"),
]

READER = "reader@example.org"
CONTENT = b"\r\n".join(
    [
        b"From: news@example.org",
        b"Message-ID: <1@example.org>",
        b"Subject: four",
        b"",
        b".leading dot",
        b"..two",
        b".",
        b"end",
        b"",
    ]
)
QUICK = Patience(reach=20.0, answer=20.0)


def message(recipient: str = READER, content: bytes = CONTENT) -> Message:
    return Message(recipient=recipient, sender="news@example.org", message_id="<1@example.org>", content=content)


def place(port: int, security: Security = "none", **login: str) -> Smtp:
    return Smtp(host=HOST, port=port, security=security, **login)


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch):
    """The certificate authority, trusted by this process as an administrator would set it up."""
    authority.authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return authority


async def test_a_message_arrives_byte_for_byte_and_again_the_same():
    async with letterbox() as box:
        mailer = smtp.open_mailer(place(box.port), patience=QUICK)
        outcomes = [await mailer.send(message()) for _ in range(2)]
    assert [(each.outcome, each.answer) for each in outcomes] == [("sent", "250 kept")] * 2
    assert box.letters == [(READER, CONTENT)] * 2


@pytest.mark.parametrize("form", ["starttls", "tls"])
@pytest.mark.parametrize("auth", [False, True])
async def test_over_tls_with_and_without_a_login(trusted, form, auth):
    context = trusted.context(HOST)
    protection: dict[str, Any] = {"starttls": context} if form == "starttls" else {"implicit": context}
    login = {"user": USER, "password": PASSWORD} if auth else {}
    async with letterbox(auth=auth, **protection) as box:
        settings = place(box.port, form, **login)
        assert await smtp.check(settings) == ""
        told = await smtp.open_mailer(settings, patience=QUICK).send(message())
    assert told.outcome == "sent"
    assert box.letters == [(READER, CONTENT)]


async def test_a_wrong_password_is_the_configurations_fault_and_is_not_told(trusted):
    async with letterbox(auth=True, starttls=trusted.context(HOST)) as box:
        settings = place(box.port, "starttls", user=USER, password="wrong-canary")
        problem = await smtp.check(settings)
        told = await smtp.open_mailer(settings, patience=QUICK).send(message())
    assert told.outcome == "retry"
    assert told.answer == problem
    assert problem.startswith("535 ")
    assert "MONITOR_SMTP_PASSWORD" in problem
    assert "wrong-canary" not in repr([problem, settings])
    assert not box.letters


async def test_a_server_that_echoes_the_password_does_not_get_it_into_an_answer():
    """Row 62: AUTH PLAIN sends the password in base64, and a server may repeat what it was sent."""
    plain = "AHdhdGNoZXIAY2FuYXJ5LXB3"  # \0watcher\0canary-pw
    async with sniffer(["AUTH PLAIN"], answers={"AUTH": f"535 no such login: {plain} canary-pw"}) as sink:
        told = await smtp.open_mailer(place(sink.port, user=USER, password="canary-pw"), patience=QUICK).send(message())
    assert plain.encode() in sink.heard
    assert told.outcome == "retry"
    assert "canary-pw" not in told.answer
    assert plain not in told.answer


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [("451 4.7.1 greylisted", "retry"), ("421 4.3.2 closing", "retry"), ("450 busy", "retry"), ("452 full", "retry"),
     ("550 5.1.1 unknown", "dead"), ("552 5.2.2 over quota", "dead"), ("554 no", "dead"), ("530 log in first", "retry")],
)  # fmt: skip
@pytest.mark.parametrize("stage", ["rcpt", "data"])
async def test_row_42_what_an_answer_means(stage, answer, outcome):
    async with letterbox() as box:
        getattr(box, stage)[READER].append(answer)
        told = await smtp.open_mailer(place(box.port), patience=QUICK).send(message())
    assert (told.outcome, told.answer) == (outcome, answer)
    assert not box.letters


async def test_row_43_one_recipients_refusal_is_nobody_elses():
    async with letterbox() as box:
        box.rcpt["a@example.org"].append("550 unknown")
        box.rcpt["b@example.org"].append("451 later")
        mailer = smtp.open_mailer(place(box.port), patience=QUICK)
        told = [await mailer.send(message(f"{name}@example.org")) for name in "abcb"]
    assert [each.outcome for each in told] == ["dead", "retry", "sent", "sent"]
    assert [recipient for recipient, _ in box.letters] == ["c@example.org", "b@example.org"]


async def test_row_41_accepted_but_not_answered_is_uncertain_and_the_next_try_sends_the_same_bytes():
    async with letterbox() as box:
        box.data[READER].append(DROP)
        mailer = smtp.open_mailer(place(box.port), patience=QUICK)
        told = [await mailer.send(message()) for _ in range(2)]
    assert [each.outcome for each in told] == ["uncertain", "sent"]
    assert box.letters == [(READER, CONTENT)] * 2


@pytest.mark.parametrize("word", ["EHLO", "MAIL", "RCPT", "DATA"])
async def test_a_connection_lost_before_the_message_costs_nothing(word):
    answers = {word: DROP}
    async with sniffer([], answers=answers, greeting=DROP if word == "EHLO" else "220 sniffer") as sink:
        told = await smtp.open_mailer(place(sink.port), patience=QUICK).send(message())
    assert told.outcome == "retry"
    assert b"leading dot" not in sink.heard


@pytest.mark.parametrize("stage", ["RCPT", "MAIL"])
async def test_what_a_server_says_is_one_line_that_can_be_kept(stage):
    async with sniffer([], answers={stage: "451-one\udcff\x00\x1b[31m\r\n451 two" + "x" * 2000}) as sink:
        told = await smtp.open_mailer(place(sink.port), patience=QUICK).send(message())
    assert told.outcome == "retry"
    assert told.answer.startswith("451 one [31m two")
    assert told.answer.isprintable()
    assert len(told.answer) == 500


async def test_nobody_listens():
    async with sniffer([]) as sink:
        port = sink.port
    told = await smtp.open_mailer(place(port), patience=QUICK).send(message())
    assert told.outcome == "retry"
    assert f"{HOST}:{port}" in told.answer
    assert await smtp.check(place(port)) == told.answer


async def test_row_44_starttls_stripped_nothing_is_said_in_clear():
    async with sniffer(["AUTH PLAIN LOGIN", "SIZE 1000000"]) as sink:
        settings = place(sink.port, "starttls", user=USER, password=PASSWORD)
        told = await smtp.open_mailer(settings, patience=QUICK).send(message())
    assert (told.outcome, "does not offer STARTTLS" in told.answer) == ("retry", True)
    commands = [line.split()[0] for line in sink.heard.splitlines()]
    assert set(commands) <= {b"EHLO", b"QUIT"}


@pytest.mark.parametrize("answer", ["454 TLS not available", "554 no", "250 what?"])
async def test_row_44_starttls_offered_and_refused(answer):
    async with sniffer(["STARTTLS", "AUTH PLAIN"], answers={"STARTTLS": answer}) as sink:
        settings = place(sink.port, "starttls", user=USER, password=PASSWORD)
        told = await smtp.open_mailer(settings, patience=QUICK).send(message())
    assert told.outcome == "retry"
    assert not any(word in sink.heard for word in (b"AUTH", b"MAIL", b"leading dot"))


@pytest.mark.parametrize("form", ["starttls", "tls"])
@pytest.mark.parametrize("fault", ["name", "issuer", "expired"])
async def test_row_44_a_certificate_of_another_name_an_unknown_issuer_or_a_past_time(trusted, form, fault):
    context = {
        "name": lambda: trusted.context("other.example"),
        "issuer": lambda: Authority().context(HOST),
        "expired": lambda: trusted.context(HOST, expired=True),
    }[fault]()
    protection: dict[str, Any] = {"starttls": context} if form == "starttls" else {"implicit": context}
    async with letterbox(auth=False, **protection) as box:
        told = await smtp.open_mailer(place(box.port, form), patience=QUICK).send(message())
    assert told.outcome == "retry"
    assert "certificate is not trusted" in told.answer
    assert not box.letters


class Leaping(selectors.DefaultSelector):
    """An event loop that does not wait: if nothing happens on any socket, the next timer fires at once."""

    leapt = 0.0

    def select(self, timeout: float | None = None):
        found = super().select(timeout if not timeout else 0.05)
        if not found and timeout:
            self.leapt += timeout
        return found


class LeapingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.leaping = Leaping()
        super().__init__(self.leaping)

    def time(self) -> float:
        return super().time() + self.leaping.leapt


@pytest.mark.parametrize(("seconds", "outcome"), [(590, "sent"), (610, "uncertain")])
def test_row_45_the_answer_to_the_final_dot_is_waited_for_ten_minutes(seconds, outcome):
    assert Patience().reach + Patience().answer < 15 * 60  # the lease of the outbox

    async def send():
        async with letterbox() as box:
            box.slow = seconds
            began = asyncio.get_running_loop().time()
            told = await smtp.open_mailer(place(box.port)).send(message())
            return told.outcome, asyncio.get_running_loop().time() - began

    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        told, waited = runner.run(send())
    assert told == outcome
    assert min(seconds, 600) <= waited < min(seconds, 600) + 60


async def test_an_answer_that_never_comes_is_uncertain():
    async with letterbox() as box:
        box.slow = 1.0
        told = await smtp.open_mailer(place(box.port), patience=Patience(reach=2.0, answer=0.1)).send(message())
    assert told.outcome == "uncertain"
    assert "no answer in time" in told.answer


async def test_a_server_that_says_nothing_is_left_in_time():
    async with sniffer([], greeting="") as sink:
        began = time.monotonic()
        told = await smtp.open_mailer(place(sink.port), patience=Patience(reach=0.2)).send(message())
    assert told.outcome == "retry"
    assert time.monotonic() - began < 1.0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("word", "security"),
    [("EHLO", "none"), ("STARTTLS", "starttls"), ("handshake", "starttls"), ("handshake", "tls"), ("AUTH", "none"),
     ("MAIL", "none"), ("RCPT", "none"), ("DATA", "none")],
)  # fmt: skip
async def test_a_server_that_stalls_at_any_verb_is_left_in_time_and_has_heard_nothing_of_the_message(word, security):
    greeting = STALL if security == "tls" else "220 sniffer"
    answers = {"AUTH": "235 in"} | ({"STARTTLS": "220 go"} if word == "handshake" else {word: STALL})
    async with sniffer(["AUTH PLAIN", "STARTTLS"], answers=answers, greeting=greeting) as sink:
        settings = place(sink.port, security, user=USER, password=PASSWORD)
        began = time.monotonic()
        told = await smtp.open_mailer(settings, patience=Patience(reach=0.3)).send(message())
    assert told.outcome == "retry"
    assert "no answer in time" in told.answer
    assert time.monotonic() - began < 5
    assert b"leading dot" not in sink.heard


async def test_a_mail_server_that_has_only_an_ipv6_address():
    async with letterbox(host="::1") as box:
        told = await smtp.open_mailer(Smtp(host="::1", port=box.port, security="none"), patience=QUICK).send(message())
    assert told.outcome == "sent"
    assert box.letters == [(READER, CONTENT)]


async def test_row_47_never_above_the_size_a_server_takes():
    async with letterbox(limit=2000) as box:
        mailer = smtp.open_mailer(place(box.port), patience=QUICK)
        told = [await mailer.send(message(content=b"Subject: x\r\n\r\n" + b"x\r\n" * lines)) for lines in (10, 2000)]
    assert [each.outcome for each in told] == ["sent", "dead"]
    assert told[1].answer == "the message has 6014 bytes, the server accepts at most 2000"
    assert len(box.letters) == 1


@pytest.mark.parametrize(
    "address", ["a@example.org>\r\nRSET", "a@example.org> RSET", "a b@example.org", "a\0@example.org"]
)
async def test_an_address_cannot_smuggle_a_command(address):
    async with sniffer([]) as sink:
        await smtp.open_mailer(place(sink.port), patience=QUICK).send(message(address))
    assert [line for line in sink.heard.splitlines() if line.startswith((b"RCPT", b"RSET"))] in (
        [],
        [b"RCPT TO:<a@example.org>"],
    )


@pytest.mark.parametrize("ends", [b"\n", b"\r", b"\r\n"])
async def test_line_ends_cannot_smuggle_a_second_message(ends):
    content = b"Subject: x" + ends * 2 + b"a" + ends + b"." + ends + b"MAIL FROM:<evil@example.org>" + ends
    async with letterbox() as box:
        await smtp.open_mailer(place(box.port), patience=QUICK).send(message(content=content))
    assert box.letters == [(READER, content.replace(ends, b"\r\n"))]


async def test_a_failpoint_after_the_servers_word_leaves_the_outcome_untold():
    async with letterbox() as box:
        mailer = smtp.open_mailer(place(box.port), patience=QUICK)
        with failpoints.armed("mail.accepted:raise"), pytest.raises(failpoints.FailpointError):
            await mailer.send(message())
    assert len(box.letters) == 1


async def test_cancelled_in_the_middle_the_connection_is_closed():
    async with letterbox() as box:
        box.slow = 5.0
        sending = asyncio.create_task(smtp.open_mailer(place(box.port)).send(message()))
        await asyncio.sleep(0.2)
        sending.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sending
        assert sending.cancelled()
