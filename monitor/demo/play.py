"""`monitor demo`: the whole program against the news world of this folder, with plain output, checked at the end."""

from __future__ import annotations

import asyncio
import ipaddress
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from monitor import build, jobs, settings
from monitor.app import App
from monitor.corpus import seeds
from monitor.demo import days, postbox, press, server, told, world
from monitor.demo.postbox import Postbox
from monitor.demo.server import Sites
from monitor.demo.world import Outlet
from monitor.jobs import Job
from monitor.settings import Settings
from monitor.stories import group
from monitor.work import WorkList

FOLDER = Path("var/demo")  # below the current folder, like everything the program writes
TOPIC = "openai-infrastructure"
DIGEST = "demo"
READER = "leserin@example.org"
KNOWN = Path(__file__).parent / "corpus"  # texts that the demo's reader knows already

STAGES = {
    WorkList.FEEDS: "feeds looked at",
    WorkList.ENTRIES: "entries read or put aside",
    WorkList.PLACINGS: "articles put to their stories",
    WorkList.WORDINGS: "digests put into words",
    WorkList.DIGESTS: "digests composed",
    WorkList.EDITIONS: "editions written",
    WorkList.OUTBOX: "mails handed to the mail server",
}


def main(keep: bool = False) -> int:
    """Run the demo; 0 if everything is as expected. `keep` leaves database and feeds.yaml in `var/demo`."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="monitor-demo-") as scratch:
        return asyncio.run(play(FOLDER if keep else Path(scratch), FOLDER / "digests"))


async def play(work: Path, digests: Path) -> int:
    """Run the demo with its database in `work` and its editions below `digests`; returns the exit code."""
    started, clock, outlets = time.monotonic(), days.Clock(datetime.now(UTC)), list(world.outlets())
    async with server.serve(outlets, clock()) as sites:
        with postbox.listen() as box:
            told.say(f"A news world on this machine: {len(outlets)} outlets, {_pages(outlets)} pages, all invented.")
            chosen = chosen_settings(work, digests, box)
            chosen.config.write_text(feeds_yaml(outlets, sites), encoding="utf-8")
            async with build.open_app(chosen, now=clock) as app:
                await learn(app)
                await run(app)
                wrong = days.first_day(digests / DIGEST, outlets, sites, box)
                for before, day in pairwise(days.DAYS):
                    clock.pass_days(day - before)
                    outlets = days.next_day(outlets, day - before, day)
                    wrong += await days.later_day(app, chosen, day, outlets, sites, box)
    days.name_mails(box, digests.parent)
    for line in wrong:
        told.say(f"WRONG: {line}")
    told.say(f"\n{'FAILED' if wrong else 'All as expected'}, after {time.monotonic() - started:.0f} seconds.")
    return 1 if wrong else 0


def chosen_settings(work: Path, digests: Path, box: Postbox) -> Settings:
    """Real settings, except that loopback is allowed besides the public network."""
    read = settings.read({"MONITOR_SMTP_URL": box.url, "MONITOR_MAIL_FROM": "Nachrichtenmonitor <monitor@example.org>"})
    return Settings(
        config=work / "feeds.yaml",
        digests=digests,
        database_url=f"sqlite:///{(work / 'monitor.sqlite').resolve()}",
        smtp=read.smtp,
        mail_from=read.mail_from,
        contact="demo@example.org",
        allow_private=(ipaddress.ip_network("127.0.0.0/8"),),
        gap=0.05,  # all outlets share this machine's address
    )


def feeds_yaml(outlets: Sequence[Outlet], sites: Sites) -> str:
    """The configuration a user would write for this world."""
    feeds = "".join(
        f'  - url: "{sites.bases[outlet.slug]}{press.feed_path(outlet)}"\n'
        f'    title: "{outlet.name}"\n    language: {outlet.language}\n    backfill: 20\n'
        for outlet in outlets
    )
    return (
        f"topics: [{TOPIC}]\nfeeds:\n{feeds}digests:\n  {DIGEST}:\n"
        f'    title: "OpenAI-Infrastruktur (Demo, alles erfunden)"\n    to: [{READER}]\n    max_age: 7d\n'
    )


async def learn(app: App) -> None:
    """Do what `monitor corpus add` does for the texts that the demo's reader knows already."""
    profile = app.topics[TOPIC]
    for file in sorted(KNOWN.glob("*.txt")):
        head, paragraphs = world.headed(file.read_text(encoding="utf-8"))
        known = seeds.imprint_text(
            "\n".join(paragraphs),
            head["title"],
            head["summary"],
            profile,
            f"own:demo-{file.stem}",
            language=head["language"],
        )
        await app.store.known.add([known], {known.id: group.keys(known.imprint)})
    told.say(f"{len(await app.store.known.all_seeds())} texts are known before the first look.\n")


async def run(app: App) -> None:
    """Do everything that is due; the digest is due as soon as everything is read."""
    done: Counter[WorkList] = Counter()

    def count(job: Job, pieces: int) -> None:
        done[job.list] += pieces

    await app.store.digests.sync({DIGEST: app.now()}, now=app.now())
    for job in jobs.JOBS:
        if await jobs.run_due(app, job, count):
            told.say(f"{done[job.list]:>5}  {STAGES[job.list]}")
    await jobs.run_until_idle(app)


def _pages(outlets: Sequence[Outlet]) -> int:
    return sum(not piece.link for outlet in outlets for piece in outlet.pieces)
