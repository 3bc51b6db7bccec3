"""Entries of a feed that resemble those of a new document: by id, address or title, in one query each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from monitor.feeds import marks as memory
from monitor.feeds.marks import Mark
from monitor.model import Entry, FeedId
from monitor.store import dialect
from monitor.store.schema import entries, passed_over

COLUMNS = ("id", "guid", "url_key", "title_hash", "text_hash", "published_at", "identity")


def marks(connection: sa.Connection, feed: FeedId, asked: Sequence[Entry]) -> Sequence[Mark]:
    """Marks of this feed's entries, stored or passed over, that share a guid, URL or title hash with one of `asked`."""
    own = memory.marks_of(asked)
    sought = {
        "feed": feed,
        "guid": _list(mark.guid for mark in own),
        "url_key": _list(mark.url for mark in own),
        "title_hash": _list(mark.title_hash for mark in own),
    }
    stored = [_mark(row, shared=row.shared) for row in connection.execute(_resembling(entries), sought)]
    over = {_mark(row, passed=True) for row in connection.execute(_resembling(passed_over), sought)}
    return [*stored, *over]


def _list(values: Iterable[str]) -> str:
    return json.dumps(sorted(set(values) - {""}))


@cache
def _resembling(table: sa.Table) -> sa.CompoundSelect[Any]:
    """In the order of the rows. One query for each index: SQLite would not use all of them for an OR."""
    columns = [table.c[name] for name in (*COLUMNS, *(["shared"] if table is entries else []))]

    def among(name: str) -> sa.Select[Any]:
        sought = dialect.texts_of(sa.bindparam(name, type_=sa.Text)).table_valued("value", name=f"sought_{name}")
        own = table.c.feed_id == sa.bindparam("feed", type_=sa.BigInteger)
        return sa.select(*columns).where(own, table.c[name].in_(sa.select(sought.c.value)))

    return sa.union(among("guid"), among("url_key"), among("title_hash")).order_by("id")


def _mark(row: sa.Row[Any], **values: bool) -> Mark:
    return Mark(
        guid=row.guid,
        url=row.url_key,
        title_hash=row.title_hash,
        text_hash=row.text_hash,
        published_at=row.published_at,
        identity=row.identity,
        **values,
    )
