"""How things are shown: tables, times, JSON, colours where a terminal can show them."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import unicodedata
from collections.abc import Coroutine, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

T = TypeVar("T")
GAP = "  "


def finish(work: Coroutine[Any, Any, T]) -> T:
    """Run asynchronous work to its end."""
    import asyncio  # takes a tenth of a second, which `--help` does not need

    return asyncio.run(work)


def show_json(value: object) -> None:
    """One JSON document on stdout; characters it cannot show are escaped."""
    click.echo(json.dumps(value, ensure_ascii=not _shows_all(), indent=2, default=_plain))


def _shows_all() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, set | frozenset | tuple) else str(value)


def good(text: str) -> str:
    """Green on a terminal."""
    return click.style(text, fg="green")


def bad(text: str) -> str:
    """Red on a terminal."""
    return click.style(text, fg="red")


def faint(text: str) -> str:
    """Grey on a terminal."""
    return click.style(text, dim=True)


def heading(text: str) -> None:
    """A line over what follows."""
    click.echo(click.style(text, bold=True))


def wide() -> int:
    """Columns a line may have; unlimited if it is not a terminal."""
    if not sys.stdout.isatty():
        return 10_000
    try:
        return int(os.environ.get("COLUMNS", "")) or 80
    except ValueError:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80


def table(rows: Sequence[Sequence[str]], *, indent: int = 2) -> None:
    """Columns as wide as their cells; the last one is cut to the width of the terminal."""
    if not rows:
        return
    widths = [max(cells(row[column]) for row in rows) for column in range(len(rows[0]))]
    room = max(20, wide() - indent - sum(widths[:-1]) - len(GAP) * (len(widths) - 1))
    for row in rows:
        padded = [cell + " " * (width - cells(cell)) for cell, width in zip(row[:-1], widths[:-1], strict=True)]
        click.echo((" " * indent + GAP.join([*padded, cut(row[-1], room)])).rstrip())


def cells(text: str) -> int:
    """How many columns a text needs."""
    plain = click.unstyle(text)
    return sum(0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF") for sign in plain)


def cut(text: str, room: int) -> str:
    """A text that fits into `room` columns."""
    if cells(text) <= room:
        return text
    plain = click.unstyle(text)
    while plain and cells(plain) > room - 1:
        plain = plain[:-1]
    return plain.rstrip() + "…"


def moment(at: datetime | None, now: datetime) -> str:
    """A time in this machine's time zone: today 07:00, 21 Nov 18:04; a dash for never."""
    if at is None:
        return "–"
    local, today = at.astimezone(), now.astimezone()
    days = (local.date() - today.date()).days
    names = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in names:
        return f"{names[days]} {local:%H:%M}"
    return f"{local.day} {local:%b %H:%M}" if local.year == today.year else f"{local.day} {local:%b %Y}"


def span(length: timedelta) -> str:
    """A length of time in its largest unit: 45 s, 12 min, 3 h, 9 d."""
    seconds = abs(length.total_seconds())
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


def number(count: int, what: str, plural: str = "") -> str:
    """`1 feed`, `47 feeds`, `2 entries`."""
    return f"{count:,} {what if count == 1 else plural or what + 's'}"


def size(count: int) -> str:
    """Bytes in a readable unit."""
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count / 1_000:.1f} kB"
