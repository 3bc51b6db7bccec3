"""What readers said as labelled texts, in the shape that `monitor evaluate` reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from monitor.actions.action import JUDGEMENTS, RELATIONS, Action, Kind
from monitor.model import Article, ArticleId, StoryId

Text = tuple[Article, StoryId | None]  # and the story it is in


def articles(actions: Sequence[Action]) -> tuple[ArticleId, ...]:
    """The articles that something is said about which labels can hold."""
    said = (one for one in actions if one.kind in JUDGEMENTS | RELATIONS)
    return tuple(dict.fromkeys(article for one in said for article in one.articles))


def lines(actions: Sequence[Action], texts: Mapping[ArticleId, Text]) -> Sequence[dict[str, Any]]:
    """One line for each article whose text is still stored: whether it is relevant, and its story."""
    judged = {
        article: one.kind is Kind.RELEVANT for one in actions if one.kind in JUDGEMENTS for article in one.articles
    }
    found = []
    for key in articles(actions):
        article, story = texts.get(key, (None, None))
        if article is None or not article.text:
            continue
        found.append(
            {
                "id": str(key),
                "title": article.title,
                "url": article.url,
                "date": article.published_at.date().isoformat() if article.published_at else "",
                "lang": article.language,
                "text": article.text,
                "relevant": judged.get(key, True),
                "story": "" if story is None else str(story),
                "key_entities": [],
                "key_figures": [],
                "borderline": False,
            }
        )
    return found
