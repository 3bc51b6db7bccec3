"""Trying a feed before it is added: whether it answers, what it brings, how much of it is on the topics."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.model import Entry, Feed, Page, ParsedFeed
    from monitor.topics.profile import Profile

DEAD = timedelta(days=180)  # without anything new
HUGE = 700.0  # entries a week
DOUBLE = 0.8  # of the entries are also in another feed
COMMENTS = "brings readers' comments, not articles"
LONG, SHORT, BARE = 1_500, 500, 40  # characters that only a whole article has, that may be either, and below: none
FEW = 10  # of a hundred entries: fewer in one language are mistakes of its detection
CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W*$")  # ends a text that continues elsewhere
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What one look at a feed found."""

    url: str  # where the feed is, after permanent redirects
    title: str = ""
    language: str = ""
    problem: str = ""  # why it cannot be used; empty if it can
    warnings: tuple[str, ...] = ()  # what is odd although it can be used
    entries: int = 0
    newest_at: datetime | None = None
    a_day: float | None = None  # entries per day, judged by their dates
    pace: str = ""  # the same in words: "about 7 a week", "30 in 10 hours"
    languages: Mapping[str, int] = field(default_factory=dict)  # in how many entries, most frequent first
    topics: tuple[str, ...] = ()  # what its entries were judged for
    on_topic: tuple[str, ...] = ()  # titles that are on a topic, judged by the feed alone
    promising: tuple[str, ...] = ()  # titles whose page would be read
    text: str = ""  # "full text", "short texts", "teasers" or "headlines only"
    typical: int = 0  # characters of a typical text
    asks: tuple[str, ...] = ()  # what its server asks of those who poll
    conditional: bool = False  # whether its server can say that nothing has changed
    known: Mapping[str, int] = field(default_factory=dict)  # feeds you have → how many of its entries they brought
    found_on: str = ""  # the web page that linked to it
    keys: frozenset[str] = frozenset()  # of the addresses of its entries


def judged(feed: Feed, page: Page, found: ParsedFeed | None, topics: Mapping[str, Profile], now: datetime) -> Trial:
    """The trial of a feed whose document was requested."""
    from monitor import problems
    from monitor.feeds import health, links, pace
    from monitor.text import detect

    problem = problems.told(health.problem(page, found))
    if found is None or (problem and not found.entries):
        return Trial(url=feed.url, problem=problem or f"answered {page.status} without a body")
    dates = sorted(entry.published_at for entry in found.entries if entry.published_at and entry.published_at <= now)
    known = pace.of(dates, now) if dates and now - dates[-1] <= DEAD else None
    spoken = [detect.detected(f"{entry.title}. {_longer(entry)}", found.language) for entry in found.entries]
    languages = _languages(spoken)
    kind, typical = _text(found.entries)
    told = list(zip(found.entries, spoken, strict=True))
    return Trial(
        url=page.moved_to or feed.url,
        title=found.title,
        language=next(iter(languages), found.language),
        warnings=tuple(_warnings(feed, found, problem, dates, known.a_day if known else 0.0, now)),
        entries=len(found.entries),
        newest_at=dates[-1] if dates else None,
        a_day=known.a_day if known else None,
        pace=known.words if known else "",
        languages=languages,
        topics=feed.topics,
        on_topic=tuple(entry.title for entry, language in told if _is_on_topic(feed, entry, language, topics)),
        promising=tuple(entry.title for entry in found.entries if _is_promising(feed, entry, topics)),
        text=kind,
        typical=typical,
        asks=_asks(page, found),
        conditional=bool(page.header("etag") or page.header("last-modified")),
        keys=frozenset(links.key(entry.url) for entry in found.entries if entry.url),
    )


def is_double(trial: Trial, other: Trial) -> bool:
    """Whether two feeds bring the same, such as RSS and Atom of one site."""
    fewer = min(len(trial.keys), len(other.keys))
    return fewer > 0 and len(trial.keys & other.keys) >= DOUBLE * fewer


def _warnings(
    feed: Feed, found: ParsedFeed, problem: str, dates: Sequence[datetime], a_day: float, now: datetime
) -> list[str]:
    from monitor.feeds import discover

    told = [problem] if problem else []
    if not found.entries:
        told.append("has no entries now")
    if discover.is_of_comments(found.title, feed.url):
        told.append(COMMENTS)
    if dates and now - dates[-1] > DEAD:
        told.append(f"nothing new since {dates[-1]:%d %B %Y}: it may be dead")
    if a_day * 7 > HUGE:
        told.append(f"very busy: about {a_day * 7:,.0f} entries a week; `include:` can filter them")
    if feed.auth and feed.url.startswith("http:"):
        told.append("its login is sent without encryption, because the address begins with http:")
    return told


def _longer(entry: Entry) -> str:
    """The longer of the texts a feed gives for an entry."""
    return max(entry.content, entry.summary, key=len)


def _languages(spoken: Sequence[str]) -> Mapping[str, int]:
    """Languages of the entries, most frequent first."""
    counted = Counter(language for language in spoken if language)
    return {name: count for name, count in counted.most_common() if count * 100 >= FEW * len(spoken)}


def _is_on_topic(feed: Feed, entry: Entry, language: str, topics: Mapping[str, Profile]) -> bool:
    """Whether an entry is on a topic, judged by the feed alone."""
    from monitor.topics import relevance, scan

    for name in feed.topics:
        seen = scan.of(topics[name], entry.title, _longer(entry), language)
        if relevance.judged(topics[name], seen).score >= topics[name].threshold:
            return True
    return False


def _is_promising(feed: Feed, entry: Entry, topics: Mapping[str, Profile]) -> bool:
    from monitor.topics import filters

    return any(filters.before_reading(entry, feed, topics[name]).promising for name in feed.topics)


def _text(entries: Sequence[Entry]) -> tuple[str, int]:
    """What kind of texts a feed brings, and how many characters a typical one has."""
    if not entries:
        return "", 0
    texts = [_longer(entry) for entry in entries]
    beyond = [0 if text == entry.title else len(text) for text, entry in zip(texts, entries, strict=True)]
    usual = round(statistics.median(beyond))
    if usual < BARE:
        return "headlines only", usual
    if usual < SHORT or sum(bool(CUT.search(text)) for text in texts) * 2 > len(texts):
        return "teasers", usual
    return ("full text" if usual >= LONG else "short texts"), usual


def _asks(page: Page, found: ParsedFeed) -> tuple[str, ...]:
    """What server and feed ask for and get, in plain words."""
    from monitor.feeds import wishes

    told = []
    hours, days = wishes.heeded(found.hints)
    if fresh := wishes.freshness(page):
        told.append(f"an answer is valid for {_believed(fresh)}")
    if found.hints.ttl:
        told.append(f"{_believed(found.hints.ttl)} between polls")
    if hours:
        told.append(f"no polls in the hours {', '.join(map(str, sorted(hours)))} (UTC)")
    if days:
        told.append(f"no polls on {', '.join(DAYS[day] for day in sorted(days))}")
    return tuple(told)


def _believed(wish: timedelta) -> str:
    from monitor import problems
    from monitor.feeds import cadence

    told, most, believed = (problems.words(cadence.length(one)) for one in (wish, cadence.BELIEVABLE, cadence.BELIEVED))
    return told if wish <= cadence.BELIEVABLE else f"more than {most} (taken as {believed})"
