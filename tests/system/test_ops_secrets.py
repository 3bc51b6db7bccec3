"""Row 62: a canary for every secret, searched for in all output of the program: logs, metrics, errors, archive, backup."""

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from monitor import jobs, logs, settings
from monitor.engines import health
from monitor.engines.embedded import Embedded
from monitor.errors import Invalid
from monitor.mail import imap, smtp
from monitor.mail.smtp import Patience
from monitor.store import maintenance
from tests import history
from tests.fakes import FakeClock, FakeWeb
from tests.letterbox import HOST, sniffer
from tests.mailroom import mailroom

PASSWORD, TOKEN, LOGIN, MAILBOX = "canary-password", "canary-token", "canary-login", "canary-mailbox"
PLAIN = "AHdhdGNoZXIAY2FuYXJ5LXBhc3N3b3Jk"  # \0watcher\0canary-password
DIGESTS = '  daily:\n    schedule: "0 7 * * *"\n    timezone: UTC\n    to: [a@example.org]\n    send_empty: true\n'


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All log lines, at the most verbose level, in both formats."""
    text, root = io.StringIO(), logging.getLogger()
    before, level = root.handlers[:], root.level
    for style in ("json", "plain"):
        handlers = root.handlers[:]
        logs.set_up(style, stream=text, level=logging.DEBUG)
        root.handlers[:] = [*root.handlers, *(each for each in handlers if each not in before)]
    yield text
    root.handlers[:] = before
    root.setLevel(level)


def everything_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()


@pytest.mark.slow
async def test_row_62_no_secret_leaves_the_program(tmp_path, log):
    clock = FakeClock(datetime(2026, 11, 22, 6, 30, tzinfo=UTC))
    web = FakeWeb(clock)
    papers = history.Papers(web, clock, 3)
    for paper in papers.papers[1:]:
        paper.url += f"?token={TOKEN}"
    papers.publish(papers.papers[0])
    for number, trouble in enumerate(("", "500", "broken")):
        papers.papers[number].trouble = trouble
        papers.put_up(papers.papers[number])
        web.served[papers.papers[number].url.partition("?")[0]] = web.served[papers.papers[number].url]
    history.write_config(tmp_path, papers.papers, DIGESTS)
    said = []
    async with sniffer(["AUTH PLAIN"], answers={"AUTH": f"535 no: {PLAIN} {PASSWORD}"}) as server, mailroom() as box:
        given = {"MONITOR_SMTP_URL": f"smtp://watcher@{HOST}:{server.port}", "MONITOR_MAIL_FROM": "news@example.org"}
        given |= {"MONITOR_IMAP_URL": f"imap://watcher@{HOST}:{box.port}", "MONITOR_IMAP_PASSWORD": MAILBOX}
        chosen = settings.read({**given, "MONITOR_SMTP_PASSWORD": PASSWORD})
        assert isinstance(chosen.smtp, settings.Smtp)
        assert chosen.imap
        box.refuse_with = f"no such login as {chosen.imap.password}"
        mailbox = imap.ImapMailbox(chosen.imap)
        mailer = smtp.open_mailer(chosen.smtp, patience=Patience(reach=5))
        said += [
            repr(chosen),
            repr(mailer),
            await smtp.check(chosen.smtp),
            repr(mailbox),
            await imap.check(chosen.imap),
        ]
        async with history.opened(tmp_path, web, mailer, clock) as opened:
            app = replace(opened, mailbox=mailbox)
            await app.store.replies.sync(mailbox.name, now=clock())
            await jobs.run_until_idle(app)
            await history.run_for(app, clock, timedelta(hours=1))
            watch = health.Health(Embedded(app))
            await watch.look()
            async with health.served(watch, ("127.0.0.1", 0)) as url, aiohttp.ClientSession() as session:
                for page in ("/metrics", "/health"):
                    async with session.get(url + page) as answer:
                        said.append(await answer.text())
        assert PLAIN.encode() in server.heard  # the password was used
    assert [row for row in history.rows(tmp_path, "SELECT answer FROM outbox") if row[0].startswith("535")]
    assert [row for row in history.rows(tmp_path, "SELECT last_error FROM mailboxes") if "no such login" in row[0]]
    said.append(log.getvalue())
    for text in said:
        assert not [secret for secret in (PASSWORD, PLAIN, TOKEN, MAILBOX) if secret in text]
    maintenance.backup(f"sqlite:///{tmp_path / 'monitor.sqlite'}", tmp_path / "copy.sqlite")
    archive = [name for name, body in everything_below(tmp_path / "digests") if TOKEN.encode() in body]
    assert not archive
    for name, body in everything_below(tmp_path):
        assert PASSWORD.encode() not in body, name
        assert PLAIN.encode() not in body, name
        assert MAILBOX.encode() not in body, name


@pytest.mark.parametrize(
    "given",
    [
        {"MONITOR_SMTP_URL": f"smtps://watcher:{PASSWORD}@[bad:465"},
        {"MONITOR_SMTP_URL": f"smtp://watcher:{PASSWORD}@mail.example.org"},
        {"MONITOR_SMTP_URL": f"ftp://watcher:{PASSWORD}@mail.example.org"},
        {"MONITOR_SMTP_URL": f"smtps://watcher:{PASSWORD}@mail.example.org", "MONITOR_SMTP_PASSWORD": PASSWORD},
        {"MONITOR_DATABASE_URL": f"mysql://watcher:{PASSWORD}@db/x"},
    ],
)
def test_row_62_mistakes_are_told_without_the_secret(given):
    with pytest.raises(Invalid) as caught:
        settings.read(given)
    assert PASSWORD not in str(caught.value)


def test_row_62_a_login_in_a_feeds_address_is_refused_without_repeating_it(tmp_path):
    (tmp_path / "feeds.yaml").write_text(
        f"topics: [{history.TOPIC}]\nfeeds:\n  - url: https://watcher:{LOGIN}@example.org/feed.xml\ndigests: {{}}\n"
    )
    with pytest.raises(Invalid) as caught:
        history.catalog.load(tmp_path / "feeds.yaml")
    assert "feeds.yaml, line 3" in str(caught.value)
    assert LOGIN not in str(caught.value)
