"""All commands under one name, and how every error is shown to the person at the terminal.

Exit codes: 0 done; 2 wrong usage or configuration; 1 the job failed; 75 another daemon holds the database.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from monitor import logs
from monitor.cli import (
    actions,
    archive,
    care,
    corpus,
    corrections,
    feeds,
    insight,
    ledger,
    mail,
    moving,
    once,
    start,
    status,
    topics,
    web,
    work,
    worker,
)
from monitor.errors import DaemonRunning, Invalid, MonitorError
from monitor.store import damage

DONE, FAILED, WRONG, BUSY, INTERRUPTED = 0, 1, 2, 75, 130

SECTIONS: dict[str, tuple[click.Command, ...]] = {
    "Start": (start.init, work.demo, once.once, work.run, worker.worker),
    "Look": (status.status, work.preview, insight.why, ledger.ledger, corrections.corrections, web.web),
    "What you say": (actions.act, actions.actions),
    "Sources and knowledge": (feeds.feeds, topics.topics, corpus.corpus),
    "Mail": (mail.send_test, mail.outbox, archive.archive),
    "Care": (care.check, care.backup, care.restore, moving.migrate_database, insight.evaluate, start.completion),
}


class Sections(click.Group):
    """A help page in the order people need things, not in alphabetical order."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in order."""
        del ctx
        return [command.name or "" for commands in SECTIONS.values() for command in commands]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One list per section."""
        del ctx
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(command.name or "", command.get_short_help_str(80)) for command in commands])


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    del param
    if value:
        from importlib import metadata

        try:
            click.echo(f"news-monitor {metadata.version('news-monitor')}")
        except metadata.PackageNotFoundError:
            click.echo("news-monitor (run from a checkout)")
        ctx.exit()


@click.group(
    cls=Sections,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Settings come from the environment (MONITOR_…): see README.md.",
)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version.")
def program() -> None:
    """Watch feeds for one topic and mail digests of only what is new."""


for _commands in SECTIONS.values():
    for _command in _commands:
        program.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code. Errors are reported in one clear line on stderr."""
    logs.show_what_can_be_shown()
    try:
        given = list(arguments) if arguments is not None else None
        outcome = program.main(args=given, complete_var="_MONITOR_COMPLETE", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("\nstopped", err=True)
        return INTERRUPTED
    except BrokenPipeError:  # `monitor … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if os.environ.get("MONITOR_DEBUG"):
            raise
        return _reported(error)
    return outcome if isinstance(outcome, int) else DONE


def _reported(error: Exception) -> int:
    """The error as a line, and its exit code."""
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if isinstance(error.filename, str) else ""
        click.echo(logs.redacted(f"{where}{error.strerror}"), err=True)
        return FAILED
    if line := damage.message(error):
        click.echo(line, err=True)
        return FAILED
    if not isinstance(error, MonitorError):
        hint = " (a bug in the program; MONITOR_DEBUG=1 shows where)"
        click.echo(logs.redacted(f"{type(error).__name__}: {error}{hint}"), err=True)
        return FAILED
    click.echo(str(error) if isinstance(error, Invalid) else logs.redacted(str(error)), err=True)
    return {Invalid: WRONG, DaemonRunning: BUSY}.get(type(error), FAILED)
