"""What readers said, in the store: splits, joins and what is known, undone; answers taken once, and bounces."""

from dataclasses import replace

import pytest

from monitor.actions.action import Action, Kind
from monitor.corpus import told
from monitor.errors import Invalid, LeaseLost
from monitor.model import ArticleId, StoryId
from monitor.replies.box import Place
from monitor.work import WorkList
from tests.contract.store_steps import HOUR, START, Steps, empty_file, entry, message, steps

__all__ = ["empty_file", "steps"]

SPLIT = Action(kind=Kind.SPLIT, topic="power", story=StoryId(1), articles=(ArticleId(1),), by="x", at=START)
JOIN = Action(kind=Kind.JOIN, topic="power", story=StoryId(1), other=StoryId(2), by="x", at=START)


async def begun(steps: Steps) -> None:
    """Story 1 has the articles 1, told, and 2; story 2 has article 3."""
    await steps.watch()
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.poll(entry(1))
    await steps.read()
    await steps.place()
    await steps.poll_again(entry(2))
    await steps.read()
    await steps.place(1)
    await steps.compose(messages=[message(1)], told=[1])
    steps.now += HOUR
    await steps.bring(entry(3))


async def stories(steps: Steps) -> dict[int, list[int]]:
    found = await steps.store.stories.get_many(range(1, 20))
    return {id: sorted(report.article_id for report in story.reports) for id, story in found.items()}


async def known(steps: Steps, story: int) -> list[int | None]:
    found = await steps.store.known.reported("daily", [StoryId(story)])
    return sorted(text.article for text in found.get(StoryId(story), ()))


async def test_a_split_takes_reports_and_what_was_told_of_them_along(steps: Steps) -> None:
    await begun(steps)
    before = await stories(steps)
    done = await steps.store.actions.act(SPLIT)
    other = done.other
    assert await stories(steps) == {**before, 1: [2], other: [1]}
    assert (await known(steps, 1), await known(steps, other)) == ([], [1])
    await steps.store.actions.undo(done.id, now=steps.now)
    assert await stories(steps) == before
    assert await known(steps, 1) == [1]
    assert await steps.store.actions.story_now(other) == 1
    with pytest.raises(Invalid, match="undone already"):
        await steps.store.actions.undo(done.id, now=steps.now)
    with pytest.raises(Invalid, match="no action 9"):
        await steps.store.actions.undo(9, now=steps.now)


@pytest.mark.slow
async def test_joined_and_split_and_undone_in_the_order_they_were_said(steps: Steps) -> None:
    await begun(steps)
    before = await stories(steps)
    joined = await steps.store.actions.act(JOIN)
    assert (await stories(steps))[1] == [1, 2, 3]
    split = await steps.store.actions.act(replace(SPLIT, articles=(ArticleId(3),)))
    assert (await stories(steps))[split.other] == [3]
    await steps.store.actions.undo(joined.id, now=steps.now)
    assert await stories(steps) == before, "the split stands and finds nothing to take out"
    await steps.store.actions.undo(split.id, now=steps.now)
    assert await stories(steps) == before
    assert await steps.store.actions.standing() == []


async def test_what_is_called_known_is_known_until_it_is_undone(steps: Steps) -> None:
    await begun(steps)
    (story,) = (await steps.store.stories.get_many([StoryId(2)])).values()
    texts = [(text, [7, 8]) for text in told.texts(story, steps.now)]
    done = await steps.store.actions.act(
        replace(SPLIT, kind=Kind.KNOWN, story=StoryId(2), articles=(ArticleId(3),)), texts
    )
    assert await known(steps, 2) == [3]
    near = await steps.store.known.candidates("daily", [7, 8], limit=5)
    assert [text.article for text in near] == [3]
    await steps.store.actions.undo(done.id, now=steps.now)
    assert await known(steps, 2) == []
    assert not await steps.store.known.candidates("daily", [7, 8], limit=5)


async def test_the_same_line_of_the_same_mail_is_done_once(steps: Steps) -> None:
    await begun(steps)
    said = replace(SPLIT, kind=Kind.FOLLOW, source="mark:0:0")
    assert (await steps.store.actions.act(said)).id == (await steps.store.actions.act(said)).id
    assert len(await steps.store.actions.every()) == 1
    found = await steps.store.actions.article_at("https://a.example/3")
    assert (found.article, found.story) == (3, 2)
    assert await steps.store.actions.newest_edition("daily") == 1


async def test_a_letter_is_taken_and_answered_in_one_step(steps: Steps) -> None:
    await begun(steps)
    store = steps.store
    await store.replies.sync("box", now=steps.now)
    [look] = await steps.claim(WorkList.REPLIES)
    assert await store.replies.place(look.key) == Place()
    for _ in range(2):
        await store.replies.save_taken(look, "mark", "done", message(2), edition=1, now=steps.now)
    assert await store.replies.is_taken("mark")
    assert await store.replies.taken_since(steps.now - HOUR) == 1
    sent = await store.replies.sent(["<1@x>", "<2@x>", "<3@x>"])
    assert {name: one.digest for name, one in sent.items()} == {"<1@x>": "daily", "<2@x>": "daily"}
    await store.replies.save_returned(look, "bounce", ["<1@x>"], "5.1.1 nobody", now=steps.now)
    await store.replies.save_look(look, Place(validity=3, upto=9), due_at=steps.now + HOUR, now=steps.now)
    assert await store.replies.place(look.key) == Place(validity=3, upto=9)
    with pytest.raises(LeaseLost):
        await store.replies.save_taken(look, "later", "done", now=steps.now)
    assert not await store.replies.is_taken("later")
    assert await store.replies.key() == await store.replies.key()
    await store.replies.sync("", now=steps.now)
    steps.now += 2 * HOUR
    assert await steps.claim(WorkList.REPLIES) == ()
