"""migrate-database: from a file to a server."""

from __future__ import annotations

import click


@click.command("migrate-database", short_help="Move the database from SQLite to PostgreSQL.")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def migrate_database(source: str, target: str) -> None:
    """Move the database FROM sqlite:///path TO postgresql://user@host/name, an empty one, while nothing runs.

    Every table is compared at the end. If it is interrupted, the same command goes on. Leave the password out of the
    address if others may see your commands, and put it into ~/.pgpass or PGPASSWORD.
    """
    from monitor.cli import terminal
    from monitor.store import moving

    def told(one: moving.Moved) -> None:
        click.echo(f"{terminal.good('✓')} {one.name:<16} {one.rows:>10,} rows  {one.hash}")

    moved = moving.move(source, target, told)
    click.echo(f"{sum(one.rows for one in moved):,} rows moved, every table is equal")
    click.echo("now set MONITOR_DATABASE_URL to the new address; the old file is unchanged")
