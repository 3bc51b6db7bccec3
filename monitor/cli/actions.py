"""act and actions: what the reader says about an edition, from the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from monitor.actions.action import Kind, Scope
from monitor.cli import terminal, watched
from monitor.errors import Invalid, MonitorError

if TYPE_CHECKING:
    from monitor.actions.action import Action, Amount
    from monitor.actions.wish import Target, Wish

HERE = "command"  # who says it


@click.command(short_help="Say something about a story: mute, follow, split, join, known …")
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.argument("target", required=False)
@click.option("--with", "other", metavar="TARGET", help="join: the story that becomes part of it.")
@click.option("--name", help="mute: a name in headlines, instead of a story. pause: the reader.")
@click.option("--outlet", help="mute: an outlet, instead of a story. split: take out this outlet's reports.")
@click.option("--days", type=click.IntRange(1, 3650), help="mute: for so many days; without, for good.")
@click.option("--number", "numbers", multiple=True, metavar="AMOUNT", help='wrong-number: which, such as "1.5 GW".')
@click.option("--digest", shell_complete=watched.complete_digest, help="Only for this digest; its edition is meant.")
@click.option("--why", default="", help="Your reason, kept with it.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def act(kind: str, target: str | None, digest: str | None, as_json: bool, **given: Any) -> None:
    """Say KIND about TARGET: a number of the last edition, a story by its id (s12), or the address of a report."""
    from monitor.actions import wish

    wanted = wish.Wish(
        kind=Kind(kind),
        target=_target(target, "TARGET"),
        other=_target(given["other"], "--with") if given["other"] else None,
        scope=wish.scope(Kind(kind), given["name"] or "", given["outlet"] or ""),
        name=given["name"] or given["outlet"] or "",
        days=given["days"],
        amounts=tuple(amount for text in given["numbers"] for amount in _amounts(text)),
        why=given["why"],
    )
    done = terminal.finish(_act(wanted, digest or ""))
    if as_json:
        terminal.show_json(_plain(done))
    else:
        click.echo(f"{done.id}: {_told(done)}; undo with: monitor actions undo {done.id}")


def _target(text: str | None, where: str) -> Target:
    from monitor.actions import wish

    found = wish.target(text or "")
    if found is None:
        raise Invalid(
            f'"{text}" is not a story; write its number in the last edition, its id (s12) or an address', where=where
        )
    return found


def _amounts(text: str) -> Sequence[Amount]:
    from monitor.actions import wish

    found = wish.amounts(text)
    if not found:
        raise Invalid(f'"{text}" is not an amount with its unit; write such as "1.5 GW"', where="--number")
    return found


async def _act(wanted: Wish, digest: str) -> Action:
    from monitor import acting, build, problems, settings
    from monitor.actions.wish import Said
    from monitor.problems import Problem
    from monitor.store import open_reports

    chosen = settings.read()
    open_reports(chosen.database_url).close()  # nothing to say anything about without a database
    async with build.open_app(chosen, daemon=False) as app:
        if digest and digest not in app.catalog.digests:
            raise Invalid(
                f'there is no digest "{digest}"; there is: {", ".join(app.catalog.digests)}', where="--digest"
            )
        done = await acting.act(app, wanted, Said(by=HERE, at=app.now(), digest=digest))
    if isinstance(done, Problem):
        raise MonitorError(problems.words(done))
    return done


@click.group()
def actions() -> None:
    """What readers have said: list, undo, export."""


@actions.command("list")
@click.option("--all", "every", is_flag=True, help="Include those undone or over.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(every: bool, as_json: bool) -> None:
    """What readers have said, oldest first."""
    now = datetime.now(UTC)
    found = [one for one in terminal.finish(_stored()) if every or one.holds(now)]
    if as_json:
        terminal.show_json([_plain(one) for one in found])
        return
    terminal.table([(str(one.id), terminal.moment(one.at, now), one.by, _told(one)) for one in found], indent=0)
    if not found:
        click.echo("nothing has been said yet" if not every else "nothing yet")


@actions.command()
@click.argument("ids", type=int, nargs=-1, required=True)
def undo(ids: Sequence[int]) -> None:
    """Take back what was said; `actions list` shows the numbers."""
    for done in terminal.finish(_undo(ids)):
        click.echo(f"{done.id} is undone: {_told(done)}")


@actions.command()
def export() -> None:
    """Texts readers have judged, split or joined, as labelled lines for `evaluate` (JSONL)."""
    for line in terminal.finish(_labelled()):
        click.echo(json.dumps(line, ensure_ascii=False))


async def _stored() -> Sequence[Action]:
    from monitor import settings
    from monitor.store import open_store

    store = open_store(settings.read().database_url, now=datetime.now(UTC), read_only=True)
    try:
        return await store.actions.every()
    finally:
        await store.close()


async def _undo(ids: Sequence[int]) -> Sequence[Action]:
    from monitor import settings
    from monitor.store import open_reports, open_store

    url = settings.read().database_url
    open_reports(url).close()
    store = open_store(url, now=datetime.now(UTC))
    try:
        return [await store.actions.undo(key, now=datetime.now(UTC)) for key in ids]
    finally:
        await store.close()


async def _labelled() -> Sequence[dict[str, Any]]:
    from monitor import settings
    from monitor.actions import labels
    from monitor.store import open_store

    store = open_store(settings.read().database_url, now=datetime.now(UTC), read_only=True)
    try:
        said = await store.actions.standing()
        return labels.lines(said, await store.actions.texts(labels.articles(said)))
    finally:
        await store.close()


def _plain(action: Action) -> dict[str, Any]:
    shown = (
        "id",
        "kind",
        "digest",
        "topic",
        "story",
        "other",
        "scope",
        "name",
        "figures",
        "title",
        "until",
        "by",
        "why",
    )
    return {name: getattr(action, name) for name in (*shown, "at", "undone_at")}


def _told(action: Action) -> str:
    """An action in a line."""
    what = action.name if action.scope is not Scope.STORY else f"s{action.story} {terminal.cut(action.title, 60)}"
    parts = [f"{action.kind} {what}"]
    parts += [f"with s{action.other}"] if action.kind is Kind.JOIN else []
    parts += [f"{len(action.articles)} of its reports are now s{action.other}"] if action.kind is Kind.SPLIT else []
    parts += [", ".join(f"{value:g} {unit}" for value, unit in action.figures)] if action.figures else []
    parts += [f"until {action.until:%Y-%m-%d}"] if action.until else []
    parts += [f"for {action.digest}"] if action.digest else []
    parts += ["undone"] if action.undone_at else []
    return " · ".join(parts)
