"""The whole program under random histories: papers change and fail, clocks jump, it crashes, mail fails, people edit.

After each, every entry is in exactly one group of exactly one window of each digest, everything published is there, and a
mail that comes twice has the same bytes.
"""

import asyncio
import os
import sqlite3
import tempfile
from collections import defaultdict
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from monitor.edition import Delivery, Message
from tests import history
from tests.fakes import FakeWeb

PAPERS = st.integers(0, 3)


class WildClock:
    """A wall clock that jumps."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 27, 5, 0, tzinfo=UTC)  # clocks in Berlin go forward two days later

    def __call__(self) -> datetime:
        return self.at

    def advance(self, span: timedelta) -> None:
        self.at += span


class MoodyMail:
    """A mail server that keeps what it accepts and answers as told."""

    def __init__(self) -> None:
        self.moods: list[str] = []
        self.kept: defaultdict[tuple[str, str], list[bytes]] = defaultdict(list)
        self.doubted: set[tuple[str, str]] = set()

    async def send(self, message: Message) -> Delivery:
        mood = self.moods.pop(0) if self.moods else "sent"
        key = message.message_id, message.recipient
        if mood in ("sent", "uncertain"):
            self.kept[key].append(message.content)
        await asyncio.sleep(0)  # a crash may happen here: accepted, and nobody knows
        if mood in ("uncertain", "lost"):
            self.doubted.add(key)
            return Delivery(outcome="uncertain", answer="the line broke")
        answers = {"sent": "250 kept", "retry": "451 later", "dead": "550 unknown"}
        return Delivery(outcome=mood, answer=answers[mood])  # type: ignore[arg-type]


class History(RuleBasedStateMachine):
    """One program, its papers, its mail server, and everything that happens to them."""

    def __init__(self) -> None:
        super().__init__()
        self.room = tempfile.TemporaryDirectory()
        self.folder = Path(self.room.name)
        self.loop = asyncio.new_event_loop()
        self.clock, self.mail, self.closings = WildClock(), MoodyMail(), history.Closings()
        self.web = FakeWeb(self.clock)
        self.papers = history.Papers(self.web, self.clock, 4)
        self.config = {"limit": 20, "second": False, "left_out": -1, "send_empty": False, "max_age": 7}
        self.crashes = 0
        self.stack: AsyncExitStack | None = None

    @initialize()
    def begin(self) -> None:
        self.open()

    def run(self, step):
        return self.loop.run_until_complete(step)

    def open(self) -> None:
        listed = [paper for number, paper in enumerate(self.papers.papers) if number != self.config["left_out"]]
        empty = str(self.config["send_empty"]).lower()
        more = f"    max_age: {self.config['max_age']}d\n    send_empty: {empty}\n"
        digests = '  daily:\n    schedule: "30 2 * * *"\n    timezone: Europe/Berlin\n    to: [a@example.org, b@example.org]\n'
        digests += more
        if self.config["second"]:
            digests += f'  hourly:\n    schedule: "0 */6 * * *"\n    timezone: UTC\n    to: [c@example.org]\n{more}'
        history.write_config(self.folder, listed, digests, limit=self.config["limit"])
        self.stack = AsyncExitStack()
        self.app = self.run(
            self.stack.enter_async_context(history.opened(self.folder, self.web, self.mail, self.clock, self.closings))
        )

    def close(self) -> None:
        self.run(self.stack.aclose())

    def crash(self) -> None:
        """End like `opened` does on an error: claims stay."""
        self.run(self.stack.__aexit__(KeyboardInterrupt, KeyboardInterrupt(), None))
        self.crashes += 1

    @rule(
        paper=PAPERS,
        kind=st.sampled_from(["news", "news", "noise"]),
        days=st.sampled_from([0, 0, 1, 12]),
        page=st.sampled_from([200, 200, 404, 500]),
    )
    def print_piece(self, paper, kind, days, page):
        self.papers.publish(self.papers.papers[paper], kind, age=timedelta(days=days), page=page)

    @rule(paper=PAPERS, other=PAPERS)
    def copy_piece(self, paper, other):
        pieces = self.papers.papers[other].pieces
        if pieces:
            self.papers.reprint(self.papers.papers[paper], pieces[-1])

    @rule(paper=PAPERS, other=PAPERS)
    def tell_in_two_languages(self, paper, other):
        self.papers.tell_in_two_languages(self.papers.papers[paper], self.papers.papers[other])

    @rule(paper=PAPERS, what=st.sampled_from(["title", "text", "both", "guid", "guids", "date"]))
    def change_piece(self, paper, what):
        one = self.papers.papers[paper]
        if not one.pieces:
            return
        piece = one.pieces[-1]
        title, text = self.papers.words_for("news")
        if what in ("title", "both"):
            piece.title = title
        if what in ("text", "both"):
            piece.text = text
        for number, each in enumerate(one.pieces if what == "guids" else [piece] if what == "guid" else []):
            each.guid = f"{each.guid}-{number}"
        if what == "date":
            piece.published_at = None
        self.papers.page(piece)
        self.papers.put_up(one)

    @rule(paper=PAPERS, trouble=st.sampled_from(["", "500", "broken", "gone", "404", "empty"]))
    def trouble(self, paper, trouble):
        self.papers.papers[paper].trouble = trouble
        self.papers.put_up(self.papers.papers[paper])

    @rule(hours=st.sampled_from([1, 6, 25, 80]))
    def time_passes(self, hours):
        self.run(history.run_for(self.app, self.clock, timedelta(hours=hours)))

    @rule(jump=st.sampled_from([timedelta(hours=-2), timedelta(days=1), timedelta(days=-1), timedelta(minutes=-61)]))
    def clock_jumps(self, jump):
        self.clock.at += jump

    @rule(moods=st.lists(st.sampled_from(["sent", "retry", "uncertain", "lost", "dead"]), max_size=4))
    def mail_server(self, moods):
        self.mail.moods = moods

    @rule(steps=st.integers(1, 400), hours=st.sampled_from([0, 0, 7, 36, 480]))
    def power_cut(self, steps, hours):
        self.run(history.crash_after(self.app, steps))
        self.crash()
        self.clock.advance(timedelta(hours=hours))
        self.open()

    @rule(hours=st.sampled_from([1, 36, 480]))
    def switched_off(self, hours):
        self.close()
        self.clock.advance(timedelta(hours=hours))
        self.open()

    @rule(key=st.sampled_from(["limit", "second", "left_out", "send_empty", "max_age"]), data=st.data())
    def edit(self, key, data):
        choices: dict[str, list[Any]] = {
            "limit": [1, 3, 20],
            "second": [True, False],
            "left_out": [-1, 0, 3],
            "send_empty": [True, False],
            "max_age": [2, 7],
        }
        self.config[key] = data.draw(st.sampled_from(choices[key]))
        self.close()
        self.open()

    @rule()
    def digests_now(self):
        self.run(self.app.store.digests.make_due(now=self.clock()))
        self.run(history.run_for(self.app, self.clock, timedelta(minutes=1)))
        self.compare()

    def compare(self) -> None:
        assert not list(history.faults(self.folder, self.closings))
        for copies in self.mail.kept.values():
            assert len(set(copies)) == 1
        if not self.crashes:
            assert not [
                key for key, copies in self.mail.kept.items() if len(copies) > 1 and key not in self.mail.doubted
            ]

    def teardown(self) -> None:
        try:
            if self.stack:
                self.finish()
        finally:
            self.loop.close()
            self.room.cleanup()

    def finish(self) -> None:
        """Everything works again for some days; then everything published must have been reported or accounted for."""
        self.close()
        self.mail.moods = []
        self.config |= {"left_out": -1, "limit": 20}
        for paper in self.papers.papers:
            paper.trouble = ""
            self.papers.put_up(paper)
            for piece in paper.pieces:
                self.papers.page(piece)
        self.open()
        self.run(history.run_for(self.app, self.clock, timedelta(days=5)))
        self.digests_now()
        self.close()
        with sqlite3.connect(self.folder / "monitor.sqlite") as base:
            assert base.execute("SELECT count(*) FROM entries WHERE seq IS NULL").fetchone() == (0,)
            assert base.execute("SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'dead')").fetchone() == (0,)
            sent = base.execute("SELECT message_id, recipient, content FROM outbox WHERE state = 'sent'").fetchall()
            known = set(base.execute("SELECT feeds.url, entries.url FROM entries JOIN feeds ON feeds.id = feed_id"))
            told = "SELECT feeds.url, json_extract(entry, '$.title') FROM entries JOIN feeds ON feeds.id = feed_id"
            known |= set(base.execute(told))  # the same words again in the same paper are the same entry
            gone = {url for (url,) in base.execute("SELECT url FROM feeds WHERE json_extract(state, '$.gone')")}
        base.close()
        assert all(set(self.mail.kept[key, reader]) == {content} for key, reader, content in sent)
        for paper in self.papers.papers:
            if paper.url not in gone:
                printed = paper.pieces[-history.KEPT :]
                assert not [
                    piece for piece in printed if not {(paper.url, piece.url), (paper.url, piece.title)} & known
                ]


HISTORIES, STEPS = (int(each) for each in os.environ.get("TEST_HISTORIES", "60 25").split())  # 150 30 for row 52
TestRow52 = pytest.mark.slow(pytest.mark.timeout(2 * 3600)(History.TestCase))
TestRow52.settings = settings(
    max_examples=HISTORIES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)


@pytest.mark.slow
def test_row_52_a_short_history_by_hand():
    """The same machine with a fixed sequence, which the slow test varies a thousand times."""
    told = History()
    told.begin()
    told.print_piece(0, "news", 0, 200)
    told.print_piece(1, "noise", 0, 200)
    told.copy_piece(2, 0)
    told.time_passes(6)
    told.tell_in_two_languages(2, 3)
    told.power_cut(40, 36)
    told.switched_off(1)
    told.mail_server(["uncertain"])
    told.digests_now()
    told.clock_jumps(timedelta(hours=-2))
    told.change_piece(0, "title")
    told.teardown()
