"""Whether the values in feeds.yaml agree with each other, which no single value can show.

Works on the plain values, so it also works when a shape is wrong elsewhere: all mistakes are reported at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

from monitor.feeds import links
from monitor.yaml import hints
from monitor.yaml.document import Document, Mistake, Place


def topics_written(found: Document) -> list[str]:
    """The topics at the top of the file, as written."""
    return [topic for topic in _list(found.value, "topics") if isinstance(topic, str)]


def mistakes(found: Document, topics: Collection[str]) -> Iterator[Mistake]:
    """What is written twice, and topics of feeds and digests that the top of the file does not name."""
    feeds = _list(found.value, "feeds")
    yield from _twice(
        found, ("topics",), [(number, topic, topic) for number, topic in enumerate(topics_written(found))]
    )
    yield from _same_feeds(found, feeds)
    for number, feed in enumerate(feeds):
        yield from _foreign_topics(found, ("feeds", number), feed, topics)
    digests = found.value.get("digests") if isinstance(found.value, dict) else None
    for name, digest in digests.items() if isinstance(digests, dict) else ():
        yield from _foreign_topics(found, ("digests", name), digest, topics)
        readers = [(number, str(reader).lower(), str(reader)) for number, reader in enumerate(_list(digest, "to"))]
        yield from _twice(found, ("digests", name, "to"), readers)
        channels = [(number, str(channel), str(channel)) for number, channel in enumerate(_list(digest, "channels"))]
        yield from _twice(found, ("digests", name, "channels"), channels)


def _foreign_topics(found: Document, place: Place, holder: object, topics: Collection[str]) -> Iterator[Mistake]:
    for number, topic in enumerate(_list(holder, "topics")):
        if isinstance(topic, str) and topic not in topics:
            hint = hints.choice(topic, sorted(topics)) if topics else "name it in the list of topics at the top"
            yield Mistake(found.line((*place, "topics", number)), f"topics: {hints.shown(topic)} is unknown; {hint}")


def _same_feeds(found: Document, feeds: Sequence[object]) -> Iterator[Mistake]:
    """The same address twice, even in another spelling, would be polled twice and counted twice."""
    addresses = []
    for number, feed in enumerate(feeds):
        url = feed.get("url") if isinstance(feed, dict) else None
        if isinstance(url, str):
            addresses.append((number, _key(url), url))
    yield from _twice(found, ("feeds",), addresses, key="url")


def _key(url: str) -> str:
    try:
        return links.key(url) or url
    except ValueError:  # not an address, which its shape reports
        return url


def _twice(found: Document, place: Place, rows: Sequence[tuple[int, str, str]], key: str = "") -> Iterator[Mistake]:
    """Rows are (position, what counts as the same, as written)."""
    for (first, same, _), (second, other, written) in pairwise(sorted(rows, key=lambda row: (row[1], row[0]))):
        if same == other:
            end = (key,) if key else ()
            before = found.line((*place, first, *end))
            text = f"{hints.shown(written)} is already in line {before}; keep one of them"
            yield Mistake(found.line((*place, second, *end)), text)


def _list(holder: object, key: str) -> list[Any]:
    """The list below a key, or nothing if there is none."""
    given = holder.get(key) if isinstance(holder, dict) else None
    return given if isinstance(given, list) else []
