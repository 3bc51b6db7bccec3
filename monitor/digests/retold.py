"""Stories of one edition that give the same figures at their beginning: one event told twice, shown once.

Articles are placed one by one, and in doubt apart; a comment or a report in other words may start a story of its own.
What is rare proves more than words do: two amounts that no third story of the edition gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import combinations

from monitor.digests import chosen, ledger
from monitor.edition import Verdict
from monitor.model import ArticleId, Entity, Figure, Report, Story, StoryId
from monitor.topics import kinds

Amount = tuple[str, str]  # value, unit


def twice(
    stories: Mapping[StoryId, Story],
    fresh: Mapping[StoryId, Sequence[ArticleId]],
    verdicts: Mapping[StoryId, Verdict],
    apart: Collection[frozenset[StoryId]] = (),
) -> Mapping[StoryId, StoryId]:
    """Stories whose fresh reports tell the event of another one: the later → the earlier; never those held `apart`."""
    told = {id: _fresh(story, fresh.get(id, ())) for id, story in stories.items()}
    news = [id for id, reports in told.items() if reports and not _is_known(verdicts.get(id))]
    giving: dict[Amount, list[StoryId]] = defaultdict(list)
    for id in news:
        for amount in dict.fromkeys(_amount(one) for report in told[id] for one in _early(report)):
            giving[amount].append(id)
    shared: dict[tuple[StoryId, StoryId], int] = defaultdict(int)
    for holders in giving.values():
        for pair in combinations(sorted(holders), 2) if len(holders) == chosen.RARE else ():
            shared[pair] += 1
    into: dict[StoryId, StoryId] = {}
    for (one, other), count in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if count < chosen.SAME_AMOUNTS or {one, other} in apart or {one, other} & {*into, *into.values()}:
            continue  # a third story joins none: of chains nothing is certain
        if _same_topic(stories[one], stories[other]) and _agree(told[one], told[other], count):
            earlier = min(one, other, key=lambda story: (_begun(stories[story]), story))
            into[other if earlier == one else one] = earlier
    return into


def _fresh(story: Story, ids: Collection[ArticleId]) -> Sequence[Report]:
    return [report for report in story.reports if report.article_id in ids]


def _is_known(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.status == "known"


def _begun(story: Story) -> datetime:
    return min(report.seen_at for report in story.reports)


def _same_topic(one: Story, other: Story) -> bool:
    return one.topic == other.topic


def _early(report: Report) -> Sequence[Figure]:
    """The important figures of a headline and of the beginning of a text."""
    head = f"{report.article.title}\n{report.article.text[: chosen.EARLY]}"
    return [one for one in report.reading.figures if one.text and one.text in head and _tells(one)]


def _tells(figure: Figure) -> bool:
    """Whether a figure is rare enough to tell events apart: an important amount, or 6.4 per cent."""
    return ledger.weighty(figure) or (figure.unit == "%" and figure.value != int(figure.value))


def _amount(figure: Figure) -> Amount:
    return f"{figure.value:.3g}", figure.unit


def _agree(mine: Sequence[Report], yours: Sequence[Report], count: int) -> bool:
    """Whether nothing speaks against one event: a name in common, unless there are many amounts; the same at first."""
    named = bool(_names(mine) & _names(yours)) or count > chosen.SAME_AMOUNTS
    return named and not _differ(_first(mine), _first(yours))


def _names(reports: Sequence[Report]) -> frozenset[str]:
    return frozenset(one.name for report in reports for one in report.reading.entities if _tells_apart(one))


def _tells_apart(entity: Entity) -> bool:
    return not kinds.is_everywhere(entity) and kinds.May.PLACE not in kinds.may(entity)


def _differ(mine: Mapping[str, Collection[float]], yours: Mapping[str, Collection[float]]) -> bool:
    """Whether all reports of one story begin with other amounts of a unit than those of the other."""
    return any(
        not any(ledger.close(value, held) for value in mine[unit] for held in yours[unit])
        for unit in mine.keys() & yours.keys()
    )


def _first(reports: Sequence[Report]) -> Mapping[str, Collection[float]]:
    """The amounts of each unit that the reports give first, and those whose place they took."""
    found: dict[str, set[float]] = defaultdict(set)
    for report in reports:
        head = f"{report.article.title}\n{report.article.text}"
        first: dict[str, Figure] = {}
        for figure in sorted(_early(report), key=lambda one: head.find(one.text)):
            if figure.unit != "%":
                first.setdefault(figure.unit, figure)
        for figure in first.values():
            found[figure.unit] |= {value for value in (figure.value, figure.before) if value is not None}
    return found
