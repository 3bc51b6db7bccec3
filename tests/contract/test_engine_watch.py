"""The operator's log: rounds, incidents, editions and mails, each once; and what makes `/health` fail."""

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import problems
from monitor.catalog import Catalog, load
from monitor.edition import Delivery
from monitor.engines.watch import Watch
from monitor.habits import Concern
from monitor.model import Feed, Poll
from monitor.problems import Problem
from monitor.work import WorkList
from tests.contract.store_steps import HOUR, START, Steps, empty_file, entry, message, steps

__all__ = ["empty_file", "steps"]

YAML = """topics: [openai-infrastructure]
digests:
  daily:
    schedule: "0 7 * * *"
    timezone: Europe/Berlin
    to: [reader@example.org]
feeds: []
"""


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    path = tmp_path / "feeds.yaml"
    path.write_text(YAML)
    return load(path)


async def polled(steps: Steps, problem: Problem | None = None, concern: Concern | None = None, *numbers: int) -> None:
    """Poll the feed that is due."""
    [work] = await steps.claim(WorkList.FEEDS, 1)
    feed, _, state = await steps.store.feeds.get(work.key)
    since = (state.problem_since or steps.now) if problem else None
    state = replace(state, last_look_at=steps.now, problem=problem, problem_since=since, concern=concern)
    poll = Poll(state=state, next_look_at=steps.now + HOUR, fresh=tuple(entry(number) for number in numbers))
    await steps.store.feeds.save_poll(work, feed, poll, now=steps.now)


async def test_a_round_an_incident_and_its_end_are_told_once(steps: Steps, catalog: Catalog, caplog) -> None:
    caplog.set_level(logging.INFO)
    watch = Watch(steps.store.database.place)
    await steps.watch()
    watch.look(steps.now, catalog)
    down = Problem("http-503", {"host": "a.example", "status": 503})
    silent = Concern(problem=Problem("feed-silent", {"days": 9}), since=START)
    for problem, concern, numbers in (
        (None, None, (1, 2)),
        (down, None, ()),
        (down, None, ()),
        (None, silent, ()),
        (None, None, (3,)),
    ):
        await polled(steps, problem, concern, *numbers)
        watch.look(steps.now, catalog)
        watch.look(steps.now, catalog)
        steps.now += HOUR
    lines = [line for line in caplog.messages if not line.startswith("the edition")]
    assert lines == [
        "polled 1 of 1 feeds: 2 new entries; 1 well, 0 in trouble",
        "polled 1 of 1 feeds: 0 new entries; 0 well, 1 in trouble",
        "feed A: a.example is not available at the moment (HTTP 503); nothing to do unless it lasts",
        "polled 1 of 1 feeds: 0 new entries; 0 well, 1 in trouble",
        "polled 1 of 1 feeds: 0 new entries; 0 well, 1 in trouble",
        f"feed A: {problems.told(silent.problem)}",
        "polled 1 of 1 feeds: 1 new entries; 1 well, 0 in trouble",
        "feed A is well again, after 4:00:00",
    ]
    assert watch.kinds == {}


async def test_a_restart_tells_nothing_twice(steps: Steps, catalog: Catalog, caplog) -> None:
    caplog.set_level(logging.INFO)
    await steps.watch()
    await polled(steps, Problem("dns", {"host": "a.example"}))
    Watch(steps.store.database.place).look(steps.now, catalog)
    assert caplog.messages == []


def of_mail(watch: Watch) -> list[str]:
    return [line for line in watch.problems if line.startswith("mail")]


async def test_editions_and_mails_are_told_and_a_mail_that_is_not_taken_makes_health_fail(
    steps: Steps, catalog: Catalog, caplog
) -> None:
    caplog.set_level(logging.INFO)
    await steps.watch()
    await steps.store.digests.sync({"daily": START}, now=START)
    watch = Watch(steps.store.database.place)
    watch.look(steps.now, catalog)
    await steps.bring(entry(1))
    await steps.compose(messages=[message(1)], told=[1])
    watch.look(steps.now, catalog)
    [work] = await steps.claim(WorkList.OUTBOX)
    await steps.store.outbox.start_sending(work, now=steps.now)
    refused = Delivery(outcome="retry", answer="454 not now")
    await steps.store.outbox.save_delivery(work, refused, now=steps.now, retry_at=steps.now + HOUR)
    watch.look(steps.now, catalog)
    assert not of_mail(watch)
    steps.now += timedelta(minutes=30)
    watch.look(steps.now, catalog)
    assert of_mail(watch) == ["mail is not accepted by the mail server; see `monitor outbox list`"]
    steps.now += HOUR
    [work] = await steps.claim(WorkList.OUTBOX)
    await steps.store.outbox.start_sending(work, now=steps.now)
    await steps.store.outbox.save_delivery(
        work, Delivery(outcome="sent", answer="250 ok"), now=steps.now, retry_at=None
    )
    watch.look(steps.now, catalog)
    assert not of_mail(watch)
    told = "\n".join(caplog.messages)
    assert "edition 1 of daily at " in told
    assert "CET: 1.5 GW; one mail" in told
    assert "is not accepted: 454 not now; tried again at 07:00 UTC" in told
    assert "no longer: mail is not accepted by the mail server" in told
    assert told.count("sent to one reader") == 1
    assert "reader@example.org" not in told


async def test_half_the_feeds_down_and_an_edition_overdue_make_health_fail(steps: Steps, catalog: Catalog) -> None:
    feeds = [Feed(url=f"https://{name}.example/rss", title=name, topics=("power",)) for name in "abcd"]
    await steps.watch(*feeds)
    await steps.store.digests.sync({"daily": START + HOUR}, now=START)
    for work in (await steps.claim(WorkList.FEEDS, 4))[:2]:
        feed, _, state = await steps.store.feeds.get(work.key)
        state = replace(state, last_look_at=steps.now, problem=Problem("dns", {"host": "x"}), problem_since=steps.now)
        await steps.store.feeds.save_poll(work, feed, Poll(state=state, next_look_at=START + HOUR), now=steps.now)
    watch = Watch(steps.store.database.place)
    watch.look(steps.now, catalog)
    assert [line.split(" ", 3)[:3] for line in watch.problems] == [["half", "of", "the"]]
    watch.look(START + 2 * HOUR, catalog)
    assert "the edition of daily due at 2026-11-22 08:00 CET has not been made; see `monitor status`" in watch.problems
    assert watch.kinds == {"dns": 2}


async def test_feeds_and_pages_that_keep_crashing_their_workers_make_health_fail(
    steps: Steps, catalog: Catalog
) -> None:
    crash = Problem("worker-broken", {"name": "document", "reason": "signal 9"})
    await steps.watch(*(Feed(url=f"https://{name}.example/rss", topics=("power",)) for name in "abcdef"))
    for number in range(6):
        await polled(steps, crash if number == 0 else None, None, number)
    watch = Watch(steps.store.database.place)
    watch.look(steps.now, catalog)
    assert not watch.problems
    for work in (await steps.claim(WorkList.ENTRIES))[:2]:
        await steps.store.work.postpone(work, until=steps.now + HOUR, error=problems.words(crash))
    watch.look(steps.now, catalog)
    assert [line.split(";")[0] for line in watch.problems] == ["pages or feeds keep crashing their workers"]


async def test_editions_that_cannot_be_written_are_told_once_and_that_they_are(
    steps: Steps, catalog: Catalog, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await steps.watch()
    await steps.settle(entry(1))
    await steps.store.digests.sync({"daily": steps.now}, now=steps.now)
    await steps.compose()
    watch = Watch(steps.store.database.place)
    watch.look(steps.now, catalog)
    assert not watch.problems
    [work] = await steps.claim(WorkList.EDITIONS)
    await steps.store.work.postpone(work, until=steps.now + HOUR, error="editions cannot be written: File exists")
    for _ in range(2):
        watch.look(steps.now, catalog)
    told = list(watch.problems)
    assert told == ["editions cannot be written as files; see `monitor status`"]
    steps.now += 2 * HOUR
    [work] = await steps.claim(WorkList.EDITIONS)
    await steps.store.digests.files_written(work, {})
    watch.look(steps.now, catalog)
    assert "files" not in " ".join(watch.problems)
    assert caplog.text.count("editions cannot be written as files") == 2
    assert "no longer: editions cannot be written" in caplog.text
