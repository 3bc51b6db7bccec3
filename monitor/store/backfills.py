"""What first polls left out: `backfill` takes the newest entries of a new feed, and the others are only counted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.feeds import addresses
from monitor.model import Feed
from monitor.store import instants, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAside:
    """A feed whose first poll left out entries."""

    feed: str  # its name, or its host
    backfill: int  # how many were taken
    number: int  # how many were not


def since(connection: plain.Connection, at: datetime) -> Sequence[LeftAside]:
    """The feeds that left out entries since then, in the order of feeds.yaml."""
    rows = connection.execute(
        "SELECT f.url, f.feed, f.state, sum(p.number) FROM passed_over p JOIN feeds f ON f.id = p.feed_id "
        "WHERE p.why = 'backfill' AND p.seen_at >= ? GROUP BY f.id ORDER BY f.id",
        (instants.to_text(at),),
    )
    found = []
    for url, feed_text, state_text, number in rows:
        feed, state = json.loads(feed_text), json.loads(state_text)
        name = feed.get("title") or state.get("title") or addresses.public(url)
        found.append(LeftAside(feed=name, backfill=feed.get("backfill", Feed(url=url).backfill), number=number))
    return found
