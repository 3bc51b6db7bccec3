"""Pages and entries → articles: which text counts, what is not an article, which address it gets."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import problems
from monitor.articles import extract, urls
from monitor.model import Entry, EntryId, Feed, FeedId, Page, Reading, StoredEntry
from monitor.problems import Trouble
from monitor.text import detect

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
URL = "https://zeitung.example/2026/rechenzentrum-am-fluss"
BODY = (
    "Am Ufer des Flusses soll ein Rechenzentrum mit einer Leistung von 200 Megawatt entstehen, teilte der Betreiber mit. "
    "Die Gemeinde hat dem Bebauungsplan am Montag zugestimmt, die Arbeiten beginnen im Frühjahr. "
    "Nach Angaben der Stadtwerke reicht das vorhandene Umspannwerk für den ersten Abschnitt aus. "
    "Kritiker verlangen ein Gutachten über die Kühlung mit Flusswasser und den Fischbestand. "
)
SHORT = "Am Fluss entsteht ein Rechenzentrum mit 200 Megawatt."


def html(body: str, head: str = "") -> bytes:
    paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n"))
    return f"<html lang=de><head><title>Rechenzentrum am Fluss</title>{head}</head><body><nav><a href=/>Start</a></nav><article><h1>Rechenzentrum am Fluss</h1>{paragraphs}</article></body></html>".encode()


def page(
    body: bytes = b"",
    *,
    status: int = 200,
    trouble: Trouble = Trouble.NONE,
    problem: problems.Problem | None = None,
    kind: str = "text/html; charset=utf-8",
) -> Page:
    return Page(
        url=URL,
        status=status,
        headers=(("content-type", kind),),
        body=body,
        fetched_at=NOW,
        trouble=trouble,
        problem=problem,
    )


def stored(
    *,
    title: str = "Rechenzentrum am Fluss geplant",
    summary: str = SHORT,
    content: str = "",
    published_at: datetime | None = NOW,
    url: str = URL,
) -> StoredEntry:
    entry = Entry(guid="1", url=url, title=title, summary=summary, content=content, published_at=published_at)
    return StoredEntry(
        id=EntryId(1),
        feed_id=FeedId(1),
        feed=Feed(url="https://zeitung.example/rss", language="de"),
        entry=entry,
        revision=0,
        first_seen_at=NOW,
    )


def test_the_text_of_the_page_is_read() -> None:
    read = extract.article(stored(), page(html(BODY + "\n" + BODY.replace("Fluss", "Strom"))))
    assert read.basis == "page"
    assert "Umspannwerk" in read.text
    assert "Start" not in read.text
    assert (read.language, read.site, read.title) == ("de", "zeitung.example", "Rechenzentrum am Fluss geplant")


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        (page(status=404, problem=problems.as_told("404: no such page")), "404: no such page"),
        (page(status=0, trouble=Trouble.TLS, problem=problems.as_told("the certificate is not valid for this name")), "the certificate is not valid for this name"),
        (page(b"%PDF-1.7 ...", kind="application/pdf"), "the page is application/pdf, not text"),
        (page(html("Wir und unsere 182 Partner verwenden Cookies. Bitte zustimmen Sie dem Tracking zu oder abonnieren Sie. Mit der Einwilligung erlauben Sie Werbung und Tracking. Datenschutz.\n" * 3)), "the page is a consent or pay wall"),
        (page(b""), "the page has no readable text"),
        (None, "the entry has no link"),
    ],
)  # fmt: skip
def test_a_page_that_is_no_article_gives_way_to_the_feeds_own_text(answer: Page | None, note: str) -> None:
    read = extract.article(stored(), answer)
    assert (read.basis, read.text, problems.words(read.note)) == ("feed", SHORT, note)


def test_a_feed_with_more_text_than_its_page_wins() -> None:
    read = extract.article(stored(content=BODY * 4), page(html(BODY)))
    assert read.basis == "feed"
    assert problems.words(read.note) == "the feed has more text than the page"


def test_a_pay_wall_leaves_its_free_beginning_and_what_the_feed_says() -> None:
    walled = html(
        BODY
        + "\nJetzt abonnieren oder anmelden\nDieser Artikel ist Abonnenten vorbehalten: vier Wochen für 1 Euro testen."
    )
    read = extract.article(stored(summary="Die Baukosten liegen bei 3 Milliarden Euro."), page(walled))
    assert read.basis == "page"
    assert "3 Milliarden Euro" in read.text
    assert "Umspannwerk" in read.text
    assert "abonnieren" not in read.text
    assert problems.words(read.note) == "a pay wall: only the free beginning, and what the feed says"


def test_an_article_about_cookies_keeps_its_paragraphs() -> None:
    body = "Die Datenschutzbehörde hat dem Konzern das Tracking ohne Einwilligung der Nutzerinnen und Nutzer verboten, weil die bisher gezeigten Fenster keine echte Wahl ließen und weil das Abonnement ohne Werbung nach Ansicht der Behörde viel zu teuer ist."
    assert (
        body
        in extract.article(stored(title="Behörde verbietet Tracking", summary=""), page(html(body + "\n" + BODY))).text
    )


def test_an_entry_of_a_headline_only_is_still_an_article() -> None:
    read = extract.article(stored(summary=""), None)
    assert (read.basis, read.text, read.language) == ("headline", "", "de")


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        (NOW - timedelta(days=3), NOW - timedelta(days=3)),
        (NOW + timedelta(hours=20), NOW + timedelta(hours=20)),
        (NOW + timedelta(days=2), None),
        (datetime(1970, 1, 1, tzinfo=UTC), None),
        (datetime(9999, 12, 31, tzinfo=UTC), None),
    ],
)
def test_a_claimed_date_is_kept_only_if_it_can_be_true(claimed: datetime, kept: datetime | None) -> None:
    assert extract.article(stored(published_at=claimed), page(html(BODY))).published_at == kept


def test_the_page_tells_the_date_where_the_feed_does_not() -> None:
    head = '<meta property="article:published_time" content="2026-11-18T08:00:00Z">'
    read = extract.article(stored(published_at=None), page(html(BODY * 3, head)))
    assert read.published_at == datetime(2026, 11, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answer", "waits"),
    [
        (page(status=503), True),
        (page(status=429), True),
        (page(status=0, trouble=Trouble.TIMEOUT), True),
        (page(status=0, trouble=Trouble.REFUSED), False),
        (page(status=403), False),
        (page(status=200), False),
    ],
)
def test_only_a_server_that_is_down_or_busy_is_worth_waiting_for(answer: Page, waits: bool) -> None:
    assert extract.worth_waiting(answer) is waits


def test_an_unreadable_page_fails_only_when_the_headline_decided_nothing() -> None:
    read = extract.article(stored(), page(status=404, problem=problems.as_told("404: no such page")))
    off = Reading(topic="t", relevant=False, score=0.1, threshold=0.5, why=())
    on = Reading(topic="t", relevant=True, score=0.9, threshold=0.5, why=())
    assert problems.words(extract.failure(read, [off])) == "404: no such page"
    assert extract.failure(read, [off, on]) is None
    full = extract.article(stored(content=BODY * 3), page(status=404, problem=problems.as_told("404: no such page")))
    assert extract.failure(full, [off]) is None


def test_the_same_page_gives_the_same_text_however_often_it_is_read() -> None:
    texts = {extract.extracted(html(BODY * 3), URL, search_date=False).text for _ in range(6)}
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("own", "declared", "canonical"),
    [
        ("https://www.a.example/x?utm_source=rss", "https://www.a.example/x", "https://www.a.example/x"),
        ("https://amp.a.example/x/amp", "https://www.a.example/x", "https://www.a.example/x"),
        ("https://www.a.example/x", "https://evil.example/x", "https://www.a.example/x"),
        ("https://www.a.example/x", "https://www.a.example/", "https://www.a.example/x"),
        ("https://www.a.example/x", "javascript:alert(1)", "https://www.a.example/x"),
        ("https://www.a.example/x?id=7", "", "https://www.a.example/x?id=7"),
    ],
)
def test_a_page_may_name_its_address_only_on_its_own_site(own: str, declared: str, canonical: str) -> None:
    assert urls.canonical(own, declared) == canonical


@pytest.mark.parametrize(
    ("feed", "outlet", "url", "site"),
    [
        ("https://rss.zeitung.example/all", "", "https://www.zeitung.example/a", "Die Zeitung"),
        ("https://search.example/rss?q=x", "", "https://www.zeitung.example/a", "zeitung.example"),
        ("https://search.example/rss?q=x", "Der Bote", "https://search.example/read/1", "Der Bote"),
        ("https://feeds.herald.co.uk/rss", "", "https://www.other.co.uk/a", "other.co.uk"),
        ("http://127.0.0.1:8001/rss", "", "http://127.0.0.1:8002/a", "127.0.0.1"),
    ],
)
def test_an_outlet_goes_by_the_name_its_feed_has(feed: str, outlet: str, url: str, site: str) -> None:
    given = stored(url=url)
    given = replace(given, feed=Feed(url=feed, title="Die Zeitung"), entry=replace(given.entry, outlet=outlet))
    assert extract.article(given, None).site == site


@pytest.mark.parametrize(
    ("text", "hint", "code"),
    [
        ("Das Unternehmen baut in Brandenburg ein neues Rechenzentrum.", "", "de"),
        ("The company builds a new data centre in Ohio next year.", "de", "en"),
        ("OPENAI BAUT RECHENZENTRUM IN DER NÄHE VON BERLIN", "", "de"),
        ("GPU", "de-AT", "de"),
        ("", "", ""),
    ],
)
def test_the_language_is_found_or_believed(text: str, hint: str, code: str) -> None:
    assert detect.detected(text, hint) == code


SHARED = Path(__file__).parents[3] / "shared" / "data" / "articles" / "article-extraction-benchmark"


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="needs the real pages of ../shared/data")
def test_real_pages_are_read_about_as_well_as_the_best_known_setting() -> None:
    """Mean F1 of the words of the body over the benchmark's pages; the library's best setting reaches 0.96."""
    import gzip  # noqa: PLC0415
    import json  # noqa: PLC0415

    truth = json.loads((SHARED / "ground-truth.json").read_text(encoding="utf-8"))
    scores = []
    for file in sorted(SHARED.glob("html/*.html.gz")):
        wanted = truth[file.name.removesuffix(".html.gz")]["articleBody"].split()
        got = extract.extracted(
            gzip.decompress(file.read_bytes()), "https://a.example/x", search_date=False
        ).text.split()
        shared = sum(min(got.count(word), wanted.count(word)) for word in set(wanted))
        scores.append(2 * shared / (len(got) + len(wanted)) if got or wanted else 1.0)
    assert sum(scores) / len(scores) >= 0.93


@pytest.mark.parametrize(
    ("host", "family"),
    [
        ("www.heise.de", "heise.de"),
        ("newsticker.heise.de", "heise.de"),
        ("news.foo.net.au", "foo.net.au"),
        ("bar.net.au", "bar.net.au"),
        ("a.b.co.uk", "b.co.uk"),
        ("some.github.io", "some.github.io"),
        ("münchen.de", "münchen.de"),
        ("paper.example", "paper.example"),
        ("live.paper.example", "paper.example"),
        ("localhost", "localhost"),
        ("The Ledger Room", "the ledger room"),
        ("", ""),
    ],
)
def test_hosts_of_one_publisher_are_a_family(host: str, family: str) -> None:
    assert urls.family(host) == family


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://rss.golem.de/rss.xml", "https://www.golem.de/news/a", True),
        ("https://foo.net.au/rss", "https://bar.net.au/a", False),
        ("http://127.0.0.1:8001/rss", "http://127.0.0.1:8001/a", True),
        ("http://127.0.0.1:8001/rss", "http://127.0.0.1:8002/a", False),
    ],
)
def test_addresses_of_one_house(one: str, other: str, same: bool) -> None:
    assert urls.are_one_house(one, other) is same
