"""The feeds as mails and pages show them: new trouble, feeds that work again, entries that wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor import problems
from monitor.digests.forms import links
from monitor.digests.frame import Frame
from monitor.edition import FeedHealth

NAMED = 3  # feeds named in the mail's line
TROUBLE = 300  # characters of what is wrong with one
QUIET = frozenset({"feed-silent", "feed-frozen"})  # problems of a feed that answers, only with nothing new


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """What is to be said of the feeds."""

    lines: tuple[str, ...]
    line: str  # the same in a line of the mail, new trouble in detail if it is a single feed; empty if all is well


def feeds(health: Sequence[FeedHealth], frame: Frame) -> Feeds:
    """New trouble, feeds that work again, entries that wait. Trouble is shown once; later only how many feeds work."""
    new = [feed for feed in health if _is_troubled(feed) and not feed.told]
    quiet = [feed for feed in new if _is_quiet(feed)]
    failing = [feed for feed in new if feed not in quiet]
    well = sum(not _is_troubled(feed) for feed in health)
    said = [_said(feed, frame) for feed in health]
    lines = [part for parts in said for part in parts if part]
    if well == len(health) > 0 and not lines:
        lines.append(frame.phrase("feeds-ok", len(health)))
    if len(health) - well > len(new):
        lines.append(frame.phrase("feeds-some", ok=well, all=len(health)))
    brief = []
    for key, some in (("feeds-trouble", failing), ("feeds-quiet", quiet)):
        if len(some) == 1:
            brief.append(_incident(some[0], frame))
        elif some:
            names = ", ".join(_name(feed) for feed in some[:NAMED]) + (" …" if len(some) > NAMED else "")
            brief.append(frame.phrase(key, n=len(some), all=len(health), names=names))
    brief += [again for _, again, _ in said if again][:NAMED]
    if waiting := sum(feed.waiting for feed in health):
        brief.append(frame.phrase("feeds-waiting", waiting))
    return Feeds(lines=tuple(lines), line=" · ".join(brief))


def _said(feed: FeedHealth, frame: Frame) -> tuple[str, str, str]:
    """What is to be said of one feed: its trouble if that is new, that it works again, what waits; else empty."""
    title = _name(feed)
    again = frame.phrase("feed-recovered", title=title) if feed.recovered else ""
    waiting = frame.phrase("feed-waiting", feed.waiting, title=title) if feed.waiting else ""
    return _incident(feed, frame) if _is_troubled(feed) and not feed.told else "", again, waiting


def _incident(feed: FeedHealth, frame: Frame) -> str:
    """What is wrong with a feed and what to do about it, and since when."""
    since = frame.short(feed.problem_since) if feed.problem_since else ""
    key = "feed-trouble" if since else "feed-trouble-now"
    problem = links.cut(frame.tied(problems.told(feed.problem, frame.language)), TROUBLE)
    return frame.phrase(key, title=_name(feed), problem=problem, since=since)


def _is_troubled(feed: FeedHealth) -> bool:
    return not feed.ok or feed.problem is not None


def _is_quiet(feed: FeedHealth) -> bool:
    return feed.problem is not None and feed.problem.code in QUIET


def _name(feed: FeedHealth) -> str:
    """A feed's title, or its host."""
    return links.cut(feed.title, links.NAME) or links.host(feed.url)
