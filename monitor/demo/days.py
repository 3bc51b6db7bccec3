"""The days of the demo: what is published, what becomes of it, and the mails that result.

Day 1 is the world of `world/`. On day 2 something changes, something is repeated, something is corrected, something is
called off; on day 3 nothing is new; then the machine sleeps until day 6.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from monitor import jobs
from monitor.app import App
from monitor.demo import checks, told, world
from monitor.demo.postbox import Postbox
from monitor.demo.server import Sites
from monitor.demo.world import Outlet
from monitor.settings import Settings
from monitor.store import open_reports

DAYS = (1, 2, 3, 6)


class Clock:
    """The demo's clock: this machine's, moved ahead by whole days."""

    def __init__(self, start: datetime) -> None:
        self._ahead, self._begun, self._start = timedelta(), time.monotonic(), start

    def __call__(self) -> datetime:
        """Now, aware UTC."""
        return self._start + self._ahead + timedelta(seconds=time.monotonic() - self._begun)

    def pass_days(self, days: int) -> None:
        """Move ahead by some days."""
        self._ahead += timedelta(days=days)


def first_day(folder: Path, outlets: Sequence[Outlet], sites: Sites, box: Postbox) -> list[str]:
    """Print the first edition and check it against what the world expects."""
    files = sorted((folder / "editions").glob("*.json"))
    if not files:
        return ["no edition was made; MONITOR_LOG=info tells more"]
    made: dict[str, Any] = json.loads(files[-1].read_text(encoding="utf-8"))
    told.edition(made, sites, outlets)
    return checks.mistakes(made, outlets, sites.bases, box.letters)


def next_day(outlets: Sequence[Outlet], passed: int, day: int) -> list[Outlet]:
    """The outlets some days later, with what has been published since."""
    fresh = world.later(day)
    return [world.older(one, timedelta(days=passed), fresh.get(one.slug, ())) for one in outlets]


async def later_day(
    app: App, chosen: Settings, day: int, outlets: Sequence[Outlet], sites: Sites, box: Postbox
) -> list[str]:
    """Print what a later day brings, in a few lines; returns everything that is not as expected."""
    for outlet in outlets:
        sites.publish(outlet, app.now())
    mails = len(box.letters)
    await jobs.run_until_idle(app)
    fresh = world.later(day)
    told.say(f"\nDay {day}: {sum(map(len, fresh.values()))} more pieces have come out.")
    with open_reports(chosen.database_url) as reports:
        line = reports.editions(limit=1)[0]
    made = json.loads(await app.store.digests.json((await app.store.digests.issues(line.digest))[0].id))
    if line.skipped:
        told.say(f"No mail: {line.skipped}.")
    else:
        told.stories(made)
        start, end = (datetime.fromisoformat(made["window"][name]) for name in ("start", "end"))
        if (covered := round((end - start) / timedelta(days=1))) > 1:
            told.say(f"A catch-up: it covers {covered} days, because none was sent in between.")
        for letter in box.letters[mails:]:
            told.say(f"Mail: “{letter['Subject']}”")
    return checks.later_mistakes(day, {} if line.skipped else made, fresh, sites.bases, box.letters[mails:])


def name_mails(box: Postbox, folder: Path) -> None:
    """Write every mail to a file, as its reader would open it, and list the files: the end of the demo."""
    told.say("\nThe mails, to be opened in a browser:")
    for number, letter in enumerate(box.letters, start=1):
        path = folder / f"mail-{number}.html"
        path.write_text(_html(letter), encoding="utf-8")
        told.say(f"  {path}  “{letter['Subject']}”")
    told.say(f"Beside them the archive: {folder / 'digests/demo/editions/index.html'}")


def _html(letter: EmailMessage) -> str:
    part = letter.get_body(("html", "plain"))
    return str(part.get_content()) if part else ""
