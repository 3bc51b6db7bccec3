"""From anything a person pastes to the feeds that are meant: the one place that uses the network for it."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from monitor.cli import trial
from monitor.cli.trial import Trial

if TYPE_CHECKING:
    from monitor.catalog import Catalog
    from monitor.model import Feed, Page, ParsedFeed
    from monitor.settings import Settings

MOST = 12  # feeds of one page that are tried
FEED_HOSTS = (
    "feedburner.com",
    "feedpress.me",
    "feedblitz.com",
    "megaphone.fm",
    "libsyn.com",
    "podigee.io",
    "acast.com",
)


class Discovery:
    """Looks at feeds through the one door; use as an async context manager."""

    def __init__(self, chosen: Settings, watched: Catalog, *, gap: float = 1.0) -> None:
        """`gap`: seconds between two requests to one host."""
        self._chosen = chosen
        self._gap = gap
        self._watched = watched
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        from monitor import build
        from monitor.compute.pool import Pool
        from monitor.fetch import client

        self._topics = build.load_topics(self._watched)
        self._compute = Pool()
        self._stack.push_async_callback(self._compute.close)
        self._web = client.open_web(self._chosen.contact, self._chosen.allow_private, now=_now, minimum_gap=self._gap)
        self._stack.push_async_callback(self._web.close)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def look(self, feed: Feed) -> Trial:
        """One look at a feed; anything wrong is reported in the trial."""
        page, found = await self._fetched(feed)
        return trial.judged(feed, page, found, self._topics, _now())

    async def discover(self, feed: Feed, *, bare: bool = False) -> Sequence[Trial]:
        """The feeds an address leads to, the likeliest first; else one trial with the problem.

        `bare`: no scheme was written, so http is tried if https does not answer.
        """
        from monitor.feeds import discover, sites

        if direct := await self._usable(feed, sites.feeds(feed.url), feed.url):
            return direct
        page, found = await self._fetched(feed)
        if bare and not page.status and _is_not_there(page):
            feed = replace(feed, url="http" + feed.url.removeprefix("https"))
            page, found = await self._fetched(feed)
        if found is not None and (found.entries or not found.problem):
            return [trial.judged(feed, page, found, self._topics, _now())]
        if not page.status or page.status == 429:
            return [trial.judged(feed, page, None, self._topics, _now())]
        talk: Sequence[Trial] = ()  # only comments: the last resort
        named = [known.url for known in discover.feeds(page) if known.announced]
        linked = self._of_the_house(page, (known.url for known in discover.feeds(page) if not known.announced))
        for urls in (sites.told_by(page), named, linked):
            if usable := await self._usable(feed, urls, page.url):
                if not _are_comments(usable):
                    return usable
                talk = talk or usable
        guessed = await self._guessed(feed, page)
        return talk if talk and guessed[0].problem else guessed

    async def _guessed(self, feed: Feed, page: Page) -> Sequence[Trial]:
        """Feeds of a page that names none: those of its site's front page, then the usual places."""
        from monitor.feeds import discover

        parts = urlsplit(page.url)
        top = f"{parts.scheme}://{parts.netloc}/"
        if parts.path.strip("/"):
            front, _ = await self._fetched(replace(feed, url=top))
            named = [known.url for known in discover.feeds(front) if known.announced]
            if usable := await self._usable(feed, named, front.url):
                return usable
        for url in discover.usual_places(page.url):
            if usable := await self._usable(feed, [url], page.url):  # they all mean the same feed
                return usable
        if page.status in {401, 402}:
            return [trial.judged(feed, page, None, self._topics, _now())]
        odd = f" (HTTP {page.status})" if page.status != 200 else ""
        problem = f"{page.url}{odd} is not a feed, and does not lead to one; give the address of the feed itself"
        return [Trial(url=feed.url, problem=problem)]

    async def _usable(self, feed: Feed, urls: Iterable[str], found_on: str) -> Sequence[Trial]:
        """Those of the addresses that are feeds, without duplicates, and without comments if there is anything else."""
        usable: list[Trial] = []
        for url in list(dict.fromkeys(urls))[:MOST]:
            found = replace(await self.look(replace(feed, url=url)), found_on=found_on)
            if not found.problem and not any(trial.is_double(found, other) for other in usable):
                usable.append(found)
        filled = [one for one in usable if one.entries] or usable
        return [one for one in filled if not _are_comments([one])] or filled

    def _of_the_house(self, page: Page, urls: Iterable[str]) -> list[str]:
        """Without links to feeds of other publishers."""
        from monitor.articles import urls as addresses

        return [
            url
            for url in urls
            if addresses.are_one_house(url, page.url)
            or urlsplit(url).netloc == urlsplit(page.url).netloc
            or (urlsplit(url).hostname or "").endswith(FEED_HOSTS)
        ]

    async def _fetched(self, feed: Feed) -> tuple[Page, ParsedFeed | None]:
        """The answer, and the document in it if there is one."""
        from monitor.errors import Busy, Temporary
        from monitor.feeds import changes, parse
        from monitor.model import Page

        try:
            page = await self._web.get(feed.url, kind="feed", login=changes.login(feed))
            return page, await self._compute.run(parse.document, page) if page.body and page.status == 200 else None
        except (Busy, Temporary) as error:
            return Page(url=feed.url, status=0, fetched_at=_now(), problem=error.problem), None


def _are_comments(found: Sequence[Trial]) -> bool:
    return all(trial.COMMENTS in one.warnings for one in found)


def _is_not_there(page: Page) -> bool:
    """Whether this host does not answer https; a name that cannot be resolved has no http either."""
    from monitor.problems import Trouble

    return page.trouble in {Trouble.CONNECT, Trouble.TLS, Trouble.TIMEOUT, Trouble.PROTOCOL}


def with_overlap(found: Trial, chosen: Settings) -> Trial:
    """The trial with the feeds that already brought its entries."""
    from monitor.errors import MonitorError
    from monitor.feeds import links
    from monitor.feeds.addresses import public
    from monitor.store import open_reports, places

    if not found.keys or not places.at(chosen.database_url).exists():
        return found
    with contextlib.suppress(MonitorError), open_reports(chosen.database_url) as reports:
        others = [
            other for other in reports.bringers(sorted(found.keys)) if links.key(other.url) != links.key(found.url)
        ]
        titles = Counter(other.title for other in others)
        known: dict[str, int] = {}
        for other in others:  # most first
            host = public(other.url)
            known.setdefault(
                f"{other.title} ({host})" if titles[other.title] > 1 else other.title or host, other.brought
            )
        doubles = [title for title, count in known.items() if count >= trial.DOUBLE * len(found.keys)]
        told = (f"brings the same as {doubles[0]}",) if doubles else ()
        return replace(found, known=known, warnings=(*found.warnings, *told))
    return found


def _now() -> datetime:
    return datetime.now(UTC)
