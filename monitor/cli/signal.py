"""feeds list --stats: what each feed was good for in four weeks, and whose stories you do not follow."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from monitor.cli import terminal, watched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.catalog import Catalog
    from monitor.settings import Settings
    from monitor.store.signals import Signal

WEEKS = timedelta(weeks=4)
NAMED = 10  # sources you do not follow


def show(chosen: Settings, catalog: Catalog, *, as_json: bool, urls: bool) -> None:
    """Print what the database knows. Raises Invalid when there is none."""
    from monitor.store import open_reports

    with open_reports(chosen.database_url) as reports:
        since = datetime.now(UTC) - WEEKS
        found, addresses = reports.signals(since=since), reports.story_addresses(since=since)
    strangers = not_followed(catalog, addresses)
    if as_json:
        told = [_plain(one, urls=urls) for one in found]
        terminal.show_json({"since": since, "feeds": told, "not_followed": dict(strangers)})
        return
    click.echo(f"the last four weeks, since {terminal.moment(since, datetime.now(UTC))}")
    terminal.table(
        [("first", "alone", "stories", "entries", "noise", ""), *(_row(one, urls=urls) for one in found)], indent=0
    )
    if strangers:
        terminal.heading("Sources of your stories that you do not follow")
        terminal.table([(str(count), site) for site, count in strangers])


def not_followed(catalog: Catalog, addresses: Sequence[tuple[int, str]]) -> list[tuple[str, int]]:
    """Houses of articles that no feed of feeds.yaml belongs to, by the number of stories they told."""
    from monitor.articles import urls

    own = {urls.family(urls.site_of(feed.url)) for feed in catalog.feeds}
    stories: dict[str, set[int]] = defaultdict(set)
    for story, url in addresses:
        if (house := urls.family(urls.site_of(url))) not in own:
            stories[house].add(story)
    ranked = sorted(stories.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [(house, len(told)) for house, told in ranked][:NAMED]


def _row(one: Signal, *, urls: bool) -> tuple[str, ...]:
    noise = f"{one.noise:.0%}" if one.entries else "–"
    name = one.url if urls else one.title or watched.address(one.url, whole=False)
    counts = (one.first, one.alone, one.stories, one.entries)
    return *(str(count) for count in counts), noise, name if urls else terminal.cut(name, 40)


def _plain(one: Signal, *, urls: bool) -> dict[str, object]:
    names = ("title", "entries", "relevant", "stories", "first", "alone")
    counts = {name: getattr(one, name) for name in names} | {"noise": round(one.noise, 3)}
    return {"url": watched.address(one.url, whole=urls)} | counts
