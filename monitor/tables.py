"""READ 4, continued · The database as the pipeline sees it: one protocol a table, `Store` over all.

Every method that takes a `Work` writes its outcome and closes the claim in one transaction, and raises LeaseLost when
the claim is no longer the newest one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from monitor.edition import (
    Delivery,
    Edition,
    FeedHealth,
    Held,
    Issue,
    IssueLine,
    LedgerLine,
    Message,
    RenderedEdition,
    Settled,
    Window,
)
from monitor.model import (
    Article,
    ArticleId,
    Candidate,
    Entry,
    EntryId,
    Feed,
    FeedId,
    FeedState,
    Imprint,
    Known,
    Mark,
    Placement,
    Poll,
    Reading,
    StoredEntry,
    Story,
    StoryId,
)
from monitor.work import Work, WorkList


class WorkLists(Protocol):
    """Tables as queues: claiming moves `due_at` one lease ahead and raises the fencing token."""

    async def claim(self, list: WorkList, *, now: datetime, lease: timedelta, limit: int) -> Sequence[Work]:
        """Up to `limit` due pieces, oldest first, each under a lease and a new token."""
        ...

    async def postpone(self, work: Work, *, until: datetime, error: str) -> None:
        """A failure: try again at `until`. Raises LeaseLost."""
        ...

    async def put_back(self, work: Work, *, until: datetime) -> None:
        """Not now, and no failure: due at `until`, attempts as before. Raises LeaseLost."""
        ...

    async def release_all(self, *, now: datetime) -> int:
        """Give back every claim (start of the only daemon after a crash); the number of claims given back."""
        ...

    async def next_due_at(self) -> datetime | None:
        """The earliest due time of all lists."""
        ...

    async def counts(self, *, now: datetime) -> Mapping[str, tuple[int, int, int]]:
        """Per list: waiting, due, buried."""
        ...


class FeedTable(Protocol):
    """Feeds and what the last look left behind."""

    async def sync(self, feeds: Sequence[Feed], *, now: datetime) -> None:
        """Make the table hold exactly these feeds as enabled; states of known addresses are kept, none is deleted."""
        ...

    async def get(self, key: int) -> tuple[FeedId, Feed, FeedState]:
        """The feed of a row and its state."""
        ...

    async def marks(self, feed: FeedId, entries: Sequence[Entry]) -> Sequence[Mark]:
        """Marks of stored entries of this feed that share a guid, URL or title hash with one of `entries`."""
        ...

    async def save_poll(self, work: Work, feed: FeedId, poll: Poll, *, now: datetime) -> None:
        """State, next look and new entries in one transaction. Raises LeaseLost."""
        ...

    async def health(self, digest: str | None = None) -> Sequence[FeedHealth]:
        """All enabled feeds; `told` and `recovered` are relative to what `digest` told last."""
        ...


class EntryTable(Protocol):
    """Entries, their articles and readings."""

    async def get(self, key: int) -> StoredEntry:
        """The entry of a row, with its feed."""
        ...

    async def held(
        self, topic: str, *, since: datetime, after: EntryId | None = None, limit: int = 200
    ) -> Sequence[Held]:
        """What is held of entries first seen since then, in the order of their ids, after this one: for a replay."""
        ...

    async def article_by_url(self, url_key: str, topics: Sequence[str]) -> ArticleId | None:
        """The newest article read from this address for all these topics (`links.key` as linked or canonical)."""
        ...

    async def save_article(
        self,
        work: Work,
        article: Article,
        readings: Sequence[Reading],
        imprint: Imprint | None,
        *,
        failed: str,
        now: datetime,
    ) -> None:
        """Store the article of an entry and put the entry on the list of placings. Raises LeaseLost."""
        ...

    async def link_article(self, work: Work, article_id: ArticleId, *, now: datetime) -> None:
        """The entry leads to an article already read: put it on the list of placings. Raises LeaseLost."""
        ...

    async def settle_unread(self, work: Work, readings: Sequence[Reading], *, failed: str = "", now: datetime) -> None:
        """No article for this entry (off topic by its headline, or given up): it gets its place in the order."""
        ...


class StoryTable(Protocol):
    """Stories and the postings that find candidates."""

    async def placing(self, key: int) -> tuple[StoredEntry, ArticleId, Article, Sequence[Reading], Imprint | None]:
        """An entry that is read: all that its placing needs; no imprint of an article on no topic."""
        ...

    async def candidates(
        self, topic: str, article: ArticleId, url: str, keys: Sequence[int], *, since: datetime, limit: int
    ) -> Sequence[Candidate]:
        """Placed articles of the topic with the same URL, or sharing most of `keys`, best first."""
        ...

    async def save_placements(
        self, work: Work, placements: Mapping[str, Placement], keys: Sequence[int], *, now: datetime
    ) -> None:
        """Write membership, joins and postings, and settle the entry: one transaction. Raises LeaseLost."""
        ...

    async def get_many(self, ids: Sequence[StoryId]) -> Mapping[StoryId, Story]:
        """Stories with all their reports, lead first."""
        ...

    async def ledger(self, topic: str) -> Sequence[LedgerLine]:
        """Figures of all relevant articles of the topic, newest first."""
        ...


class KnownTable(Protocol):
    """The corpus: seeds, and what each digest has told."""

    async def add(self, known: Sequence[Known], keys: Mapping[str, Sequence[int]]) -> None:
        """Seeds and the user's own texts; replaces those of the same id."""
        ...

    async def all_seeds(self) -> Sequence[Known]:
        """Every known text that is not an edition."""
        ...

    async def told(self, digest: str, stories: Sequence[StoryId]) -> Mapping[StoryId, Sequence[Known]]:
        """What earlier editions of the digest told of these very stories."""
        ...

    async def candidates(self, digest: str, keys: Sequence[int], *, limit: int) -> Sequence[Known]:
        """Seeds and told texts of this digest that share most of `keys`."""
        ...


class DigestTable(Protocol):
    """Digests, their windows and editions."""

    async def sync(self, due: Mapping[str, datetime], *, now: datetime) -> None:
        """Make the list hold these digests; a known one keeps an earlier due time, a new one gets its first."""
        ...

    async def name(self, key: int) -> str:
        """The digest of a row."""
        ...

    async def next_window(self, digest: str, *, now: datetime) -> tuple[Window, int]:
        """The window from the end of the last one to now, and the number of the edition to come."""
        ...

    async def window_entries(self, window: Window) -> Sequence[Settled]:
        """Every entry settled in the window, in order."""
        ...

    async def thread(self, digest: str) -> str:
        """Message-ID all mails of this digest refer to; empty before the first."""
        ...

    async def save_edition(
        self,
        work: Work,
        edition: Edition,
        rendered: RenderedEdition | None,
        messages: Sequence[Message],
        told: Sequence[Known],
        keys: Mapping[str, Sequence[int]],
        *,
        skipped: str,
        next_due_at: datetime,
        hold: bool,
    ) -> None:
        """Close the window and keep edition, outbox and what is now known: one transaction. Raises LeaseLost.

        `skipped` says why nothing is sent (no `rendered` then); `hold` keeps messages unsent (no mail server set up).
        """
        ...

    async def issue(self, key: int) -> Issue:
        """The edition of a row, whose files are to be written."""
        ...

    async def issues(self, digest: str) -> Sequence[IssueLine]:
        """All editions of a digest that were made, newest first."""
        ...

    async def json(self, key: int) -> str:
        """What an edition told, as JSON."""
        ...

    async def files_written(self, work: Work) -> None:
        """The files of an edition are on disk. Raises LeaseLost."""
        ...


class OutboxTable(Protocol):
    """Messages as finished bytes; ready → sending → sent, uncertain or dead."""

    async def start_sending(self, work: Work, *, now: datetime) -> tuple[Message, datetime]:
        """Mark as sending; the frozen bytes and the time of the first try. Raises LeaseLost."""
        ...

    async def save_delivery(self, work: Work, delivery: Delivery, *, now: datetime, retry_at: datetime | None) -> None:
        """What came of it; without `retry_at` it is final (sent or dead). Raises LeaseLost."""
        ...


class Store(Protocol):
    """The database, table by table."""

    @property
    def work(self) -> WorkLists:
        """What is due, list by list."""
        ...

    @property
    def feeds(self) -> FeedTable:
        """Sources and their states."""
        ...

    @property
    def entries(self) -> EntryTable:
        """What the feeds published, and the articles behind it."""
        ...

    @property
    def stories(self) -> StoryTable:
        """Articles that tell of the same event."""
        ...

    @property
    def known(self) -> KnownTable:
        """What readers have."""
        ...

    @property
    def digests(self) -> DigestTable:
        """Windows and editions."""
        ...

    @property
    def outbox(self) -> OutboxTable:
        """Mails that wait, and what became of those sent."""
        ...

    async def close(self) -> None:
        """Finish what is acknowledged and let go of the database."""
        ...
