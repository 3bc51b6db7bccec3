"""The corpus: seeds and the user's own texts, known to all; and what each digest has told its readers.

What was told is never replaced and never pruned: each edition adds what it told of a story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa

from monitor.model import Known, StoryId
from monitor.store import codec, sql
from monitor.store.postings import Postings
from monitor.store.schema import known, known_postings

POSTINGS = Postings(known_postings, known_postings.c.known_id)


def add(connection: sa.Connection, given: Sequence[Known], keys: Mapping[str, Sequence[int]]) -> None:
    """Seeds and the user's own texts; replaces those of the same id, leaves alone what has not changed."""
    present: dict[str, sql.Row] = {}
    for some in sql.chunks([each.id for each in given]):
        rows = connection.execute(sa.select(known).where(known.c.digest == "", known.c.name.in_(some)))
        present |= {row.name: row for row in rows}
    for each in given:
        text, row = codec.to_json(each), present.get(each.id)
        if row is None:
            key = sql.insert_id(connection, known, name=each.id, told_at=each.told_at, known=text)
        elif row.known == text:
            continue
        else:
            key = row.id
            connection.execute(sa.update(known).where(known.c.id == key).values(told_at=each.told_at, known=text))
            connection.execute(sa.delete(known_postings).where(known_postings.c.known_id == key))
        POSTINGS.add(connection, key, keys.get(each.id, ()))


def remove(connection: sa.Connection, ids: Sequence[str]) -> Sequence[str]:
    """Forget seeds and texts of the user's own; those that were there. What editions told is never forgotten."""
    rows = connection.execute(
        sa.select(known.c.id, known.c.name).where(known.c.digest == "", known.c.name.in_(ids))
    ).all()
    keys = [row.id for row in rows]
    connection.execute(sa.delete(known_postings).where(known_postings.c.known_id.in_(keys)))
    connection.execute(sa.delete(known).where(known.c.id.in_(keys)))
    return [row.name for row in rows]


def tell(
    connection: sa.Connection, digest: str, edition: int, told: Sequence[Known], keys: Mapping[str, Sequence[int]]
) -> None:
    """Keep what an edition of a digest tells."""
    for each in told:
        key = sql.insert_id(
            connection,
            known,
            name=each.id,
            digest=digest,
            story_id=each.story,
            edition_id=edition,
            told_at=each.told_at,
            known=codec.to_json(each),
        )
        POSTINGS.add(connection, key, keys.get(each.id, ()))


def _value(row: sql.Row) -> Known:
    """The known text of a row; its story is the column's, which follows when stories are joined."""
    return replace(codec.from_json(Known, row.known), story=row.story_id)


def all_seeds(connection: sa.Connection) -> Sequence[Known]:
    """Every known text that is not an edition."""
    query = sa.select(known.c.known, known.c.story_id).where(known.c.digest == "").order_by(known.c.id)
    return [_value(row) for row in connection.execute(query)]


def told(connection: sa.Connection, digest: str, stories: Sequence[StoryId]) -> Mapping[StoryId, Sequence[Known]]:
    """What earlier editions of the digest told of these very stories, newest first."""
    found: dict[StoryId, list[Known]] = defaultdict(list)
    for some in sql.chunks(stories):
        query = sa.select(known.c.story_id, known.c.known).where(known.c.digest == digest, known.c.story_id.in_(some))
        for row in connection.execute(query.order_by(known.c.id.desc())):
            found[StoryId(row.story_id)].append(_value(row))
    return dict(found)


def candidates(connection: sa.Connection, digest: str, keys: Sequence[int], *, limit: int) -> Sequence[Known]:
    """Seeds and told texts of this digest that share most of `keys`, best first."""
    telling = POSTINGS.telling(connection, keys)
    if not telling:
        return ()
    shared = sa.func.count().label("shared")
    query = (
        sa.select(known.c.id, shared)
        .join(known_postings, known_postings.c.known_id == known.c.id)
        .where(known_postings.c.key.in_(telling), known.c.digest.in_(("", digest)))
        .group_by(known.c.id)
        .order_by(shared.desc(), known.c.id.desc())
        .limit(limit)
    )
    best = connection.execute(query).scalars().all()
    texts: dict[int, Known] = {}
    for some in sql.chunks(best):
        rows = connection.execute(sa.select(known.c.id, known.c.known, known.c.story_id).where(known.c.id.in_(some)))
        texts |= {row.id: _value(row) for row in rows}
    return [texts[key] for key in best]
