"""Columns of feeds → their values."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache

from monitor import problems
from monitor.model import Feed, FeedState
from monitor.store import codec


@lru_cache(maxsize=10_000)
def feed_of(text: str) -> Feed:
    """The feed in a row; thousands of entries share one."""
    return codec.from_json(Feed, text)


def state_of(text: str) -> FeedState:
    """The state in a row; older versions kept its problem as a sentence."""
    if '"problem":"' in text:
        state = json.loads(text)
        text = json.dumps(state | {"problem": asdict(told) if (told := problems.as_told(state["problem"])) else None})
    return codec.from_json(FeedState, text)
