"""The seam Mailer, for a folder: each message complete and only once, and failures are reported."""

import mailbox
from pathlib import Path

from monitor import settings
from monitor.edition import Message
from monitor.mail import ways
from monitor.settings import Maildir

CONTENT = b"From: news@example.org\r\nSubject: four\r\n\r\n.leading dot\r\n"


def message(recipient: str = "reader@example.org") -> Message:
    return Message(recipient=recipient, sender="news@example.org", message_id="<1@example.org>", content=CONTENT)


async def test_a_message_lies_there_whole_and_once(tmp_path: Path) -> None:
    mailer = ways.open_mailer(Maildir(folder=tmp_path / "Mail"))
    assert [(await mailer.send(message())).outcome for _ in range(2)] == ["sent", "sent"]
    assert (await mailer.send(message("other@example.org"))).outcome == "sent"
    box = mailbox.Maildir(tmp_path / "Mail", create=False)
    assert [one["Subject"] for one in box] == ["four", "four"]
    assert not list((tmp_path / "Mail/tmp").iterdir())
    assert next((tmp_path / "Mail/new").iterdir()).read_bytes() == CONTENT


async def test_a_message_that_has_been_read_does_not_come_back(tmp_path: Path) -> None:
    mailer = ways.open_mailer(Maildir(folder=tmp_path))
    await mailer.send(message())
    lying = next((tmp_path / "new").iterdir())
    lying.rename(tmp_path / "cur" / f"{lying.name}:2,S")
    assert (await mailer.send(message())).outcome == "sent"
    assert not list((tmp_path / "new").iterdir())


async def test_a_folder_that_cannot_be_is_told_and_tried_again(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    delivery = await ways.open_mailer(Maildir(folder=tmp_path / "file")).send(message())
    assert delivery.outcome == "retry"
    assert str(tmp_path / "file") in delivery.answer


async def test_an_address_of_a_folder_is_understood_and_checked(tmp_path: Path) -> None:
    given = {"MONITOR_SMTP_URL": f"maildir://{tmp_path}/Mail", "MONITOR_MAIL_FROM": "news@example.org"}
    way = settings.read(given).smtp
    assert way == Maildir(folder=tmp_path / "Mail")
    assert await ways.check(Maildir(folder=tmp_path / "Mail")) == (str(tmp_path / "Mail"), "")
