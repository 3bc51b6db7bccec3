"""robots.txt by RFC 9309, for article pages. Feeds are asked for by a person and need no permission."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from monitor.model import Page
from monitor.problems import Problem, Trouble

TOKEN = "news-monitor"  # the name sites know us by  # noqa: S105 - not a password
READ = 500 * 1024  # bytes of the file that count (RFC 9309, 2.5)
KEEP = timedelta(hours=24)  # RFC 9309, 2.4
KEEP_FAILURE = timedelta(minutes=30)
SLOWEST = 10.0  # seconds between two requests a site can ask for
_REMEMBERED = 2_000


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site allows."""

    parsed: Protego | None  # None: nothing, because the site could not tell
    until: datetime
    answer: Page  # what was said, for whoever asks why

    def allow(self, url: str) -> bool:
        """Whether we may read this page."""
        return self.parsed is not None and bool(self.parsed.can_fetch(url, TOKEN))

    def refusal(self, page: Page) -> Page:
        """`page` as an answer that says why it was not asked for: forbidden, or nobody could tell."""
        if self.parsed is not None:
            problem = Problem("robots", {"host": _host(page)})
            return replace(page, status=0, trouble=Trouble.ROBOTS, problem=problem)
        problem = Problem("robots-unread", {"reason": self.answer.problem or ""})
        return replace(page, status=self.answer.status, trouble=self.answer.trouble, problem=problem)

    def gap(self, gap: float) -> float:
        """Seconds between two requests: ours, or the longer one of the site, within reason."""
        delay = self.parsed.crawl_delay(TOKEN) if self.parsed else None
        return max(gap, min(delay, SLOWEST)) if delay and delay > 0 else gap


def rules(page: Page, now: datetime) -> Rules:
    """The rules a robots.txt answer means: 4xx allows all, 5xx and silence allow nothing."""
    if page.status == 200:
        text = page.body[:READ].decode("utf-8-sig", errors="replace").replace("\x00", "")
        return Rules(Protego.parse(text), now + KEEP, replace(page, body=b""))
    if 400 <= page.status < 500 and page.status != 429:
        return Rules(Protego.parse(""), now + KEEP, replace(page, body=b""))
    return Rules(None, now + KEEP_FAILURE, replace(page, body=b""))


def _host(page: Page) -> str:
    return urlsplit(page.url).hostname or ""


class Robots:
    """The rules of all sites asked lately."""

    def __init__(self, fetch: Callable[[str], Awaitable[Page]], now: Callable[[], datetime]) -> None:
        self._fetch = fetch
        self._now = now
        self._rules: dict[str, Rules] = {}
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(self, url: str) -> Rules:
        """The rules of the site of `url`, read at most once a day."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        async with self._asking[origin]:  # one asks, the others wait for its answer
            known = self._rules.get(origin)
            if known is None or known.until <= self._now():
                known = rules(await self._fetch(f"{origin}/robots.txt"), self._now())
                self._remember(origin, known)
        return known

    def _remember(self, origin: str, known: Rules) -> None:
        if len(self._rules) >= _REMEMBERED:
            self._rules.clear()
            for other in [name for name, lock in self._asking.items() if not lock.locked()]:
                del self._asking[other]
        self._rules[origin] = known
