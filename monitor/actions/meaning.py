"""What the actions in force say about stories, rows and figures. The newest action about a story decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from monitor.actions.action import JUDGEMENTS, RELATIONS, Action, Amount, Kind, Scope
from monitor.edition import LedgerLine, Settled
from monitor.model import ArticleId, Figure, Known, Report, Story, StoryId
from monitor.stories.placing import Candidate
from monitor.text import fingerprint
from monitor.topics.learnt import Lesson

SAME = 0.005  # amounts closer than this are the same
HALF = 0.5  # share of a story's headlines that must have a muted name
ON_STORIES = frozenset({Kind.MUTE, Kind.FOLLOW, Kind.NOT_RELEVANT, Kind.RELEVANT})


def about_stories(actions: Sequence[Action]) -> Mapping[StoryId, Action]:
    """For each story the newest of the actions that say whether it is told."""
    return {
        one.story: one
        for one in actions
        if one.kind in ON_STORIES and one.scope is Scope.STORY and one.story is not None
    }


def followed(actions: Sequence[Action]) -> Mapping[StoryId, Action]:
    """The stories that are followed."""
    return {story: one for story, one in about_stories(actions).items() if one.kind is Kind.FOLLOW}


def silencing(story: Story, actions: Sequence[Action]) -> Action | None:
    """The action because of which a story is not told; what is said about a story itself outweighs names in it."""
    own = about_stories(actions).get(story.id)
    if own is not None:
        return own if own.kind in {Kind.MUTE, Kind.NOT_RELEVANT} else None
    names = (one for one in actions if one.kind is Kind.MUTE and one.scope is Scope.NAME)
    return next((one for one in names if _is_headed(story.reports, one.name)), None)


def _is_headed(reports: Sequence[Report], name: str) -> bool:
    named = sum(_names(report, name) for report in reports)
    return bool(reports) and named >= HALF * len(reports)


def _names(report: Report, name: str) -> bool:
    """Whether a headline names it, as an entity or in these words."""
    sought = _words(name)
    entities = (one.name for one in report.reading.entities if one.in_title)
    return bool(sought) and (any(_words(one) == sought for one in entities) or _holds(report.article.title, sought))


def names(headline: str, name: str) -> bool:
    """Whether a headline has a name, as whole words."""
    return _holds(headline, _words(name))


def _holds(text: str, sought: Sequence[str]) -> bool:
    words = _words(text)
    return any(words[at : at + len(sought)] == sought for at in range(len(words) - len(sought) + 1))


def is_in(name: str, text: str) -> bool:
    """Whether a text has a name, word by word."""
    sought = _words(name)
    return bool(sought) and _holds(text, sought)


def _words(text: str) -> list[str]:
    kept = "".join(char if char.isalnum() else " " for char in fingerprint.folded(text))
    return kept.split()


def outlet_muted(row: Settled, actions: Sequence[Action]) -> Action | None:
    """The action that mutes the outlet of an entry."""
    muted = (one for one in actions if one.kind is Kind.MUTE and one.scope is Scope.OUTLET)
    site = row.article.site if row.article else ""
    return next((one for one in muted if is_outlet(one.name, site) or is_outlet(one.name, row.entry.feed.title)), None)


def is_outlet(name: str, site: str) -> bool:
    """Whether a site or title is the outlet of that name: example.org is also www.example.org."""
    one, other = fingerprint.folded(name).strip(), fingerprint.folded(site).strip()
    return bool(one) and (other == one or ("." in one and other.endswith(f".{one}")) or other == f"www.{one}")


def wrong(story: StoryId, actions: Iterable[Action]) -> tuple[Amount, ...]:
    """The amounts of a story that were called wrong."""
    said = (one for one in actions if one.kind is Kind.WRONG_NUMBER and one.story == story)
    return tuple(dict.fromkeys(amount for one in said for amount in one.figures))


def is_wrong(figure: Figure, amounts: Iterable[Amount]) -> bool:
    """Whether a figure is one of these amounts."""
    return any(figure.unit == unit and is_same(figure.value, value) for value, unit in amounts)


def is_same(one: float, other: float) -> bool:
    """Whether two values are the same amount."""
    return abs(one - other) <= SAME * max(abs(one), abs(other))


def corrected(story: Story, actions: Sequence[Action]) -> Story:
    """The story without the figures that were called wrong: they take part in nothing that is claimed."""
    amounts = wrong(story.id, actions)
    if not amounts:
        return story
    return replace(story, reports=tuple(_without(report, amounts) for report in story.reports))


def _without(report: Report, amounts: Collection[Amount]) -> Report:
    kept = tuple(one for one in report.reading.figures if not is_wrong(one, amounts))
    return replace(report, reading=replace(report.reading, figures=kept))


def unlearnt(known: Sequence[Known], actions: Sequence[Action]) -> Sequence[Known]:
    """Known texts without the wrong amounts of their stories: nothing is an update against a wrong number."""
    if not any(one.kind is Kind.WRONG_NUMBER for one in actions):
        return known
    return [_unlearnt(text, wrong(text.story, actions)) if text.story is not None else text for text in known]


def _unlearnt(text: Known, amounts: Collection[Amount]) -> Known:
    kept = tuple(one for one in text.figures if not is_wrong(one, amounts))
    return text if len(kept) == len(text.figures) else replace(text, figures=kept)


def standing_lines(lines: Sequence[LedgerLine], actions: Sequence[Action]) -> Sequence[LedgerLine]:
    """Lines of the ledger without those that were called wrong."""
    amounts = {one.story: wrong(one.story, actions) for one in actions if one.kind is Kind.WRONG_NUMBER and one.story}
    return [line for line in lines if not is_wrong(line.figure, amounts.get(line.story_id, ()))] if amounts else lines


def apart(actions: Sequence[Action]) -> frozenset[frozenset[StoryId]]:
    """Pairs of stories that a reader has split: nothing joins them."""
    return frozenset(
        frozenset({one.story, one.other})
        for one in actions
        if one.kind is Kind.SPLIT and one.story is not None and one.other is not None and one.story != one.other
    )


def voting(near: Sequence[Candidate], actions: Sequence[Action]) -> Sequence[Candidate]:
    """Candidates for a new arrival: what a reader has joined votes as before, so that it attracts as much as before."""
    joined = {article: one for one in actions if one.kind is Kind.JOIN for article in one.articles}
    if not joined:
        return near
    apart = {id: sum(one.story == id for one in joined.values()) for id in {one.story for one in joined.values()}}
    return [_as_before(one, joined.get(one.article_id), apart.get(one.story_id, 0)) for one in near]


def _as_before(candidate: Candidate, action: Action | None, gone: int) -> Candidate:
    if action is None or action.was is None:
        return replace(candidate, size=max(1, candidate.size - gone))
    return replace(candidate, story_id=action.was, size=len(action.articles))


def paused(actions: Sequence[Action]) -> frozenset[str]:
    """The readers who get no more mails."""
    return frozenset(one.name.casefold() for one in actions if one.kind is Kind.PAUSE)


def pinned(actions: Sequence[Action]) -> frozenset[ArticleId]:
    """Reports that a reader has put where they are: nothing moves them."""
    return frozenset(article for one in actions if one.kind in RELATIONS for article in one.articles)


def lessons(actions: Sequence[Action], topic: str, deaf: Collection[str] = ()) -> tuple[Lesson, ...]:
    """What readers said about texts of a topic, oldest first; not those of `deaf` digests, which do not learn."""
    said = (one for one in actions if one.kind in JUDGEMENTS and one.topic == topic and one.evidence)
    return tuple((one.evidence, one.kind is Kind.RELEVANT) for one in said if one.digest not in deaf)
