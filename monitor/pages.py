"""READ 2, continued · A page → what it says: article, readings, imprint, parts. Runs in a worker process.

It stands apart from the pipeline so that workers need not load what only the pipeline uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor import reading
from monitor.articles import extract
from monitor.correction import Change
from monitor.corrections import judgement
from monitor.model import Article, Imprint, Page, Part, Reading, Step, StoredEntry
from monitor.stories import imprint
from monitor.topics import filters
from monitor.topics.profile import Profile


def read_article(
    stored: StoredEntry, page: Page | None, profiles: Sequence[Profile]
) -> tuple[Article, Sequence[Reading], Imprint | None, Sequence[Part]]:
    """Page and entry → article, what it says about each topic, its imprint, its parts.

    An article clearly on no topic is not compared and has no imprint: making one takes twice as long as reading. A
    round-up has none either: its parts on a topic are compared.
    """
    article = extract.article(stored, page)
    readings = [filters.after_reading(stored, article, reading.read(profile, article)) for profile in profiles]
    article = replace(article, cites=extract.cited(article, page)) if _may_be_placed(readings) and page else article
    if cut := reading.parts_of(article):
        return article, readings, None, [found for part in cut if (found := _part(stored, article, part, profiles))]
    return article, readings, imprint.of(article, readings, profiles) if _may_be_placed(readings) else None, ()


def imprint_again(article: Article, profiles: Sequence[Profile]) -> tuple[Imprint, tuple[Step, ...]]:
    """The imprint of a stored article, and the steps it tells, without sentences: for one that an old version read."""
    readings = [reading.read(profile, article) for profile in profiles]
    steps = {(step.kind, step.until): replace(step, sentence="") for said in readings for step in said.steps}
    return imprint.of(article, readings, profiles), tuple(steps.values())


def changes(stored: StoredEntry, told: Article, page: Page, profiles: Sequence[Profile]) -> tuple[Change, ...]:
    """What has changed in substance on a page since it was told; both versions are read by the same rules."""
    now = extract.article(stored, page)
    if now.basis != "page":
        return ()  # a wall, or no text: nothing to compare
    before = replace(told, title=told.headline or told.title)
    after = replace(now, title=now.headline or before.title, language=told.language)
    versions = [
        judgement.version(each, [reading.read(profile, each) for profile in profiles], told_as=told.title)
        for each in (before, after)
    ]
    return judgement.changes(*versions)


def _part(stored: StoredEntry, whole: Article, part: Article, profiles: Sequence[Profile]) -> Part | None:
    """A part of a round-up; None if it is clearly on no topic."""
    said = [filters.after_reading(stored, whole, reading.read_part(profile, whole, part)) for profile in profiles]
    return (
        Part(article=part, readings=tuple(said), imprint=imprint.of(part, said, profiles))
        if _may_be_placed(said)
        else None
    )


def _may_be_placed(readings: Sequence[Reading]) -> bool:
    return any(said.relevant or reading.is_doubtful(said) for said in readings)
