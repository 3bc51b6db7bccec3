"""The tables. A change here needs a migration in `migrations/versions` and its name at the end of `REVISIONS`.

    feeds ─ entries ─ articles ─ readings          what came in, and what it says
                        ├ members ─ stories        what belongs together
                        ├ postings, figures        what finds and adds up
    digests ─ editions ─ withheld, outbox          what was told, to whom
              known ─ known_postings               what the reader has

Work lists are tables with work columns; `entries` serves two lists, told apart by `stage`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator, TypeEngine

from monitor.store import instants

REVISIONS = ("0001",)  # oldest first; the last is what this program works with


class UtcDateTime(TypeDecorator[datetime]):
    """The only type of times: aware UTC in and out. Text on SQLite, timestamptz on PostgreSQL."""

    impl = sa.String(26)
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> TypeEngine[Any]:
        """PostgreSQL has a type of its own."""
        return dialect.type_descriptor(sa.DateTime(timezone=True) if dialect.name == "postgresql" else sa.String(26))

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> Any:
        """To the database. Raises ValueError for a naive time."""
        return value if value is None or dialect.name == "postgresql" else instants.to_text(value)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:
        """From the database."""
        return value if value is None or dialect.name == "postgresql" else instants.from_text(value)


metadata = sa.MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s"}
)
Column, Integer, Text = sa.Column, sa.Integer, sa.Text


def _id() -> Column[int]:
    return Column("id", sa.BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _number(name: str, *, start: int = 0) -> Column[int]:
    return Column(name, sa.BigInteger, nullable=False, server_default=sa.text(str(start)))


def _flag(name: str) -> Column[bool]:
    return Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def _work_columns() -> list[Column[Any]]:
    """Due when `due_at` is past; `claimed` while somebody holds the newest `token`; `buried` is never tried again."""
    return [
        Column("due_at", UtcDateTime),
        _number("attempts"),
        _text("last_error"),
        _number("token"),
        _flag("claimed"),
        _flag("buried"),
    ]


def _due_index(table: str, *columns: str) -> sa.Index:
    """Only rows that are due some day: most entries never are again."""
    some = sa.text("due_at IS NOT NULL")
    return sa.Index(f"ix_{table}_due", *columns, "due_at", sqlite_where=some, postgresql_where=some)


counters = sa.Table(  # seq: the next place in the order of settling
    "counters", metadata, Column("name", Text, primary_key=True), _number("value")
)
states = sa.Table(  # clean: "0" while a daemon is at work; held: why no mail is sent
    "state", metadata, Column("name", Text, primary_key=True), _text("value")
)
feeds = sa.Table(
    "feeds",
    metadata,
    _id(),
    Column("url", Text, nullable=False, unique=True),
    _flag("enabled"),
    Column("feed", Text, nullable=False),
    Column("state", Text, nullable=False),
    *_work_columns(),
    _due_index("feeds"),
)
articles = sa.Table(
    "articles",
    metadata,
    _id(),
    Column("url", Text, nullable=False),
    Column("url_key", Text, nullable=False, index=True),
    _text("site"),
    _text("title"),
    _text("language"),
    Column("published_at", UtcDateTime),
    _text("basis"),
    _text("note"),
    Column("saved_at", UtcDateTime, nullable=False, index=True),
    _text("imprint"),
    _text("text"),
)
article_urls = sa.Table(  # where pages were read from: as linked and canonical
    "article_urls",
    metadata,
    Column("url_key", Text, primary_key=True),
    Column("article_id", sa.ForeignKey("articles.id"), primary_key=True),
    sqlite_with_rowid=False,
)
readings = sa.Table(
    "readings",
    metadata,
    Column("article_id", sa.ForeignKey("articles.id"), primary_key=True),
    Column("topic", Text, primary_key=True),
    _flag("relevant"),
    Column("reading", Text, nullable=False),
    sqlite_with_rowid=False,
)
entries = sa.Table(
    "entries",
    metadata,
    _id(),
    Column("feed_id", sa.ForeignKey("feeds.id"), nullable=False),
    Column("guid", Text, nullable=False),
    _number("revision"),
    Column("url", Text, nullable=False, index=True),
    Column("url_key", Text, nullable=False, index=True),
    _text("title_hash"),
    _text("text_hash"),
    Column("first_seen_at", UtcDateTime, nullable=False),
    Column("article_id", sa.ForeignKey("articles.id"), index=True),
    _text("failed"),
    Column("seq", sa.BigInteger, unique=True),
    Column("settled_at", UtcDateTime, index=True),
    _text("stage"),  # name of the work list the entry is on; empty once settled
    *_work_columns(),
    Column("entry", Text, nullable=False),
    _text("readings"),  # of the headline alone, when no article was read
    # Feeds with one id for all entries exist: what has another address or title is another entry.
    sa.UniqueConstraint("feed_id", "guid", "url_key", "title_hash", "revision"),
    sa.Index("ix_entries_feed_url", "feed_id", "url_key"),
    sa.Index("ix_entries_feed_title", "feed_id", "title_hash"),
    _due_index("entries", "stage"),
)
stories = sa.Table(
    "stories",
    metadata,
    _id(),
    Column("topic", Text, nullable=False),
    Column("begun_at", UtcDateTime, nullable=False),
    Column("joined_into", sa.ForeignKey("stories.id")),
)
members = sa.Table(
    "members",
    metadata,
    Column("article_id", sa.ForeignKey("articles.id"), primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("story_id", sa.ForeignKey("stories.id"), nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("score", sa.Float, nullable=False),
    _text("why"),
    Column("seen_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)
postings = sa.Table(
    "postings",
    metadata,
    Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Index("ix_postings_article", "article_id"),
    sqlite_with_rowid=False,
)
figures = sa.Table(
    "figures",
    metadata,
    _id(),
    Column("topic", Text, nullable=False),
    Column("article_id", sa.ForeignKey("articles.id"), nullable=False, index=True),
    Column("of", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("figure", Text, nullable=False),
    sa.Index("ix_figures_topic", "topic", "seen_at"),
)
digests = sa.Table(
    "digests",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    _flag("listed"),
    _number("upto", start=1),  # the next window starts here
    Column("upto_at", UtcDateTime, nullable=False),
    _text("thread"),
    *_work_columns(),
    _due_index("digests"),
)
deferrals = sa.Table(  # entries that wait for a later window of one digest, and their place in its order
    "deferrals",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("entry_id", sa.ForeignKey("entries.id"), primary_key=True),
    Column("seq", sa.BigInteger, nullable=False),
    sa.Index("ix_deferrals_seq", "digest", "seq"),
    sqlite_with_rowid=False,
)
troubles_told = sa.Table(  # feeds in trouble, as the last edition of a digest told
    "troubles_told",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("since", UtcDateTime),
    sqlite_with_rowid=False,
)
editions = sa.Table(  # every closed window; those with a number were made and sent
    "editions",
    metadata,
    _id(),
    Column("digest", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("number", sa.BigInteger),
    Column("start", sa.BigInteger, nullable=False),
    Column("end", sa.BigInteger, nullable=False),
    Column("start_at", UtcDateTime, nullable=False),
    Column("end_at", UtcDateTime, nullable=False),
    Column("composed_at", UtcDateTime, nullable=False),
    _text("skipped"),
    _text("account"),
    *_work_columns(),
    _text("subject"),
    _text("text"),
    _text("html"),
    _text("page"),
    _text("json"),
    sa.UniqueConstraint("digest", "number"),
    _due_index("editions"),
    # An empty window starts where its successor starts; of all others one can start at a place.
    sa.Index(
        "uq_editions_window",
        "digest",
        "start",
        unique=True,
        sqlite_where=sa.text('"end" > start'),
        postgresql_where=sa.text('"end" > start'),
    ),
)
withheld = sa.Table(
    "withheld",
    metadata,
    Column("edition_id", sa.ForeignKey("editions.id"), primary_key=True),
    Column("entry_id", sa.ForeignKey("entries.id"), primary_key=True),
    Column("reason", Text, nullable=False),
    _text("detail"),
    sa.Index("ix_withheld_entry", "entry_id"),
    sqlite_with_rowid=False,
)
outbox = sa.Table(
    "outbox",
    metadata,
    _id(),
    Column("edition_id", sa.ForeignKey("editions.id"), nullable=False, index=True),
    Column("recipient", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("state", Text, nullable=False),  # ready sending sent uncertain dead held
    _number("doubts"),  # how often it was not known whether a try had arrived
    _text("answer"),
    Column("made_at", UtcDateTime, nullable=False),
    Column("first_tried_at", UtcDateTime),
    Column("sent_at", UtcDateTime),
    *_work_columns(),
    Column("content", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("message_id", "recipient"),
    _due_index("outbox"),
)
known = sa.Table(
    "known",
    metadata,
    _id(),
    Column("name", Text, nullable=False, index=True),  # the value's id
    _text("digest"),  # empty: known to the readers of all digests
    Column("story_id", sa.ForeignKey("stories.id"), index=True),
    Column("edition_id", sa.ForeignKey("editions.id")),
    Column("told_at", UtcDateTime),
    Column("known", Text, nullable=False),
)
known_postings = sa.Table(
    "known_postings",
    metadata,
    Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    Column("known_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Index("ix_known_postings_known", "known_id"),
    sqlite_with_rowid=False,
)
