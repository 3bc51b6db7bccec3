"""An action: what a reader said about a story, a name, an outlet or a number, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from monitor.model import ArticleId, StoryId

ActionId = NewType("ActionId", int)
Amount = tuple[float, str]  # value in the base unit, unit


class Kind(StrEnum):
    """What a reader can say."""

    RELEVANT = "relevant"  # such texts are on the topic
    NOT_RELEVANT = "not-relevant"  # such texts are not, and this story is not told any more
    MUTE = "mute"  # nothing more of this story, name or outlet, for some days or for good
    FOLLOW = "follow"  # every new step, in alerts too
    SPLIT = "split"  # these reports are about something else than the others of their story
    JOIN = "join"  # two stories are one
    KNOWN = "known"  # the reader knows all of this
    PAUSE = "pause"  # no more mails of a digest to this address
    WRONG_NUMBER = "wrong-number"  # these amounts are not what the story is about, or misread


JUDGEMENTS = frozenset({Kind.RELEVANT, Kind.NOT_RELEVANT})
RELATIONS = frozenset({Kind.SPLIT, Kind.JOIN})  # these change which reports belong together


class Scope(StrEnum):
    """What a mute is about."""

    STORY = "story"
    NAME = "name"  # stories whose headlines name it
    OUTLET = "outlet"
    READER = "reader"  # of a pause


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing a reader said; it is in force until it is undone or its time is over."""

    id: ActionId = ActionId(0)  # 0: not stored yet
    kind: Kind
    digest: str = ""  # whose editions it is about; empty: all
    topic: str = ""
    story: StoryId | None = None
    other: StoryId | None = None  # split: the story of the reports taken out; join: the one to become a part
    was: StoryId | None = None  # split: where they were; join: the story that ended; None: nothing has changed
    articles: tuple[ArticleId, ...] = ()  # reports of the story it is about; split: those taken out
    scope: Scope = Scope.STORY
    name: str = ""  # the name or outlet that is muted, the reader who gets no more mails
    figures: tuple[Amount, ...] = ()  # the wrong ones
    evidence: tuple[tuple[str, float], ...] = ()  # of the text that was judged, see topics.relevance.Evidence
    title: str = ""  # of the story, for lists
    until: datetime | None = None  # None: for good
    by: str = ""  # the address of a mail, or where it was said
    why: str = ""  # in the reader's own words
    source: str = ""  # the mail and line it was in: it is done once, however often that is read
    at: datetime
    undone_at: datetime | None = None
    undone_by: str = ""  # the mail and line that undid it

    def holds(self, now: datetime) -> bool:
        """Whether it is in force."""
        return self.undone_at is None and (self.until is None or now < self.until)

    def is_for(self, digest: str) -> bool:
        """Whether it is about the editions of a digest."""
        return self.digest in {"", digest}


def holding(actions: Sequence[Action], digest: str, now: datetime) -> tuple[Action, ...]:
    """The actions in force for a digest, oldest first."""
    return tuple(sorted((one for one in actions if one.holds(now) and one.is_for(digest)), key=lambda one: one.id))
