"""Readers answer the mails of an edition: over IMAP from a small server, into actions, and back by mail, once."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from monitor import answering, build, failpoints, jobs, pipeline
from monitor.actions.action import Kind
from monitor.edition import Message
from monitor.engines.watch import Watch
from monitor.inbox_settings import Imap
from monitor.mail import imap
from monitor.mail.imap import ImapMailbox
from monitor.store import maintenance, open_reports, open_store
from tests.daemon import rows
from tests.letterbox import HOST, PASSWORD, USER
from tests.mailroom import Mailroom, mailroom
from tests.pipeline.test_actions import LATER
from tests.pipeline.test_days import Newsroom, newsroom, told

READER = "reader@example.org"


def place(port: int, **given: Any) -> Imap:
    return replace(Imap(host=HOST, port=port, security="none", user=USER, password=PASSWORD), **given)


@asynccontextmanager
async def answered(folder: Path, **app: Any) -> AsyncIterator[tuple[Newsroom, Mailroom]]:
    """A newsroom whose first edition has been mailed, and the mailbox that answers go to."""
    async with newsroom(folder) as room, mailroom() as box:
        catalog = build.titled(room.app.catalog, room.app.topics, answers=True)
        mailbox = ImapMailbox(place(box.port), seconds=5)
        room.app = replace(
            room.app, mailbox=mailbox, catalog=catalog, sender="Die Wächter <monitor@example.org>", **app
        )
        await build.sync_tables(room.app)
        await jobs.run_until_idle(room.app)  # the first look: what is in the box already is not read
        room.prints("kontor/lulea", "circuit-current/lulea", "harbour-ledger/abilene-transformer")
        assert told(await room.until_next_morning(), "new")
        yield room, box


def parsed(mail: Message) -> EmailMessage:
    found = message_from_bytes(mail.content, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def reply(to: Message, *lines: str, sender: str = READER, name: str = "<1@reader.example>", **headers: str) -> bytes:
    """A reply as a plain mail program writes it."""
    mail = EmailMessage()
    asked = parsed(to)
    mail["From"], mail["To"], mail["Subject"] = sender, asked["From"], f"Re: {asked['Subject']}"
    mail["Message-ID"], mail["In-Reply-To"], mail["References"] = name, asked["Message-ID"], asked["Message-ID"]
    for key, value in headers.items():
        field = key.replace("_", "-")
        del mail[field]
        if value:
            mail[field] = value
    quoted = "\n".join(f"> {line}" for line in asked.get_body(("plain",)).get_content().splitlines()[:20])
    mail.set_content("\n".join(lines) + f"\n\nOn Tue, 24 Nov 2026 at 07:00, News wrote:\n{quoted}\n")
    return mail.as_bytes(policy=policy.SMTP)


async def look(room: Newsroom) -> list[Message]:
    """Two minutes pass. Returns what has been mailed since."""
    before = len(room.mail.taken)
    room.clock.advance(timedelta(minutes=2))
    await jobs.run_until_idle(room.app)
    return room.mail.taken[before:]


def text(mail: Message) -> str:
    return str(parsed(mail).get_content())


@pytest.mark.slow
async def test_a_reply_is_done_answered_and_can_be_undone_by_another(tmp_path: Path) -> None:
    async with answered(tmp_path) as (room, box):
        (edition,) = room.mail.taken
        assert "Antworten Sie auf diese Mail" in parsed(edition).get_body(("plain",)).get_content()
        box.put(reply(edition, "1 stumm 7 Tage", "2 folgen", "nonsense 4", "Danke!"))
        (answer,) = await look(room)
        mail = parsed(answer)
        assert mail["To"] == READER
        assert mail["In-Reply-To"] == "<1@reader.example>"
        assert mail["Auto-Submitted"] == "auto-replied"
        said = text(answer)
        assert "ist stumm bis 1. Dezember (rückgängig mit der Zeile „rückgängig 1“)" in said
        assert "Nicht verstanden: „nonsense 4“" in said
        assert "1 mit 3 verbinden" in said, "what would be understood"
        assert "Danke" not in said
        assert rows(room.settings, "SELECT id, kind, digest FROM actions") == [(1, "mute", "test"), (2, "follow", "")]
        (one, _) = await room.app.store.actions.every()
        assert (one.by, one.until) == (READER, room.clock() + timedelta(days=7))
        assert await look(room) == [], "once"
        box.put(reply(answer, "rückgängig 1", name="<2@reader.example>"))
        (second,) = await look(room)
        assert "rückgängig gemacht: 1" in text(second)
        assert [one.kind for one in await room.app.store.actions.standing()] == [Kind.FOLLOW]


@pytest.mark.slow
async def test_a_bare_name_is_muted_only_if_the_edition_has_it(tmp_path: Path) -> None:
    async with answered(tmp_path) as (room, box):
        (edition,) = room.mail.taken
        box.put(reply(edition, "harbour-ledger.example stumm", "Luleå 10 Tage stumm", "Atlantis stumm"))
        (answer,) = await look(room)
        assert "„Atlantis“ kommt in dieser Ausgabe nicht vor" in text(answer)
        done = [(one.scope, one.name, one.until) for one in await room.app.store.actions.every()]
        assert done == [
            ("outlet", "harbour-ledger.example", None),
            ("name", "Luleå", room.clock() + timedelta(days=10)),
        ]


@pytest.mark.slow
async def test_unsubscribing_pauses_the_reader_and_leaves_feeds_yaml_alone(tmp_path: Path) -> None:
    async with answered(tmp_path) as (room, box):
        before = room.settings.config.read_bytes()
        (edition,) = room.mail.taken
        address, _, subject = (
            parsed(edition)["List-Unsubscribe"].strip(" <>").removeprefix("mailto:").partition("?subject=")
        )
        assert address == "monitor@example.org"
        mail = reply(edition, "", Subject=subject.replace("%20", " "), In_Reply_To="", References="")
        box.put(mail)
        (answer,) = await look(room)
        assert "keine Mails von" in text(answer)
        with open_reports(room.settings.database_url) as reports:
            assert [(one.reader, one.digest) for one in reports.paused()] == [(READER, "test")]
        room.prints("gridwatch/nebraska")
        edition_made = await room.until_next_morning()
        assert told(edition_made, "new") or told(edition_made, "update"), "the edition is made"
        assert len(room.mail.taken) == 2, "and mailed to nobody"
        assert room.settings.config.read_bytes() == before
        box.put(reply(answer, "undo", name="<3@reader.example>"))
        assert len(await look(room)) == 1
        with open_reports(room.settings.database_url) as reports:
            assert not reports.paused()
        room.prints("rechenwerk/cerebras-anderthalb")
        await room.until_next_morning()
        assert room.mail.taken[-1].recipient == READER
        assert parsed(room.mail.taken[-1])["Auto-Submitted"] == "auto-generated"


FORGED: dict[str, dict[str, Any]] = {
    "another sender": {"sender": "mallory@example.org"},
    "two senders": {"sender": f"{READER}, mallory@example.org"},
    "no token": {"In_Reply_To": "<daily.0123@example.org>", "References": ""},
    "another token": {"In_Reply_To": "<test.000000000000000000000000@example.org>", "References": ""},
    "out of office": {"Auto_Submitted": "auto-replied"},
    "a list": {"Precedence": "list"},
    "an absence": {"Subject": "Automatische Antwort: News"},
    "ourselves": {"sender": "monitor@example.org"},
    "the mail system": {"sender": "MAILER-DAEMON@example.org", "Return_Path": "<>"},
}


@pytest.mark.slow
async def test_what_is_not_believed_does_nothing_and_gets_no_answer(tmp_path: Path) -> None:
    async with answered(tmp_path) as (room, box):
        for case, given in FORGED.items():
            box.put(reply(room.mail.taken[0], "1 mute", name=f"<{case.replace(' ', '-')}@x.example>", **given))
            assert await look(room) == [], case
            assert not rows(room.settings, "SELECT id FROM actions"), case


@pytest.mark.slow
async def test_a_server_that_has_to_vouch_is_asked_alone(tmp_path: Path) -> None:
    async with answered(tmp_path, trusted="mx.example.org") as (room, box):
        (edition,) = room.mail.taken
        passed = "dmarc=pass header.from=example.org"
        box.put(
            reply(edition, "1 mute", name="<a@x.example>"),
            reply(edition, "1 mute", name="<b@x.example>", Authentication_Results=f"evil.example; {passed}"),
            reply(
                edition, "1 mute", name="<c@x.example>", Authentication_Results="mx.example.org; dmarc=fail; spf=fail"
            ),
            reply(
                edition,
                "1 mute",
                name="<d@x.example>",
                Authentication_Results="mx.example.org; dkim=pass header.d=evil.example",
            ),
        )
        assert await look(room) == []
        box.put(reply(edition, "1 mute", name="<e@x.example>", Authentication_Results=f"mx.example.org; {passed}"))
        assert len(await look(room)) == 1


@pytest.mark.slow
async def test_too_old_an_edition_is_not_answered(tmp_path: Path) -> None:
    async with answered(tmp_path) as (room, box):
        edition = room.mail.taken[0]
        room.clock.advance(timedelta(days=91))
        box.put(reply(edition, "1 mute"))
        assert [mail for mail in await look(room) if mail.recipient == READER and "Re" in mail.message_id] == []
        assert not rows(room.settings, "SELECT id FROM actions")


@pytest.mark.slow
async def test_twenty_mails_an_hour_and_the_rest_waits(tmp_path: Path) -> None:
    async with answered(tmp_path) as (room, box):
        edition = room.mail.taken[0]
        box.put(
            *(reply(edition, "1 follow", name=f"<{n}@x.example>") for n in range(30)), b"From: a@b.example\r\n\r\nhello"
        )
        assert len(await look(room)) == answering.HOURLY
        assert await look(room) == []
        room.clock.advance(timedelta(hours=1))
        assert len(await look(room)) == 10
        assert 31 not in box.fetched, "a mail that is not about ours stays unread"


@pytest.mark.slow
async def test_a_bounce_is_written_down_at_its_mail(tmp_path: Path) -> None:
    async with answered(tmp_path) as (room, box):
        edition = room.mail.taken[0]
        report = (
            b"From: MAILER-DAEMON@mx.example\r\nTo: monitor@example.org\r\nSubject: Undelivered\r\nMessage-ID: <b@mx.example>\r\n"
            b'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n'
            b"1 mute\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
            b"Final-Recipient: rfc822; reader@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n"
            b"Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n--x\r\nContent-Type: text/rfc822-headers\r\n\r\n"
            b"Message-ID: " + edition.message_id.encode() + b"\r\nSubject: x\r\n\r\n--x--\r\n"
        )
        box.put(report)
        assert await look(room) == []
        query = "SELECT state, returned FROM outbox"
        assert rows(room.settings, query) == [("sent", "5.1.1 smtp; 550 5.1.1 no such user")]


@pytest.mark.slow
async def test_a_full_mailbox_is_told_once_and_read_all_the_same(tmp_path: Path, caplog: Any) -> None:
    async with answered(tmp_path) as (room, box):
        watch = Watch(room.app.store.database.place)
        watch.look(room.clock(), room.app.catalog)
        box.quota = (10240, 10240)
        box.put(reply(room.mail.taken[0], "1 mute", name="<a@x.example>"))
        assert len(await look(room)) == 1, "what is in it is read"
        for _ in range(3):
            watch.look(room.clock(), room.app.catalog)
            assert await look(room) == []
        told_once = [line for line in caplog.messages if "the mailbox is full" in line]
        assert len(told_once) == 1
        with open_reports(room.settings.database_url) as reports:
            assert "the mailbox is full" in reports.lists(now=room.clock())["replies"].problem
        box.quota = (9000, 10240)
        await look(room)
        assert rows(room.settings, "SELECT attempts, last_error FROM mailboxes") == [(0, "")]
        assert len(await room.app.store.actions.every()) == 1


@pytest.mark.slow
async def test_a_server_in_trouble_loses_nothing_and_is_told_once(tmp_path: Path, caplog: Any) -> None:
    async with answered(tmp_path) as (room, box):
        watch = Watch(room.app.store.database.place)
        watch.look(room.clock(), room.app.catalog)
        faults = [("drop_at", "LOGIN"), ("drop_at", "UID SEARCH"), ("drop_at", "UID FETCH"), ("refuse", "EXAMINE")]
        faults += [("refuse", "STATUS"), ("drop_at", "EXAMINE"), ("refuse", "LOGIN"), ("refuse", "UID FETCH")]
        for number, (name, command) in enumerate(faults):
            box.put(reply(room.mail.taken[0], "1 mute", name=f"<{number}@x.example>"))
            setattr(box, name, command)
            assert await look(room) == []
            (trouble,) = rows(room.settings, "SELECT attempts, last_error FROM mailboxes")
            assert trouble[0] == 1
            assert trouble[1].startswith(f"{HOST}:{box.port}: ")
            caplog.clear()
            for _ in range(2):
                watch.look(room.clock(), room.app.catalog)
                await look(room)
            told_once = [line for line in caplog.messages if line.startswith("readers' answers cannot be read")]
            assert len(told_once) == 1
            setattr(box, name, "")
            room.clock.advance(timedelta(minutes=15))
            assert len(await look(room)) == 1
            watch.look(room.clock(), room.app.catalog)
            assert rows(room.settings, "SELECT attempts, last_error FROM mailboxes") == [(0, "")]


async def test_a_wrong_password_is_told_without_it() -> None:
    async with mailroom() as box:
        told_of = await imap.check(place(box.port, password="canary-word"))
        assert "MONITOR_IMAP_PASSWORD" in told_of
        assert "canary" not in told_of
        assert await imap.check(place(box.port)) == ""
    assert "refused" in await imap.check(place(box.port))


@pytest.mark.slow
async def test_a_mailbox_with_new_numbers_is_read_again_and_nothing_is_done_twice(tmp_path: Path) -> None:
    async with answered(tmp_path) as (room, box):
        edition = room.mail.taken[0]
        box.put(reply(edition, "1 mute", name="<a@x.example>"))
        assert len(await look(room)) == 1
        box.renumber()
        box.put(reply(edition, "2 follow", name="<b@x.example>"))
        assert len(await look(room)) == 1
        assert rows(room.settings, "SELECT kind FROM actions") == [("mute",), ("follow",)]


@pytest.mark.slow
async def test_two_daemons_that_answer_each_other_stop_after_one_mail(tmp_path: Path) -> None:
    """Each is the other's only reader: whatever one mails lies in the other's box. The first mail is forged."""
    async with answered(tmp_path / "one") as (one, box), answered(tmp_path / "other") as (other, other_box):
        for room, address, reader in (
            (one, "one@example.org", "other@example.org"),
            (other, "other@example.org", "one@example.org"),
        ):
            digests = {name: replace(digest, to=(reader,)) for name, digest in room.app.catalog.digests.items()}
            room.app = replace(room.app, sender=f"News <{address}>", catalog=replace(room.app.catalog, digests=digests))
            room.prints("gridwatch/nebraska")
            assert await room.until_next_morning()
            room.prints("rechenwerk/cerebras-anderthalb")
        editions = one.mail.taken[-1], other.mail.taken[-1]
        other_box.put(editions[0].content)
        box.put(editions[1].content, reply(editions[0], "1 folgen", "and 5 more", sender="other@example.org"))
        sent: list[int] = []
        for _ in range(4):
            mine, theirs = await look(one), await look(other)
            other_box.put(*(mail.content for mail in mine))
            box.put(*(mail.content for mail in theirs))
            sent.append(len(mine) + len(theirs))
        assert sent == [1, 0, 0, 0]


@pytest.mark.slow
async def test_what_was_said_still_decides_after_a_backup_is_restored(tmp_path: Path) -> None:
    """Actions, learning and the key that signs mails are in the backup; what was said after it is read again."""
    async with answered(tmp_path) as (room, box):
        edition = room.mail.taken[0]
        box.put(reply(edition, "1 mute", "2 follow", name="<a@x.example>"))
        assert len(await look(room)) == 1
        maintenance.backup(room.settings.database_url, tmp_path / "backup.sqlite")
        before = await room.app.store.actions.every()
        box.put(reply(edition, "undo 1", name="<b@x.example>"))
        assert len(await look(room)) == 1
        await room.app.store.close()
        maintenance.restore(room.settings.database_url, tmp_path / "backup.sqlite", now=room.clock())
        room.app = replace(room.app, store=open_store(room.settings.database_url, now=room.clock(), daemon=True))
        assert await room.app.store.actions.every() == before
        told_of = await pipeline.compose_edition(
            room.app,
            room.app.catalog.digests["test"],
            *await room.app.store.digests.next_window("test", now=room.clock()),
        )
        assert not told_of.cards
        await maintenance.confirm(room.app.store, send=True)
        assert len(await look(room)) == 1, "the answer to what was said since the backup"
        standing = [(one.id, one.kind) for one in await room.app.store.actions.standing()]
        assert standing == [(2, Kind.FOLLOW)], "the mail was still in its box"
        room.prints_own("netzblick", LATER)
        assert told(await room.until_next_morning(), "update"), "not muted any more"


@pytest.mark.slow
async def test_a_kill_before_a_letter_is_noted_repeats_nothing(tmp_path: Path) -> None:
    """The actions of its lines are done, the note and the answer are not: it is read again."""
    async with answered(tmp_path) as (room, box):
        edition = room.mail.taken[0]
        box.put(reply(edition, "1 follow", "2 known", name="<a@x.example>"))
        assert len(await look(room)) == 1
        box.put(reply(edition, "1 mute", "undo", name="<b@x.example>"))
        with failpoints.armed("store.save_taken.before:raise"):
            assert await look(room) == []
        standing = [one.id for one in await room.app.store.actions.standing()]
        (answer,) = await look(room)
        assert "rückgängig gemacht: 3" in text(answer)
        assert [one.id for one in await room.app.store.actions.standing()] == standing == [1, 2]
        assert len(await room.app.store.actions.every()) == 3


@pytest.mark.slow
async def test_nothing_of_a_mail_is_kept_but_what_was_done(tmp_path: Path) -> None:
    async with answered(tmp_path) as (room, box):
        box.put(reply(room.mail.taken[0], "1 mute", "", "Yours sincerely, Canary Wharfinger"))
        await look(room)
        kept = Path(room.settings.database_url.removeprefix("sqlite:///"))
        content = b"".join(path.read_bytes() for path in kept.parent.glob(kept.name + "*"))
        assert b"Wharfinger" not in content
        (letter,) = rows(room.settings, "SELECT mark, what FROM letters")
        assert re.fullmatch(r"[0-9a-f]{40}", letter[0])
        assert letter[1] == "done"
