"""Whether the page of an entry is worth reading, and the feed's filters, before and after it is read."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.model import Article, Entry, Feed, Reading, StoredEntry
from monitor.problems import Problem
from monitor.topics import entities, lately, query, relevance, scan, touch
from monitor.topics.profile import Profile

LONGEST = 20_000  # characters of a feed's own text that are read


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """Whether an entry's page is worth reading, and the entry's reading if the page stays unread."""

    promising: bool
    reading: Reading


def unread(
    feed: Feed, found: Sequence[Entry], topics: Mapping[str, Profile], recent: lately.Names
) -> Mapping[str, tuple[Reading, ...]]:
    """Entries whose pages no topic wants read, by identity, with what the feed alone says of each to each topic.

    `recent` are the names of recent reports.
    An entry that cannot be looked at is left to `read_entry`, which can fail without holding up its feed.
    """
    if not all(name in topics for name in feed.topics):  # feeds.yaml has just changed
        return {}
    left: dict[str, tuple[Reading, ...]] = {}
    touched = {name: _touched(found, feed, topics[name]) for name in feed.topics}
    for place, entry in enumerate(found):
        with contextlib.suppress(Exception):
            looks = [
                _judged(entry, feed, topics[name], recent.get(name, ()), touched=touched[name][place])
                for name in feed.topics
            ]
            if not any(look.promising for look in looks):
                left[entry.identity] = tuple(look.reading for look in looks)
    return left


def before_reading(entry: Entry, feed: Feed, profile: Profile, recent: Iterable[str] = ()) -> Prospect:
    """Judge what the feed itself says: title, summary, text. Recall first: any hint of the topic is promising.

    So is a name of a recent report.
    """
    return _judged(entry, feed, profile, recent, touched=touch.touches(profile, *_told(entry), _code(entry, feed)))


def _touched(found: Sequence[Entry], feed: Feed, profile: Profile) -> Sequence[bool]:
    """Whether each entry contains anything of a topic at all; all of them if they cannot be searched."""
    touched = [True] * len(found)
    with contextlib.suppress(Exception):
        for code in {_code(entry, feed) for entry in found}:
            places = [place for place, entry in enumerate(found) if _code(entry, feed) == code]
            texts = ["\n".join(_told(found[place])) for place in places]
            for place, one in zip(places, touch.touched(profile, texts, code), strict=True):
                touched[place] = one
    return touched


def _told(entry: Entry) -> tuple[str, str]:
    """The title, and as much of what the feed says besides as is read."""
    return entry.title, "\n".join(part for part in (entry.summary, entry.content) if part)[:LONGEST]


def _code(entry: Entry, feed: Feed) -> str:
    return (entry.language or feed.language)[:2].lower()


def _judged(entry: Entry, feed: Feed, profile: Profile, recent: Iterable[str], *, touched: bool) -> Prospect:
    title, told = _told(entry)
    refused = _excluded(feed, title, told)
    seen = scan.of(profile, title, told, _code(entry, feed)) if touched else None
    hint = relevance.worth_reading(profile, seen) if seen else None
    if not hint and (name := lately.mentioned(recent, f"{title}\n{told}")):
        hint = Problem("hint-lately", {"name": name})
    if refused:
        why = refused
    elif hint:
        why = Problem("why-read", {"hint": hint})
    elif feed.read == "all":
        why = Problem("why-read-all")
    else:
        why = Problem("why-unread")
    promising = not refused and bool(hint or feed.read == "all")
    return Prospect(promising=promising, reading=_unread(profile, seen, why))


def after_reading(stored: StoredEntry, article: Article, reading: Reading) -> Reading:
    """The reading after the feed's include and exclude filters, now that the whole text is known."""
    feed, title = stored.feed, article.title or stored.entry.title
    refused = _excluded(feed, title, article.text) or _not_included(feed, title, article.text)
    if not refused:
        return reading
    score = reading.score if reading.relevant else 0.0  # so that other reports of the event cannot make it relevant
    return replace(reading, relevant=False, score=score, why=(refused, *reading.why))


def _unread(profile: Profile, seen: scan.Scan | None, why: Problem) -> Reading:
    """The reading of an entry whose page is not fetched."""
    return Reading(
        topic=profile.name,
        relevant=False,
        score=0.0,
        threshold=profile.threshold,
        why=(why,),
        entities=entities.of(seen) if seen else (),
    )


def _excluded(feed: Feed, title: str, text: str) -> Problem | None:
    """Why the feed's exclude filter refuses a text; more text cannot change this."""
    if not feed.exclude or not (asked := query.compile(feed.exclude)).matches(title, text):
        return None
    return Problem("why-excluded", {"found": ", ".join(asked.matched(title, text)[:5]) or feed.exclude})


def _not_included(feed: Feed, title: str, text: str) -> Problem | None:
    """Why the feed's include filter refuses a text; this is known only with the whole text."""
    if not feed.include or query.compile(feed.include).matches(title, text):
        return None
    return Problem("why-not-included", {"filter": feed.include})
