"""Steps that every test of the store uses, through its protocol only: watch, poll, read, place, compose.

`stores` opens a store of every implementation.
"""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor import problems
from monitor import store as stores
from monitor.actions.action import Action, Kind
from monitor.corpus import told as corpus_told
from monitor.correction import Change, Looked
from monitor.edition import Card, Edition, Message, RenderedEdition, Verdict, Window, Withheld
from monitor.model import (
    Article,
    ArticleId,
    Entry,
    EntryId,
    Feed,
    FeedId,
    Figure,
    Imprint,
    Known,
    KnownId,
    Passed,
    Poll,
    Reading,
    Story,
    StoryId,
    Validators,
)
from monitor.problems import Problem
from monitor.reasons import Account, Reason
from monitor.replies.box import Place
from monitor.store import looks, versions
from monitor.store.fellows import Fellow
from monitor.stories.placing import Placed, Placement
from monitor.work import Work, WorkList
from tests import postgresql

START = datetime(2026, 11, 22, 6, tzinfo=UTC)
LEASE = timedelta(minutes=3)
HOUR = timedelta(hours=1)
FEED = Feed(url="https://a.example/rss", title="A", topics=("power",))
SILENT = Problem("silent-empty", {"entries": Problem("entries", {"n": 0})})
FORMS = RenderedEdition(subject="1.5 GW", text="text", html="<p>html", page="<p>page", json='{"digest": "daily"}')


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


def imprint(**values: Any) -> Imprint:
    plain = Imprint(text_hash="x", title_hash="y", sketch=(1, 2**64 - 1), terms=((3, 1.0),), names=(), figures=())
    return replace(plain, **values)


def entry(number: int | str, **values: Any) -> Entry:
    return replace(Entry(guid=f"id-{number}", url=f"https://a.example/{number}", title=f"Title {number}"), **values)


def article(number: int | str, **values: Any) -> Article:
    plain = Article(
        url=f"https://a.example/{number}",
        site="a.example",
        title=f"Title {number}",
        text=f"Text {number}",
        language="en",
        published_at=START,
        basis="page",
    )
    return replace(plain, **values)


def reading(topic: str = "power", *, relevant: bool = True, figures: Sequence[Figure] = ()) -> Reading:
    why = (Problem("as-told", {"words": "a rule"}),)
    return Reading(topic=topic, relevant=relevant, score=0.9, threshold=0.5, why=why, figures=tuple(figures))


def known(id: str, title: str = "known") -> Known:
    return Known(id=KnownId(id), title=title, imprint=imprint(), told_at=START)


def card(story: Story, title: str) -> Card:
    """The card of a story, with all reports fresh."""
    fresh = tuple(report.article_id for report in story.reports[:1])
    return Card(
        story=story, fresh=fresh, verdict=Verdict(status="new"), score=0.5, title=title, summary=(), why=("a rule",)
    )


def message(number: int = 1, recipient: str = "reader@example.org") -> Message:
    content = f"Message-ID: <{number}@x>\r\n\r\nbytes \x00 {number}".encode()
    return Message(recipient=recipient, sender="m@example.org", message_id=f"<{number}@x>", content=content)


class Steps:
    """A store and a clock, with shortened versions of the pipeline's steps."""

    def __init__(self, store, path: Path = Path(), url: str = "") -> None:
        self.store = store
        self.path = path
        self.url = url or url_of(path)
        self.now = START

    async def claim(self, list: WorkList, limit: int = 1000) -> Sequence[Work]:
        found = await self.store.work.claim(list, now=self.now, lease=LEASE, limit=limit)
        return tuple(sorted(found, key=lambda work: work.key))  # the order of claims is not guaranteed

    async def watch(self, *feeds: Feed) -> None:
        await self.store.feeds.sync(feeds or (FEED,), now=self.now)

    async def poll(
        self,
        *fresh: Entry,
        revised: Sequence[Entry] = (),
        passed: Sequence[tuple[Entry, Passed]] = (),
        problem: str = "",
        dropped: int = 0,
    ) -> FeedId:
        """Poll the one feed that is due, which brings these entries."""
        [work] = await self.claim(WorkList.FEEDS, 1)
        id, _, state = await self.store.feeds.get(work.key)
        since = state.problem_since or self.now
        state = replace(
            state, looks=state.looks + 1, problem=problems.as_told(problem), problem_since=since if problem else None
        )
        found = Poll(
            state=state,
            next_look_at=self.now + HOUR,
            fresh=tuple(reversed(fresh)),
            revised=tuple(revised),
            passed=tuple(passed),
            dropped=dropped,
        )
        await self.store.feeds.save_poll(work, id, found, now=self.now)
        return id

    async def poll_again(self, *fresh: Entry) -> None:
        """Poll the feed an hour later: it brings these entries."""
        self.now += HOUR
        await self.poll(*fresh)

    async def read(self, *, readings: Sequence[Reading] | None = None, mark: Imprint | None = None) -> list[int]:
        """Read all entries that are due. Returns their keys."""
        claimed = await self.claim(WorkList.ENTRIES)
        for work in claimed:
            number = (await self.store.entries.get(work.key)).entry.url.rpartition("/")[2]
            said = [reading()] if readings is None else readings
            await self.store.entries.save_article(
                work, article(number), said, mark or imprint(), failed=None, now=self.now
            )
        return [work.key for work in claimed]

    async def place(self, story: int | None = None, *, keys: Sequence[int] = (), **values: Any) -> list[StoryId]:
        """Place all articles that are due, each in its own story or all in `story`. Returns the stories."""
        for work in await self.claim(WorkList.PLACINGS):
            found = Placement(
                story_id=StoryId(story) if story else None,
                role="report" if story else "lead",
                why=Problem("place-alone"),
                score=0.7,
            )
            await self.save_placed(work, {"power": replace(found, **values)}, keys)
        return sorted(await self.store.stories.get_many(range(1, 1000)))

    async def save_placed(self, work: Work, placements: Mapping[str, Placement], keys: Sequence[int] = ()) -> None:
        """Save the placement of an entry's article."""
        _, article_id, *_ = await self.store.stories.placing(work.key)
        placed = Placed(article_id=article_id, placements=placements, keys=tuple(keys))
        await self.store.stories.save_placements(work, [placed], now=self.now)

    async def settle(self, *entries: Entry) -> None:
        """Poll these entries and settle them as off topic."""
        self.now += HOUR
        await self.poll(*entries)
        for work in await self.claim(WorkList.ENTRIES):
            await self.store.entries.settle_unread(work, [reading(relevant=False)], now=self.now)

    async def bring(self, *entries: Entry) -> list[StoryId]:
        """Poll, read and place these entries, each in its own story."""
        await self.poll(*entries)
        await self.read()
        return await self.place()

    async def compose(
        self,
        *,
        skipped: Problem | None = None,
        messages: Sequence[Message] = (),
        told: Sequence[int] = (),
        keys: Sequence[int] = (),
        title: str = "known",
        hold: bool = False,
        again: Mapping[StoryId, Sequence[ArticleId]] | None = None,
        **values: Any,
    ) -> Edition:
        """Close the window of the one digest that is due, with cards for the stories `told`."""
        [work] = await self.claim(WorkList.DIGESTS, 1)
        made = await self.edition(await self.store.digests.name(work.key))
        made = replace(made, **values)
        cards = tuple(
            card(story, title) for story in (await self.store.stories.get_many([StoryId(id) for id in told])).values()
        )
        news = corpus_told.imprints(replace(made, cards=cards))
        await self.store.digests.save_edition(
            work,
            made,
            None if skipped else FORMS,
            messages,
            news,
            {each.id: keys for each in news},
            skipped=skipped,
            next_due_at=self.now + HOUR,
            hold=hold,
            again=again or {},
        )
        return made

    async def edition(self, digest: str) -> Edition:
        window, number = await self.store.digests.next_window(digest, now=self.now)
        rows = await self.store.digests.window_entries(window)
        return Edition(
            digest=digest,
            name=f"{digest}-{number}-{window.end}",
            number=number,
            window=window,
            composed_at=self.now,
            cards=(),
            known=(),
            withheld=tuple(
                Withheld(
                    entry_id=row.entry.id, url=row.entry.entry.url, title="t", reason=Reason.OFF_TOPIC, detail="no rule"
                )
                for row in rows
                if not row.stories
            ),
            account=Account(fetched=len(rows), counts={Reason.SHOWN: len(rows)}),
            feeds=tuple(await self.store.feeds.health(digest)),
        )

    async def entries_of(self, window: Window) -> list[int]:
        return [row.entry.id for row in await self.store.digests.window_entries(window)]


async def live_a_little(steps: Steps) -> None:
    """A short history with rows in every table: shown, postponed, withheld, failed, joined, in trouble, unread."""
    store = steps.store
    await steps.watch()
    await store.digests.sync({"daily": START, "weekly": START + 100 * HOUR}, now=START)
    await store.wordings.sync({"daily": START + 100 * HOUR})
    await store.known.add([known("seed:1")], {"seed:1": [1, 2]})
    await steps.poll(entry(1), entry(2), entry(3, title="Größer"))
    figure = Figure(
        value=1.5e9, unit="W", text="1,5 GW", of="Cerebras", role="capacity", parties=("Cerebras",), confidence=1.0
    )
    await steps.read(readings=[reading(figures=[figure])])
    await steps.place(keys=[1, 2**64 - 1])
    steps.now += HOUR
    await steps.poll(entry(4), entry(5), problem="HTTP 503")
    first, *_ = await steps.claim(WorkList.ENTRIES)
    await store.entries.settle_unread(first, [], failed=problems.as_told("no answer"), now=steps.now)
    await store.work.release_all(now=steps.now)
    await steps.read()
    await steps.place(1, joins=(StoryId(2),), keys=[1])
    await steps.compose(
        messages=[message(1)], told=[1], keys=[1], deferred=(EntryId(3),), again={StoryId(1): [ArticleId(1)]}
    )
    changed = Looked(
        looks=1,
        due_at=START + 200 * HOUR,
        missing_at=None,
        validators=Validators(etag='"1"'),
        changes=(Change(kind="figure", old="1.5 GW", new="1.2 GW"),),
    )
    [work] = await store.work.claim(WorkList.LOOKS, now=START + 100 * HOUR, lease=HOUR, limit=1)
    await store.looks.save_look(work, ArticleId(1), changed, now=steps.now)
    await store.database.write(looks.tell, "daily", 1, await store.looks.untold("daily"))
    await store.actions.act(
        Action(kind=Kind.FOLLOW, topic="power", story=StoryId(1), by="reader@example.org", at=steps.now)
    )
    await store.replies.sync("reader@imap.example:993/INBOX", now=START + 100 * HOUR)
    [look] = await store.work.claim(WorkList.REPLIES, now=START + 101 * HOUR, lease=HOUR, limit=1)
    await store.replies.save_taken(look, "mark", "done", now=steps.now)
    await store.replies.save_look(look, Place(validity=7, upto=9), due_at=START + 100 * HOUR, now=steps.now)
    await steps.poll_again(entry(6))
    steps.now += HOUR
    await steps.poll(passed=[(entry(7), "backfill")])
    [work] = await steps.claim(WorkList.OUTBOX)
    await store.outbox.start_sending(work, now=steps.now)
    await store.fellows.say(Fellow(name="here:1", lists=("feeds",), started_at=START, seen_at=START))
    await store.fellows.take_turn("a.example:443", now=START, until=START + HOUR)


def dump_of(path: Path) -> str:
    """All tables and rows of a database as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump()) + "\n"


async def write_dump(folder: Path) -> None:
    """Store the tables and rows of this version for the tests of later ones. Done once per revision."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "monitor.db"
        steps = Steps(stores.open_store(url_of(path), now=START, daemon=True), path)
        await live_a_little(steps)
        await steps.store.close()
        (folder / f"{versions.NEWEST}.sql").write_text(dump_of(path), encoding="utf-8")


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database, made once; tests start from a copy."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    asyncio.run(stores.open_store(url_of(path), now=START).close())
    return path


@asynccontextmanager
async def in_file(folder: Path, empty_file: Path) -> AsyncIterator[Steps]:
    path = folder / "monitor.db"
    shutil.copy(empty_file, path)
    opened = Steps(stores.open_store(url_of(path), now=START), path)
    yield opened
    await opened.store.close()


@asynccontextmanager
async def on_server() -> AsyncIterator[Steps]:
    server = postgresql.running()
    url = server.create(await asyncio.to_thread(postgresql.template))
    opened = Steps(stores.open_store(url, now=START), url=url)
    yield opened
    await opened.store.close()
    server.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
async def steps(request, tmp_path: Path, empty_file: Path) -> AsyncIterator[Steps]:
    async with in_file(tmp_path, empty_file) if request.param == "sqlite" else on_server() as opened:
        yield opened


@pytest.fixture
async def steps_in_file(tmp_path: Path, empty_file: Path) -> AsyncIterator[Steps]:
    """For what only a file has."""
    async with in_file(tmp_path, empty_file) as opened:
        yield opened
