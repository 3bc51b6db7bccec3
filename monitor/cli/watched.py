"""What the commands about feeds share: feeds.yaml opened, and feeds written into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from monitor.errors import Invalid, MonitorError

if TYPE_CHECKING:
    from monitor.catalog import Catalog
    from monitor.settings import Settings
    from monitor.store.feed_lines import FeedLine


URLS = "Whole addresses of feeds; they may hold a key made for you."


def address(url: str, *, whole: bool) -> str:
    """An address as it is shown: its host, and the whole address only on request."""
    from monitor.feeds import addresses

    return url if whole else addresses.public(url)


def shown(line: FeedLine) -> FeedLine:
    """The line without possible keys in its addresses."""
    return replace(line, url=address(line.url, whole=False), moved_to=address(line.moved_to, whole=not line.moved_to))


def opened() -> tuple[Settings, Catalog]:
    """The settings, and feeds.yaml as values. Raises Invalid."""
    from monitor import catalog, settings

    chosen = settings.read()
    return chosen, catalog.load(chosen.config)


def lines(chosen: Settings) -> dict[str, FeedLine]:
    """How the feeds are doing, by address; empty if there is no database yet."""
    from monitor.store import open_reports, places

    if not places.at(chosen.database_url).exists():
        return {}
    with open_reports(chosen.database_url) as reports:
        return {line.url: line for line in reports.feeds()}


def meant(chosen: Settings, feed: str) -> str:
    """The address a person means who names a feed by address or title. Raises Invalid if several have the title."""
    return feed if "://" in feed else address_called(chosen, feed)


def address_called(chosen: Settings, name: str) -> str:
    """The address of the feed with this title, its own or that of its document; else the name itself.

    Raises Invalid if several feeds have it.
    """
    known = lines(chosen)
    found = [
        feed.url
        for feed in opened()[1].feeds
        if name.lower() in {feed.title.lower(), known[feed.url].title.lower() if feed.url in known else ""} - {""}
    ]
    if len(found) > 1:
        told = f'{len(found)} feeds are called "{name}"; write the address (`monitor feeds list --urls`)'
        raise Invalid(told, where=str(chosen.config))
    return found[0] if found else name


def complete_feed(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Addresses in feeds.yaml that begin with this, for the shell."""
    del ctx, param
    try:
        return [feed.url for feed in opened()[1].feeds if feed.url.startswith(incomplete)]
    except MonitorError:  # reported by the command itself
        return []


def complete_digest(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Names of digests that begin with this, for the shell."""
    del ctx, param
    try:
        return [name for name in opened()[1].digests if name.startswith(incomplete)]
    except MonitorError:
        return []


def there_already(watched: Catalog, url: str) -> str:
    """The address, as written, of the same feed in feeds.yaml; empty if it is new."""
    from monitor.feeds import links

    return next((feed.url for feed in watched.feeds if links.key(feed.url) == links.key(url)), "")


def put(chosen: Settings, watched: Catalog, told: Mapping[str, object]) -> None:
    """Write a feed into feeds.yaml. Raises Invalid, and writes nothing, when it is there already or has a mistake."""
    from monitor.catalog import edit

    if same := there_already(watched, str(told["url"])):
        raise Invalid(f"{same} is already watched", where=str(chosen.config))
    edit.add_feeds(chosen.config, [told])
