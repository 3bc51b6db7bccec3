"""Settled entries, read page by page to be judged again, with text, reading and story."""

from datetime import timedelta

from tests.contract.store_steps import HOUR, START, Steps, empty_file, entry, reading, steps

__all__ = ["empty_file", "steps"]


async def test_all_settled_entries_come_once_with_what_was_judged(steps: Steps) -> None:
    await steps.watch()
    await steps.settle(entry(1))
    steps.now += HOUR
    await steps.poll(entry(2), entry(3))
    await steps.read(readings=[reading(), reading("other", relevant=False)])
    await steps.place()
    steps.now += HOUR
    await steps.poll(entry(4))  # not settled yet

    async def held(**asked):
        return await steps.store.entries.settled("power", **asked)

    found = await held(since=START)
    assert [each.stored.entry.url.rpartition("/")[2] for each in found] == ["1", "2", "3"]
    assert [each.article and each.article.text for each in found] == [None, "Text 2", "Text 3"]
    assert [each.reading.relevant for each in found] == [False, True, True]
    assert [each.story_id for each in found] == [None, 1, 2]
    assert all(each.kept for each in found)
    pages, last = [], None
    while some := await held(since=START, after=last, limit=2):
        pages.append(len(some))
        last = some[-1].stored.id
    assert pages == [2, 1]
    assert await held(since=steps.now + timedelta(days=1)) == []
