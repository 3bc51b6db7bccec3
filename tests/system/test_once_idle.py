"""`once` with nothing due: it says so, and loads nothing that only reading, fetching or telling needs."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import build, settings

ROOT = Path(__file__).parents[2]
FEEDS = "topics: [openai-infrastructure]\nfeeds:\n  - url: https://a.example/\n  - url: https://b.example/\ndigests:\n  daily: {}\n"
HEAVY = {"aiohttp", "feedparser", "trafilatura", "lxml", "jinja2", "ruamel", "pebble", "email_validator", "aiosmtplib", "alembic"}  # fmt: skip
ONCE = f"import sys; from monitor.__main__ import main; main(['once', '--no-mail']); print('loaded', {HEAVY} & sys.modules.keys())"


async def opened(chosen: settings.Settings) -> None:
    async with build.open_app(chosen):
        pass


@pytest.mark.slow
def test_feeds_due_at_the_same_moment_wait_and_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text(FEEDS, encoding="utf-8")
    given = {
        "MONITOR_CONFIG": str(tmp_path / "feeds.yaml"),
        "MONITOR_DATABASE_URL": f"sqlite:///{tmp_path}/monitor.db",
    }
    asyncio.run(opened(settings.read(given)))
    later = f"{datetime.now(UTC) + timedelta(hours=2):%Y-%m-%d %H:%M:%S.000000}"
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as base, base:
        base.execute("UPDATE feeds SET due_at = ?", (later,))
    env = {name: value for name, value in os.environ.items() if not name.startswith("MONITOR_")}
    done = subprocess.run(
        [sys.executable, "-c", ONCE],
        cwd=tmp_path,
        env={**env, **given, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "2 feeds wait" in done.stdout, done
    assert "loaded set()" in done.stdout, done
