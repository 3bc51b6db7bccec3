"""What placing an article needs, and what it decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from monitor.model import ArticleId, Imprint, Reading, StoryId
from monitor.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A placed article that may belong to the same story: `group.place` compares with it."""

    article_id: ArticleId
    story_id: StoryId
    url: str
    own_url: bool = True  # no unrelated entry has the same address
    imprint: Imprint
    seen_at: datetime
    size: int = 1  # reports in its story
    score: float = 0.0  # of its own placement


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Which story an article belongs to."""

    story_id: StoryId | None  # None: a new story
    role: Literal["lead", "report", "near-copy"]
    joins: tuple[StoryId, ...] = ()  # further stories that this article shows to be the same
    takes: tuple[ArticleId, ...] = ()  # round-ups of other stories that fit this article better
    leaves: tuple[ArticleId, ...] = ()  # reports of the story that turn out to be about something else
    score: float = 0.0
    why: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Which story an article, or a part of a round-up, belongs to under each topic."""

    article_id: ArticleId
    placements: Mapping[str, Placement]
    keys: tuple[int, ...] = ()  # it is found under these from now on, as a report or as a doubtful text
    lifted: tuple[Reading, ...] = ()  # readings that became relevant because of other reports of the event


@dataclass(frozen=True, slots=True)
class Recall:
    """A clear report: doubtful texts on its topics that share keys with it may be about its event."""

    topics: Sequence[str]
    keys: Sequence[int]
    since: datetime  # when they were settled, at the earliest
