"""What is read page by page in a browser: past editions, the search, the outbox; on both databases."""

from typing import Any

import pytest

from monitor.actions.action import Action, Kind
from monitor.model import StoryId
from monitor.store.browsing import Asked
from tests.contract.store_steps import HOUR, START, Steps, empty_file, entry, message, steps

__all__ = ["empty_file", "steps"]


async def found(steps: Steps, *words: str, limit: int = 50, **narrowed: object) -> list[str]:
    reports = await steps.store.browsing.search(Asked(words=words, **narrowed), limit)  # type: ignore[arg-type]
    return [one.title.removeprefix("Title ") for one in reports]


async def test_a_search_means_what_is_written(steps: Steps) -> None:
    await steps.watch()
    await steps.bring(entry("Ärger"), entry("50%25_x!"), entry("Grid-Power"), entry("GRID"))
    assert await found(steps) == ["GRID", "Grid-Power", "50%25_x!", "Ärger"], "newest first"
    assert await found(steps, "grid") == ["GRID", "Grid-Power"]
    assert await found(steps, "title", "power") == ["Grid-Power"]
    assert await found(steps, "ärger") == await found(steps, "ÄRGER") == ["Ärger"]
    assert await found(steps, "%25_") == await found(steps, "x!") == ["50%25_x!"]
    assert not await found(steps, "%x") + await found(steps, "a_e") + await found(steps, "\\")
    assert await found(steps, "A.EXAMPLE", limit=1) == ["GRID"], "an outlet is a word too"
    assert not await found(steps, "b.example")


async def test_a_search_is_narrowed(steps: Steps) -> None:
    await steps.watch()
    await steps.bring(entry("Grid Power"))
    await steps.poll_again(entry("Powergrid"))
    await steps.read()
    await steps.place()
    assert await found(steps, names=["grid"]) == ["Grid Power"], "names are whole words"
    assert await found(steps, names=["GRID power"]) == ["Grid Power"]
    assert not await found(steps, names=["power grid"])
    assert await found(steps, until=START + HOUR) == ["Grid Power"]
    assert await found(steps, since=START + HOUR) == ["Powergrid"]
    assert len(await found(steps, outlet="A.ex", language="en", topic="power")) == 2
    others: tuple[dict[str, Any], ...] = (
        {"outlet": "b.example"},
        {"language": "de"},
        {"topic": "water"},
        {"outlet": "%"},
    )
    for other in others:
        assert not await found(steps, **other)


async def test_editions_and_the_outbox_are_listed(steps: Steps) -> None:
    await steps.watch()
    await steps.store.digests.sync({"daily": START}, now=START)
    [story] = await steps.bring(entry(1))
    assert (await steps.store.browsing.due())["daily"].at == START
    await steps.compose(told=[story], messages=[message(1), message(2)])
    steps.now += HOUR
    browsing = steps.store.browsing
    [line] = await browsing.latest(["daily", "other"], 5)
    assert line.line.subject == "1.5 GW"
    assert not await browsing.latest(["other"], 5)
    whole = await browsing.edition(line.line.id)
    assert whole
    assert (whole.digest, whole.json) == ("daily", '{"digest": "daily"}')
    assert await browsing.edition(99) is None
    ids, told = await browsing.told_of(story, 5)
    assert (list(ids), [one.line.id for one in told]) == ([story], [line.line.id])
    assert await browsing.outbox_states() == {"ready": 2}
    assert [(one.id, one.state) for one in await browsing.outbox(1)] == [(2, "ready")]
    due = (await browsing.due())["daily"]
    assert (due.at, due.problem) == (steps.now, "")


async def test_a_joined_story_has_the_tellings_of_both(steps: Steps) -> None:
    await steps.watch()
    await steps.store.digests.sync({"daily": START}, now=START)
    first, second = await steps.bring(entry(1), entry(2))
    await steps.compose(told=[second])
    join = Action(kind=Kind.JOIN, topic="power", story=first, other=second, by="x", at=START)
    await steps.store.actions.act(join)
    now = await steps.store.actions.story_now(second)
    ids, told = await steps.store.browsing.told_of(now, 5)
    assert {*ids} == {first, second}
    assert len(told) == 1


async def test_what_feeds_were_good_for_is_counted(steps: Steps) -> None:
    await steps.watch()
    await steps.bring(entry(1), entry(2))
    [signal] = await steps.store.browsing.signals(START - HOUR)
    assert (signal.entries, signal.stories, signal.first, signal.alone) == (2, 2, 2, 2)
    [signal] = await steps.store.browsing.signals(START + HOUR)
    assert (signal.entries, signal.noise) == (0, 0.0)


@pytest.mark.parametrize("key", [0, -1, 2**62])
async def test_no_edition_is_told_of_what_is_not_there(steps: Steps, key: int) -> None:
    assert await steps.store.browsing.edition(key) is None
    assert (await steps.store.browsing.told_of(StoryId(key), 5))[1] == []
