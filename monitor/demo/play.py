"""`monitor demo`: the whole job against the news world of this folder, told in plain lines, checked at the end."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor import build, jobs, settings
from monitor.app import App
from monitor.corpus import seeds
from monitor.demo import checks, postbox, press, server, world
from monitor.demo.postbox import Postbox
from monitor.demo.server import Sites
from monitor.demo.world import Outlet
from monitor.jobs import Job
from monitor.reasons import Reason
from monitor.settings import Settings
from monitor.stories import group
from monitor.work import WorkList

FOLDER = Path("var/demo")  # below the current folder, like everything the program writes
TOPIC = "openai-infrastructure"
DIGEST = "demo"
READER = "leserin@example.org"
KNOWN = Path(__file__).parent / "corpus"  # texts the reader of the demo has already

STAGES = {
    WorkList.FEEDS: "feeds looked at",
    WorkList.ENTRIES: "entries read or put aside",
    WorkList.PLACINGS: "articles put to their stories",
    WorkList.DIGESTS: "digests composed",
    WorkList.EDITIONS: "editions written",
    WorkList.OUTBOX: "mails handed to the mail server",
}


class Unhappy(Exception):
    """The demo did not come to an edition."""


def main(keep: bool = False) -> int:
    """Play the demo; 0 when everything came out as expected. `keep` leaves database and feeds.yaml in `var/demo`."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="monitor-demo-") as scratch:
        return asyncio.run(play(FOLDER if keep else Path(scratch), FOLDER / "digests"))


async def play(work: Path, digests: Path) -> int:
    """The demo with its database in `work` and its editions below `digests`; the exit code."""
    started, now, outlets = time.monotonic(), datetime.now(UTC), world.outlets()
    async with server.serve(outlets, now) as sites:
        with postbox.listen() as box:
            say(f"A news world on this machine: {len(outlets)} outlets, {_pages(outlets)} pages, all invented.")
            chosen = chosen_settings(work, digests, box)
            chosen.config.write_text(feeds_yaml(outlets, sites), encoding="utf-8")
            async with build.open_app(chosen) as app:
                await learn(app)
                await run(app)
    try:
        edition = newest_edition(digests)
    except Unhappy as error:
        say(f"\nFAILED: {error}")
        return 1
    tell(edition, sites, outlets, box, digests)
    wrong = checks.mistakes(edition, outlets, sites.bases, box.letters)
    for line in wrong:
        say(f"WRONG: {line}")
    say(f"\n{'FAILED' if wrong else 'All as expected'}, after {time.monotonic() - started:.0f} seconds.")
    return 1 if wrong else 0


def chosen_settings(work: Path, digests: Path, box: Postbox) -> Settings:
    """Real settings; only loopback is allowed besides the public network."""
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
    """What `monitor corpus add` does, for the texts the reader of the demo has already."""
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
    say(f"{len(await app.store.known.all_seeds())} texts are known before the first look.\n")


async def run(app: App) -> None:
    """Everything that is due, with the digest due as soon as all is read."""
    done: Counter[WorkList] = Counter()

    def count(job: Job, pieces: int) -> None:
        done[job.list] += pieces

    await app.store.digests.sync({DIGEST: app.now()}, now=app.now())
    for job in jobs.JOBS:
        if await jobs.run_due(app, job, count):
            say(f"{done[job.list]:>5}  {STAGES[job.list]}")
    await jobs.run_until_idle(app)


def newest_edition(digests: Path) -> dict[str, Any]:
    """The edition in its JSON form. Raises Unhappy when none was made."""
    files = sorted((digests / DIGEST / "editions").glob("*.json"))
    if not files:
        raise Unhappy("no edition was made; MONITOR_LOG=info tells more")
    edition: dict[str, Any] = json.loads(files[-1].read_text(encoding="utf-8"))
    return edition


def tell(edition: dict[str, Any], sites: Sites, outlets: Sequence[Outlet], box: Postbox, digests: Path) -> None:
    """What happened, in plain lines."""
    account = edition["account"]
    read = sum(path.endswith(".html") for _, path in sites.asked)
    say(f"\n{account['fetched']} entries came in, {read} pages were worth reading.")
    for feed in edition["feeds"]:
        if not feed["ok"]:
            name = next(
                (one.name for one in outlets if feed["url"].startswith(sites.bases[one.slug] + "/")), feed["url"]
            )
            say(f"  {name}: {feed['problem']}")
    _tell_stories(edition)
    parts = " + ".join(f"{number} {word.replace('_', ' ')}" for word, number in account.items() if word != "fetched")
    say(f"\nThe account: {account['fetched']} fetched = {parts}")
    for letter, recipient in zip(box.letters, box.recipients, strict=False):
        say(f"Mail to {recipient}: “{letter['Subject']}” ({letter.get_content_type()}, {len(bytes(letter)):,} bytes)")
    say("\nLook at:")
    for path in sorted((digests / DIGEST / "editions").glob("*.*")):
        say(f"  {path}")


def _tell_stories(edition: dict[str, Any]) -> None:
    """The stories by what they are, and what was withheld as a copy or as known."""
    for status, heading in (("new", "New:"), ("update", "Known, with new facts:"), ("known", "Known already:")):
        stories = [story for story in edition["stories"] if story["status"] == status]
        if stories:
            say(f"\n{heading}")
        for story in stories:
            origin = "; ".join(text["title"] for text in story["known_from"][:2])
            reports = len(story["articles"])
            say(f"  {story['title']} ({reports} report{'s' * (reports != 1)}){f' ← {origin}' if origin else ''}")
    copies = [line for line in edition["withheld"] if line["reason"] not in {Reason.MERGED, Reason.OFF_TOPIC}]
    if copies:
        say("\nWithheld:")
    for line in copies:
        say(f"  {line['reason']}: {line['title']} ({line['detail']})")


def _pages(outlets: Sequence[Outlet]) -> int:
    return sum(not piece.link for outlet in outlets for piece in outlet.pieces)


def say(line: str) -> None:
    """One line to the person who watches, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
