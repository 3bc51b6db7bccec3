"""Pages that were told: which are looked at again, how many in a day, and what each digest still has to tell."""

from datetime import timedelta

import pytest

from monitor.correction import Change, Looked
from monitor.corrections import chosen
from monitor.model import ArticleId, StoryId, Validators
from monitor.problems import Problem
from monitor.store import reports
from monitor.work import WorkList
from tests.contract.store_steps import HOUR, START, Steps, empty_file, entry, steps

__all__ = ["empty_file", "steps"]

DAY = timedelta(days=1)
FOUND = Change(kind="figure", old="It has 1.5 GW.", new="It has 1.2 GW.")


def looked(*changes: Change, due_at=None) -> Looked:
    return Looked(looks=1, due_at=due_at, missing_at=None, validators=Validators(etag='"1"'), changes=changes)


async def story_of(steps: Steps, reports: int) -> list[ArticleId]:
    """One story with that many reports, in the order in which they came."""
    await steps.watch()
    await steps.poll(*[entry(number) for number in range(1, reports + 1)])
    while await steps.read():
        pass
    await steps.place()
    [story] = (await steps.store.stories.get_many([StoryId(1)])).values()
    assert len(story.reports) == 1
    return [ArticleId(number) for number in range(1, reports + 1)]


@pytest.mark.slow
async def test_a_story_of_a_hundred_reports_costs_ten_looks_however_often_it_is_told(steps: Steps) -> None:
    keys = await story_of(steps, 100)
    await steps.store.digests.sync({"daily": START}, now=START)
    for some in (keys[:4], keys[:60], keys):
        await steps.compose(told=[1], again={StoryId(1): some})
        steps.now += HOUR
    steps.now += 2 * DAY
    claimed = await steps.claim(WorkList.LOOKS, 200)
    assert len(claimed) == chosen.REPORTS == 10


async def test_no_more_in_a_day_than_allowed(steps: Steps) -> None:
    keys = await story_of(steps, 3)
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.compose(told=[1], again={StoryId(1): keys})
    steps.now += 2 * DAY
    looks = steps.store.looks
    assert await looks.room_at(2, now=steps.now) is None
    for work in await steps.claim(WorkList.LOOKS, 2):
        await looks.save_look(work, keys[0], looked(), now=steps.now)
    assert await looks.room_at(3, now=steps.now + HOUR) is None
    assert await looks.room_at(2, now=steps.now + HOUR) == steps.now + DAY
    assert await looks.room_at(2, now=steps.now + DAY) is None
    assert await looks.room_at(0, now=steps.now) == steps.now + DAY, "turned off"


async def test_each_digest_tells_what_it_told_before_once(steps: Steps) -> None:
    keys = await story_of(steps, 1)
    await steps.store.digests.sync({"daily": START, "other": START + 900 * HOUR}, now=START)
    await steps.compose(told=[1], again={StoryId(1): keys})
    steps.now += 2 * DAY
    looks = steps.store.looks
    [work] = await steps.claim(WorkList.LOOKS)
    look = await looks.get(work.key)
    assert look
    assert (look.article_id, look.looks, look.missing_at, look.validators) == (keys[0], 0, None, Validators())
    await looks.save_look(work, keys[0], looked(FOUND, due_at=steps.now + HOUR), now=steps.now)
    [one] = await looks.untold("daily")
    assert (one.edition, one.changes, one.url) == (1, (FOUND,), look.article.url)
    assert await looks.untold("other") == ()
    await steps.compose(corrections=(one,))
    assert await looks.untold("daily") == ()
    steps.now += 2 * HOUR
    [work] = await steps.claim(WorkList.LOOKS)
    again = await looks.get(work.key)
    assert again
    assert again.validators == Validators(etag='"1"')
    await looks.save_look(work, keys[0], looked(FOUND), now=steps.now)
    assert await looks.untold("daily") == (), "the same change again is not another one"
    with reports.open_reports(steps.url) as opened:
        [line] = opened.corrections()
    assert (line.digest, line.edition, line.corrected_in, line.old, line.new) == ("daily", 1, 2, FOUND.old, FOUND.new)


async def test_what_another_correction_says_counts_as_told_with_it(steps: Steps) -> None:
    keys = await story_of(steps, 2)
    await steps.store.digests.sync({"daily": START, "other": START + 900 * HOUR}, now=START)
    await steps.compose(told=[1], again={StoryId(1): keys[:1]})
    looks = steps.store.looks
    steps.now += 2 * DAY
    [work] = await steps.claim(WorkList.LOOKS)
    await looks.save_look(work, keys[0], looked(FOUND, due_at=steps.now + HOUR), now=steps.now)
    assert await looks.corrected("daily", [StoryId(1)], keys) == ()
    [one] = await looks.untold("daily")
    await steps.compose(corrections=(one,))
    assert await looks.corrected("daily", [StoryId(1)], []) == await looks.corrected("daily", [], keys[:1]) == (one,)
    assert await looks.corrected("daily", [StoryId(2)], keys[1:]) == await looks.corrected("other", [], keys) == ()
    steps.now += 2 * HOUR
    [work] = await steps.claim(WorkList.LOOKS)
    await looks.save_look(work, keys[0], looked(Change(kind="headline", old="1.5 GW", new="1.2 GW")), now=steps.now)
    [again] = await looks.untold("daily")
    await steps.compose(repeats=((again.ids[0], one.ids[0]),), skipped=Problem("silent-empty", {"entries": "0"}))
    assert await looks.untold("daily") == ()
    with reports.open_reports(steps.url) as opened:
        assert [line.corrected_in for line in opened.corrections()] == [2, 2]
