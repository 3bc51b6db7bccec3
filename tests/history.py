"""Long histories of the program in one process: real store, real pipeline, invented papers, a clock that tests move.

What comes in is also kept outside the program (`Papers.served`), and so is every closed window (`Closings`), so that a
test can check at any time that nothing is lost and nothing doubled.
"""

import asyncio
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from monitor import build, catalog, jobs
from monitor.app import App, Compute, Mailer, Writer
from monitor.demo.press import Answer
from monitor.edition import Edition, Settled, Window
from monitor.mail.file import DigestFolder
from monitor.model import EntryId
from monitor.reasons import Account
from monitor.store import open_store
from monitor.store.tables import Store
from monitor.topics import profile
from monitor.work import Work
from tests.fakes import FakeWeb, InlineCompute

TOPIC = "openai-infrastructure"
RSS = "application/rss+xml; charset=utf-8"
SITE = "https://paper{}.example"
KEPT = 30  # entries that a paper keeps in its feed
THEMES = (
    (
        "OpenAI plans {number} megawatt data centre in {place}",
        "OpenAI wants to build a data centre with {number} megawatts in {place} by {year}.",
    ),
    (
        "OpenAI orders {number} thousand chips from {partner}",
        "{partner} is to deliver {number} thousand chips for data centres of OpenAI from {year} on.",
    ),
    (
        "{partner} lends OpenAI {number} million dollars for {place}",
        "OpenAI borrows {number} million dollars from {partner} to pay for servers in its data centre at {place}.",
    ),
    (
        "Court in {place} stops OpenAI's power line",
        "A court in {place} has stopped the power line of {number} kilometres that OpenAI's data centre needs.",
    ),
    (
        "Power plant of {place} to run for OpenAI's GPUs",
        "The gas power plant of {place} sells {number} megawatts to OpenAI's data centre until {year}.",
    ),
)
ENGLISH, GERMAN = (
    (
        "OpenAI and {partner} plan {number} megawatt data centre in {place}",
        (
            "OpenAI and {partner} want to build a data centre with {number} megawatts in {place} by {year}. They pay for the "
            "power line to {place} themselves. The first servers are to run in {place} from {year} on."
        ),
    ),
    (
        "OpenAI und {partner} planen Rechenzentrum mit {number} Megawatt in {place}",
        (
            "OpenAI und {partner} wollen bis {year} in {place} ein Rechenzentrum mit {number} Megawatt bauen. Die Leitung nach "
            "{place} bezahlen sie selbst. Die ersten Server sollen von {year} an in {place} laufen."
        ),
    ),
)
SYLLABLES = ("gra", "fen", "tol", "wick", "mar", "ell", "nord", "hol", "ster", "ven", "kal", "bru", "dor", "lin", "sal")


@dataclass
class Piece:
    """An entry as published by its paper."""

    guid: str
    url: str
    title: str
    text: str
    published_at: datetime | None


@dataclass
class Paper:
    """A feed and its state."""

    url: str
    pieces: list[Piece] = field(default_factory=list)
    trouble: str = ""  # "", "500", "broken", "gone", "404", "empty"


class Papers:
    """All papers; they publish on the fake web."""

    def __init__(
        self, web: FakeWeb, now: Any, count: int, seed: int = 0, site: Callable[[int], str] = SITE.format
    ) -> None:
        self.web, self.now = web, now
        self.dice = random.Random(seed)
        self.papers = [Paper(f"{site(number)}/feed.xml") for number in range(count)]
        self.printed = 0
        self.vocabulary = ["".join(self.dice.choices(SYLLABLES, k=self.dice.randint(2, 4))) for _ in range(4000)]
        for paper in self.papers:
            self.put_up(paper)

    def place(self) -> str:
        return "".join(self.dice.choices(SYLLABLES, k=3)).title()

    def words_for(self, kind: str) -> tuple[str, str]:
        """Title and text: `news` is on the topic, `noise` is not."""
        place, number = self.place(), self.dice.randint(3, 900)
        if kind == "noise":
            return (
                f"Swimming pool of {place} opens {number} days late",
                f"The pool of {place} opens {number} days late. The council of {place} is sorry about it.",
            )
        title, sentence = self.dice.choice(THEMES)
        names = self.names(place, number)
        rest = " ".join(f"{self.chatter(9).capitalize()}." for _ in range(8))
        return title.format(**names), f"{sentence.format(**names)} {rest} So it is said in {place}."

    def names(self, place: str, number: int) -> dict[str, Any]:
        """Details for a theme."""
        partner = self.dice.choice(("Oracle", "Broadcom", "AMD", "CoreWeave", "Microsoft"))
        return {"partner": partner, "place": place, "number": number, "year": 2027 + number % 9}

    def chatter(self, words: int) -> str:
        """Random words without meaning, from a vocabulary as large as a paper's."""
        return " ".join(self.dice.choices(self.vocabulary, k=words))

    def publish(self, paper: Paper, kind: str = "news", *, age: timedelta = timedelta(), page: int = 200) -> Piece:
        """Publish another piece; `page` is the answer for its page."""
        self.printed += 1
        title, text = self.words_for(kind)
        url = f"{paper.url.removesuffix('/feed.xml')}/{self.printed}.html"
        piece = Piece(f"id-{self.printed}", url, title, text, self.now() - age)
        paper.pieces.append(piece)
        self.page(piece, page)
        self.put_up(paper)
        return piece

    def page(self, piece: Piece, status: int = 200) -> None:
        body = f"<html><head><title>{escape(piece.title)}</title></head><body><article><h1>{escape(piece.title)}</h1>"
        body += (
            "".join(f"<p>{escape(sentence)}.</p>" for sentence in piece.text.split(". ")) + "</article></body></html>"
        )
        self.web.served[piece.url] = Answer(body=body.encode(), status=status)

    def reprint(self, paper: Paper, other: Piece) -> None:
        """Publish another paper's text under an address of its own."""
        piece = self.publish(paper)
        piece.title, piece.text = other.title, other.text
        self.page(piece)
        self.put_up(paper)

    def tell_in_two_languages(self, paper: Paper, other: Paper) -> None:
        """The same story in English and in German."""
        names = self.names(self.place(), self.dice.randint(3, 900))
        for each, (title, text) in ((paper, ENGLISH), (other, GERMAN)):
            piece = self.publish(each)
            piece.title, piece.text = title.format(**names), text.format(**names)
            self.page(piece)
            self.put_up(each)

    def put_up(self, paper: Paper) -> None:
        """Make the web serve the paper's current feed."""
        rows = "".join(
            f"<item><guid isPermaLink='false'>{escape(piece.guid)}</guid><link>{escape(piece.url)}</link>"
            f"<title>{escape(piece.title)}</title><description>{escape(piece.text)}</description>"
            + (f"<pubDate>{format_datetime(piece.published_at)}</pubDate>" if piece.published_at else "")
            + "</item>"
            for piece in reversed(paper.pieces[-KEPT:])
        )
        body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>{paper.url}</title>{rows}</channel></rss>"
        answers = {
            "500": Answer(body=b"", status=500),
            "404": Answer(body=b"", status=404),
            "gone": Answer(body=b"", status=410),
            "broken": Answer(body=body[: len(body) // 2].encode() + b"\xff<<<", type=RSS),
            "empty": Answer(body=b"", type=RSS),
        }
        self.web.served[paper.url] = answers.get(paper.trouble) or Answer(body=body.encode(), type=RSS)


@dataclass
class Closing:
    """What a composed edition says about the entries of its window."""

    window: Window
    account: Account
    own: list[EntryId]  # those it accounts for: all of the window except postponed ones
    withheld: Counter[EntryId]


class Closings:
    """Every composed edition by digest, name and window, kept outside the program."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, int, int], list[EntryId]] = {}
        self.composed: dict[tuple[str, str, int, int], Closing] = {}

    def note(self, edition: Edition) -> None:
        window, deferred = edition.window, set(edition.deferred)
        own = [key for key in self.rows[window.digest, window.start, window.end] if key not in deferred]
        withheld = Counter(each.entry_id for each in edition.withheld if each.entry_id is not None)
        noted = Closing(window, edition.account, own, withheld)
        self.composed[window.digest, edition.name, window.start, window.end] = noted


class WatchedDigests:
    """The store's digests, with every composed edition recorded before it is saved."""

    def __init__(self, digests: Any, closings: Closings) -> None:
        self._digests, self._closings = digests, closings

    def __getattr__(self, name: str) -> Any:
        return getattr(self._digests, name)

    async def window_entries(self, window: Window) -> Sequence[Settled]:
        rows: Sequence[Settled] = await self._digests.window_entries(window)
        self._closings.rows[window.digest, window.start, window.end] = [row.entry.id for row in rows]
        return rows

    async def save_edition(self, work: Work, edition: Edition, *args: Any, **more: Any) -> None:
        self._closings.note(edition)
        await self._digests.save_edition(work, edition, *args, **more)


class WatchedStore:
    """A store whose digests are recorded."""

    def __init__(self, store: Store, closings: Closings) -> None:
        self._store = store
        self.digests = WatchedDigests(store.digests, closings)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def watched_store(store: Store, closings: Closings) -> Any:
    """Usable wherever a Store is."""
    return WatchedStore(store, closings)


@cache
def profile_of(path: str) -> Any:
    """The topic, read once for all histories."""
    return profile.load(path)


@asynccontextmanager
async def opened(
    folder: Path,
    web: FakeWeb,
    mailer: Mailer | None,
    now: Any,
    closings: Closings | None = None,
    compute: Compute | None = None,
    writer: Writer | None = None,
    channels: Mailer | None = None,
    url: str = "",
) -> AsyncIterator[App]:
    """The program on a folder with a feeds.yaml; it ends cleanly with the block, unless there is an error.

    Its database is in this folder, or at `url`.

    An error ends it like a crash: claims stay, nothing is marked as clean.
    """
    watched = catalog.load(folder / "feeds.yaml")
    store = open_store(url or f"sqlite:///{folder / 'monitor.sqlite'}", now=now(), daemon=True)
    app = App(
        catalog=watched,
        topics={name: profile_of(str(file)) for name, file in watched.topic_files.items()},
        store=watched_store(store, closings) if closings is not None else store,
        web=web,
        compute=compute or InlineCompute(),
        mailer=mailer,
        channels=channels,
        archive=DigestFolder(folder / "digests"),
        now=now,
        sender="News <news@example.org>",
        writer=writer,
    )
    try:
        await store.work.set_clock_right(now=now())
        await store.work.release_all(now=now())
        await build.sync_tables(app)
        yield app
    except BaseException:
        await store.database.close()
        if store._lock:
            store._lock.release()
        raise
    else:
        await store.close()


async def run_for(app: App, clock: Any, span: timedelta, least: timedelta = timedelta(seconds=1)) -> None:
    """Let time pass and do work when it is due, but not more often than every `least`."""
    end = clock() + span
    await jobs.run_until_idle(app)
    while (left := end - clock()) > timedelta(0):
        due_at = await app.store.work.next_due_at() or end
        clock.advance(min(max(due_at - clock(), least), left))
        await jobs.run_until_idle(app)


async def crash_after(app: App, steps: int) -> bool:
    """Run and stop in the middle. Returns whether it was in the middle."""
    running = asyncio.create_task(jobs.run_until_idle(app))
    for _ in range(steps):
        if running.done():
            break
        await asyncio.sleep(0)
    cut = not running.done()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return cut


def faults(folder: Path, closings: Closings) -> Iterator[str]:
    """What is wrong with the closed windows: gaps, sums, entries in none or two of them."""
    base = sqlite3.connect(f"file:{folder / 'monitor.sqlite'}?mode=ro", uri=True)
    closed: dict[str, list[Closing]] = {}
    for key in base.execute('SELECT digest, name, start, "end" FROM editions ORDER BY id'):
        closed.setdefault(key[0], []).append(closings.composed[key])
    for digest, windows in closed.items():
        yield from (f"{digest}: {fault}" for each in windows for fault in _sums(each))
        tiles = [(each.window.start, each.window.end) for each in windows]
        yield from (f"{digest}: {one} then {two}" for one, two in pairwise(tiles) if one[1] != two[0])
        counted = Counter(key for each in windows for key in each.own)
        places = dict(base.execute("SELECT id, seq FROM entries WHERE seq IS NOT NULL"))
        places |= dict(base.execute("SELECT entry_id, seq FROM deferrals WHERE digest = ?", (digest,)))
        wanted = {key for key, place in places.items() if tiles[0][0] <= place < tiles[-1][1]}
        if twice := [key for key, number in counted.items() if number > 1]:
            yield f"{digest}: in more than one window: {twice}"
        if odd := wanted ^ set(counted):
            yield f"{digest}: in no window, or too early: {sorted(odd)}"
    base.close()


def _sums(closing: Closing) -> Iterator[str]:
    """Whether one account adds up, with every withheld entry in one group."""
    own, account, withheld = closing.own, closing.account, closing.withheld
    if not account.balanced or account.fetched - account.groups["passed_over"] != len(own):
        yield f"{closing.window}: {account} for {len(own)} entries"
    if len(own) - account.groups["shown"] != withheld.total() or max(withheld.values(), default=1) > 1:
        yield f"{closing.window}: {account.groups['shown']} shown, {withheld.total()} withheld of {len(own)}"
    if not set(withheld) <= set(own):
        yield f"{closing.window}: withheld entries of other windows: {sorted(set(withheld) - set(own))}"


def write_config(folder: Path, papers: Sequence[Paper], digests: str, **feed_keys: Any) -> None:
    """A feeds.yaml with these papers."""
    keys = "".join(f"    {name}: {value}\n" for name, value in {"backfill": 500, "limit": 500, **feed_keys}.items())
    feeds = "".join(f"  - url: {paper.url}\n{keys}" for paper in papers)
    (folder / "feeds.yaml").write_text(f"topics: [{TOPIC}]\nfeeds:\n{feeds}digests:\n{digests}", "utf-8")


def with_mailer(app: App, mailer: Mailer | None) -> App:
    """The same program with another mail server."""
    return replace(app, mailer=mailer)


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    """The content of a folder's database, read from outside."""
    base = sqlite3.connect(f"file:{folder / 'monitor.sqlite'}?mode=ro", uri=True)
    try:
        return base.execute(query).fetchall()
    finally:
        base.close()
