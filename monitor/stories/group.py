"""Which story an article belongs to: the one that tells of the same event, or a new one.

Unsure pairs stay apart. A candidate speaks for its story by being the same page, the same text, a copy, or by telling
of the same event; in a story of several articles they must agree. Within one publisher the bar is higher: a paper
does not report the same news twice, it reports what came next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, product

from monitor.model import Article, ArticleId, Candidate, Imprint, Placement, Story, StoryId
from monitor.stories import chosen, events, facets, similar
from monitor.stories.events import Sameness, Weights
from monitor.stories.facets import PLAIN, Facets
from monitor.text import fingerprint
from monitor.text.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How an article relates to a candidate: it is the same page or text or a copy, or may tell of the same event."""

    candidate: Candidate
    score: float  # 0–1; 1 for the same page or text
    copy: bool
    certain: str = ""  # why the texts need not be compared
    same: Sameness | None = None

    @property
    def why(self) -> str:
        """In one line."""
        return f"same event: {self.same.why}" if self.same else self.certain


def keys(imprint: Imprint) -> tuple[int, ...]:
    """Numbers under which an article is found by what could tell the same: positive, 63 bits, at most 64."""
    found = [value >> 1 for value in imprint.sketch[: chosen.SKETCH_KEYS]]
    found += [fingerprint.key("text", imprint.text_hash)] if imprint.text_hash else []
    found += [fingerprint.key("title", imprint.title_hash)] if imprint.title_hash else []
    found += _event_keys(imprint)
    return tuple(dict.fromkeys(found))


def story_keys(story: Story) -> tuple[int, ...]:
    """Keys of all reports of a story, the lead's first."""
    return tuple(dict.fromkeys(key for report in story.reports for key in keys(report.imprint)))


def horizon(seen_at: datetime) -> datetime:
    """How far back an article may lie to tell of the same event."""
    return seen_at - chosen.HORIZON


def place(
    article: Article, imprint: Imprint, candidates: Sequence[Candidate], seen_at: datetime, *, weights: Weights = ()
) -> Placement:
    """The story of an article, and which further stories it shows to be the same.

    Other `weights` than the fitted ones are for those who fit them.
    """
    mine = facets.of(imprint)
    matches = [match(article, mine, candidate, seen_at, weights) for candidate in candidates]
    votes = sorted(_votes(matches), key=lambda vote: (-vote[1], vote[0]))
    if not votes:
        nearest = max(matches, key=lambda found: found.score, default=None)
        why = f"a new story; nearest is {nearest.candidate.url} ({nearest.score:.2f}: {nearest.why})" if nearest else ""
        why = why or "a new story; nothing like it is stored"
        return Placement(story_id=None, role="lead", takes=_taken(mine, matches, None), why=why)
    story, score, best = votes[0]
    joins = () if mine.is_round_up else tuple(other for other, value, _ in votes[1:] if value >= chosen.JOIN)
    return Placement(
        story_id=story,
        role="near-copy" if best.copy else "report",
        joins=joins,
        takes=_taken(mine, matches, story),
        score=score,
        why=f"{best.why} · {best.candidate.url}",
    )


def match(article: Article, mine: Facets, candidate: Candidate, seen_at: datetime, weights: Weights = ()) -> Match:
    """How an article relates to one already placed."""
    imprint, known = mine.imprint, candidate.imprint
    if article.url and article.url == candidate.url and candidate.own_url:
        copied = similar.copy_share(imprint, known) >= chosen.COPY
        return Match(candidate=candidate, score=1.0, copy=copied, certain="another version of the same page")
    told = imprint.published_at or seen_at
    days = (told - (known.published_at or candidate.seen_at)).total_seconds() / 86_400
    same = events.sameness(mine, facets.of(known), days=days, weights=weights)
    if same.likeness.near_copy:
        equal = imprint.text_hash == known.text_hash
        why = "the same text" if equal else f"near copy: {same.likeness.copied:.0%} of its shingles"
        return Match(candidate=candidate, score=1.0, copy=True, certain=why)
    return Match(candidate=candidate, score=same.score, copy=False, same=same)


def _votes(matches: Sequence[Match]) -> list[tuple[StoryId, float, Match]]:
    """Per story that is told: how sure, and its best match."""
    by_story: dict[StoryId, list[Match]] = {}
    for found in filter(_speaks, matches):
        by_story.setdefault(found.candidate.story_id, []).append(found)
    votes = []
    for story, members in by_story.items():
        members.sort(key=lambda found: -found.score)
        best = members[0]
        top = members[:3]
        score = best.score if best.score == 1.0 else sum(found.score for found in top) / len(top)
        if score >= chosen.SAME_EVENT:
            votes.append((story, score, best))
    return votes


def _taken(mine: Facets, matches: Sequence[Match], story: StoryId | None) -> tuple[ArticleId, ...]:
    """Round-ups that went with reports of one of their topics and go better with this report of another one."""
    if mine.is_round_up:
        return ()
    return tuple(
        found.candidate.article_id
        for found in matches
        if found.candidate.story_id != story
        and not found.candidate.alone
        and chosen.SAME_EVENT <= found.score > found.candidate.score
        and not found.copy
        and facets.of(found.candidate.imprint).is_round_up
    )


def _speaks(found: Match) -> bool:
    """Whether a match tells what its story is about.

    A round-up goes with the first report of one of its topics; reports of its other topics must not follow it there.
    """
    return found.score == 1.0 or found.candidate.alone or not facets.of(found.candidate.imprint).is_round_up


def _event_keys(imprint: Imprint) -> list[int]:
    """Pairs of what tells an event: headline, names, figures, concepts. Texts of one event share several."""
    names = [name for name, _ in imprint.names[:4]]
    figures = list(dict.fromkeys(f"{value:.2g} {unit}" for value, unit, _ in imprint.figures if unit not in PLAIN))
    sides = facets.of(imprint)
    head, concepts = _heaviest(sides, Kind.HEAD, 4), _heaviest(sides, Kind.CONCEPT, 3)
    pairs = [*combinations(head, 2), *combinations(names, 2), *combinations(figures[:3], 2)]
    pairs += [*product(names[:3], figures[:3]), *product(names[:3], concepts)]
    keys = [fingerprint.key("pair", *sorted(map(str, pair))) for pair in pairs]
    keys += [fingerprint.key("figure", figure) for figure in figures[: chosen.FIGURE_KEYS]]
    return keys + [fingerprint.key("headline", number) for number in sorted(sides.headline_names)[:5]]


def _heaviest(sides: Facets, kind: Kind, limit: int) -> list[int]:
    found = [(weight, number) for number, weight in sides.of_kind(kind)]
    return [number for _, number in sorted(found, reverse=True)[:limit]]
