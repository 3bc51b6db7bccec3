"""A feed and how it is doing, from its row: without pydantic, because `status` reads it too."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from monitor import problems
from monitor.store import instants, plain, problem_text


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A feed and how it is doing."""

    url: str
    title: str
    enabled: bool
    problem: str  # of the last poll, or what a person should know about a feed that answers
    problem_since: datetime | None
    last_look_at: datetime | None
    last_success_at: datetime | None
    last_new_at: datetime | None
    next_look_at: datetime | None
    next_look_why: str
    gone: bool
    rhythm: float  # new entries a day
    dropped: int  # entries in its last document that were not taken
    kind: str = ""  # of the problem
    moved_to: str = ""  # where it is requested now, or where a permanent redirect leads


def of_row(row: plain.Row) -> FeedLine:
    """From a row with url, enabled, feed, state, due_at, attempts and last_error."""
    feed, state = json.loads(row["feed"]), json.loads(row["state"])
    failed, concern = problem_text.of_json(state.get("problem")), state.get("concern") or {}
    # A poll that ended without an answer, such as a killed worker's, left the state as it was.
    failed = failed or (problems.as_told(row["last_error"]) if row["attempts"] else None)
    found = failed or problem_text.of_json(concern.get("problem"))
    return FeedLine(
        url=row["url"],
        title=feed.get("title") or state.get("title") or "",
        enabled=bool(row["enabled"]),
        problem=problems.told(found),
        kind=found.code if found else "",
        problem_since=_json_moment(state.get("problem_since") if failed else concern.get("since")),
        last_look_at=_json_moment(state.get("last_look_at")),
        last_success_at=_json_moment(state.get("last_success_at")),
        last_new_at=_json_moment(state.get("last_new_at")),
        next_look_at=instants.from_text(row["due_at"]) if row["due_at"] else None,
        next_look_why=problems.words(problem_text.of_json(state.get("next_look_why"))),
        gone=state.get("gone", False),
        rhythm=state.get("rhythm", 0.0),
        dropped=state.get("dropped", 0),
        moved_to=state["url"] if state.get("url", row["url"]) != row["url"] else state.get("moved_to", ""),
    )


def _json_moment(text: str | None) -> datetime | None:
    """A time inside a JSON text, which is ISO 8601 with its zone."""
    return datetime.fromisoformat(text) if text else None
