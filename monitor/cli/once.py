"""once: everything that is due, now; and the result, line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from monitor.cli import terminal, watched
from monitor.errors import Invalid
from monitor.feeds import addresses
from monitor.reasons import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from monitor.catalog import Catalog
    from monitor.settings import Settings
    from monitor.store.feed_lines import FeedLine
    from monitor.store.feeds import LeftAlone
    from monitor.store.reports import EditionLine, Reports

SHOWN = 5  # feeds in trouble listed one by one


@click.command(short_help="Do everything that is due, including all digests; then exit.")
@click.argument("feeds", nargs=-1, metavar="[FEED]…", shell_complete=watched.complete_feed)
@click.option(
    "--now", is_flag=True, help="Poll every feed, or only each FEED (address or name), whatever its plan says."
)
@click.option("--no-mail", is_flag=True, help="Write the editions to files and hold back their mails.")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
def once(feeds: Sequence[str], now: bool, no_mail: bool, as_json: bool) -> int:
    """Poll what is due, read, group, compose every digest now, deliver; then exit.

    A server that asked to be left alone (HTTP 429, Retry-After) is left alone with --now too.
    """
    from monitor import logs, settings
    from monitor.store import open_reports

    if feeds and not now:
        raise click.UsageError(f"to poll named feeds at once, write: monitor once --now {' '.join(feeds)}")
    logs.set_up("plain", level=30)
    chosen = settings.read()
    wanted = _named(_checked(chosen), feeds) if now else ()
    since, left = terminal.finish(_once(chosen, wanted if now else None, mail=not no_mail))
    with open_reports(chosen.database_url) as reports:
        made = [line for line in reports.editions(limit=200) if line.composed_at >= since]
        lines = [line for line in reports.feeds() if line.enabled]
        if as_json:
            waiting = {
                "feeds": [_plain(line) for line in lines],
                "left_alone": [replace(one, url=addresses.public(one.url)) for one in left],
            }
            outcome = {"editions": made, "outbox": reports.outbox_states(), "totals": reports.totals()}
            terminal.show_json(outcome | waiting)
        else:
            _show_feeds(lines, left, since)
            _show_backfill(reports, since)
            _show_outcome(chosen, made, mail=not no_mail)
            _show_waiting(reports, lines, asked=now)
        return _trouble(reports, since, mail=not no_mail, quiet=as_json)


async def _once(chosen: Settings, wanted: Sequence[str] | None, *, mail: bool) -> tuple[datetime, Sequence[LeftAlone]]:
    """Everything that is due, digests included; when it started, and which of the `wanted` feeds were left alone.

    `wanted` are addresses to poll regardless of their plan: None for none, an empty list for all.
    """
    from monitor import build, jobs
    from monitor.cli import progress
    from monitor.work import WorkList

    async with build.open_app(chosen, daemon=True) as opened:
        app = opened if mail else replace(opened, mailer=None, channels=None, mailbox=None)
        began = app.now()
        left = () if wanted is None else await app.store.feeds.ask_now(wanted, now=began)
        await app.store.digests.sync(dict.fromkeys(app.catalog.digests, began), now=began)
        await app.store.wordings.sync(dict.fromkeys(app.catalog.digests if app.writer else (), began))
        ways = {WorkList.OUTBOX: app.mailer, WorkList.CHANNELS: app.channels, WorkList.REPLIES: app.mailbox}
        table = [job for job in jobs.JOBS if ways.get(job.list, True)]
        async with progress.of_jobs(app) as on_done:
            while sum([await jobs.run_due(app, job, on_done) for job in table]):
                pass
    return began, left


def _checked(chosen: Settings) -> Catalog:
    from monitor import catalog

    return catalog.load(chosen.config)


def _named(watched: Catalog, given: Sequence[str]) -> Sequence[str]:
    """The addresses of the feeds a person named, by address, by name or by a part of either. Raises Invalid."""
    found: list[str] = []
    for name in given:
        fitting = [feed for feed in watched.feeds if _fits(name, feed.url, feed.title, exactly=True)]
        fitting = fitting or [feed for feed in watched.feeds if _fits(name, feed.url, feed.title, exactly=False)]
        if not fitting:
            raise Invalid(f'no feed is called "{name}"; `monitor feeds list` shows them all', where=str(watched.path))
        if not any(feed.enabled for feed in fitting):
            raise Invalid(f'"{name}" is not enabled; write `enabled: true` there first', where=str(watched.path))
        found += [feed.url for feed in fitting if feed.enabled]
    return list(dict.fromkeys(found))


def _fits(name: str, url: str, title: str, *, exactly: bool) -> bool:
    from monitor.feeds import links

    if not exactly:
        return name.lower() in url.lower() or name.lower() in title.lower()
    same = "://" in name and links.key(name) == links.key(url)
    return name == url or same or (bool(title) and name.lower() == title.lower())


def _show_feeds(lines: Sequence[FeedLine], left: Sequence[LeftAlone], since: datetime) -> None:
    """How many feeds were polled, and what is wrong with those that did not work."""
    now = datetime.now(UTC)
    asked = [line for line in lines if line.last_look_at and line.last_look_at >= since]
    ill = [line for line in asked if line.problem]
    idle = "none is due" if lines else "none is watched yet; `monitor feeds add SITE` adds one"
    told = f"{terminal.number(len(asked), 'feed')} polled" if asked else f"no feed polled: {idle}"
    click.echo(told + (f", {len(ill)} in trouble" if ill else ""))
    for line in ill[:SHOWN]:
        click.echo(f"  {terminal.bad('✗')} {line.title or addresses.public(line.url)}: {line.problem}")
        click.echo(
            f"    next try {terminal.moment(line.next_look_at, now)}" if line.next_look_at else "    never again"
        )
    if len(ill) > SHOWN:
        click.echo(f"  … and {len(ill) - SHOWN} more: `monitor status` shows them all")
    for one in left:
        click.echo(
            f"  left alone until {terminal.moment(one.until, now)}, as its server asked: {addresses.public(one.url)}"
        )


def _show_backfill(reports: Reports, since: datetime) -> None:
    """Where a first poll left out entries, which surprises people who have just added a feed."""
    new = reports.left_aside(since)
    for feed in new[:SHOWN]:
        older = terminal.number(feed.number, "older one")
        click.echo(f"  {feed.feed}: the newest {feed.backfill} entries taken, {older} left out (`backfill:`)")
    if len(new) > SHOWN:
        click.echo(f"  … and {len(new) - SHOWN} more new feeds")


def _show_outcome(chosen: Settings, made: Sequence[EditionLine], *, mail: bool) -> None:
    for line in made:
        if line.number is None:
            click.echo(f"{click.style(line.digest, bold=True)}: no edition ({line.skipped})")
            continue
        click.echo(f"{click.style(line.digest, bold=True)}: {line.subject}")
        click.echo(f"  {reckoning(line.account)}")
        page = chosen.digests / line.digest / "editions" / "index.html"
        if page.is_file():
            click.echo(f"  {page}")
        click.echo(f"  mail: {_mail_line(chosen, line, mail=mail)}")
    if not made:
        click.echo("no digest to compose: feeds.yaml names none")


def reckoning(counts: Mapping[str, int]) -> str:
    """`311 fetched = 3 shown + 9 merged + …`."""
    parts = [f"{counts.get(name, 0)} {name.replace('_', ' ')}" for name in GROUPS]
    return f"{counts.get('fetched', 0)} fetched = {' + '.join(parts)}"


def _mail_line(chosen: Settings, line: EditionLine, *, mail: bool) -> str:
    if not line.states:
        return "none; nobody is named under `to:` in feeds.yaml"
    told = ", ".join(f"{count} {state}" for state, count in line.states.items())
    if "held" not in line.states:
        return told
    why = "no mail server is set up (MONITOR_SMTP_URL)" if chosen.smtp is None else "--no-mail" if not mail else ""
    return f"{told}{f': {why}' if why else ''}; `monitor outbox retry ID` sends one later"


def _show_waiting(reports: Reports, lines: Sequence[FeedLine], *, asked: bool) -> None:
    """What waits, and until when."""
    now = datetime.now(UTC)
    for line in _waiting(reports, lines, now):
        click.echo(line)
    if lines and not asked:
        click.echo("`monitor once --now` polls every feed at once")


def _waiting(reports: Reports, lines: Sequence[FeedLine], now: datetime) -> Iterator[str]:
    planned = [(line.next_look_at, line) for line in lines if line.next_look_at]
    if planned:
        at, first = min(planned, key=lambda look: look[0])
        until = (
            f"until {terminal.moment(at, now)}" if len(planned) == 1 else f"the first until {terminal.moment(at, now)}"
        )
        why = f" ({first.title or addresses.public(first.url)}: {first.next_look_why})" if first.next_look_why else ""
        wait = "waits" if len(planned) == 1 else "wait"
        yield f"{terminal.number(len(planned), 'feed')} {wait}, {until}{why}"
    lists = reports.lists(now=now)
    later = {"entries": "to be read", "placings": "to be placed", "editions": "to be written", "outbox": "to be sent"}
    names = {
        "entries": ("article", ""),
        "placings": ("article", ""),
        "editions": ("edition", ""),
        "outbox": ("mail", ""),
    }
    for name, what in later.items():
        count = lists[name].waiting + lists[name].due
        if count:
            yield (
                f"{terminal.number(count, names[name][0])} {'waits' if count == 1 else 'wait'} {what}, "
                f"until {terminal.moment(lists[name].next_due_at, now)}"
            )


def _plain(line: FeedLine) -> dict[str, object]:
    return {
        "url": addresses.public(line.url),
        "title": line.title,
        "problem": line.problem or None,
        "last_look_at": line.last_look_at,
        "next_look_at": line.next_look_at,
        "next_look_why": line.next_look_why or None,
    }


def _trouble(reports: Reports, since: datetime, *, mail: bool, quiet: bool) -> int:
    """1 if a digest could not be composed or a mail was not sent; says which."""
    failed = [f"digest {line.name}: {line.problem}" for line in reports.digests() if line.problem]
    unwritten = reports.lists(now=since)["editions"]
    if unwritten.problem:
        again = "when that is fixed, `monitor once` writes them all"
        failed.append(
            f"{terminal.number(unwritten.waiting + unwritten.due, 'edition')} kept, not written as files: "
            f"{unwritten.problem}; {again}"
        )
    failed += [
        f"{'' if message.channel else 'mail to '}{message.recipient} is not sent yet: {message.answer}"
        for message in (reports.outbox(unsent=True) if mail else ())
        if message.attempts and message.answer and message.state != "held" and message.made_at >= since
    ]
    if not quiet:
        for line in failed:
            click.echo(terminal.bad(line), err=True)
    return 1 if failed else 0
