"""Stored entries of a topic, judged again for `evaluate --replay` and `topics try`. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.held import Held
    from monitor.model import EntryId
    from monitor.replay import Judged
    from monitor.topics.profile import Profile


async def judged(url: str, subject: Profile, age: timedelta, wanted: Callable[[Held], bool]) -> list[Judged]:
    """The entries of the last `age` that are `wanted`, each with what the topic now says about it."""
    from monitor import replay
    from monitor.store import open_store

    now = datetime.now(UTC)
    store = open_store(url, now=now, read_only=True)
    try:
        texts: list[Judged] = []
        last: EntryId | None = None
        while some := await store.entries.settled(subject.name, since=now - age, after=last):
            texts += [replay.judged(held, subject) for held in some if wanted(held)]
            last = some[-1].stored.id
        return texts
    finally:
        await store.close()
