"""What a reader asks for, as understood from a command, a mail or a form: before it is known which story is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor import language
from monitor.actions import meaning
from monitor.actions.action import JUDGEMENTS, Action, Amount, Kind, Scope
from monitor.edition import EditionId
from monitor.figures import amounts as figures
from monitor.model import ArticleId, Story, StoryId
from monitor.problems import Problem
from monitor.stories import seam

OWN = JUDGEMENTS | {
    Kind.MUTE,
    Kind.KNOWN,
    Kind.PAUSE,
}  # about the editions of one digest; the others are about the stories
LONGEST_NUMBER = 18  # digits that every database takes
LONGEST = 300  # characters of a title, name or reason that are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A story by its number in an edition, by its own id, or by the address of one of its reports."""

    number: int = 0
    story: StoryId | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for."""

    kind: Kind
    target: Target = Target()
    other: Target | None = None  # join: the story that becomes part of the first
    scope: Scope = Scope.STORY
    name: str = ""  # what is muted, who is paused; split: the outlet whose reports go; none: where it comes apart
    guessed: bool = False  # it may be the name of an outlet or of somebody, if the edition has it at all
    days: int | None = None  # mute: for so long; None: for good
    amounts: tuple[Amount, ...] = ()  # wrong number: which; none: those the edition states itself
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who wishes it, when, and about which edition."""

    by: str
    at: datetime
    digest: str = ""  # empty: all
    edition: EditionId | None = None  # whose numbers are meant; None: the newest
    source: str = ""  # the mail and line it is in


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a target turned out to be."""

    topic: str
    story: Story | None = None  # None: an article that is in no story
    article: ArticleId | None = None  # the one with the address
    title: str = ""
    stated: tuple[Amount, ...] = ()  # amounts the edition states of it itself


def target(text: str) -> Target | None:
    """The story meant by its number in an edition, its id (s12) or the address of a report; None if it is neither."""
    if not text:
        return Target()
    if text.startswith(("http://", "https://")):
        return Target(url=text)
    if not text.isascii() or len(text) > LONGEST_NUMBER:
        return None
    if text.isdigit() and int(text):
        return Target(number=int(text))
    return Target(story=StoryId(int(text[1:]))) if text[:1] == "s" and text[1:].isdigit() else None


def scope(kind: Kind, name: str, outlet: str) -> Scope:
    """What an action is about, by what is given with it."""
    if kind is Kind.PAUSE:
        return Scope.READER
    if kind is not Kind.MUTE or not (name or outlet):
        return Scope.STORY
    return Scope.NAME if name else Scope.OUTLET


def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts a reader writes, in whichever language."""
    found = (one for known in language.ALL for one in figures.of(text, known))
    return tuple(dict.fromkeys((one.value, one.unit) for one in found))


def places(text: str) -> Sequence[tuple[int, int]]:
    """Where amounts with a unit stand in what a reader writes."""
    return [(one.start, one.end) for known in language.ALL for one in figures.of(text, known) if one.unit]


def action(wish: Wish, said: Said, meant: Meant | None, other: Meant | None) -> Action | Problem:
    """The action that fulfils a wish, or why there is none."""
    made = Action(
        kind=wish.kind,
        digest=said.digest if wish.kind in OWN else "",
        scope=wish.scope,
        name=wish.name[:LONGEST],
        until=None if wish.days is None else said.at + timedelta(days=wish.days),
        by=said.by,
        source=said.source,
        why=wish.why[:LONGEST],
        at=said.at,
    )
    if wish.scope is not Scope.STORY:
        return made if wish.name.strip() else Problem("act-no-name")
    if meant is None:
        return Problem("act-no-target")
    made = _about(made, meant)
    if meant.story is None:
        return made if wish.kind in JUDGEMENTS else Problem("act-in-no-story")
    if wish.kind is Kind.SPLIT:
        return _split(made, wish, meant.story, meant.article)
    if wish.kind is Kind.JOIN:
        return _joined(made, meant.story, other)
    return _wrong(made, wish, meant.story, meant.stated) if wish.kind is Kind.WRONG_NUMBER else made


def _about(made: Action, meant: Meant) -> Action:
    reports = tuple(report.article_id for report in meant.story.reports) if meant.story else ()
    alone = () if meant.article is None else (meant.article,)
    story = meant.story.id if meant.story else None
    return replace(made, topic=meant.topic, story=story, articles=reports or alone, title=meant.title[:LONGEST])


def _split(made: Action, wish: Wish, story: Story, named: ArticleId | None) -> Action | Problem:
    """The reports to take out: those of the outlet, the one with the address, or where the story comes apart."""
    if len(story.reports) == 1:
        return Problem("act-single")
    if wish.name:
        taken = tuple(one.article_id for one in story.reports if meaning.is_outlet(wish.name, one.article.site))
    else:
        taken = seam.loose(story) if named is None else (named,)
    if not taken:
        return Problem("act-no-report", {"name": wish.name[:80]})
    return replace(made, articles=taken) if len(taken) < len(story.reports) else Problem("act-all-of-it")


def _joined(made: Action, story: Story, other: Meant | None) -> Action | Problem:
    if other is None or other.story is None:
        return Problem("act-no-other")
    if other.story.id == story.id:
        return Problem("act-same")
    if other.topic != story.topic:
        return Problem("act-topics")
    return replace(made, other=other.story.id, articles=tuple(one.article_id for one in other.story.reports))


def _wrong(made: Action, wish: Wish, story: Story, stated: tuple[Amount, ...]) -> Action | Problem:
    """The figures of these amounts; without any, those the edition states itself."""
    if not wish.amounts:
        return replace(made, figures=stated) if stated else Problem("act-no-claim")
    given = [one for report in story.reports for one in report.reading.figures]
    found = dict.fromkeys((one.value, one.unit) for one in given if meaning.is_wrong(one, wish.amounts))
    return replace(made, figures=tuple(found)) if found else Problem("act-no-amount")
