"""Mail through Debian's Postfix and Dovecot on loopback, started here: TLS, login, greylisting, refusal, IMAP."""

import asyncio
import imaplib
import os
import re
import shutil
import socket
import socketserver
import subprocess
import tempfile
import textwrap
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import ClassVar

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP

from monitor.edition import Message
from monitor.mail import smtp
from monitor.settings import Smtp
from tests.letterbox import HOST, PASSWORD, USER, Authority

QUOTA = 1500  # kB of each mailbox
POSTFIX, DOVECOT = shutil.which("postfix"), shutil.which("dovecot")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (POSTFIX and DOVECOT), reason="needs Debian's postfix and dovecot-imapd, dovecot-lmtpd"),
    pytest.mark.skipif(os.geteuid() != 0, reason="Postfix starts as root only"),
]


class Greylist(socketserver.StreamRequestHandler):
    """A policy server for Postfix: the first try of each pair of sender and recipient is deferred."""

    seen: ClassVar[Counter[tuple[str, str]]] = Counter()

    def handle(self) -> None:
        asked: dict[str, str] = {}
        for raw in self.rfile:
            line = raw.decode().strip()
            if line:
                name, _, value = line.partition("=")
                asked[name] = value
                continue
            pair = (asked.get("sender", ""), asked.get("recipient", ""))
            self.seen[pair] += 1
            grey = "grey" in pair[1] and self.seen[pair] == 1
            self.wfile.write(f"action={'451 4.7.1 greylisted, come again' if grey else 'dunno'}\n\n".encode())


@dataclass
class Post:
    """A running Postfix and Dovecot."""

    smtp: Smtp
    imap: int

    def mailbox(self, user: str, *, wanted: int = 1) -> list[bytes]:
        """The raw bytes of all messages of a user from IMAP, as soon as there are this many."""
        for _ in range(100):
            with imaplib.IMAP4(HOST, self.imap) as box:
                box.login(user, PASSWORD)
                box.select("INBOX", readonly=True)
                numbers = box.search(None, "ALL")[1][0].split()
                if len(numbers) >= wanted:
                    return [bytes(box.fetch(number.decode(), "(BODY.PEEK[])")[1][0][1]) for number in numbers]
            time.sleep(0.1)
        raise AssertionError(f"{wanted} messages for {user} did not come")


class Refusing:
    async def handle_RCPT(self, *_: object) -> str:  # noqa: N802
        return "550 5.1.1 this reader is gone"


@contextmanager
def refusing_lmtp() -> Iterator[int]:
    """A mailbox server behind Postfix that refuses everybody: what Postfix has accepted comes back as a bounce."""
    (port,) = free_ports(1)
    controller = Controller(Refusing(), hostname=HOST, port=port)
    controller.factory = lambda: LMTP(controller.handler)  # type: ignore[method-assign]
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def free_ports(count: int) -> list[int]:
    probes = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"nobody listens on port {port}")


@contextmanager
def running_dovecot(folder: Path, imap: int, lmtp: int, auth: int) -> Iterator[None]:
    config = folder / "dovecot.conf"
    config.write_text(
        textwrap.dedent(f"""
        base_dir = {folder}/run
        state_dir = {folder}/run
        log_path = {folder}/dovecot.log
        protocols = imap lmtp
        listen = {HOST}
        ssl = no
        disable_plaintext_auth = no
        auth_mechanisms = plain login
        mail_location = maildir:{folder}/mail/%u
        first_valid_uid = 1
        default_login_user = nobody
        default_internal_user = mail
        default_internal_group = mail
        mail_uid = mail
        mail_gid = mail
        mail_plugins = quota
        protocol imap {{
          mail_plugins = quota imap_quota
        }}
        plugin {{
          quota = maildir:User quota
          quota_rule = *:storage={QUOTA}k
        }}
        passdb {{
          driver = static
          args = password={PASSWORD}
        }}
        userdb {{
          driver = static
          args = uid=mail gid=mail home={folder}/mail/%u allow_all_users=yes
        }}
        service imap-login {{
          inet_listener imap {{
            port = {imap}
          }}
          inet_listener imaps {{
            port = 0
          }}
          chroot =
        }}
        service lmtp {{
          inet_listener lmtp {{
            address = {HOST}
            port = {lmtp}
          }}
        }}
        service auth {{
          inet_listener {{
            address = {HOST}
            port = {auth}
          }}
        }}
        service anvil {{
          chroot =
        }}
        """)
    )
    (folder / "mail").mkdir()
    shutil.chown(folder / "mail", "mail", "mail")
    server = subprocess.Popen([str(DOVECOT), "-F", "-c", str(config)], stderr=subprocess.PIPE)
    try:
        wait_for(imap)
        yield
    finally:
        server.terminate()
        server.communicate(timeout=20)


@contextmanager
def running_postfix(folder: Path, port: int, lmtp: int, auth: int, policy: int, refusing: int) -> Iterator[None]:
    config = folder / "postfix"
    config.mkdir()
    (folder / "spool").mkdir()
    (folder / "data").mkdir()
    shutil.chown(folder / "data", "postfix")
    (config / "master.cf").write_text(
        textwrap.dedent(f"""
        {HOST}:{port} inet n - n - - smtpd
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        lmtp unix - - n - - lmtp
        error unix - - n - - error
        retry unix - - n - - error
        anvil unix - - n - 1 anvil
        proxymap unix - - n - - proxymap
        showq unix n - n - - showq
        postlog unix-dgram n - n - 1 postlogd
        """)
    )
    (config / "main.cf").write_text(
        textwrap.dedent(f"""
        compatibility_level = 3.6
        queue_directory = {folder}/spool
        data_directory = {folder}/data
        maillog_file = {folder}/postfix.log
        maillog_file_prefixes = /tmp, {folder}
        inet_interfaces = {HOST}
        inet_protocols = ipv4
        myhostname = mx.example.org
        mydestination =
        local_recipient_maps =
        virtual_mailbox_domains = example.org
        virtual_mailbox_maps = inline:{{ reader@example.org=ok, grey@example.org=ok, news@example.org=ok, gone@example.org=ok }}
        transport_maps = inline:{{ gone@example.org=lmtp:inet:{HOST}:{refusing} }}
        virtual_transport = lmtp:inet:{HOST}:{lmtp}
        smtpd_tls_security_level = encrypt
        smtpd_tls_cert_file = {folder}/server.pem
        smtpd_tls_auth_only = yes
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = inet:{HOST}:{auth}
        smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
        smtpd_recipient_restrictions = reject_unlisted_recipient, check_policy_service inet:{HOST}:{policy}
        mynetworks =
        message_size_limit = 200000
        """)
    )
    command = [str(POSTFIX), "-c", str(config)]
    subprocess.run([*command, "start"], check=True, capture_output=True)
    try:
        wait_for(port)
        yield
    finally:
        subprocess.run([*command, "stop"], check=False, capture_output=True)


@pytest.fixture(scope="module")
def post() -> Iterator[Post]:
    authority = Authority()
    folder = Path(tempfile.mkdtemp(prefix="monitor-post-", dir="/tmp"))
    folder.chmod(0o755)
    certificate = authority.authority.issue_cert(HOST)
    (folder / "server.pem").write_bytes(
        certificate.private_key_pem.bytes() + b"".join(each.bytes() for each in certificate.cert_chain_pems)
    )
    authority.authority.cert_pem.write_to_path(folder / "ca.pem")
    port, imap, lmtp, auth = free_ports(4)
    with socketserver.ThreadingTCPServer((HOST, 0), Greylist) as policy:
        policy.daemon_threads = True
        threading.Thread(target=policy.serve_forever, daemon=True).start()
        try:
            with (
                running_dovecot(folder, imap, lmtp, auth),
                refusing_lmtp() as refusing,
                running_postfix(folder, port, lmtp, auth, policy.server_address[1], refusing),
                pytest.MonkeyPatch.context() as environment,
            ):
                environment.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
                login = {"user": f"{USER}@example.org", "password": PASSWORD}
                yield Post(Smtp(host=HOST, port=port, security="starttls", **login), imap)
        finally:
            policy.shutdown()
            for log in sorted(folder.glob("*.log")):
                print(log.name, log.read_text(errors="replace")[-4000:])
            shutil.rmtree(folder, ignore_errors=True)


def digest(recipient: str, number: int) -> Message:
    """A mail like ours: text and HTML, long lines, dots at the beginning of lines, umlauts."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = (
        "News <news@example.org>",
        recipient,
        f"Ausgabe {number}: zehn Gigawatt – mehr",
    )
    mail["Date"], mail["Message-ID"] = "Sun, 22 Nov 2026 06:00:00 +0000", f"<{number}@example.org>"
    mail.set_content("Größe\n.\n..zwei Punkte\n" + "x" * 900 + "\nFrom here on\n")
    mail.add_alternative("<p>Größe</p>" + "<p>…</p>" * 3000, subtype="html")
    return Message(
        recipient=recipient, sender="news@example.org", message_id=mail["Message-ID"], content=mail.as_bytes()
    )


def body(raw: bytes) -> bytes:
    return raw.partition(b"\r\n\r\n")[2]


async def test_delivered_over_tls_with_a_login_and_read_back_byte_for_byte(post):
    assert await smtp.check(post.smtp) == ""
    mailer = smtp.open_mailer(post.smtp)
    letter = digest("reader@example.org", 1)
    told = [await mailer.send(letter) for _ in range(2)]
    assert [each.outcome for each in told] == ["sent", "sent"]
    assert "queued as" in told[0].answer
    kept = await asyncio.to_thread(post.mailbox, "reader@example.org", wanted=2)
    assert [body(raw) for raw in kept] == [body(letter.content)] * 2
    for raw in kept:
        for line in letter.content.partition(b"\r\n\r\n")[0].splitlines():
            assert line in raw


async def test_greylisting_is_waited_out_and_one_copy_arrives(post):
    mailer = smtp.open_mailer(post.smtp)
    letter = digest("grey@example.org", 2)
    first = await mailer.send(letter)
    assert (first.outcome, first.answer[:9]) == ("retry", "451 4.7.1")
    assert (await mailer.send(letter)).outcome == "sent"
    kept = await asyncio.to_thread(post.mailbox, "grey@example.org")
    assert [body(raw) for raw in kept] == [body(letter.content)]


async def test_an_unknown_reader_is_refused_for_good(post):
    told = await smtp.open_mailer(post.smtp).send(digest("nobody@example.org", 3))
    assert told.outcome == "dead"
    assert re.match(r"550 5\.1\.1 .*nobody@example\.org", told.answer)


async def test_a_message_above_the_servers_size_is_not_sent(post):
    letter = digest("reader@example.org", 4)
    big = Message(
        recipient=letter.recipient, sender=letter.sender, message_id="<4>", content=letter.content + b"x\r\n" * 100_000
    )
    told = await smtp.open_mailer(post.smtp).send(big)
    assert (told.outcome, "the server accepts at most 200000" in told.answer) == ("dead", True)


async def test_a_wrong_password_keeps_the_message(post):
    wrong = Smtp(host=HOST, port=post.smtp.port, security="starttls", user=post.smtp.user, password="canary")
    told = await smtp.open_mailer(wrong).send(digest("reader@example.org", 5))
    assert (told.outcome, told.answer[:3]) == ("retry", "535")
    assert "canary" not in told.answer


async def test_a_bounce_comes_back_to_the_sender_once_and_names_the_message(post):
    told = await smtp.open_mailer(post.smtp).send(digest("gone@example.org", 6))
    assert told.outcome == "sent"
    (bounce,) = await asyncio.to_thread(post.mailbox, "news@example.org")
    assert b"this reader is gone" in bounce
    assert b"<6@example.org>" in bounce
    assert b"Return-Path: <>" in bounce
