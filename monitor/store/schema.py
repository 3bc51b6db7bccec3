"""The tables. A change here needs a migration in `migrations/versions` and its name at the end of `versions.REVISIONS`.

Work lists are tables with work columns; `entries` serves two lists, distinguished by `stage`.
    feeds ─ entries ─ articles ─ readings          what came in, and what it says
        └ passed_over                              what came in and was only counted
                        ├ members ─ stories        what belongs together
                        ├ postings, figures        keys for finding, figures for the ledger
    digests ─ editions ─ withheld, outbox          what was reported, to whom
              known ─ known_postings               what the reader knows
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Column

from monitor.store import columns, dialect
from monitor.store.columns import Text, UtcDateTime
from monitor.store.rounds import ILL

metadata = sa.MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s"}
)

counters: sa.Table = sa.Table(  # seq: the next place in the order of settling
    "counters", metadata, Column("name", Text, primary_key=True), columns.number("value")
)
states: sa.Table = sa.Table(  # clean: "0" while a daemon is at work; held: why no mail is sent
    "state", metadata, Column("name", Text, primary_key=True), columns.text("value")
)
feeds: sa.Table = sa.Table(
    "feeds",
    metadata,
    columns.row_id(),
    Column("url", Text, nullable=False, unique=True),
    columns.flag("enabled"),
    Column("feed", Text, nullable=False),
    Column("state", Text, nullable=False),
    *columns.work_columns(),
    Column("looked_at", UtcDateTime),  # when it was last asked, as in its state
    columns.flag("noted"),  # its state names trouble, or something else that a person should know
    columns.due_index("feeds"),
    columns.buried_index("feeds"),
    sa.Index("ix_feeds_looked", "looked_at", "enabled", **dialect.where("enabled = 1", "enabled")),
    sa.Index("ix_feeds_ill", "id", **dialect.where(ILL, dialect.for_postgresql(ILL))),
)
articles: sa.Table = sa.Table(
    "articles",
    metadata,
    columns.row_id(),
    Column("url", Text, nullable=False),
    Column("url_key", Text, nullable=False, index=True),
    columns.text("site"),
    columns.text("title"),
    columns.text("language"),
    Column("published_at", UtcDateTime),
    columns.text("basis"),
    columns.text("note"),
    columns.text("cites"),  # publishers it links to, separated by spaces
    Column("saved_at", UtcDateTime, nullable=False, index=True),
    columns.text("imprint"),
    columns.text("text"),
    Column("whole_id", sa.BigInteger, index=True),  # the round-up it is a part of
    columns.text("headline"),  # of the page itself, where `title` is the feed's
)
article_urls: sa.Table = sa.Table(  # where pages were read from: as linked and canonical
    "article_urls",
    metadata,
    Column("url_key", Text, primary_key=True),
    Column("article_id", sa.ForeignKey("articles.id"), primary_key=True),
    sqlite_with_rowid=False,
)
readings: sa.Table = sa.Table(
    "readings",
    metadata,
    Column("article_id", sa.ForeignKey("articles.id"), primary_key=True),
    Column("topic", Text, primary_key=True),
    columns.flag("relevant"),
    Column("reading", Text, nullable=False),
    sqlite_with_rowid=False,
)
entries: sa.Table = sa.Table(
    "entries",
    metadata,
    columns.row_id(),
    Column("feed_id", sa.ForeignKey("feeds.id"), nullable=False),
    Column("guid", Text, nullable=False),
    columns.number("revision"),
    Column("url", Text, nullable=False, index=True),
    Column("url_key", Text, nullable=False, index=True),
    columns.text("title_hash"),
    columns.text("text_hash"),
    Column("published_at", UtcDateTime),  # according to its feed
    columns.flag("shared"),  # unrelated entries have the same address
    columns.text("identity"),  # a hash of everything its feed said about it
    Column("first_seen_at", UtcDateTime, nullable=False),
    Column("article_id", sa.ForeignKey("articles.id"), index=True),
    columns.text("failed"),
    Column("seq", sa.BigInteger, unique=True),
    Column("settled_at", UtcDateTime, index=True),
    columns.text("stage"),  # name of the work list the entry is on; empty once settled
    columns.text("host"),  # of its page
    *columns.work_columns(),
    Column("entry", Text, nullable=False),
    columns.text("readings"),  # of the headline alone, if no article was read
    # Some feeds use one id for all entries: an entry with another address or title is another entry.
    *columns.unique_entry("feed_id", "guid", "url_key", "title_hash", "revision"),
    sa.Index("ix_entries_feed_url", "feed_id", "url_key"),
    sa.Index("ix_entries_feed_title", "feed_id", "title_hash"),
    columns.due_index("entries", "stage"),
    columns.due_index("entries", "stage", "host", name="turn"),
    columns.buried_index("entries"),
)
passed_over: sa.Table = sa.Table(  # entries that were not taken: counted, found by `why`, never news later
    "passed_over",
    metadata,
    columns.row_id(),
    Column("feed_id", sa.ForeignKey("feeds.id"), nullable=False),
    Column("seq", sa.BigInteger, nullable=False, index=True),  # its place in the order of settling
    Column("seen_at", UtcDateTime, nullable=False),
    Column("why", Text, nullable=False),  # backfill same dropped
    columns.number("number", start=1),  # entries; more than one if they cannot be told apart
    columns.text("guid"),
    columns.text("url"),
    columns.text("url_key"),
    columns.text("title"),
    columns.text("title_hash"),
    columns.text("text_hash"),
    columns.text("identity"),
    Column("published_at", UtcDateTime),
    sa.Index("ix_passed_over_url", "feed_id", "url_key"),
    sa.Index("ix_passed_over_title", "feed_id", "title_hash"),
    sa.Index("ix_passed_over_guid", "feed_id", "guid"),
    sa.Index("ix_passed_over_key", "url_key"),
)
stories: sa.Table = sa.Table(
    "stories",
    metadata,
    columns.row_id(),
    Column("topic", Text, nullable=False),
    Column("begun_at", UtcDateTime, nullable=False),
    Column("joined_into", sa.ForeignKey("stories.id")),
    sa.Index("ix_stories_joined", "joined_into", **dialect.where("joined_into IS NOT NULL")),
)
members: sa.Table = sa.Table(
    "members",
    metadata,
    Column("article_id", sa.ForeignKey("articles.id"), primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("story_id", sa.ForeignKey("stories.id"), nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("score", sa.Float, nullable=False),
    columns.text("why"),
    Column("seen_at", UtcDateTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)
postings: sa.Table = sa.Table(
    "postings",
    metadata,
    Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Index("ix_postings_article", "article_id"),
    sqlite_with_rowid=False,
)
figures: sa.Table = sa.Table(
    "figures",
    metadata,
    columns.row_id(),
    Column("topic", Text, nullable=False),
    Column("article_id", sa.ForeignKey("articles.id"), nullable=False, index=True),
    Column("of", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("figure", Text, nullable=False),
    sa.Index("ix_figures_topic", "topic", "seen_at"),
)
digests: sa.Table = sa.Table(
    "digests",
    metadata,
    columns.row_id(),
    Column("name", Text, nullable=False, unique=True),
    columns.flag("listed"),
    columns.number("upto", start=1),  # the next window starts here
    Column("upto_at", UtcDateTime, nullable=False),
    columns.text("thread"),
    *columns.work_columns(),
    columns.due_index("digests"),
)
wordings: sa.Table = sa.Table(  # a digest whose stories are put into words before it is composed
    "wordings",
    metadata,
    columns.row_id(),
    Column("digest", Text, nullable=False, unique=True),
    columns.text("told"),  # the latest wordings, by story
    *columns.work_columns(),
    columns.due_index("wordings"),
)
deferrals: sa.Table = sa.Table(  # entries that wait for a later window of one digest, and their place in its order
    "deferrals",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("entry_id", sa.ForeignKey("entries.id"), primary_key=True),
    Column("seq", sa.BigInteger, nullable=False),
    sa.Index("ix_deferrals_seq", "digest", "seq"),
    sqlite_with_rowid=False,
)
troubles_told: sa.Table = sa.Table(  # feeds in trouble, according to the last edition of a digest
    "troubles_told",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("since", UtcDateTime),
    sqlite_with_rowid=False,
)
editions: sa.Table = sa.Table(  # every closed window; those with a number were made and sent
    "editions",
    metadata,
    columns.row_id(),
    Column("digest", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("number", sa.BigInteger),
    Column("start", sa.BigInteger, nullable=False),
    Column("end", sa.BigInteger, nullable=False),
    Column("start_at", UtcDateTime, nullable=False),
    Column("end_at", UtcDateTime, nullable=False),
    Column("composed_at", UtcDateTime, nullable=False),
    columns.text("skipped"),
    columns.text("account"),
    *columns.work_columns(),
    columns.text("subject"),
    columns.text("text"),
    columns.text("html"),
    columns.text("page"),
    columns.text("json"),
    columns.text("brief"),  # the part of its content that the pages about all editions need
    sa.UniqueConstraint("digest", "number"),
    columns.due_index("editions"),
    # An empty window starts where the next one starts; of all others only one can start at a position.
    sa.Index("uq_editions_window", "digest", "start", unique=True, **dialect.where('"end" > start')),
)
withheld: sa.Table = sa.Table(
    "withheld",
    metadata,
    Column("edition_id", sa.ForeignKey("editions.id"), primary_key=True),
    Column("entry_id", sa.ForeignKey("entries.id"), primary_key=True),
    Column("reason", Text, nullable=False),
    columns.text("detail"),
    sa.Index("ix_withheld_entry", "entry_id"),
    sqlite_with_rowid=False,
)
outbox: sa.Table = sa.Table(
    "outbox",
    metadata,
    columns.row_id(),
    Column("edition_id", sa.ForeignKey("editions.id"), nullable=False, index=True),
    Column("recipient", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("state", Text, nullable=False),  # ready sending sent uncertain dead held
    columns.number("doubts"),  # tries with an unknown outcome
    columns.text("answer"),
    Column("made_at", UtcDateTime, nullable=False),
    Column("first_tried_at", UtcDateTime),
    Column("sent_at", UtcDateTime),
    *columns.work_columns(),
    Column("content", sa.LargeBinary, nullable=False),
    columns.text("reply"),  # the letter it answers; empty: it is an edition
    columns.text("returned"),  # what the report said with which it came back
    sa.UniqueConstraint("message_id", "recipient"),
    columns.due_index("outbox"),
)
known: sa.Table = sa.Table(
    "known",
    metadata,
    columns.row_id(),
    Column("name", Text, nullable=False, index=True),  # the value's id
    columns.text("digest"),  # empty: known to the readers of all digests
    Column("story_id", sa.BigInteger, index=True),
    Column("edition_id", sa.ForeignKey("editions.id")),
    Column("article_id", sa.BigInteger, index=True),  # it has the imprint; the figures are in told_stories
    Column("told_at", UtcDateTime),
    Column("known", Text, nullable=False),
)
told_stories: sa.Table = sa.Table(  # everything a digest reported about a story: once, however many reports it has
    "told_stories",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("story_id", sa.BigInteger, primary_key=True, autoincrement=False),
    columns.text("figures"),
    columns.text("entities"),
    sqlite_with_rowid=False,
)
known_postings: sa.Table = sa.Table(
    "known_postings",
    metadata,
    Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    Column("known_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Index("ix_known_postings_known", "known_id"),
    sqlite_with_rowid=False,
)
