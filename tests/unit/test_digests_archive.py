"""The pages about all editions: static, readable from disk, with one history per story."""

import functools
import json
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from lxml import html

from monitor.digests.forms import archive, charts, history, render
from monitor.edition import EditionId, Issue, IssueLine
from tests import builders as build


@functools.cache
def editions(days=5, *stories, language="de"):
    """Editions, newest first, with a story new on the first day and updated daily, and another new one each day."""
    found = []
    digest = build.digest(language=language)
    for day in range(days):
        at = build.NOW + timedelta(days=day)
        story, verdict = build.cerebras()
        other = build.story(100 + day, build.report(50 + day, title=f"Story of day {day} <b>with</b> marks"))
        lines = [build.ledger_line("Cerebras", 0.75e9 * (1 + day // 2), 1), build.ledger_line("Broadcom", 10e9, 2)]
        lines += [build.ledger_line("Cerebras", 21e9, 3, unit="USD")]
        edition = build.edition(
            story, other, verdicts={1: verdict}, lines=lines, number=day + 1, over=build.window(at=at)
        )
        found.append(build.told(digest, edition, render.edition(digest, edition, {}), *stories))
    return found[::-1]


@pytest.fixture(scope="module")
def files():
    return archive.pages(build.digest(), editions())


def test_an_edition_has_four_files_whose_names_every_file_system_takes():
    issue = Issue(
        id=EditionId(1), digest="daily", name="2026-11-22T06:00:00Z", composed_at=build.NOW, forms=build.forms()
    )
    found = archive.edition_files(issue, "en")
    assert list(found) == [f"2026-11-22T060000Z.{kind}" for kind in ("html", "txt", "json", "eml")]
    mail = found["2026-11-22T060000Z.eml"]
    assert isinstance(mail, bytes)
    assert mail.startswith(b"Content-Type: multipart/alternative")
    sent = Issue(id=EditionId(1), digest="daily", name="x", composed_at=build.NOW, forms=build.forms(), eml=b"as sent")
    assert archive.edition_files(sent, "en")["x.eml"] == b"as sent"


def test_the_index_lists_editions_by_date_newest_first(files):
    tree = html.document_fromstring(files["index.html"])
    assert [heading.text for heading in tree.findall(".//h2")] == ["November 2026"]
    links = [link.get("href") for link in tree.xpath("//main//h3/a")]
    news = {line.text: line.get("href") for line in tree.xpath("//main//li/a")}
    assert news["Story of day 4 <b>with</b> marks"].startswith("./2026-11-26T060000Z.html#s")
    assert links[0] == "./2026-11-26T060000Z.html"
    assert len(links) == 5


def test_the_search_finds_words_figures_and_outlets_without_a_server(files):
    tree = html.document_fromstring(files["index.html"])
    entries = json.loads(tree.xpath("//script[@type='application/json']")[0].text)
    assert len(entries) == 10
    day, title, more, href = entries[0]
    assert (day, title) == ("2026-11-26", "Cerebras verdoppelt den OpenAI-Auftrag")
    assert "heise.example" in more
    assert href == "./2026-11-26T060000Z.html#s1"
    assert "fetch(" not in files["index.html"]


def test_a_story_page_tells_its_history(files):
    tree = html.document_fromstring(files["stories/1.html"])
    assert [heading.findtext(".//time") for heading in tree.findall(".//h2")] == [
        f"{day}. November 2026" for day in range(26, 21, -1)
    ]
    assert "stories/104.html" in files
    assert "Story of day 4 <b>with</b> marks" in html.document_fromstring(files["stories/104.html"]).text_content()


def test_only_pages_of_the_stories_asked_for_are_made_and_they_go_back_to_the_first_edition():
    found = archive.pages(build.digest(), editions(5, "1"))
    assert [name for name in found if name.startswith("stories/")] == ["stories/1.html"]
    assert len(html.document_fromstring(found["stories/1.html"]).findall(".//h2")) == 5


def test_an_edition_knows_its_stories():
    story, verdict = build.cerebras()
    edition = build.edition(story, build.story(7, build.report(7)), verdicts={1: verdict})
    assert history.story_ids(render.edition(build.digest(), edition, {}).json) == {"1", "7"}


def test_the_ledger_tells_each_change_once_with_a_chart(files):
    tree = html.document_fromstring(files["ledger.html"])
    rows = [" ".join(row.text_content().split()) for row in tree.xpath("//main//li")]
    assert sum("Broadcom" in row for row in rows) == 1
    assert sum("Cerebras" in row and "Leistung" in row for row in rows) == 3
    assert any("Cerebras: 750 MW → 1,5 GW" in row for row in rows)
    # A bar where there are several to compare, a line only if it changed; in words too, for readers without colours
    assert len(tree.xpath("//div[@class='track']")) == 2
    assert [svg.get("aria-label") for svg in tree.findall(".//svg")] == ["Cerebras: 750 MW → 1,5 GW → 2,25 GW"]


def test_an_upper_bound_stays_one_in_the_ledger():
    line = build.ledger_line("Broadcom", 10e9, 2)
    line = replace(line, figure=replace(line.figure, hedge="up to"))
    edition = build.edition(build.story(7, build.report(7)), lines=[line])
    past = build.told(build.digest(), edition, render.edition(build.digest(), edition, {}))
    assert [step["amount"] for step in history.ledger(build.digest(), [past])] == ["bis zu 10 GW"]
    [chart] = charts.charts(build.digest(), [past])
    assert [row.amount for row in chart.rows] == ["bis zu 10 GW"]


def test_a_page_leads_to_the_editions_before_and_after_it():
    lines = [
        IssueLine(id=EditionId(at), name=f"2026-11-{at}T06:00:00Z", composed_at=build.NOW, subject="x")
        for at in (24, 23, 22)
    ]
    forms = build.forms(page=f"<header>{archive.TURN}</header>")

    def turns(name):
        issue = Issue(id=EditionId(1), digest="daily", name=name, composed_at=build.NOW, forms=forms)
        page = archive.page_file(issue, "de", lines)[f"{name.replace(':', '')}.html"]
        return [(link.text, link.get("href")) for link in html.document_fromstring(str(page)).iter("a")]

    older, newer = ("‹ vorige Ausgabe", "./2026-11-22T060000Z.html"), ("nächste Ausgabe ›", "./2026-11-24T060000Z.html")
    assert turns("2026-11-23T06:00:00Z") == [older, newer]
    assert turns("2026-11-22T06:00:00Z") == [("nächste Ausgabe ›", "./2026-11-23T060000Z.html")]
    assert archive.TURN in render.page(build.digest(), build.edition())


def test_the_feed_of_stories_tells_each_once(files):
    feed = ET.fromstring(files["stories.xml"])
    names = {"a": "http://www.w3.org/2005/Atom"}
    entries = feed.findall("a:entry", names)
    assert len(entries) == 6  # one in all five editions, five in one each
    assert len({entry.findtext("a:id", namespaces=names) for entry in entries}) == 6
    assert entries[0].find("a:link", names).get("href") == "./stories/1.html"
    served = archive.pages(build.digest(page_url="https://news.example/daily/"), editions(1))["stories.xml"]
    assert 'href="https://news.example/daily/stories/1.html"' in served


def test_the_feed_of_editions_is_atom(files):
    feed = ET.fromstring(files["atom.xml"])
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.findtext("a:title", namespaces=names) == "OpenAI-Infrastruktur"
    entries = feed.findall("a:entry", names)
    assert len(entries) == 5
    for entry in entries:
        assert all(entry.find(f"a:{name}", names) is not None for name in ("id", "title", "updated", "link"))
    assert "<b>with</b>" in entries[0].findtext("a:summary", default="", namespaces=names)
    served = archive.pages(build.digest(page_url="https://news.example/daily/"), editions(1))["atom.xml"]
    assert 'href="https://news.example/daily/2026-11-22T060000Z.html"' in served


def test_an_archive_without_editions_is_an_archive():
    found = archive.pages(build.digest(), [])
    assert set(found) == {"index.html", "ledger.html", "atom.xml", "stories.xml"}
    assert "Noch keine Zahlen." in found["ledger.html"]


def test_every_link_between_pages_leads_somewhere(files):
    names = set(files) | {f"2026-11-{day}T060000Z.html" for day in range(22, 27)}
    for name, source in files.items():
        if name.endswith(".html"):
            for link in html.document_fromstring(source).xpath("//a/@href"):
                if link.startswith("."):
                    base = "stories/" if name.startswith("stories/") and not link.startswith("../") else ""
                    assert base + link.removeprefix("../").removeprefix("./").split("#")[0] in names, (name, link)


@pytest.mark.parametrize("language", ["de", "en"])
def test_pages_can_be_read_by_everyone(language):
    """Our own checks of the most important points; a browser's accessibility checker runs in the system tests."""
    digest = build.digest(language=language)
    story, verdict = build.cerebras()
    edition = build.edition(story, verdicts={1: verdict}, digest=digest, off_topic=2)
    pages = archive.pages(digest, editions(language=language)) | {"page.html": render.page(digest, edition)}
    for name, source in pages.items():
        if not name.endswith(".html"):
            continue
        tree = html.document_fromstring(source)
        assert tree.get("lang") == language, name
        assert tree.findtext(".//title"), name
        assert len(tree.findall(".//h1")) == 1, name
        levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4")]
        assert all(after - before <= 1 for before, after in pairwise(levels)), (name, levels)
        assert len(tree.findall(".//main")) == 1, name
        assert tree.xpath("//a[@class='skip' and @href='#content']"), name
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), name
        assert all(target in ids for target in tree.xpath("//@aria-labelledby") + tree.xpath("//label/@for")), name
        assert all(link.text_content().strip() for link in tree.findall(".//a")), name
        assert not tree.xpath("//input[not(@id = //label/@for)]"), name
        assert all(
            table.xpath(".//th[@scope]") or table.get("role") == "presentation" for table in tree.findall(".//table")
        ), name
        assert "Content-Security-Policy" in source, name
