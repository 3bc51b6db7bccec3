"""Finished bytes that every mail program and server must accept."""

from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime

import pytest

from monitor.digests.forms import mime
from monitor.edition import EditionId, Issue
from tests import builders as build

READERS = ("reader@example.org", "second@example.com")
SENDER = "Nachrichten Wächter <monitor@example.org>"


def made(*, to=READERS, sender=SENDER, thread="", edition=None, **forms):
    return mime.messages(build.digest(to=to), edition or build.empty_edition(), build.forms(**forms), sender, thread)


def test_one_message_for_each_reader():
    messages = made(to=(*READERS, READERS[0]))
    assert [message.recipient for message in messages] == list(READERS)
    assert all(message_from_bytes(one.content)["To"] == one.recipient for one in messages)
    assert made(to=()) == ()


def test_row_46_the_parts_say_what_the_forms_said():
    (message, _) = made(text="Über 1,5 GW → 750 MW\n", html="<p>Über 1,5 GW → 750 MW</p>\n")
    parsed = message_from_bytes(message.content, policy=policy.default)
    assert parsed.get_content_type() == "multipart/alternative"
    kinds = [(part.get_content_type(), part.get_content().replace("\r\n", "\n")) for part in parsed.iter_parts()]
    assert kinds == [("text/plain", "Über 1,5 GW → 750 MW\n"), ("text/html", "<p>Über 1,5 GW → 750 MW</p>\n")]


def test_row_46_the_headers_of_a_digest():
    (message, _) = made(subject="OpenAI–Cerebras: 1,5 GW statt 750 MW · 4 neue Meldungen")
    parsed = message_from_bytes(message.content, policy=policy.default)
    assert parsed["Subject"] == "OpenAI–Cerebras: 1,5 GW statt 750 MW · 4 neue Meldungen"
    assert parsed["From"] == SENDER
    assert message.sender == "monitor@example.org"
    assert parsedate_to_datetime(parsed["Date"]) == build.NOW
    assert parsed["List-Id"] == "<daily.news-monitor.example.org>"
    token = parsed["Message-ID"].partition("@")[0].removeprefix("<")
    assert parsed["List-Unsubscribe"].strip() == f"<mailto:monitor@example.org?subject=unsubscribe%20{token}>"
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert parsed["Message-ID"] == message.message_id
    assert "References" not in parsed


def test_all_mails_of_a_digest_stand_in_one_thread():
    (message, _) = made(thread="<first@example.org>")
    parsed = message_from_bytes(message.content)
    assert (parsed["References"], parsed["In-Reply-To"]) == ("<first@example.org>", "<first@example.org>")


def test_the_same_edition_makes_the_same_bytes():
    assert made() == made()
    one, other = made()
    later = made(edition=build.empty_edition(number=8, name="2026-11-23T06:00:00Z"))
    assert len({one.message_id, other.message_id, later[0].message_id}) == 3


@pytest.mark.parametrize(
    "text", ["x" * 200_000, "ü" * 50_000, "a\r\n.\r\nb\n", "مركز بيانات\n" * 400, "From here on\n.dot\n", ""]
)
def test_row_46_every_line_is_ascii_and_short(text):
    for message in made(text=text, html=f"<p>{text}</p>", subject=text[:300] or "x"):
        assert message.content.isascii()
        assert max(len(line) for line in message.content.split(b"\r\n")) <= 998
        assert b"\n" not in message.content.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "sender",
    ["monitor@example.org", "a, b <monitor@example.org>", '"x" <monitor@example.org>', "Wächter <monitor@example.org>"],
)
def test_the_senders_address_comes_through(sender):
    (message, _) = made(sender=sender)
    assert message.sender == "monitor@example.org"
    assert [one.addr_spec for one in message_from_bytes(message.content, policy=policy.default)["From"].addresses] == [
        "monitor@example.org"
    ]


def test_without_readers_the_archive_has_a_message_to_nobody():
    issue = Issue(
        id=EditionId(1), digest="daily", name="2026-11-22T06:00:00Z", composed_at=build.NOW, forms=build.forms()
    )
    parsed = message_from_bytes(mime.unaddressed(issue), policy=policy.default)
    assert str(parsed["To"]) == "undisclosed-recipients:;"
    assert len(list(parsed.iter_parts())) == 2
