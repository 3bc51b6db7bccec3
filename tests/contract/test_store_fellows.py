"""Several processes on one database: turns at hosts, and who is at work."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from monitor.fetch.pace import Shared
from monitor.store import retention
from monitor.store.fellows import Fellow
from tests.contract.store_steps import HOUR, START, Steps, empty_file, steps

__all__ = ["empty_file", "steps"]

SECOND, LATER = timedelta(seconds=1), START + timedelta(minutes=2)
HOST = "a.example:443"


async def test_a_turn_is_taken_once_until_it_ends(steps: Steps) -> None:
    turns: Shared = steps.store.fellows
    taken = await asyncio.gather(*(turns.take_turn(HOST, now=START, until=LATER) for _ in range(20)))
    assert sorted(one is None for one in taken) == [False] * 19 + [True]
    assert {one for one in taken if one} == {LATER}
    assert await turns.take_turn("b.example:443", now=START, until=LATER) is None
    await turns.end_turn(HOST, taken_until=LATER, free_at=START + 2 * SECOND)
    assert await turns.take_turn(HOST, now=START + SECOND, until=LATER) == START + 2 * SECOND
    assert await turns.take_turn(HOST, now=START + 2 * SECOND, until=LATER) is None


async def test_the_turn_of_one_who_died_ends_by_itself_and_he_ends_no_other(steps: Steps) -> None:
    turns = steps.store.fellows
    assert await turns.take_turn(HOST, now=START, until=LATER) is None
    assert await turns.take_turn(HOST, now=LATER, until=LATER + HOUR) is None
    await turns.end_turn(HOST, taken_until=LATER, free_at=LATER)
    assert await turns.take_turn(HOST, now=LATER, until=LATER + HOUR) == LATER + HOUR


async def test_hosts_that_are_free_for_long_are_forgotten(steps: Steps) -> None:
    await steps.store.fellows.take_turn(HOST, now=START, until=LATER)
    await retention.prune(steps.store, now=START + 40 * 24 * HOUR, keep=timedelta(days=30))
    await steps.store.fellows.take_turn("b.example:443", now=START, until=LATER)
    await retention.prune(steps.store, now=START + HOUR, keep=timedelta(days=30))
    assert await steps.store.fellows.take_turn(HOST, now=START, until=LATER) is None
    assert await steps.store.fellows.take_turn("b.example:443", now=START, until=LATER) == LATER


async def test_workers_say_that_they_are_at_work(steps: Steps) -> None:
    say = steps.store.fellows.say
    one = Fellow(name="here:1", lists=("feeds", "entries"), started_at=START, seen_at=START, done={"feeds": 7})
    other = Fellow(name="there:2", lists=("outbox",), started_at=START, seen_at=START)
    await say(one)
    await say(other)
    assert await steps.store.fellows.everybody() == [one, other]
    later = replace(one, seen_at=START + 2 * HOUR, done={"feeds": 9, "entries": 1})
    await say(later)
    assert await steps.store.fellows.everybody() == [later]
    await steps.store.fellows.leave("here:1")
    assert await steps.store.fellows.everybody() == []
