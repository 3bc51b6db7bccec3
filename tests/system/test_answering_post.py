"""Answers over Debian's Postfix and Dovecot: an edition goes out, its reader answers, and is answered; and a bounce."""

import asyncio
import imaplib
import smtplib
import ssl
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from monitor import build, jobs
from monitor.engines.watch import Watch
from monitor.inbox_settings import Imap
from monitor.mail import smtp
from monitor.mail.imap import ImapMailbox
from monitor.store import open_reports
from tests.daemon import rows
from tests.letterbox import HOST, PASSWORD
from tests.pipeline.test_days import Newsroom, newsroom
from tests.system.test_delivery_postfix import QUOTA, Post, post, pytestmark

__all__ = ["post", "pytestmark"]
BOX = "news@example.org"


async def opened(room: Newsroom, post: Post, reader: str) -> None:
    """The room with real mail both ways, and this reader."""
    catalog = build.titled(room.app.catalog, room.app.topics, answers=True)
    digests = {name: replace(digest, to=(reader,)) for name, digest in catalog.digests.items()}
    room.app = replace(
        room.app,
        catalog=replace(catalog, digests=digests),
        mailer=smtp.open_mailer(post.smtp),
        mailbox=ImapMailbox(Imap(host=HOST, port=post.imap, security="none", user=BOX, password=PASSWORD)),
        sender=f"News <{BOX}>",
    )
    await build.sync_tables(room.app)
    await jobs.run_until_idle(room.app)
    room.prints("kontor/lulea", "harbour-ledger/abilene-transformer")
    await room.until_next_morning()


async def looks(room: Newsroom, query: str) -> list[tuple[object, ...]]:
    """Look into the mailbox until the query has rows: Postfix takes its time."""
    for _ in range(50):
        room.clock.advance(timedelta(minutes=2))
        await jobs.run_until_idle(room.app)
        if found := rows(room.settings, query):
            return found
        await asyncio.sleep(0.2)
    told = rows(room.settings, "SELECT validity, upto, last_error FROM mailboxes")
    raise AssertionError(f"{query} found nothing; {told}; {rows(room.settings, 'SELECT * FROM letters')}")


def hand_over(post: Post, mail: EmailMessage) -> None:
    """As a reader's mail program does."""
    with smtplib.SMTP(HOST, post.smtp.port) as server:
        server.starttls(context=ssl.create_default_context())
        server.login(post.smtp.user, post.smtp.password)
        server.send_message(mail)


def answer(edition: bytes, text: str, name: str) -> EmailMessage:
    """What the reader writes back."""
    asked = message_from_bytes(edition, policy=policy.default)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Rita <reader@example.org>", BOX, f"Re: {asked['Subject']}"
    mail["Message-ID"], mail["In-Reply-To"] = f"<{name}@reader.example.org>", asked["Message-ID"]
    mail.set_content(text)
    return mail


async def test_an_edition_is_answered_and_the_answer_arrives(post: Post, tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        before = len(await asyncio.to_thread(post.mailbox, "reader@example.org", wanted=0))
        await opened(room, post, "reader@example.org")
        edition = (await asyncio.to_thread(post.mailbox, "reader@example.org", wanted=before + 1))[-1]
        mail = answer(edition, "1 folgen\n2 stumm 7 Tage\n", "answer.1")
        await asyncio.to_thread(hand_over, post, mail)
        assert await looks(room, "SELECT kind, digest FROM actions") == [("follow", ""), ("mute", "test")]
        back = (await asyncio.to_thread(post.mailbox, "reader@example.org", wanted=before + 2))[-1]
        told = message_from_bytes(back, policy=policy.default)
        assert told["In-Reply-To"] == "<answer.1@reader.example.org>"
        assert "rückgängig 2" in told.get_content()
        assert rows(room.settings, "SELECT what FROM letters") == [("done",)]


async def test_a_mail_that_comes_back_is_noted(post: Post, tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        await opened(room, post, "gone@example.org")
        (found,) = await looks(room, "SELECT state, returned FROM outbox WHERE returned <> ''")
        assert found[0] == "sent"
        assert "5.1.1" in str(found[1])


def letters_in(post: Post) -> imaplib.IMAP4:
    """The mailbox of the answers, as its owner opens it."""
    box = imaplib.IMAP4(HOST, post.imap)
    box.login(BOX, PASSWORD)
    box.select("INBOX")
    return box


async def test_a_mailbox_over_its_quota_is_told_once_and_nothing_is_lost(
    post: Post, tmp_path: Path, caplog: Any
) -> None:
    """What is in it is read; once its owner has made room, answers come in again, and none is done twice."""
    async with newsroom(tmp_path) as room:
        before = len(await asyncio.to_thread(post.mailbox, "reader@example.org", wanted=0))
        await opened(room, post, "reader@example.org")
        edition = (await asyncio.to_thread(post.mailbox, "reader@example.org", wanted=before + 1))[-1]
        watch = Watch(room.app.store.database.place)
        watch.look(room.clock(), room.app.catalog)
        await asyncio.to_thread(hand_over, post, answer(edition, "1 folgen\n", "answer.2"))
        for number in range(QUOTA // 150 + 2):
            filling = EmailMessage()
            filling["From"], filling["To"], filling["Subject"] = "x@example.org", BOX, f"Pictures {number}"
            filling.set_content(("x" * 70 + "\n") * 2200)
            await asyncio.to_thread(hand_over, post, filling)
        full = await looks(room, "SELECT last_error FROM mailboxes WHERE last_error LIKE '%mailbox is full%'")
        assert len(full) == 1
        assert rows(room.settings, "SELECT kind FROM actions") == [("follow",)], "what is in it is read"
        for _ in range(3):
            watch.look(room.clock(), room.app.catalog)
            room.clock.advance(timedelta(minutes=2))
            await jobs.run_until_idle(room.app)
        assert len([line for line in caplog.messages if "the mailbox is full" in line]) == 1
        with open_reports(room.settings.database_url) as reports:
            assert "the mailbox is full" in reports.lists(now=room.clock())["replies"].problem
        with letters_in(post) as box:
            box.store("1:*", "+FLAGS", r"(\Deleted)")
            box.expunge()
        await asyncio.to_thread(hand_over, post, answer(edition, "2 stumm 7 Tage\n", "answer.3"))
        await looks(room, "SELECT 1 FROM actions WHERE kind = 'mute'")
        assert rows(room.settings, "SELECT kind FROM actions") == [("follow",), ("mute",)]
        assert rows(room.settings, "SELECT attempts, last_error FROM mailboxes") == [(0, "")]
