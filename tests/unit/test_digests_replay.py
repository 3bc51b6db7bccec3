"""A week of editions: each new thing is reported once, and a known story returns only with new facts."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from lxml import html

from monitor import problems
from monitor.corpus import known, told
from monitor.digests import compose
from monitor.digests.forms import render
from monitor.model import StoryId
from tests import builders as build

SENTENCE = "It is now 1.5 GW instead of 750 MW."
MW750, GW15 = build.figure(750e6, sentence=SENTENCE), build.figure(1.5e9, sentence=SENTENCE, before=750e6)
MW750_BEFORE = build.figure(750e6, sentence=SENTENCE, standing="old")
NORWAY = build.figure(200e6, of="Aker")
TITLES = {1: "Cerebras and OpenAI", 2: "A hall in Norway"}
# day → (story, number of the article, its figures)
WEEK: dict[int, list[Any]] = {
    1: [(1, 11, (MW750,)), (1, 12, (MW750,))],
    2: [(1, 21, (MW750,))],  # the same again
    3: [(1, 31, (MW750_BEFORE, GW15))],  # doubled
    4: [(1, 41, (GW15, MW750_BEFORE))],  # others report the doubling
    5: [(2, 51, (NORWAY,))],
    6: [],
    7: [(1, 71, (MW750,)), (2, 72, (NORWAY,))],
}


def replay(digest, days=range(1, 8)):
    """The editions of these days; what one reported is known to the next."""
    stories: dict[int, Any] = {}
    corpus: list[Any] = []
    editions: list[Any] = []
    for day in days:
        at = build.NOW + timedelta(days=day)
        rows = []
        for seq, (id, number, figures) in enumerate(WEEK[day], start=day * 10):
            report = build.report(
                number, said=build.reading(*figures, in_title=True), title=f"{TITLES[id]}, report {number}"
            )
            report = replace(report, seen_at=at)
            held = stories[id].reports if id in stories else ()
            stories[id] = build.story(id, *held, report)
            row = build.settled(seq, report, id, feed_id=seq, published_at=at)
            rows.append(replace(row, entry=replace(row.entry, first_seen_at=at)))
        fresh = compose.fresh_reports(rows)
        here = {StoryId(id): story for id, story in stories.items() if id in fresh}
        verdicts = {id: known.judge(story, fresh[id], corpus) for id, story in here.items()}
        window = build.window(digest.name, start=day * 10, end=day * 10 + 9, at=at)
        edition = compose.edition(digest, window, day, compose.Material(rows=rows, stories=here, verdicts=verdicts), at)
        if not compose.silence(digest, edition):
            corpus += told.imprints(edition)
        editions.append(edition)
    return editions


def news(editions):
    return [[(card.story.id, card.verdict.status) for card in edition.cards] for edition in editions]


def test_each_new_thing_is_told_once():
    editions = replay(build.digest())
    assert news(editions) == [[(1, "new")], [], [(1, "update")], [], [(2, "new")], [], []]
    assert [[card.story.id for card in edition.known] for edition in editions] == [[], [1], [], [1], [], [], [1, 2]]
    assert all(edition.account.balanced for edition in editions)


def test_an_update_is_told_as_its_difference():
    edition = replay(build.digest())[2]
    forms = render.edition(build.digest(), edition, {})
    assert forms.subject == "Cerebras: 750 MW → 1,5 GW"
    text = " ".join(forms.text.split())
    assert "Leistung (Cerebras): 750 MW → 1,5 GW" in text
    assert "läuft seit" in text
    page = " ".join(html.document_fromstring(forms.page).text_content().split())
    assert "Leistung (Cerebras): 750 MW → 1,5 GW" in page
    assert "Bekannt war: Cerebras and OpenAI, report 11 (Ausgabe vom 23. November)" in page
    assert "4 Berichte, davon 1 neu" in page


def test_days_without_news_are_silent_and_say_why():
    digest = build.digest()
    assert [problems.words(compose.silence(digest, edition)) for edition in replay(digest)] == [
        "",
        "nothing new: 1 entry fetched (1 already known)",
        "",
        "nothing new: 1 entry fetched (1 already known)",
        "",
        "nothing new: 0 entries fetched",
        "nothing new: 2 entries fetched (2 already known)",
    ]


def test_another_digest_is_told_for_itself():
    assert news(replay(build.digest(name="other"), days=range(4, 8))) == [[(1, "new")], [(2, "new")], [], []]
