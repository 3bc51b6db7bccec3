"""Trying a feed before it is added: whether it answers, what it brings, how much of it belongs to the topics."""

from __future__ import annotations

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
DOUBLE = 0.8  # of the entries are those of another feed
COMMENTS = "brings comments of readers, not articles"
RECENT = 20  # entries that tell how often new ones come
FULL, TEASER = 1_500, 60  # characters of a text that is the whole article, and of one that is a teaser


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What one look at a feed found."""

    url: str  # where the feed is, after redirects that are meant to last
    title: str = ""
    language: str = ""
    problem: str = ""  # why it cannot be used; empty: it can
    warnings: tuple[str, ...] = ()  # what is odd although it can
    entries: int = 0
    newest_at: datetime | None = None
    a_day: float | None = None  # entries per day, as far as their dates tell
    languages: Mapping[str, int] = field(default_factory=dict)  # in how many entries
    promising: tuple[str, ...] = ()  # titles whose page would be read
    text: str = ""  # "full text", "teasers" or "headlines"
    asks: tuple[str, ...] = ()  # what its server asks of those who poll
    known: Mapping[str, int] = field(default_factory=dict)  # feeds you have → how many of its entries they brought
    found_on: str = ""  # the web page that led to it
    keys: frozenset[str] = frozenset()  # of the addresses of its entries


def judged(feed: Feed, page: Page, found: ParsedFeed | None, topics: Mapping[str, Profile], now: datetime) -> Trial:
    """The trial of a feed whose document was asked for."""
    from monitor import problems
    from monitor.feeds import health, links

    problem = problems.told(health.problem(page, found))
    if found is None or (problem and not found.entries):
        return Trial(url=feed.url, problem=problem or f"answered {page.status} without a body")
    dates = sorted(entry.published_at for entry in found.entries if entry.published_at and entry.published_at <= now)
    a_day = _a_day(dates)
    languages = _languages(found)
    return Trial(
        url=page.moved_to or feed.url,
        title=found.title,
        language=next(iter(languages), found.language),
        warnings=tuple(_warnings(feed, found, problem, dates, a_day, now)),
        entries=len(found.entries),
        newest_at=dates[-1] if dates else None,
        a_day=a_day,
        languages=languages,
        promising=tuple(entry.title for entry in found.entries if _is_promising(feed, entry, topics, now)),
        text=_text(found.entries),
        asks=_asks(page, found),
        keys=frozenset(links.key(entry.url) for entry in found.entries if entry.url),
    )


def is_double(trial: Trial, other: Trial) -> bool:
    """Whether two feeds bring the same: RSS and Atom of one site, say."""
    fewer = min(len(trial.keys), len(other.keys))
    return fewer > 0 and len(trial.keys & other.keys) >= DOUBLE * fewer


def _warnings(
    feed: Feed, found: ParsedFeed, problem: str, dates: Sequence[datetime], a_day: float | None, now: datetime
) -> list[str]:
    from monitor.feeds import discover

    told = [problem] if problem else []
    if not found.entries:
        told.append("holds no entry now")
    if discover.is_of_comments(found.title, feed.url):
        told.append(COMMENTS)
    if dates and now - dates[-1] > DEAD:
        told.append(f"nothing new since {dates[-1]:%d %B %Y}: it may be dead")
    if a_day and a_day * 7 > HUGE:
        told.append(f"very much: about {a_day * 7:,.0f} entries a week; `include:` can filter them")
    if feed.auth and feed.url.startswith("http:"):
        told.append("its login is sent without encryption, as the address begins with http:")
    return told


def _a_day(dates: Sequence[datetime]) -> float | None:
    """Entries per day among the newest: old ones that a feed drags along say nothing. None when they do not tell."""
    dates = dates[-RECENT:]
    if len(dates) < 2 or dates[-1] - dates[0] < timedelta(hours=1):
        return None
    return (len(dates) - 1) / ((dates[-1] - dates[0]) / timedelta(days=1))


def _languages(found: ParsedFeed) -> Mapping[str, int]:
    """Languages of the entries, most frequent first."""
    from monitor.text import detect

    texts = [f"{entry.title}. {entry.summary or entry.content}" for entry in found.entries[:50]]
    counted = Counter(detect.detected(text, found.language) for text in texts)
    return dict(pair for pair in counted.most_common() if pair[0] and pair[1] * 10 >= len(texts))


def _is_promising(feed: Feed, entry: Entry, topics: Mapping[str, Profile], now: datetime) -> bool:
    from monitor.model import EntryId, FeedId, StoredEntry
    from monitor.topics import filters

    stored = StoredEntry(id=EntryId(0), feed_id=FeedId(0), feed=feed, entry=entry, revision=0, first_seen_at=now)
    return any(filters.first_look(stored, topics[name]).promising for name in feed.topics)


def _text(entries: Sequence[Entry]) -> str:
    if not entries:
        return ""
    usual = statistics.median(max(len(entry.content), len(entry.summary)) for entry in entries)
    return "full text" if usual >= FULL else "teasers" if usual >= TEASER else "headlines only"


def _asks(page: Page, found: ParsedFeed) -> tuple[str, ...]:
    """What server and feed ask for, in plain words."""
    from monitor.feeds import cadence, wishes

    told = []
    if fresh := wishes.freshness(page):
        told.append(f"an answer holds for {cadence.words(fresh)}")
    if found.hints.ttl:
        told.append(f"{cadence.words(found.hints.ttl)} between looks (ttl)")
    if found.hints.skip_hours or found.hints.skip_days:
        told.append("no looks at some hours or days")
    if not page.header("etag") and not page.header("last-modified"):
        told.append("it sends all of it each time (no validators), so not more than once an hour")
    return tuple(told)
