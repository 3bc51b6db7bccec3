"""The feeds as mails and pages show them: new trouble, feeds that work again, entries that wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor import problems
from monitor.digests.forms import links
from monitor.digests.frame import Frame
from monitor.edition import FeedHealth

NAMED = 3  # feeds named in the mail's line


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """What is to be said of the feeds."""

    lines: tuple[str, ...]
    line: str  # the same in a line of the mail; empty if all is well


def feeds(health: Sequence[FeedHealth], frame: Frame) -> Feeds:
    """What is to be said of the feeds."""
    return Feeds(lines=_lines(health, frame), line=_line(health, frame))


def _lines(health: Sequence[FeedHealth], frame: Frame) -> tuple[str, ...]:
    """New trouble, feeds that work again, entries that wait. Trouble is shown once; later only how many feeds work."""
    told: list[str] = []
    for feed in health:
        title = _name(feed)
        if _troubled(feed) and not feed.told:
            told.append(_incident(feed, frame))
        if not _troubled(feed) and feed.recovered:
            told.append(frame.phrase("feed-recovered", title=title))
        if feed.waiting:
            told.append(frame.phrase("feed-waiting", feed.waiting, title=title))
    well = sum(1 for feed in health if not _troubled(feed))
    if well == len(health) > 0 and not told:
        told.append(frame.phrase("feeds-ok", len(health)))
    if any(_troubled(feed) and feed.told for feed in health):
        told.append(frame.phrase("feeds-some", ok=well, all=len(health)))
    return tuple(told)


def _line(health: Sequence[FeedHealth], frame: Frame) -> str:
    """The same in one line of the mail; new trouble in detail if it is a single feed."""
    new = [feed for feed in health if _troubled(feed) and not feed.told]
    told = []
    if len(new) == 1:
        told.append(_incident(new[0], frame))
    if len(new) > 1:
        names = ", ".join(_name(feed) for feed in new[:NAMED]) + (" …" if len(new) > NAMED else "")
        told.append(frame.phrase("feeds-trouble", n=len(new), all=len(health), names=names))
    told += [frame.phrase("feed-recovered", title=_name(feed)) for feed in health if feed.recovered][:NAMED]
    if waiting := sum(feed.waiting for feed in health):
        told.append(frame.phrase("feeds-waiting", waiting))
    return " · ".join(told)


def _incident(feed: FeedHealth, frame: Frame) -> str:
    tell = problems.told if feed.ok else problems.words  # for a feed that answers, also what to do about it
    problem = links.cut(frame.tied(tell(feed.problem, frame.language)), 200)
    since = frame.short(feed.problem_since) if feed.problem_since else ""
    key = "feed-trouble" if since else "feed-trouble-now"
    return frame.phrase(key, title=_name(feed), problem=problem, since=since)


def _troubled(feed: FeedHealth) -> bool:
    return not feed.ok or feed.problem is not None


def _name(feed: FeedHealth) -> str:
    """A feed's title, or its host."""
    return links.cut(feed.title, links.NAME) or links.host(feed.url)
