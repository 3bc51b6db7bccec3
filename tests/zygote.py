"""Short lives of the program that may be killed: a process that has imported everything forks one life after another.

It reads one JSON object per line: folder, database if that is not in the folder, port of the mail server, failpoints,
number of the life, and what happens to it.
It answers with the exit code of the life, which is negative if a signal ended it. A life that ends normally writes to
`passed.json` how often it passed each failpoint.

A life is the morning of every other day: papers publish, hosts ask us to wait, pages fail, a person uses commands.
"""

import asyncio
import contextlib
import importlib
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from monitor import acting, failpoints, jobs
from monitor.actions.action import Action, Kind
from monitor.actions.wish import Said, Target, Wish
from monitor.app import App
from monitor.compute.pool import Pool
from monitor.demo.press import Answer
from monitor.engines.clock import SteadyClock
from monitor.engines.daemon import Daemon
from monitor.engines.embedded import Embedded
from monitor.errors import Busy, Invalid
from monitor.fetch.channels import Channels
from monitor.inbox_settings import Imap
from monitor.mail import smtp
from monitor.mail.imap import ImapMailbox
from monitor.mail.smtp import Patience
from monitor.model import Entry, Login, Page, Validators
from monitor.settings import Smtp
from monitor.store import codec, instants, maintenance, places, retention, schema, sql, states, upgrade, versions
from monitor.store.correction_tables import looks
from monitor.store.reports import Reports
from monitor.work import WorkList
from tests import faults, history
from tests.fakes import FakeClock, FakeWeb
from tests.letterbox import PASSWORD, USER
from tests.mailroom import mailroom

REGULAR, REFUSED, DROPPED = "a@example.org", "refused@example.org", "dropped@example.org"
DIGESTS = f'  daily:\n    schedule: "0 7 * * *"\n    timezone: UTC\n    to: [{REGULAR}, {REFUSED}, {DROPPED}]\n    channels: ['
HOOK, PHONE = "webhook env:HOOK", "apprise env:PHONE"
FIRST = datetime(2026, 9, 1, 6, 20, tzinfo=UTC)  # start of the first life
APART = timedelta(days=2)
PIECES = 6  # new entries per life, with one that waits to be read
NEWEST = "9002"  # the revision after a migration
AGO = 4  # lives between a text and its repetition


class Repeater:
    """A language model that repeats the first two lines it is given."""

    async def write(self, task: str, text: str) -> str:
        return " ".join(text.splitlines()[:2])


class PatientWeb(FakeWeb):
    """Hosts that ask us to wait: each of these addresses is Busy at the first request, like in `fetch.client`."""

    def __init__(self, now: FakeClock, served: Mapping[str, Answer], patience: set[str]) -> None:
        super().__init__(now)
        self.served |= served
        self._patience = patience

    async def get(
        self,
        url: str,
        *,
        kind: str,
        validators: Validators = Validators(),  # noqa: B008 - frozen
        login: Login | None = None,
    ) -> Page:
        if url in self._patience:
            self._patience.remove(url)
            raise Busy("the host asked to be left alone", retry_at=self._now() + timedelta(minutes=2))
        return await super().get(url, kind=kind, validators=validators)


@cache
def printed(nth: int, ago: int) -> history.Papers:
    """The papers on the morning of the n-th life; the same for every history. Texts repeat after some lives."""
    clock = FakeClock(FIRST)
    papers = history.Papers(FakeWeb(clock), clock, 2, seed=7)
    one, other = papers.papers
    for life in range(nth + 1):
        papers.publish(one, page=404 if life % 2 else 200)
        papers.publish(one, page=503)
        papers.publish(other, "noise")
        before = one.pieces[2 * (life - ago)] if life >= ago else one.pieces[-1]
        papers.reprint(other, before)
        papers.publish(other).url = before.url  # that page has been read by now
        papers.put_up(other)
        clock.advance(APART)
    return papers


async def live(order: Mapping[str, Any]) -> None:
    """One life: poll, read, place, then compose what is due, write it, send it, and clean up."""
    folder, nth = Path(order["folder"]), int(order["nth"])
    clock = FakeClock(FIRST + nth * APART)
    papers = printed(nth, order.get("ago", AGO))
    one, other = papers.papers
    web = PatientWeb(clock, papers.web.served, {one.url, one.pieces[-1].url})
    called = [HOOK, *([PHONE] if order.get("apprise") else [])]
    history.write_config(folder, [one, other], f"{DIGESTS}{', '.join(called)}]\n")
    server = Smtp(host="127.0.0.1", port=order["port"], security="none")
    mailer = smtp.open_mailer(server, patience=Patience(reach=20, answer=20))
    async with (
        calling(clock) as channels,
        history.opened(folder, web, mailer, clock, writer=Repeater(), channels=channels, url=database(order)) as app,
    ):
        leave_waiting(app, nth)
        await history.run_for(app, clock, timedelta(minutes=35))  # after crashes claims wait; pages are requested twice
        await once_by_hand(app)
        await history.run_for(app, clock, timedelta(minutes=15))  # past seven; deferred mails are sent a little later
        await look_after_mail(app)
        await say_and_take_back(app)
        await read_answers(app)
        await history.run_for(app, clock, timedelta(minutes=1))
        await tick(app, clock, folder)
        await retention.prune(app.store, now=clock(), keep=retention.SHORTEST)


@asynccontextmanager
async def calling(clock: FakeClock) -> AsyncIterator[Channels]:
    """Channels with the real door, and for Apprise a real worker."""
    door, apart = faults.open_door(now=clock), Pool(workers=1, seconds=20)
    try:
        yield Channels(lambda: door, clock, apart.run, faults.LOOPBACK)
    finally:
        await door.close()
        await apart.close()


async def read_answers(app: App) -> None:
    """Look once into a mailbox with answers to the mails of earlier lives."""
    async with mailroom() as box:
        imap = Imap(host="127.0.0.1", port=box.port, security="none", user=USER, password=PASSWORD)
        reading = replace(app, mailbox=ImapMailbox(imap))
        box.put(*written_back(await app.store.database.read(mailed)))
        await app.store.replies.sync(f"{USER}@127.0.0.1/INBOX", now=app.now())
        await jobs.run_until_idle(reading)
        await app.store.replies.sync("", now=app.now())


def mailed(connection: sa.Connection) -> Sequence[str]:
    """The names of the mails that one reader has."""
    query = f"SELECT message_id FROM outbox WHERE recipient = '{REGULAR}' AND reply = '' AND state = 'sent' ORDER BY id"
    return connection.exec_driver_sql(query).scalars().all()


def written_back(names: Sequence[str]) -> list[bytes]:
    """What has come back for each mail of earlier lives: an answer, one nobody believes, and a report."""
    found = []
    for number, name in enumerate(names):
        for at, sender in enumerate((REGULAR, "mallory@example.org")):
            head = f"From: {sender}\r\nMessage-ID: <{number}.{at}@x.example>\r\nIn-Reply-To: {name}\r\n\r\n"
            found.append(f"{head}1 follow\r\n".encode())
        report = (
            'Content-Type: multipart/report; boundary="x"\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n'
        )
        told = f"Action: delayed\r\nStatus: 4.4.1\r\n\r\n--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {name}\r\n"
        found.append(f"Message-ID: <{number}@mx.example>\r\n{report}{told}\r\n--x--\r\n".encode())
    return found


def leave_waiting(app: App, nth: int) -> None:
    """Entries off topic on the list of those to be read: versions that looked at headlines there left them so.

    And reports without an entry among the pages to be looked at again: it was deleted after they had been told.
    """
    with app.store.database.place.engine().begin() as connection:
        feed = connection.execute(sa.select(sa.func.min(schema.feeds.c.id))).scalar()
        for life in range(nth + 1):
            at = FIRST + life * APART
            guid = f"waits since {instants.to_text(at)}"
            entry = Entry(guid=guid, url="", title="Rain in the north, sun in the south")
            row = {"feed_id": feed, "guid": guid, "url": "", "url_key": "", "title_hash": guid, "first_seen_at": at}
            row |= {"stage": "entries", "due_at": at, "entry": codec.to_json(entry)}
            if feed is not None:
                sql.insert_new(connection, schema.entries, [row])
            there = sa.select(schema.articles.c.id).where(schema.articles.c.url == f"https://gone.example/{life}")
            if connection.execute(there).first() is None:
                key = f"gone.example/{life}"
                id = sql.insert_id(connection, schema.articles, url=f"https://{key}", url_key=key, saved_at=at)
                connection.execute(sa.insert(looks).values(article_id=id, story_id=0, told_at=at, due_at=at))


async def once_by_hand(app: App) -> None:
    """What `monitor once --now` makes due, and more."""
    for each in WorkList:
        await app.store.work.make_due(each, now=app.now())
    await app.store.feeds.ask_now(now=app.now())
    await app.store.known.remove(["own:nothing"])
    await app.store.digests.make_due(now=app.now())


async def look_after_mail(app: App) -> None:
    """What a person does with the outbox: end a hold, send a refused mail again, drop one reader's mail."""
    if await app.store.database.read(states.held):
        await maintenance.confirm(app.store, send=True)
        await history.run_for(app, app.now, timedelta(minutes=7))  # channels are overloaded at the first try
    with Reports(app.store.database.place) as reports:
        unsent = reports.outbox(unsent=True)
    for line in unsent:
        if line.recipient == DROPPED:
            await app.store.outbox.drop(line.id)
        elif line.state == "dead":
            await app.store.outbox.retry(line.id, now=app.now())


async def say_and_take_back(app: App) -> None:
    """What a reader says about the newest edition and undoes; after a kill between the two it stands."""
    for kind in (Kind.FOLLOW, Kind.KNOWN):
        done = await acting.act(app, Wish(kind=kind, target=Target(number=1)), Said(by="command", at=app.now()))
        if isinstance(done, Action):
            await acting.undo(app, done.id)


async def tick(app: App, clock: FakeClock, folder: Path) -> None:
    """One tick of the daemon."""

    async def stay(app: App) -> App:
        return app

    await Daemon(Embedded(app), SteadyClock(wall=clock), folder / "feeds.yaml", stay).tick()


def database(order: Mapping[str, Any]) -> str:
    """Its address."""
    return str(order.get("url") or f"sqlite:///{order['folder']}/monitor.sqlite")


def befall(order: Mapping[str, Any]) -> None:
    """What happens to the database before the life: `restore` or `damage` it, or `migrate` it instead of a life."""
    folder, now = Path(order["folder"]), FIRST + int(order["nth"]) * APART
    file = folder / "monitor.sqlite"
    address, copy = database(order), folder / "backup.sqlite"
    match order["befalls"]:
        case "restore" if order.get("url"):  # by the server's own tools; after that all mail is held
            with places.at(address).engine().begin() as connection:
                states.write(connection, states.HELD, "restored")
        case "damage":
            copy.unlink(missing_ok=True)
            maintenance.backup(address, copy)
            spoil(file, "members")
        case "restore":
            if not copy.exists():
                maintenance.backup(address, copy)
            maintenance.restore(address, copy, now=now)
            copy.unlink()
        case "migrate":
            if (found := versions.read(file)) != NEWEST:
                upgrade.run(file, found, now, versions_in=[folder / "versions"], newest=NEWEST)


def spoil(file: Path, table: str) -> None:
    """Overwrite the first page of a table, so that reading it finds the database damaged."""
    ((page,),) = history.rows(file.parent, f"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'")
    ((size,),) = history.rows(file.parent, "PRAGMA page_size")
    with file.open("r+b") as content:
        content.seek((page - 1) * size)
        content.write(b"\xff" * size)


def run(order: Mapping[str, Any]) -> None:
    """Everything a child does."""
    os.environ |= {"HOOK": f"{order['hook']}/ a-key-of-sixteen", "PHONE": order.get("apprise", "")}
    failpoints.arm(order["failpoints"])
    failpoints.passed.clear()
    try:
        befall(order)
        if order["befalls"] != "migrate":
            asyncio.run(live(order))
    finally:
        (Path(order["folder"]) / "passed.json").write_text(json.dumps(failpoints.passed), "utf-8")


def main() -> None:
    """Fork a life for every line."""
    with contextlib.suppress(Invalid):
        importlib.import_module("monitor.store.server")
    with tempfile.TemporaryDirectory() as warm:  # what is read and compiled once is shared by all lives
        order = {"folder": warm, "port": 9, "failpoints": "", "nth": 0, "befalls": "", "hook": "http://127.0.0.1:9"}
        run(order)
    for line in sys.stdin:
        order = json.loads(line)
        printed(order["nth"], order.get("ago", AGO))
        life = os.fork()
        if life == 0:
            code = 1
            try:
                run(order)
                code = 0
            finally:
                sys.stderr.flush()
                os._exit(code)
        _, status = os.waitpid(life, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
