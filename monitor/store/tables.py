"""READ 4, continued · The database as the pipeline sees it: everything that can be read and written, on one page.

Each call is declared once, by naming a function: that function documents its arguments, result and errors, and runs
inside one transaction. A caller passes all arguments except the connection, and awaits the result:
`await app.store.feeds.get(work.key)`.

A function that takes a `Work` writes its outcome and closes the claim together; LeaseLost: there is a newer claim.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.actions.action import Action
from monitor.model import ArticleId, Feed, FeedId, FeedState, Poll, StoredEntry
from monitor.store import (
    actions,
    alike,
    browsing,
    clocks,
    closing,
    digests,
    entries,
    feeds,
    fellows,
    known,
    lately,
    ledger,
    looks,
    outbox,
    passed,
    renewals,
    replays,
    replies,
    searching,
    standing,
    states,
    stories,
    windows,
    wordings,
    worklists,
)
from monitor.store.calls import Table, finishes, reads, writes
from monitor.store.database import Database
from monitor.store.feeds import Polled
from monitor.store.places import Lock
from monitor.store.together import Together
from monitor.work import Work

MOMENT = 0.02  # seconds that the first of several polls waits to be stored with the others


class WorkLists(Table):
    """Tables as queues: claiming moves `due_at` one lease ahead and raises the fencing token."""

    claim = finishes(worklists.claim)
    postpone = finishes(worklists.postpone)
    put_back = finishes(worklists.put_back)
    renew = finishes(worklists.renew)
    give_back = finishes(worklists.give_back)
    give_back_list = finishes(worklists.give_back_list)
    release_all = writes(worklists.release_all)
    set_clock_right = writes(clocks.set_right)
    make_due = writes(worklists.make_due)
    next_due_at = reads(worklists.next_due_at)
    is_due = reads(worklists.is_due)
    counts = reads(worklists.counts)


class Feeds(Table):
    """Sources and the state after the last poll. Feeds polled at the same time are read and stored together."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._asked = Together[int, tuple[FeedId, Feed, FeedState]](lambda keys: database.read(feeds.get_many, keys))
        self._polled = Together[Polled, None](lambda polls: database.write_beside(feeds.save_polls, polls), MOMENT)

    async def get(self, key: int) -> tuple[FeedId, Feed, FeedState]:
        """See `feeds.get_many`."""
        return await self._asked.call(key)

    async def save_poll(self, work: Work, feed: FeedId, poll: Poll, *, now: datetime) -> None:
        """See `feeds.save_polls`."""
        await self._polled.call(Polled(work, feed, poll, now))

    sync = writes(feeds.sync)
    ask_now = writes(feeds.ask_now)
    marks = reads(alike.marks)
    standing = reads(standing.of)
    health = reads(feeds.health)
    counts = reads(feeds.counts)


class Entries(Table):
    """What the feeds published, and the articles behind it. Those asked for at the same time are read together."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._asked = Together[int, StoredEntry](lambda keys: database.read(entries.get_many, keys))
        self._twins = Together[tuple[str, Sequence[str]], ArticleId | None](
            lambda asked: database.read(entries.articles_by_url, asked)
        )

    async def get(self, key: int) -> StoredEntry:
        """See `entries.get_many`."""
        return await self._asked.call(key)

    async def article_by_url(self, url_key: str, topics: Sequence[str]) -> ArticleId | None:
        """See `entries.articles_by_url`."""
        return await self._twins.call((url_key, topics))

    settled = reads(replays.settled)
    save_article = writes(entries.save_article)
    link_article = finishes(entries.link_article)
    settle_unread = finishes(entries.settle_unread)


class Stories(Table):
    """Articles about the same event, and the postings that find candidates."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._names = Together[datetime, Mapping[str, Sequence[str]]](
            lambda moments: database.read(lately.names_since, moments)
        )

    async def names_lately(self, *, since: datetime) -> Mapping[str, Sequence[str]]:
        """See `lately.names_since`."""
        return await self._names.call(since)

    names_of_clear = reads(lately.names)
    placing = reads(stories.placing)
    candidates = reads(stories.candidates)
    crowd = reads(stories.crowd)
    scores = reads(stories.scores)
    save_placements = writes(stories.save_placements)
    outdated = reads(renewals.outdated)
    own_texts = reads(renewals.own_texts)
    renew = writes(renewals.renew)
    get_many = reads(stories.get_many)
    newest_figure = reads(ledger.newest)
    ledger = reads(ledger.lines)


class KnownTexts(Table):
    """What readers know: seeds, and what each digest has reported."""

    add = writes(known.add)
    changed = reads(known.changed)
    remove = writes(known.remove)
    all_seeds = reads(known.all_seeds)
    reported = reads(known.reported)
    candidates = reads(known.candidates)


class Wordings(Table):
    """Stories in a model's words, for the next edition of their digest."""

    sync = writes(wordings.sync)
    digest_of = reads(wordings.digest_of)
    of = reads(wordings.of)
    save_wordings = writes(wordings.save_wordings)


class Actions(Table):
    """What readers said, and what follows from it."""

    act = writes(actions.act)
    undo = writes(actions.undo)

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._standing = Together[None, Sequence[Action]](lambda asked: database.read(actions.standing_for, len(asked)))

    async def standing(self) -> Sequence[Action]:
        """See `actions.standing`."""
        return await self._standing.call(None)

    every = reads(actions.every)
    story_now = reads(actions.story_now)
    article_at = reads(actions.article_at)
    article = reads(actions.article)
    newest_edition = reads(actions.newest_edition)
    texts = reads(actions.texts)


class Replies(Table):
    """Answers of readers, and the mailbox they arrive in."""

    sync = writes(replies.sync)
    key = writes(replies.key)
    kept_key = reads(replies.kept_key)
    place = reads(replies.place)
    taken_since = reads(replies.taken_since)
    is_taken = reads(replies.is_taken)
    sent = reads(replies.sent)
    save_taken = writes(replies.save_taken)
    save_returned = writes(replies.save_returned)
    save_look = writes(replies.save_look)


class Looks(Table):
    """Pages that were told: looked at again, and what has changed there."""

    room_at = reads(looks.room_at)
    get = reads(looks.get)
    give_up_look = writes(looks.give_up_look)
    save_look = finishes(looks.save_look)
    untold = reads(looks.untold)
    corrected = reads(looks.corrected)
    told = reads(looks.told)


class Digests(Table):
    """Windows and editions."""

    sync = writes(digests.sync)
    make_due = writes(digests.make_due)
    name = reads(digests.name)
    next_window = reads(windows.next_window)
    window_entries = reads(windows.entries_of)
    window_passed = reads(passed.in_window)
    thread = reads(digests.thread)
    save_edition = writes(closing.save_edition)
    issue = reads(digests.issue)
    issues = reads(digests.issues)
    last_made = reads(digests.last_made)
    signals_since = reads(digests.signals_since)
    json = reads(digests.json)
    files_written = finishes(digests.files_written)


class Browsing(Table):
    """What is read page by page, in a browser."""

    latest = reads(browsing.latest)
    edition = reads(browsing.edition)
    told_of = reads(browsing.told_of)
    search = reads(searching.search)
    signals = reads(browsing.signals)
    due = reads(browsing.due)
    outbox_states = reads(browsing.outbox_states)
    outbox = reads(browsing.outbox)


class Outbox(Table):
    """Messages as finished bytes; ready → sending → sent, uncertain or dead."""

    start_sending = finishes(outbox.start_sending)
    save_delivery = finishes(outbox.save_delivery)
    retry = writes(outbox.retry)
    drop = writes(outbox.drop)
    hold = writes(outbox.hold)
    end_hold = writes(outbox.end_hold)


class Fellows(Table):
    """The other processes at work on the same database."""

    say = finishes(fellows.say)
    leave = finishes(fellows.leave)
    everybody = reads(fellows.everybody)
    take_turn = finishes(fellows.take_turn)
    end_turn = finishes(fellows.end_turn)


class Store:
    """The database, table by table."""

    def __init__(self, database: Database, lock: Lock | None = None) -> None:
        self.database = database
        self._lock = lock
        self.work = WorkLists(database)
        self.feeds = Feeds(database)
        self.entries = Entries(database)
        self.stories = Stories(database)
        self.known = KnownTexts(database)
        self.wordings = Wordings(database)
        self.actions = Actions(database)
        self.replies = Replies(database)
        self.looks = Looks(database)
        self.digests = Digests(database)
        self.browsing = Browsing(database)
        self.outbox = Outbox(database)
        self.fellows = Fellows(database)

    async def note_config(self, problem: str) -> None:
        """Store, for `status`, why the current feeds.yaml is not in use; an empty text if it is."""
        await self.database.write(states.write, states.CONFIG, problem)

    async def close(self) -> None:
        """Finish what is acknowledged and close the database."""
        try:
            if self._lock:
                await self.database.write(states.write, states.CLEAN, "1")
        finally:
            await self.database.close()
            if self._lock:
                self._lock.release()
