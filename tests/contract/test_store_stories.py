"""Entries, articles, stories, candidates, the ledger."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from monitor import problems
from monitor.errors import LeaseLost
from monitor.model import ArticleId, Entity, Feed, Figure, Part, StoryId
from monitor.problems import Problem
from monitor.store import postings, schema
from monitor.stories.index import MemoryIndex
from monitor.stories.placing import Candidate, Placed, Placement
from monitor.work import WorkList
from tests.contract.store_steps import (
    FEED,
    HOUR,
    START,
    Steps,
    article,
    empty_file,
    entry,
    imprint,
    known,
    message,
    reading,
    steps,
)

__all__ = ["empty_file", "steps"]
LONG_AGO = START - timedelta(days=14)


async def near(steps: Steps, keys, *, url: str = "https://none.example/", own: int = 0, limit: int = 10, topic="power"):
    since = steps.now - timedelta(days=14)
    found = await steps.store.stories.candidates(topic, own, url, keys, since=since, limit=limit)
    return [each.article_id for each in found]


async def test_an_article_comes_back_as_it_was(steps: Steps) -> None:
    full = article(
        1, text="Ä\n" * 5, note=problems.as_told("the feed's words"), basis="feed", published_at=None, language="de"
    )
    said = replace(
        reading(figures=[Figure(value=1.5e9, unit="W", text="1,5 GW", of="Cerebras")]),
        why=(Problem("why-unread"), Problem("why-read", {"hint": Problem("hint-named", {"who": "OpenAI"})})),
    )
    said = replace(said, entities=(Entity(name="Cerebras", kind="partner", count=2, in_title=True),))
    mark = imprint(sketch=(0, 1, 2**64 - 1), names=(("Cerebras", 2.0),), figures=((1.5e9, "W", "Cerebras"),))
    await steps.watch()
    await steps.poll(entry(1, summary="S", content="C", author="A", published_at=START))
    [work] = await steps.claim(WorkList.ENTRIES)
    stored = await steps.store.entries.get(work.key)
    assert stored.entry == entry(1, summary="S", content="C", author="A", published_at=START)
    assert (stored.feed, stored.revision, stored.first_seen_at) == (FEED, 0, START)
    await steps.store.entries.save_article(work, full, [said], mark, failed=None, now=START)
    [work] = await steps.claim(WorkList.PLACINGS)
    assert await steps.store.stories.placing(work.key) == (stored, 1, full, (said,), mark, ())
    await steps.save_placed(work, {"power": Placement(story_id=None, role="lead")})
    story = (await steps.store.stories.get_many([1]))[1]
    assert (story.id, story.topic) == (1, "power")
    [report] = story.reports
    assert (report.article, report.reading, report.imprint, report.role) == (full, said, mark, "lead")
    assert report.seen_at == START


async def test_a_page_is_found_by_its_link_and_its_canonical_address(steps: Steps) -> None:
    await steps.watch()
    await steps.poll(entry(1, url="https://a.example/1?from=feed"), entry(2))
    for work, basis in zip(await steps.claim(WorkList.ENTRIES), ("page", "feed"), strict=True):
        found = article(work.key, basis=basis)
        said = [reading(), reading("tides", relevant=False)]
        await steps.store.entries.save_article(work, found, said, imprint(), failed=None, now=START)
    by_url = steps.store.entries.article_by_url
    told = {key: await by_url(key, ["power"]) for key in ("a.example/1", "a.example/1?from=feed", "a.example/3", "")}
    assert list(told.values()) == [1, 1, None, None]
    assert await by_url("a.example/2", []) is None, "a feed's words are no page: another feed may have more"
    assert await by_url("a.example/1", ["tides", "power"]) == 1
    assert await by_url("a.example/1", ["power", "trains"]) is None, "it was not read for trains"


async def test_an_article_on_no_topic_needs_no_imprint(steps: Steps) -> None:
    await steps.watch()
    await steps.poll(entry(1))
    [work] = await steps.claim(WorkList.ENTRIES)
    await steps.store.entries.save_article(work, article(1), [reading(relevant=False)], None, failed=None, now=START)
    [work] = await steps.claim(WorkList.PLACINGS)
    _, _, found, _, mark, _ = await steps.store.stories.placing(work.key)
    assert (found, mark) == (article(1), None)


async def test_a_linked_entry_is_placed_too_and_stays_where_its_article_is(steps: Steps) -> None:
    await steps.watch()
    await steps.watch()
    await steps.bring(entry(1), entry(2))
    steps.now += HOUR
    await steps.poll(entry(1, guid="again"))
    [work] = await steps.claim(WorkList.ENTRIES)
    await steps.store.entries.link_article(work, 1, now=steps.now)
    [work] = await steps.claim(WorkList.PLACINGS)
    stored, article_id, *_ = await steps.store.stories.placing(work.key)
    assert (stored.entry.guid, article_id) == ("again", 1)
    await steps.save_placed(work, {"power": Placement(story_id=StoryId(2), role="report")})
    await steps.store.digests.sync({"daily": START}, now=START)
    window, _ = await steps.store.digests.next_window("daily", now=steps.now)
    rows = await steps.store.digests.window_entries(window)
    assert [(row.seq, row.article_id, row.stories) for row in rows] == [
        (1, 1, (("power", 1),)),
        (2, 2, (("power", 2),)),
        (3, 1, (("power", 1),)),
    ]


async def test_a_feed_shows_only_its_own_topics(steps: Steps) -> None:
    await steps.watch(FEED, Feed(url="https://b.example/", topics=("chips",)))
    await steps.poll(entry(1))
    await steps.read(readings=[reading("chips"), reading("power")])
    [work] = await steps.claim(WorkList.PLACINGS)
    readings = (await steps.store.stories.placing(work.key)).readings
    assert [said.topic for said in readings] == ["power"]


async def test_what_is_given_up_is_settled_as_failed(steps: Steps) -> None:
    await steps.watch()
    await steps.poll(entry(1), entry(2))
    first, second = await steps.claim(WorkList.ENTRIES)
    await steps.store.entries.settle_unread(first, [], failed=problems.as_told("no answer"), now=START)
    await steps.store.entries.save_article(second, article(2), [reading()], imprint(), failed=None, now=START)
    [work] = await steps.claim(WorkList.PLACINGS)
    await steps.store.entries.settle_unread(work, [], failed=problems.as_told("broken"), now=START)
    await steps.store.digests.sync({"daily": START}, now=START)
    window, _ = await steps.store.digests.next_window("daily", now=START)
    rows = await steps.store.digests.window_entries(window)
    assert [(problems.words(row.failed), row.article_id, row.stories) for row in rows] == [
        ("no answer", None, ()),
        ("broken", 1, ()),
    ]


async def test_the_headlines_reading_is_kept_where_no_article_was_read(steps: Steps) -> None:
    await steps.watch()
    await steps.poll(entry(1))
    [work] = await steps.claim(WorkList.ENTRIES)
    await steps.store.entries.settle_unread(work, [reading(relevant=False)], now=START)
    await steps.store.digests.sync({"daily": START}, now=START)
    [row] = await steps.store.digests.window_entries((await steps.store.digests.next_window("daily", now=START))[0])
    assert row.readings == (reading(relevant=False),)


async def test_candidates_share_keys_or_the_address_best_first(steps: Steps) -> None:
    await steps.watch()
    for number, keys in ((1, [1, 2, 3]), (2, [1, 2]), (3, [2**64 - 1, -5]), (4, [9])):
        await steps.poll(entry(number))
        await steps.read()
        await steps.place(keys=keys)
        steps.now += HOUR
    assert await near(steps, [1, 2, 3]) == [1, 2]
    assert await near(steps, [2, 2**64 - 1]) == [3, 2, 1]
    assert await near(steps, [1, 2, 3], limit=1) == [1]
    assert await near(steps, [1, 2, 3], own=1) == [2]
    assert await near(steps, [1], url="https://www.a.example/4/") == [4, 2, 1]
    assert await near(steps, [1], topic="chips") == []
    assert await near(steps, []) == []
    [best] = await steps.store.stories.candidates("power", 9, "", [3], since=LONG_AGO, limit=1)
    assert (best.story_id, best.url, best.imprint, best.seen_at) == (1, "https://a.example/1", imprint(), START)


async def test_candidates_look_back_only_so_far_but_for_the_same_address(steps: Steps) -> None:
    await steps.watch()
    await steps.poll(entry(1))
    await steps.read()
    await steps.place(keys=[1])
    steps.now += timedelta(days=15)
    assert await near(steps, [1]) == []
    assert await near(steps, [1], url="https://a.example/1") == [1]


async def test_candidates_know_how_many_reports_their_story_has(steps: Steps) -> None:
    await steps.watch()

    async def sizes() -> list[int]:
        found = await steps.store.stories.candidates("power", 9, "", [1], since=LONG_AGO, limit=9)
        return [each.size for each in sorted(found, key=lambda each: each.article_id)]

    for number, story, joins in ((1, None, ()), (2, None, ()), (3, 2, ()), (4, 1, (2,))):
        await steps.poll(entry(number))
        await steps.read()
        await steps.place(story, joins=joins, keys=[1])
        steps.now += HOUR
        told = await sizes()
        assert told == {1: [1], 2: [1, 1], 3: [1, 2, 2], 4: [4] * 4}[number]


async def test_the_crowd_is_the_stories_with_a_report_since_then(steps: Steps) -> None:
    await steps.watch()
    for number, story in ((1, None), (2, None), (3, 1)):
        await steps.poll(entry(number))
        await steps.read()
        await steps.place(StoryId(story) if story else None)
        steps.now += HOUR
    crowd = steps.store.stories.crowd
    assert [await crowd("power", since=START + hours * HOUR) for hours in (-1, 1, 2, 3)] == [2, 2, 1, 0]
    assert await crowd("wind", since=LONG_AGO) == 0


async def test_a_report_that_leaves_begins_a_story_of_its_own(steps: Steps) -> None:
    await steps.watch()
    await steps.bring(entry(1))
    for number, leaves in ((2, ()), (3, (2,)), (4, (2,))):
        steps.now += HOUR
        await steps.poll(entry(number))
        await steps.read()
        await steps.place(StoryId(1), leaves=leaves)
    stories = await steps.store.stories.get_many([StoryId(number) for number in (1, 2, 3)])
    assert {id: [one.article_id for one in story.reports] for id, story in stories.items()} == {1: [1, 3, 4], 2: [2]}
    assert stories[StoryId(2)].reports[0].role == "lead"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
async def test_the_index_in_memory_answers_as_the_store_does(steps: Steps, seed: int) -> None:
    chance, index = random.Random(seed), MemoryIndex()
    await steps.watch()
    standing: list[StoryId] = []
    for number in range(1, 15):
        keys = chance.sample(range(1, 9), 3)
        drawn = chance.sample(standing, min(len(standing), chance.choice((1, 1, 2, 3))))
        joined = drawn[0] if drawn and chance.random() < 0.6 else None
        joins = tuple(drawn[1:])
        await steps.poll(entry(number))
        await steps.read()
        takes = tuple(map(ArticleId, chance.sample(range(1, number), min(number - 1, chance.choice((0, 0, 1))))))
        stories = await steps.place(joined, joins=joins, takes=takes, keys=keys)
        story = joined or max(stories)
        url = f"https://a.example/{number}"
        found = Candidate(
            article_id=ArticleId(number), story_id=story, url=url, imprint=imprint(), seen_at=steps.now, score=0.7
        )
        index.add(found, keys)
        index.follow(story, Placement(story_id=story, role="report", joins=joins, takes=takes))
        standing = sorted(set(index.stories.values()))
        assert standing == stories
        steps.now += HOUR
        asked = chance.sample(range(1, 9), 4)
        given = await steps.store.stories.candidates("power", 0, "", asked, since=LONG_AGO, limit=9)
        assert tuple(given) == index.candidates("", asked, since=LONG_AGO, limit=9)


async def test_a_key_that_everybody_has_tells_nothing(steps: Steps) -> None:
    await steps.watch()
    await steps.watch()
    await steps.bring(entry(1), entry(2))
    held = [(1, row) for row in range(1, postings.TOO_COMMON + 2)] + [(77, 2)]

    def crowd(connection: sa.Connection) -> None:
        connection.execute(sa.insert(schema.postings), [{"key": key, "article_id": row} for key, row in held])

    await steps.store.database.write(crowd)
    assert await near(steps, [1]) == []
    assert await near(steps, [1, 77]) == [2]


async def told_of(steps: Steps) -> dict[int, list[int]]:
    """Story → the stories named in what is known of it."""
    return {
        id: [each.story for each in texts] for id, texts in (await steps.store.known.reported("daily", [1, 2])).items()
    }


async def test_joining_moves_all_members_and_what_was_told(steps: Steps) -> None:
    await steps.watch()
    await steps.store.digests.sync({"daily": START}, now=START)
    assert await steps.bring(entry(1), entry(2), entry(3)) == [1, 2, 3]
    await steps.compose(told=[2], keys=[1])
    steps.now += HOUR
    await steps.poll(entry(4))
    await steps.read()
    assert await steps.place(1, joins=(2, 3)) == [1]
    story = (await steps.store.stories.get_many([1]))[1]
    assert [report.article_id for report in story.reports] == [1, 2, 3, 4]
    assert await told_of(steps) == {1: [1]}
    steps.now += HOUR
    await steps.poll(entry(5))
    await steps.read()
    assert await steps.place(3) == [1], "a story joined meanwhile is found under its new number"


@pytest.mark.slow
async def test_an_article_taken_along_leaves_its_story_and_takes_what_was_told_only_if_it_was_alone(
    steps: Steps,
) -> None:
    await steps.watch()
    await steps.store.digests.sync({"daily": START}, now=START)
    assert await steps.bring(entry(1), entry(2)) == [1, 2]
    await steps.compose(told=[2], keys=[1])
    steps.now += HOUR
    await steps.poll(entry(3))
    await steps.read()
    assert await steps.place(2) == [1, 2]
    steps.now += HOUR
    await steps.poll(entry(4))
    await steps.read()
    assert await steps.place(1, takes=(3,)) == [1, 2]
    found = await steps.store.stories.get_many([1, 2])
    assert [[report.article_id for report in story.reports] for story in found.values()] == [[1, 3, 4], [2]]
    assert await told_of(steps) == {2: [2]}
    steps.now += HOUR
    await steps.poll(entry(5))
    await steps.read()
    assert await steps.place(1, takes=(2,)) == [1]
    assert list(await steps.store.stories.get_many([1, 2])) == [1]
    assert await told_of(steps) == {1: [1]}


async def test_a_story_begins_with_its_lead(steps: Steps) -> None:
    await steps.watch()
    for number, role in ((1, "near-copy"), (2, "report"), (3, "lead"), (4, "report")):
        steps.now += HOUR
        await steps.poll(entry(number))
        await steps.read()
        await steps.place(1 if number > 1 else None, role=role)
    story = (await steps.store.stories.get_many([1]))[1]
    assert [(report.article_id, report.role) for report in story.reports] == [
        (3, "lead"),
        (2, "report"),
        (4, "report"),
        (1, "near-copy"),
    ]


async def test_placing_is_all_or_nothing(steps: Steps) -> None:
    await steps.watch()
    await steps.poll(entry(1))
    await steps.read()
    [work] = await steps.claim(WorkList.PLACINGS)
    late = replace(work, token=work.token - 1)
    with pytest.raises(LeaseLost):
        await steps.save_placed(late, {"power": Placement(story_id=None, role="lead")}, [1])
    assert await near(steps, [1]) == []
    assert await steps.claim(WorkList.PLACINGS) == ()


def told(of: str, **given) -> Figure:
    """A figure that may be stated as a fact."""
    known: dict[str, Any] = {"role": "capacity", "standing": "agreed", "confidence": 0.95, "of": of, "parties": (of,)}
    return Figure(**(known | given))


async def test_the_ledger_has_a_line_for_each_figure_of_something_newest_first(steps: Steps) -> None:
    figures = [
        told("Cerebras", value=1.5e9, unit="W", text="1.5 GW", sentence="It says so."),
        told("Cerebras", value=2e10, unit="EUR", text="20 Mrd. €", role="contract"),
        told("Ohio", value=3e5, unit="chips", text="300,000 chips", role="chips"),
        told("Ohio", value=2e9, unit="W", text="2 GW", standing="denied"),
        Figure(value=4e9, unit="W", text="4 GW", of="Ohio"),  # from an earlier version: makes no claim
    ]
    await steps.watch()
    for number, relevant in ((1, True), (2, False), (3, True)):
        await steps.poll(entry(number))
        await steps.read(readings=[reading(figures=figures if number == 1 else figures[:1], relevant=relevant)])
        for work in await steps.claim(WorkList.PLACINGS):
            placed = {"power": Placement(story_id=None, role="lead")} if relevant else {}
            await steps.save_placed(work, placed)
        steps.now += HOUR
    lines = await steps.store.stories.ledger("power")
    assert [(line.article_id, line.kind, line.of) for line in lines] == [
        (3, "power", "Cerebras"),
        (1, "power", "Cerebras"),
        (1, "money", "Cerebras"),
        (1, "chips", "Ohio"),
        (1, "ended", "Ohio"),  # what is denied, so that it is no longer current for anybody
    ]
    assert (lines[1].figure, lines[1].seen_at, lines[0].story_id) == (figures[0], START, 2)
    assert await steps.store.stories.ledger("chips") == []


async def test_known_texts_are_replaced_by_id_and_told_ones_are_added(steps: Steps) -> None:
    table = steps.store.known
    await table.add([known("seed:1"), known("seed:2")], {"seed:1": [1, 2], "seed:2": [2]})
    await table.add([known("seed:1", "better"), known("seed:2")], {"seed:1": [2, 3]})
    assert [each.title for each in await table.all_seeds()] == ["better", "known"]

    async def found(digest: str, *keys: int) -> list[str]:
        return [each.title for each in await table.candidates(digest, keys, limit=5)]

    assert await found("daily", 1) == []
    assert await found("daily", 2, 3) == ["better", "known"]
    await steps.watch()
    await steps.bring(entry(1))
    await steps.store.digests.sync({"daily": START}, now=START)
    for title in ("first", "second"):
        await steps.compose(told=[1], title=title, keys=[2, 3, 4], messages=[message(len(title))])
        steps.now += HOUR
    assert await found("daily", 2, 3, 4) == ["second", "first", "better", "known"]
    assert await found("weekly", 2, 3, 4) == ["better", "known"]
    assert [each.title for each in (await table.reported("daily", [1]))[1]] == ["second", "first"]
    assert await table.reported("weekly", [1]) == {}
    assert len(await table.all_seeds()) == 2


async def test_an_address_that_unlike_pages_claim_is_nobodys(steps: Steps) -> None:
    """A section page is the canonical address of every article; versions of one page keep their common address."""
    news = "https://a.example/news"
    texts = {
        1: "Oklo supplies six reactors near Lordstown",
        2: "Eleven banks lend billions for Milam county",
        3: "A council refuses the wells of Goodyear",
    }
    found = {}
    await steps.watch()
    for number, text in texts.items():
        await steps.poll(entry(number))
        [work] = await steps.claim(WorkList.ENTRIES)
        figure = Figure(value=1.0, unit="W", text="1 W", url=news)
        said = article(number, url=news, title=text, text=f"{text}. {text} again.")
        await steps.store.entries.save_article(
            work, said, [reading(figures=[figure])], imprint(), failed=None, now=steps.now
        )
        steps.now += HOUR
        for placing in await steps.claim(WorkList.PLACINGS):
            read = await steps.store.stories.placing(placing.key)
            found[number] = (read.article.url, read.readings[0].figures[0].url)
            await steps.store.work.put_back(placing, until=steps.now)
    for placing in await steps.claim(WorkList.PLACINGS):
        read = await steps.store.stories.placing(placing.key)
        found[int(read.stored.entry.guid[3:])] = (read.article.url, read.readings[0].figures[0].url)
    assert found == {number: (f"https://a.example/{number}",) * 2 for number in (1, 2, 3)}


async def test_a_round_up_is_a_report_of_every_story_its_parts_tell(steps: Steps) -> None:
    """Its parts are placed one by one; the entry belongs to all their stories, and each part is a report of its own."""
    await steps.watch()
    await steps.bring(entry(1), entry(2))
    await steps.poll_again(entry(3))
    [work] = await steps.claim(WorkList.ENTRIES)
    whole = article(3)
    parts = [
        Part(article=replace(whole, title=title, text=title), readings=(reading(),), imprint=imprint(title_hash=title))
        for title in ("one", "two", "three")
    ]
    await steps.store.entries.save_article(work, whole, [reading()], None, parts, failed=None, now=steps.now)
    [work] = await steps.claim(WorkList.PLACINGS)
    found = (await steps.store.stories.placing(work.key)).parts
    assert [(id, part.article.title) for id, part in found] == [(4, "one"), (5, "two"), (6, "three")]
    placed = [
        Placed(article_id=id, placements={"power": Placement(story_id=story, role="report")}, keys=(id,))
        for (id, _), story in zip(found, (StoryId(1), StoryId(2), None), strict=True)
    ]
    await steps.store.stories.save_placements(work, placed, now=steps.now)
    stories = await steps.store.stories.get_many([StoryId(1), StoryId(2), StoryId(3)])
    assert {id: [one.article_id for one in story.reports] for id, story in stories.items()} == {
        1: [1, 4],
        2: [2, 5],
        3: [6],
    }
    await steps.store.digests.sync({"daily": START}, now=START)
    window, _ = await steps.store.digests.next_window("daily", now=steps.now)
    row = (await steps.store.digests.window_entries(window))[-1]
    assert (row.article_id, row.stories) == (3, (("power", 1), ("power", 2), ("power", 3)))
    assert row.parts == ((1, 4), (2, 5), (3, 6))
    [held] = [one for one in await steps.store.entries.settled("power", since=START) if one.stored.entry.guid == "id-3"]
    assert held.story_id == 1
    assert await near(steps, [5]) == [5]
