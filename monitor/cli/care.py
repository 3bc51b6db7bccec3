"""check, backup, restore: what would fail, and how to lose nothing."""

from __future__ import annotations

import difflib
import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli import terminal
from monitor.errors import Invalid, MonitorError
from monitor.store import damage

if TYPE_CHECKING:
    from monitor.catalog import Catalog
    from monitor.settings import Settings

Finding = tuple[str, str, int]  # what was checked, what was found, exit code (0: well, -1: a hint)
WELL, HINT, FAILS, WRONG = 0, -1, 1, 2
_SECRET = re.compile(r"(?m)^(?!\s*#).*?(?:_PASSWORD\s*=\s*\S|MONITOR_LOGIN_\w+\s*=\s*\S|://[^/@\s:]+:[^/@\s]+@)")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def check(as_json: bool) -> int:
    """What would fail: configuration, templates, database, mail server."""
    findings = list(_findings())
    if as_json:
        names = {WELL: "well", HINT: "hint", FAILS: "fails", WRONG: "wrong"}
        terminal.show_json([{"what": what, "found": told, "state": names[code]} for what, told, code in findings])
    else:
        marks = {WELL: terminal.good("✓"), HINT: click.style("·", fg="yellow")}
        for what, told, code in findings:
            first, *more = told.splitlines() or [""]
            click.echo(f"{marks.get(code, terminal.bad('✗'))} {what:<14} {first}")
            for line in more:
                click.echo(f"{'':17}{line}")
    return max(WELL, *(code for _, _, code in findings))


def _findings() -> Iterator[Finding]:
    from monitor import settings

    try:
        chosen = settings.read()
    except Invalid as error:
        yield "environment", str(error), WRONG
        return
    yield "environment", _environment(chosen), WELL
    yield from _open_to_others(chosen)
    for name in settings.unknown():
        near = difflib.get_close_matches(name, settings.NAMES, n=1)
        hint = f"did you mean {near[0]}?" if near else "docs/operating.md lists them all"
        yield "environment", f"{name} is not a known variable; {hint}", HINT
    yield from _looked("feeds.yaml", lambda: _feeds(chosen))
    yield from _templates(chosen)
    yield from _looked("database", lambda: _database(chosen))
    yield from _looked("editions", lambda: _folder(chosen.digests))
    yield from _mail(chosen)
    yield from _channels(chosen)
    yield from _answers(chosen)
    if not chosen.contact:
        yield "contact", "MONITOR_CONTACT is not set; webmasters like to know whom to contact", HINT


def _looked(what: str, look: Callable[[], str]) -> Iterator[Finding]:
    try:
        yield what, look(), WELL
    except Invalid as error:
        yield what, str(error), WRONG
    except (MonitorError, OSError) as error:
        yield what, str(error), FAILS
    except sqlite3.Error as error:
        yield what, damage.message(error), FAILS


def _open_to_others(chosen: Settings) -> Iterator[Finding]:
    """A file with variables that others may read, although it contains a password."""
    from monitor import settings

    file = chosen.config.parent / settings.FILE
    if file.is_file() and file.stat().st_mode & 0o077 and _SECRET.search(file.read_text("utf-8", "replace")):
        yield "environment", f"{file} can be read by others on this machine: chmod 600 {file}", HINT


def _environment(chosen: Settings) -> str:
    from monitor import settings

    beside = chosen.config.parent / settings.FILE
    told = f"{chosen.config}, {chosen.digests}/, mail from {chosen.mail_from}"
    return f"{told}\nvariables also from {beside}" if beside.is_file() else told


def _catalog(chosen: Settings) -> Catalog:
    from monitor import catalog

    return catalog.load(chosen.config)


def _feeds(chosen: Settings) -> str:
    from monitor import build
    from monitor.feeds import addresses

    watched = _catalog(chosen)
    build.load_topics(watched)
    enabled = sum(feed.enabled for feed in watched.feeds)
    digests = ", ".join(
        f"{name} to {terminal.number(len(digest.to), 'reader')}" for name, digest in watched.digests.items()
    )
    topics = ", ".join(watched.topics)
    feeds = f"{terminal.number(len(watched.feeds), 'feed')}, {enabled} of them enabled"
    open_ones = [feed for feed in watched.feeds if feed.auth and feed.url.startswith("http:")]
    bare = [feed.title or addresses.public(feed.url) for feed in open_ones]
    clear = f"\nlogins sent without encryption, because the address begins with http: {', '.join(bare)}" if bare else ""
    return f"{feeds}; topics: {topics}\ndigests: {digests or 'none'}{clear}"


def _templates(chosen: Settings) -> Iterator[Finding]:
    from monitor.demo import sample
    from monitor.digests.forms import render
    from monitor.mail.file import DigestFolder

    try:
        digests = _catalog(chosen).digests
    except Invalid:
        return  # already reported
    for name, digest in digests.items():
        own = DigestFolder(chosen.digests).templates(name)
        samples = (sample.edition(digest), sample.empty(digest)) if own else ()
        problems = render.problems(own, digest, samples)
        if problems:
            yield "templates", "\n".join(problems), WRONG
        else:
            yield "templates", f"of {name}: well", WELL


def _database(chosen: Settings) -> str:
    from monitor.store import maintenance, open_reports, places

    place = places.at(chosen.database_url)
    if not place.exists():
        return f"{place} does not exist yet; the first run creates it"
    with open_reports(chosen.database_url) as reports:
        totals, held = reports.totals(), reports.held()
    if faults := maintenance.integrity(chosen.database_url):
        raise MonitorError(f"{place} is damaged ({faults[0]}); stop the program and `monitor restore` a backup")
    note = f"; all mail is held: {held}" if held else ""
    return f"{place}, {terminal.size(totals['bytes'])}, sound{note}"


def _folder(folder: Path) -> str:
    import os

    place = next((parent for parent in (folder, *folder.resolve().parents) if parent.exists()), Path("/"))
    if not os.access(place, os.W_OK):
        raise MonitorError(f"{folder} cannot be written; editions go there (MONITOR_DIGESTS)")
    return f"go to {folder}/<digest>/editions/"


def _mail(chosen: Settings) -> Iterator[Finding]:
    from monitor.mail import ways

    if chosen.smtp is None:
        yield "mail", "no mail server is set up (MONITOR_SMTP_URL); editions are only written to files", HINT
        return
    where, problem = terminal.finish(ways.check(chosen.smtp))
    told = problem if problem.startswith(where) else f"{where}: {problem}"
    yield ("mail", told, FAILS) if problem else ("mail", f"{where} takes our mail", WELL)


def _channels(chosen: Settings) -> Iterator[Finding]:
    """Whether the secrets of channels are there and right. Nothing is sent."""
    from monitor.fetch import channels

    try:
        digests = _catalog(chosen).digests
    except Invalid:
        return  # already reported
    for channel in dict.fromkeys(one for digest in digests.values() for one in digest.channels):
        problem = channels.mistake(channel)
        yield ("channel", problem, WRONG) if problem else ("channel", f"{channel}: well (not tried)", WELL)


def _answers(chosen: Settings) -> Iterator[Finding]:
    from monitor.mail import imap

    if chosen.imap is not None:
        problem = terminal.finish(imap.check(chosen.imap))
        where = f"{chosen.imap.host}:{chosen.imap.port}"
        yield (
            ("answers", problem, FAILS)
            if problem
            else ("answers", f"are read from {chosen.imap.folder} at {where}", WELL)
        )


@click.command(short_help="Copy the database to a new file, at any time.")
@click.argument("path", type=click.Path(path_type=Path))
def backup(path: Path) -> None:
    """Write a checked copy of the database to the new file PATH, at any time.

    On PostgreSQL its own tool makes the copy; this says how, and checks that a copy that is there restores.
    """
    from monitor import settings
    from monitor.store import addresses, maintenance

    if addresses.is_on_server(settings.read().database_url):
        _check_dump(settings.read().database_url, path)
        return
    target = path / f"monitor-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.sqlite" if path.is_dir() else path
    maintenance.backup(settings.read().database_url, target)
    click.echo(f"{target} ({terminal.size(target.stat().st_size)})")


def _check_dump(url: str, path: Path) -> None:
    from monitor.store import dumps
    from monitor.store.server import Server

    server = Server(url)
    if not path.is_file():
        made = f"`{dumps.how_to_dump(server, path)}`"
        raise Invalid(
            f"PostgreSQL makes the backup: {made}; then this command checks that it restores", where=str(path)
        )
    totals = dumps.check(server, path)
    click.echo(f"{path} restores: {totals['entries']:,} entries, {totals['editions']:,} editions")


@click.command(short_help="Replace the database with a backup.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(path: Path, yes: bool) -> None:
    """Replace the database with the backup PATH; all mail is held until you release it."""
    from monitor import settings
    from monitor.store import addresses, maintenance

    url = settings.read().database_url
    if addresses.is_on_server(url):
        from monitor.store import dumps
        from monitor.store.server import Server

        told = f"stop all processes, then `{dumps.how_to_restore(Server(url), path)}` and `monitor outbox hold`"
        raise Invalid(f"PostgreSQL restores its backups itself: {told}")
    maintenance.must_be_backup(path)
    if not yes:
        click.confirm(f"put {path} in the place of {url.partition('///')[2]}? the old file is kept", abort=True)
    aside = maintenance.restore(url, path, now=datetime.now(UTC))
    click.echo(f"restored from {path}" + (f"; the old database is {aside}" if aside else ""))
    click.echo("the backup does not know what was sent after it was made, so all mail is held:")
    click.echo("look at `monitor outbox list`, then `monitor outbox release --send` or `--drop`")
