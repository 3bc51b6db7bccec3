"""Which group of the account each entry of a window belongs to, and by which rule. Everything adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from monitor import problems
from monitor.digests.frame import Frame
from monitor.edition import Card, Digest, PassedOver, Settled, Verdict, Withheld
from monitor.model import ArticleId, Known, StoryId
from monitor.reasons import Account, Reason
from monitor.stories import chosen, similar

LONGEST_DETAIL = 300
MOST, FEW = 1_000, 500  # withheld entries that are listed; of more than MOST only FEW are


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What becomes of the stories of a window, as far as the account has to know."""

    cards: Mapping[StoryId, Card]  # shown
    known: Mapping[StoryId, Card]  # nothing new in them
    shown: Mapping[StoryId, int] = field(default_factory=dict)  # story → seq of the entry that counts as shown
    minor: Mapping[StoryId, float] = field(default_factory=dict)  # not important enough for an alert → score
    twins: Mapping[StoryId, StoryId] = field(default_factory=dict)  # shown as part of another story
    left_out: Mapping[int, tuple[Reason, str]] = field(default_factory=dict)  # seq → what a reader's action decided


def too_old(row: Settled, digest: Digest) -> bool:
    """Whether an entry was published more than `max_age` before it was first seen; undated ones never are."""
    return row.entry.first_seen_at - effective_at(row) > digest.max_age


def effective_at(row: Settled) -> datetime:
    """When an entry was published, as far as that can be believed: not after it was first seen."""
    claimed = row.entry.entry.published_at or (row.article.published_at if row.article else None)
    return min(claimed, row.entry.first_seen_at) if claimed else row.entry.first_seen_at


def own_stories(row: Settled, digest: Digest) -> tuple[StoryId, ...]:
    """The stories of an entry under the topics of a digest; a digest without topics has all."""
    return tuple(story for topic, story in row.stories if not digest.topics or topic in digest.topics)


def report_of(row: Settled, story: StoryId) -> ArticleId | None:
    """The article of an entry that belongs to a story: its own, or a part of it."""
    return next((part for one, part in row.parts if one == story), row.article_id)


def reckon(
    digest: Digest, rows: Sequence[Settled], told: Plan, passed: Sequence[PassedOver] = ()
) -> tuple[Account, tuple[Withheld, ...]]:
    """Count each row under exactly one reason; list those not shown with details, then what was passed over."""
    counts: Counter[Reason] = Counter()
    withheld: list[Withheld] = []
    for row in rows:
        reason, detail = _ruling(digest, row, told)
        counts[reason] += 1
        if reason is not Reason.SHOWN:
            withheld.append(_withheld(row, reason, detail))
    counts[Reason.PASSED_OVER] = sum(one.number for one in passed)
    withheld += [_passed(digest, one) for one in passed]
    return Account(fetched=counts.total(), counts=dict(counts)), tuple(withheld)


def _passed(digest: Digest, one: PassedOver) -> Withheld:
    title = one.title if one.number == 1 else Frame.of(digest).phrase("detail-several", n=one.number)
    detail = Frame.of(digest).phrase(f"detail-{one.why}")
    return Withheld(entry_id=None, url=one.url, title=title, reason=Reason.PASSED_OVER, detail=detail, site=one.feed)


def _ruling(digest: Digest, row: Settled, told: Plan) -> tuple[Reason, str]:
    """The reason of one row, with a detail."""
    if row.seq in told.left_out:
        return told.left_out[row.seq]
    stories = own_stories(row, digest)
    if not stories and row.failed:
        return Reason.FAILED, problems.words(row.failed, digest.language)
    if not stories:
        return Reason.OFF_TOPIC, _off_topic(row, digest)
    if too_old(row, digest):
        return Reason.TOO_OLD, _age(row, digest)
    if any(told.shown.get(story) == row.seq for story in stories):
        return Reason.SHOWN, ""
    return _untold(digest, row, told, stories)


def _untold(digest: Digest, row: Settled, told: Plan, stories: Sequence[StoryId]) -> tuple[Reason, str]:
    """The group of a row that is on topic but not shown itself: merged if any of its stories is shown, or known."""
    for story in stories:
        if card := told.cards.get(told.twins.get(story, story)):
            return Reason.MERGED, _merged(row, card, Frame.of(digest))
    for story in stories:
        if card := told.known.get(told.twins.get(story, story)):
            copied = _copied(row, card)
            return Reason.NEAR_COPY if copied else Reason.KNOWN, known_detail(card.verdict, digest, copied)
    score = max((told.minor.get(story, 0.0) for story in stories), default=0.0)
    needed = f"{alert_threshold(digest):.2f}"
    return Reason.OFF_TOPIC, Frame.of(digest).phrase("detail-minor", score=f"{score:.2f}", threshold=needed)


def alert_threshold(digest: Digest) -> float:
    """How important a story must be for an alert."""
    return digest.threshold or 0.8


def _off_topic(row: Settled, digest: Digest) -> str:
    """The strongest rule of the best reading."""
    said = [one for one in row.readings if not digest.topics or one.topic in digest.topics]
    best = max(said, key=lambda one: one.score, default=None)
    if best and best.why:
        return problems.words(best.why[0], digest.language)
    return Frame.of(digest).phrase("detail-off_topic" if said else "detail-other-topic")


def _age(row: Settled, digest: Digest) -> str:
    at = effective_at(row)
    told = Frame.of(digest).date(at)
    return Frame.of(digest).phrase("detail-too_old", day=told, days=(row.entry.first_seen_at - at).days)


def _merged(row: Settled, card: Card, frame: Frame) -> str:
    roles = {report.article_id: report.role for report in card.story.reports}
    mine = report_of(row, card.story.id)
    copy = mine is not None and roles.get(mine) == "near-copy"
    return frame.phrase("detail-copy" if copy else "detail-merged", title=card.title)


def _copied(row: Settled, card: Card) -> Known | None:
    """The known text that this very entry is a near copy of; another report of the same story does not count."""
    mine = report_of(row, card.story.id)
    report = next((one for one in card.story.reports if one.article_id == mine), None)
    texts = card.verdict.known if report else ()
    shares = [(similar.copy_share(report.imprint, text.imprint), text) for text in texts if report]
    share, known = max(shares, key=lambda one: one[0], default=(0.0, None))
    if share >= chosen.COPY:
        return known
    return card.verdict.known[0] if card.verdict.near_copy and card.verdict.known else None


def known_detail(verdict: Verdict, digest: Digest, copied: Known | None = None) -> str:
    """Which known text makes an entry known, and whether the entry is a copy of it."""
    if not verdict.known:
        return problems.words(verdict.why[0], digest.language) if verdict.why else ""
    first = copied or verdict.known[0]
    key = "detail-known-copy" if copied else "detail-known-from"
    frame = Frame.of(digest)
    where = frame.provenance(first.told_at) + (f", {first.id}" if first.told_at is None else "")
    return frame.phrase(key, title=first.title, where=where)


def named(entries: Sequence[Withheld]) -> tuple[Withheld, ...]:
    """The entries an edition lists, in their order: all, or if there are very many, those with the rarest reasons."""
    if len(entries) <= MOST:
        return tuple(entries)
    counts = Counter(one.reason for one in entries)
    rarest = sorted(range(len(entries)), key=lambda place: (counts[entries[place].reason], place))
    return tuple(entries[place] for place in sorted(rarest[:FEW]))


def _withheld(row: Settled, reason: Reason, detail: str) -> Withheld:
    entry = row.entry.entry
    return Withheld(
        entry_id=row.entry.id,
        url=row.article.url if row.article and row.article.url else entry.url,
        title=(row.article.title if row.article else "") or entry.title,
        reason=reason,
        detail=detail[:LONGEST_DETAIL],
        site=row.article.site if row.article else row.entry.feed.title,
    )
