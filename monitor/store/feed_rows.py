"""Columns of feeds → their values."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache

from monitor.model import Feed, FeedState
from monitor.store import codec, problem_text


@lru_cache(maxsize=10_000)
def feed_of(text: str) -> Feed:
    """The feed in a row; thousands of entries share one."""
    return codec.from_json(Feed, text)


def state_of(text: str) -> FeedState:
    """The state in a row; older versions kept its problem, and the reason for the next poll, as sentences."""
    if '"problem":"' in text or '"next_look_why":"' in text:
        state = json.loads(text)
        for name in ("problem", "next_look_why"):
            told = problem_text.of_json(state.get(name))
            state[name] = asdict(told) if told else None
        text = json.dumps(state)
    return codec.from_json(FeedState, text)
