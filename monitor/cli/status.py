"""status: the state of everything at a glance. Only reads the database, without the rest of the program."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from monitor.cli import terminal, watched

if TYPE_CHECKING:
    from monitor.store.feed_lines import FeedLine
    from monitor.store.reports import Reports


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--all", "every", is_flag=True, help="Every feed, including those that are well.")
@click.option("--urls", is_flag=True, help=watched.URLS)
def status(as_json: bool, every: bool, urls: bool) -> None:
    """Feed health, work lists, outbox, next editions."""
    from monitor import settings
    from monitor.store import open_reports

    now = datetime.now(UTC)
    with open_reports(settings.read().database_url) as reports:
        if as_json:
            terminal.show_json(_plain(reports, now, urls=urls))
            return
        _show_totals(reports)
        _show_config(reports)
        _show_digests(reports, now)
        _show_lists(reports, now)
        _show_workers(reports, now)
        _show_outbox(reports, now)
        _show_feeds(reports, now, every=every, urls=urls)


def _plain(reports: Reports, now: datetime, *, urls: bool) -> dict[str, object]:
    return {
        "at": now,
        "held": reports.held(),
        "config": reports.config_problem() or None,
        "totals": reports.totals(),
        "digests": reports.digests(),
        "lists": reports.lists(now=now),
        "workers": reports.workers(),
        "outbox": reports.outbox_states(),
        "paused": reports.paused(),
        "feeds": [line if urls else watched.shown(line) for line in reports.feeds()],
    }


def _show_totals(reports: Reports) -> None:
    totals = reports.totals()
    names = ("entries", "articles", "stories", "editions", "seeds")
    counts = ", ".join(f"{name} {totals[name]:,}" for name in names)
    zone = f"times in {datetime.now(UTC).astimezone():%Z}"
    click.echo(f"{reports.place} ({terminal.size(totals['bytes'])}): {counts}; {zone}")
    if held := reports.held():
        click.echo(terminal.bad(f"all mail is held: {held}; see `monitor outbox release`"))


def _show_config(reports: Reports) -> None:
    for line in reports.config_problem().splitlines():
        click.echo(terminal.bad(line))


def _show_digests(reports: Reports, now: datetime) -> None:
    terminal.heading("Digests")
    rows = []
    for digest in reports.digests():
        last = next(iter(reports.editions(digest.name, limit=1)), None)
        told = "no edition yet"
        if last:
            told = f"last {terminal.moment(last.composed_at, now)}: {last.subject or f'no mail ({last.skipped})'}"
        problem = terminal.bad(digest.problem) + " · " if digest.problem else ""
        is_due = digest.next_due_at is not None and digest.next_due_at <= now
        due = "due since" if is_due else "next"
        rows.append((digest.name, f"{due} {terminal.moment(digest.next_due_at, now)}", problem + told))
    terminal.table(rows)


def _show_lists(reports: Reports, now: datetime) -> None:
    terminal.heading("Work")
    rows = []
    for name, list in reports.lists(now=now).items():
        behind = now - list.oldest_due_at if list.oldest_due_at else None
        late = terminal.bad(f"behind by {terminal.span(behind)}") if behind and behind.total_seconds() > 900 else ""
        given_up = terminal.bad(f"{list.buried} given up") if list.buried else ""
        problem = (
            list.problem if name in {"entries", "placings", "replies", "editions"} else ""
        )  # others are listed below
        notes = [note for note in (late, given_up, problem) if note]
        rows.append((name, f"{list.due:,} due", f"{list.waiting:,} later", " · ".join(notes)))
    terminal.table(rows)


def _show_workers(reports: Reports, now: datetime) -> None:
    """Only where there are several processes."""
    workers = reports.workers()
    if not workers:
        return
    terminal.heading("Workers")
    for one in workers:
        silent = int((now - one.seen_at).total_seconds())
        mark = terminal.good("at work") if silent < 60 else terminal.bad(f"not heard of for {silent} s")
        click.echo(f"  {one.name:<30} {mark}  {one.done:,} done; {', '.join(one.lists)}")


def _show_outbox(reports: Reports, now: datetime) -> None:
    states = reports.outbox_states()
    terminal.heading("Mail")
    click.echo("  " + (", ".join(f"{count:,} {state}" for state, count in states.items()) or "none yet"))
    lines = reports.outbox(unsent=True, limit=20)
    unsent = [line for line in lines if line.answer and line.state not in {"held", "sent"}]
    terminal.table(
        [(str(line.id), line.recipient, line.state, terminal.moment(line.made_at, now), line.answer) for line in unsent]
    )
    terminal.table(
        [
            (
                str(one.action),
                one.reader,
                "paused",
                f"since {terminal.moment(one.since, now)}",
                one.digest or "all digests",
            )
            for one in reports.paused()
        ]
    )
    back = [line for line in lines if line.returned]
    terminal.table(
        [
            (str(line.id), line.recipient, "came back", terminal.moment(line.made_at, now), line.returned)
            for line in back
        ]
    )


def _show_feeds(reports: Reports, now: datetime, *, every: bool, urls: bool) -> None:
    lines = [line for line in reports.feeds() if line.enabled]
    troubled = [line for line in lines if line.problem or line.gone]
    terminal.heading(f"Feeds: {len(lines) - len(troubled)} well, {len(troubled)} in trouble")
    noted = [line for line in lines if line in troubled or line.dropped]
    terminal.table([_feed_row(line, now, urls=urls) for line in (lines if every else noted)])
    newest = max((line.last_new_at for line in lines if line.last_new_at), default=None)
    click.echo(f"  newest entry {terminal.moment(newest, now)}")


def _feed_row(line: FeedLine, now: datetime, *, urls: bool) -> tuple[str, str, str, str]:
    since = f" (for {terminal.span(now - line.problem_since)})" if line.problem_since else ""
    mark = terminal.bad("✗") if line.problem or line.gone else terminal.good("✓")
    told = f"{line.problem}{since}" if line.problem else f"{line.rhythm:.1f} entries a day"
    told += f"; {line.dropped:,} entries left out: too many at once, or unreadable" if line.dropped else ""
    name = line.url if urls else terminal.cut(line.title or watched.address(line.url, whole=False), 34)
    look = "never again" if line.gone else f"next {terminal.moment(line.next_look_at, now)}"
    return mark, name, look, told
