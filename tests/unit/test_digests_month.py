"""The monthly look back: when it is due, what it says, and whom articles cite."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.articles import extract
from monitor.digests import month
from monitor.digests.forms import render
from monitor.habits import Month, Signal
from monitor.model import Page
from tests import builders as build


def signal(
    title: str, entries: int = 40, relevant: int = 8, stories: int = 6, first: int = 3, alone: int = 1
) -> Signal:
    url = f"https://{title.lower()}.example/feed?key=c4n4ry"
    return Signal(url=url, title=title, entries=entries, relevant=relevant, stories=stories, first=first, alone=alone)


MONTH = Month(
    signals=(
        signal("Bote"),
        signal("Abendpost", first=12, alone=0),
        signal("Lärm", entries=1240, relevant=0, stories=0, first=0, alone=0),
        signal("Stille", entries=3, relevant=0, stories=0, first=0, alone=0),
    ),
    not_followed=(("datacenter.example", 9), ("grid.example", 2)),
)


@pytest.mark.parametrize(
    ("before", "now", "due"),
    [
        ("2026-10-31T06:00", "2026-11-01T06:00", True),
        ("2026-11-01T06:00", "2026-11-02T06:00", False),
        ("2026-10-30T22:00", "2026-10-31T22:30", False),
        ("2026-10-30T22:00", "2026-10-31T23:30", True),  # in Berlin it is November
        ("2025-11-30T06:00", "2026-11-01T06:00", True),
        ("2026-08-31T06:00", "2026-11-20T06:00", True),  # the first edition after a long silence
    ],
)
def test_the_first_edition_of_a_month_looks_back(before: str, now: str, due: bool) -> None:
    was, today = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (before, now))
    assert month.is_due(build.digest(), was, today) is due
    assert not month.is_due(build.digest(kind="alert"), was, today)
    assert not month.is_due(build.digest(), None, today)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("de", ("Ihre Quellen in den letzten vier Wochen", "Zuerst hatten Meldungen: Abendpost (12), Bote (3)", "Nur sie hatten Meldungen: Bote (1)", "Einträge, aber keine Meldung: Lärm (1.240)", "datacenter.example (9), grid.example (2)")),
        ("en", ("Your feeds in the last four weeks", "Had stories first: Abendpost (12), Bote (3)", "Had stories alone: Bote (1)", "Brought entries but no story: Lärm (1,240)", "that you do not follow: datacenter.example (9)")),
        ("fr", ("Vos sources ces quatre dernières semaines", "Les premières à avoir des sujets", "Les seules à avoir des sujets", "mais aucun sujet", "vous ne les suivez pas")),
    ],
)  # fmt: skip
def test_mail_text_and_page_tell_it_in_the_readers_language(language: str, lines: tuple[str, ...]) -> None:
    edition = replace(build.edition(build.story(1, build.report(1))), month=MONTH)
    forms = render.edition(build.digest(language=language), edition, {})
    for form in (forms.html, forms.text, forms.page):
        plain = " ".join(form.replace("&#39;", "'").split())
        for line in lines:
            assert line in plain or line.upper() in plain, line
        assert "Stille" not in plain
        assert "c4n4ry" not in plain
    told = build.read(forms.json)["month"]
    assert told["not_followed"] == {"datacenter.example": 9, "grid.example": 2}
    assert [one["first"] for one in told["feeds"]] == [3, 12, 0, 0]
    assert "c4n4ry" not in forms.json


def test_other_editions_say_nothing_of_it() -> None:
    edition = build.edition(build.story(1, build.report(1)))
    forms = render.edition(build.digest(), edition, {})
    assert "month" not in build.read(forms.json)
    assert "vier Wochen" not in forms.html + forms.text + forms.page


def test_nothing_is_told_where_nothing_came() -> None:
    assert month.look_back(["https://a.example/feed"], [signal("A", entries=0)], [(1, "b.example")]) is None
    found = month.look_back(
        ["https://rss.a.example/feed"], [signal("A")], [(1, "www.a.example"), (1, "b.example"), (2, "b.example")]
    )
    assert found
    assert found.not_followed == (("b.example", 2),)


PAGE = """<html><body><nav><p><a href="https://menu.example/">Menu of the house with many a word in it</a></p></nav><article>
<p>OpenAI rents a hall in Narvik, as <a href="https://www.datacenter.example/en/news/1?a=b">a trade paper</a> reported on Friday.</p>
<p>The <a href="/own/page">operator</a> told <a href="//rss.grid.example/x">the agency</a> so on Saturday; its <a href="mailto:a@mail.example">office</a> confirms.</p>
<ul><li><a href="https://more.example/1">More on this</a></li></ul>
<p><a href="https://promo.example/">Read the whole report about the hall here</a> now</p>
</article><footer><p>Made with love and with <a href="https://foot.example/">a system</a> of many parts.</p></footer></body></html>"""
TEXT = """OpenAI rents a hall in Narvik, as a trade paper reported on Friday.
The operator told the agency so on Saturday; its office confirms."""


def test_links_of_paragraphs_are_citations_and_menus_are_none() -> None:
    assert cited(PAGE, TEXT) == ("datacenter.example", "grid.example")
    assert cited(PAGE, TEXT, basis="feed") == ()
    assert cited("", TEXT) == ()
    assert cited("<p>x <a href='http://[::1'>y</a> and more</p>", "x y and more") == ()


def cited(source: str, text: str, **given: Any) -> tuple[str, ...]:
    url = "https://www.paper.example/news/1"
    return extract.cited(
        build.article(text=text, **given), Page(url=url, status=200, body=source.encode(), fetched_at=build.NOW)
    )
