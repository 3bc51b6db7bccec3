"""The words of headlines, so that a search need not read them all: FTS5 in SQLite, a GIN index in PostgreSQL.

An index finds texts with some words; whether they match what is asked for is decided by `topics.query`. Rows are never
changed: neither are headlines and outlets of articles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Column

from monitor.store import columns, dialect, sql
from monitor.store.schema import articles, metadata
from monitor.topics import query
from monitor.topics.syntax import Part


class Spelling(NamedTuple):
    """How an index is asked."""

    word: str
    beginning: str
    both: str
    either: str


IN_FILE = Spelling('"{}"', '"{}" *', " AND ", " OR ")
ON_SERVER = Spelling("'{}'", "'{}':*", " & ", " | ")
LONGEST, MOST = 100, 300  # characters of a word; words of a headline

headlines: sa.Table = sa.Table(
    "headlines",
    metadata,
    Column("article_id", columns.KEY, sa.ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    Column("words", columns.Text, nullable=False),  # of the headline and the outlet: each once, in lower case
)
sa.Index("ix_articles_language", articles.c.language, articles.c.id)
INDEX: Mapping[str, Sequence[str]] = {
    "sqlite": (  # filled by us: triggers may not touch it where schemas are not trusted
        (
            "CREATE VIRTUAL TABLE headline_words USING fts5(words, content='headlines', content_rowid='article_id', "
            "columnsize=0, detail=none, tokenize=\"ascii tokenchars '_'\")"
        ),
    ),
    dialect.POSTGRESQL: (  # made of the words once: many are compared where a word is frequent
        (
            "ALTER TABLE headlines ADD COLUMN vector TSVECTOR "
            "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED"
        ),
        "CREATE INDEX ix_headlines_vector ON headlines USING gin (vector)",
    ),
}
_in_file = sa.table("headline_words", sa.column("rowid", sa.Integer), sa.column("headline_words"))
_on_server = sa.table("headlines", sa.column("article_id", sa.BigInteger), sa.column("vector"))
_CALLED = sa.select(articles.c.title, articles.c.site).where(articles.c.id == sa.bindparam("key"))
INDEXED = "INSERT INTO headline_words(rowid, words) VALUES (?, ?)"


@sa.event.listens_for(headlines, "after_create")
def _index(_: sa.Table, connection: sa.Connection, **more: Any) -> None:
    del more
    for statement in INDEX[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def add(connection: sa.Connection, article: int) -> None:
    """An article of a story can be found from now on."""
    title, site = connection.execute(_CALLED, {"key": article}).one()
    own = {"article_id": article, "words": words(title, site)}
    if sql.insert_new(connection, headlines, [own]) and connection.dialect.name != dialect.POSTGRESQL:
        connection.exec_driver_sql(INDEXED, (article, own["words"]))


def words(title: str, site: str) -> str:
    """The words of a headline and its outlet, as they are stored."""
    return " ".join(sorted({word[:LONGEST] for word in [*query.Words(title, site).by_place.values()][:MOST]}))


def having(sought: Part, name: str) -> tuple[sa.FromClause, sa.ColumnClause[int], sa.ColumnElement[bool]]:
    """A table, its column with the numbers of articles, and which rows have these words; `name` is the dialect's."""
    if name == dialect.POSTGRESQL:
        from sqlalchemy.dialects.postgresql import TSQUERY  # noqa: PLC0415 - a file needs none of it

        vector = _on_server.c.vector.op("@@")(sa.cast(_spelled(sought, ON_SERVER), TSQUERY))
        return _on_server, _on_server.c.article_id, vector
    return _in_file, _in_file.c.rowid, _in_file.c.headline_words.op("MATCH")(_spelled(sought, IN_FILE))


def _spelled(sought: Part, how: Spelling) -> str:
    if sought.kind == "word":
        return (how.beginning if sought.text[-1] == "*" else how.word).format(sought.text.rstrip("*")[:LONGEST])
    joined = how.either if sought.kind == "either" else how.both
    return f"({joined.join(_spelled(part, how) for part in sought.parts)})"
