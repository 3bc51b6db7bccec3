"""What would change if texts were judged again with a changed topic file. Pure.

An entry would come in, fall out, be read, or have other figures; and those that stay would be in other stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from monitor import evaluation, problems, reading
from monitor.held import Held
from monitor.model import Article, Reading, StoryId
from monitor.problems import Problem
from monitor.stories import imprint
from monitor.topics import filters
from monitor.topics.profile import Profile

LETS_IN, NEARLY = "lets in", "nearly"
NEAR = 0.6  # share of the threshold from which a text is almost let in
COMES_IN, FALLS_OUT, READ, FIGURES, STORY = "comes in", "falls out", "would be read", "figures", "story"


class Change(NamedTuple):
    """What would change for one entry."""

    kind: str  # comes in, falls out, would be read, figures, story
    title: str
    url: str
    detail: str


class Replayed(NamedTuple):
    """The outcome of a replay."""

    entries: int
    gone: int  # whose text is no longer kept
    changes: tuple[Change, ...]


class Let(NamedTuple):
    """How a topic would judge one entry."""

    verdict: str  # lets in, nearly, would be read
    title: str
    url: str
    score: float
    why: tuple[str, ...]


class Tried(NamedTuple):
    """The stored entries that a topic would let in, best first."""

    entries: int
    gone: int  # whose text is no longer kept
    found: tuple[Let, ...]


class Judged(NamedTuple):
    """A stored entry with its new reading; without one if it cannot be judged again."""

    held: Held
    reading: Reading | None


def judged(held: Held, profile: Profile) -> Judged:
    """Judge an entry again, as far as its text is stored."""
    if held.article is None or not held.kept:
        return Judged(held, None)
    said = reading.read(profile, held.article)
    return Judged(held, filters.after_reading(held.stored, held.article, said))


def changes(texts: Sequence[Judged], profile: Profile) -> Replayed:
    """What would change for all of them, stories last."""
    found = [change for text in texts if (change := _changed(text, profile))]
    gone = sum(not text.held.kept for text in texts)
    return Replayed(len(texts), gone, (*found, *_regrouped(texts, profile)))


def tried(texts: Sequence[Judged], profile: Profile) -> Tried:
    """What a topic (perhaps not in use yet) would let in, almost let in, or want to read."""
    found = [let for text in texts if (let := _let(text, profile))]
    order = (LETS_IN, NEARLY, READ)
    found.sort(key=lambda let: (order.index(let.verdict), -let.score))
    return Tried(len(texts), sum(not text.held.kept for text in texts), tuple(found))


def _let(text: Judged, profile: Profile) -> Let | None:
    held, said = text
    title = held.article.title if held.article and held.article.title else held.stored.entry.title
    url = held.stored.entry.url
    if held.article is None:
        first = filters.before_reading(held.stored.entry, held.stored.feed, profile)
        return Let(READ, title, url, 0.0, _words(first.reading.why[:1])) if first.promising else None
    if said is None or not (said.relevant or said.score >= NEAR * said.threshold):
        return None
    return Let(LETS_IN if said.relevant else NEARLY, title, url, said.score, _words(said.why[:3]))


def _words(why: Sequence[Problem]) -> tuple[str, ...]:
    return tuple(problems.words(one) for one in why)


def _changed(text: Judged, profile: Profile) -> Change | None:
    held, new = text
    title = held.article.title if held.article and held.article.title else held.stored.entry.title
    url = held.stored.entry.url
    if held.article is None:
        first = filters.before_reading(held.stored.entry, held.stored.feed, profile)
        unread = held.reading is not None and first.promising
        return Change(READ, title, url, problems.words(first.reading.why[0])) if unread else None
    if new is None:
        return None
    old = held.reading
    before = old is not None and old.relevant
    scores = f"{old.score if old else 0.0:.2f} → {new.score:.2f} of {new.threshold:.2f}"
    if new.relevant != before:
        return Change(
            COMES_IN if new.relevant else FALLS_OUT, title, url, f"{scores}: {'; '.join(_words(new.why[:2]))}"
        )
    return Change(FIGURES, title, url, told) if old and before and (told := _figures(old, new)) else None


def _figures(old: Reading, new: Reading) -> str:
    """Figures that would come and go, by value, unit and owner."""
    mine, yours = ({(f.value, f.unit, f.of): f.text for f in said.figures} for said in (old, new))
    come = [f"+ {yours[key]}{f' ({key[2]})' if key[2] else ''}" for key in yours if key not in mine]
    go = [f"− {mine[key]}{f' ({key[2]})' if key[2] else ''}" for key in mine if key not in yours]
    return ", ".join([*come, *go])


def _regrouped(texts: Sequence[Judged], profile: Profile) -> list[Change]:
    """Texts that stay relevant but would share their story with other texts than now."""
    now: dict[str, StoryId] = {}
    labelled, shown = [], {}
    for held, new in texts:
        article, seen_at = held.article, held.stored.first_seen_at
        if article is None or new is None or not new.relevant or held.story_id is None or article.url in now:
            continue
        mark = imprint.of(article, [new], [profile])
        now[article.url] = held.story_id
        shown[article.url] = article
        labelled.append(evaluation.Labelled(article.url, {}, article, new, mark, seen_at))
    then = evaluation.place(sorted(labelled, key=lambda text: text.seen_at))
    before, after = _mates(now), _mates(then)
    return [
        Change(STORY, shown[url].title, url, _moved(before[url], after[url], shown))
        for url in now
        if before[url] != after[url]
    ]


def _mates(stories: Mapping[str, int]) -> dict[str, frozenset[str]]:
    """For each text, the others in its story."""
    members: dict[int, set[str]] = defaultdict(set)
    for url, story in stories.items():
        members[story].add(url)
    return {url: frozenset(members[story] - {url}) for url, story in stories.items()}


def _moved(before: frozenset[str], after: frozenset[str], shown: Mapping[str, Article]) -> str:
    joined = [f"+ {shown[url].title}" for url in sorted(after - before)]
    left = [f"− {shown[url].title}" for url in sorted(before - after)]
    return "; ".join([*joined, *left])
