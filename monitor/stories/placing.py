"""What placing an article needs, and what it decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from monitor.model import ArticleId, Imprint, Reading, StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article already placed that might tell the same story: what `group.place` compares with."""

    article_id: ArticleId
    story_id: StoryId
    url: str
    own_url: bool = True  # no unlike entry has it
    imprint: Imprint
    seen_at: datetime
    size: int = 1  # reports of its story
    score: float = 0.0  # with which it was placed there


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article belongs among the stories."""

    story_id: StoryId | None  # None: a new story
    role: Literal["lead", "report", "near-copy"]
    joins: tuple[StoryId, ...] = ()  # further stories this article shows to be the same one
    takes: tuple[ArticleId, ...] = ()  # round-ups of other stories that go better with this article
    leaves: tuple[ArticleId, ...] = ()  # reports of the story that turn out to tell of something else
    score: float = 0.0
    why: str = ""  # e.g. "near copy of …: 91 % of its shingles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where an article, or a part of a round-up, belongs under each topic."""

    article_id: ArticleId
    placements: Mapping[str, Placement]
    keys: tuple[int, ...] = ()  # under which it is found from now on
    lifted: tuple[Reading, ...] = ()  # readings that other reports of the event have made relevant
