"""Rows 28–32 of the reliability matrix: what publishers do to their feeds."""

import random
from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from monitor import problems
from monitor.feeds import changes, parse
from monitor.feeds.marks import Mark
from monitor.model import Entry, Feed, FeedState, Page
from tests.faults import START, Clock, Reply, Watcher, entry, open_door, rss, serve


def page_of(
    body: bytes, content_type: str = "application/rss+xml", *, status: int = 200, at: datetime = START, **headers: str
) -> Page:
    url = "https://example.org/feed"
    told = (("content-type", content_type), *headers.items())
    return Page(url=url, status=status, headers=told, body=body, fetched_at=at)


# -- row 28

UMLAUTS = "Größe: Straße – „Übermut“"
ENCODED = [
    ("utf-8", "utf-8", "application/rss+xml"),
    ("utf-8", "utf-8", "application/rss+xml; charset=iso-8859-1"),
    ("utf-8", "iso-8859-1", "application/rss+xml"),
    ("utf-8", "us-ascii", "text/xml"),
    ("utf-8", "nonsense", "application/xml"),
    ("utf-8", "", "text/html"),
    ("utf-8-sig", "utf-8", "application/rss+xml"),
    ("utf-8-sig", "windows-1252", "application/rss+xml"),
    ("iso-8859-1", "iso-8859-1", "application/rss+xml"),
    ("iso-8859-1", "utf-8", "application/rss+xml"),
    ("cp1252", "windows-1252", "application/rss+xml"),
    ("cp1252", "iso-8859-1", "application/rss+xml"),
    ("cp1252", "", "application/rss+xml; charset=windows-1252"),
    ("utf-16", "utf-16", "application/xml"),
    ("utf-16-le", "utf-16", "application/xml"),
    ("utf-16-be", "utf-16", "application/xml; charset=utf-16be"),
    ("utf-16", "utf-8", "application/xml"),
    ("utf-32", "utf-32", "application/xml"),
]


@pytest.mark.parametrize(("real", "told", "header"), ENCODED)
def test_row_28_charsets_told_rightly_wrongly_or_not_at_all(real: str, told: str, header: str) -> None:
    declared = f' encoding="{told}"' if told else ""
    body = f'<?xml version="1.0"{declared}?><rss version="2.0"><channel><title>t</title><item><title>{UMLAUTS}</title></item></channel></rss>'
    found = parse.document(page_of(body.encode(real, "replace"), header))
    assert found.entries or found.problem
    for known in found.entries:
        known.title.encode("utf-8")
        if real in {"utf-8", "utf-8-sig"} and told in {"utf-8", ""} and "charset" not in header:
            assert known.title == UMLAUTS


@pytest.mark.parametrize("seed", range(40))
def test_row_28_invalid_bytes_never_raise(seed: int) -> None:
    chance = random.Random(seed)
    body = bytearray(rss(*(entry(n, text=UMLAUTS) for n in range(5))))
    for _ in range(chance.randint(1, 60)):
        body[chance.randrange(len(body))] = chance.randrange(256)
    found = parse.document(
        page_of(bytes(body), chance.choice(["application/rss+xml", "text/plain; charset=utf-16", "x/y; charset=\x00"]))
    )
    for known in found.entries:
        (known.title + known.summary).encode("utf-8")


# -- row 29

DATES = {
    "Sat, 21 Nov 2026 10:00:00 GMT": "2026-11-21T10:00:00+00:00",
    "Sat, 21 Nov 2026 10:00:00 +0100": "2026-11-21T09:00:00+00:00",
    "21 Nov 26 10:00 EST": "2026-11-21T15:00:00+00:00",
    "2026-11-21T10:00:00Z": "2026-11-21T10:00:00+00:00",
    "2026-11-21T10:00:00.123+02:00": "2026-11-21T08:00:00+00:00",
    "2026-11-21": "2026-11-21T00:00:00+00:00",
    "Sat, 21 Nov 2026 10:00:00 +1400": "2026-11-20T20:00:00+00:00",
    "0000-00-00T00:00:00Z": None,
    "0000-00-00": None,
    "-0001-11-30T00:00:00+00:00": None,
    "9999-12-31T23:59:59Z": None,
    "10000-01-01T00:00:00Z": None,
    "99999-01-01": None,
    "Sat, 21 Nov 10000 10:00:00 GMT": None,
    "1601-01-01T00:00:00Z": None,
    "0001-01-01T00:00:00Z": None,
    "Sat, 21 Nov 2026 10:00:00 +9999": None,
    "2026-11-21T10:00:00+99:99": None,
    "2026-11-21T10:00:00-23:00": None,
    "2026-13-45T99:99:99Z": None,
    "yesterday": None,
    "": None,
    "0": None,
    "Thu, 32 Dec 2026 25:61:61 GMT": None,
}


@pytest.mark.parametrize(("told", "meant"), DATES.items())
def test_row_29_dates_that_can_be_are_kept_and_others_are_no_dates(told: str, meant: str | None) -> None:
    body = rss(f"<item><title>x</title><link>https://e.org/1</link><pubDate>{told}</pubDate></item>")
    found = parse.document(page_of(body))
    assert len(found.entries) == 1, "the entry is kept whatever its date"
    at = found.entries[0].published_at
    assert (at.isoformat() if at else None) == meant


@pytest.mark.parametrize(
    "ahead", [timedelta(hours=23), timedelta(hours=25), timedelta(days=400), timedelta(days=10_000)]
)
def test_row_29_no_entry_is_dated_more_than_a_day_after_it_was_seen(ahead: timedelta) -> None:
    body = rss(entry(1, at=START + ahead))
    page = page_of(body)
    poll = changes.decide(Feed(url=page.url), FeedState(url=page.url), page, parse.document(page), (), START)
    at = poll.fresh[0].published_at
    assert at is None or at <= START + timedelta(hours=24)
    assert (at is not None) is (ahead < timedelta(hours=24))


# -- row 30


class Publisher(RuleBasedStateMachine):
    """A publisher that changes ids, titles, query strings and order; each story may reach the reader once."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.feed = Feed(url="https://example.org/feed", backfill=100)
        self.state = FeedState(url=self.feed.url)
        self.marks: list[Mark] = []
        self.told: dict[int, int] = {}
        self.stories: list[dict] = []
        self.churning = False
        self.written = 0

    @initialize(number=st.integers(1, 6))
    def begin(self, number: int) -> None:
        for _ in range(number):
            self.write()
        self.look()

    @rule()
    def write(self) -> None:
        self.written += 1
        self.stories.insert(
            0,
            {
                "number": self.written,
                "title": f"Headline of story {self.written} as first written",
                "guid": f"g{self.written}",
                "tail": "",
            },
        )

    @rule(place=st.integers(0, 50))
    def retitle(self, place: int) -> None:
        story = self.stories[place % len(self.stories)]
        for copy in self.stories:
            if copy["number"] == story["number"]:
                copy["title"] = f"Story {story['number']} has another headline at {self.clock.at:%d %H}"

    @rule()
    def churn_ids(self) -> None:
        self.churning = True

    @rule(
        place=st.integers(0, 50),
        tail=st.sampled_from(["", "?utm_source=rss", "?utm_campaign=x&fbclid=1", "#comments", "?wt_mc=rss"]),
    )
    def track(self, place: int, tail: str) -> None:
        self.stories[place % len(self.stories)]["tail"] = tail

    @rule(place=st.integers(0, 50))
    def repeat_an_entry(self, place: int) -> None:
        self.stories.append(dict(self.stories[place % len(self.stories)]))

    @rule()
    def shuffle(self) -> None:
        random.Random(len(self.stories)).shuffle(self.stories)

    @rule()
    def drop_the_last(self) -> None:
        if len(self.stories) > 1:
            self.stories.pop()

    @rule()
    def look(self) -> None:
        self.clock.advance(hours=1)
        parts = []
        for place, story in enumerate(self.stories):
            guid = f"{self.clock.at:%d%H}-{place}" if self.churning else story["guid"]
            link = f"https://example.org/story-{story['number']}{story['tail']}".replace("&", "&amp;")
            parts.append(
                f"<item><title>{story['title']}</title><link>{link}</link><guid isPermaLink='false'>{guid}</guid><description>Text of {story['number']}.</description></item>"
            )
        page = page_of(rss(*parts), at=self.clock.at)
        found = parse.document(page) if changes.worth_parsing(self.state, page) else None
        poll = changes.decide(self.feed, self.state, page, found, self.marks, self.clock.at)
        self.state = poll.state
        self.marks += changes.marks_of((*poll.fresh, *poll.revised))
        for known in poll.fresh:
            number = int(known.url.rpartition("-")[2])
            self.told[number] = self.told.get(number, 0) + 1

    @invariant()
    def every_story_comes_once(self) -> None:
        assert all(times == 1 for times in self.told.values()), self.told


TestRow30Publisher = Publisher.TestCase
TestRow30Publisher.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)


@pytest.mark.slow
class TestRow30PublisherAtLength(Publisher.TestCase):  # type: ignore[misc, valid-type]  # Hypothesis makes it
    settings = settings(max_examples=200, stateful_step_count=60, deadline=None)


async def test_row_30_ids_that_change_at_a_hundred_looks() -> None:
    clock = Clock()
    async with serve() as server:
        server.on("/feed", lambda request: Reply(body=rss(*(entry(n, guid=f"{clock():%d%H%M}-{n}") for n in range(5)))))
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock)
        for _ in range(100):
            await watcher.look()
            clock.advance(minutes=31)
        await door.close()
        assert len(watcher.fresh) == 5
        assert watcher.revised == []


async def looks(*documents: bytes, backfill: int = 100) -> list[tuple[list[str], list[str]]]:
    """The titles of fresh and of revised entries at each look."""
    clock = Clock()
    async with serve() as server:
        server.on("/feed", [Reply(body=document) for document in documents])
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock, backfill=backfill)
        told = []
        for _ in documents:
            poll = await watcher.look()
            told.append(([known.title for known in poll.fresh], [known.title for known in poll.revised]))
            clock.advance(hours=2)
        await door.close()
        return told


def raw(title: str, link: str, guid: str, text: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link><guid isPermaLink='false'>{guid}</guid><description>{text}</description></item>"


A, B, C = (
    "OpenAI plans a data centre in Texas",
    "Oracle delivers the first racks",
    "Something else happened in Berlin today",
)
U, V = "https://e.org/a", "https://e.org/b"


@pytest.mark.parametrize(
    ("name", "first", "second", "fresh", "revised"),
    [
        ("retitled", raw(A, U, "1"), raw(B, U, "1"), [], [B]),
        ("retitled under a new id", raw(A, U, "1"), raw(B, U, "2"), [], [B]),
        ("rewritten", raw(A, U, "1", "It costs 10 billion."), raw(A, U, "1", "It costs 12 billion."), [], [A]),
        ("only a counter changed", raw(A, U, "1", "Text. 12 comments"), raw(A, U, "1", "Text. 57 comments"), [], []),
        ("only a reading time changed", raw(A, U, "1", "Text. 3 min read"), raw(A, U, "1", "Text. 4 min read"), [], []),
        (
            "only capitals and blanks changed",
            raw(A, U, "1", "Some text"),
            raw(A.upper(), U, "1", " some  TEXT "),
            [],
            [],
        ),
        ("only tracking changed", raw(A, U, "1"), raw(A, U + "?utm_source=rss", "1"), [], []),
        ("https instead of http", raw(A, "http://e.org/a", "1"), raw(A, U, "1"), [], []),
        ("AMP instead of the page", raw(A, U, "1"), raw(A, "https://amp.e.org/a/amp", "2"), [], []),
        ("mobile instead of the page", raw(A, U, "1"), raw(A, "https://m.e.org/a", "2"), [], []),
        ("moved, words the same", raw(A, U, "1", "Text"), raw(A, V, "2", "Text"), [], []),
        ("another story at another place", raw(A, U, "1"), raw(B, V, "2"), [B], []),
        ("the same id for the next story", raw(A, U, "1"), raw(B, V, "1"), [B], []),
        ("the same id for two stories", raw(A, U, "1"), raw(A, U, "1") + raw(B, V, "1"), [B], []),
        ("the same address for two stories", raw(A, U, "1"), raw(A, U, "1") + raw(B, U, "2"), [B], []),
        ("a title that returns", raw("News", U, "1"), raw("News", V, "2"), ["News"], []),
        (
            "a slug that follows the title",
            raw(A, U, "1") + raw(C, "https://e.org/c", "3"),
            raw(B, V, "1") + raw(C, "https://e.org/c", "3"),
            [],
            [B],
        ),
        ("twice in one document", raw(A, U, "1"), raw(B, V, "2") + raw(B, V, "2") + raw(B, V, "3"), [B], []),
        ("gone and back", raw(A, U, "1"), raw(B, V, "2"), [B], []),
        (
            "without id and address",
            "<item><title>" + A + "</title></item>",
            "<item><title>" + A + "</title></item>" + "<item><title>" + B + "</title></item>",
            [B],
            [],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and "<" not in value and len(value) < 60 else "",
)
async def test_row_30_what_is_new_and_what_is_not(
    name: str, first: str, second: str, fresh: list, revised: list
) -> None:
    told = await looks(rss(first), rss(second), rss(second, head="<generator>x</generator>"))
    assert told[1] == (fresh, revised), name
    assert told[2] == ([], []), "the same document again brings nothing"


async def test_row_30_titles_that_swing_to_and_fro_and_texts_that_never_rest() -> None:
    swinging = [rss(raw([A, B][n % 2], U, "1"), head=f"<generator>{n}</generator>") for n in range(20)]
    assert sum(len(revised) for _, revised in await looks(*swinging)) == 1
    restless = [rss(raw(A, U, "1", f"Read also: word{n} again and again")) for n in range(60)]
    assert sum(len(revised) for _, revised in await looks(*restless)) <= 5


# -- row 31


@pytest.mark.slow
async def test_row_31_a_flood_is_taken_whole_so_that_nothing_starves() -> None:
    """Hundreds of new entries at each look: all in the document come in, once each; editions cap them later."""
    clock = Clock()
    number = 0

    def answer(request) -> Reply:
        nonlocal number
        number += 300
        return Reply(body=rss(*(entry(n, at=clock()) for n in range(number, number - 300, -1))))

    async with serve() as server:
        server.on("/feed", answer)
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock)
        taken = []
        for _ in range(3):
            taken.append(len((await watcher.look()).fresh))
            clock.advance(hours=1)
        await door.close()
    assert taken == [5, 300, 300]
    assert len({known.guid for known in watcher.fresh}) == 605


async def test_row_31_a_new_feed_brings_its_backfill_and_never_its_history() -> None:
    clock = Clock()
    day = timedelta(days=1)
    history = [entry(n, at=START - n * day) for n in range(40)]
    random.Random(3).shuffle(history)
    async with serve() as server:
        server.on("/feed", Reply(body=rss(*history)))
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock, backfill=5)
        poll = await watcher.look()
        assert sorted(known.url for known in poll.fresh) == [f"https://example.org/story-{n}" for n in range(5)]
        assert Counter(why for _, why in poll.passed) == {"backfill": 35}
        clock.advance(hours=7)
        server.on("/feed", Reply(body=rss(entry("new"), *history)))
        poll = await watcher.look()
        await door.close()
        assert [known.url for known in poll.fresh] == ["https://example.org/story-new"]


@pytest.mark.parametrize("backfill", [0, 1, 5, 500])
async def test_row_31_backfill_counts(backfill: int) -> None:
    told = await looks(rss(*(entry(n) for n in range(30))), rss(*(entry(n) for n in range(31))), backfill=backfill)
    assert (len(told[0][0]), len(told[1][0])) == (min(backfill, 30), 1)


async def test_row_31_a_first_look_that_fails_is_no_first_look() -> None:
    clock = Clock()
    async with serve() as server:
        server.on("/feed", [Reply(status=500), Reply(body=rss(*(entry(n) for n in range(30))))])
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock)
        assert len((await watcher.look()).fresh) == 0
        assert len((await watcher.look()).fresh) == 5
        await door.close()


# -- row 32

FULL = rss(*(entry(n) for n in range(10)))
CUT = FULL[: FULL.rindex(b"<item>") + 30]
SHORTENED = {
    "empty feed": Reply(body=rss()),
    "no body": Reply(body=b""),
    "cut short": Reply(body=CUT),
    "cut in the head": Reply(body=FULL[:60]),
    "delta": Reply(body=rss(entry(10), entry(0)), status=226, headers={"IM": "feed", "ETag": '"2"'}),
    "204": Reply(status=204),
    "206": Reply(body=FULL[:400], status=206),
    "an error page": Reply(body=b"<html>Sorry</html>", headers={"Content-Type": "text/html"}),
}


@pytest.mark.parametrize("kind", SHORTENED)
async def test_row_32_nothing_is_lost_and_nothing_told_twice(kind: str) -> None:
    clock = Clock()
    async with serve() as server:
        server.on(
            "/feed",
            [
                Reply(body=FULL, headers={"ETag": '"1"'}),
                SHORTENED[kind],
                Reply(body=rss(*(entry(n) for n in range(12)))),
            ],
        )
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock, backfill=50)
        fresh = []
        for _ in range(3):
            fresh.append([known.guid for known in (await watcher.look()).fresh])
            clock.advance(hours=30)
        await door.close()
    assert len(fresh[0]) == 10
    assert sorted(fresh[1] + fresh[2]) == ["id-10", "id-11"]
    assert watcher.state.problem is None


async def test_row_32_a_document_cut_short_is_asked_for_whole() -> None:
    clock = Clock()
    async with serve() as server:
        server.on("/feed", [Reply(body=CUT, headers={"ETag": '"1"'}), Reply(body=FULL, headers={"ETag": '"1"'})])
        door = open_door(now=clock)
        watcher = Watcher(server.url(), door, clock, backfill=50)
        assert len((await watcher.look()).fresh) >= 9
        assert "too early" in problems.told(watcher.state.problem)
        clock.advance(hours=2)
        await watcher.look()
        await door.close()
        assert not server.log[1].conditional
        assert len({known.guid for known in watcher.fresh}) == 10


def test_row_32_an_entry_says_what_it_can() -> None:
    found = parse.document(
        page_of(rss("<item/>", "<item><title/><link/></item>", "<item><description>Only a text</description></item>"))
    )
    assert len(found.entries) == 3
    assert all(isinstance(known, Entry) and known.guid for known in found.entries)
