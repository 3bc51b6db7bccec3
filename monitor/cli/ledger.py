"""ledger: the agreements and sites of a topic, with their current amounts, sources and history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli import terminal
from monitor.errors import Invalid

if TYPE_CHECKING:
    from monitor.digests.agreements import Agreement
    from monitor.edition import LedgerLine

ROLES = ("contract", "investment", "debt", "spending", "capacity", "energy", "chips")


@click.command()
@click.option("--topic", help="Only this topic.")
@click.option("--party", metavar="NAME", help="Only figures of parties with this name.")
@click.option("--role", type=click.Choice(ROLES), help="Only figures with this role.")
@click.option("--since", metavar="DAY|7d", help="Only what was reported since this day, or in the last days.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV.")
def ledger(
    topic: str | None, party: str | None, role: str | None, since: str | None, as_json: bool, as_csv: bool
) -> None:
    """The agreements and sites found so far, each with its source."""
    from monitor import settings
    from monitor.digests import agreements
    from monitor.digests.forms import rows

    if as_json and as_csv:
        raise click.UsageError("give either --json or --csv")
    now = datetime.now(UTC)
    start = _since(since, now) if since else None
    chosen = settings.read()
    if topic:
        _must_be_a_topic(topic, chosen.config)
    lines = terminal.finish(_lines(chosen.database_url, topic or "", chosen.config))
    found = [one for one in agreements.of(lines) if rows.is_asked_for(one, party, role, start)]
    if as_json:
        terminal.show_json([rows.plain(one) for one in found])
    elif as_csv:
        click.echo(rows.as_csv(found), nl=False)
    else:
        terminal.table([_row(one, now) for one in found], indent=0)
        if not found:
            click.echo("no figures yet" if not lines else "no figure matches")


def _since(text: str, now: datetime) -> datetime:
    """The moment meant by a day ("2026-11-01") or a number of days ("7d"); a day begins at midnight UTC."""
    if text.endswith("d") and text[:-1].isdigit():
        return now - timedelta(days=min(int(text[:-1]), 36_500))
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        raise Invalid(
            f'"{text}" is neither a day like 2026-11-01 nor a number of days like 7d', where="--since"
        ) from None
    return day if day.tzinfo else day.replace(tzinfo=UTC)


def _must_be_a_topic(topic: str, config: Path) -> None:
    from monitor import catalog
    from monitor.yaml import hints

    topics = catalog.load(config).topics
    if topic not in topics:
        raise Invalid(f'there is no topic "{topic}" in {config}; {hints.choice(topic, topics)}', where="--topic")


async def _lines(url: str, topic: str, config: Path) -> list[LedgerLine]:
    from monitor import catalog
    from monitor.actions import meaning
    from monitor.store import open_store

    topics = [topic] if topic else catalog.load(config).topics
    store = open_store(url, now=datetime.now(UTC), read_only=True)
    try:
        lines = [line for name in topics for line in await store.stories.ledger(name)]
        return list(meaning.standing_lines(lines, await store.actions.standing()))
    finally:
        await store.close()


def _row(one: Agreement, now: datetime) -> tuple[str, ...]:
    """A row for people: parties, what it is, its standing, its history, the last source."""
    doubt = click.style("others say otherwise: ", fg="yellow") if one.conflict else ""
    hedge = f"{one.now.figure.hedge} " if one.now.figure.hedge else ""
    steps = [line.figure.text for line in one.history[:-1]]
    also = "".join(f" ({line.figure.text})" for line in one.also[:1])
    amount = " → ".join([*steps, f"{hedge}{one.now.figure.text}"]) + also
    standing = "off" if one.ended else one.standing
    part = f", part of {one.whole.now.figure.text}" if one.whole else ""
    more = f" and {one.articles - 1} more" if one.articles > 1 else ""
    seen = terminal.moment(one.last.seen_at, now)
    return ", ".join(one.parties), one.role, f"{standing}{part}", amount, seen, f"{doubt}{one.last.figure.url}{more}"
