"""The window of a digest → an edition: what is shown, what is known, what is withheld and by which rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from monitor.actions import meaning
from monitor.actions.action import Action
from monitor.digests import (
    account,
    ahead,
    bars,
    contents,
    differences,
    figured,
    filed,
    merging,
    postponed,
    quiet,
    retold,
    summary,
)
from monitor.digests.frame import Frame, why
from monitor.edition import (
    Card,
    Digest,
    Edition,
    FeedHealth,
    IssueLine,
    LedgerLine,
    PassedOver,
    Settled,
    Verdict,
    Window,
)
from monitor.model import ArticleId, Report, Story, StoryId
from monitor.problems import Problem
from monitor.reasons import GROUPS, Reason
from monitor.stories import rank

SUMS = {key: f"sum-{key}" for key in GROUPS}


def fresh_reports(rows: Sequence[Settled]) -> Mapping[StoryId, tuple[ArticleId, ...]]:
    """For each story, the articles of these rows, in the order in which they were settled."""
    found: dict[StoryId, dict[ArticleId, None]] = {}
    for row in rows:
        for _, story in row.stories:
            report = account.report_of(row, story)
            if report is not None:
                found.setdefault(story, {})[report] = None
    return {story: tuple(articles) for story, articles in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything an edition is made of, as stored."""

    rows: Sequence[Settled] = ()  # all entries of the window; each one ends up in one group of the account
    stories: Mapping[StoryId, Story] = field(default_factory=dict)
    verdicts: Mapping[StoryId, Verdict] = field(default_factory=dict)
    lines: Sequence[LedgerLine] = ()  # the ledger of the digest's topics
    health: Sequence[FeedHealth] = ()
    passed: Sequence[PassedOver] = ()  # what the feeds brought in that time and was not taken
    sent: Sequence[IssueLine] = ()  # earlier editions, newest first; only for alerts, which have a cap
    actions: Sequence[Action] = ()  # of readers, in force
    left_out: Mapping[int, tuple[Reason, str]] = field(default_factory=dict)  # by place in the order: what they decided


def edition(digest: Digest, window: Window, number: int, material: Material, now: datetime) -> Edition:
    """One issue of a digest."""
    rows, stories, verdicts = material.rows, material.stories, material.verdicts
    apart = meaning.apart(material.actions)
    if merging.worth_it(digest, window):
        rows, stories, verdicts = _joined(rows, stories, verdicts, merging.joined(stories, apart))
    young = [row for row in rows if not account.too_old(row, digest) and row.seq not in material.left_out]
    again = retold.twice(stories, fresh_reports(young), verdicts, apart)
    rows, stories, verdicts = _joined(rows, stories, verdicts, again)
    cards = _cards(digest, replace(material, rows=rows, stories=stories, verdicts=verdicts), now)
    followed = meaning.followed(material.actions)
    later = postponed.stories(digest, cards.told, rows, now, material.sent, followed)
    told = {id: card for id, card in cards.told.items() if id not in later}
    counted = [row for row in rows if not postponed.is_postponed(row, digest, later)]
    deferred = tuple(row.entry.id for row in rows if postponed.is_postponed(row, digest, later))
    plan = replace(cards.plan, cards=told, shown=_shown(told, counted, digest), left_out=material.left_out)
    summed, withheld = account.reckon(digest, counted, plan, material.passed)
    shown = tuple(filed.noted(card, Frame.of(digest), window) for card in _by_importance(told.values()))
    feeds = postponed.health(material.health, rows, deferred)
    made = Edition(
        digest=digest.name,
        name=name(window),
        number=number,
        window=window,
        composed_at=now,
        cards=shown,
        known=_by_importance(cards.known.values()),
        withheld=withheld,
        named=account.named(withheld),
        account=summed,
        feeds=feeds,
        ahead=ahead.ahead(shown, window.end_at.astimezone(ZoneInfo(digest.timezone)).date()),
        ledger=bars.pictured(material.lines, window.start_at),
        broken_intake=quiet.broken_intake(feeds),
        deferred=deferred,
    )
    contents.forget()
    return made


def name(window: Window) -> str:
    """The name of the edition over a window: the moment the window closed, in UTC, to the second."""
    return window.end_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def silence(digest: Digest, edition: Edition) -> Problem | None:
    """Why this edition is not sent, for `monitor status`; None: it is sent.

    Without news or corrections there is no mail, unless the digest wants empty editions, or so many feeds fail that
    silence would mislead.
    """
    if edition.cards or edition.corrections or digest.send_empty:
        return None
    if digest.kind == "alert" and edition.deferred:
        return Problem("silent-alert", {"cap": digest.cap, "n": len(edition.deferred)})
    if edition.broken_intake and any(not feed.ok and not feed.told for feed in edition.feeds):
        return None
    summed = edition.account
    parts = tuple(Problem(SUMS[key], {"n": count}) for key, count in summed.groups.items() if count)
    entries = Problem("entry") if summed.fetched == 1 else Problem("entries", {"n": summed.fetched})
    return (
        Problem("silent", {"entries": entries, "parts": parts})
        if parts
        else Problem("silent-empty", {"entries": entries})
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cards:
    """The stories of a window, sorted by what becomes of them."""

    told: Mapping[StoryId, Card]
    known: Mapping[StoryId, Card]
    plan: account.Plan


def _cards(digest: Digest, held: Material, now: datetime) -> _Cards:
    """A card for each story that has fresh reports, and which of them are shown."""
    stories, verdicts = held.stories, held.verdicts
    young = [replace(row, stories=_own(row, digest)) for row in held.rows if not account.too_old(row, digest)]
    fresh = {id: new for id, new in fresh_reports(young).items() if id in stories}
    plain = Verdict(status="new")
    cards = {
        id: _card(digest, stories[id], new, verdicts.get(id, plain), held.actions, now) for id, new in fresh.items()
    }
    known = {id: card for id, card in cards.items() if card.verdict.status == "known"}
    twins = _twins([card for id, card in cards.items() if id not in known])
    minor = _minor(digest, cards, meaning.followed(held.actions))
    told = {id: card for id, card in cards.items() if id not in known and id not in twins and id not in minor}
    return _Cards(told=told, known=known, plan=account.Plan(cards=told, known=known, minor=minor, twins=twins))


def _joined(
    rows: Sequence[Settled],
    stories: Mapping[StoryId, Story],
    verdicts: Mapping[StoryId, Verdict],
    into: Mapping[StoryId, StoryId],
) -> tuple[Sequence[Settled], Mapping[StoryId, Story], Mapping[StoryId, Verdict]]:
    """The same with some stories as parts of others: the later → the earlier."""
    if not into:
        return rows, stories, verdicts
    return [_moved(row, into) for row in rows], merging.united(stories, into), merging.verdicts(verdicts, into)


def _moved(row: Settled, into: Mapping[StoryId, StoryId]) -> Settled:
    """A row after stories were joined."""
    return replace(
        row,
        stories=tuple((topic, into.get(story, story)) for topic, story in row.stories),
        parts=tuple((into.get(story, story), part) for story, part in row.parts),
    )


def _own(row: Settled, digest: Digest) -> tuple[tuple[str, StoryId], ...]:
    return tuple(pair for pair in row.stories if not digest.topics or pair[0] in digest.topics)


def _card(
    digest: Digest,
    story: Story,
    fresh: tuple[ArticleId, ...],
    verdict: Verdict,
    actions: Sequence[Action],
    now: datetime,
) -> Card:
    """A story as this edition shows it, from its fresh reports."""
    frame = Frame.of(digest)
    story = replace(story, reports=figured.settled(story.reports))
    reports = [report for report in story.reports if report.article_id in fresh] or list(story.reports)
    lead = summary.lead(_readable(reports, digest.language), rank.worth)
    ordered = [lead, *(report for report in reports if report is not lead)]
    title = lead.article.title or lead.article.url
    card = Card(
        story=replace(story, reports=_lead_first(story.reports, lead)),
        fresh=fresh,
        verdict=verdict,
        score=rank.importance(story, now, verdict.step),
        title=title,
        summary=summary.summary(ordered, title, verdict.new_figures, language=digest.language),
        why=(*why.why(frame, ordered), *why.said(frame, meaning.followed(actions).get(story.id))),
        wrong=meaning.wrong(story.id, actions),
        origins=rank.origins(story.reports),
    )
    return differences.completed(card)


def _readable(reports: Sequence[Report], language: str) -> Sequence[Report]:
    """Reports in the reader's language, if any of them has more than a headline; otherwise all."""
    mine = [report for report in reports if report.article.language == language and report.article.basis != "headline"]
    return mine or reports


def _lead_first(reports: Sequence[Report], lead: Report) -> tuple[Report, ...]:
    others = sorted((one for one in reports if one is not lead), key=lambda one: (one.role == "near-copy", one.seen_at))
    return (lead, *others)


def _by_importance(cards: Iterable[Card]) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: (-card.score, card.story.id)))


def _twins(cards: Sequence[Card]) -> Mapping[StoryId, StoryId]:
    """Stories of different topics with the same fresh articles are shown once: the less important → the other."""
    found: dict[StoryId, StoryId] = {}
    kept: list[Card] = []
    for card in _by_importance(cards):
        mine = set(card.fresh)
        twin = next((one for one in kept if one.story.topic != card.story.topic and mine <= set(one.fresh)), None)
        if twin:
            found[card.story.id] = twin.story.id
        else:
            kept.append(card)
    return found


def _minor(digest: Digest, cards: Mapping[StoryId, Card], followed: Collection[StoryId]) -> Mapping[StoryId, float]:
    """Stories not important enough for an alert, with their importance; none for other digests or followed ones."""
    if digest.kind != "alert":
        return {}
    limit = account.alert_threshold(digest)
    others = {id: card for id, card in cards.items() if card.verdict.status != "known" and id not in followed}
    return {id: card.score for id, card in others.items() if card.score < limit}


def _shown(told: Mapping[StoryId, Card], rows: Sequence[Settled], digest: Digest) -> Mapping[StoryId, int]:
    """For each story shown, the entry that counts as shown: its lead's if that is fresh, or its first; none twice."""
    by_story: dict[StoryId, list[Settled]] = {}
    for row in (row for row in rows if not account.too_old(row, digest)):
        for story in account.own_stories(row, digest):
            by_story.setdefault(story, []).append(row)
    shown: dict[StoryId, int] = {}
    taken: set[int] = set()
    for id, card in told.items():
        lead = card.story.reports[0].article_id
        free = [row for row in by_story.get(id, ()) if row.seq not in taken]
        if free:
            shown[id] = min(free, key=lambda row: (account.report_of(row, id) != lead, row.seq)).seq
            taken.add(shown[id])
    return shown
