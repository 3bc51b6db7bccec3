"""Which story an article belongs to: the one about the same event, or a new one.

In doubt they stay separate: hiding news is worse than reporting it twice. An article is compared with every report of a
story, and the mean decides, so that no chain of similar texts connects two events. The more stories there are in the
last days, the more evidence is needed to join one. A report that no longer fits a story that has grown leaves it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations, product
from typing import NamedTuple

from monitor.model import Article, ArticleId, Imprint, Story, StoryId
from monitor.problems import Problem
from monitor.stories import chosen, events, facets, similar
from monitor.stories.events import Sameness, Weights
from monitor.stories.facets import PLAIN, Facets
from monitor.stories.placing import Candidate, Placed, Placement
from monitor.text import fingerprint
from monitor.text.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How an article relates to a candidate: the same page or text, a copy, or perhaps about the same event."""

    candidate: Candidate
    strength: float  # evidence for one event: above 0 it is more likely than not; unbounded
    copy: bool
    certain: Problem | None = None  # the reason, if it is certain without comparing the texts
    same: Sameness | None = None

    @property
    def why(self) -> Problem | None:
        """The reason."""
        return Problem("place-event", {"same": self.same.why}) if self.same else self.certain


class Judge(NamedTuple):
    """Compares two texts, given how many stories compete."""

    crowd: int
    weights: Weights = ()

    def between(self, mine: Facets, seen_at: datetime, candidate: Candidate) -> Sameness:
        """How certain it is that a text of this time and a candidate are about one event."""
        days = _apart(mine.imprint, seen_at, candidate).total_seconds() / 86_400
        return events.sameness(mine, facets.of(candidate.imprint), days=days, crowd=self.crowd, weights=self.weights)

    def compared(self, one: Candidate, other: Candidate) -> float:
        """The evidence that two placed articles are about one event."""
        same = self.between(facets.of(one.imprint), one.seen_at, other)
        return chosen.MOST if same.likeness.near_copy else _bounded(same.strength)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What the reports of a story say about an article."""

    story: StoryId
    strength: float  # their mean
    matches: tuple[Match, ...]  # best first


def keys(imprint: Imprint) -> tuple[int, ...]:
    """The keys under which articles on the same event find this one: positive numbers of 63 bits, at most 70."""
    found = [value >> 1 for value in imprint.sketch[: chosen.SKETCH_KEYS]]
    found += [fingerprint.key("text", imprint.text_hash)] if imprint.text_hash else []
    found += [fingerprint.key("title", imprint.title_hash)] if imprint.title_hash else []
    found += _event_keys(imprint)
    return tuple(dict.fromkeys(found))


def story_keys(story: Story) -> tuple[int, ...]:
    """The keys of all reports of a story, the lead's first."""
    return tuple(dict.fromkeys(key for report in story.reports for key in keys(report.imprint)))


def horizon(seen_at: datetime) -> datetime:
    """The earliest time an article on the same event may have been seen."""
    return seen_at - chosen.HORIZON


def place(
    article: Article,
    imprint: Imprint,
    candidates: Sequence[Candidate],
    seen_at: datetime,
    *,
    crowd: int,
    weights: Weights = (),
) -> Placement:
    """The story of an article, and any further stories it shows to be the same.

    `crowd` is the number of stories with a report seen within `chosen.CROWD` before this one. `weights` other than the
    fitted ones are for fitting.
    """
    mine = facets.of(imprint)
    judge = Judge(crowd, weights)
    matches = [match(article, mine, candidate, seen_at, judge) for candidate in candidates]
    votes = _votes(matches)
    if not votes or votes[0].strength < 0:
        return Placement(story_id=None, role="lead", takes=_taken(mine, matches, None), why=_why_new(matches))
    best, *others = votes
    return Placement(
        story_id=best.story,
        role="near-copy" if best.matches[0].copy else "report",
        joins=() if mine.is_round_up else tuple(vote.story for vote in others if _are_one(best, vote, judge)),
        takes=_taken(mine, matches, best.story),
        leaves=_leaving(best, judge),
        score=round(similar.sigmoid(best.strength), 4),
        why=Problem("place-with", {"why": best.matches[0].why or "", "url": best.matches[0].candidate.url}),
    )


def of_round_up(part: Placed, others: Sequence[Placed]) -> Placed:
    """Where a part of a round-up belongs: it moves no other report, and only one part may join a given story."""
    taken = {place.story_id for other in others for place in other.placements.values()} - {None}
    kept = {topic: moving_nothing(place) for topic, place in part.placements.items() if place.story_id not in taken}
    return replace(part, placements=kept)


def moving_nothing(place: Placement) -> Placement:
    """The same placement, but without moving any other report or story."""
    return replace(place, joins=(), takes=(), leaves=())


def match(article: Article, mine: Facets, candidate: Candidate, seen_at: datetime, judge: Judge) -> Match:
    """How an article relates to one that is already placed."""
    imprint, known = mine.imprint, candidate.imprint
    if article.url and article.url == candidate.url and candidate.own_url:
        copied = similar.copy_share(imprint, known) >= chosen.COPY
        return Match(candidate=candidate, strength=math.inf, copy=copied, certain=Problem("place-page"))
    same = judge.between(mine, seen_at, candidate)
    if same.likeness.near_copy:
        equal = imprint.text_hash == known.text_hash
        why = Problem("place-text") if equal else Problem("place-copy", {"share": round(100 * same.likeness.copied)})
        return Match(candidate=candidate, strength=math.inf, copy=True, certain=why)
    return Match(candidate=candidate, strength=same.strength, copy=False, same=same)


def _apart(imprint: Imprint, seen_at: datetime, candidate: Candidate) -> timedelta:
    """The time between two texts. Two dates in the future are compared too: it may be our clock that is wrong."""
    other = candidate.imprint
    if imprint.claimed_at and other.claimed_at:
        return imprint.claimed_at - other.claimed_at
    return (imprint.published_at or seen_at) - (other.published_at or candidate.seen_at)


def _votes(matches: Sequence[Match]) -> list[Vote]:
    """The vote of each story, the strongest first."""
    by_story: dict[StoryId, list[Match]] = {}
    for found in filter(_may_vote, matches):
        by_story.setdefault(found.candidate.story_id, []).append(found)
    votes = []
    for story, members in by_story.items():
        members.sort(key=lambda found: -found.strength)
        votes.append(Vote(story=story, strength=_mean(members), matches=tuple(members)))
    return sorted(votes, key=lambda vote: (-vote.strength, vote.story))


def _mean(members: Sequence[Match]) -> float:
    """The mean vote of a story's reports (best first) for an article; those that share nothing with it vote too."""
    if members[0].strength == math.inf:
        return math.inf
    absent = max(0, min(members[0].candidate.size, chosen.COUNTED) - len(members))
    voices = [_weight(found.candidate.imprint) for found in members]
    spoken = [_bounded(found.strength) * voice for found, voice in zip(members, voices, strict=True)]
    return (math.fsum(spoken) + chosen.ABSENT * absent) / (math.fsum(voices) + absent)


def _weight(imprint: Imprint) -> float:
    """The weight of a report in the mean: a very short one says less about its event."""
    return chosen.FEW_WORDS if imprint.words < chosen.SHORT else 1.0


def _bounded(strength: float) -> float:
    return max(-chosen.MOST, min(chosen.MOST, strength))


def _are_one(best: Vote, other: Vote, judge: Judge) -> bool:
    """Whether an article that belongs to two stories shows them to be one: their reports must agree."""
    if min(best.strength, other.strength) < chosen.JOIN:
        return False
    spoken = [judge.compared(one.candidate, two.candidate) for one, two in product(best.matches[:3], other.matches[:3])]
    return math.fsum(spoken) >= 0


def _leaving(best: Vote, judge: Judge) -> tuple[ArticleId, ...]:
    """The report of a grown story that the others, including the new one, vote against."""
    members = best.matches[: chosen.LOOKED_AT]
    if len(members) < 2 or members[0].strength == math.inf:
        return ()
    spoken: dict[ArticleId, list[float]] = {found.candidate.article_id: [_bounded(found.strength)] for found in members}
    for one, two in combinations(members, 2):
        strength = judge.compared(one.candidate, two.candidate)
        spoken[one.candidate.article_id].append(strength)
        spoken[two.candidate.article_id].append(strength)
    means = {article: math.fsum(values) / len(values) for article, values in spoken.items()}
    worst = min(means, key=lambda article: (means[article], -article))
    return (worst,) if means[worst] < chosen.LEAVES else ()  # one at a time: without it, the others may fit again


def _taken(mine: Facets, matches: Sequence[Match], story: StoryId | None) -> tuple[ArticleId, ...]:
    """Round-ups placed with reports on one of their topics that fit this report, on another topic, better."""
    if mine.is_round_up:
        return ()
    return tuple(
        found.candidate.article_id
        for found in matches
        if found.candidate.story_id != story
        and found.candidate.size > 1
        and chosen.SAME_EVENT <= similar.sigmoid(found.strength) > found.candidate.score
        and not found.copy
        and facets.of(found.candidate.imprint).is_round_up
    )


def _may_vote(found: Match) -> bool:
    """Whether a match may vote for its story.

    A round-up goes with the first report on one of its topics; reports on its other topics must not follow it there.
    """
    alone = found.candidate.size == 1
    return found.strength == math.inf or alone or not facets.of(found.candidate.imprint).is_round_up


def _why_new(matches: Sequence[Match]) -> Problem:
    nearest = max(matches, key=lambda found: found.strength, default=None)
    if nearest is None:
        return Problem("place-alone")
    short = Problem("place-short", {"short": f"{-nearest.strength:.1f}"})
    why = short if nearest.strength < 0 else Problem("place-others")
    return Problem("place-new", {"url": nearest.candidate.url, "short": why, "why": nearest.why or ""})


def _event_keys(imprint: Imprint) -> list[int]:
    """Pairs of what identifies an event: headline, names, figures, concepts. Texts on one event share several."""
    names = [name for name, _ in imprint.names[:4]]
    figures = list(dict.fromkeys(f"{value:.2g} {unit}" for value, unit, _ in imprint.figures if unit not in PLAIN))
    sides = facets.of(imprint)
    head, concepts = _heaviest(sides, Kind.HEAD, 4), _heaviest(sides, Kind.CONCEPT, 3)
    pairs = [*combinations(head, 2), *combinations(names, 2), *combinations(figures[:3], 2)]
    pairs += [*product(names[:3], figures[:3]), *product(names[:3], concepts)]
    keys = [fingerprint.key("pair", *sorted(map(str, pair))) for pair in pairs]
    keys += [fingerprint.key("figure", figure) for figure in figures[: chosen.FIGURE_KEYS]]
    keys += [fingerprint.key("headline", number) for number in sorted(sides.headline_names)[:5]]
    return keys + [fingerprint.key("named", part) for part, _ in sides.named.heaviest]


def _heaviest(sides: Facets, kind: Kind, limit: int) -> list[int]:
    found = [(weight, number) for number, weight in sides.of_kind(kind)]
    return [number for _, number in sorted(found, reverse=True)[:limit]]
