"""Row 67: different news behind one address. What unrelated entries share proves nothing; each is judged by itself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.articles import part
from tests import history, paper
from tests.fakes import FakeWeb
from tests.faults import Reply, serve

NOW = datetime.now(UTC).replace(microsecond=0)
DICE = history.Papers(FakeWeb(lambda: NOW), lambda: NOW, 0, seed=4)
NEWS = tuple(
    (title.format(**names), f"{text.format(**names)} {' '.join(f'{DICE.chatter(9).capitalize()}.' for _ in range(8))}")
    for title, text in history.THEMES
    for names in [DICE.names(DICE.place(), DICE.dice.randint(3, 900))]
)
LATER = [NOW - timedelta(hours=9 - place) for place in range(5)]


def items(link: str, *, guids: bool = True, fragments: bool = False) -> list[str]:
    return [
        paper.item(
            title,
            f"{link}#n{place}" if fragments else link,
            guid=f"g{place}" if guids else "",
            text=text,
            at=LATER[place],
        )
        for place, (title, text) in enumerate(NEWS)
    ]


FRONT = "".join(
    f"<p>Teaser of another piece of news, number {n}, with many words that say nothing.</p>" for n in range(20)
)


@pytest.mark.slow
@pytest.mark.parametrize("guids", [True, False], ids=["ids", "no ids"])
@pytest.mark.parametrize("path", ["/", "/news.html"], ids=["front page", "all news"])
async def test_row_67_five_items_that_lead_to_one_page_are_five_stories(tmp_path: Path, path: str, guids: bool) -> None:
    async with serve() as server, paper.running(tmp_path, server) as app:
        server.on(path, paper.page(f"<h1>All news</h1>{FRONT}"))
        edition = await paper.look(app, server, items(server.url(path), guids=guids))
        counts = paper.reasons(edition)
        assert counts.keys() <= {"shown", "off_topic"}, "whether each is on the topic is another question"
        assert counts["shown"] >= 4
        assert len(server.asked(path)) <= 1, "the page is read once"
        again = await paper.look(app, server, items(server.url(path), guids=guids))
        assert again["account"]["fetched"] == 0, "nothing comes twice"


async def test_row_67_each_fragment_is_judged_by_its_own_part_of_the_page(tmp_path: Path) -> None:
    notes = "".join(
        f'<h2 id="n{place}">Note {place}</h2><p>{text}</p><p>Sentence {place} of nothing but filling for this note.</p>'
        for place, (_, text) in enumerate(NEWS)
    )
    bare = [
        paper.item(f"OpenAI data centre note {place}", "{url}#n" + str(place), guid=f"g{place}", at=LATER[place])
        for place in range(5)
    ]
    async with serve() as server, paper.running(tmp_path, server) as app:
        server.on("/notes", paper.page(notes))
        edition = await paper.look(app, server, [one.replace("{url}", server.url("/notes")) for one in bare])
        texts = {one["url"]: one for story in edition["stories"] for one in story["articles"]}
        assert set(texts) == {f"{server.url('/notes')}#n{place}" for place in range(5)}
        assert len(server.asked("/notes")) == 1
        kept = paper.row(tmp_path, "SELECT group_concat(text, '|') FROM (SELECT text FROM articles ORDER BY id)")
        assert [sum(text in one for text in (said for _, said in NEWS)) for one in kept.split("|")] == [1] * 5


@pytest.mark.slow
async def test_row_67_the_only_entry_of_a_feed_that_keeps_its_address(tmp_path: Path) -> None:
    """Another id, another title, a later date: another piece of news, and the current page is read."""
    async with serve() as server, paper.running(tmp_path, server) as app:
        for place in (0, 1, 2):
            title, text = NEWS[place]
            server.on("/today", paper.page(f"<article><h1>{title}</h1><p>{text} {text}</p></article>"))
            link = server.url("/today")
            edition = await paper.look(app, server, [paper.item(title, link, guid=f"g{place}", at=LATER[place])])
            assert paper.shown(edition) == [title]


@pytest.mark.slow
async def test_row_67_a_corrected_headline_is_still_the_same_article(tmp_path: Path) -> None:
    async with serve() as server, paper.running(tmp_path, server) as app:
        server.on("/a", paper.page(f"<article><h1>{NEWS[0][0]}</h1><p>{NEWS[0][1]}</p></article>"))
        url = server.url("/a")
        await paper.look(app, server, [paper.item(NEWS[0][0], url, guid="g", text=NEWS[0][1], at=LATER[0])])
        await paper.look(app, server, [paper.item("OpenAI rents 400 MW", url, guid="g", text=NEWS[0][1], at=LATER[0])])
        assert paper.row(tmp_path, "SELECT count(DISTINCT story_id) FROM members") == 1
        assert paper.row(tmp_path, "SELECT max(shared) FROM entries") == 0


async def test_row_67_a_column_with_the_same_title_and_teaser_every_week(tmp_path: Path) -> None:
    """Case 11: a new id, a new address and a new date are a new entry, whatever its words."""
    async with serve() as server, paper.running(tmp_path, server, max_age="400d") as app:
        weeks = [
            paper.item(
                "OpenAI's data centres this week", server.url(f"/w{n}"), guid=f"w{n}", text="Every Friday.", at=at
            )
            for n, at in enumerate((NOW - timedelta(days=8), NOW - timedelta(days=1)))
        ]
        for n in (0, 1):
            server.on(f"/w{n}", paper.page(f"<article><h1>This week</h1><p>{NEWS[n][1]}</p></article>"))
        await paper.look(app, server, weeks[:1])
        await paper.look(app, server, weeks)
        assert paper.row(tmp_path, "SELECT count(*) FROM entries WHERE url LIKE '%/w1'") == 1


@pytest.mark.slow
async def test_row_67_tracking_fragments_are_no_parts(tmp_path: Path) -> None:
    async with serve() as server, paper.running(tmp_path, server) as app:
        server.on("/a", paper.page(f"<article><h1>{NEWS[0][0]}</h1><p>{NEWS[0][1]}</p></article>"))
        for tail in ("", "#ref=rss", "#xtor=RSS-1", "#comments", "#Echobox=1732"):
            url = server.url("/a") + tail
            await paper.look(app, server, [paper.item(NEWS[0][0], url, guid="g", text=NEWS[0][1], at=LATER[0])])
        assert paper.row(tmp_path, "SELECT count(*) FROM entries") == 1


PARTS = {
    "a heading with an id": ('<h2 id="x">One</h2><p>{}</p><h2 id="y">Two</h2><p>{}</p>', "x", ""),
    "an anchor inside a heading": ('<h3><a name="x"></a>One</h3><p>{}</p><h3>Two</h3><p>{}</p>', "x", ""),
    "a section": ('<section id="x"><h2>One</h2><p>{}</p></section><section id="y"><p>{}</p></section>', "x", ""),
    "a list": ('<ul><li id="x">One: {}</li><li id="y">Two: {}</li></ul>', "x", ""),
    "a wrapped heading": (
        '<div><div><h2 id="x">One</h2></div><div><p>{}</p></div></div><h2>Two</h2><p>{}</p>',
        "x",
        "",
    ),
    "a heading that says the title": (
        "<h1>All</h1><h2>One, really</h2><p>{}</p><h2>Two</h2><p>{}</p>",
        "",
        "One, really",
    ),
    "smaller headings inside": ('<h2 id="x">One</h2><h3>a</h3><p>{}</p><h2>Two</h2><p>{}</p>', "x", ""),
}


@pytest.mark.parametrize(("html", "fragment", "title"), PARTS.values(), ids=PARTS)
def test_row_67_the_part_a_fragment_or_a_title_names(html: str, fragment: str, title: str) -> None:
    trafilatura = pytest.importorskip("trafilatura")
    mine, other = (
        "These words belong to the first piece of news only.",
        "Those words belong to the second piece instead.",
    )
    tree = trafilatura.load_html(f"<html><body><main>{html.format(mine, other)}</main></body></html>")
    found = part.of(tree, fragment, title)
    assert mine in found
    assert other not in found


def test_row_67_a_page_without_the_part_has_none() -> None:
    trafilatura = pytest.importorskip("trafilatura")
    tree = trafilatura.load_html(
        "<html><body><h1>Something</h1><p>Words and words and words and words.</p></body></html>"
    )
    assert part.of(tree, "absent", "Another title") == ""
    assert isinstance(Reply().status, int)
