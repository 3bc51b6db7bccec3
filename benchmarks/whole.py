"""From the feed to the edition: everything this program does for an article, against the two libraries it cannot avoid.

    python -m benchmarks.whole --outlets 500 --articles 10 --rounds 3

Needs nginx. Each outlet has an address of its own on the loopback network, a feed, and a page of some 20 kB for each
entry; half of the pages are on the topic, four outlets at a time tell the same event. Ours fetches, reads, judges,
groups and composes an edition into a new database, with every guard and every commit on disk; only the pause between
two requests to a host is nothing. The limit is feedparser and trafilatura (`bare_extraction(with_metadata=True)`) on
the same bytes from memory in two processes. Told is the limit's time by ours: 1 would be no cost of our own.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks._feeds import NGINX, WORDS
from benchmarks.polling import SUBREAPER, Ours, Took, _run

PORT = 8476
COUNTED = ("articles", "stories")
TOGETHER = 4  # outlets that tell the same event
PLACES = ["Abilene", "Narvik", "Slough", "Querétaro", "Pune", "Perth", "Lyon", "Cottbus", "Fargo", "Osaka"]
PROGRAM = """
import asyncio, dataclasses
from monitor import build, jobs, settings
async def all():
    async with build.open_app(dataclasses.replace(settings.read(), gap=0.0)) as app:
        now = app.now()
        await jobs.run_until_idle(app)
        await app.store.digests.sync(dict.fromkeys(app.catalog.digests, now), now=now)
        await jobs.run_until_idle(app)
asyncio.run(all())
"""
LIMIT = "from benchmarks.whole import limit; import sys; limit(sys.argv[1])"


def page(outlet: int, number: int) -> tuple[str, str]:
    """The headline and the page of an article."""
    own = random.Random(f"{outlet} {number}")
    event = random.Random(f"{outlet // TOGETHER} {number}")
    if number % 2:
        power, place = event.randrange(50, 3000), event.choice(PLACES)
        title = f"OpenAI signs for {power} megawatts of data centre capacity in {place}"
        facts = [
            f"OpenAI has signed for {power} megawatts of data centre capacity in {place}.",
            f"The hall in {place} is to be powered by gas turbines and will hold racks of AI chips for training.",
        ]
    else:
        title = " ".join(own.choices(WORDS, k=7)).capitalize()
        facts = [f"The {' '.join(own.choices(WORDS, k=12))}."]
    said = [*facts, *(f"The {' '.join(own.choices(WORDS, k=24))} of the {own.choice(WORDS)}." for _ in range(18))]
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in said)
    links = "".join(f'<li><a href="/{n}">{" ".join(own.choices(WORDS, k=6))}</a></li>' for n in range(150))
    day = f"{datetime.now(UTC) - timedelta(hours=own.randrange(20)):%Y-%m-%dT%H:%M:%SZ}"
    head = f'<title>{title}</title><meta property="article:published_time" content="{day}">'
    body = f"<nav><ul>{links}</ul></nav><article><h1>{title}</h1>{paragraphs}</article><aside><ul>{links}</ul></aside>"
    return title, f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def write(folder: Path, outlets: int, articles: int) -> list[str]:
    """All documents below `www`; the addresses of the feeds."""
    urls, now = [], datetime.now(UTC)
    for outlet in range(outlets):
        host = f"127.3.{outlet // 200}.{1 + outlet % 200}"
        place = folder / "www" / host
        place.mkdir(parents=True)
        items = ""
        for number in range(articles):
            title, text = page(outlet, number)
            (place / f"{number}.html").write_text(text, "utf-8")
            at = f"{now - timedelta(minutes=7 * number):%a, %d %b %Y %H:%M:%S GMT}"
            link = f"http://{host}:{PORT}/{number}.html"
            items += f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{at}</pubDate></item>"
        document = f"<channel><title>Outlet {outlet}</title><link>http://{host}/</link>{items}</channel>"
        (place / "feed.xml").write_text(f'<rss version="2.0">{document}</rss>', "utf-8")
        urls.append(f"http://{host}:{PORT}/feed.xml")
    return urls


def server(folder: Path) -> None:
    """Start nginx: each address has its own folder."""
    text = NGINX.format(user=os.environ.get("USER") or "root", folder=folder, port=PORT, bare=PORT + 1)
    text = text.replace(f"root {folder}/www; }}", f"root {folder}/www/$host; }}", 1)
    text = text.replace("application/rss+xml xml;", "application/rss+xml xml; text/html html;")
    (folder / "nginx.conf").write_text(text, "utf-8")
    subprocess.run(["nginx", "-c", folder / "nginx.conf"], check=True)


class All(Ours):
    """Our side: all feeds read every page, into a new database."""

    def set_up(self) -> None:
        """feeds.yaml and the templates."""
        super().set_up()
        file = self.folder / "feeds.yaml"
        file.write_text(file.read_text("utf-8").replace("    backfill:", "    read: all\n    backfill:"), "utf-8")

    def round(self) -> Took:
        """From nothing to the edition."""
        for file in self.folder.glob("monitor.db*"):
            file.unlink()
        shutil.rmtree(self.folder / "digests/daily/editions", ignore_errors=True)
        return _run([sys.executable, "-c", PROGRAM], self._env())[0]

    def read(self) -> tuple[int, int]:
        """Articles read, and stories made of them."""
        with sqlite3.connect(self.folder / "monitor.db") as base:
            [(articles, stories)] = base.execute(
                "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM stories)"
            )
        return articles, stories


def limit(folder: str) -> None:
    """What the libraries alone take, in two processes; prints nothing."""
    files = sorted(Path(folder).rglob("*.xml")), sorted(Path(folder).rglob("*.html"))
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_parse, files[0], chunksize=10))
        list(pool.map(_extract, files[1], chunksize=10))


def _parse(file: Path) -> int:
    import feedparser  # noqa: PLC0415 - in the worker only

    return len(feedparser.parse(file.read_bytes()).entries)


def _extract(file: Path) -> bool:
    import trafilatura  # noqa: PLC0415

    return trafilatura.bare_extraction(file.read_bytes(), url=f"http://{file.name}/", with_metadata=True) is not None


def main(given: Sequence[str] = ()) -> None:
    """Both sides in turn; medians and the ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--outlets", type=int, default=100)
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args(given)
    if not shutil.which("nginx"):
        print("needs nginx")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        urls = write(folder, args.outlets, args.articles)
        server(folder)
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)  # from here on: the server must not become a child of ours
        try:
            ours, both = All(folder / "ours", urls), []
            ours.warm()
            for _ in range(args.rounds):
                alone = _run([sys.executable, "-c", LIMIT, str(folder / "www")], os.environ)[0]
                both.append((ours.round(), alone))
        finally:
            subprocess.run(["kill", (folder / "nginx.pid").read_text("utf-8").strip()], check=False)
        articles, stories = ours.read()
    told = f"{args.outlets * args.articles} articles of {args.outlets} outlets"
    print(f"{told}: {articles} read, {stories} stories; load {os.getloadavg()[0]:.1f}")
    for side, place in (("ours", 0), ("limit", 1)):
        took = [Took(*(statistics.median(column) for column in zip(*(pair[place] for pair in both), strict=True)))]
        print(f"{side:8}{took[0].clock:10.1f} s by the clock{took[0].processor:10.1f} s of the processor")
    for what, field in (("clock", "clock"), ("processor", "processor")):
        ratio = statistics.median(getattr(alone, field) / getattr(own, field) for own, alone in both)
        print(f"limit / ours, {what}: {ratio:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
