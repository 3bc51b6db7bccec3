"""worker: one of several processes that perform jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from monitor.errors import Invalid
from monitor.work import WorkList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.jobs import Job
    from monitor.settings import Settings


@click.command(short_help="One of several processes that do the work, on PostgreSQL.")
@click.option("--jobs", "names", help=f"Only these, separated by commas: {', '.join(WorkList)}.")
def worker(names: str | None) -> None:
    """Do what `monitor run` finds due, until stopped; start as many as you like, on any machine (MONITOR_ENGINE)."""
    import asyncio

    from monitor import logs, settings

    logs.set_up()
    chosen = settings.read()
    if chosen.engine == "embedded":
        told = "workers need MONITOR_ENGINE=procrastinate; without it `monitor run` does all the work itself"
        raise Invalid(told, where="MONITOR_ENGINE")
    asyncio.run(_work(chosen, _table(names)))


def _table(names: str | None) -> Sequence[Job]:
    from monitor.jobs import JOBS

    wanted = [name.strip() for name in (names or ",".join(WorkList)).split(",") if name.strip()]
    if strange := [name for name in wanted if name not in list(WorkList)]:
        raise Invalid(f'"{strange[0]}" is no job; write some of {", ".join(WorkList)}', where="--jobs")
    return [job for job in JOBS if job.list in wanted]


async def _work(chosen: Settings, table: Sequence[Job]) -> None:
    import asyncio
    import signal

    from monitor import build
    from monitor.engines import clock, deferring, memory
    from monitor.engines.worker import Worker

    memory.keep_little()
    stopping, now = asyncio.Event(), clock.SteadyClock()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stopping.set)
    async with build.open_app(chosen, now=now, daemon=False, worker=True) as app, deferring.opened(app) as engine:
        reload = lambda app: build.reload_app(app, chosen, sync=False)  # noqa: E731
        await Worker(engine, table, now, chosen.config, reload).live(stopping)
