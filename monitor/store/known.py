"""The corpus: seeds and the user's own texts, known to all; and what each digest has reported to its readers.

What was reported is never replaced and never pruned: each edition adds what it said about a story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import sqlalchemy as sa

from monitor.model import Figure, Imprint, Known, KnownId, StoryId
from monitor.store import articles, codec, sql
from monitor.store.postings import Postings
from monitor.store.schema import known, known_postings, told_stories
from monitor.store.schema import stories as stories_table

POSTINGS = Postings(known_postings, known_postings.c.known_id)
NEWEST = 64  # texts of one story that a report is compared with; they have the figures of all
NO_IMPRINT = Imprint(text_hash="", title_hash="", sketch=(), terms=(), names=(), figures=())  # the article has it


def add(connection: sa.Connection, given: Sequence[Known], keys: Mapping[str, Sequence[int]]) -> None:
    """Seeds and the user's own texts; replaces those of the same id, leaves alone what has not changed."""
    present = _present(connection, given)
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


def changed(connection: sa.Connection, given: Sequence[Known]) -> Sequence[Known]:
    """Those of the seeds and own texts that are not stored as they are given."""
    present = _present(connection, given)
    return [each for each in given if each.id not in present or present[each.id].known != codec.to_json(each)]


def _present(connection: sa.Connection, given: Sequence[Known]) -> Mapping[str, sql.Row]:
    """The rows of those of the given ids that there are."""
    present: dict[str, sql.Row] = {}
    for some in sql.chunks([each.id for each in given]):
        rows = connection.execute(sa.select(known).where(known.c.digest == "", known.c.name.in_(some)))
        present |= {row.name: row for row in rows}
    return present


def remove(connection: sa.Connection, ids: Sequence[str]) -> Sequence[str]:
    """Remove seeds and the user's own texts. Returns those that existed. What editions reported is never removed."""
    rows = connection.execute(
        sa.select(known.c.id, known.c.name).where(known.c.digest == "", known.c.name.in_(ids))
    ).all()
    keys = [row.id for row in rows]
    connection.execute(sa.delete(known_postings).where(known_postings.c.known_id.in_(keys)))
    connection.execute(sa.delete(known).where(known.c.id.in_(keys)))
    return [row.name for row in rows]


def add_reported(
    connection: sa.Connection, digest: str, edition: int, told: Sequence[Known], keys: Mapping[str, Sequence[int]]
) -> None:
    """Store what an edition of a digest reports: a row per report, its story's figures once for all of them."""
    by_story: dict[StoryId | None, list[Known]] = defaultdict(list)
    for each in told:
        by_story[each.story].append(each)
    for story, texts in by_story.items():
        if story is not None:
            _add_up(connection, digest, story, texts)
        there = _reported_already(connection, digest, [text.article for text in texts if text.article is not None])
        for each in texts:
            if (each.article, each.title) not in there:
                _keep(connection, digest, edition, each, keys.get(each.id, ()))


def _reported_already(connection: sa.Connection, digest: str, keys: Sequence[int]) -> set[tuple[int | None, str]]:
    """Those of these articles that the digest has reported, with the headline."""
    found: set[tuple[int | None, str]] = set()
    for some in sql.chunks(sorted(set(keys))):
        query = sa.select(known.c.article_id, known.c.known)
        rows = connection.execute(query.where(known.c.digest == digest, known.c.article_id.in_(some)))
        found |= {(row.article_id, codec.from_json(Known, row.known).title) for row in rows}
    return found


def _keep(connection: sa.Connection, digest: str, edition: int, each: Known, keys: Sequence[int]) -> None:
    whole = each.story is None
    figures, entities = (each.figures, each.entities) if whole else ((), ())
    mark = NO_IMPRINT if each.article is not None else each.imprint
    key = sql.insert_id(
        connection,
        known,
        name=each.id,
        digest=digest,
        story_id=each.story,
        edition_id=edition,
        article_id=each.article,
        told_at=each.told_at,
        known=codec.to_json(replace(each, imprint=mark, figures=figures, entities=entities)),
    )
    POSTINGS.add(connection, key, keys)


def _add_up(connection: sa.Connection, digest: str, story: StoryId, texts: Sequence[Known]) -> None:
    """Store what has been reported about a story, including what these texts add."""
    before = _stories(connection, [(digest, story)]).get((digest, story), NOTHING)
    figures = dict.fromkeys([*before.figures, *(figure for text in texts for figure in text.figures)])
    entities = dict.fromkeys([*before.entities, *(name for text in texts for name in text.entities)])
    own = (told_stories.c.digest == digest) & (told_stories.c.story_id == story)
    connection.execute(sa.delete(told_stories).where(own))
    values = {
        "figures": codec.to_json(tuple(figures), tuple[Figure, ...]),
        "entities": codec.to_json(tuple(entities), tuple[str, ...]),
    }
    connection.execute(sa.insert(told_stories).values(digest=digest, story_id=story, **values))


def join(connection: sa.Connection, other: int, target: int) -> None:
    """From now on, what was reported about one story belongs to another."""
    for digest, told in _all_told(connection, other):
        _add_up(connection, digest, StoryId(target), [_text(told)])
    connection.execute(sa.delete(told_stories).where(told_stories.c.story_id == other))
    connection.execute(sa.update(known).where(known.c.story_id == other).values(story_id=target))


def part(connection: sa.Connection, story: int, own: int, taken: Sequence[int]) -> None:
    """A story that was part of another one is told as far as that one is: its readers have read of both."""
    for digest, told in _all_told(connection, story):
        _add_up(connection, digest, StoryId(own), [_text(told)])
    _give(connection, story, own, taken)


def give_back(connection: sa.Connection, story: int, own: int, taken: Sequence[int]) -> None:
    """What was told of these articles as part of a story belongs to their own one again."""
    if _give(connection, story, own, taken):
        for digest, told in _all_told(connection, story):
            _add_up(connection, digest, StoryId(own), [_text(told)])


def _give(connection: sa.Connection, story: int, own: int, taken: Sequence[int]) -> int:
    """Move what is known of these articles to another story. Returns how much of it an edition has told."""
    told = 0
    for some in sql.chunks(list(taken)):
        mine = (known.c.story_id == story) & known.c.article_id.in_(some)
        told += connection.execute(sa.select(sa.func.count(known.c.edition_id)).where(mine)).scalar_one()
        connection.execute(sa.update(known).where(mine).values(story_id=own))
    return told


def _all_told(connection: sa.Connection, story: int) -> Sequence[tuple[str, _Reported]]:
    digests = connection.execute(sa.select(told_stories.c.digest).where(told_stories.c.story_id == story)).scalars()
    return [(digest, _stories(connection, [(digest, StoryId(story))])[digest, StoryId(story)]) for digest in digests]


def _text(told: _Reported) -> Known:
    """What was told of a story as a known text, to be added to another one."""
    return Known(id=KnownId(""), title="", imprint=NO_IMPRINT, figures=told.figures, entities=told.entities)


def said(action: int, at: int) -> KnownId:
    """The id of a text that a reader called known."""
    return KnownId(f"said:{action}:{at}")


def add_said(connection: sa.Connection, digest: str, texts: Sequence[tuple[Known, Sequence[int]]]) -> None:
    """Texts a reader called known, with their keys, to the readers of a digest or of all."""
    for text, keys in texts:
        key = sql.insert_id(
            connection,
            known,
            name=text.id,
            digest=digest,
            story_id=text.story,
            article_id=text.article,
            told_at=text.told_at,
            known=codec.to_json(replace(text, imprint=NO_IMPRINT)),
        )
        POSTINGS.add(connection, key, keys)


def forget_said(connection: sa.Connection, action: int, number: int) -> None:
    """Forget the texts of an action."""
    names = [said(action, at) for at in range(number)]
    for some in sql.chunks(names):
        gone = sa.select(known.c.id).where(known.c.name.in_(some))
        keys = connection.execute(gone).scalars().all()
        connection.execute(sa.delete(known_postings).where(known_postings.c.known_id.in_(keys)))
        connection.execute(sa.delete(known).where(known.c.id.in_(keys)))


@dataclass(frozen=True, slots=True)
class _Reported:
    """Everything that was reported about a story."""

    figures: tuple[Figure, ...] = ()
    entities: tuple[str, ...] = ()


NOTHING = _Reported()


def _stories(
    connection: sa.Connection, wanted: Iterable[tuple[str, StoryId]]
) -> Mapping[tuple[str, StoryId], _Reported]:
    found = {}
    for digest, story in dict.fromkeys(wanted):
        own = (told_stories.c.digest == digest) & (told_stories.c.story_id == story)
        row = connection.execute(sa.select(told_stories).where(own)).one_or_none()
        if row is not None:
            found[digest, story] = _decoded(row.figures, row.entities)
    return found


@lru_cache(maxsize=8)
def _decoded(figures: str, entities: str) -> _Reported:
    """Decoded once for all texts of a story: it may hold thousands of figures."""
    return _Reported(codec.from_json(tuple[Figure, ...], figures), codec.from_json(tuple[str, ...], entities))


def _values(connection: sa.Connection, rows: Sequence[sql.Row]) -> list[Known]:
    """The known texts of rows; those of one story share its figures, and they have the imprints of their articles.

    Story and time come from the columns, which change when stories are joined and clocks are corrected.
    """
    marks = articles.imprints_of(connection, [row.article_id for row in rows if row.article_id is not None])
    told = _stories(connection, [(row.digest, row.story_id) for row in rows if row.digest and row.story_id is not None])
    return [_value(row, marks.get(row.article_id), told.get((row.digest, row.story_id))) for row in rows]


def _value(row: sql.Row, mark: Imprint | None, told: _Reported | None) -> Known:
    text = replace(codec.from_json(Known, row.known), story=row.story_id, told_at=row.told_at)
    text = replace(text, imprint=mark) if mark else text
    if told is None:
        return text
    if text.figures or text.entities:  # what a reader called known has its own
        figures, entities = (*told.figures, *text.figures), (*told.entities, *text.entities)
        return replace(text, figures=tuple(dict.fromkeys(figures)), entities=tuple(dict.fromkeys(entities)))
    return replace(text, figures=told.figures, entities=told.entities)


def all_seeds(connection: sa.Connection) -> Sequence[Known]:
    """Every known text that is not from an edition."""
    return _values(
        connection, connection.execute(sa.select(known).where(known.c.digest == "").order_by(known.c.id)).all()
    )


def reported(connection: sa.Connection, digest: str, stories: Sequence[StoryId]) -> Mapping[StoryId, Sequence[Known]]:
    """What earlier editions of the digest reported about these stories: the newest texts of each, newest first."""
    found: dict[StoryId, Sequence[Known]] = {}
    for story in stories:
        own = known.c.story_id.in_([story, *_parts(connection, story)])
        query = sa.select(known).where(known.c.digest.in_(("", digest)), own)
        rows = connection.execute(query.order_by(known.c.id.desc()).limit(NEWEST)).all()
        if rows:
            found[story] = _values(connection, rows)
    return found


def _parts(connection: sa.Connection, story: int) -> Sequence[int]:
    """Stories that have become part of this one."""
    found, near = [], [story]
    while near:
        query = sa.select(stories_table.c.id).where(stories_table.c.joined_into.in_(near))
        near = list(connection.execute(query).scalars())
        found += near
    return found


def candidates(connection: sa.Connection, digest: str, keys: Sequence[int], *, limit: int) -> Sequence[Known]:
    """Seeds and reported texts of this digest that share most of `keys`, best first."""
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
        rows = connection.execute(sa.select(known).where(known.c.id.in_(some))).all()
        texts |= dict(zip([row.id for row in rows], _values(connection, rows), strict=True))
    return [texts[key] for key in best]
