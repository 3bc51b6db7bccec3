"""Whether a story is new, an update of something known, or known: by which text, and which figures are new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor import problems
from monitor.corpus import chosen, ties
from monitor.corpus.ties import Tie
from monitor.edition import Verdict
from monitor.model import ArticleId, Figure, Known, Report, Step, Story
from monitor.problems import Problem
from monitor.text import steps as turns
from monitor.topics import kinds


def judge(story: Story, fresh: Sequence[ArticleId], known: Sequence[Known]) -> Verdict:
    """What the fresh reports of a story add to the known texts; without fresh ones, all its reports."""
    told = set(fresh)
    reports = [report for report in story.reports if report.article_id in told] or list(story.reports)
    found = [tie for report in reports for text in known if (tie := ties.tie(report, text, own=_own(story, text)))]
    found.sort(key=lambda tie: (-tie.strength, tie.known.id))
    copied = {tie.report.article_id for tie in found if tie.copy}
    rest = [report for report in reports if report.article_id not in copied]
    texts = tuple({tie.known.id: tie.known for tie in found}.values())
    figures = new_figures(rest, known, texts)
    step = new_step(found)
    if not found:
        why = (Problem("known-unheard"), *_known_figures(reports, known))
        return Verdict(status="new", new_figures=figures, new_entities=_new_entities(rest, known), why=why)
    return _continued(found, texts, rest, figures, step)


def _continued(
    found: Sequence[Tie],
    texts: tuple[Known, ...],
    rest: Sequence[Report],
    figures: tuple[Figure, ...],
    step: Step | None,
) -> Verdict:
    """The verdict on a story that is tied to known `texts`; `rest` are its reports that are not copies."""
    entities = _new_entities(rest, texts)
    news = [Problem("known-step", {"sentence": step.sentence})] if step else []
    news += [
        Problem("known-new-figure", {"figure": f"{one.text} ({one.of})" if one.of else one.text}) for one in figures
    ]
    news += [Problem("known-new-name", {"name": name}) for name in entities]
    return Verdict(
        status="update" if step or figures or entities else "known" if any(tie.firm for tie in found) else "new",
        known=texts[: chosen.TEXTS_NAMED],
        new_figures=figures,
        new_entities=entities,
        near_copy=not rest and not step,
        step=step,
        score=round(found[0].same.likeness.score, 4),
        why=problems.distinct((*(tie.why for tie in found[:3]), *(news or [Problem("known-nothing-new")]))),
    )


def new_step(found: Sequence[Tie]) -> Step | None:
    """The first step since the known texts were written that a tied report gives; copies do not count.

    The steps of known texts that are much less alike than the nearest one belong to another matter and are ignored.
    """
    copied = {tie.report.article_id for tie in found if tie.copy and not _rewritten(tie)}
    nearest = max((tie.same.likeness.score for tie in found), default=0.0)
    near = [tie for tie in found if tie.own or tie.same.likeness.score >= chosen.OF_ITS_MATTER * nearest]
    told = [step for tie in near for step in tie.known.steps or ()]
    reports = {tie.report.article_id: tie.report for tie in found if tie.report.article_id not in copied}
    steps = (turns.news(report.reading.steps, told) for report in reports.values())
    return next((step for step in steps if step), None)


def _rewritten(tie: Tie) -> bool:
    """Whether the headline of a copy gives a step that the known text does not."""
    if tie.known.steps is None or tie.report.imprint.text_hash == tie.known.imprint.text_hash:
        return False
    step = turns.news(tie.report.reading.steps, tie.known.steps)
    return step is not None and step.sentence == " ".join(tie.report.article.title.split())


def _own(story: Story, known: Known) -> bool:
    """Whether a known text is an earlier report of this very story."""
    return known.story == story.id


def new_figures(reports: Iterable[Report], known: Sequence[Known], tied: Sequence[Known]) -> tuple[Figure, ...]:
    """Figures of the reports that no known text has, each once; `tied` are the known texts on the same event."""
    found: list[Figure] = []
    known, tied = _apart(known), _apart(tied)
    for figure in (figure for report in reports for figure in report.reading.figures):
        told = any(same_figure(figure, other) for text in known for other in text.figures)
        told = told or any(_retold(figure, text) for text in tied)
        if not told and not any(same_value(figure, other) for other in found):
            found.append(figure)
    return tuple(found)


def _apart(texts: Sequence[Known]) -> Sequence[Known]:
    """One text for each set of figures: the texts of one story share theirs, and there may be hundreds."""
    return tuple({id(text.figures): text for text in texts}.values())


def _retold(figure: Figure, text: Known) -> bool:
    """Whether a known text on the same event has the value, even if for another party.

    Summaries put several parties into one sentence, so the owner of a figure may be read wrongly; but a value that
    differs from what the text says about one of its own parties is news.
    """
    if not any(same_value(figure, other) for other in text.figures):
        return False
    if figure.unit == "%" or figure.of not in text.entities or figure.of in text.background:
        return True
    return not any(other.of == figure.of and other.unit == figure.unit for other in text.figures)


def _known_figures(reports: Iterable[Report], known: Sequence[Known]) -> tuple[Problem, ...]:
    """Figures of an otherwise new story that a known text has."""
    return problems.distinct(
        Problem("known-figure", {"figure": figure.text, "title": text.title})
        for report in reports
        for figure in report.reading.figures
        for text in known
        if any(same_figure(figure, other) for other in text.figures)
    )[:3]


def same_figure(one: Figure, other: Figure) -> bool:
    """Whether two figures are the same: value within 2 %, unit, and a common party if both have one."""
    mine, yours = {one.of, *one.parties} - {""}, {other.of, *other.parties} - {""}
    owned = not one.of or not other.of or one.of == other.of
    return same_value(one, other) and (owned or one.of in yours or other.of in mine)


def same_value(one: Figure, other: Figure) -> bool:
    """Whether two figures are equal within 2 %, in the same unit."""
    close = abs(one.value - other.value) <= chosen.TOLERANCE * max(abs(one.value), abs(other.value))
    return close and one.unit == other.unit


def _new_entities(reports: Iterable[Report], texts: Sequence[Known]) -> tuple[str, ...]:
    """Partners, sites and chips in the headlines of reports that no known text names."""
    named = {name for text in texts for name in (*text.entities, *text.background)}
    entities = (entity for report in reports for entity in report.reading.entities)
    telling = (entity.name for entity in entities if entity.in_title and kinds.is_news(entity))
    return tuple(dict.fromkeys(name for name in telling if name not in named))
