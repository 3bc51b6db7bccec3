"""corrections: what pages that were told say now."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from monitor.cli import terminal

if TYPE_CHECKING:
    from monitor.store.correction_lines import CorrectionLine


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def corrections(as_json: bool) -> None:
    """What pages that editions told, or other reports, correct of it, newest first."""
    from monitor import settings
    from monitor.store import open_reports

    now = datetime.now(UTC)
    with open_reports(settings.read().database_url) as reports:
        lines = reports.corrections()
    if as_json:
        terminal.show_json(lines)
        return
    for line in lines:
        _show(line, now)
    if not lines:
        click.echo("no page that was told has changed in substance")


def _show(line: CorrectionLine, now: datetime) -> None:
    where = f"told in {line.digest} {line.edition}"
    told = f"corrected in {line.corrected_in}" if line.corrected_in else terminal.bad("to be corrected in the next one")
    click.echo(f"{terminal.moment(line.seen_at, now)} {line.kind}: {line.title} ({line.site}); {where}, {told}")
    click.echo(f"  {line.url}")
    for label, text in (("told", line.old), ("now ", line.new)):
        if text:
            click.echo(f"  {label}  {text}")
    if line.source:
        click.echo(f"  in {line.source}")
