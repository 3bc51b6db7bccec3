"""archive: the files of all editions, written again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from monitor.cli import terminal
from monitor.errors import Invalid

if TYPE_CHECKING:
    from monitor.app import App
    from monitor.edition import Digest
    from monitor.settings import Settings


@click.command(short_help="Write the files of all editions again (--rebuild).")
@click.argument("digests", nargs=-1)
@click.option("--rebuild", is_flag=True, required=True, help="Write every file of the archive again.")
def archive(digests: tuple[str, ...], rebuild: bool) -> None:
    """Write editions, stories, ledger, index and feeds of these DIGESTS, or of all, from the database."""
    del rebuild
    from monitor import settings

    for name, count in terminal.finish(_rebuilt(settings.read(), digests)):
        click.echo(f"{name}: {terminal.number(count, 'edition')} written")


async def _rebuilt(chosen: Settings, names: tuple[str, ...]) -> list[tuple[str, int]]:
    from monitor import build
    from monitor.store import open_reports

    open_reports(chosen.database_url).close()  # nothing to write without a database
    async with build.open_app(chosen, daemon=False) as app:
        strange = [name for name in names if name not in app.catalog.digests]
        if strange:
            raise Invalid(
                f'there is no digest "{strange[0]}"; feeds.yaml has: {", ".join(app.catalog.digests) or "none"}'
            )
        wanted = [app.catalog.digests[name] for name in names or app.catalog.digests]
        return [(digest.name, await _write(app, digest)) for digest in wanted]


async def _write(app: App, digest: Digest) -> int:
    """Write all files of one digest; returns how many editions there are."""
    from monitor.actions.action import holding
    from monitor.digests.forms import archive as forms
    from monitor.digests.forms import history

    folder = digest.name
    lines = await app.store.digests.issues(folder)
    told = []
    for line in lines:  # one edition at a time: a thousand of them would not fit into memory with their forms
        issue = await app.store.digests.issue(line.id)
        told.append(history.read(digest, line, issue.forms.json, history.story_ids(issue.forms.json)))
        app.archive.write(folder, forms.edition_files(issue, digest.language, lines))
    if lines:
        said = holding(await app.store.actions.standing(), digest.name, app.now())
        app.archive.write(folder, forms.pages(digest, history.standing(told, said)))
    return len(lines)
