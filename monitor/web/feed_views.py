"""What pages show of feeds, written out in words: how they are doing, what they were good for, what a look found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from monitor import problems
from monitor.digests.forms import links
from monitor.digests.frame import Frame
from monitor.edition import FeedHealth
from monitor.habits import Signal
from monitor.model import Feed
from monitor.web import sources
from monitor.web.sources import Offer, Taken

View = Mapping[str, Any]
TROUBLE, LISTED = 300, 200  # characters of what is wrong; entries of another reader's list that are named
STATES = ("ill", "well", "new", "off")  # in this order


def feeds(
    watched: Sequence[Feed], health: Sequence[FeedHealth], signals: Sequence[Signal], frame: Frame
) -> Sequence[View]:
    """The feeds of the file by title and host: those in trouble first, those that are switched off last."""
    known, brought = {one.url: one for one in health}, {one.url: one for one in signals}
    lines = [feed(one, known.get(one.url), brought.get(one.url), frame) for one in watched]
    return sorted(lines, key=lambda line: (STATES.index(line["state"]), line["title"].casefold()))


def feed(told: Feed, health: FeedHealth | None, signal: Signal | None, frame: Frame) -> View:
    """One feed: how it is doing, and what it was good for in the last weeks."""
    host = links.host(told.url)
    problem = problems.told(health.problem, frame.language) if health else ""
    return {
        "id": sources.name(told.url),
        "title": links.cut(told.title or (health.title if health else ""), links.NAME) or host,
        "host": host,
        "language": frame.language_name(told.language) if told.language else "",
        "tags": [links.cut(tag, links.NAME) for tag in told.tags],
        "written": ", ".join(told.tags),
        "enabled": told.enabled,
        "state": _state(told, health),
        "problem": links.cut(frame.tied(problem), TROUBLE) if told.enabled else "",
        "last": frame.short(health.last_success_at) if health and health.last_success_at else "",
        "next": frame.short(health.next_look_at) if health and health.next_look_at and told.enabled else "",
        "signal": _signal(signal, frame) if signal and signal.entries and told.enabled else "",
    }


def _state(told: Feed, health: FeedHealth | None) -> str:
    if not told.enabled:
        return "off"
    if health is None:
        return "new"
    return "ill" if health.problem or not health.ok else "well" if health.last_success_at else "new"


def _signal(signal: Signal, frame: Frame) -> str:
    noise = frame.quantity(round(100 * signal.noise), "%")
    told = frame.phrase("web-signal", first=signal.first, alone=signal.alone, noise=noise)
    return f"{frame.phrase('stories', signal.stories)}, {told}"


def offers(found: Sequence[Offer], frame: Frame) -> Sequence[View]:
    """Feeds that could be added, with what a look at them found."""
    return [_offer(one, frame) for one in found]


def _offer(one: Offer, frame: Frame) -> View:
    count = f"{frame.phrase('web-entries', one.entries)}, {frame.phrase('web-worth-reading', one.on_topic)}"
    facts = [count, frame.phrase("web-newest", day=frame.short(one.newest_at)) if one.newest_at else ""]
    facts += [", ".join(frame.language_name(code) for code in one.languages)]
    facts += [
        frame.phrase("web-have-already", known, title=links.cut(title, links.NAME))
        for title, known in one.known.items()
    ]
    return {
        "url": one.url,
        "title": links.cut(one.title, links.TITLE) or links.host(one.url),
        "host": links.host(one.url),
        "language": one.language,
        "facts": [fact for fact in facts if fact],
        "titles": [links.cut(title, links.TITLE) for title in one.titles],
        "notes": [links.cut(note, TROUBLE) for note in one.notes],
    }


def taken(found: Taken, frame: Frame) -> View:
    """What has become of the feeds in another reader's list."""
    return {
        "added": frame.phrase("web-taken", len(found.added)),
        "titles": [links.cut(title, links.NAME) for title in found.added[:LISTED]],
        "known": frame.phrase("web-there-already", found.known) if found.known else "",
        "left_out": [(links.cut(name, links.NAME), links.cut(why, TROUBLE)) for name, why in found.left_out[:LISTED]],
    }
