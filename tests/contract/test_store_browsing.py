"""What is read page by page in a browser: past editions, the search, the outbox; on both databases."""

from typing import Any

import pytest

from monitor.actions.action import Action, Kind
from monitor.model import StoryId
from monitor.store.searching import Asked
from monitor.topics import query
from tests.contract.store_steps import HOUR, START, Steps, empty_file, entry, message, steps

__all__ = ["empty_file", "steps"]


async def found(steps: Steps, wanted: str = "", limit: int = 50, **narrowed: object) -> list[str]:
    asked = Asked(wanted=query.compile(wanted) if wanted else None, **narrowed)  # type: ignore[arg-type]
    reports = await steps.store.browsing.search(asked, limit)
    return [one.title.removeprefix("Title ") for one in reports]


async def test_a_search_means_what_is_written(steps: Steps) -> None:
    await steps.watch()
    await steps.bring(entry("Ärger"), entry("50%25_x!"), entry("Grid-Power"), entry("GRID"))
    assert await found(steps) == ["GRID", "Grid-Power", "50%25_x!", "Ärger"], "newest first"
    assert await found(steps, "grid") == ["GRID", "Grid-Power"]
    assert await found(steps, "title power") == ["Grid-Power"]
    assert await found(steps, "ärger") == await found(steps, "ÄRGER") == ["Ärger"]
    assert await found(steps, "%25_x") == await found(steps, "50!") == ["50%25_x!"]
    assert not await found(steps, "25") + await found(steps, "a_e") + await found(steps, "gri")
    assert await found(steps, "gri*") == ["GRID", "Grid-Power"]
    assert await found(steps, "A.EXAMPLE", limit=1) == ["GRID"], "an outlet is a word too"
    assert not await found(steps, "b.example")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ('"grid power"', ["Grid power 2"]),
        ('"power grid"', []),
        ("power NEAR/1 grid", ["Grid power 2"]),
        ("grid* NEAR/2 for", ["Power for the grid"]),
        ("grid NOT power", ["Gridlock? Grid!"]),
        ("NOT grid", ["Netz"]),
        ("-grid -netz", []),
        ("netz OR for", ["Netz", "Power for the grid"]),
        ("(netz OR grid) (2 OR lock)", ["Grid power 2"]),
        ("gridl* OR ne*", ["Netz", "Gridlock? Grid!"]),
        ("netz OR NOT title", ["Netz"]),
        ('"a example"', ["Netz", "Gridlock? Grid!", "Power for the grid", "Grid power 2"]),
        ('"2 a"', []),
        ("and* or netz", ["Netz"]),
    ],
)
async def test_the_filter_language_is_understood(steps: Steps, wanted: str, expected: list[str]) -> None:
    await steps.watch()
    await steps.bring(*map(entry, ("Grid power 2", "Power for the grid", "Gridlock? Grid!", "Netz")))
    assert sorted(await found(steps, wanted)) == sorted(expected)


LONG = ("w" * 3_000, " ".join(f"n{at}" for at in range(600)), "🦉 … ½")


async def test_endless_words_and_headlines_are_stored(steps: Steps) -> None:
    await steps.watch()
    keys = [entry(at, url=f"https://a.example/{text}") for at, text in enumerate(LONG)]
    await steps.bring(*keys)
    assert [len(await found(steps, wanted)) for wanted in ("www*", "n7", "½", "www", "w" * 1_500)] == [1, 1, 1, 0, 0]


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
