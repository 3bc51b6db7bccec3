"""How an entry is recognised when it comes again, although ids change, titles are rewritten and addresses move."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

import xxhash

from monitor import language
from monitor.feeds import links, parts
from monitor.model import Entry

MOST_REVISIONS = 5  # of the text under one title: a text that changes at every poll is not news
MOST_TITLES = 10
COMPARED = 2_000  # characters of a text that count
LATER = timedelta(hours=1)  # between the dates of two entries that are certainly different
_LONG_TITLE = 5  # words; shorter ones ("News of the day") are used again for other stories

_NOISE = re.compile(
    rf"\b\d[\d.,]*\s*(?:{language.any_of(lambda known: known.furniture.counted)})\b"
    rf"|\b(?:{language.any_of(lambda known: known.furniture.ago)})\b"
    rf"|\b(?:{language.any_of(lambda known: known.furniture.comments)})\s*[:(]\s*\d+\)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_BLANKS = {place: " " for place in range(128) if not _WORD.match(chr(place))}  # the quick way for ASCII
_DIGIT = re.compile(r"\d")

# fresh: not seen before; revised: a rewrite of a known one; seen: known; again: known, but a separate entry
Kind = Literal["fresh", "revised", "seen", "again"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How an entry of a feed is recognised when it comes again: by its id, its address or its words."""

    guid: str
    url: str  # links.key
    title_hash: str  # of its title; of its words if it has none
    text_hash: str  # of title, summary and content, without comment counts and the like
    published_at: datetime | None = None
    shared: bool = False  # its address is shared with different entries
    passed: bool = False  # it was counted and not taken
    identity: str = ""  # of the entry as its feed had it; empty where an earlier version stored it


def marks_of(entries: Sequence[Entry]) -> tuple[Mark, ...]:
    """The marks of entries, in their order: what the store keeps in columns to find them again."""
    return tuple(mark_of(entry) for entry in entries)


def mark_of(entry: Entry) -> Mark:
    """The mark of one entry."""
    title_hash, text_hash = _hashes(entry.title, (entry.summary or entry.content)[:COMPARED])
    url = links.key(entry.url) if entry.url else ""
    told = (entry.guid, url, entry.part, title_hash, text_hash, str(entry.published_at))
    return Mark(
        guid=entry.guid,
        url=url,
        title_hash=title_hash,
        text_hash=text_hash,
        identity=entry.identity or parts.digest("\n".join(told)),
        published_at=entry.published_at,
        shared=entry.shared,
    )


@lru_cache(maxsize=2_000)  # some 4 MB; one poll of a feed asks for them four times
def _hashes(title: str, said: str) -> tuple[str, str]:
    """Of a title (of all words, if there is none) and of all words."""
    text_hash = _hash(f"{title}\n{_NOISE.sub(' ', said) if _DIGIT.search(said) else said}")  # all noise has digits
    return _hash(title) if title else text_hash, text_hash


class Memory:
    """What is known about a feed's entries while one document is processed."""

    def __init__(self, known: Iterable[Mark], entries: Sequence[Entry], passed_over: Iterable[str] = ()) -> None:
        """`known`: marks of stored entries; `entries`: the document's; `passed_over`: hashes of older versions."""
        self._marks = {id(entry): mark for entry, mark in zip(entries, marks_of(entries), strict=True)}
        self._by_guid: defaultdict[str, list[Mark]] = defaultdict(list)
        self._by_url: defaultdict[str, list[Mark]] = defaultdict(list)
        self._by_title: defaultdict[str, list[Mark]] = defaultdict(list)
        self._passed_over = frozenset(passed_over)
        known = tuple(known)
        guids = Counter(mark.guid for mark in set(self._marks.values()))
        self._alone = len(entries) <= 1
        self._shared_guids = {guid for guid, count in guids.items() if count > 1}
        for mark in known:
            self._keep(mark)
        self._shared_urls = {mark.url for mark in known if mark.shared} | self._shared_here(entries)
        self._here: set[Mark] = set()  # what this document has brought already
        self._held = Counter(mark.identity for mark in known)  # how often each has been taken or counted

    def kind(self, entry: Entry) -> Kind:
        """How an entry of the document relates to what is known; it is then remembered."""
        mark = self._marks[id(entry)]
        self._held[mark.identity] -= 1
        if self._held[mark.identity] >= 0:
            self._keep(mark)
            self._here.add(mark)
            return "seen"
        same = self._same(mark, entry)
        told_here = not same.isdisjoint(self._here)
        self._keep(mark)
        self._here.add(mark)
        if not same:
            return "seen" if self._passed(mark) else "fresh"
        if _counted(mark, same):
            return "seen"
        if told_here:
            return "again"
        if equal := [other for other in same if mark.text_hash == other.text_hash]:
            return "seen" if any(_itself(mark, other) for other in equal) else "again"
        retitled = all(mark.title_hash != other.title_hash for other in same)
        return "revised" if len(same) < (MOST_TITLES if retitled else MOST_REVISIONS) else "seen"

    def identity(self, entry: Entry) -> str:
        """A hash of everything the feed says about an entry."""
        return self._marks[id(entry)].identity

    def shared(self, entry: Entry) -> bool:
        """Whether the address of an entry is shared by different entries of the feed, or is a front page."""
        return self._marks[id(entry)].url in self._shared_urls

    def own_guid(self, entry: Entry) -> str:
        """The id of a fresh entry, made unique if another story of the feed has the same id."""
        mark = self._marks[id(entry)]
        others = {other for other in self._by_guid[entry.guid] if other != mark}
        if not others:
            return entry.guid
        alike = any(mark.url == other.url and mark.title_hash == other.title_hash for other in others)
        first, second = (
            f"{entry.guid[: parts.GUID - 40]} {parts.digest(own)}"
            for own in (mark.url + mark.title_hash, f"{mark.url}{mark.title_hash}{mark.text_hash}{mark.published_at}")
        )
        return second if alike or first in self._by_guid else first

    def _shared_here(self, entries: Sequence[Entry]) -> set[str]:
        """Addresses shared by different entries of the document, or by one and a stored one: they identify nothing."""
        by_url: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            if self._marks[id(entry)].url:
                by_url[self._marks[id(entry)].url].append(entry)
        return {
            url
            for url, listed in by_url.items()
            if links.is_front(url)
            or any(self._unlike(listed[0], other) for other in listed[1:])
            or any(self._follows(entry, self._by_url[url]) for entry in listed)
        }

    def _unlike(self, one: Entry, other: Entry) -> bool:
        """Whether two entries of one document with one address are two news items."""
        mine, yours = self._marks[id(one)], self._marks[id(other)]
        if mine.text_hash == yours.text_hash and not (one.part and other.part and one.part != other.part):
            return False
        if mine.title_hash != yours.title_hash or one.part != other.part:
            return True
        named = one.guid != other.guid or one.guid == one.url  # with the same id of their own they would be one
        return named and _later(mine, yours)

    def _follows(self, entry: Entry, stored: Sequence[Mark]) -> bool:
        """Whether an entry shares only the address with stored ones: another id, other words, a later date."""
        mark = self._marks[id(entry)]
        return bool(stored) and all(
            mark.guid != other.guid
            and mark.text_hash != other.text_hash
            and _later(mark, other)
            and mark.published_at > other.published_at  # type: ignore[operator]  # both have one
            for other in stored
        )

    def _same(self, mark: Mark, entry: Entry) -> set[Mark]:
        """The marks of the same story: its address, or its id with the address or title, or all its words."""
        by_url = [] if mark.url in self._shared_urls else self._by_url[mark.url] if mark.url else []
        by_guid = [other for other in self._by_guid[mark.guid] if self._guid_tells(mark, other, entry)]
        by_words = [other for other in self._by_title[mark.title_hash] if _same_words(mark, other, entry)]
        return {*by_url, *by_guid, *by_words}

    def _guid_tells(self, mark: Mark, other: Mark, entry: Entry) -> bool:
        """Whether equal ids mean one story: not when several entries share the id, nor when the only entry keeps it."""
        if mark.url in self._shared_urls and (mark.guid in self._shared_guids or mark.guid == entry.url):
            return mark.text_hash == other.text_hash and not _later(mark, other)
        if mark.title_hash == other.title_hash or (mark.url and mark.url == other.url):
            return True
        if mark.guid in self._shared_guids:
            return False
        return mark.url == other.url or not self._alone

    def _passed(self, mark: Mark) -> bool:
        if not self._passed_over:
            return False
        by_guid = mark.guid not in self._shared_guids and _short(f"g:{mark.guid}") in self._passed_over
        by_url = bool(mark.url) and mark.url not in self._shared_urls and _short(f"u:{mark.url}") in self._passed_over
        return by_guid or by_url

    def _keep(self, mark: Mark) -> None:
        self._by_guid[mark.guid].append(mark)
        self._by_title[mark.title_hash].append(mark)
        if mark.url:
            self._by_url[mark.url].append(mark)


def _counted(mark: Mark, same: set[Mark]) -> bool:
    """Whether an entry was counted before, and not taken.

    Where ids and addresses change at every look, the same words are counted once more, and then no more.
    """
    passed, taken = [one for one in same if one.passed], [one for one in same if not one.passed]
    equal = [one for one in passed if one.text_hash == mark.text_hash]
    return not taken or any(_itself(mark, one) or not any(_itself(one, other) for other in taken) for one in equal)


def _itself(mark: Mark, other: Mark) -> bool:
    """Whether two entries with the same words are one entry, seen again."""
    made_own = other.guid.startswith(f"{mark.guid[: parts.GUID - 40]} ")
    return mark.guid == other.guid or made_own or (mark.url == other.url and not _later(mark, other))


def _same_words(mark: Mark, other: Mark, entry: Entry) -> bool:
    """Whether two entries say the same under other ids and addresses; a short title alone says too little.

    A column has the same words each week, but its own id and date.
    """
    if mark.text_hash != other.text_hash or (mark.guid != other.guid and _later(mark, other)):
        return False
    told = bool(entry.summary or entry.content or (mark.url and mark.url == other.url))
    return told or len(_WORD.findall(entry.title)) >= _LONG_TITLE


def _later(one: Mark, other: Mark) -> bool:
    """Whether both have a date, and not the same one."""
    return bool(one.published_at and other.published_at and abs(one.published_at - other.published_at) >= LATER)


def _hash(words: str) -> str:
    low = words.casefold()
    return parts.digest(" ".join(low.translate(_BLANKS).split() if low.isascii() else _WORD.findall(low)))


def _short(words: str) -> str:
    return f"{xxhash.xxh64_intdigest(words):016x}"[:12]
