"""send-test and outbox: how mail is sent, and what is still to be sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

import click

from monitor.cli import terminal, watched, work
from monitor.errors import Invalid, MonitorError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from monitor.edition import Digest
    from monitor.settings import Settings
    from monitor.store.message_lines import MessageLine
    from monitor.store.tables import Store

T = TypeVar("T")


@click.command("send-test", short_help="Mail what DIGEST would send now, as a test.")
@click.argument("digest", shell_complete=watched.complete_digest)
@click.option("--to", "reader", help="Only to this address, instead of the digest's readers.")
@click.option("--channel", help="Only to this channel of the digest, e.g. env:TEAM_HOOK.")
def send_test(digest: str, reader: str | None, channel: str | None) -> None:
    """Mail what DIGEST would send now, marked as a test; nothing is marked as reported."""
    from monitor import logs, settings

    logs.set_up("plain", level=30)
    chosen = settings.read()
    if reader and channel:
        raise click.UsageError("--to is for mail; choose it or --channel")
    if chosen.smtp is None and not channel:
        raise Invalid("no mail server is set up; write its address into MONITOR_SMTP_URL")
    for recipient, answer in terminal.finish(_send_test(chosen, digest, reader, channel)):
        click.echo(f"sent to {recipient}: {answer}")


async def _send_test(chosen: Settings, name: str, reader: str | None, channel: str | None) -> list[tuple[str, str]]:
    """Each recipient with the server's answer. Raises MonitorError when a message is refused."""
    from dataclasses import replace

    from monitor import build
    from monitor.catalog import values
    from monitor.digests.forms import calls, json_form, mime, render

    async with build.open_app(chosen, daemon=False) as app:
        edition = await work.composed(app, name)
        digest = app.catalog.digests[name]
        try:
            digest = replace(digest, to=(values.mail_address(reader),)) if reader else digest
        except ValueError as error:
            raise Invalid(str(error), where="--to") from None
        digest = replace(digest, channels=_channel(digest, channel)) if channel else digest
        if not digest.to and not channel:
            raise Invalid(f"nobody is named under `to:` of {name}; name a reader there, or with --to")
        forms = render.edition(digest, edition, app.archive.templates(name))
        subject = f"[Test] {forms.subject}"
        forms = replace(forms, subject=subject, json=json_form.form(edition, subject=subject))
        sent = []
        way = app.channels if channel else app.mailer
        test = replace(edition, name=f"test of {edition.composed_at.isoformat()}")  # never an edition's own id
        mails = () if channel else mime.messages(digest, edition, forms, app.sender, "")
        for message in mails or calls.messages(digest, test, forms):
            assert way
            delivery = await way.send(message)
            if delivery.outcome != "sent":
                raise MonitorError(f"not sent to {message.recipient}: {delivery.answer}")
            sent.append((message.recipient, delivery.answer))
    return sent


def _channel(digest: Digest, wanted: str) -> tuple[str, ...]:
    """The channel a person named, whole or by where its address is stored. Raises Invalid."""
    found = tuple(one for one in digest.channels if wanted in (one, one.partition(" ")[2]))
    if not found:
        known = ", ".join(digest.channels) or "it has none"
        raise Invalid(f"{wanted} is no channel of {digest.name} ({known})", where="--channel")
    return found[:1]


@click.group()
def outbox() -> None:
    """Messages that wait or were given up: list, retry, drop, release."""


@outbox.command("list")
@click.option("--all", "every", is_flag=True, help="Include those already sent.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(every: bool, as_json: bool) -> None:
    """Messages that have not been sent, newest first."""
    from monitor import settings
    from monitor.store import open_reports

    now = datetime.now(UTC)
    with open_reports(settings.read().database_url) as reports:
        lines = reports.outbox(unsent=not every)
    if as_json:
        terminal.show_json(lines)
    elif lines:
        terminal.table([_row(line, now) for line in lines])
    else:
        click.echo("no message is waiting" if not every else "no message yet")


def _row(line: MessageLine, now: datetime) -> tuple[str, ...]:
    state = terminal.bad(line.state) if line.state in {"dead", "uncertain"} else line.state
    due = f"next try {terminal.moment(line.next_try_at, now)}" if line.next_try_at and not line.sent_at else ""
    back = f"came back: {line.returned}" if line.returned else ""
    told = " · ".join(part for part in (due, line.answer, back) if part)
    return str(line.id), line.recipient, f"{line.digest} {line.edition}", state, terminal.size(line.size), told


@outbox.command()
@click.argument("ids", type=int, nargs=-1, required=True)
def retry(ids: Sequence[int]) -> None:
    """Send messages that were held back or given up; the daemon, or the next `monitor once`, does it."""
    _change(ids, lambda store, key: store.outbox.retry(key, now=datetime.now(UTC)))
    click.echo(f"{len(ids)} to be sent at the next tick of the daemon, or with `monitor once`")


@outbox.command()
@click.argument("ids", type=int, nargs=-1, required=True)
def drop(ids: Sequence[int]) -> None:
    """Never send these messages."""
    _change(ids, lambda store, key: store.outbox.drop(key))
    click.echo(f"{len(ids)} dropped")


@outbox.command()
@click.option("--send/--drop", "send", required=True, help="What to do with the messages on hold.")
def release(send: bool) -> None:
    """End the hold after a restore: send the messages that wait, or give them up."""
    from monitor.store import maintenance

    async def end(store: Store) -> int:
        return await maintenance.confirm(store, send=send)

    count = terminal.finish(_with_store(end))
    click.echo(f"the hold is over; {count} messages {'are to be sent' if send else 'given up'}")


@outbox.command()
def hold() -> None:
    """Send no mail until `release`: after a restore, the database does not know what was sent since."""

    async def begin(store: Store) -> None:
        await store.outbox.hold(f"on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, by hand")

    terminal.finish(_with_store(begin))
    click.echo("all mail is held; look at `monitor outbox list`, then `monitor outbox release --send` or `--drop`")


def _change(ids: Sequence[int], change: Callable[[Store, int], Awaitable[None]]) -> None:
    async def each(store: Store) -> None:
        for key in ids:
            await change(store, key)

    terminal.finish(_with_store(each))


async def _with_store(act: Callable[[Store], Awaitable[T]]) -> T:
    """Do something with an existing database."""
    from monitor import settings
    from monitor.store import open_reports, open_store

    url = settings.read().database_url
    open_reports(url).close()  # nothing to change without a database
    store = open_store(url, now=datetime.now(UTC))
    try:
        return await act(store)
    finally:
        await store.close()
