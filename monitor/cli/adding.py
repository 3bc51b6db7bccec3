"""feeds add and try: from anything a person pastes to a feed, with a report on it first."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from monitor.cli import terminal, trial_report, watched
from monitor.errors import Invalid, MonitorError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.catalog import Catalog
    from monitor.cli.trial import Trial
    from monitor.settings import Settings

WHAT = "URL|SITE"
HIDDEN = ("keys",)


@click.command()
@click.argument("url", metavar=WHAT)
@click.option("--title", default="", help="Name to show; default: the feed's own title.")
@click.option("--language", default="", help="de, en …; default: the language of its entries.")
@click.option("--auth", default="", help="Where its login stands: env:NAME or file:PATH.")
@click.option("--unseen", is_flag=True, help="Add the address as it is, without requesting it.")
@click.option("--yes", is_flag=True, help="Do not ask; of several feeds take the likeliest.")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON; does not ask.")
def add(url: str, title: str, language: str, auth: str, unseen: bool, yes: bool, as_json: bool) -> int:
    """Add a feed: paste its address, a site, an article, a channel, a profile, a repository.

    First reports what the feed brings. For a web page, adds the feed it leads to; asks if there are several.
    """
    from monitor.model import Feed

    chosen, catalog = watched.opened()
    meant, bare = meant_by(url)
    _check_auth(auth)
    asks = not yes and not as_json and sys.stdin.isatty()
    told: dict[str, object] = {"url": meant}
    trial = None
    if not unseen:
        found = terminal.finish(discover(chosen, catalog, meant, auth, bare=bare))
        trial = _one_of(found, asks=asks, first=yes)
        if same := watched.there_already(catalog, trial.url):
            raise Invalid(f"{same} is already watched", where=str(chosen.config))
        if asks:
            trial_report.show(trial)
            if not click.confirm("Add it?", default=True):
                return 1
        told = {"url": trial.url}
        title, language = title or trial.title, language or trial.language
    told |= named(title, language)
    told |= {"auth": auth} if auth else {}
    watched.put(chosen, catalog, told)  # before anything is printed: the reader may stop listening (`| head`)
    if as_json:
        terminal.show_json({"added": told, "trial": _plain(trial) if trial else None})
        return 0
    if trial and not asks:
        trial_report.show(trial)
    click.echo(f"added to {chosen.config}; a running monitor picks it up by itself")
    if trial:
        backfill = Feed(url=trial.url).backfill
        newest = f"; of its {trial.entries} entries only the newest {backfill} are taken (`backfill:`)"
        click.echo(f"`monitor once --now` polls it now{newest if trial.entries > backfill else ''}")
    return 0


@click.command("try")
@click.argument("url", metavar=WHAT)
@click.option("--auth", default="", help="Where its login stands: env:NAME or file:PATH.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def try_(url: str, auth: str, as_json: bool) -> int:
    """Try a feed without adding it: whether it works, how much of it is on your topics."""
    chosen, catalog = watched.opened()
    meant, bare = meant_by(url)
    _check_auth(auth)
    trials = terminal.finish(discover(chosen, catalog, meant, auth, bare=bare))
    if as_json:
        terminal.show_json([_plain(trial) for trial in trials])
    else:
        for trial in trials:
            trial_report.show(trial)
    return 1 if all(trial.problem for trial in trials) else 0


def named(title: str, language: str) -> dict[str, object]:
    """What is written into feeds.yaml besides the address."""
    told: dict[str, object] = {"title": title} if title else {}
    return told | ({"language": language} if len(language) == 2 and language.isalpha() else {})


def meant_by(text: str) -> tuple[str, bool]:
    """The address that is meant, and whether nobody wrote its scheme. Raises Invalid."""
    from monitor.feeds import addresses, sites

    spoken = sites.spoken(text)
    try:
        return addresses.pasted(spoken), "://" not in spoken
    except ValueError as error:
        raise Invalid(str(error)) from None


def _check_auth(auth: str) -> None:
    from monitor.catalog import values

    try:
        values.login_reference(auth or "env:NONE")
    except ValueError as error:
        raise Invalid(str(error), where="--auth") from None


async def discover(chosen: Settings, catalog: Catalog, url: str, auth: str, *, bare: bool) -> Sequence[Trial]:
    """The feeds an address leads to, the likeliest first, each tried; else one trial with the problem."""
    from monitor.cli.discovery import Discovery, with_overlap
    from monitor.model import Feed

    async with Discovery(chosen, catalog) as discovery:
        found = await discovery.discover(Feed(url=url, topics=catalog.topics, auth=auth), bare=bare)
    return [with_overlap(trial, chosen) for trial in found]


def _one_of(trials: Sequence[Trial], *, asks: bool, first: bool) -> Trial:
    """The trial whose feed is meant. Raises Invalid if a person has to choose, MonitorError if there is none."""
    if trials[0].problem:
        raise MonitorError(f"not added: {trials[0].problem}")
    if len(trials) == 1 or first:
        return trials[0]
    if not asks:
        rows = "\n".join(
            f"  monitor feeds add {trial.url}   # {trial.title}, {trial_report.summary(trial)}" for trial in trials
        )
        raise Invalid(f"{trials[0].found_on} leads to {len(trials)} feeds; choose one (--yes takes the first):\n{rows}")
    click.echo(f"{trials[0].found_on} leads to {len(trials)} feeds:")
    for number, trial in enumerate(trials, start=1):
        click.echo(f"  {number}  {click.style(trial.title or trial.url, bold=True)}  {trial.url}")
        click.echo(f"     {trial_report.summary(trial)}")
    return trials[click.prompt("Which one?", type=click.IntRange(1, len(trials)), default=1) - 1]


def _plain(trial: Trial) -> dict[str, object]:
    return {name: value for name, value in asdict(trial).items() if name not in HIDDEN}
