"""What people ask the database, without SQLAlchemy: the answers must agree with the tables, and come quickly."""

import subprocess
import sys
from datetime import timedelta

import pytest

from monitor import store as stores
from monitor.edition import Delivery
from monitor.errors import Invalid
from monitor.store.reports import Reports
from monitor.work import WorkList
from tests.contract.store_steps import (
    FEED,
    HOUR,
    SILENT,
    START,
    Steps,
    empty_file,
    entry,
    known,
    message,
    steps,
    url_of,
)

__all__ = ["empty_file", "steps"]


def asked(steps: Steps) -> Reports:
    return stores.open_reports(steps.url)


@pytest.fixture
async def lived(steps: Steps) -> Steps:
    """Three entries: one shown, one off topic, one still to be read; one mail is ready."""
    await steps.watch()
    await steps.store.digests.sync({"daily": START, "weekly": START + 100 * HOUR}, now=START)
    await steps.store.known.add([known("seed:1")], {})
    await steps.bring(entry(1))
    await steps.settle(entry(2))
    await steps.compose(messages=[message(1)], told=[1])
    steps.now += HOUR
    await steps.poll(entry(3), problem="HTTP 503")
    return steps


async def test_totals_lists_and_states(lived: Steps) -> None:
    with asked(lived) as reports:
        totals = dict(reports.totals())
        assert totals.pop("bytes") > 10_000
        assert totals == {
            "feeds": 1,
            "entries": 3,
            "articles": 1,
            "stories": 1,
            "editions": 1,
            "seeds": 1,
            "told": 1,
        }
        assert reports.outbox_states() == {"ready": 1}
        assert reports.held() == ""
        lists = reports.lists(now=lived.now)
    counts = await lived.store.work.counts(now=lived.now)
    assert {name: (line.waiting, line.due, line.buried) for name, line in lists.items()} == counts
    assert lists["outbox"].oldest_due_at == START + HOUR


async def test_feeds_digests_editions_and_messages(lived: Steps) -> None:
    with asked(lived) as reports:
        [feed] = reports.feeds()
        digests, [edition] = reports.digests(), reports.editions("daily")
        [mail] = reports.outbox(unsent=True)
    assert (feed.url, feed.title, feed.problem, feed.problem_since) == (FEED.url, "A", "HTTP 503", lived.now)
    assert feed.next_look_at == lived.now + HOUR
    assert [(line.name, line.editions) for line in digests] == [("daily", 1), ("weekly", 0)]
    assert (edition.number, edition.subject, edition.account["fetched"]) == (1, "1.5 GW", 2)
    assert (edition.states, edition.start_at) == ({"ready": 1}, START)
    assert (mail.digest, mail.recipient, mail.state, mail.size) == (
        "daily",
        "reader@example.org",
        "ready",
        len(message(1).content),
    )


async def test_why_tells_an_entrys_way_through_every_rule(lived: Steps) -> None:
    with asked(lived) as reports:
        [told] = reports.why("http://www.a.example/1/")
        [off] = reports.why("https://a.example/2")
        [new] = reports.why("https://a.example/3")
        assert reports.why("https://a.example/none") == []
    assert (told.title, told.feed_title, told.article["basis"], told.article["words"]) == ("Title 1", "A", "page", 2)
    assert told.readings[0]["why"] == ["a rule"]
    [place] = told.places
    assert (place.role, place.why, place.score, place.told) == (
        "lead",
        "a new story; nothing like it is stored",
        0.7,
        ("daily-1-3",),
    )
    assert [(seen.digest, seen.reason) for seen in told.appearances] == [("daily", "shown"), ("weekly", "waiting")]
    assert (off.appearances[0].reason, off.appearances[0].detail) == ("off-topic", "no rule")
    assert (off.article, off.readings[0]["relevant"]) == (None, False)
    assert (new.stage, new.settled_at, new.appearances, new.next_try_at) == ("entries", None, (), lived.now)


async def test_a_story_shows_its_other_reports_and_a_put_off_entry_waits(lived: Steps) -> None:
    await lived.read()
    await lived.place(1)
    lived.now += HOUR
    await lived.compose(deferred=(3,))
    with asked(lived) as reports:
        [late] = reports.why("https://a.example/3")
    assert late.places[0].others == (("Title 1", "https://a.example/1"),)
    assert [seen.reason for seen in late.appearances] == ["waiting", "waiting"]


async def test_a_dead_message_a_postponed_row_and_a_skipped_window_are_shown(lived: Steps) -> None:
    [work] = await lived.claim(WorkList.ENTRIES)
    await lived.store.work.postpone(work, until=lived.now + HOUR, error="broken")
    [mail] = await lived.claim(WorkList.OUTBOX)
    dead = Delivery(outcome="dead", answer="550 unknown")
    await lived.store.outbox.save_delivery(mail, dead, now=lived.now, retry_at=None)
    await lived.compose(skipped=SILENT)
    with asked(lived) as reports:
        assert reports.lists(now=lived.now)["outbox"].buried == 1
        assert reports.why("https://a.example/3")[0].last_error == "broken"
        assert [line.skipped for line in reports.editions()] == ["nothing new: 0 entries fetched", ""]


async def test_reading_only_needs_a_database_and_leaves_it_alone(steps: Steps, tmp_path) -> None:
    for opened in (stores.open_reports, lambda url: stores.open_store(url, now=START, read_only=True)):
        with pytest.raises(Invalid, match="no database yet"):
            opened(url_of(tmp_path / "none.db"))
    assert not (tmp_path / "none.db").exists()
    await steps.watch()
    await steps.settle(entry(1))
    await steps.store.digests.sync({"daily": START}, now=START)
    reading = stores.open_store(steps.url, now=START, read_only=True)
    window, _ = await reading.digests.next_window("daily", now=START)
    assert len(await reading.digests.window_entries(window)) == 1
    with pytest.raises(Exception, match="reading only"):
        await reading.feeds.sync([], now=START)
    await reading.close()


def test_status_needs_no_heavy_library(empty_file) -> None:
    program = (
        "import sys; from monitor import store;"
        f"r = store.open_reports({url_of(empty_file)!r}); r.totals(); r.feeds(); r.digests();"
        "print([name for name in ('sqlalchemy', 'pydantic', 'alembic') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


async def test_times_are_told_with_their_zone(lived: Steps) -> None:
    with asked(lived) as reports:
        moments = [reports.digests()[0].next_due_at, reports.feeds()[0].problem_since, reports.outbox()[0].made_at]
    assert all(moment.utcoffset() == timedelta(0) for moment in moments)
