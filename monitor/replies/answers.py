"""What is answered to a reader: what was done and how to undo it, what was not understood and what would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor import problems
from monitor.actions import signing
from monitor.actions.action import Action, Kind, Scope
from monitor.digests.forms import links, mime
from monitor.digests.frame import Frame
from monitor.edition import Digest, Message
from monitor.problems import Problem
from monitor.replies.box import Sent
from monitor.replies.letters import Letter

LINE = 80  # characters of a reader's line that are repeated
TITLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one line: an action, one undone, or why nothing was done. None of them: not understood."""

    line: str
    done: Action | None = None
    problem: Problem | None = None


def message(
    digest: Digest, letter: Letter, sent: Sent, outcomes: Sequence[Outcome], *, sender: str, key: bytes, now: datetime
) -> Message:
    """The answer to a letter, under a name that it always has."""
    signed = signing.sign(key, sent.digest, sent.signed, sent.reader)
    name = mime.named(digest.name[:20], signed, sender, f"-{letter.mark[:12]}")
    text = told(digest, sent, outcomes)
    return mime.answer(digest, sender, letter.sender, text, to=letter.message_id, name=name, at=now)


def told(digest: Digest, sent: Sent, outcomes: Sequence[Outcome]) -> str:
    """The text of the answer."""
    frame = Frame.of(digest)
    done = [_done(one.done, digest, frame) for one in outcomes if one.done]
    rest = [_left(one, frame) for one in outcomes if not one.done]
    parts = ["\n".join([frame.phrase("answer-done"), *(f"- {line}" for line in done)])] if done else []
    parts += ["\n".join(rest)] if rest else []
    parts += [frame.phrase("answer-nothing")] if not outcomes else []
    if rest or not outcomes:
        parts.append(frame.phrase("answer-of", day=frame.date(sent.at)) + " " + frame.phrase("answer-help"))
    return "\n\n".join(parts) + "\n"


def _done(action: Action, digest: Digest, frame: Frame) -> str:
    if action.undone_at:
        return frame.phrase("answer-undone", id=action.id)
    said = meaning(action, digest.title or digest.name, frame)
    return f"{said} {frame.phrase('answer-undo', id=action.id)}"


def meaning(action: Action, title: str, frame: Frame) -> str:
    """What an action does, in a line; `title` is that of its digest."""
    what = f"“{links.cut(action.name if action.scope is not Scope.STORY else action.title, TITLE)}”"
    until = frame.phrase("until-day", day=frame.day(action.until)) if action.until else ""
    amounts = ", ".join(frame.quantity(value, unit) for value, unit in action.figures)
    count = len(action.articles) if action.kind is Kind.SPLIT else None
    values = {"what": what, "until": until, "amounts": amounts, "title": title}
    return frame.phrase(f"answer-{action.kind}", count, **values)


def _left(one: Outcome, frame: Frame) -> str:
    line = links.cut(one.line, LINE)
    if one.problem is None:
        return frame.phrase("answer-unclear", line=line)
    return frame.phrase("answer-failed", line=line, problem=problems.words(one.problem, frame.language))
