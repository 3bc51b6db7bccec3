"""feeds check --fix: the new address of feeds that have moved or stopped, found at their old site."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from monitor.cli import terminal, trial_report

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from monitor.catalog import Catalog
    from monitor.cli.discovery import Discovery
    from monitor.cli.trial import Trial
    from monitor.model import Feed
    from monitor.settings import Settings
    from monitor.store.feed_lines import FeedLine

# Trouble of feeds that answer but are dead at their address; those that cannot be read now are searched for as well.
OVER = frozenset({"feed-moved", "feed-silent", "feed-frozen", "feed-empty", "feed-login"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """A feed in trouble, and the feed that seems to be the same one."""

    feed: Feed
    found: Trial | None  # None: nothing was found


def mend(chosen: Settings, catalog: Catalog, trials: Mapping[str, Trial], *, yes: bool) -> None:
    """Propose new addresses for feeds in trouble and write those that are accepted into feeds.yaml."""
    from monitor.catalog import edit
    from monitor.cli import watched

    known = watched.lines(chosen)
    ill = [feed for feed in catalog.feeds if feed.enabled and _is_over(trials.get(feed.url), known.get(feed.url))]
    if not ill:
        click.echo("nothing to fix: no feed has moved or stopped")
        return
    for mending in terminal.finish(looked_for(chosen, catalog, ill, known)):
        name = mending.feed.title or watched.address(mending.feed.url, whole=False)
        if mending.found is None:
            click.echo(f"{terminal.bad('✗')} {name}: no other feed was found at its site")
            continue
        click.echo(f"{terminal.good('→')} {name}")
        click.echo(f"  {mending.found.url}   {mending.found.title}, {trial_report.summary(mending.found)}")
        if yes or (sys.stdin.isatty() and click.confirm("  write this address into feeds.yaml?", default=True)):
            edit.change_feed(chosen.config, mending.feed.url, {"url": mending.found.url})
            click.echo(f"  written to {chosen.config}")


def _is_over(trial: Trial | None, line: FeedLine | None) -> bool:
    return bool(trial and trial.problem) or bool(line and (line.gone or line.kind in OVER))


async def looked_for(
    chosen: Settings, catalog: Catalog, ill: Sequence[Feed], known: Mapping[str, FeedLine]
) -> list[Mending]:
    """For each feed, the one that seems to be the same at another address."""
    from monitor.cli.discovery import Discovery

    async with Discovery(chosen, catalog) as discovery:
        return [
            Mending(feed=feed, found=await _successor(discovery, catalog, feed, known.get(feed.url))) for feed in ill
        ]


async def _successor(discovery: Discovery, catalog: Catalog, feed: Feed, line: FeedLine | None) -> Trial | None:
    """The likeliest feed of the same site: where it has moved to, else the one on its front page most like it."""
    from monitor.feeds import links

    watched = {links.key(each.url) for each in catalog.feeds}
    if line and line.moved_to:
        moved = await discovery.look(replace(feed, url=line.moved_to))
        if not moved.problem and links.key(moved.url) not in watched:
            return moved
    for site in _sites(feed.url):
        found = [
            trial
            for trial in await discovery.discover(replace(feed, url=site))
            if not trial.problem and trial.entries and links.key(trial.url) not in watched
        ]
        if found:
            return max(found, key=lambda trial: _likeness(trial, feed, line))
    return None


def _sites(url: str) -> list[str]:
    """Front pages where a feed's site may name its feeds: its host, and that host without what is before the domain."""
    from monitor.articles import urls

    parts = urlsplit(url)
    own, house = parts.netloc.rpartition("@")[2], urls.family(urls.site_of(url))
    named = not house.rpartition(".")[2].isdigit()
    hosts = [own, f"www.{house}", house] if named and house != own else [own]
    return [f"{parts.scheme}://{host}/" for host in dict.fromkeys(hosts)]


def _likeness(trial: Trial, feed: Feed, line: FeedLine | None) -> tuple[bool, int, float]:
    """The same title first, then a similar path, then the newest."""
    titles = {title.casefold() for title in (feed.title, line.title if line else "") if title}
    old, new = (set(urlsplit(each).path.strip("/").split("/")) for each in (feed.url, trial.url))
    return trial.title.casefold() in titles, len(old & new), trial.newest_at.timestamp() if trial.newest_at else 0.0
