"""feeds: what is watched; every change goes through feeds.yaml, whose comments and order survive."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from monitor.cli import exchange, terminal, watched
from monitor.errors import Invalid, MonitorError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.catalog import Catalog
    from monitor.cli.trial import Trial
    from monitor.model import Feed
    from monitor.settings import Settings
    from monitor.store.reports import FeedLine


@click.group()
def feeds() -> None:
    """What is watched: add, list, remove, try, check, import, export."""


feeds.add_command(exchange.import_)
feeds.add_command(exchange.export)


@feeds.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(as_json: bool) -> None:
    """All feeds of feeds.yaml, and how they are."""
    chosen, catalog = watched.opened()
    known = _known(chosen)
    now = datetime.now(UTC)
    if as_json:
        terminal.show_json([_plain(feed, known.get(feed.url)) for feed in catalog.feeds])
        return
    terminal.table([_row(feed, known.get(feed.url), now) for feed in catalog.feeds], indent=0)


@feeds.command()
@click.argument("url", metavar="URL|SITE")
@click.option("--title", default="", help="Name to show; default: the one the feed gives itself.")
@click.option("--language", default="", help="de, en …; default: the one the feed names.")
@click.option("--unseen", is_flag=True, help="Add the address as it is, without asking it.")
def add(url: str, title: str, language: str, unseen: bool) -> None:
    """Add a feed; of a web page, the feed it leads to."""
    chosen, catalog = watched.opened()
    url = url if "://" in url else f"https://{url}"
    told: dict[str, object] = {"url": url}
    if not unseen:
        trial = _one_of(terminal.finish(_discover(chosen, catalog, url)))
        _show(trial)
        told = {"url": trial.url}
        title, language = title or trial.title, language or trial.language
    told |= {"title": title} if title else {}
    told |= {"language": language} if len(language) == 2 and language.isalpha() else {}
    watched.put(chosen, catalog, [told])


def _one_of(trials: Sequence[Trial]) -> Trial:
    """The trial whose feed is meant. Raises Invalid when that is for a person to say."""
    if trials[0].problem:
        raise MonitorError(f"not added: {trials[0].problem}")
    if len(trials) > 1:
        rows = "\n".join(f"  monitor feeds add {trial.url}   # {trial.title}, {_summary(trial)}" for trial in trials)
        raise Invalid(f"{trials[0].found_on} leads to {len(trials)} feeds; choose one:\n{rows}")
    return trials[0]


@feeds.command()
@click.argument("url")
def remove(url: str) -> None:
    """Take a feed out of feeds.yaml; what it brought stays in the database."""
    from monitor import settings
    from monitor.catalog import edit

    chosen = settings.read()
    click.echo(f"removed {edit.remove_feed(chosen.config, url)} from {chosen.config}")


@feeds.command("try")
@click.argument("url", metavar="URL|SITE")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def try_(url: str, as_json: bool) -> int:
    """Look at a feed without adding it: whether it works, how much of it belongs to the topics."""
    chosen, catalog = watched.opened()
    trials = terminal.finish(_discover(chosen, catalog, url if "://" in url else f"https://{url}"))
    if as_json:
        terminal.show_json(trials)
    else:
        for trial in trials:
            _show(trial)
    return 1 if all(trial.problem for trial in trials) else 0


@feeds.command()
@click.option("--online", is_flag=True, help="Ask every enabled feed as well.")
def check(online: bool) -> int:
    """Every mistake of feeds.yaml with its line; with --online, every feed that does not work."""
    chosen, catalog = watched.opened()
    enabled = [feed for feed in catalog.feeds if feed.enabled]
    click.echo(
        f"{catalog.path}: {terminal.number(len(catalog.feeds), 'feed')} ({len(enabled)} enabled), "
        f"{terminal.number(len(catalog.digests), 'digest')}, topics: {', '.join(catalog.topics)}; no mistakes"
    )
    if not online:
        return 0
    trials = terminal.finish(_look_at_all(chosen, catalog, enabled))
    rows = [
        (terminal.bad("✗") if trial.problem else terminal.good("✓"), feed.title or feed.url, _summary(trial))
        for feed, trial in zip(enabled, trials, strict=True)
    ]
    terminal.table(rows, indent=0)
    return 1 if any(trial.problem for trial in trials) else 0


async def _discover(chosen: Settings, catalog: Catalog, url: str) -> Sequence[Trial]:
    from monitor.cli.trial import Trials
    from monitor.model import Feed

    async with Trials(chosen, catalog) as trials:
        return await trials.discover(Feed(url=url, topics=catalog.topics))


async def _look_at_all(chosen: Settings, catalog: Catalog, wanted: Sequence[Feed]) -> Sequence[Trial]:
    """All at once: the door sees to it that no host is pressed."""
    import asyncio

    from monitor.cli import progress
    from monitor.cli.trial import Trials

    with progress.opened_bars() as bars:
        task = bars.add_task("asking feeds", total=len(wanted))

        async def look(trials: Trials, feed: Feed) -> Trial:
            try:
                return await trials.look(feed)
            finally:
                bars.advance(task)

        async with Trials(chosen, catalog) as trials:
            return await asyncio.gather(*(look(trials, feed) for feed in wanted))


def _show(trial: Trial) -> None:
    click.echo(f"{click.style(trial.title or trial.url, bold=True)}  {trial.url if trial.title else ''}".rstrip())
    click.echo(f"  {_summary(trial)}")
    for title in trial.promising[:5]:
        click.echo(f"  · {terminal.cut(title, 100)}")


def _summary(trial: Trial) -> str:
    if trial.problem:
        return trial.problem
    parts = [terminal.number(trial.entries, "entry", "entries")]
    if trial.language:
        parts.append(trial.language)
    if trial.newest_at:
        parts.append(f"newest {terminal.moment(trial.newest_at, datetime.now(UTC))}")
    if trial.a_day is not None:
        parts.append(f"about {trial.a_day:.1f} a day")
    parts.append(f"{len(trial.promising)} worth reading")
    return ", ".join(parts) + (f"; {trial.warning}" if trial.warning else "")


def _known(chosen: Settings) -> dict[str, FeedLine]:
    """How the feeds are, by address; nothing where there is no database yet."""
    from monitor.store import addresses, open_reports

    if not addresses.path_of(chosen.database_url).is_file():
        return {}
    with open_reports(chosen.database_url) as reports:
        return {line.url: line for line in reports.feeds()}


def _row(feed: Feed, line: FeedLine | None, now: datetime) -> tuple[str, ...]:
    mark, told = "·", "not asked yet"
    if not feed.enabled:
        mark, told = "–", "not enabled"
    elif line and (line.problem or line.gone):
        mark, told = terminal.bad("✗"), line.problem or "gone"
    elif line and line.last_success_at:
        mark, told = terminal.good("✓"), f"{line.rhythm:.1f} a day, newest {terminal.moment(line.last_new_at, now)}"
    return mark, terminal.cut(feed.title or "–", 30), feed.language, terminal.cut(feed.url, terminal.wide() // 2), told


def _plain(feed: Feed, line: FeedLine | None) -> dict[str, object]:
    names = ("url", "title", "language", "topics", "enabled")
    return {name: getattr(feed, name) for name in names} | {
        "ok": line is not None and not line.problem and not line.gone and line.last_success_at is not None,
        "problem": (line.problem or None) if line else None,
        "last_success_at": line.last_success_at if line else None,
        "next_look_at": line.next_look_at if line else None,
    }
