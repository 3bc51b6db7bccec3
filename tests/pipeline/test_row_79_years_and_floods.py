"""Row 79: an archive of years and an edition with forty thousand withheld entries stay small and are published fast."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import html

from monitor.digests import account
from monitor.digests.forms import archive, history, render
from monitor.edition import Withheld
from monitor.reasons import Account, Reason
from tests import builders as build

STORIES = 12


def years(days: int) -> list[history.Past]:
    """One edition per day with a dozen stories each, newest first; only the brief is read of all but the newest."""
    digest = build.digest()
    title = "Story {} of the day with a headline of the usual length"
    stories = [build.story(n, build.report(n, title=title.format(n))) for n in range(1, STORIES + 1)]
    edition = build.edition(*stories, number=1, over=build.window(at=build.NOW))
    text = render.edition(digest, edition, {}).json
    told = []
    for day in range(days):
        line = build.line(day + 1, build.NOW + timedelta(days=day))
        whole = history.read(digest, line, text, ())
        if day < days - 1:
            line = replace(line, brief=history.brief(whole))
        told.append(history.read_brief(line) if line.brief else whole)
    assert [one.fresh for one in told] == [False] * (days - 1) + [True]
    assert told[0].lines == whole_lines(told[0], whole)
    return told[::-1]


def whole_lines(one: history.Past, other: history.Past) -> tuple[history.Line, ...]:
    """Another edition's lines for this one: a brief keeps all of them."""
    stem, day = one.href.removesuffix(".html"), one.composed_at.strftime("%Y-%m-%d")
    return tuple(replace(line, day=day, href=f"{stem}.html#s{line.id}") for line in other.lines)


@pytest.mark.slow
def test_row_79_the_index_of_ten_years_is_small_and_leads_to_every_month() -> None:
    told = years(3650)
    files = archive.pages(build.digest(), told)
    index = str(files["index.html"])
    assert len(index.encode()) <= 300_000
    tree = html.document_fromstring(index)
    links = [link.get("href") for link in tree.xpath("//main//a")]
    months = [href for href in links if "month-" in href]
    assert len(months) == len(set(months)) == len({history.month(build.digest(), one.composed_at) for one in told})
    assert "./search.html" in links
    assert len(tree.xpath("//main//article")) == archive.LISTED
    newest = history.month(build.digest(), told[0].composed_at)
    assert [name for name in files if name.startswith("month-")] == [f"month-{newest}.html"], "others are as they were"
    assert html.document_fromstring(str(files[f"month-{newest}.html"])).xpath("//a[@href='./index.html']")
    everything = str(files["search.html"]).partition('id="stories">')[2].partition("</script>")[0]
    assert len(json.loads(everything)) == 3650 * STORIES


def test_row_79_a_brief_and_the_tellings_of_some_stories_say_what_the_whole_edition_says() -> None:
    digest = build.digest()
    edition = build.edition(
        *(build.story(n, build.report(n)) for n in (7, 8)), number=1, over=build.window(at=build.NOW)
    )
    line, text = build.line(1, build.NOW), render.edition(digest, edition, {}).json
    whole = history.read(digest, line, text, {"7", "9"})
    line = replace(line, brief=history.brief(whole))
    assert (sorted(whole.stories), list(whole.tellings)) == (["7", "8"], ["7"])
    told = history.tellings(digest, line, text, {"7", "9"})
    assert replace(history.read_brief(line), tellings=told, fresh=True) == whole


@pytest.mark.slow
def test_row_79_forty_thousand_withheld_entries_are_counted_and_a_few_are_named() -> None:
    many = [
        Withheld(
            entry_id=None,
            url=f"https://paper{n % 50}.example/2026/11/29/the-headline-of-piece-{n}-as-it-stands-in-its-address.html",
            title=f"The headline of piece {n}, which is about as long as headlines are in a newspaper",
            reason=Reason.FAILED if n % 4000 == 0 else Reason.OFF_TOPIC,
            detail="neither headline nor summary names the subject next to anything from the topic",
            site=f"Paper {n % 50}",
        )
        for n in range(40_000)
    ]
    counts = {Reason.OFF_TOPIC: 39_990, Reason.FAILED: 10, Reason.SHOWN: 1}
    edition = build.edition(build.story(1, build.report(1)))
    reckoned = Account(fetched=40_001, counts=counts)
    edition = replace(edition, withheld=tuple(many), named=account.named(many), account=reckoned)
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
    edition = replace(build.edition(build.story(1, build.report(1))), withheld=tuple(few), named=account.named(few))
    told = build.read(render.edition(build.digest(), edition, {}).json)
    assert len(told["withheld"]) == 900
    assert "withheld_more" not in told
