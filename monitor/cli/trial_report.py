"""What a trial of a feed found, for people to read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from monitor.cli import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.cli.trial import Trial

EXAMPLES = 5  # of titles on topic
ANOTHER = "`monitor topics new FILE` starts another"
BRINGERS = 3  # feeds that brought the same entries


def show(trial: Trial) -> None:
    """The whole report."""
    click.echo(f"{click.style(trial.title or trial.url, bold=True)}  {trial.url if trial.title else ''}".rstrip())
    if trial.problem:
        click.echo(f"  {trial.problem}")
        return
    for line in lines(trial, datetime.now(UTC)):
        click.echo(f"  {line}")
    for warning in trial.warnings:
        click.echo(f"  {click.style('!', fg='yellow')} {warning}")


def lines(trial: Trial, now: datetime) -> Iterator[str]:
    """What a feed brings, line by line."""
    pace = f", {trial.pace}" if trial.pace else ""
    newest = f", newest {terminal.moment(trial.newest_at, now)}" if trial.newest_at else ", without dates"
    count = terminal.number(trial.entries, "entry", "entries")
    if not trial.entries:
        yield count
    else:
        yield f"{count}{pace}{newest}"
        spoken = _languages(trial)
        yield f"{_text(trial)}{f'; {spoken}' if spoken else ''}"
        yield from _share(trial)
    for title, known in list(trial.known.items())[:BRINGERS]:
        yield f"you already have {known} of {trial.entries}, from {title}"
    if trial.asks:
        yield f"its server asks: {'; '.join(trial.asks)}"
    if not trial.conditional:
        yield "its server sends the whole feed each time (no ETag, no Last-Modified), so we poll it at most hourly"


def summary(trial: Trial) -> str:
    """A trial in one line."""
    if trial.problem:
        return trial.problem
    parts = [terminal.number(trial.entries, "entry", "entries")]
    parts += [trial.language] if trial.language else []
    parts += [f"newest {terminal.moment(trial.newest_at, datetime.now(UTC))}"] if trial.newest_at else []
    parts += [trial.pace] if trial.pace else []
    parts.append(f"{len(trial.on_topic)} on topic, {len(trial.promising)} worth reading")
    return ", ".join(parts) + "".join(f"; {warning}" for warning in trial.warnings)


def _languages(trial: Trial) -> str:
    if len(trial.languages) == 1:
        return next(iter(trial.languages))
    return ", ".join(f"{name} {round(count * 100 / trial.entries)} %" for name, count in trial.languages.items())


def _text(trial: Trial) -> str:
    if trial.text != "short texts":
        return trial.text
    return f"texts of about {round(trial.typical, -1)} characters: short articles, or long teasers"


def _share(trial: Trial) -> Iterator[str]:
    """How much is on the topics, judged by the feed alone, and how many pages will be read to be sure."""
    on_topic, read = trial.on_topic, trial.promising
    share = f"{len(on_topic)} of {trial.entries} ({round(len(on_topic) * 100 / trial.entries)} %) on topic"
    yield f"{share}, judging by the feed alone{':' if on_topic else ''}"
    yield from _titles(on_topic)
    if read:
        yield f"{terminal.number(len(read), 'page')} would be read to be sure{'' if on_topic else ':'}"
        yield from _titles(() if on_topic else read)
    elif not on_topic:
        yield f"none of it would be shown now: your topic is {' and '.join(trial.topics)}; {ANOTHER}"


def _titles(titles: Sequence[str]) -> Iterator[str]:
    return (f"  · {terminal.cut(title, 100)}" for title in titles[:EXAMPLES])
