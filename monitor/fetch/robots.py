"""robots.txt by RFC 9309, for article pages. Feeds are requested by a person and need no permission."""

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
_AGENT = frozenset({"user-agent", "useragent", "user agent"})  # the last two are common slips
_RULES = frozenset({"allow", "disallow", "crawl-delay", "request-rate", "visit-time"})


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site allows."""

    parsed: Protego | None  # None: nothing, because the rules could not be read
    until: datetime
    answer: Page  # what was answered, to explain a refusal

    def allow(self, url: str) -> bool:
        """Whether we may read this page."""
        return self.parsed is not None and bool(self.parsed.can_fetch(url, TOKEN))

    def refusal(self, page: Page) -> Page:
        """`page` as an answer that says why it was not requested: forbidden, or the rules could not be read."""
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
    """The rules an answer implies: a success is parsed, 4xx and endless redirects allow all, the rest nothing."""
    bare = replace(page, body=b"")
    if 200 <= page.status < 300:
        text = page.body[:READ].decode("utf-8-sig", errors="replace").replace("\x00", "")
        return Rules(Protego.parse(ours(text)), now + KEEP, bare)
    absent = 300 <= page.status < 500 and page.status != 429
    if absent or page.trouble is Trouble.REDIRECT:
        return Rules(Protego.parse(""), now + KEEP, bare)
    return Rules(None, now + KEEP_FAILURE, bare)


def ours(text: str) -> str:
    """The groups of a robots.txt that apply to us, as one group for `*`: those with our name, else those for `*`.

    Names are compared as whole words, whatever comes after a slash (RFC 9309, 2.2.1): a group for "news" does not apply
    to us.
    """
    groups: dict[str, list[str]] = {TOKEN: [], "*": []}
    named: set[str] = set()
    names: set[str] = set()
    in_rules = False
    for line in text.splitlines():
        field, _, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if field in _AGENT:
            names = {_token(value)} | (set() if in_rules else names)
            named |= names
            in_rules = False
        elif field in _RULES:
            in_rules = True
            for name in names & groups.keys():
                groups[name].append(f"{field}: {value}")
    return "\n".join(["User-agent: *", *groups[TOKEN if TOKEN in named else "*"]])


def _token(value: str) -> str:
    return value if value == "*" else value.partition("/")[0].strip().rstrip("*").lower()


def _host(page: Page) -> str:
    return urlsplit(page.url).hostname or ""


class Robots:
    """The rules of all sites requested lately."""

    def __init__(self, fetch: Callable[[str], Awaitable[Page]], now: Callable[[], datetime]) -> None:
        self._fetch = fetch
        self._now = now
        self._rules: dict[str, Rules] = {}
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(self, url: str) -> Rules:
        """The rules of the site of `url`, read at most once a day."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        async with self._asking[origin]:  # one requests, the others wait for its answer
            known = self._rules.get(origin)
            if known is None or known.until <= self._now():
                found = rules(await self._fetch(f"{origin}/robots.txt"), self._now())
                if found.parsed is None and known is not None and known.parsed is not None:
                    found = replace(known, until=found.until)  # older rules stay valid until new ones can be read
                self._remember(origin, found)
                known = found
        return known

    def _remember(self, origin: str, known: Rules) -> None:
        if len(self._rules) >= _REMEMBERED:
            self._rules.clear()
            for other in [name for name, lock in self._asking.items() if not lock.locked()]:
                del self._asking[other]
        self._rules[origin] = known
