"""Stories: which articles belong together. Placing an article settles its entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from monitor.feeds import links
from monitor.model import Article, ArticleId, Imprint, Reading, Report, StoredEntry, Story, StoryId
from monitor.store import articles, codec, entries, known, ledger, problem_text, sql
from monitor.store.postings import Postings
from monitor.store.schema import articles as articles_table
from monitor.store.schema import entries as entries_table
from monitor.store.schema import members, postings, readings, stories
from monitor.stories.placing import Candidate, Placed, Placement
from monitor.work import Work

POSTINGS = Postings(postings, postings.c.article_id)
ASKED = 8  # reports of a story whose certainty is used
ROLES = ("lead", "report", "near-copy")  # in the order of a story's reports

Placing = tuple[StoredEntry, ArticleId, Article, Sequence[Reading], Imprint | None]


def placing(connection: sa.Connection, key: int) -> Placing:
    """An entry that has been read: everything its placing needs."""
    stored = entries.get(connection, key)
    of_entry = sa.select(entries_table.c.article_id).where(entries_table.c.id == key)
    article_id = connection.execute(of_entry).scalar_one()
    article = articles.articles_of(connection, [article_id])[article_id]
    said = articles.readings_of(connection, [article_id]).get(article_id, ())
    imprint = articles.imprints_of(connection, [article_id]).get(article_id)
    return stored, ArticleId(article_id), article, articles.of_feed(stored, said), imprint


def candidates(
    connection: sa.Connection, topic: str, own: ArticleId, url: str, keys: Sequence[int], *, since: datetime, limit: int
) -> Sequence[Candidate]:
    """Placed articles of the topic with the same URL (of any age), or seen `since` and sharing most of `keys`."""
    same_url = (
        sa.select(members.c.article_id)
        .join(articles_table, articles_table.c.id == members.c.article_id)
        .where(articles_table.c.url_key == links.key(url), members.c.topic == topic, members.c.article_id != own)
        .order_by(members.c.article_id.desc())
        .limit(limit)
    )
    found = list(connection.execute(same_url).scalars()) if links.key(url) else []
    found += _sharing(connection, topic, own, keys, since, limit)
    return _candidates_of(connection, topic, list(dict.fromkeys(found))[:limit])


def crowd(connection: sa.Connection, topic: str, *, since: datetime) -> int:
    """How many stories of the topic have a report seen since then; parts of round-ups do not count."""
    oldest = _first_saved(connection, since)
    if oldest is None:
        return 0
    query = (
        sa.select(sa.func.count(members.c.story_id.distinct()))
        .join(articles_table, articles_table.c.id == members.c.article_id)
        .where(members.c.article_id >= oldest, members.c.topic == topic, members.c.seen_at >= since)
        .where(articles_table.c.whole_id.is_(None))
    )
    return int(connection.execute(query).scalar_one())


def _first_saved(connection: sa.Connection, since: datetime) -> int | None:
    """The first article saved since then: ids rise with time, so it limits what must be looked at."""
    first = sa.select(articles_table.c.id).where(articles_table.c.saved_at >= since)
    return connection.execute(first.order_by(articles_table.c.saved_at).limit(1)).scalar()


def _sharing(
    connection: sa.Connection, topic: str, own: ArticleId, keys: Sequence[int], since: datetime, limit: int
) -> Sequence[int]:
    """Placed articles that share most keys."""
    oldest = _first_saved(connection, since)
    telling = POSTINGS.telling(connection, keys, since=oldest or 0) if oldest is not None else ()
    if not telling:
        return ()
    shared = sa.func.count().label("shared")
    query = (
        sa.select(postings.c.article_id, shared)
        .join(members, (members.c.article_id == postings.c.article_id) & (members.c.topic == topic))
        .where(
            postings.c.key.in_(telling),
            postings.c.article_id >= oldest,
            postings.c.article_id != own,
            members.c.seen_at >= since,
        )
        .group_by(postings.c.article_id)
        .order_by(shared.desc(), postings.c.article_id.desc())
        .limit(limit)
    )
    return connection.execute(query).scalars().all()


def _candidates_of(connection: sa.Connection, topic: str, keys: Sequence[int]) -> Sequence[Candidate]:
    found = {}
    for some in sql.chunks(keys):
        others = members.alias("others")
        size = sa.select(sa.func.count()).where(others.c.story_id == members.c.story_id).scalar_subquery()
        query = (
            sa.select(
                members.c.story_id,
                members.c.seen_at,
                members.c.score,
                size.label("size"),
                *articles.ARTICLE[:2],
                articles_table.c.url_key,
                articles_table.c.imprint,
            )
            .join(articles_table, articles_table.c.id == members.c.article_id)
            .where(members.c.topic == topic, members.c.article_id.in_(some))
        )
        for row in connection.execute(query):
            found[row.id] = Candidate(
                article_id=ArticleId(row.id),
                story_id=StoryId(row.story_id),
                url=row.url,
                own_url=row.url_key != "",
                imprint=codec.imprint_from_text(row.imprint),
                seen_at=row.seen_at,
                size=row.size,
                score=row.score,
            )
    return [found[key] for key in keys if key in found]


def scores(connection: sa.Connection, story: StoryId | None) -> Sequence[float]:
    """How certain the newest reports of a story are to be on its topic; empty for no story."""
    query = (
        sa.select(readings.c.reading)
        .join(members, (members.c.article_id == readings.c.article_id) & (members.c.topic == readings.c.topic))
        .where(members.c.story_id == story)
        .order_by(members.c.article_id.desc())
        .limit(ASKED)
    )
    texts = connection.execute(query).scalars() if story is not None else ()
    return [codec.reading(text).score for text in texts]


def save_placements(connection: sa.Connection, work: Work, placed: Sequence[Placed], *, now: datetime) -> None:
    """Write membership, joins and postings, and settle the entry: one transaction. Raises LeaseLost.

    `placed` is the entry's article, or the parts of a round-up.
    """
    row = connection.execute(
        sa.select(entries_table.c.first_seen_at, entries_table.c.failed).where(entries_table.c.id == work.key)
    ).one()
    entries.settle(connection, work, now, failed=row.failed)
    for each in placed:
        for said in each.lifted:
            own = (readings.c.article_id == each.article_id) & (readings.c.topic == said.topic)
            connection.execute(sa.update(readings).where(own).values(relevant=True, reading=codec.to_json(said)))
        for topic, placement in each.placements.items():
            _place(connection, each.article_id, topic, placement, row.first_seen_at, now)
        POSTINGS.add(connection, each.article_id, each.keys)


def _place(
    connection: sa.Connection, article: int, topic: str, placement: Placement, seen_at: datetime, now: datetime
) -> None:
    """An article placed before (a second feed led to it) stays where it is."""
    own = (members.c.article_id == article) & (members.c.topic == topic)
    if connection.execute(sa.select(members.c.story_id).where(own)).scalar() is not None:
        return
    story = _standing(connection, placement.story_id)
    if story is None:
        story = sql.insert_id(connection, stories, topic=topic, begun_at=now)
    values = {
        "role": placement.role,
        "score": placement.score,
        "why": problem_text.dump(placement.why),
        "seen_at": seen_at,
    }
    connection.execute(sa.insert(members).values(article_id=article, topic=topic, story_id=story, **values))
    ledger.add(connection, article, topic, seen_at)
    for other in placement.joins:
        _join(connection, _standing(connection, other), story)
    for taken in placement.takes:
        _take(connection, taken, topic, story)
    for gone in placement.leaves:
        _part(connection, gone, topic, story, now)


def _take(connection: sa.Connection, article: int, topic: str, story: int) -> None:
    """Move a placed article to another story; a story that is then empty is joined to it."""
    own = (members.c.article_id == article) & (members.c.topic == topic)
    left = connection.execute(sa.select(members.c.story_id).where(own)).scalar()
    connection.execute(sa.update(members).where(own).values(story_id=story))
    if connection.execute(sa.select(members.c.article_id).where(members.c.story_id == left).limit(1)).scalar() is None:
        _join(connection, left, story)


def _part(connection: sa.Connection, article: int, topic: str, story: int, now: datetime) -> None:
    """Move a report to a story of its own, unless it has left in the meantime."""
    own = (members.c.article_id == article) & (members.c.topic == topic)
    if connection.execute(sa.select(members.c.story_id).where(own)).scalar() == story:
        begun = sql.insert_id(connection, stories, topic=topic, begun_at=now)
        connection.execute(sa.update(members).where(own).values(story_id=begun, role="lead"))


def _standing(connection: sa.Connection, story: int | None) -> int | None:
    """The story itself, or the one it has since been joined into."""
    while story is not None:
        into = connection.execute(sa.select(stories.c.joined_into).where(stories.c.id == story)).scalar_one_or_none()
        if into is None:
            return story
        story = into
    return None


def _join(connection: sa.Connection, other: int | None, target: int) -> None:
    """All members of `other`, and what was reported of it, belong to `target` from now on."""
    if other is None or other == target:
        return
    connection.execute(sa.update(members).where(members.c.story_id == other).values(story_id=target))
    known.join(connection, other, target)
    connection.execute(sa.update(stories).where(stories.c.id == other).values(joined_into=target))


def get_many(connection: sa.Connection, ids: Sequence[StoryId]) -> Mapping[StoryId, Story]:
    """Stories with all their reports: lead, reports, near copies, each by time."""
    rows: list[sql.Row] = []
    for some in sql.chunks(ids):
        rows += connection.execute(sa.select(members).where(members.c.story_id.in_(some))).all()
    keys = [row.article_id for row in rows]
    texts, marks = articles.articles_of(connection, keys), articles.imprints_of(connection, keys)
    said = articles.readings_of(connection, keys)
    reports: dict[int, list[Report]] = defaultdict(list)
    topics: dict[int, str] = {}
    for row in sorted(rows, key=lambda row: (ROLES.index(row.role), row.seen_at, row.article_id)):
        reading = next((each for each in said.get(row.article_id, ()) if each.topic == row.topic), None)
        if reading is not None:
            topics[row.story_id] = row.topic
            reports[row.story_id].append(
                Report(
                    article_id=ArticleId(row.article_id),
                    article=texts[row.article_id],
                    reading=reading,
                    imprint=marks[row.article_id],
                    role=row.role,
                    seen_at=row.seen_at,
                )
            )
    return {StoryId(id): Story(id=StoryId(id), topic=topics[id], reports=tuple(reports[id])) for id in sorted(reports)}
