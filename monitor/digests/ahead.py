"""Upcoming dates that the reports of an edition name: hearings, votes, deadlines, starts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from monitor.digests import chosen, contents
from monitor.edition import Ahead, Card
from monitor.text import agenda, dates, quotable


def ahead(cards: Sequence[Card], today: date) -> tuple[Ahead, ...]:
    """Upcoming dates in the fresh reports of these stories, soonest first; per story only the first of each kind."""
    found: dict[tuple[int, str], Ahead] = {}
    for card in cards:
        late = card.step is not None and card.step.kind == "delayed"  # then the last date is the one that holds
        for one in sorted(_of(card, today), key=lambda one: (one.at, not one.day), reverse=late):
            found.setdefault((card.story.id, one.kind), one)
    return tuple(sorted(found.values(), key=lambda one: (one.at, not one.day)))[: chosen.MOST_AHEAD]


def _of(card: Card, today: date) -> Iterator[Ahead]:
    for report in card.story.reports:
        if report.article_id not in card.fresh or report.article.basis == "headline":
            continue
        written = (report.article.published_at or report.seen_at).date()
        for sentence in quotable.quotable(report.article.text, report.article.title):
            for named in dates.named(sentence, written):
                kind = _kind(sentence, named.start)
                certain = named.year or report.article.published_at is not None or contents.coming(sentence)
                if kind and certain and today < named.at and (named.at - today).days <= chosen.FARTHEST_AHEAD:
                    yield Ahead(at=named.at, day=named.day, kind=kind, card=card, report=report)


def _kind(sentence: str, place: int) -> str:
    """The kind whose word is nearest to a date; empty if there is none."""
    near = {
        kind: min((abs(match.start() - place) for match in pattern.finditer(sentence)), default=10_000)
        for kind, pattern in agenda.KINDS.items()
    }
    best = min(near, key=lambda kind: near[kind])
    return best if near[best] <= 90 else ""
