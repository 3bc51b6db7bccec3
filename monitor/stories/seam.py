"""Where a story comes apart: the reports that are about something else than its lead."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import combinations

from monitor.model import ArticleId, Report, Story, StoryId
from monitor.stories.group import Judge
from monitor.stories.placing import Candidate, Placement


def loose(story: Story) -> tuple[ArticleId, ...]:
    """The reports to take out: the one least like the lead, and those more like it than like the lead.

    Empty for a story with a single report.
    """
    first, *others = story.reports
    if not others:
        return ()
    likeness = _likeness(story)
    lead = first.article_id
    farthest = min((one.article_id for one in others), key=lambda one: (likeness[frozenset({lead, one})], one))
    with_it = [
        one.article_id
        for one in others
        if one.article_id != farthest
        and likeness[frozenset({farthest, one.article_id})] > likeness[frozenset({lead, one.article_id})]
    ]
    return (farthest, *with_it)


def _likeness(story: Story) -> dict[frozenset[ArticleId], float]:
    """The evidence for each pair of reports that they are about one event."""
    judge = Judge(crowd=1)
    pairs = combinations(story.reports, 2)
    return {
        frozenset({one.article_id, other.article_id}): judge.compared(_candidate(one, story), _candidate(other, story))
        for one, other in pairs
    }


def _candidate(report: Report, story: Story) -> Candidate:
    return Candidate(
        article_id=report.article_id,
        story_id=story.id,
        url=report.article.url,
        imprint=report.imprint,
        seen_at=report.seen_at,
        size=len(story.reports),
    )


def keeping(place: Placement, apart: Collection[frozenset[StoryId]], pinned: Collection[ArticleId]) -> Placement:
    """A placement that respects what a reader has taken apart or put together.

    It joins no stories that are held `apart`, and moves none of the `pinned` reports.
    """
    held = [place.story_id] if place.story_id is not None else []
    joins: list[StoryId] = []
    for story in place.joins:
        if not any(frozenset({story, one}) in apart for one in held):
            held.append(story)
            joins.append(story)
    return replace(
        place,
        joins=tuple(joins),
        takes=tuple(one for one in place.takes if one not in pinned),
        leaves=tuple(one for one in place.leaves if one not in pinned),
    )
