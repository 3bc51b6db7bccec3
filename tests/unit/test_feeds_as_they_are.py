"""Feeds as they are on the web: junk around the document, texts of pictures and podcasts, dates in every form."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from monitor import problems
from monitor.feeds import cadence, changes, dates, parse
from monitor.habits import FeedHints
from monitor.model import Feed, FeedState, Page
from tests.faults import START, entry, rss

ITEM = "<item><title>The grid is enlarged</title><link>https://e.org/a</link><guid>a</guid>{}</item>"
SPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:m="http://search.yahoo.com/mrss"'
)


def page_of(body: bytes, kind: str = "application/rss+xml") -> Page:
    headers = (("content-type", kind), ("etag", '"1"'))
    return Page(url="https://e.org/feed", status=200, body=body, headers=headers, fetched_at=START)


def with_item(inner: str, spaces: str = SPACES) -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel><title>T</title>{ITEM.format(inner)}</channel></rss>'.encode()


JUNK = {
    "script": b"\n<!-- cached --><script defer src='https://e.org/b.js' data-x='{}'></script>",
    "comment": b"<!-- Page generated in 0.3 seconds --> ",
    "html": b"</body></html>",
    "text": b"Cached by a plugin & friends",
    "unclosed": b"<div><br>",
    "NULs": b"\x00\x00\x00",
}


@pytest.mark.parametrize("name", JUNK)
def test_junk_after_the_root_is_no_torn_document(name: str) -> None:
    page = page_of(rss(entry(1), entry(2)) + JUNK[name])
    poll = changes.decide(Feed(url=page.url), FeedState(url=page.url), page, parse.document(page), (), START)
    assert (len(poll.fresh), poll.state.problem, poll.state.validators.etag) == (2, None, '"1"')


@pytest.mark.parametrize(
    "before",
    [
        b"<br />\n<b>Warning</b>: undefined index in feed.php on line 3<br />\n",
        b"\n\n  ",
        b"\xef\xbb\xbf\xef\xbb\xbf",
        b"<!-- cached -->",
        b"junk",
    ],
)
def test_junk_before_the_document_is_left_out(before: bytes) -> None:
    found = parse.document(page_of(before + rss(entry(1), entry(2))))
    assert (len(found.entries), found.problem) == (2, None)


def test_a_web_page_that_speaks_of_feeds_stays_a_web_page() -> None:
    found = parse.document(page_of(b"<!doctype html><html><body><pre><rss version='2.0'></rss></pre></body></html>"))
    assert found.entries == ()


def test_a_torn_document_is_still_one() -> None:
    body = rss(entry(1), entry(2))
    page = page_of(body[: body.rindex(b"</item>") - 40])
    poll = changes.decide(Feed(url=page.url), FeedState(url=page.url), page, parse.document(page), (), START)
    assert (len(poll.fresh), poll.state.problem, poll.state.validators.etag) == (1, parse.CUT_SHORT, "")


def test_json_with_something_around_it() -> None:
    told = json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "title": "x"}]}
    )
    for body in (f")]}}',\n{told}", f"{told}\n<script></script>", f"\ufeff{told}"):
        assert len(parse.document(page_of(body.encode())).entries) == 1


@pytest.mark.parametrize(
    ("inner", "summary", "content"),
    [
        ("<description>100 MW.</description><media:description>A geyser.</media:description>", "100 MW.", ""),
        ("<media:description type='plain'>A geyser.</media:description><description>100 MW.</description>", "100 MW.", ""),
        ("<media:content url='u'><media:description>A geyser.</media:description></media:content><description>100 MW.</description>", "100 MW.", ""),
        ("<description>100 MW.</description><m:description>A geyser.</m:description>", "100 MW.", ""),
        ("<description>100 MW.</description><itunes:summary>The daily show.</itunes:summary>", "100 MW.", ""),
        ("<itunes:summary>The daily show.</itunes:summary><description>100 MW.</description>", "100 MW.", ""),
        ("<itunes:summary>The daily show.</itunes:summary>", "The daily show.", ""),
        ("<media:group><media:description>The whole film.</media:description></media:group>", "The whole film.", ""),
        ("<content:encoded>The long text of the report.</content:encoded><description>100 MW.</description>", "100 MW.", "The long text of the report."),
        ("<description>100 MW.</description><content:encoded>The long text of the report.</content:encoded><media:description>A geyser, seen on a sunny day by many people from far away.</media:description>", "100 MW.", "The long text of the report."),
        ("<media:title>A geyser</media:title><description>100 MW.</description>", "100 MW.", ""),
    ],
)  # fmt: skip
def test_texts_know_their_place(inner: str, summary: str, content: str) -> None:
    (one,) = parse.document(page_of(with_item(inner))).entries
    assert (one.title, one.summary, one.content) == ("The grid is enlarged", summary, content)


NINE = datetime(2019, 11, 15, 9, tzinfo=UTC)
DAY = datetime(2019, 11, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("Fr, 15 Nov 2019 10:00:00 +0100", NINE),
        ("Freitag, 15. November 2019, 9:00 Uhr", NINE),
        ("ven., 15 nov. 2019 09:00:00 +0000", NINE),
        ("vendredi 15 novembre 2019 à 9h00", NINE),
        ("So, 15 Dez 2019 10:00:00 +0100", datetime(2019, 12, 15, 9, tzinfo=UTC)),
        ("Sa, 01 Mrz 2019 10:00:00 +0100", datetime(2019, 3, 1, 9, tzinfo=UTC)),
        ("jeu. 15 août 2019", datetime(2019, 8, 15, tzinfo=UTC)),
        ("15.11.2019 09:00", NINE),
        ("15.11.2019", DAY),
        ("15.11.19", DAY),
        ("15-11-2019", DAY),
        ("Nov 15, 2019 4:00 AM -0500", NINE),
        ("Freitag, 15.11.2019, 10:00 Uhr +0100", NINE),
        ("15/11/2019 09:00", NINE),
        ("11/15/2019 09:00 AM", NINE),
        ("Nov 15, 2019 9:00 PM", NINE + timedelta(hours=12)),
        ("November 15, 2019 12:30 a.m.", DAY + timedelta(minutes=30)),
        ("Fri, 15 Nov 2019 11:00:00 CEST", NINE),
        ("Fri, 15 Nov 2019 10:00:00 MEZ", NINE),
        ("Fri, 15 Nov 2019 14:30:00 IST", NINE),
        ("Fri, 15 Nov 2019 18:00:00 JST", NINE),
        ("Fri Nov 15 09:00:00 UTC 2019", NINE),
        ("2019-11-15 18:00:00 JST", NINE),
        ("2019/11/15 09:00", NINE),
        ("20191115", DAY),
        ("1573808400", NINE),
        ("1573808400000", NINE),
        ("November 2019", datetime(2019, 12, 31, 23, 59, tzinfo=UTC)),
        ("Winter 2019", datetime(2019, 12, 31, 23, 59, tzinfo=UTC)),
        ("31.02.2019", datetime(2019, 12, 31, 23, 59, tzinfo=UTC)),
        ("Winter 2026", None),
        ("heute", None),
    ],
)  # fmt: skip
def test_dates_as_feeds_write_them(told: str, at: datetime | None) -> None:
    (one,) = parse.document(page_of(with_item(f"<pubDate>{told}</pubDate>"))).entries
    assert one.published_at == at
    items = [{"id": "1", "title": "x", "date_published": told}]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items}).encode()
    assert parse.document(page_of(body)).entries[0].published_at == at


def test_unix_time_as_a_number_in_json() -> None:
    assert dates.read(1573808400) == NINE
    assert dates.read(True) is None


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ("/2019/11/15/grid", datetime(2019, 11, 15, 12, tzinfo=UTC)),
        ("/news/2019-11-15-grid", datetime(2019, 11, 15, 12, tzinfo=UTC)),
        ("/2019/11/grid", datetime(2019, 11, 30, 23, 59, tzinfo=UTC)),
        ("/news/2019/grid", datetime(2019, 12, 31, 23, 59, tzinfo=UTC)),
        ("/agenda-2019/x", None),
        ("/p/20191115x", None),
        ("/x?year=/2019/11/", None),
        ("/2019/13/45/x", datetime(2019, 12, 31, 23, 59, tzinfo=UTC)),
    ],
)
def test_an_undated_entry_has_the_day_of_its_address(path: str, at: datetime | None) -> None:
    body = rss(f"<item><title>x</title><link>https://e.org{path}</link></item>")
    assert parse.document(page_of(body)).entries[0].published_at == at


@pytest.mark.parametrize(
    "kind", ["text/xml; charset=iso-8859-1", "text/html; charset=utf-8", "image/png", "text/plain"]
)
def test_a_lying_content_type_does_no_harm(kind: str) -> None:
    body = rss("<item><title>Straße für Zürich</title><link>https://e.org/a</link></item>")
    assert parse.document(page_of(body, kind)).entries[0].title == "Straße für Zürich"


def test_a_wish_no_source_of_news_can_mean_is_believed_for_a_day() -> None:
    feed, year = Feed(url="https://e.org/feed", interval=timedelta(hours=1)), str(365 * 86_400)
    cached = Page(url=feed.url, status=200, headers=(("cache-control", f"max-age={year}"),), fetched_at=START)
    plain = Page(url=feed.url, status=200, fetched_at=START)
    yearly = FeedState(url=feed.url, looks=5, hints=FeedHints(ttl=timedelta(days=31)))
    weekly = FeedState(url=feed.url, looks=5, hints=FeedHints(ttl=timedelta(days=7)))
    for state, page, days in ((FeedState(url=feed.url, looks=5), cached, 1), (yearly, plain, 1), (weekly, plain, 7)):
        at, why = cadence.next_look(feed, state, page, START)
        assert timedelta(days=days) <= at - START < timedelta(days=days) * 1.1
        assert ("taken as 24 hours" in problems.words(why)) is (days == 1)
