"""The daemon: opens the app, keeps the time, stops cleanly. Start it with `python scheduler.py` or `monitor run`.

APScheduler only says "look now"; what is due is in the database. SIGTERM and SIGINT stop it within 30 seconds, SIGHUP
applies a changed configuration (so does a change of feeds.yaml by itself).
"""
# ruff: noqa: PLC0415 - importing the program takes a second; a second daemon should fail sooner

from __future__ import annotations

import asyncio
import signal
import sys
from datetime import UTC
from typing import TYPE_CHECKING

from monitor import logs, settings
from monitor.errors import DaemonRunning, Invalid, MonitorError
from monitor.store import places

if TYPE_CHECKING:
    from monitor.engines.daemon import Daemon

TICK = 15  # seconds
NOTICE = 3  # seconds, so that a changed feeds.yaml is in use within five


async def run(chosen: settings.Settings) -> None:
    """Run until a signal says stop. Raises DaemonRunning at once when another daemon holds the database."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until there is something to reload
    from monitor import build
    from monitor.engines import clock, daemon, health, memory

    memory.keep_little()
    now = clock.SteadyClock()
    async with build.open_app(chosen, now=now, daemon=True) as app, build.open_engine(app, chosen) as engine:
        watch = daemon.Daemon(engine, now, chosen.config, lambda app: build.reload_app(app, chosen))
        async with health.served(watch.health, chosen.metrics):
            await keep_time(watch, stop)


async def keep_time(watch: Daemon, stop: asyncio.Event) -> None:
    """Ticks while the engine works; a clean stop when `stop` is set."""
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    ticks = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    ticks.add_job(watch.tick, "interval", seconds=TICK, id="tick")
    ticks.add_job(watch.notice, "interval", seconds=NOTICE, id="notice")
    ticks.add_job(watch.prune, "interval", hours=1, id="prune")

    def start_over() -> None:  # APScheduler uses the wall clock: after a jump it would wait too long
        ticks.reschedule_job("tick", trigger="interval", seconds=TICK)
        ticks.reschedule_job("notice", trigger="interval", seconds=NOTICE)
        ticks.reschedule_job("prune", trigger="interval", hours=1)

    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, ticks.add_job, watch.reload)
    ticks.start()
    await watch.live(start_over, stop)
    ticks.shutdown(wait=False)


def main() -> int:
    """The exit code: 0 stopped, 2 wrong configuration, 75 another daemon holds the database, 1 anything else."""
    logs.show_what_can_be_shown()
    logs.set_up()
    try:
        chosen = settings.read()
        place = places.at(chosen.database_url)
        if place.exists():
            place.daemon_lock(several=chosen.engine != "embedded").release()
        asyncio.run(run(chosen))
    except MonitorError as error:
        print(error, file=sys.stderr)  # noqa: T201 - to the person who started it
        return {Invalid: 2, DaemonRunning: 75}.get(type(error), 1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
