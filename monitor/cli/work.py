"""demo, run, preview: the program at work."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli import once, terminal, watched
from monitor.errors import Invalid

if TYPE_CHECKING:
    from monitor.app import App
    from monitor.catalog import Catalog
    from monitor.edition import Digest, Edition, RenderedEdition
    from monitor.settings import Settings


@click.command(short_help="The whole program on this machine, no network needed.")
@click.option("--keep", is_flag=True, help="Keep its database and feeds.yaml in var/demo.")
def demo(keep: bool) -> int:
    """The whole program against a small news world on this machine; needs no network and no account."""
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
        raise Invalid("scheduler.py is not next to the package; start from the checkout", where=str(file))
    scheduler = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scheduler)
    return int(scheduler.main())


@click.command(short_help="What DIGEST would send now; nothing is marked as reported.")
@click.argument("digest", shell_complete=watched.complete_digest)
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files.")
@click.option("--edition", "name", help="A past edition by its name or day, such as 2026-11-22, or `last`.")
@click.option("--sample", is_flag=True, help="The demo's stories in the digest's own templates; needs no database.")
@click.option("--json", "as_json", is_flag=True, help="The edition as JSON on stdout, nothing else.")
def preview(digest: str, folder: Path | None, name: str | None, sample: bool, as_json: bool) -> None:
    """What DIGEST would send now, written to files (var/preview/DIGEST); nothing is marked as reported.

    If nothing is new, it is the last edition again.
    """
    from monitor import logs, settings

    logs.set_up("plain", level=30)
    chosen = settings.read()
    note, forms = _sample(chosen, digest) if sample else terminal.finish(_preview(chosen, digest, name))
    if as_json:
        terminal.show_json(json.loads(forms.json))
        return
    folder = folder or Path("var", "preview", digest)
    folder.mkdir(parents=True, exist_ok=True)
    for ending, text in {"html": forms.html, "page.html": forms.page, "txt": forms.text, "json": forms.json}.items():
        (folder / f"{digest}.{ending}").write_text(text, encoding="utf-8")
    click.echo(f"{click.style(digest, bold=True)}: {forms.subject}")
    if note:
        click.echo(f"  {note}")
    click.echo(f"  {once.reckoning(json.loads(forms.json)['account'])}")
    click.echo(f"  {folder / f'{digest}.html'}")


def _sample(chosen: Settings, name: str) -> tuple[str, RenderedEdition]:
    from monitor import catalog
    from monitor.demo import sample
    from monitor.digests.forms import render
    from monitor.mail.file import DigestFolder

    watched = catalog.load(chosen.config)
    digest = _named(watched, name)
    templates = DigestFolder(chosen.digests).templates(name)
    return "the demo's stories, all invented", render.edition(digest, sample.edition(digest), templates)


async def _preview(chosen: Settings, name: str, past: str | None) -> tuple[str, RenderedEdition]:
    """What is new, or the past edition requested, with a note saying which; the last one if nothing is new."""
    from monitor import build
    from monitor.digests.forms import render
    from monitor.store import open_reports

    open_reports(chosen.database_url).close()  # a preview needs a database, and does not create one
    async with build.open_app(chosen, daemon=False) as app:
        digest = _named(app.catalog, name)
        made = await app.store.digests.issues(name)
        if past:
            sought = [line for line in made if past == "last" or line.name.startswith(past)]
            if not sought:
                names = ", ".join(line.name for line in made[:3]) or "none yet"
                raise Invalid(f'{name} has no edition "{past}"; the newest are: {names}')
        else:
            edition = await composed(app, name)
            if edition.cards or not made:
                return "", render.edition(digest, edition, app.archive.templates(name))
            sought = list(made)
        issue = await app.store.digests.issue(sought[0].id)
        return f"{'' if past else 'nothing is new; '}the edition of {sought[0].name}", issue.forms


def _named(watched: Catalog, name: str) -> Digest:
    digest = watched.digests.get(name)
    if digest is None:
        known = ", ".join(watched.digests) or "none"
        raise Invalid(f'there is no digest "{name}"; {watched.path} has: {known}')
    return digest


async def composed(app: App, name: str) -> Edition:
    """The edition a digest would send now. Raises Invalid for a digest feeds.yaml does not name."""
    from monitor import build, pipeline

    digest = _named(app.catalog, name)
    await build.sync_tables(app)  # a digest that is new in feeds.yaml starts here
    window, number = await app.store.digests.next_window(name, now=app.now())
    return await pipeline.compose_edition(app, digest, window, number)
