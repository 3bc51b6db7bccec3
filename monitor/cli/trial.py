"""Trying a feed before it is added: whether it answers, what it brings, how much of it belongs to the topics."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from monitor.catalog import Catalog
    from monitor.model import Entry, Feed, Page, ParsedFeed
    from monitor.settings import Settings
    from monitor.topics.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What one look at a feed found."""

    url: str  # where the feed is, after redirects that are meant to last
    title: str = ""
    language: str = ""
    problem: str = ""  # why it cannot be used; empty: it can
    warning: str = ""  # what is odd although it can
    entries: int = 0
    newest_at: datetime | None = None
    a_day: float | None = None  # entries per day, as far as their dates tell
    promising: tuple[str, ...] = ()  # titles whose page would be read
    found_on: str = ""  # the web page that led to it


class Trials:
    """Looks at feeds through the one door; use as an async context manager."""

    def __init__(self, chosen: Settings, watched: Catalog) -> None:
        self._chosen = chosen
        self._watched = watched
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        from monitor import build
        from monitor.compute.pool import Pool
        from monitor.fetch import client

        self._topics: dict[str, Profile] = build.load_topics(self._watched)
        self._compute = Pool()
        self._stack.push_async_callback(self._compute.close)
        self._web = client.open_web(self._chosen.contact, self._chosen.allow_private, now=_now)
        self._stack.push_async_callback(self._web.close)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def look(self, feed: Feed) -> Trial:
        """One look at a feed; whatever is wrong is told in the trial."""
        page, found = await self._fetched(feed)
        return self._judged(feed, page, found)

    async def discover(self, feed: Feed) -> Sequence[Trial]:
        """The feed at an address, or the usable feeds the web page there leads to; else one trial with the problem."""
        from dataclasses import replace

        from monitor.feeds import discover

        page, found = await self._fetched(feed)
        if found is None or found.entries or not found.problem:
            return [self._judged(feed, page, found)]
        named = [known.url for known in discover.feeds(page)]
        usable: dict[str, Trial] = {}
        for url in named or discover.usual_places(page.url):
            trial = replace(await self.look(replace(feed, url=url)), found_on=page.url)
            if not trial.problem:
                usable[trial.url] = trial
                if not named:
                    break  # the usual places all mean the same feed
        return list(usable.values()) or [
            Trial(
                url=feed.url, problem=f"{page.url} is no feed, and leads to none; give the address of the feed itself"
            )
        ]

    async def _fetched(self, feed: Feed) -> tuple[Page, ParsedFeed | None]:
        """The answer, and the document in it when there is one."""
        from monitor.errors import Busy, Temporary
        from monitor.feeds import changes, parse
        from monitor.model import Page

        try:
            page = await self._web.get(feed.url, kind="feed", login=changes.login(feed))
            return page, await self._compute.run(parse.document, page) if page.body and page.status == 200 else None
        except (Busy, Temporary) as error:
            return Page(url=feed.url, status=0, fetched_at=_now(), problem=error.problem), None

    def _judged(self, feed: Feed, page: Page, found: ParsedFeed | None) -> Trial:
        from monitor import problems
        from monitor.feeds import health

        problem = problems.told(health.problem(page, found))
        if found is None or (problem and not found.entries):
            return Trial(url=feed.url, problem=problem or f"answered {page.status} without a body")
        dates = sorted(entry.published_at for entry in found.entries if entry.published_at)
        return Trial(
            url=page.moved_to or feed.url,
            title=found.title,
            language=found.language,
            warning=problem or ("" if found.entries else "holds no entry now"),
            entries=len(found.entries),
            newest_at=dates[-1] if dates else None,
            a_day=_a_day(dates),
            promising=tuple(entry.title for entry in found.entries if self._is_promising(feed, entry)),
        )

    def _is_promising(self, feed: Feed, entry: Entry) -> bool:
        from monitor.model import EntryId, FeedId, StoredEntry
        from monitor.topics import filters

        stored = StoredEntry(id=EntryId(0), feed_id=FeedId(0), feed=feed, entry=entry, revision=0, first_seen_at=_now())
        return any(filters.first_look(stored, self._topics[name]).promising for name in feed.topics)


def _a_day(dates: Sequence[datetime]) -> float | None:
    """Entries per day between the oldest and the newest; None when that says nothing."""
    if len(dates) < 2 or dates[-1] - dates[0] < timedelta(hours=1):
        return None
    return (len(dates) - 1) / ((dates[-1] - dates[0]) / timedelta(days=1))


def _now() -> datetime:
    return datetime.now(UTC)
