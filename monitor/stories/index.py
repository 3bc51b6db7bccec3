"""The store's postings in memory: for evaluation, benchmarks and tests, with the store's meaning of "candidate"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.model import ArticleId, StoryId
from monitor.stories.placing import Candidate, Placement

# As in the store: keys of many articles prove nothing, and a search reads a limited number of postings.
TOO_COMMON, BUDGET = 2000, 8000


class MemoryIndex:
    """Placed articles by the keys they are found under."""

    def __init__(self) -> None:
        self._placed: dict[ArticleId, Candidate] = {}
        self._by_key: dict[int, list[ArticleId]] = {}
        self._by_url: dict[str, list[ArticleId]] = {}
        self._reports: Counter[StoryId] = Counter()

    def add(self, candidate: Candidate, keys: Sequence[int]) -> None:
        """Store a placed article under its keys and its address."""
        self._placed[candidate.article_id] = candidate
        self._reports[candidate.story_id] += 1
        for key in keys:
            self._by_key.setdefault(key, []).append(candidate.article_id)
        if candidate.url:
            self._by_url.setdefault(candidate.url, []).append(candidate.article_id)

    def candidates(self, url: str, keys: Sequence[int], *, since: datetime, limit: int) -> tuple[Candidate, ...]:
        """Articles with the same address, then those seen since then that share most keys; then the newest."""
        same = [self._placed[id] for id in self._by_url.get(url, ())] if url else []
        shared = Counter(id for holders in self._useful(keys) for id in holders)
        near = [self._placed[id] for id in shared]
        near = [found for found in near if found.seen_at >= since and found not in same]
        near.sort(key=lambda found: (-shared[found.article_id], -found.seen_at.timestamp(), found.article_id))
        return tuple(replace(found, size=self._reports[found.story_id]) for found in [*same, *near][:limit])

    def crowd(self, articles: Iterable[ArticleId], *, since: datetime) -> int:
        """The number of stories that have one of these articles, seen since then."""
        placed = (self._placed[id] for id in articles)
        return len({found.story_id for found in placed if found.seen_at >= since})

    def _useful(self, keys: Sequence[int]) -> list[list[ArticleId]]:
        """The articles of each key worth looking at: rarest first, within the budget."""
        held = sorted((self._by_key[key] for key in set(keys) if key in self._by_key), key=len)
        chosen, spent = [], 0
        for holders in held:
            if len(holders) <= TOO_COMMON and spent + len(holders) <= BUDGET:
                chosen.append(holders)
                spent += len(holders)
        return chosen

    def follow(self, story: StoryId, placement: Placement) -> None:
        """Apply the rest of a placement: stories that join this one, reports that are taken along or leave."""
        for gone in placement.joins:
            for id, found in self._placed.items():
                if found.story_id == gone:
                    self._move(id, story)
        for id in placement.takes:
            self._move(id, story)
        for id in placement.leaves:
            self._move(id, StoryId(-id))

    @property
    def stories(self) -> Mapping[ArticleId, StoryId]:
        """The story of each article."""
        return {id: found.story_id for id, found in self._placed.items()}

    def _move(self, id: ArticleId, story: StoryId) -> None:
        found = self._placed[id]
        self._reports[found.story_id] -= 1
        self._reports[story] += 1
        self._placed[id] = replace(found, story_id=story)
