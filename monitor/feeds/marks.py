"""How an entry is recognised when it comes again, although ids change, titles are rewritten and addresses move."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import xxhash

from monitor.feeds import links, parts
from monitor.model import Entry

MOST_REVISIONS = 5  # of the text under one title: a text that changes at every look is no news
MOST_TITLES = 10
COMPARED = 2_000  # characters of a text that count
_LONG_TITLE = 5  # words; shorter ones ("News of the day") return for other stories

_NOISE = re.compile(
    r"\b\d[\d.,]*\s*(?:comments?|kommentare?n?|replies|antworten|likes?|shares?|views?|aufrufe|points?|votes?|"
    r"min(?:utes?|uten)?(?:\s+read)?|(?:hours?|minutes?|days?)\s+ago)\b|"
    r"\bvor\s+\d+\s+(?:minuten?|stunden?|tagen?)\b|\b(?:comments?|kommentare?)\s*[:(]\s*\d+\)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")

Kind = Literal["fresh", "revised", "seen"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How an entry of a feed is recognised when it comes again: by its id, its address or its words."""

    guid: str
    url: str  # links.key
    title_hash: str
    text_hash: str  # of title, summary and content, numbers of comments and the like left out


def marks_of(entries: Sequence[Entry]) -> tuple[Mark, ...]:
    """The marks of entries, in their order: what the store keeps in columns to find them again."""
    return tuple(mark_of(entry) for entry in entries)


def mark_of(entry: Entry) -> Mark:
    """The mark of one entry."""
    said = (entry.summary or entry.content)[:COMPARED]
    return Mark(
        guid=entry.guid,
        url=links.key(entry.url) if entry.url else "",
        title_hash=_hash(entry.title),
        text_hash=_hash(f"{entry.title}\n{_NOISE.sub(' ', said)}"),
    )


def passed(entries: Iterable[Entry]) -> frozenset[str]:
    """Short hashes by which entries are recognised that were seen but never stored."""
    marks = [mark_of(entry) for entry in entries]
    return frozenset(_short(word) for mark in marks for word in (f"g:{mark.guid}", f"u:{mark.url}") if len(word) > 2)


class Memory:
    """What is known of a feed's entries while one document is gone through."""

    def __init__(self, known: Iterable[Mark], entries: Sequence[Entry], passed_over: Iterable[str] = ()) -> None:
        """`known`: marks of stored entries; `entries`: those of the document; `passed_over`: hashes of `passed`."""
        self._marks = {id(entry): mark for entry, mark in zip(entries, marks_of(entries), strict=True)}
        self._by_guid: defaultdict[str, list[Mark]] = defaultdict(list)
        self._by_url: defaultdict[str, list[Mark]] = defaultdict(list)
        self._by_title: defaultdict[str, list[Mark]] = defaultdict(list)
        self._passed_over = frozenset(passed_over)
        urls: defaultdict[str, set[str]] = defaultdict(set)
        for mark in self._marks.values():
            urls[mark.url].add(mark.title_hash)
        guids = Counter(mark.guid for mark in set(self._marks.values()))
        # An address that several entries share (the front page) or an id they share tells nothing about which is which.
        self._shared_urls = {url for url, titles in urls.items() if len(titles) > 1 and url}
        self._alone = len(entries) <= 1
        self._shared_guids = {guid for guid, count in guids.items() if count > 1}
        for mark in known:
            self._keep(mark)
        self._here: set[Mark] = set()  # what this very document has told already

    def kind(self, entry: Entry) -> Kind:
        """Whether an entry of the document is fresh, a rewrite of a known one, or known; it is remembered."""
        mark = self._marks[id(entry)]
        same = self._same(mark, entry)
        told_here = not same.isdisjoint(self._here)
        self._keep(mark)
        self._here.add(mark)
        if not same:
            return "seen" if self._passed(mark) else "fresh"
        if told_here or any(mark.text_hash == other.text_hash for other in same):
            return "seen"
        retitled = all(mark.title_hash != other.title_hash for other in same)
        return "revised" if len(same) < (MOST_TITLES if retitled else MOST_REVISIONS) else "seen"

    def own_guid(self, entry: Entry) -> str:
        """The id of a fresh entry, made its own when another story of the feed goes by the same id."""
        mark = self._marks[id(entry)]
        others = {other for other in self._by_guid[entry.guid] if other != mark}
        return f"{entry.guid[: parts.GUID - 40]} {parts.digest(mark.url + mark.title_hash)}" if others else entry.guid

    def _same(self, mark: Mark, entry: Entry) -> set[Mark]:
        """The marks of the same story: its address, or its id with the address or title, or all its words."""
        by_url = [] if mark.url in self._shared_urls else self._by_url[mark.url] if mark.url else []
        by_guid = [other for other in self._by_guid[mark.guid] if self._guid_tells(mark, other)]
        by_words = [other for other in self._by_title[mark.title_hash] if _same_words(mark, other, entry)]
        return {*by_url, *by_guid, *by_words}

    def _guid_tells(self, mark: Mark, other: Mark) -> bool:
        """Whether equal ids mean one story: not when several entries share the id, nor when the only entry keeps it."""
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


def _same_words(mark: Mark, other: Mark, entry: Entry) -> bool:
    """Whether two entries say the same under other ids and addresses; a short title alone says too little."""
    if mark.text_hash != other.text_hash:
        return False
    return bool(entry.summary or entry.content) or len(_WORD.findall(entry.title)) >= _LONG_TITLE


def _hash(words: str) -> str:
    return parts.digest(" ".join(_WORD.findall(words.casefold())))


def _short(words: str) -> str:
    return f"{xxhash.xxh64_intdigest(words):016x}"[:12]
