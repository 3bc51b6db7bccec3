"""Imprints that earlier versions made, of articles whose text is still stored: found newest first, and replaced."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from monitor.feeds import links
from monitor.model import Article, ArticleId, Imprint, Known, Step
from monitor.store import articles, codec, known, states, stories
from monitor.store.schema import article_urls, known_postings, postings, readings
from monitor.store.schema import articles as articles_table
from monitor.store.schema import known as known_table

FACT = f"imprints renewed to {codec.PACKED}"  # every article from this id on has been looked at
LOOKED_AT = 200  # articles in one look


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """An article with an imprint that an earlier version made."""

    id: ArticleId
    article: Article
    imprint: Imprint
    topics: tuple[str, ...]  # those it was read for


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """The new imprint of an article, the keys it is found under, and the steps its text tells."""

    id: ArticleId
    imprint: Imprint
    keys: tuple[int, ...]
    steps: tuple[Step, ...]


def outdated(connection: sa.Connection) -> tuple[int, Sequence[Outdated]] | None:
    """The next outdated articles, and the id for `renew` to remember, 0 if these are the last; None: all is done."""
    upto = states.read(connection, FACT)
    if upto == "0":
        return None
    query = sa.select(articles_table.c.id, articles_table.c.imprint).order_by(articles_table.c.id.desc())
    stored = (articles_table.c.imprint != "") & (articles_table.c.text != "")
    before = articles_table.c.id < int(upto) if upto else sa.true()
    rows = connection.execute(query.where(stored, before).limit(LOOKED_AT)).all()
    marks = {row.id: codec.imprint_from_text(row.imprint) for row in rows}
    old = [id for id, mark in marks.items() if mark.steps is None or not mark.held]
    texts, topics = articles.articles_of(connection, old), _topics(connection, old)
    found = [
        Outdated(id=ArticleId(id), article=texts[id], imprint=marks[id], topics=tuple(topics.get(id, ()))) for id in old
    ]
    return rows[-1].id if len(rows) == LOOKED_AT else 0, found


def _topics(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = sa.select(readings.c.article_id, readings.c.topic).where(readings.c.article_id.in_(ids))
    for row in connection.execute(query.order_by(readings.c.topic)):
        found.setdefault(row.article_id, []).append(row.topic)
    return found


def renew(connection: sa.Connection, renewed: Sequence[Renewed], *, upto: int) -> None:
    """Replace these imprints, with the keys of articles and of what was reported, and remember how far this came."""
    for each in renewed:
        own = articles_table.c.id == each.id
        mark = codec.imprint_to_text(each.imprint)
        connection.execute(sa.update(articles_table).where(own).values(imprint=mark))
        gone = connection.execute(sa.delete(postings).where(postings.c.article_id == each.id)).rowcount
        if gone:  # those of old articles have been deleted, and stay so
            stories.POSTINGS.add(connection, each.id, each.keys)
        for row in connection.execute(sa.select(known_table).where(known_table.c.article_id == each.id)).all():
            _retell(connection, row.id, codec.from_json(Known, row.known), each)
    states.write(connection, FACT, str(upto))


def _retell(connection: sa.Connection, key: int, told: Known, each: Renewed) -> None:
    """What was reported of an article: steps if there are none, and new keys."""
    if told.steps is None:
        text = codec.to_json(replace(told, steps=each.steps))
        connection.execute(sa.update(known_table).where(known_table.c.id == key).values(known=text))
    connection.execute(sa.delete(known_postings).where(known_postings.c.known_id == key))
    known.POSTINGS.add(connection, key, each.keys)


def own_texts(connection: sa.Connection, topics: Collection[str]) -> Sequence[tuple[Known, Article, str]]:
    """Outdated texts of the user whose page is stored as an article, too, with it and the topic it was read for."""
    if states.read(connection, FACT):
        return ()
    found = []
    for text in known.all_seeds(connection):
        if text.steps is None and text.url:
            query = (
                sa.select(article_urls.c.article_id, readings.c.topic)
                .join(readings, readings.c.article_id == article_urls.c.article_id)
                .where(article_urls.c.url_key == links.key(text.url), readings.c.topic.in_(topics))
                .order_by(readings.c.relevant.desc(), article_urls.c.article_id.desc())
            )
            row = connection.execute(query.limit(1)).one_or_none()
            article = articles.articles_of(connection, [row.article_id])[row.article_id] if row else None
            if row and article and article.text:
                found.append((text, article, row.topic))
    return found
