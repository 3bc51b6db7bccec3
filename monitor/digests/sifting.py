"""What readers said, applied to the window of a digest: which entries and stories are left out of it, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from monitor.actions import meaning
from monitor.actions.action import Action, Kind, Scope
from monitor.digests import account
from monitor.digests.frame import Frame
from monitor.edition import Digest, Settled
from monitor.model import Story, StoryId
from monitor.reasons import Reason

Ruling = tuple[Reason, str]  # the reason an entry is left out, and the action that decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """What is left of a window."""

    rows: Sequence[Settled]  # all of them, without the stories that are left out
    stories: Mapping[StoryId, Story]
    rulings: Mapping[int, Ruling] = field(default_factory=dict)  # by place in the order


def sifted(
    digest: Digest, rows: Sequence[Settled], stories: Mapping[StoryId, Story], actions: Sequence[Action]
) -> Sifted:
    """Take out what a reader has muted or called not relevant, and the figures called wrong.

    An entry too old to be told anyway stays as it is.
    """
    if not actions:
        return Sifted(rows=rows, stories=stories)
    frame = Frame.of(digest)
    silent = {id: one for id, story in stories.items() if (one := meaning.silencing(story, actions))}
    rulings: dict[int, Ruling] = {}
    kept: list[Settled] = []
    quiet: set[int] = set()
    for row in rows:
        mine = account.own_stories(row, digest)
        if not mine or account.too_old(row, digest):
            kept.append(row)
            continue
        outlet = meaning.outlet_muted(row, actions)
        left = () if outlet else tuple(pair for pair in row.stories if pair[1] not in silent)
        if outlet and row.article_id is not None:
            quiet.add(row.article_id)
        kept.append(replace(row, stories=left))
        if not account.own_stories(kept[-1], digest):
            rulings[row.seq] = ruling(outlet or silent[mine[0]], frame)
    told = {id: meaning.corrected(story, actions) for id, story in stories.items() if id not in silent}
    return Sifted(rows=kept, stories=_without(told, quiet), rulings=rulings)


def _without(stories: Mapping[StoryId, Story], quiet: set[int]) -> Mapping[StoryId, Story]:
    """The stories without reports of muted outlets, as long as others are left."""
    if not quiet:
        return stories
    kept = {id: tuple(one for one in story.reports if one.article_id not in quiet) for id, story in stories.items()}
    return {id: replace(story, reports=kept[id]) for id, story in stories.items() if kept[id]}


def ruling(action: Action, frame: Frame) -> Ruling:
    """Why an entry is left out, with the number under which the action can be undone."""
    day = frame.day(action.at)
    if action.kind is Kind.NOT_RELEVANT:
        return Reason.OFF_TOPIC, frame.phrase("detail-not-relevant", day=day, id=action.id)
    until = frame.phrase("until-day", day=frame.day(action.until)) if action.until else ""
    key = "detail-muted-story" if action.scope is Scope.STORY else "detail-muted-name"
    return Reason.MUTED, frame.phrase(key, name=action.name, until=until, day=day, id=action.id)
