"""The daemon as a user runs it: in its own process, on its own folder, watched from outside."""

import asyncio
import json
import os
import signal
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from monitor import build
from monitor.settings import Settings
from monitor.work import WorkList

ROOT = Path(__file__).parents[1]


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """Settings as environment variables."""
    smtp = settings.smtp
    login = f"{smtp.user}@" if smtp and smtp.user else ""
    scheme = {"none": "smtp", "starttls": "smtp+starttls", "tls": "smtps"}[smtp.security] if smtp else ""
    mail = {"MONITOR_SMTP_URL": f"{scheme}://{login}{smtp.host}:{smtp.port}"} if smtp else {}
    if smtp and smtp.password:
        mail["MONITOR_SMTP_PASSWORD"] = smtp.password
    own = {name: text for name, text in os.environ.items() if not name.startswith(("MONITOR_", "NOTIFY_", "WATCHDOG_"))}
    return {
        **own,
        "MONITOR_CONFIG": str(settings.config),
        "MONITOR_DIGESTS": str(settings.digests),
        "MONITOR_DATABASE_URL": settings.database_url,
        "MONITOR_ENGINE": settings.engine,
        "MONITOR_MAIL_FROM": settings.mail_from,
        "MONITOR_CONTACT": settings.contact,
        "MONITOR_ALLOW_PRIVATE": ",".join(map(str, settings.allow_private)),
        **mail,
        **more,
    }


@dataclass
class Daemon:
    """A running daemon and what it has said."""

    process: asyncio.subprocess.Process
    settings: Settings
    started: float = field(default_factory=time.monotonic)
    lines: list[dict[str, Any]] = field(default_factory=list)

    async def hear(self) -> None:
        assert self.process.stderr
        async for raw in self.process.stderr:
            try:
                self.lines.append(json.loads(raw))
            except ValueError:
                self.lines.append({"message": raw.decode().strip()})

    @property
    def said(self) -> str:
        return "\n".join(str(line["message"]) + str(line.get("exception", "")) for line in self.lines)

    async def until(self, holds: Callable[[], object], seconds: float = 150.0) -> None:
        """Wait until a condition is true; fails with the log if that never happens or the daemon has ended."""
        give_up = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < give_up, f"it did not come to that in {seconds} s:\n{self.said}"
            assert self.process.returncode is None, f"the daemon ended ({self.process.returncode}):\n{self.said}"
            await asyncio.sleep(0.02)

    async def stop(self, sign: signal.Signals = signal.SIGTERM, seconds: float = 30.0) -> tuple[int, float]:
        """Send a signal. Returns the exit code and the seconds it took."""
        began = time.monotonic()
        self.process.send_signal(sign)
        code = await asyncio.wait_for(self.process.wait(), seconds)
        return code, time.monotonic() - began


@asynccontextmanager
async def daemon(
    settings: Settings, command: Sequence[str] = (str(ROOT / "scheduler.py"),), **more: str
) -> AsyncIterator[Daemon]:
    """A daemon, or another command, that runs as long as the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=ROOT,
        env=environment(settings, **more),
        stderr=asyncio.subprocess.PIPE,
    )
    running = Daemon(process, settings)
    ears = asyncio.create_task(running.hear())
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        await ears


def rows(settings: Settings, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """The content of the database, read from outside."""
    path = settings.database_url.removeprefix("sqlite:///")
    if not Path(path).exists():
        return []
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute(query, values).fetchall()
    except sqlite3.OperationalError:
        return []  # does not exist yet
    finally:
        connection.close()


def settled(settings: Settings) -> int:
    """The number of settled entries."""
    return (
        int(rows(settings, "SELECT count(*) FROM entries WHERE seq IS NOT NULL")[0][0])
        if rows(settings, "SELECT 1 FROM counters")
        else 0
    )


async def make_due(settings: Settings, *lists: WorkList) -> None:
    """Make everything on these lists due at once, while no daemon runs."""
    async with build.open_app(settings) as app:
        for each in lists:
            await app.store.work.make_due(each, now=app.now())
