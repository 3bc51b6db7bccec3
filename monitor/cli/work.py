"""demo, run, once, preview: the program at work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli import terminal
from monitor.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from monitor.app import App
    from monitor.edition import Edition, RenderedEdition
    from monitor.settings import Settings
    from monitor.store.reports import EditionLine, Reports


@click.command(short_help="The whole job on this machine, no network needed.")
@click.option("--keep", is_flag=True, help="Keep its database and feeds.yaml in var/demo.")
def demo(keep: bool) -> int:
    """The whole job against a small news world on this machine; needs no network and no account."""
    from monitor.demo import play

    return play.main(keep)


@click.command(short_help="The daemon (the same as `python scheduler.py`).")
def run() -> int:
    """The daemon: keeps to the schedule until it is stopped (the same as `python scheduler.py`)."""
    import importlib.util

    import monitor

    file = Path(monitor.__file__ or "").parent.parent / "scheduler.py"
    spec = importlib.util.spec_from_file_location("scheduler", file)
    if spec is None or spec.loader is None or not file.is_file():
        raise Invalid("scheduler.py is not beside the package; start from the checkout", where=str(file))
    scheduler = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scheduler)
    return int(scheduler.main())


@click.command(short_help="Do everything that is due, all digests included; then exit.")
@click.option("--no-mail", is_flag=True, help="Write the editions to files and hold their mails back.")
@click.option("--json", "as_json", is_flag=True, help="The outcome as JSON.")
def once(no_mail: bool, as_json: bool) -> int:
    """Poll what is due, read, group, compose every digest now, deliver; then exit."""
    from monitor import logs, settings
    from monitor.store import open_reports

    logs.set_up("plain", level=30)
    chosen = settings.read()
    _try_templates(chosen)
    since = terminal.finish(_once(chosen, mail=not no_mail))
    with open_reports(chosen.database_url) as reports:
        made = [line for line in reports.editions(limit=200) if line.composed_at >= since]
        if as_json:
            terminal.show_json({"editions": made, "outbox": reports.outbox_states(), "totals": reports.totals()})
        else:
            _show_outcome(chosen, made, mail=not no_mail)
        return _trouble(reports, since, mail=not no_mail, quiet=as_json)


async def _once(chosen: Settings, *, mail: bool) -> datetime:
    """Everything that is due, digests included; when it began."""
    from dataclasses import replace

    from monitor import build, jobs
    from monitor.cli import progress
    from monitor.work import WorkList

    async with build.open_app(chosen, daemon=True) as opened:
        app = opened if mail else replace(opened, mailer=None)
        began = app.now()
        await app.store.digests.sync(dict.fromkeys(app.catalog.digests, began), now=began)
        table = [job for job in jobs.JOBS if app.mailer or job.list is not WorkList.OUTBOX]
        async with progress.of_jobs(app) as on_done:
            while sum([await jobs.run_due(app, job, on_done) for job in table]):
                pass
    return began


def _try_templates(chosen: Settings) -> None:
    """Configuration and templates that cannot be read are told before anything is fetched or written."""
    from monitor import build, catalog
    from monitor.mail.file import DigestFolder

    build.check_templates(DigestFolder(chosen.digests), catalog.load(chosen.config))


def _show_outcome(chosen: Settings, made: Sequence[EditionLine], *, mail: bool) -> None:
    for line in made:
        if line.number is None:
            click.echo(f"{click.style(line.digest, bold=True)}: no edition ({line.skipped})")
            continue
        click.echo(f"{click.style(line.digest, bold=True)}: {line.subject}")
        click.echo(f"  {reckoning(line.account)}")
        click.echo(f"  {chosen.digests / line.digest / 'editions' / 'index.html'}")
        click.echo(f"  mail: {_mail_line(chosen, line, mail=mail)}")
    if not made:
        click.echo("no digest to compose: feeds.yaml names none")


def reckoning(counts: Mapping[str, int]) -> str:
    """`311 fetched = 3 shown + 9 merged + …`."""
    parts = [f"{counts.get(name, 0)} {name.replace('_', ' ')}" for name in _PARTS]
    return f"{counts.get('fetched', 0)} fetched = {' + '.join(parts)}"


_PARTS = ("shown", "merged", "known", "off_topic", "too_old", "failed")


def _mail_line(chosen: Settings, line: EditionLine, *, mail: bool) -> str:
    if not line.states:
        return "none; nobody is named under `to:` in feeds.yaml"
    told = ", ".join(f"{count} {state}" for state, count in line.states.items())
    if "held" not in line.states:
        return told
    why = "no mail server is set up (MONITOR_SMTP_URL)" if chosen.smtp is None else "--no-mail" if not mail else ""
    return f"{told}{f': {why}' if why else ''}; `monitor outbox retry ID` sends one later"


def _trouble(reports: Reports, since: datetime, *, mail: bool, quiet: bool) -> int:
    """1 when a digest could not be composed or a mail did not go out; says which."""
    failed = [f"digest {line.name}: {line.problem}" for line in reports.digests() if line.problem]
    failed += [
        f"mail to {message.recipient} is not sent yet: {message.answer}"
        for message in (reports.outbox(unsent=True) if mail else ())
        if message.attempts and message.answer and message.state != "held" and message.made_at >= since
    ]
    if not quiet:
        for line in failed:
            click.echo(terminal.bad(line), err=True)
    return 1 if failed else 0


@click.command(short_help="What DIGEST would send now; nothing is marked as told.")
@click.argument("digest")
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files.")
@click.option("--json", "as_json", is_flag=True, help="The edition as JSON on stdout, nothing else.")
def preview(digest: str, folder: Path | None, as_json: bool) -> None:
    """What DIGEST would send now, written to files (var/preview/DIGEST); nothing is marked as told."""
    from monitor import logs, settings

    logs.set_up("plain", level=30)
    edition, forms = terminal.finish(_preview(settings.read(), digest))
    if as_json:
        click.echo(forms.json)
        return
    folder = folder or Path("var", "preview", digest)
    folder.mkdir(parents=True, exist_ok=True)
    for ending, text in {"html": forms.html, "page.html": forms.page, "txt": forms.text, "json": forms.json}.items():
        (folder / f"{digest}.{ending}").write_text(text, encoding="utf-8")
    click.echo(f"{click.style(digest, bold=True)}: {forms.subject}")
    click.echo(f"  {reckoning({name: getattr(edition.account, name) for name in ('fetched', *_PARTS)})}")
    click.echo(f"  {folder / f'{digest}.html'}")


async def _preview(chosen: Settings, name: str) -> tuple[Edition, RenderedEdition]:
    from monitor import build
    from monitor.digests import render
    from monitor.store import open_reports

    open_reports(chosen.database_url).close()  # a preview needs a database, and makes none
    async with build.open_app(chosen, daemon=False) as app:
        edition = await composed(app, name)
        return edition, render.edition(app.catalog.digests[name], edition, app.archive.templates(name))


async def composed(app: App, name: str) -> Edition:
    """The edition a digest would send now. Raises Invalid for a digest feeds.yaml does not name."""
    from monitor import build, pipeline

    digest = app.catalog.digests.get(name)
    if digest is None:
        known = ", ".join(app.catalog.digests) or "none"
        raise Invalid(f'there is no digest "{name}"; {app.catalog.path} has: {known}')
    await build.sync_tables(app)  # a digest that is new in feeds.yaml begins here
    window, number = await app.store.digests.next_window(name, now=app.now())
    return await pipeline.compose_edition(app, digest, window, number)
