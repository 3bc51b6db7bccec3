"""Digests, windows, editions, the outbox."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.edition import Delivery, Window
from monitor.errors import Invalid, LeaseLost
from monitor.store import reports
from monitor.store.message_lines import MessageLine
from monitor.work import WorkList
from tests.contract.store_steps import FORMS, HOUR, SILENT, START, Steps, empty_file, entry, message, steps

__all__ = ["empty_file", "steps"]


async def test_sync_keeps_an_earlier_due_time_and_the_end_of_the_last_window(steps: Steps) -> None:
    digests = steps.store.digests
    await digests.sync({"daily": START + HOUR, "alert": START + 5 * HOUR}, now=START)
    assert await steps.store.work.next_due_at() == START + HOUR
    await digests.sync({"daily": START + 3 * HOUR, "alert": START + 4 * HOUR}, now=START)
    assert await steps.store.work.next_due_at() == START + HOUR
    await digests.sync({"alert": START + 4 * HOUR}, now=START)
    assert await steps.store.work.next_due_at() == START + 4 * HOUR
    await digests.sync({"daily": START + 2 * HOUR, "alert": START + 4 * HOUR}, now=START)
    assert await steps.store.work.next_due_at() == START + 2 * HOUR
    assert await digests.make_due(["daily"], now=START) == 1
    [work] = await steps.claim(WorkList.DIGESTS)
    assert await digests.name(work.key) == "daily"
    assert await digests.make_due(now=START) == 1, "what is being composed is left alone"


async def test_windows_follow_one_another(steps: Steps) -> None:
    await steps.watch()
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.settle(entry(1), entry(2))
    first = await steps.compose()
    assert first.window == Window(digest="daily", start=1, end=3, start_at=START, end_at=steps.now)
    await steps.settle(entry(3))
    steps.now += HOUR
    second = await steps.compose(skipped=SILENT)
    assert (second.window.start, second.window.end, second.number) == (3, 4, 2)
    assert second.window.start_at == first.window.end_at
    steps.now += HOUR
    third = await steps.compose()
    assert (third.window.start, third.window.end, third.number) == (4, 4, 2), "a skipped window takes no number"
    steps.now += HOUR
    assert (await steps.compose()).number == 3, "an empty window can be followed by another one"
    issues = await steps.store.digests.issues("daily")
    assert [issue.name for issue in issues] == ["daily-3-4", "daily-2-4", "daily-1-3"]


async def test_what_is_settled_while_composing_comes_next(steps: Steps) -> None:
    await steps.watch()
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.settle(entry(1))
    [work] = await steps.claim(WorkList.DIGESTS)
    edition = await steps.edition("daily")
    await steps.settle(entry(2))
    await steps.store.digests.save_edition(
        work, edition, FORMS, (), (), {}, skipped=None, next_due_at=steps.now, hold=False
    )
    window, _ = await steps.store.digests.next_window("daily", now=steps.now)
    assert await steps.entries_of(window) == [2]


async def test_a_window_cannot_be_closed_twice(steps: Steps) -> None:
    await steps.watch()
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.settle(entry(1))
    edition = await steps.edition("daily")
    await steps.compose()
    steps.now += HOUR
    [work] = await steps.claim(WorkList.DIGESTS)
    with pytest.raises(LeaseLost):
        await steps.store.digests.save_edition(
            work, edition, FORMS, [message()], (), {}, skipped=None, next_due_at=START, hold=False
        )
    assert await steps.claim(WorkList.OUTBOX) == ()


async def test_each_digest_has_windows_of_its_own(steps: Steps) -> None:
    await steps.watch()
    await steps.store.digests.sync({"daily": START, "weekly": START + 2 * HOUR}, now=START)
    await steps.settle(entry(1), entry(2))
    daily = await steps.compose(deferred=(1,))
    assert daily.digest == "daily"
    steps.now = START + 3 * HOUR
    await steps.store.digests.sync({"weekly": START}, now=START)
    weekly = await steps.edition("weekly")
    assert await steps.entries_of(weekly.window) == [1, 2], "what one digest puts off stays in place for the others"


async def test_deferred_entries_come_with_the_next_window_once(steps: Steps) -> None:
    await steps.watch()
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.settle(entry(1), entry(2), entry(3))
    first = await steps.compose(deferred=(1, 3))
    assert await steps.entries_of(first.window) == [2]
    [line] = await steps.store.feeds.health("daily")
    assert line.waiting == 2
    await steps.settle(entry(4))
    second = await steps.compose(deferred=(3,))
    assert await steps.entries_of(second.window) == [1, 4]
    steps.now += HOUR
    third = await steps.compose()
    assert await steps.entries_of(third.window) == [3]
    assert [await steps.entries_of(each.window) for each in (first, second)] == [[2], [1, 4]]
    assert (await steps.store.feeds.health("daily"))[0].waiting == 0


async def test_the_end_of_a_window_never_lies_before_its_start(steps: Steps) -> None:
    await steps.store.digests.sync({"daily": START}, now=START)
    window, _ = await steps.store.digests.next_window("daily", now=START - timedelta(days=400))
    assert (window.start_at, window.end_at) == (START, START)


async def test_a_new_digest_starts_with_the_last_month(steps: Steps) -> None:
    await steps.watch()
    await steps.settle(entry(1))
    steps.now += timedelta(days=40)
    await steps.settle(entry(2))
    await steps.store.digests.sync({"daily": steps.now}, now=steps.now)
    assert await steps.entries_of((await steps.store.digests.next_window("daily", now=steps.now))[0]) == [2]


async def test_an_edition_is_published_from_what_was_kept(steps: Steps) -> None:
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.compose(skipped=SILENT)
    assert await steps.claim(WorkList.EDITIONS) == ()
    steps.now += HOUR
    made = await steps.compose(messages=[message(1), message(2, "other@example.org")])
    [work] = await steps.claim(WorkList.EDITIONS)
    issue = await steps.store.digests.issue(work.key)
    assert (issue.digest, issue.name, issue.composed_at, issue.forms) == ("daily", made.name, steps.now, FORMS)
    assert issue.eml == message(1).content
    await steps.store.digests.files_written(work)
    [line] = await steps.store.digests.issues("daily")
    assert (line.id, line.name, line.subject) == (issue.id, made.name, FORMS.subject)
    assert await steps.store.digests.json(line.id) == FORMS.json
    steps.now += 100 * HOUR
    assert await steps.claim(WorkList.EDITIONS) == ()
    assert await steps.store.digests.issues("other") == []


async def test_two_editions_cannot_have_one_number(steps: Steps) -> None:
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.compose()
    steps.now += HOUR
    with pytest.raises(Exception, match=r"(?i)unique"):
        await steps.compose(number=1)
    assert len(await steps.store.digests.issues("daily")) == 1


async def test_the_thread_begins_with_the_first_mail_that_is_sent(steps: Steps) -> None:
    digests = steps.store.digests
    await digests.sync({"daily": START}, now=START)
    assert await digests.thread("daily") == ""
    for number, hold in ((1, True), (2, False), (3, False)):
        await steps.compose(messages=[message(number)], hold=hold)
        steps.now += HOUR
    assert await digests.thread("daily") == "<2@x>"


async def sending(steps: Steps):
    [work] = await steps.claim(WorkList.OUTBOX)
    sent, first_tried_at = await steps.store.outbox.start_sending(work, now=steps.now)
    return work, sent, first_tried_at


def line_of(steps: Steps) -> MessageLine:
    with reports.open_reports(steps.url) as opened:
        return opened.outbox()[0]


@pytest.fixture
async def mailed(steps: Steps) -> Steps:
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.compose(messages=[message(1)], told=[1])
    return steps


async def test_a_message_is_sent_once(mailed: Steps) -> None:
    work, sent, first = await sending(mailed)
    assert (sent, first) == (message(1), START)
    assert line_of(mailed).state == "sending"
    done = Delivery(outcome="sent", answer="250 queued")
    await mailed.store.outbox.save_delivery(work, done, now=START, retry_at=None)
    mailed.now += 1000 * HOUR
    assert await mailed.claim(WorkList.OUTBOX) == ()
    line = line_of(mailed)
    assert (line.state, line.answer, line.sent_at, line.attempts) == ("sent", "250 queued", START, 0)


async def test_a_message_that_is_put_off_is_tried_again_with_the_same_bytes(mailed: Steps) -> None:
    work, _, _ = await sending(mailed)
    retry = Delivery(outcome="retry", answer="451 later")
    await mailed.store.outbox.save_delivery(work, retry, now=START, retry_at=START + HOUR)
    line = line_of(mailed)
    assert (line.state, line.attempts, line.next_try_at, line.doubts) == ("ready", 1, START + HOUR, 0)
    mailed.now += HOUR
    work, sent, first = await sending(mailed)
    assert (sent, first, work.attempts) == (message(1), START, 1)
    await mailed.store.outbox.save_delivery(work, Delivery(outcome="dead", answer="550"), now=START, retry_at=None)
    assert line_of(mailed).state == "dead"
    assert (await mailed.store.work.counts(now=START))["outbox"] == (0, 0, 1)


async def test_a_crash_while_sending_makes_it_uncertain_and_resends_the_same_bytes(mailed: Steps) -> None:
    await sending(mailed)
    mailed.now += HOUR
    [work] = await mailed.claim(WorkList.OUTBOX)
    assert line_of(mailed).state == "uncertain"
    sent, first = await mailed.store.outbox.start_sending(work, now=mailed.now)
    assert (sent, first, line_of(mailed).doubts) == (message(1), START, 1)


async def test_a_new_daemon_finds_what_was_being_sent_uncertain(mailed: Steps) -> None:
    await sending(mailed)
    await mailed.store.work.release_all(now=mailed.now)
    assert line_of(mailed).state == "uncertain"
    assert (await sending(mailed))[1] == message(1)


async def test_an_uncertain_answer_is_tried_again_or_final(mailed: Steps) -> None:
    work, _, _ = await sending(mailed)
    unsure = Delivery(outcome="uncertain", answer="lost the line")
    await mailed.store.outbox.save_delivery(work, unsure, now=START, retry_at=START + HOUR)
    assert line_of(mailed).state == "uncertain"
    mailed.now += HOUR
    work, _, _ = await sending(mailed)
    await mailed.store.outbox.save_delivery(work, unsure, now=START, retry_at=None)
    assert (line_of(mailed).state, line_of(mailed).doubts, line_of(mailed).next_try_at) == ("uncertain", 1, None)


async def test_held_messages_are_never_sent_by_themselves(steps: Steps) -> None:
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.compose(messages=[message(1)], hold=True)
    steps.now += 1000 * HOUR
    assert await steps.claim(WorkList.OUTBOX) == ()
    assert line_of(steps).state == "held"


async def test_a_person_can_retry_and_drop(mailed: Steps) -> None:
    outbox = mailed.store.outbox
    work, _, _ = await sending(mailed)
    with pytest.raises(Invalid, match="is sending"):
        await outbox.drop(work.key)
    await outbox.save_delivery(work, Delivery(outcome="dead", answer="550"), now=START, retry_at=None)
    mailed.now += 100 * HOUR
    await outbox.retry(work.key, now=mailed.now)
    work, sent, first = await sending(mailed)
    assert (sent, first, work.attempts) == (message(1), mailed.now, 0)
    await outbox.save_delivery(work, Delivery(outcome="retry"), now=START, retry_at=mailed.now + HOUR)
    await outbox.drop(work.key)
    mailed.now += 2 * HOUR
    assert await mailed.claim(WorkList.OUTBOX) == ()
    for wrong in (99, -1):
        with pytest.raises(Invalid, match="no message"):
            await outbox.retry(wrong, now=START)


async def test_nothing_of_an_edition_stays_when_a_part_of_it_fails(mailed: Steps) -> None:
    """The same message again is refused: then there is no edition, nothing becomes known, and the window stays open."""
    mailed.now += HOUR
    with pytest.raises(Exception, match=r"(?i)unique"):
        await mailed.compose(messages=[message(1)], told=[2])
    assert await mailed.store.known.reported("daily", [2]) == {}
    assert len(await mailed.store.digests.issues("daily")) == 1
    mailed.now += HOUR
    assert (await mailed.compose(messages=[replace(message(2))])).number == 2


async def test_a_reader_named_twice_gets_one_mail(steps: Steps) -> None:
    await steps.store.digests.sync({"daily": START}, now=START)
    await steps.compose(messages=[message(1), message(1), message(1, "other@example.org")])
    assert len(await steps.claim(WorkList.OUTBOX)) == 2
