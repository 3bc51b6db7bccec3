"""What the daemon does at each tick and each heartbeat, and how it adopts a changed configuration."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from monitor import failpoints
from monitor.app import App
from monitor.digests import schedule
from monitor.edition import Digest
from monitor.engines import notify, renewal
from monitor.engines.clock import SteadyClock
from monitor.engines.health import Health
from monitor.engines.looking import Looking
from monitor.engines.watch import Watch
from monitor.errors import MonitorError, Temporary
from monitor.fetch import client
from monitor.store import retention

log = logging.getLogger(__name__)

HEARTBEAT = 5.0  # seconds
LOOK = 60.0  # seconds after which it looks even if no work was done
KEEP = timedelta(days=180)  # for texts nothing needs any more

Reload = Callable[[App], Awaitable[App]]  # raises MonitorError when the new configuration cannot be used
Stamp = tuple[int, int, int]


class Daemon:
    """The watch over the engine."""

    def __init__(self, engine: Looking, clock: SteadyClock, config: Path, reload: Reload) -> None:
        self.health = Health(engine)
        self._looked = (-1, 0.0)  # pieces of work done by then, and when
        self._engine, self._clock = engine, clock
        self._config, self._reload = config, reload
        self._stamp = stamp(config)

    async def tick(self) -> None:
        """Look at everything: due work, a changed feeds.yaml, messages that were given up."""
        failpoints.hit("tick")
        self._engine.nudge_all()
        await self.notice()
        dead = self.health.dead_letters
        with contextlib.suppress(Temporary):  # the engine tells that the database does not answer
            await self.health.look()
            await self._look_around()
        if self.health.dead_letters > dead:
            log.error("%d messages could not be delivered; see `monitor outbox list`", self.health.dead_letters)

    async def _look_around(self) -> None:
        """Log what has happened since the last look: it is in the database, whoever did it."""
        done = self._engine.done.total()
        if self.health.watch and (done != self._looked[0] or time.monotonic() - self._looked[1] >= LOOK):
            self._looked = (done, time.monotonic())
            app = self._engine.app
            await asyncio.to_thread(self.health.watch.look, app.now(), app.catalog)

    async def notice(self) -> None:
        """Adopt feeds.yaml if it has changed; costs one check of the file's status."""
        if (found := stamp(self._config)) != self._stamp:
            self._stamp = found
            await self.reload()

    async def prune(self) -> None:
        """Delete what nothing needs any more, renew what an earlier version made; nothing reported is forgotten."""
        app = self._engine.app
        with contextlib.suppress(Temporary):  # likewise; an hour later it is tried again
            await retention.prune_by_a_steady_clock(app.store, now=app.now(), keep=KEEP)
            if renewed := await renewal.renew(app):
                log.info("made %d imprints of an earlier version anew", renewed)

    async def reload(self) -> None:
        """Adopt feeds.yaml and topics as they are now; if they cannot be used, everything stays as it was."""
        notify.tell("RELOADING=1")
        try:
            self._engine.app = await self._reload(self._engine.app)
        except MonitorError as error:
            self.health.config = f"the old configuration stays: {error}"
            with contextlib.suppress(Temporary):
                await self._engine.app.store.note_config(self.health.config)
            log.error("%s", self.health.config)  # noqa: TRY400 - the line says it all
        else:
            self.health.config = ""
            self._engine.nudge_all()
            log.info("new configuration in use")
        notify.tell("READY=1")

    async def live(self, on_jump: Callable[[], None], stop: asyncio.Event) -> None:
        """The engine works until `stop` is set; then running work may finish (25 seconds)."""
        self._tell_start()
        self.health.watch = Watch(self._engine.app.store.database.place)
        await self._look_around()
        self._engine.start()
        heart = asyncio.create_task(self.beat(on_jump))
        notify.tell("READY=1")
        await stop.wait()
        notify.tell("STOPPING=1")
        heart.cancel()
        log.info("stopping: running work may finish")
        whole = await self._engine.stop()
        log.info("stopped" if whole else "stopped; what was cut short is done at the next start")

    def _tell_start(self) -> None:
        """Version, feeds, digests, and when the next editions are due, in their readers' time zones."""
        app = self._engine.app
        digests = app.catalog.digests.values()
        due = [f"{digest.name} {_clock(schedule.next_due(digest, app.now()), digest)}" for digest in digests]
        enabled = sum(1 for feed in app.catalog.feeds if feed.enabled)
        log.info(
            "news-monitor %s started: %d feeds of %s; next editions: %s; mail: %s",
            client.version(), enabled, app.catalog.path, ", ".join(due) or "none",
            "set up" if app.mailer else "no mail server, files only",
        )  # fmt: skip

    async def beat(self, on_jump: Callable[[], None]) -> None:
        """A heartbeat on the monotonic clock: tells systemd we are alive, and compares our clock with the wall clock.

        `on_jump` is called when the wall clock has jumped: whatever waits on it must be restarted.
        """
        while True:
            odd = self._clock.compare()
            if odd != self.health.clock:
                log.error("%s", odd) if odd else log.info("the wall clock is right again")
                on_jump()
            self.health.clock = odd
            if self._engine.alive:
                notify.tell("WATCHDOG=1")
            await asyncio.sleep(min(HEARTBEAT, notify.heartbeat_seconds() or HEARTBEAT))


def _clock(at: datetime, digest: Digest) -> str:
    return f"{at.astimezone(ZoneInfo(digest.timezone)):%a %d %b %H:%M %Z}"


def stamp(path: Path) -> Stamp | None:
    """What changes when a file changes; None while there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
