"""Placing: the same page, copies and the same event join a story; anything doubtful stays separate."""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor import problems
from monitor.model import Article, ArticleId, Entity, Figure, Imprint, Step, StoryId
from monitor.stories import events, group, imprint
from monitor.stories.facets import Facets
from monitor.stories.imprint import Source
from monitor.stories.index import MemoryIndex
from monitor.stories.placing import Candidate, Placement

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST = (
    "Harbour Grid to supply Nordlicht AI with 340 megawatts",
    (
        "Harbour Grid and Nordlicht AI signed a contract on Tuesday: the utility will supply 340 megawatts to a new data "
        "center near Bodø from 2027. The deal is worth $2.3 billion, both companies said. Nordlicht plans 60,000 "
        "accelerators there. Local officials had approved the site in January after two hearings about noise and water."
    ),
)
RETOLD = (
    "Nordlicht AI signs $2.3 billion power deal for Bodø data center",
    (
        "A data center near Bodø will get 340 megawatts of electricity from Harbour Grid. Nordlicht AI, which wants to install "
        "60,000 accelerators, agreed to pay $2.3 billion, the firms announced on Tuesday. Deliveries begin in 2027; officials "
        "cleared the site earlier this year."
    ),
)
GERMAN = (
    "Nordlicht AI kauft Strom für Rechenzentrum in Bodø",
    (
        "Der Versorger Harbour Grid liefert 340 Megawatt an ein neues Rechenzentrum bei Bodø. Nordlicht AI zahlt dafür 2,3 "
        "Milliarden Dollar, wie beide Unternehmen am Dienstag mitteilten. Ab 2027 sollen dort 60.000 Beschleuniger laufen."
    ),
)
OTHER = (
    "Orchestra opens season with a premiere",
    (
        "The city orchestra opened its season with a new symphony. Critics praised the soloist; tickets for the next concerts "
        "are sold out, the manager said."
    ),
)


def article(told: tuple[str, str], site: str, *, language: str = "en", url: str = "") -> tuple[Article, Imprint]:
    title, text = told
    found = Article(
        url=url or f"https://{site}/{hash(title) & 0xFFFF}",
        site=site,
        title=title,
        text=text,
        language=language,
        published_at=NOON,
        basis="page",
    )
    source = Source(title=title, text=text, language=language, site=site, published_at=NOON)
    return found, imprint.of_source(source)


def told(text: tuple[str, str], site: str) -> tuple[Article, Facets]:
    found, mark = article(text, site)
    return found, Facets(mark)


def stored(told: tuple[str, str], site: str, number: int, story: int, **more: str) -> Candidate:
    found, mark = article(told, site, **more)
    return Candidate(article_id=ArticleId(number), story_id=StoryId(story), url=found.url, imprint=mark, seen_at=NOON)


JUDGE = group.Judge(2)


def place(
    told: tuple[str, str], site: str, *candidates: Candidate, seen_at: datetime = NOON, crowd: int = 2, **more: str
):
    return group.place(*article(told, site, **more), candidates, seen_at, crowd=crowd)


def test_nothing_stored_begins_a_story():
    placement = place(FIRST, "a.example")
    assert placement.story_id is None
    assert placement.role == "lead"
    assert placement.why


def test_the_same_text_elsewhere_is_a_near_copy():
    placement = place(FIRST, "b.example", stored(FIRST, "a.example", 1, 7))
    assert (placement.story_id, placement.role, placement.score) == (7, "near-copy", 1.0)


def test_the_same_event_told_anew_or_translated_is_a_report():
    for told, language in ((RETOLD, "en"), (GERMAN, "de")):
        placement = place(told, "b.example", stored(FIRST, "a.example", 1, 7), language=language)
        assert (placement.story_id, placement.role) == (7, "report")
        assert "same event" in problems.words(placement.why)


def test_other_news_stays_apart_and_names_the_nearest():
    placement = place(OTHER, "b.example", stored(FIRST, "a.example", 1, 7))
    assert placement.story_id is None
    assert "nearest" in problems.words(placement.why)


def test_a_rewritten_page_stays_in_its_story():
    page = "https://a.example/news"
    placement = place(OTHER, "a.example", stored(FIRST, "a.example", 1, 7, url=page), url=page)
    assert (placement.story_id, placement.role) == (7, "report")


def test_an_article_that_fits_two_stories_joins_them():
    both = [stored(FIRST, "a.example", 1, 7), stored(RETOLD, "c.example", 2, 8)]
    placement = place(FIRST, "b.example", *both)
    assert {placement.story_id, *placement.joins} == {7, 8}


def test_one_publisher_and_distance_in_time_need_more_likeness():
    near = group.match(*told(RETOLD, "b.example"), stored(FIRST, "a.example", 1, 7), NOON, JUDGE)
    same_site = group.match(*told(RETOLD, "a.example"), stored(FIRST, "a.example", 1, 7), NOON, JUDGE)
    assert same_site.strength < near.strength
    found, mark = article(RETOLD, "b.example")
    undated = Candidate(
        article_id=ArticleId(1),
        story_id=StoryId(7),
        url="",
        imprint=imprint.of_source(Source(title=FIRST[0], text=FIRST[1], language="en")),
        seen_at=NOON - timedelta(days=25),
    )
    assert group.match(found, Facets(mark), undated, NOON, JUDGE).strength < near.strength


@pytest.mark.parametrize(("days", "grows"), [(1, True), (15, False)])
def test_a_story_grows_for_fourteen_days_and_its_copies_are_found_for_thirty(days, grows):
    def earlier(told, site):
        mark = replace(article(told, site)[1], published_at=None)
        seen_at = NOON - timedelta(days=days)
        return Candidate(article_id=ArticleId(1), story_id=StoryId(7), url="", imprint=mark, seen_at=seen_at)

    found, mark = article(FIRST, "b.example")
    undated = Facets(replace(mark, published_at=None))
    assert (group.match(found, undated, earlier(RETOLD, "a.example"), NOON, JUDGE).strength > 0) is grows
    assert group.match(found, undated, earlier(FIRST, "a.example"), NOON, JUDGE).strength == math.inf


def test_keys_are_few_positive_and_shared_by_one_event():
    marks = [
        article(FIRST, "a")[1],
        article(RETOLD, "b")[1],
        article(GERMAN, "c", language="de")[1],
        article(OTHER, "d")[1],
    ]
    keys = [set(group.keys(mark)) for mark in marks]
    assert all(len(found) <= 70 and all(0 <= key < 2**63 for key in found) for found in keys)
    assert keys[0] & keys[1]
    assert keys[0] & keys[2]
    assert not keys[0] & keys[3]


def test_the_index_finds_by_keys_by_address_and_within_the_horizon():
    index = MemoryIndex()
    old = stored(FIRST, "a.example", 1, 7, url="https://a.example/1")
    index.add(old, group.keys(old.imprint))
    mark = article(RETOLD, "b.example")[1]
    since = group.horizon(NOON)
    assert index.candidates("", group.keys(mark), since=since, limit=5) == (old,)
    assert index.candidates("", group.keys(mark), since=NOON + timedelta(1), limit=5) == ()
    assert index.candidates("https://a.example/1", (), since=NOON + timedelta(1), limit=5) == (old,)
    index.follow(StoryId(3), Placement(story_id=StoryId(3), role="report", joins=(StoryId(7),)))
    index.follow(StoryId(3), Placement(story_id=StoryId(3), role="report", joins=(StoryId(3),)))
    assert index.candidates("https://a.example/1", (), since=since, limit=5)[0].size == 1
    assert index.candidates("https://a.example/1", (), since=since, limit=5)[0].story_id == 3


def test_a_headlines_sum_speaks_for_one_event_where_it_is_told_and_against_it_where_not():
    loan = (
        "Nordlicht AI borrows $900 million for its Bodø data center",
        (
            "Banks lend Nordlicht AI $900 million for the data center near Bodø. The firm, which wants to install 60,000 "
            "accelerators there, signed the loan on Thursday. Harbour Grid supplies electricity from 2027; officials cleared "
            "the site earlier this year."
        ),
    )
    one, retold, other = (Facets(article(told, site)[1]) for told, site in ((FIRST, "a"), (RETOLD, "b"), (loan, "c")))
    same, new = events.sameness(one, retold, days=0.0), events.sameness(one, other, days=0.0)
    assert (same.held, same.missed) == (2, 0)
    assert (new.held, new.missed) == (0, 2)
    assert new.score < same.score


def test_a_sum_of_the_headline_is_told_in_words_too():
    text = "Nordlicht AI sucht sieben Milliarden Dollar für seine Rechenzentren. Banken wurden angesprochen. " * 4
    spelled = Figure(value=7e9, unit="USD", text="sieben Milliarden Dollar")
    one = Source(title="7 Milliarden für Nordlicht", text="Nordlicht AI sucht Geld.", language="de")
    other = Source(title="Nordlicht sucht Geld", text=text, language="de", figures=[spelled])
    found = events.sameness(*(Facets(imprint.of_source(source)) for source in (one, other)), days=0.0)
    assert (found.held, found.missed) == (1, 0)


def test_other_parties_in_the_headlines_tell_another_event():
    text = "OpenAI rents computing power. The contract was signed on Tuesday, and first racks stand in Ohio."

    def mark(party: str, kind: str = "partner") -> Facets:
        entity = Entity(name=party, kind=kind, count=1, in_title=True)
        return Facets(
            imprint.of_source(Source(title=f"OpenAI and {party}", text=text, language="en", entities=[entity]))
        )

    assert events.tell_other_parties(mark("Oracle"), mark("Amazon")) == 1
    assert events.tell_other_parties(mark("Oracle"), mark("Sora", "product")) == 1
    assert events.tell_other_parties(mark("Oracle"), mark("Oracle")) == 0
    # a builder and a site, a cloud and its owner: perhaps one event
    assert 0 < events.tell_other_parties(mark("Crusoe"), mark("Abilene", "site")) < 1
    assert 0 < events.tell_other_parties(mark("Amazon"), mark("AWS", "cloud")) < 1


ROUND_UP = (
    "Chip-Woche #12: Nordlicht-Strom, Halden-Orchester, neue Tarife",
    "Nordlicht AI kauft bei Harbour Grid 340 Megawatt für Bodø. Das Orchester von Halden eröffnet die Saison.",
)


def test_a_round_up_draws_the_reports_of_its_other_topics_into_no_story():
    index = MemoryIndex()
    for number, told in enumerate((ROUND_UP, GERMAN), 1):
        found, mark = article(told, f"site{number}.example", language="de")
        index.add(
            Candidate(article_id=ArticleId(number), story_id=StoryId(7), url=found.url, imprint=mark, seen_at=NOON),
            group.keys(mark),
        )
    mark = article(ROUND_UP, "third.example", language="de")[1]
    near = {found.article_id: found for found in index.candidates("", group.keys(mark), since=NOON, limit=9)}
    assert near[ArticleId(1)].size == 2
    alone = replace(near[ArticleId(1)], size=1)
    assert place(GERMAN, "new.example", alone, language="de").story_id == 7
    assert place(GERMAN, "new.example", near[ArticleId(1)], language="de").story_id is None


def test_a_round_up_goes_over_to_the_report_it_fits_better():
    found, mark = article(ROUND_UP, "roundup.example", language="de")
    listed = Candidate(
        article_id=ArticleId(1),
        story_id=StoryId(7),
        url=found.url,
        imprint=mark,
        seen_at=NOON,
        size=2,
        score=0.51,
    )
    assert place(GERMAN, "new.example", listed, language="de").takes == (1,)
    assert place(GERMAN, "new.example", replace(listed, score=1.0), language="de").takes == ()
    assert place(GERMAN, "new.example", replace(listed, size=1), language="de").takes == ()  # it joins it instead
    index = MemoryIndex()
    index.add(listed, group.keys(mark))
    index.follow(StoryId(8), Placement(story_id=None, role="lead", takes=(ArticleId(1),)))
    assert index.stories == {1: 8}


def test_a_reversal_speaks_against_one_event_and_the_same_step_for_it():
    def strength(*kinds: str, told: str = "agreed", any_step: bool = False) -> float:
        one = Source(title=FIRST[0], text=FIRST[1], language="en", steps=steps_of(FIRST[0], told))
        other = Source(title=RETOLD[0], text=RETOLD[1], language="en", steps=steps_of(RETOLD[0], *kinds))
        mine, yours = (Facets(imprint.of_source(source)) for source in (one, other))
        return events.sameness(mine, yours, days=1.0, any_step=any_step).strength

    assert strength("refused", "agreed") < strength("agreed") < strength("refused", told="refused")
    assert strength("refused", any_step=True) == strength("agreed"), "a known matter goes on in steps"


def test_a_text_of_an_earlier_version_is_never_held_to_lack_a_step():
    old = replace(imprint.of_source(Source(title=FIRST[0], text=FIRST[1], language="en")), steps=None)
    new = imprint.of_source(Source(title=FIRST[0], text=FIRST[1], language="en", steps=steps_of(FIRST[0], "cancelled")))
    assert not events.sameness(Facets(new), Facets(old), days=3.0).turned


def steps_of(sentence: str, *kinds: str) -> tuple[Step, ...]:
    return tuple(Step(kind=kind, sentence=sentence) for kind in kinds)


def test_dates_that_our_clock_takes_for_the_future_still_tell_how_far_apart_two_texts_are():
    ahead = NOON + timedelta(days=300)
    found, mark = article(RETOLD, "b.example")
    candidate = stored(FIRST, "a.example", 1, 7)
    claims = [(ahead + timedelta(days=9), ahead), (None, ahead), (None, None)]
    apart = []
    for mine, other in claims:
        late = replace(mark, published_at=None, claimed_at=mine)
        one = replace(candidate, imprint=replace(candidate.imprint, published_at=None, claimed_at=other))
        match = group.match(found, Facets(late), one, NOON, JUDGE)
        apart.append(match.same.days if match.same else None)
    assert apart == [9, 0, 0]
