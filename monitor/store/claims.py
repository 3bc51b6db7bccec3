"""Addresses that pages claim for themselves: one that different pages claim is ignored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from monitor.articles import urls
from monitor.feeds import links
from monitor.model import Article, Reading
from monitor.store import articles as rows
from monitor.store import sql
from monitor.store.schema import article_urls, articles, entries, figures, readings

MOST = 10  # articles of one address that are looked at


def settled(
    connection: sa.Connection, article: Article, said: Sequence[Reading], linked: str
) -> tuple[Article, Sequence[Reading]]:
    """An article under the address it claims; under the one that led to it if different articles claim that too.

    From then on those keep their own addresses as well.
    """
    claimed, own = links.key(article.url), links.key(linked)
    if not claimed or not own or claimed == own:
        return article, said
    reached_so = sa.select(article_urls.c.article_id).where(article_urls.c.url_key == own)
    query = (
        sa.select(*rows.ARTICLE)
        .join(article_urls, article_urls.c.article_id == articles.c.id)
        .where(article_urls.c.url_key == claimed, articles.c.id.not_in(reached_so))
        .order_by(articles.c.id.desc())
        .limit(MOST)
    )
    rivals = [row for row in connection.execute(query) if urls.are_unlike(article, rows.article(row))]
    for row in rivals:
        _give_back(connection, row, claimed)
    return under(article, said, linked) if rivals else (article, said)


def under(article: Article, said: Sequence[Reading], url: str) -> tuple[Article, Sequence[Reading]]:
    """An article under another address, also in what it said."""
    moved = [replace(one, figures=tuple(replace(figure, url=url) for figure in one.figures)) for one in said]
    return replace(article, url=url), moved


def _give_back(connection: sa.Connection, row: sql.Row, claimed: str) -> None:
    """Gives an article the address its entry links to again, also in what it said."""
    linked = sa.select(entries.c.url).where(entries.c.article_id == row.id, entries.c.url != "").order_by(entries.c.id)
    url = connection.execute(linked).scalars().first()
    if not url or links.key(row.url) != claimed or links.key(url) == claimed:
        return
    own = {"url": url, "url_key": links.key(url)}
    connection.execute(sa.update(articles).where(articles.c.id == row.id).values(**own))
    connection.execute(sa.update(articles).where(articles.c.whole_id == row.id).values(url=url))
    parts = sa.select(articles.c.id).where((articles.c.id == row.id) | (articles.c.whole_id == row.id))
    for table, column in ((readings, readings.c.reading), (figures, figures.c.figure)):
        said = sa.func.replace(column, f'"url":"{row.url}"', f'"url":"{url}"')
        connection.execute(sa.update(table).where(table.c.article_id.in_(parts)).values({column: said}))
