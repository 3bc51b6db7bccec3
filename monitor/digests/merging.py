"""Stories of a long window compared with each other once more: what turns out to be one event is shown once.

Articles are placed one by one as they come in. A review of a week, or the catch-up after a holiday, sees them all: a
story whose reports point at another one joins it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from monitor import problems
from monitor.digests import chosen
from monitor.edition import Digest, Verdict, Window
from monitor.model import Figure, Story, StoryId
from monitor.stories import chosen as of_stories
from monitor.stories import group
from monitor.stories.placing import Candidate


def worth_it(digest: Digest, window: Window) -> bool:
    """Whether the window is long enough for stories to have grown together."""
    return digest.kind == "review" or window.end_at - window.start_at > chosen.LONG_WINDOW


def joined(stories: Mapping[StoryId, Story], apart: Collection[frozenset[StoryId]] = ()) -> Mapping[StoryId, StoryId]:
    """Stories that are part of another one: the later → the earlier; none of the pairs that are held `apart`."""
    into: dict[StoryId, StoryId] = {}
    ordered = sorted(stories.values(), key=lambda story: (min(report.seen_at for report in story.reports), story.id))
    kept: list[Story] = []
    for story in ordered[: chosen.MOST_COMPARED]:
        near = [one for one in kept if one.topic == story.topic and frozenset({one.id, story.id}) not in apart]
        target = _target(story, near)
        if target:
            into[story.id] = target
        else:
            kept.append(story)
    return into


def _target(story: Story, others: Sequence[Story]) -> StoryId | None:
    """The earlier story that most reports of this one belong to."""
    near = [
        Candidate(
            article_id=report.article_id,
            story_id=other.id,
            url=report.article.url,
            imprint=report.imprint,
            seen_at=report.seen_at,
            size=len(other.reports),
        )
        for other in others
        for report in other.reports
    ]
    votes: dict[StoryId, int] = {}
    for report in story.reports:
        crowd = len({one.story_id for one in near if abs(one.seen_at - report.seen_at) <= of_stories.CROWD})
        place = group.place(report.article, report.imprint, near, report.seen_at, crowd=crowd).story_id
        if place is not None:
            votes[place] = votes.get(place, 0) + 1
    best = max(votes, key=lambda story: (votes[story], -story), default=None)
    return best if best is not None and votes[best] * 2 > len(story.reports) else None


def united(stories: Mapping[StoryId, Story], into: Mapping[StoryId, StoryId]) -> Mapping[StoryId, Story]:
    """The stories with the reports of those that joined them."""
    found = {id: story for id, story in stories.items() if id not in into}
    for later, earlier in into.items():
        reports = {report.article_id: report for report in (*found[earlier].reports, *stories[later].reports)}
        found[earlier] = replace(found[earlier], reports=tuple(reports.values()))
    return found


def verdicts(given: Mapping[StoryId, Verdict], into: Mapping[StoryId, StoryId]) -> Mapping[StoryId, Verdict]:
    """The verdicts on united stories: an update if any part was one; new if all parts were new."""
    found = dict(given)
    for later, earlier in into.items():
        if later in given and earlier in found:
            found[earlier] = _both(found[earlier], given[later])
    return found


def _both(one: Verdict, other: Verdict) -> Verdict:
    """The verdict on two parts of one story."""
    known = tuple(dict.fromkeys((*one.known, *other.known)))
    statuses = {one.status, other.status}
    status = "update" if "update" in statuses or len(statuses) > 1 else one.status
    before = {(f"{figure.value:.3g}", figure.unit) for text in known for figure in text.figures}
    everything = dict.fromkeys((*one.new_figures, *other.new_figures))
    return Verdict(
        status=status,
        known=known,
        new_figures=tuple(figure for figure in everything if not _is_told(figure, before)),
        new_entities=tuple(dict.fromkeys((*one.new_entities, *other.new_entities))),
        near_copy=one.near_copy and other.near_copy,
        score=max(one.score, other.score),
        why=problems.distinct((*one.why, *other.why)),
    )


def _is_told(figure: Figure, before: set[tuple[str, str]]) -> bool:
    return figure.kind != "count" and (f"{figure.value:.3g}", figure.unit) in before
