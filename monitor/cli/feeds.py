"""feeds: what is watched; every change goes through feeds.yaml, whose comments and order survive."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from monitor.cli import adding, exchange, mending, signal, terminal, trial_report, watched
from monitor.feeds import addresses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.catalog import Catalog
    from monitor.cli.trial import Trial
    from monitor.model import Feed
    from monitor.settings import Settings
    from monitor.store.feed_lines import FeedLine


@click.group()
def feeds() -> None:
    """What is watched: add, list, remove, enable, tag, try, check, import, export."""


feeds.add_command(adding.add)
feeds.add_command(adding.try_)
feeds.add_command(exchange.import_)
feeds.add_command(exchange.export)


@feeds.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--stats", is_flag=True, help="What each feed brought in four weeks, and sources you do not follow.")
@click.option("--urls", is_flag=True, help=watched.URLS)
def list_(as_json: bool, stats: bool, urls: bool) -> None:
    """All feeds in feeds.yaml by title and host, and how they are doing."""
    chosen, catalog = watched.opened()
    if stats:
        signal.show(chosen, catalog, as_json=as_json, urls=urls)
        return
    known = watched.lines(chosen)
    now = datetime.now(UTC)
    if as_json:
        terminal.show_json([_plain(feed, known.get(feed.url), urls=urls) for feed in catalog.feeds])
        return
    terminal.table([_row(feed, known.get(feed.url), now, urls=urls) for feed in catalog.feeds], indent=0)


@feeds.command()
@click.argument("feed", shell_complete=watched.complete_feed)
def remove(feed: str) -> None:
    """Remove a feed, by address or title, from feeds.yaml; what it brought stays in the database."""
    from monitor import settings
    from monitor.catalog import edit

    chosen = settings.read()
    edit.remove_feed(chosen.config, watched.meant(chosen, feed))
    click.echo(f"removed {feed} from {chosen.config}")


@feeds.command()
@click.argument("feed", shell_complete=watched.complete_feed)
def enable(feed: str) -> None:
    """Poll a feed again that was switched off; by address or title."""
    _change(feed, {"enabled": True}, "enabled")


@feeds.command()
@click.argument("feed", shell_complete=watched.complete_feed)
def disable(feed: str) -> None:
    """Poll a feed no more, but keep it in feeds.yaml; by address or title."""
    _change(feed, {"enabled": False}, "disabled")


@feeds.command()
@click.argument("feed", shell_complete=watched.complete_feed)
@click.argument("tags", nargs=-1, metavar="[TAG]…")
def tag(feed: str, tags: tuple[str, ...]) -> None:
    """Give a feed these tags instead of its own; none takes them away."""
    _change(feed, {"tags": list(tags)}, "tagged")


def _change(feed: str, values: dict[str, object], done: str) -> None:
    """Write values of a feed into feeds.yaml. Raises Invalid."""
    from monitor import settings
    from monitor.catalog import edit

    chosen = settings.read()
    edit.change_feed(chosen.config, watched.meant(chosen, feed), values)
    click.echo(f"{done} {feed} in {chosen.config}; a running monitor picks it up by itself")


@feeds.command()
@click.option("--online", is_flag=True, help="Poll every enabled feed as well.")
@click.option("--fix", is_flag=True, help="Look for new addresses of feeds that moved or stopped; asks first.")
@click.option("--yes", is_flag=True, help="With --fix: write without asking.")
def check(online: bool, fix: bool, yes: bool) -> int:
    """Every mistake in feeds.yaml with its line; with --online, every feed that does not work; --fix repairs them."""
    chosen, catalog = watched.opened()
    enabled = [feed for feed in catalog.feeds if feed.enabled]
    click.echo(
        f"{catalog.path}: {terminal.number(len(catalog.feeds), 'feed')} ({len(enabled)} enabled), "
        f"{terminal.number(len(catalog.digests), 'digest')}, topics: {', '.join(catalog.topics)}; no mistakes"
    )
    if not online and not fix:
        return 0
    trials = terminal.finish(_look_at_all(chosen, catalog, enabled))
    rows = [
        (
            terminal.bad("✗") if trial.problem else terminal.good("✓"),
            feed.title or addresses.public(feed.url),
            trial_report.summary(trial),
        )
        for feed, trial in zip(enabled, trials, strict=True)
    ]
    terminal.table(rows, indent=0)
    if fix:
        mending.mend(chosen, catalog, dict(zip([feed.url for feed in enabled], trials, strict=True)), yes=yes)
    return 1 if any(trial.problem for trial in trials) else 0


async def _look_at_all(chosen: Settings, catalog: Catalog, wanted: Sequence[Feed]) -> Sequence[Trial]:
    """All at once: the door makes sure that no host is overloaded."""
    import asyncio

    from monitor.cli import progress
    from monitor.cli.discovery import Discovery

    with progress.opened_bars() as bars:
        task = bars.add_task("polling feeds", total=len(wanted))

        async def look(trials: Discovery, feed: Feed) -> Trial:
            try:
                return await trials.look(feed)
            finally:
                bars.advance(task)

        async with Discovery(chosen, catalog) as trials:
            return await asyncio.gather(*(look(trials, feed) for feed in wanted))


def _row(feed: Feed, line: FeedLine | None, now: datetime, *, urls: bool) -> tuple[str, ...]:
    mark, told = "·", "not polled yet"
    if not feed.enabled:
        mark, told = "–", "not enabled"
    elif line and (line.problem or line.gone):
        mark, told = terminal.bad("✗"), line.problem or "gone"
    elif line and line.last_success_at:
        mark, told = terminal.good("✓"), f"{line.rhythm:.1f} a day, newest {terminal.moment(line.last_new_at, now)}"
    title = terminal.cut(feed.title or (line.title if line else "") or "–", 30)
    address = watched.address(feed.url, whole=urls)
    return mark, title, feed.language, terminal.cut(address, terminal.wide() // 2), told


def _plain(feed: Feed, line: FeedLine | None, *, urls: bool) -> dict[str, object]:
    names = ("title", "language", "topics", "enabled")
    return (
        {"url": watched.address(feed.url, whole=urls)}
        | {name: getattr(feed, name) for name in names}
        | {
            "ok": line is not None and not line.problem and not line.gone and line.last_success_at is not None,
            "problem": (line.problem or None) if line else None,
            "last_success_at": line.last_success_at if line else None,
            "next_look_at": line.next_look_at if line else None,
        }
    )
