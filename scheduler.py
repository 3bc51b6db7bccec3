"""The daemon: opens the app, keeps the time, stops cleanly. Start it with `python scheduler.py` or `monitor run`.

APScheduler only says "look now"; what is due stands in the database. SIGTERM and SIGINT stop it within 30 seconds,
SIGHUP takes over a changed configuration (so does a change of feeds.yaml by itself).
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from monitor import build, logs, settings
from monitor.engines import health, notify
from monitor.engines.clock import SteadyClock
from monitor.engines.daemon import Daemon
from monitor.engines.embedded import Embedded
from monitor.errors import DaemonRunning, Invalid, MonitorError

TICK = 15  # seconds


async def run(chosen: settings.Settings) -> None:
    """Run until a signal says stop. Raises DaemonRunning at once when another daemon holds the database."""
    clock, stop, loop = SteadyClock(), asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)
    async with build.open_app(chosen, now=clock, daemon=True) as app:
        engine = Embedded(app)
        daemon = Daemon(engine, clock, chosen.config, lambda app: build.reload_app(app, chosen))
        async with health.served(daemon.health, os.environ.get("MONITOR_METRICS", "")):
            await keep_time(daemon, engine, stop)


async def keep_time(daemon: Daemon, engine: Embedded, stop: asyncio.Event) -> None:
    """Ticks while the engine works; a clean stop when `stop` is set."""
    ticks = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    ticks.add_job(daemon.tick, "interval", seconds=TICK, id="tick")
    ticks.add_job(daemon.prune, "interval", hours=1, id="prune")

    def start_over() -> None:  # APScheduler waits by the wall clock: after a jump it would wait for too long
        for job, pause in (("tick", {"seconds": TICK}), ("prune", {"hours": 1})):
            ticks.reschedule_job(job, trigger="interval", **pause)

    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, ticks.add_job, daemon.reload)
    engine.start()
    ticks.start()
    heart = asyncio.create_task(daemon.watch(start_over))
    notify.tell("READY=1")
    await stop.wait()
    notify.tell("STOPPING=1")
    ticks.shutdown(wait=False)
    heart.cancel()
    await engine.stop()


def main() -> int:
    """The exit code: 0 stopped, 2 wrong configuration, 75 another daemon holds the database, 1 anything else."""
    logs.set_up()
    try:
        asyncio.run(run(settings.read()))
    except MonitorError as error:
        print(error, file=sys.stderr)  # noqa: T201 - to the person who started it
        return {Invalid: 2, DaemonRunning: 75}.get(type(error), 1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
