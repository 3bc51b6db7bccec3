"""topics: your own topic file, and which stored entries it would let in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli import terminal
from monitor.errors import Invalid

if TYPE_CHECKING:
    from monitor.replay import Let, Tried

SHOWN = 20  # entries of a kind


@click.group()
def topics() -> None:
    """What is watched for: a new topic file, and trying one."""


@topics.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--subject", default="", help="Who or what it is about, as the news writes it.")
def new(file: Path, subject: str) -> None:
    """A commented topic file to be filled in."""
    from monitor.topics import blank, profile

    target = file if file.suffix in {".yaml", ".yml"} else file.with_name(f"{file.name}.yaml")
    text = blank.text(target.stem, subject)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8") as written:
            written.write(text)
    except FileExistsError:
        raise Invalid("is there already; choose another name", where=str(target)) from None
    name = profile.load(str(target)).name
    click.echo(f"{target}: the topic {name}. Fill it in, then see what it would let in:")
    click.echo(f"  monitor topics try {target}")
    click.echo(f"and name it in feeds.yaml by its path from there:  topics: [./{target.name}]")


@topics.command("try")
@click.argument("file", metavar="FILE|NAME")
@click.option("--days", type=click.IntRange(min=1), default=14, show_default=True, help="How far back.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def try_(file: str, days: int, as_json: bool) -> None:
    """Which stored entries a topic would let in, and why. Nothing is written."""
    from monitor import settings
    from monitor.replay import LETS_IN, NEARLY, READ

    tried = terminal.finish(_try(settings.read().database_url, file, timedelta(days=days)))
    if as_json:
        terminal.show_json({**tried._asdict(), "found": [let._asdict() for let in tried.found]})
        return
    titles = {LETS_IN: "Lets in", NEARLY: "Nearly", READ: "Would be read: only their headlines are stored"}
    counts = []
    for verdict, title in titles.items():
        some = [let for let in tried.found if let.verdict == verdict]
        counts.append(f"{len(some)} {verdict}" if verdict != READ else f"{len(some)} to be read")
        _show(title, some)
    gone = f"; {tried.gone} whose text is no longer stored" if tried.gone else ""
    told = f"{terminal.number(tried.entries, 'entry', 'entries')} of the last {days} days: {', '.join(counts)}{gone}"
    click.echo(terminal.faint(told))


def _show(title: str, some: list[Let]) -> None:
    if some:
        terminal.heading(title)
    for let in some[:SHOWN]:
        score = f"{let.score:.2f}  " if let.score else ""
        click.echo(f"{score}{terminal.cut(let.title, 90)}  {terminal.faint(let.url)}")
        for reason in let.why:
            click.echo(f"      {reason}")
    if len(some) > SHOWN:
        click.echo(terminal.faint(f"      and {len(some) - SHOWN} more"))


async def _try(url: str, topic: str, age: timedelta) -> Tried:
    from monitor import replay
    from monitor.cli import held
    from monitor.topics import profile

    subject = profile.load(topic)
    return replay.tried(await held.judged(url, subject, age, lambda _: True), subject)
