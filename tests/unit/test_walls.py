"""Pages that answer 200 but are not articles, and real articles that use the words of such pages."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from gzip import decompress
from html import escape
from pathlib import Path

import pytest

from monitor import problems
from monitor.articles import extract, walls
from monitor.model import Article, Entry, EntryId, Feed, FeedId, Page, StoredEntry
from tests.data import newspaper
from tests.data import walls as pages

NOW = datetime(2026, 11, 22, tzinfo=UTC)
URL = "https://paper.example/2026/grid"
TEASER = "Fermi delivers 1 GW for 20 years, both said."
LABELLED = Path(__file__).parents[1] / "quality" / "labelled"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "articles"


def page(title: str, text: str, url: str = URL) -> Page:
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n"))
    body = (
        f"<!doctype html><html><head><meta charset=utf-8><title>{escape(title)}</title></head><body><nav><a href=/>Start</a>"
        f"</nav><main><article><h1>{escape(title)}</h1>{paragraphs}</article></main><footer><p>Imprint</p></footer></body></html>"
    )
    return Page(url=url, status=200, headers=(("content-type", "text/html"),), body=body.encode(), fetched_at=NOW)


def read(headline: str, answer: Page, summary: str = TEASER, url: str = URL) -> Article:
    entry = Entry(guid="1", url=url, title=headline, summary=summary)
    feed = Feed(url="https://paper.example/rss")
    stored = StoredEntry(id=EntryId(1), feed_id=FeedId(1), feed=feed, entry=entry, revision=0, first_seen_at=NOW)
    return extract.article(stored, answer)


@pytest.mark.parametrize("place", range(len(pages.WALLS)), ids=lambda place: f"{place} {pages.WALLS[place][0]}")
@pytest.mark.parametrize("headline", [pages.HEADLINE, pages.GERMAN])
def test_a_page_about_itself_is_no_article(place: int, headline: str) -> None:
    _, title, text = pages.WALLS[place]
    found = read(headline, page(title, text))
    assert (found.basis, found.text) == ("feed", TEASER)
    assert problems.words(found.note)


def test_there_are_a_hundred_of_ninety_kinds() -> None:
    assert len(pages.WALLS) >= 100
    assert len({kind for kind, _, _ in pages.WALLS}) >= 90


@pytest.mark.parametrize(("headline", "text"), pages.ARTICLES)
def test_a_report_that_uses_the_same_words_is_read_whole(headline: str, text: str) -> None:
    found = read(headline, page(headline, text), summary="")
    assert (found.basis, found.note) == ("page", None)
    assert all(part in found.text for part in text.split("\n"))


@pytest.mark.parametrize(("headline", "text"), pages.ARTICLES)
def test_nor_is_it_a_wall_under_another_headline(headline: str, text: str) -> None:
    assert read("Zwölf neue Brücken für die Stadt", page(headline, text), summary="").basis == "page"


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        ("https://paper.example/", "page-front"),
        ("https://paper.example/en/", "page-front"),
        ("https://www.paper.example/index.html", "page-front"),
        ("https://paper.example/404", "page-missing"),
        ("https://paper.example/error.html?from=x", "page-missing"),
        ("https://consent.paper.example/collect?x=1", "page-wall"),
        ("https://paper.example/consent/?to=x", "page-wall"),
        ("https://login.paper.example/x", "page-wall"),
        ("https://paper.example/anmelden?next=x", "page-wall"),
    ],
)
def test_where_a_request_ends_can_say_that_it_was_for_nothing(ends: str, code: str) -> None:
    headline, text = pages.ARTICLES[0]
    note = read(headline, page(headline, text, ends)).note
    assert note is not None
    assert note.code == code


@pytest.mark.parametrize(
    ("paragraph", "asks", "to_pay"),
    [
        ("Jetzt abonnieren oder anmelden", True, True),
        ("Already a subscriber? Log in", True, True),
        ("Il vous reste 57 % de cet article à lire.", True, True),
        ("Click here to subscribe to our newsletter", True, False),
        ("Newsletter abonnieren", True, False),
        ("Subscribe for the latest on the grid", True, False),
        ("Subscribe for $1 a week", True, True),
        ("Abonnez-vous pour lire la suite", True, True),
        ("Der Rat muss zustimmen.", False, False),
        ("ChatGPT has 35 million paying subscribers.", False, False),
        ("They sign in Riyadh on Friday.", False, False),
        ("Ten utilities sign up for 3 gigawatts.", False, False),
        ("Register of the grid: 40 halls.", False, False),
        ("Das Abo ist monatlich für 5 Euro zu haben.", False, False),
        ("", False, False),
    ],
)
def test_only_a_request_is_one(paragraph: str, asks: bool, to_pay: bool) -> None:
    assert (walls.asks(paragraph), walls.asks_to_pay(paragraph)) == (asks, to_pay)


@pytest.mark.parametrize(
    "text",
    [
        "電力会社は月曜日、北海道に新しい送電線を建設すると発表した。工事は来年四月に始まり、費用はおよそ三百億円を見込む。",
        "บริษัทไฟฟ้าประกาศเมื่อวันจันทร์ว่าจะสร้างสายส่งใหม่ทางเหนือ งานจะเริ่มในเดือนเมษายนปีหน้า",
    ],
    ids=["Japanese", "Thai"],
)
def test_a_report_without_blanks_between_its_words_is_no_empty_page(text: str) -> None:
    assert walls.verdict("", text, "Zwölf neue Brücken für die Stadt") is None


PRINTED = newspaper.pages()
FEW = PRINTED[:: len(PRINTED) // 26]


@pytest.mark.parametrize("printed", [FEW, pytest.param(PRINTED, marks=pytest.mark.slow)], ids=["few", "all"])
def test_no_page_of_our_own_newspaper_is_taken_for_a_wall(printed: list[newspaper.Printed]) -> None:
    """Whatever stands around the report, and whatever its words mean elsewhere: each paragraph of it is read."""
    taken = []
    for one in printed:
        body = one.source.encode()
        answer = Page(url=URL, status=200, headers=(("content-type", "text/html"),), body=body, fetched_at=NOW)
        for headline in (one.headline, "Zwölf neue Brücken für die Stadt"):
            found = read(headline, answer, summary="")
            whole = found.basis == "page" and not found.note and all(part in found.text for part in one.paragraphs)
            taken += [] if whole else [(one.layout, headline, found.note)]
    assert not taken


def test_the_newspaper_has_each_layout_in_each_language() -> None:
    assert len(PRINTED) >= 200
    assert len({(one.layout, one.language) for one in PRINTED}) == 3 * len(newspaper.LAYOUTS)


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="needs the real pages of ../shared/data")
def test_real_pages_and_our_own_are_four_hundred() -> None:
    assert sum(1 for _ in real_pages()) + len(PRINTED) >= 400


def own_texts() -> Iterator[tuple[str, str]]:
    """Headline and text of every labelled text: written by us like newspaper articles, in three languages."""
    seen = set()
    for file in sorted(LABELLED.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            one = json.loads(line)
            if len(one["text"]) >= 150 and (one["title"], one["text"]) not in seen:
                seen.add((one["title"], one["text"]))
                yield one["title"], one["text"]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_text_of_our_own_is_taken_for_a_wall() -> None:
    """Some of them end with a request to pay, like real pages: what comes before it is read."""
    texts = list(own_texts())
    assert len(texts) >= 400
    taken = []
    for title, text in texts:
        for headline in (title, "Zwölf neue Brücken für die Stadt"):
            found = read(headline, page(title, text), summary="")
            asked = any(walls.asks_to_pay(line) for line in text.split("\n"))
            taken += [(title, found.note)] if found.basis != "page" or (found.note and not asked) else []
    assert not taken


def real_pages() -> Iterator[tuple[str, bytes]]:
    for file in sorted(SHARED.rglob("*.html.gz")):
        yield file.name, decompress(file.read_bytes())


@pytest.mark.slow
@pytest.mark.timeout(600)  # a minute of work, more on a busy machine
@pytest.mark.skipif(not SHARED.exists(), reason="needs the real pages of ../shared/data")
def test_no_true_article_is_taken_for_a_wall() -> None:
    """With its own headline, and with one that has nothing to do with it."""
    taken: Counter[str] = Counter()
    for name, body in real_pages():
        answer = Page(url=URL, status=200, headers=(("content-type", "text/html"),), body=body, fetched_at=NOW)
        own = extract.extracted(body, URL, search_date=False)
        if not own.text:
            continue
        taken["all"] += 1
        for headline in (own.title, "Zwölf neue Brücken für die Stadt"):
            found = read(headline, answer, summary="")
            taken[f"{name} {found.note}"] += found.basis != "page"
            taken[f"{name} cut {found.note}"] += bool(found.note) and len(own.text) < 2_000
    assert taken.pop("all") >= 200
    assert not +taken, json.dumps(dict(+taken), indent=1)
