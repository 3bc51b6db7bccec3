"""init: a folder of your own, from scratch."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor import problems
from monitor.cli import terminal
from monitor.errors import Invalid, MonitorError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ENV_FILE = """\
# Read by every command that finds feeds.yaml in this folder; the environment takes precedence.
# docs/operating.md of the news monitor lists every variable.

# The mail server:  smtps://user@host:465   smtp+starttls://user@host:587   smtp://localhost:25
{smtp}
{password}
{sender}

# Where webmasters can reach you: goes into the User-Agent of every request.
{contact}

# Networks of yours that may be requested although they are not public.
#MONITOR_ALLOW_PRIVATE=192.168.0.0/16

# Logins of feeds, for `auth: env:MONITOR_LOGIN_PAPER` in feeds.yaml.
#MONITOR_LOGIN_PAPER=user:password
"""


@click.command(short_help="Write your own feeds.yaml, templates and settings into a folder.")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--to", help="Your mail address; without one, digests are written to files only.")
@click.option("--timezone", help="Time zone, e.g. Europe/Berlin; default: this machine's.")
@click.option("--language", type=click.Choice(problems.LANGUAGES), help="Language of the text around the news.")
@click.option("--contact", help="Where webmasters can reach you: a web or mail address, sent with every request.")
@click.option("--smtp", help="Your mail server, e.g. smtps://user%40example.org@mail.example.org:465.")
@click.option("--empty", is_flag=True, help="Start without the packaged list of feeds.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def init(folder: Path | None, empty: bool, yes: bool, **given: str | None) -> None:
    """Write feeds.yaml, digests/ and monitor.env into DIR (default: the current folder), and say what comes next.

    Files that are there already stay as they are. In ~/.config/news-monitor all commands find it from anywhere.
    """
    place = folder if folder is not None else Path()
    asks = not yes and sys.stdin.isatty()
    if (place / "feeds.yaml").exists():
        raise Invalid(
            "is there already, and stays as it is; edit it, or name another folder", where=str(place / "feeds.yaml")
        )
    chosen = {
        "to": _asked(asks, "Your mail address (empty: digests are written to files only)", given["to"], "", _address),
        "zone": _asked(asks, "Time zone", given["timezone"], _zone_here(), _zone),
        "language": _asked(asks, f"Language of the digests: {', '.join(problems.LANGUAGES)}", given["language"],
                           _language_here(), _language),
        "contact": _asked(asks, "Where webmasters can reach you: a page or address for every request (empty: none)",
                          given["contact"], "", _contact),
    }  # fmt: skip
    if asks and not empty:
        empty = not click.confirm(f"Start with the {_along()} packaged feeds?", default=True)
    wants_mail = asks and bool(chosen["to"])
    chosen["smtp"] = _asked(
        wants_mail, "Your mail server, e.g. smtps://user@host:465 (empty: later)", given["smtp"], "", _server
    )
    try:
        _write(place, chosen, empty=empty)
    except OSError as error:
        raise MonitorError(f"{error.filename or place}: cannot be written: {error.strerror}") from None
    _show_next(place, chosen, empty=empty)


@click.command(short_help="Completion of commands and options for your shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), required=False)
def completion(shell: str | None) -> None:
    """Print the script that completes commands and options in SHELL (default: yours).

    bash: monitor completion bash > ~/.local/share/bash-completion/completions/monitor;
    zsh: monitor completion zsh > a folder of $fpath, as _monitor;
    fish: monitor completion fish > ~/.config/fish/completions/monitor.fish
    """
    from click.shell_completion import get_completion_class

    known = {"bash", "zsh", "fish"}
    named = shell or Path(os.environ.get("SHELL", "")).name
    make = get_completion_class(named) if named in known else None
    if make is None:
        raise Invalid("this shell is not supported; name one: monitor completion bash, zsh or fish")
    click.echo(make(click.get_current_context().find_root().command, {}, "monitor", "_MONITOR_COMPLETE").source())


def _along() -> int:
    """How many feeds the packaged list has."""
    from monitor import defaults

    return defaults.path("feeds.yaml").read_text(encoding="utf-8").count("\n  - url:")


def _asked(asks: bool, question: str, given: str | None, default: str, check: Callable[[str], str]) -> str:
    """A valid answer: as given, asked for until it is valid, or the default."""
    if given is not None:
        try:
            return check(given.strip())
        except ValueError as error:
            raise Invalid(str(error)) from None
    while asks:
        try:
            return check(str(click.prompt(question, default=default, show_default=bool(default))).strip())
        except ValueError as error:
            click.echo(f"  {error}")
    return default


def _address(text: str) -> str:
    from monitor.catalog import values

    return values.mail_address(text) if text else ""


def _zone(text: str) -> str:
    from monitor.catalog import values

    return values.zone(text)


def _language(text: str) -> str:
    from monitor.catalog import values

    return values.frame_language(text)


def _contact(text: str) -> str:
    return _setting("MONITOR_CONTACT", text)


def _server(text: str) -> str:
    return _setting("MONITOR_SMTP_URL", text)


def _setting(name: str, text: str) -> str:
    """A value the settings accept, or nothing. Raises ValueError."""
    from monitor import settings

    if text:
        try:
            settings.read({name: text, "MONITOR_MAIL_FROM": "news@example.org"})
        except Invalid as error:
            raise ValueError(str(error).removeprefix(f"{name}: ")) from None
    return text


def _zone_here() -> str:
    """The time zone of this machine, as far as it has a name."""
    from monitor.catalog import values

    link = os.path.realpath("/etc/localtime").partition("/zoneinfo/")[2]
    for name in (os.environ.get("TZ", "").lstrip(":"), link, "UTC"):
        try:
            return values.zone(name)
        except ValueError:
            continue
    return "UTC"


def _language_here() -> str:
    """From the environment; the digests' own default if it says nothing."""
    from monitor import language

    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return language.of(told[:2].lower()).code


def _write(place: Path, chosen: Mapping[str, str], *, empty: bool) -> None:
    import shutil

    from monitor import defaults

    place.mkdir(parents=True, exist_ok=True)
    for source in sorted(defaults.path("digests").rglob("*")):
        inside = source.relative_to(defaults.path("digests"))
        target = place / "digests" / inside
        if source.is_file() and "editions" not in inside.parts and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    if not (place / "monitor.env").exists():
        handle = os.open(place / "monitor.env", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(_environment(chosen))
    shutil.copyfile(defaults.PACKAGE / "feeds.schema.json", place / "feeds.schema.json")
    text = defaults.path("feeds.yaml").read_text(encoding="utf-8")
    (place / "feeds.yaml").write_text(_feeds(text, chosen, empty=empty), encoding="utf-8")


def _feeds(text: str, chosen: Mapping[str, str], *, empty: bool) -> str:
    """The packaged list with the answers filled in."""
    text = text.replace("$schema=monitor/feeds.schema.json", "$schema=feeds.schema.json", 1)
    for key, value in (("timezone", chosen["zone"]), ("to", f"[{chosen['to']}]"), ("language", chosen["language"])):
        text = _filled(text, key, value)
    head, _, _ = text.partition("\nfeeds:\n")
    return f"{head}\nfeeds: []\n" if empty else text


def _filled(text: str, key: str, value: str) -> str:
    """The digest's key with a value of one's own; its remark stays in its column."""
    line = re.compile(rf"(?m)^( +{key}: )(\S+ +)(?=#)")
    return line.sub(lambda found: found[1] + f"{value} ".ljust(len(found[2])), text, count=1)


def _environment(chosen: Mapping[str, str]) -> str:
    server, reader, contact = chosen["smtp"], chosen["to"], chosen["contact"]
    return ENV_FILE.format(
        smtp=f"MONITOR_SMTP_URL={server}"
        if server
        else "#MONITOR_SMTP_URL=smtps://news%40example.org@mail.example.org:465",
        password="MONITOR_SMTP_PASSWORD=" if server else "#MONITOR_SMTP_PASSWORD=",
        sender=f"MONITOR_MAIL_FROM=News <{reader}>"
        if server and reader
        else "#MONITOR_MAIL_FROM=News <news@example.org>",
        contact=f"MONITOR_CONTACT={contact}" if contact else "#MONITOR_CONTACT=https://example.org/contact",
    )


def _show_next(place: Path, chosen: Mapping[str, str], *, empty: bool) -> None:
    terminal.table([
        (str(place / "feeds.yaml"), "what is watched, and your digests"),
        (str(place / "digests"), "how they look, and what was made"),
        (str(place / "monitor.env"), "mail server, sender, contact"),
    ], indent=0)  # fmt: skip
    steps = [f"cd {place}"] if str(place) not in {".", ""} else []
    steps += ["monitor feeds add SITE"] if empty else []
    steps += ["monitor once --now"]
    click.echo("Next:")
    for step in steps:
        click.echo(f"  {step}")
    if chosen["smtp"]:
        click.echo(
            "Write the password of the mail server into monitor.env; `monitor check` then says whether the login works."
        )
    elif chosen["to"]:
        click.echo("For mail, name your mail server in monitor.env; until then digests are only written to files.")
