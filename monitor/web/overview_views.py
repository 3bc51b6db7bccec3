"""What pages show of digests and of the outbox, written out in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from monitor.digests.forms import links
from monitor.digests.frame import Frame
from monitor.edition import Digest
from monitor.store.browsing import Due, Told
from monitor.store.message_lines import MessageLine

View = Mapping[str, Any]
ANSWER = 200  # characters of what a mail server said
GOOD, BAD = frozenset({"sent"}), frozenset({"dead", "uncertain"})


def digest(one: Digest, due: Due | None, last: Sequence[Told], frame: Frame) -> View:
    """A digest: when it is due, to how many it goes, its last editions."""
    return {
        "name": one.name,
        "title": one.title or one.name,
        "schedule": f"{one.schedule} · {one.timezone}",
        "next": frame.short(due.at) if due and due.at else "",
        "problem": links.cut(due.problem, ANSWER) if due else "",
        "readers": frame.phrase("web-readers", len(one.to) + len(one.channels)),
        "editions": [
            {
                "id": told.line.id,
                "subject": links.cut(told.line.subject, links.TITLE) or one.name,
                "day": frame.short(told.line.composed_at),
                "iso": told.line.composed_at.isoformat(),
            }
            for told in last
        ],
    }


def states(counted: Mapping[str, int], frame: Frame) -> Sequence[str]:
    """How many messages are in each state."""
    return [
        f"{frame.phrase(f'web-mail-{state}')}{frame.colon} {frame.number(number)}" for state, number in counted.items()
    ]


def messages(lines: Sequence[MessageLine], frame: Frame) -> Sequence[View]:
    """Messages, newest first."""
    return [
        {
            "id": one.id,
            "recipient": links.cut(one.recipient, links.NAME),
            "digest": one.digest,
            "state": frame.phrase(f"web-mail-{one.state}"),
            "look": "new" if one.state in GOOD else "update" if one.state in BAD else "known",
            "day": frame.short(one.sent_at or one.made_at),
            "next": frame.short(one.next_try_at) if one.next_try_at and not one.sent_at else "",
            "answer": links.cut(one.returned or one.answer, ANSWER) if one.state not in GOOD or one.returned else "",
        }
        for one in lines
    ]
