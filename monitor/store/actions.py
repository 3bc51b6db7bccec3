"""What readers said. Most of it is only read when an edition is composed; three kinds change what is stored here.

A split moves reports to a story of their own, a join makes one story part of another, and what is known gets its texts.
Each leaves behind what is needed to undo it: whatever stands upon it is taken back first and done again after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from monitor.actions.action import RELATIONS, Action, ActionId, Kind
from monitor.edition import EditionId
from monitor.errors import Invalid
from monitor.feeds import links
from monitor.model import Article, ArticleId, Known, StoryId
from monitor.store import codec, known, sql
from monitor.store.articles import articles_of
from monitor.store.reader_tables import actions
from monitor.store.schema import articles, editions, members, readings, stories

_EVERY = sa.select(actions.c.action).order_by(actions.c.id)
_STANDING = _EVERY.where(actions.c.undone_at.is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An article and where it is."""

    article: ArticleId
    topic: str
    story: StoryId | None  # None: in none
    title: str


def act(connection: sa.Connection, action: Action, told: Sequence[tuple[Known, Sequence[int]]] = ()) -> Action:
    """Store an action and what follows from it; `told` are texts known from now on, with their keys. The action.

    What was in the same line of the same mail is done already.
    """
    if action.source and (before := _actions(connection, _EVERY.where(actions.c.source == action.source))):
        return before[0]
    key = sql.insert_id(
        connection,
        actions,
        kind=action.kind.value,
        digest=action.digest,
        topic=action.topic,
        story_id=action.story,
        done_at=action.at,
        action="",
        source=action.source,
    )
    done = _done(connection, replace(action, id=ActionId(key)))
    texts = [(replace(text, id=known.said(key, at)), keys) for at, (text, keys) in enumerate(told)]
    known.add_said(connection, done.digest, texts)
    _write(connection, done)
    return done


def undo(connection: sa.Connection, key: int, *, now: datetime, source: str = "") -> Action:
    """Take an action back; `source` is the mail and line that asks for it.

    Raises Invalid if there is none of that number, or it is undone already.
    """
    row = connection.execute(sa.select(actions.c.action, actions.c.undone_at).where(actions.c.id == key)).one_or_none()
    if row is None:
        raise Invalid(f"there is no action {key}; `monitor actions list` shows them")
    if row.undone_at is not None:
        raise Invalid(f"action {key} is undone already")
    action = codec.from_json(Action, row.action)
    if action.kind in RELATIONS:
        action = _undone_between(connection, action)
    if action.kind is Kind.KNOWN:
        known.forget_said(connection, key, len(action.articles))
    gone = replace(action, undone_at=now, undone_by=source)
    _write(connection, gone)
    return gone


def _undone_between(connection: sa.Connection, action: Action) -> Action:
    """Undo a split or join: later ones of its topic are taken back before, newest first, and done again after it."""
    later = [one for one in _actions(connection, _STANDING) if one.kind in RELATIONS]
    later = [one for one in later if one.id > action.id and one.topic == action.topic]
    taken_back = [_taken_back(connection, one) for one in reversed(later)]
    gone = _taken_back(connection, action)
    for one in reversed(taken_back):
        _write(connection, _done(connection, one))
    return gone


def _write(connection: sa.Connection, action: Action) -> None:
    own = sa.update(actions).where(actions.c.id == action.id)
    connection.execute(own.values(action=codec.to_json(action), undone_at=action.undone_at))


def standing(connection: sa.Connection) -> Sequence[Action]:
    """All actions that are not undone, oldest first; their stories are those that stories have become since."""
    found = _actions(connection, _STANDING)
    became = _became(connection, {one for action in found for one in (action.story, action.other) if one is not None})
    return [replace(one, story=became.get(one.story), other=became.get(one.other)) for one in found]


def standing_for(connection: sa.Connection, askers: int) -> Sequence[Sequence[Action]]:
    """The same for all who ask at the same time."""
    return [standing(connection)] * askers


def every(connection: sa.Connection) -> Sequence[Action]:
    """All actions, those undone too, oldest first."""
    return _actions(connection, _EVERY)


def story_now(connection: sa.Connection, story: StoryId) -> StoryId:
    """The story itself, or the one it is part of by now."""
    return _became(connection, {story})[story]


def article_at(connection: sa.Connection, url: str) -> Placed | None:
    """The newest article with this address, and the story it is in; None if there is none."""
    own = (articles.c.url == url) | ((articles.c.url_key == links.key(url)) & (articles.c.url_key != ""))
    query = (
        sa.select(articles.c.id, articles.c.title, readings.c.topic, members.c.story_id)
        .join(readings, readings.c.article_id == articles.c.id)
        .outerjoin(members, (members.c.article_id == articles.c.id) & (members.c.topic == readings.c.topic))
        .where(own)
        .order_by(members.c.story_id.is_(None), articles.c.id.desc(), readings.c.topic)
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    story = None if row.story_id is None else StoryId(row.story_id)
    return Placed(article=ArticleId(row.id), topic=row.topic, story=story, title=row.title)


def article(connection: sa.Connection, key: ArticleId) -> Article | None:
    """An article with its text."""
    return articles_of(connection, [key]).get(key)


def texts(connection: sa.Connection, keys: Sequence[ArticleId]) -> Mapping[ArticleId, tuple[Article, StoryId | None]]:
    """These articles, and the stories they are in."""
    found: dict[ArticleId, StoryId] = {}
    for some in sql.chunks(keys):
        rows = connection.execute(
            sa.select(members.c.article_id, members.c.story_id).where(members.c.article_id.in_(some))
        )
        found |= {ArticleId(row.article_id): StoryId(row.story_id) for row in rows}
    stored = articles_of(connection, keys)
    return {ArticleId(key): (article, found.get(ArticleId(key))) for key, article in stored.items()}


def newest_edition(connection: sa.Connection, digest: str) -> EditionId | None:
    """The newest edition made of a digest (empty: of any)."""
    own = editions.c.number.is_not(None) & ((editions.c.digest == digest) if digest else sa.true())
    found = connection.execute(sa.select(sa.func.max(editions.c.id)).where(own)).scalar()
    return None if found is None else EditionId(found)


def _actions(connection: sa.Connection, query: sa.Select[Any]) -> list[Action]:
    return [codec.from_json(Action, row.action) for row in connection.execute(query)]


def _became(connection: sa.Connection, ids: set[StoryId]) -> Mapping[StoryId | None, StoryId]:
    """For each story itself, or the one it is part of by now."""
    found: dict[StoryId | None, StoryId] = {id: id for id in ids}
    while left := sorted(set(found.values())):
        rows = connection.execute(
            sa.select(stories.c.id, stories.c.joined_into).where(
                stories.c.id.in_(left), stories.c.joined_into.is_not(None)
            )
        ).all()
        if not rows:
            break
        into = {row.id: StoryId(row.joined_into) for row in rows}
        found = {id: into.get(now, now) for id, now in found.items()}
    return found


def _done(connection: sa.Connection, action: Action) -> Action:
    """Make the stories what a split or join says; other kinds change nothing stored."""
    if action.story is None or action.kind not in RELATIONS:
        return action
    story = story_now(connection, action.story)
    if action.kind is Kind.SPLIT:
        own = action.other or StoryId(sql.insert_id(connection, stories, topic=action.topic, begun_at=action.at))
        _open(connection, own)
        _move(connection, action.topic, action.articles, story, own)
        known.part(connection, story, own, action.articles)
        return replace(action, other=own, was=story)
    if action.other is None or (other := story_now(connection, action.other)) == story:
        return replace(action, was=None, articles=())
    moved = connection.execute(sa.select(members.c.article_id).where(members.c.story_id == other)).scalars().all()
    _move(connection, action.topic, moved, other, story)
    connection.execute(sa.update(stories).where(stories.c.id == other).values(joined_into=story))
    return replace(action, was=other, articles=tuple(ArticleId(one) for one in sorted(moved)))


def _taken_back(connection: sa.Connection, action: Action) -> Action:
    """Undo what a split or join did to the stories; reports that came since stay with those they were placed with."""
    if action.was is None or action.other is None:
        return action
    was = story_now(connection, action.was)
    if action.kind is Kind.JOIN:
        _open(connection, action.was)
        _move(connection, action.topic, action.articles, was, action.was)
        known.give_back(connection, was, action.was, action.articles)
        return action
    other = story_now(connection, action.other)
    if other != action.other:  # it has become part of another story
        _move(connection, action.topic, action.articles, other, was)
        return action
    own = connection.execute(sa.select(members.c.article_id).where(members.c.story_id == other)).scalars().all()
    _move(connection, action.topic, own, other, was)
    known.join(connection, other, was)
    connection.execute(sa.update(stories).where(stories.c.id == other).values(joined_into=was))
    return replace(action, articles=tuple(ArticleId(one) for one in sorted({*own, *action.articles})))


def _open(connection: sa.Connection, story: StoryId) -> None:
    connection.execute(sa.update(stories).where(stories.c.id == story).values(joined_into=None))


def _move(connection: sa.Connection, topic: str, articles: Sequence[int], story: StoryId, to: StoryId) -> None:
    """Move those of the reports that are in a story to another one."""
    for some in sql.chunks(list(articles)):
        own = (members.c.topic == topic) & (members.c.story_id == story) & members.c.article_id.in_(some)
        connection.execute(sa.update(members).where(own).values(story_id=to))
