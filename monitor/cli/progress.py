"""What a person sees while work is done: bars on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress

    from monitor.app import App
    from monitor.jobs import Job, OnDone

Due = Callable[[], Awaitable[Mapping[str, int]]]  # pieces of work due now, by list

LOOK = 0.25  # seconds between two looks at the work lists
LINE = 10.0  # seconds between two lines if nobody watches

LABELS = {
    "feeds": "polling feeds",
    "entries": "reading articles",
    "placings": "placing them among the stories",
    "replies": "reading answers",
    "digests": "composing digests",
    "editions": "writing files",
    "outbox": "delivering mail",
    "channels": "calling channels",
}


@asynccontextmanager
async def of_jobs(app: App) -> AsyncIterator[OnDone]:
    """An `on_done` that shows how far the work lists are."""
    done: Counter[str] = Counter()

    def on_done(job: Job, pieces: int) -> None:
        done[job.list.value] += pieces

    async def due() -> Mapping[str, int]:
        counts = await app.store.work.counts(now=app.now())
        return {str(name): numbers[1] for name, numbers in counts.items()}

    show = _bars if sys.stderr.isatty() else _lines
    watching = asyncio.create_task(show(done, due))
    try:
        yield on_done
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching


async def _bars(done: Mapping[str, int], due: Due) -> None:
    with opened_bars() as bars:
        tasks = {name: bars.add_task(label, total=None, visible=False) for name, label in LABELS.items()}
        try:
            while True:
                waiting = await due()
                for name, task in tasks.items():
                    total = done[name] + waiting.get(name, 0)
                    bars.update(task, completed=done[name], total=total, visible=total > 0)
                await asyncio.sleep(LOOK)
        finally:
            for name, task in tasks.items():
                bars.update(task, completed=done[name], total=done[name], visible=done[name] > 0)


async def _lines(done: Mapping[str, int], due: Due) -> None:
    del due
    told, last = "", time.monotonic()
    try:
        while True:
            await asyncio.sleep(LOOK)
            if time.monotonic() - last >= LINE:
                last, told = time.monotonic(), _print_changed(done, told)
    finally:
        _print_changed(done, told)


def _print_changed(done: Mapping[str, int], told: str) -> str:
    line = ", ".join(f"{name} {done[name]}" for name in LABELS if done[name])
    if line and line != told:
        click.echo(f"done: {line}", err=True)
    return line


def opened_bars() -> Progress:
    """Bars on stderr, so that stdout only has the result."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    return Progress(
        SpinnerColumn(finished_text="✓"),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    )
