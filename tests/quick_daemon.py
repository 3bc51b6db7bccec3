"""The daemon on a fast clock: a day in minutes, with its real ticks, log and commands.

python -m tests.quick_daemon SPEED BEGIN        BEGIN: start of its day, in seconds since 1970

Ticks and time limits of network and mail are real; due times, and the times in the log, follow the fast clock.
"""

import asyncio
import logging
import sys
import time
from datetime import UTC, datetime, timedelta

import scheduler
from monitor import build, logs, settings
from monitor.engines import clock, daemon, embedded, health


class QuickClock:
    """A clock that runs `speed` times as fast, from `begin` on."""

    def __init__(self, speed: float, begin: float) -> None:
        self._speed, self._begin, self._started = speed, begin, time.monotonic()

    def running(self) -> float:
        return (time.monotonic() - self._started) * self._speed

    def wall(self) -> datetime:
        return datetime.fromtimestamp(self._begin, UTC) + timedelta(seconds=self.running())


async def run(chosen: settings.Settings, quick: QuickClock) -> None:
    """Like `scheduler.run`, with another clock."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(15, stop.set)
    now = clock.SteadyClock(quick.wall, quick.running)
    async with build.open_app(chosen, now=now, daemon=True) as app:
        watch = daemon.Daemon(embedded.Embedded(app), now, chosen.config, lambda app: build.reload_app(app, chosen))
        async with health.served(watch.health, chosen.metrics):
            await scheduler.keep_time(watch, stop)


def main() -> None:
    quick = QuickClock(float(sys.argv[1]), float(sys.argv[2]))
    plain = logging.getLogRecordFactory()

    def record(*given: object, **more: object) -> logging.LogRecord:
        made = plain(*given, **more)
        made.created = quick.wall().timestamp()
        return made

    logging.setLogRecordFactory(record)
    logs.set_up()
    asyncio.run(run(settings.read(), quick))


if __name__ == "__main__":
    main()
