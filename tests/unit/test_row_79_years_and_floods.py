"""Row 79: an archive of years, and an edition that withholds forty thousand entries, stay small and are published quickly."""

from dataclasses import replace
from datetime import timedelta

from lxml import html

from monitor.digests.forms import archive, history, render
from monitor.edition import Account, Withheld
from monitor.reasons import Reason
from tests import builders as build

STORIES = 12


def years(days: int) -> list[history.Told]:
    """An edition a day with a dozen stories each, newest first; only those of the newest month are read as a whole."""
    digest = build.digest()
    stories = [
        build.story(n, build.report(n, title=f"Story {n} of the day with a headline of usual length"))
        for n in range(1, STORIES + 1)
    ]
    edition = build.edition(*stories, number=1, over=build.window(at=build.NOW))
    text = render.edition(digest, edition, {}).json
    told = []
    for day in range(days):
        line = build.line(day + 1, build.NOW + timedelta(days=day), brief=history.brief(text))
        needed = history.is_needed_whole(digest, line, build.NOW + timedelta(days=days - 1), ())
        told.append(history.told(digest, line, text, ()) if needed else history.told_in_brief(line))
    return told[::-1]


def test_row_79_the_index_of_ten_years_is_small_and_leads_to_every_month() -> None:
    told = years(3650)
    files = archive.pages(build.digest(), told)
    index = str(files["index.html"])
    assert len(index.encode()) <= 300_000
    tree = html.document_fromstring(index)
    months = [link.get("href") for link in tree.xpath("//main//li/a") if "month-" in link.get("href")]
    assert len(months) == len(set(months)) == len({history.month(build.digest(), one.composed_at) for one in told})
    assert len([link for link in tree.xpath("//main//li/a") if "month-" not in link.get("href")]) == archive.LISTED
    newest = history.month(build.digest(), told[0].composed_at)
    assert [name for name in files if name.startswith("month-")] == [f"month-{newest}.html"], "others are as they were"
    page = html.document_fromstring(str(files[f"month-{newest}.html"]))
    assert page.xpath("//a[@href='./index.html']")
    assert sum(one.whole for one in told) <= 31, "no other edition is read than those of the month"


def test_row_79_a_story_is_read_where_it_was_told() -> None:
    digest, at = build.digest(), build.NOW
    line = build.line(1, at, brief='{"news": [], "stories": ["7"], "ledger": []}')
    later = at + timedelta(days=400)
    assert history.is_needed_whole(digest, line, later, {"7", "9"})
    assert not history.is_needed_whole(digest, line, later, {"9"})
    assert history.is_needed_whole(digest, replace(line, brief=""), later, {"9"}), "kept by an older version"


def test_row_79_forty_thousand_withheld_entries_are_counted_and_a_few_are_named() -> None:
    many = [
        Withheld(
            entry_id=None,
            url=f"https://paper{n % 50}.example/2026/11/29/the-headline-of-piece-{n}-as-it-stands-in-its-address.html",
            title=f"The headline of piece {n}, which is about as long as headlines are in a newspaper",
            reason=Reason.FAILED if n % 4000 == 0 else Reason.OFF_TOPIC,
            detail="neither headline nor summary names the subject beside anything of the topic",
            site=f"Paper {n % 50}",
        )
        for n in range(40_000)
    ]
    counts = {Reason.OFF_TOPIC: 39_990, Reason.FAILED: 10, Reason.SHOWN: 1}
    edition = build.edition(build.story(1, build.report(1)))
    edition = replace(edition, withheld=tuple(many), account=Account(fetched=40_001, counts=counts))
    forms = render.edition(build.digest(), edition, {})
    assert sum(len(one.encode()) for one in (forms.page, forms.json, forms.text, forms.html)) <= 1_000_000
    told = build.read(forms.json)
    assert len(told["withheld"]) == 500
    assert sum(one["reason"] == "failed" for one in told["withheld"]) == 10, "the rarest reasons are named first"
    assert told["withheld_more"] == {"off-topic": 39_500}
    assert told["account"]["fetched"] == 40_001
    assert "39.500" in forms.page


def test_row_79_a_usual_edition_names_all() -> None:
    few = [
        Withheld(entry_id=None, url=f"https://e.org/{n}", title="t", reason=Reason.OFF_TOPIC, detail="d")
        for n in range(900)
    ]
    edition = replace(build.edition(build.story(1, build.report(1))), withheld=tuple(few))
    told = build.read(render.edition(build.digest(), edition, {}).json)
    assert len(told["withheld"]) == 900
    assert "withheld_more" not in told
