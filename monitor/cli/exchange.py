"""feeds import and export: feed lists of other readers (OPML)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli import terminal, watched
from monitor.errors import Invalid, MonitorError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from monitor.catalog import Catalog
    from monitor.feeds.opml import LeftOut
    from monitor.model import Feed
    from monitor.settings import Settings


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.opml")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def import_(file: Path, as_json: bool) -> int:
    """Add the feeds from another reader's list (OPML) that are not there yet; folders become tags.

    An entry that cannot be watched is listed with the reason, and the others are added.
    """
    chosen, catalog = watched.opened()
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Invalid(f"cannot be read: {error.strerror}", where=str(file)) from None
    taken = take(chosen, catalog, content, where=str(file))
    if as_json:
        terminal.show_json({"added": taken.added, "there_already": taken.known, "left_out": taken.left_out})
    else:
        _show(file, chosen.config, taken)
    return 0 if taken.added or taken.known else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What has become of the entries of a list."""

    added: Sequence[Mapping[str, object]]
    known: int  # there already
    left_out: Sequence[LeftOut]


def take(chosen: Settings, catalog: Catalog, content: bytes, *, where: str) -> Taken:
    """Add the feeds of an OPML document that are new to feeds.yaml. Raises Invalid, and then nothing is written."""
    from monitor.catalog import edit, feeds_file
    from monitor.feeds import links, opml

    listed = opml.feeds(content, where=where)
    fresh = {links.key(feed.url) or feed.url: feed for feed in listed.feeds}
    there = {links.key(feed.url) for feed in catalog.feeds}
    left_out, wanted = list(listed.left_out), []
    for key, feed in fresh.items():
        told = _as_written(feed)
        mistakes = feeds_file.feed_mistakes(told)
        if mistakes:
            left_out.append(opml.LeftOut(name=feed.title or feed.url, why=mistakes[0]))
        elif key not in there:
            wanted.append(told)
    if wanted:
        edit.add_feeds(chosen.config, wanted)
    known = len(fresh) - len(wanted) - (len(left_out) - len(listed.left_out))
    return Taken(added=wanted, known=known, left_out=left_out)


def _as_written(feed: Feed) -> dict[str, object]:
    """The feed as it is written into feeds.yaml."""
    told: dict[str, object] = {"url": feed.url}
    told |= {"title": feed.title} if feed.title else {}
    told |= {"language": feed.language} if feed.language else {}
    return told | ({"tags": list(feed.tags)} if feed.tags else {})


def _show(file: Path, config: Path, taken: Taken) -> None:
    new, known, left_out = len(taken.added), taken.known, taken.left_out
    count = terminal.number(new + known + len(left_out), "feed")
    parts = [f"{count} in {file}, {new} of them new"]
    parts += [f"{known} already there"] if known else []
    parts += [f"{len(left_out)} left out"] if left_out else []
    click.echo(", ".join(parts) + (":" if left_out else ""))
    for entry in left_out:
        click.echo(f"  {terminal.bad('✗')} {entry.name}: {entry.why}")
    if new:
        click.echo(f"{new} added to {config}; a running monitor picks them up by itself")


def document(catalog: Catalog, *, with_keys: bool) -> tuple[bytes, Sequence[Feed]]:
    """The feeds as OPML, and those left out because their addresses may hold a key."""
    from monitor.feeds import addresses, opml

    private = [feed for feed in catalog.feeds if addresses.may_hold_a_key(feed.url) and not with_keys]
    kept = [feed for feed in catalog.feeds if feed not in private]
    return opml.document(kept, title="news monitor", now=datetime.now(UTC)), private


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar="[FILE.opml]")
@click.option("--with-keys", is_flag=True, help="Include feeds whose address may hold a key made for you.")
def export(file: Path | None, with_keys: bool) -> None:
    """All feeds as OPML, for other readers; tags become folders. Logins are left out."""
    from monitor.feeds import addresses

    _, catalog = watched.opened()
    content, private = document(catalog, with_keys=with_keys)
    for feed in private:
        name = feed.title or addresses.public(feed.url)
        click.echo(f"left out, because its address may hold a key: {name} (--with-keys includes it)", err=True)
    if file is None:
        click.echo(content, nl=False)
        return
    try:
        file.write_bytes(content)
    except OSError as error:
        raise MonitorError(f"{file}: cannot be written: {error.strerror}") from None
    click.echo(f"{terminal.number(len(catalog.feeds) - len(private), 'feed')} written to {file}", err=True)
