"""feeds list --stats: what each feed was good for in four weeks, and whose stories you do not follow."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from monitor.cli import terminal, watched

if TYPE_CHECKING:
    from monitor.catalog import Catalog
    from monitor.habits import Signal
    from monitor.settings import Settings


def show(chosen: Settings, catalog: Catalog, *, as_json: bool, urls: bool) -> None:
    """Print what the database knows. Raises Invalid when there is none."""
    from monitor.digests import month
    from monitor.store import open_reports

    with open_reports(chosen.database_url) as reports:
        since = datetime.now(UTC) - month.SPAN
        found, cited = reports.signals(since=since), reports.cited(since=since)
    strangers = month.not_followed((feed.url for feed in catalog.feeds), cited)
    if as_json:
        told = [_plain(one, urls=urls) for one in found]
        terminal.show_json({"since": since, "feeds": told, "not_followed": dict(strangers)})
        return
    click.echo(f"the last four weeks, since {terminal.moment(since, datetime.now(UTC))}")
    terminal.table(
        [("first", "alone", "stories", "entries", "noise", ""), *(_row(one, urls=urls) for one in found)], indent=0
    )
    if strangers:
        terminal.heading("Sources that your stories come from or cite and that you do not follow")
        terminal.table([(str(count), site) for site, count in strangers])


def _row(one: Signal, *, urls: bool) -> tuple[str, ...]:
    noise = f"{one.noise:.0%}" if one.entries else "–"
    name = one.url if urls else one.title or watched.address(one.url, whole=False)
    counts = (one.first, one.alone, one.stories, one.entries)
    return *(str(count) for count in counts), noise, name if urls else terminal.cut(name, 40)


def _plain(one: Signal, *, urls: bool) -> dict[str, object]:
    names = ("title", "entries", "relevant", "stories", "first", "alone")
    counts = {name: getattr(one, name) for name in names} | {"noise": round(one.noise, 3)}
    return {"url": watched.address(one.url, whole=urls)} | counts
