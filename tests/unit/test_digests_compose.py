"""The window of a digest → an edition: what is shown, what is not, and that everything adds up."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import problems
from monitor.digests import compose
from monitor.edition import EditionId, IssueLine, Verdict
from monitor.model import Entity, EntryId, Step, StoryId
from tests import builders as build

ONE, TWO, THREE = (build.report(n, build.figure(n * 1e8)) for n in (1, 2, 3))


def composed(rows, *stories, verdicts=None, digest=None, health=(), lines=(), over=None, now=build.NOW, sent=()):
    judged = {one.id: Verdict(status="new") for one in stories} | (verdicts or {})
    told = {one.id: one for one in stories}
    material = compose.Material(rows=rows, stories=told, verdicts=judged, lines=lines, health=health, sent=sent)
    return compose.edition(digest or build.digest(), over or build.window(), 1, material, now)


def test_each_row_stands_in_one_group_with_its_rule():
    copied = build.report(4, role="near-copy")
    rows = [
        build.settled(1, ONE, 1),
        build.settled(2, copied, 1),
        build.settled(3, TWO, 2),
        build.settled(4),
        build.settled(5, failed=problems.as_told("the server answered 403")),
        build.settled(6, THREE, 3, published_at=build.NOW - timedelta(days=30)),
    ]
    stories = build.story(1, ONE, copied), build.story(2, TWO), build.story(3, THREE)
    edition = composed(rows, *stories, verdicts={2: build.known_verdict(near_copy=True)})
    summed = edition.account
    assert (
        summed.fetched,
        summed.groups["shown"],
        summed.groups["merged"],
        summed.groups["known"],
        summed.groups["off_topic"],
        summed.groups["too_old"],
        summed.groups["failed"],
    ) == (6, 1, 1, 1, 1, 1, 1)
    assert summed.balanced
    assert {one.entry_id: one.reason for one in edition.withheld} == {
        2: "merged",
        3: "near-copy",
        4: "off-topic",
        5: "failed",
        6: "too-old",
    }
    details = {one.entry_id: one.detail for one in edition.withheld}
    assert details[2] == "fast gleicher Text wie „OpenAI signs contract number 1“"
    assert details[3] == "fast gleicher Text wie „What is known, part 9“ (von Anfang an bekannt, seed:9)"
    assert details[4] == "weder Überschrift noch Zusammenfassung nennen das Subjekt neben etwas aus dem Thema"
    assert details[5] == "the server answered 403"
    assert details[6] == "vom 23. Oktober 2026, 29 Tage alt bei der Ankunft"
    assert [card.story.id for card in edition.cards] == [1]
    assert [card.story.id for card in edition.known] == [2]


def test_a_copy_and_a_retelling_in_one_known_story_are_told_apart():
    held = build.known(1)
    sketch = tuple(range(100, 160))
    copy = replace(build.report(1), imprint=build.imprint(1, sketch=sketch))
    held = replace(held, imprint=replace(held.imprint, sketch=sketch))
    verdict = Verdict(status="known", known=(build.known(2), held))
    rows = [build.settled(1, copy, 1), build.settled(2, TWO, 1)]
    edition = composed(rows, build.story(1, copy, TWO), verdicts={1: verdict})
    assert [(one.reason, "part 1" in one.detail) for one in edition.withheld] == [("near-copy", True), ("known", False)]
    assert edition.account.groups["known"] == 2


def test_an_entry_that_is_too_old_brings_no_story_back():
    edition = composed([build.settled(1, ONE, 1, published_at=build.NOW - timedelta(days=8))], build.story(1, ONE))
    assert not edition.cards
    assert edition.account.groups["too_old"] == 1


def test_a_date_in_the_future_or_none_counts_from_first_sight():
    ahead = build.settled(1, ONE, 1, published_at=build.NOW + timedelta(days=400))
    undated = build.settled(2, TWO, 2)
    plain = replace(undated.entry, entry=replace(undated.entry.entry, published_at=None))
    undated = replace(undated, entry=plain, article=replace(undated.article, published_at=None))
    edition = composed([ahead, undated], build.story(1, ONE), build.story(2, TWO))
    assert edition.account.groups["shown"] == 2


def test_a_story_of_another_topic_is_not_of_this_digest():
    row = replace(build.settled(1, ONE, 1), stories=(("gardening", StoryId(1)),), readings=())
    edition = composed([row], build.story(1, ONE))
    assert edition.account.groups["off_topic"] == 1
    assert edition.withheld[0].detail == "gehört zu keinem Thema dieser Ausgabe"


def test_the_same_articles_under_two_topics_are_told_once():
    row = replace(build.settled(1, ONE, 1), stories=((build.TOPIC, StoryId(1)), ("chips", StoryId(2))))
    twin = replace(build.story(2, ONE), topic="chips")
    edition = composed([row], build.story(1, ONE), twin, digest=build.digest(topics=(build.TOPIC, "chips")))
    assert len(edition.cards) == 1
    assert edition.account.groups["shown"] == 1


def test_a_feed_over_its_limit_waits_whole_and_oldest_are_told_first():
    loud = build.feed("loud", limit=2)
    reports = {n: build.report(n) for n in range(1, 6)}
    rows = [build.settled(n, told, n, of=loud, feed_id=1) for n, told in reports.items()]
    rows.append(build.settled(6, build.report(6), 5, feed_id=2))  # another feed has story 5 too
    stories = [build.story(n, told) for n, told in reports.items()]
    edition = composed(rows, *stories, health=[replace(build.health("loud"), url=loud.url)])
    assert sorted(card.story.id for card in edition.cards) == [1, 2, 5]
    assert edition.deferred == (3, 4)
    assert edition.account.fetched == 4
    assert edition.account.balanced
    assert edition.feeds[0].waiting == 2


def test_cards_stand_by_importance_and_the_lead_is_in_the_readers_language():
    german = build.report(3, language="de", title="Auf Deutsch")
    big = build.story(2, TWO, german, build.report(4, build.figure(2e9)))
    rows = [build.settled(1, ONE, 1), *(build.settled(n, told, 2) for n, told in enumerate(big.reports, start=2))]
    edition = composed(rows, build.story(1, ONE), big)
    assert [card.story.id for card in edition.cards] == [2, 1]
    assert edition.cards[0].title == "Auf Deutsch"
    assert edition.cards[0].story.reports[0] is german
    shown = {row.entry.id for row in rows} - {one.entry_id for one in edition.withheld}
    assert shown == {1, 3}


@pytest.mark.parametrize(("kind", "first"), [("cancelled", 2), ("approved", 1)])
def test_what_overturns_what_was_told_comes_first(kind, first):
    rows = [build.settled(1, ONE, 1), build.settled(2, TWO, 2)]
    step = Verdict(status="update", step=Step(kind=kind, sentence="x"))
    edition = composed(rows, build.story(1, ONE), build.story(2, TWO), verdicts={1: Verdict(status="new"), 2: step})
    assert edition.cards[0].story.id == first


def test_the_name_is_the_end_of_the_window():
    assert composed([]).name == "2026-11-22T06:00:00Z"


@pytest.mark.parametrize(
    ("digest", "cards", "health", "told"),
    [
        ({}, False, (), "nothing new: 2 entries fetched (1 off topic, 1 unreadable)"),
        ({"send_empty": True}, False, (), ""),
        ({}, True, (), ""),
        ({}, False, [build.health("a", "down")], ""),
        ({}, False, [build.health("a", "down", told=True)], "nothing new: 2"),
        ({}, False, [build.health("a", "down"), build.health("b"), build.health("c")], "nothing new: 2"),
    ],
)
def test_silence_says_why(digest, cards, health, told):
    stories = [build.story(1, ONE)] if cards else []
    edition = build.edition(*stories, off_topic=1, failed=1, health=health)
    found = compose.silence(build.digest(**digest), edition)
    assert problems.words(found).startswith(told)
    assert bool(found) == bool(told)


def test_silence_is_told_in_each_language():
    found = compose.silence(build.digest(), build.edition(off_topic=1, failed=1))
    assert problems.words(found, "de") == "nichts Neues: 2 Einträge geholt (1 anderes Thema, 1 nicht lesbar)"
    assert problems.words(found, "fr") == "rien de nouveau : 2 entrées recueillies (1 hors sujet, 1 illisibles)"
    wait = replace(build.edition(), deferred=(EntryId(1), EntryId(2)))
    assert problems.words(compose.silence(build.digest(**ALERT), wait), "de").endswith("2 Einträge warten")


ALERT = {"kind": "alert", "threshold": 0.5, "quiet": "22:00-07:30", "cap": 2}


def loud_story(number):
    reports = [build.report(number * 10 + n, *(build.figure(k * 1e9) for k in range(1, 5))) for n in range(3)]
    return build.story(number, *reports)


@pytest.mark.parametrize(
    ("hours", "sent", "cards", "deferred"),
    [(3, 0, 1, 0), (3, 1, 1, 0), (3, 2, 0, 3), (0, 0, 0, 3), (15.5, 0, 0, 3)],
)
def test_an_alert_waits_for_the_end_of_its_quiet_time_and_keeps_its_cap(hours, sent, cards, deferred):
    now = build.NOW + timedelta(hours=hours)
    digest = build.digest(**ALERT)
    story = loud_story(1)
    rows = [build.settled(n, told, 1) for n, told in enumerate(story.reports)]
    issues = [IssueLine(id=EditionId(1), name="x", composed_at=build.NOW, subject="")] * sent
    edition = composed(rows, story, digest=digest, now=now, sent=issues)
    assert (len(edition.cards), len(edition.deferred)) == (cards, deferred)
    assert edition.account.balanced
    assert bool(compose.silence(digest, edition)) == (not cards)


def test_an_alert_tells_only_what_matters_most():
    digest = build.digest(kind="alert")
    edition = composed(
        [build.settled(1, ONE, 1)], build.story(1, ONE), digest=digest, now=build.NOW + timedelta(hours=3)
    )
    assert not edition.cards
    assert edition.withheld[0].detail.startswith("zum Thema, aber nicht wichtig genug für einen Alarm")


def test_a_review_tells_stories_that_grew_together_once():
    words = ((7, 1.0),)  # one stem, in both
    one = replace(ONE, imprint=replace(ONE.imprint, terms=words))
    twin = replace(build.report(2, text=ONE.article.text, title=ONE.article.title), imprint=one.imprint)
    rows = [build.settled(1, one, 1), build.settled(2, twin, 2)]
    stories = build.story(1, one), build.story(2, twin)
    assert len(composed(rows, *stories).cards) == 2
    weekly = composed(rows, *stories, digest=build.digest(kind="review"), verdicts={2: build.known_verdict()})
    assert [card.story.id for card in weekly.cards] == [1]
    assert weekly.cards[0].verdict.status == "update"
    assert (weekly.account.groups["shown"], weekly.account.groups["merged"]) == (1, 1)
    after_holiday = composed(rows, *stories, over=build.window(hours=24 * 12))
    assert len(after_holiday.cards) == 1


def test_reasons_name_what_the_headline_names_in_the_frames_language():
    said = build.reading(names=("Oracle",))
    said = replace(said, entities=(*said.entities, Entity(name="Abilene", kind="site", count=1, in_title=True)))
    story = build.story(1, build.report(1, said=said))
    edition = build.edition(story)
    assert edition.cards[0].why == ("OpenAI, Abilene im Titel", "nennt Oracle")
    unsure = build.edition(build.story(1, build.report(1, said=replace(said, score=0.62))))
    assert unsure.cards[0].why[-1] == "Thema zu 62 % sicher"
    english = build.edition(story, digest=build.digest(language="en"))
    assert english.cards[0].why[0] == "OpenAI, Abilene in the headline"


rows = st.lists(
    st.tuples(
        st.integers(1, 6),  # article
        st.one_of(st.none(), st.integers(1, 4)),  # story
        st.integers(1, 3),  # feed
        st.integers(0, 20),  # days old
        st.booleans(),  # failed
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(
    rows=rows,
    statuses=st.lists(st.sampled_from(("new", "update", "known")), min_size=4, max_size=4),
    limit=st.integers(0, 3),
    kind=st.sampled_from(("digest", "alert", "review")),
)
def test_the_account_always_adds_up_and_no_entry_is_lost(rows, statuses, limit, kind):
    settled = []
    for seq, (number, story, feed, days, failed) in enumerate(rows, start=1):
        told = build.report(number * 10 + (story or 0)) if story else None
        given = {
            "of": build.feed(f"f{feed}", limit=limit),
            "feed_id": feed,
            "published_at": build.NOW - timedelta(days=days),
        }
        settled.append(
            build.settled(seq, told, story, failed=problems.as_told("403") if failed and not story else None, **given)
        )
    reports: dict[int, dict[Any, Any]] = {id: {} for id in range(1, 5)}
    for row, (_, story, *_rest) in zip(settled, rows, strict=True):
        if story:
            reports[story][row.article_id] = build.report(int(row.article_id or 0))
    stories = [build.story(id, *found.values()) for id, found in reports.items() if found]
    verdicts = {n: Verdict(status=status) for n, status in enumerate(statuses, start=1)}
    edition = composed(settled, *stories, verdicts=verdicts, digest=build.digest(kind=kind))
    assert edition.account.balanced
    assert edition.account.fetched == len(rows) - len(edition.deferred)
    assert edition.account.groups["shown"] == len(edition.cards)
    assert len(edition.withheld) == edition.account.fetched - edition.account.groups["shown"]
    ids = [one.entry_id for one in edition.withheld] + list(edition.deferred)
    assert len(ids) == len(set(ids))
    assert not {card.story.id for card in edition.cards} & {card.story.id for card in edition.known}
