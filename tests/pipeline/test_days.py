"""Days and a week: each new thing is reported once, and known things return only with something new.

The real program on SQLite; the web, the mail server and the clock are those of `tests/fakes.py`.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor import build, catalog, jobs
from monitor.app import App
from monitor.demo import press, world
from monitor.demo.world import Outlet, Piece
from monitor.mail.file import DigestFolder
from monitor.settings import Settings
from monitor.store import open_store
from tests.daemon import rows
from tests.fakes import FakeClock, FakeMail, FakeWeb, InlineCompute
from tests.topic import OPENAI
from tests.world import TOPIC, adds_up, chosen, editions

MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)  # the morning's digest has been sent
LOOKS = (timedelta(hours=11), timedelta(hours=11))  # one in the evening, one before dawn
FEEDS = """\
topics: [openai-infrastructure]
feeds:
{feeds}
digests:
  test: {{schedule: "0 7 * * *", timezone: Europe/Berlin, to: [reader@example.org]}}
"""


class Newsroom:
    """The program and a world that publishes when told to."""

    def __init__(self, app: App, settings: Settings, clock: FakeClock, web: FakeWeb, mail: FakeMail) -> None:
        self.app, self.settings, self.clock, self.web, self.mail = app, settings, clock, web, mail
        self._printed: dict[str, list[tuple[Piece, datetime]]] = {slug: [] for slug in OUTLETS}
        self._reprint()

    def prints(self, *places: str) -> None:
        """Publish pieces of the demo world, named `outlet/slug`."""
        for place in places:
            slug, _, name = place.partition("/")
            self.prints_own(slug, next(piece for piece in OUTLETS[slug].pieces if piece.slug == name))

    def prints_own(self, slug: str, piece: Piece) -> None:
        self._printed[slug].insert(0, (piece, self.clock()))
        self._reprint()

    def _reprint(self) -> None:
        for slug, outlet in OUTLETS.items():
            pieces = tuple(replace(piece, age=self.clock() - at) for piece, at in self._printed[slug])
            answers = press.answers(replace(outlet, pieces=pieces), BASES, self.clock())
            self.web.served.update({BASES[slug] + path: answer for path, answer in answers.items()})

    async def until_next_morning(self) -> dict[str, Any] | None:
        """Let a day pass with its looks. Returns the edition of the next morning, or nothing if there is none."""
        before = len(editions(self.settings.config.parent))
        for span in LOOKS:
            await jobs.run_until_idle(self.app)
            self.clock.advance(span)
        self.clock.until(self.clock().replace(hour=6, minute=0, second=30))
        await jobs.run_until_idle(self.app)
        self.clock.until(self.clock().replace(hour=6, minute=30))
        made = editions(self.settings.config.parent)
        assert len(made) - before <= 1
        return made[-1] if len(made) > before else None

    def accounts(self) -> list[dict[str, int]]:
        """The accounts of all closed windows, including those not worth a mail."""
        return [json.loads(account) for (account,) in rows(self.settings, "SELECT account FROM editions ORDER BY id")]

    def windows(self) -> list[tuple[int, int]]:
        return [(start, end) for start, end in rows(self.settings, 'SELECT start, "end" FROM editions ORDER BY id')]


OUTLETS: dict[str, Outlet] = {outlet.slug: outlet for outlet in world.outlets() if not outlet.fault}
BASES = {slug: f"https://{slug}.example" for slug in OUTLETS}


@asynccontextmanager
async def newsroom(folder: Path, more: str = "") -> AsyncIterator[Newsroom]:
    """The room with one digest, and `more` of them."""
    feeds = "\n".join(f"  - url: {BASES[slug]}{press.feed_path(outlet)}" for slug, outlet in OUTLETS.items())
    settings = chosen(folder, FEEDS.format(feeds=feeds) + more)
    clock, mail = FakeClock(MONDAY), FakeMail()
    web, watched = FakeWeb(clock), catalog.load(settings.config)
    store = open_store(settings.database_url, now=clock(), daemon=True)
    app = App(
        catalog=watched,
        topics={TOPIC: OPENAI},
        store=store,
        web=web,
        compute=InlineCompute(),
        mailer=mail,
        archive=DigestFolder(settings.digests),
        now=clock,
        sender="monitor@example.org",
    )
    await build.sync_tables(app)
    room = Newsroom(app, settings, clock, web, mail)
    try:
        yield room
    finally:
        await room.app.store.close()  # a test may have opened it again


def told(edition: dict[str, Any] | None, status: str) -> list[dict[str, Any]]:
    return [story for story in edition["stories"] if story["status"] == status] if edition else []


def urls(stories: list[dict[str, Any]]) -> set[str]:
    return {article["url"] for story in stories for article in story["articles"]}


def page(place: str) -> str:
    slug, _, name = place.partition("/")
    return f"{BASES[slug]}/{name}.html"


async def test_a_day_tells_its_stories_once(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints("kontor/lulea", "harbour-ledger/abilene-transformer", "elbe-kurier/hafen", "kontor/zinsen")
        edition = await room.until_next_morning()
        assert edition
        assert {frozenset(urls([story])) for story in told(edition, "new") + told(edition, "update")} == {
            frozenset({page("kontor/lulea")}),
            frozenset({page("harbour-ledger/abilene-transformer")}),
        }
        assert edition["account"]["off_topic"] == 2
        assert adds_up(edition)
        assert await room.until_next_morning() is None, "nothing new, no mail"
        assert len(room.mail.taken) == 1


@pytest.mark.slow
async def test_an_alert_of_every_minute_does_not_wait_for_the_minute(tmp_path: Path) -> None:
    alert = '  alert: {kind: alert, schedule: "* * * * *", threshold: 0.01, cap: 9, to: [reader@example.org]}\n'
    async with newsroom(tmp_path, alert) as room:
        made = "SELECT count(*) FROM editions WHERE digest = 'alert' AND number IS NOT NULL"
        room.clock.advance(timedelta(hours=11, seconds=5))
        room.prints("elbe-kurier/hafen", "kontor/zinsen")
        await jobs.run_until_idle(room.app)
        assert rows(room.settings, made) == [(0,)], "nothing on the topic"
        room.clock.advance(timedelta(hours=11))
        await jobs.run_until_idle(room.app)
        room.prints("kontor/lulea")
        await room.app.store.feeds.ask_now((), now=room.clock())
        await jobs.run_until_idle(room.app)
        assert rows(room.settings, made) == [(1,)]
        assert len(room.mail.taken) == 1


@pytest.mark.slow
async def test_a_copy_and_a_translation_that_come_later_are_not_told_again(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints("kontor/lulea")
        assert told(await room.until_next_morning(), "new")
        room.prints("alster-tageblatt/lulea-agentur", "circuit-current/lulea")
        assert await room.until_next_morning() is None
        assert [account["known"] for account in room.accounts()] == [0, 2]
        assert len(room.mail.taken) == 1


@pytest.mark.slow
async def test_an_update_tells_the_difference(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints("kontor/lulea", "circuit-current/lulea")
        assert len(told(await room.until_next_morning(), "new")) == 1
        room.prints_own("netzblick", world.piece(Path(__file__).parent / "lulea-leitung.txt", "de"))
        edition = await room.until_next_morning()
        assert edition
        assert not told(edition, "new")
        (story,) = told(edition, "update")
        figures = {(figure["value"], figure["unit"]): figure["new"] for figure in story["figures"]}
        assert figures[120e6, "W"]
        assert figures[95e6, "EUR"]
        assert not figures[180e6, "W"]
        assert story["known_from"]
        assert "120" in edition["subject"]
        assert await room.until_next_morning() is None


@pytest.mark.slow
async def test_a_week_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    week = [
        ("kontor/lulea", "harbour-ledger/abilene-transformer", "elbe-kurier/hafen"),
        ("circuit-current/lulea", "gridwatch/nebraska", "elbe-kurier/abilene-brand", "netzblick/hyperion"),
        ("rechenwerk/cerebras-anderthalb", "prairie-journal/sg1"),
        ("harbour-ledger/cerebras-doubles", "prairie-journal/cerebras-wire"),
        (),
        ("rechenwerk/amd-verzug", "prairie-journal/amd-memory", "harbour-ledger/jury"),
        ("kontor/musk-klage", "gridwatch/solar"),
    ]
    firsts = {
        page(place)
        for place in (
            "kontor/lulea",
            "harbour-ledger/abilene-transformer",
            "gridwatch/nebraska",
            "rechenwerk/cerebras-anderthalb",
            "rechenwerk/amd-verzug",
        )
    }
    async with newsroom(tmp_path) as room:
        made = []
        for places in week:
            room.prints(*places)
            made.append(await room.until_next_morning())
        assert made[4] is None, "a day without news"
        assert made[6] is None, "a day with news about other things"
        shown = [urls([story]) & firsts for edition in made for story in told(edition, "new") + told(edition, "update")]
        assert set().union(*shown) == firsts, "no story lost"
        assert len(told(made[3], "new")) == 0, "the translation of what was told yesterday"
        assert all(adds_up(edition) for edition in made if edition)
        accounts = room.accounts()
        assert sum(account["fetched"] for account in accounts) == sum(map(len, week))
        assert all(account["fetched"] == sum(account.values()) - account["fetched"] for account in accounts)
        windows = room.windows()
        assert [start for start, _ in windows[1:]] == [end for _, end in windows[:-1]], "windows tile the order"
        assert len(room.mail.taken) == sum(edition is not None for edition in made)
        assert len({mail.message_id for mail in room.mail.taken}) == len(room.mail.taken)
