"""A settled entry as stored, to be judged again."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model import Article, Reading, StoredEntry, StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the database has on a settled entry and one topic, to be judged again."""

    stored: StoredEntry
    article: Article | None  # None: its page was not read
    kept: bool = True  # whether the text is still there
    reading: Reading | None = None  # what was judged
    story_id: StoryId | None = None
