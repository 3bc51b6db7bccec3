"""Stories: which articles belong together. Placing an article settles its entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from monitor.feeds import links
from monitor.model import Article, ArticleId, Imprint, Part, Reading, Report, StoredEntry, Story, StoryId
from monitor.store import articles, codec, doubtful, entries, headlines, known, ledger, problem_text, sql
from monitor.store.postings import Postings
from monitor.store.schema import articles as articles_table
from monitor.store.schema import entries as entries_table
from monitor.store.schema import members, postings, readings, stories
from monitor.stories.placing import Candidate, Placed, Placement, Recall
from monitor.work import Work

POSTINGS = Postings(postings, postings.c.article_id)
ASKED = 8  # reports of a story whose certainty is used
ROLES = ("lead", "report", "near-copy")  # in the order of a story's reports


class Placing(NamedTuple):
    """An entry that has been read: everything its placing needs."""

    stored: StoredEntry
    article_id: ArticleId
    article: Article
    readings: Sequence[Reading]
    imprint: Imprint | None
    parts: Sequence[tuple[ArticleId, Part]]  # of a round-up


# Statements are built once: building one takes longer than running it.
_ARTICLE_OF = sa.select(entries_table.c.article_id).where(entries_table.c.id == sa.bindparam("key"))
_SETTLING = sa.select(entries_table.c.first_seen_at, entries_table.c.failed).where(
    entries_table.c.id == sa.bindparam("key")
)
_SAME_URL = (
    sa.select(members.c.article_id)
    .join(articles_table, articles_table.c.id == members.c.article_id)
    .where(
        articles_table.c.url_key == sa.bindparam("url_key"),
        members.c.topic == sa.bindparam("topic"),
        members.c.article_id != sa.bindparam("own"),
    )
    .order_by(members.c.article_id.desc())
    .limit(sa.bindparam("most", type_=sa.Integer))
)
# The first article saved since then: ids rise with time, so it limits what must be looked at.
_FIRST_SAVED = (
    sa.select(articles_table.c.id)
    .where(articles_table.c.saved_at >= sa.bindparam("since"))
    .order_by(articles_table.c.saved_at)
    .limit(1)
)
_CROWD = (
    sa.select(sa.func.count(members.c.story_id.distinct()))
    .join(articles_table, articles_table.c.id == members.c.article_id)
    .where(members.c.article_id >= sa.bindparam("oldest"), members.c.topic == sa.bindparam("topic"))
    .where(members.c.seen_at >= sa.bindparam("since"), articles_table.c.whole_id.is_(None))
)
_SHARED = sa.func.count().label("shared")
_SHARING = (
    sa.select(postings.c.article_id, _SHARED)
    .join(members, (members.c.article_id == postings.c.article_id) & (members.c.topic == sa.bindparam("topic")))
    .where(
        postings.c.key.in_(sa.bindparam("telling", expanding=True)),
        postings.c.article_id >= sa.bindparam("oldest"),
        postings.c.article_id != sa.bindparam("own"),
        members.c.seen_at >= sa.bindparam("since"),
    )
    .group_by(postings.c.article_id)
    .order_by(_SHARED.desc(), postings.c.article_id.desc())
    .limit(sa.bindparam("most", type_=sa.Integer))
)
_OTHERS = members.alias("others")
_SIZE = sa.select(sa.func.count()).where(_OTHERS.c.story_id == members.c.story_id).scalar_subquery().label("size")
_CANDIDATES = (
    sa.select(members.c.story_id, members.c.seen_at, members.c.score, _SIZE, *articles.ARTICLE[:2])
    .add_columns(articles_table.c.url_key, articles_table.c.imprint)
    .join(articles_table, articles_table.c.id == members.c.article_id)
    .where(members.c.topic == sa.bindparam("topic"))
    .where(members.c.article_id.in_(sa.bindparam("keys", expanding=True)))
)
_MEMBERSHIP = sa.select(members.c.story_id).where(
    members.c.article_id == sa.bindparam("article"), members.c.topic == sa.bindparam("topic")
)
_MEMBER = sa.insert(members)
_JOINED_INTO = sa.select(stories.c.joined_into).where(stories.c.id == sa.bindparam("story"))


def placing(connection: sa.Connection, key: int) -> Placing:
    """An entry that has been read."""
    [stored] = entries.get_many(connection, [key])
    if isinstance(stored, Exception):
        raise stored
    article_id = connection.execute(_ARTICLE_OF, {"key": key}).scalar_one()
    article = articles.articles_of(connection, [article_id])[article_id]
    said = articles.readings_of(connection, [article_id]).get(article_id, ())
    imprint = articles.imprints_of(connection, [article_id]).get(article_id)
    parts = articles.parts_of(connection, article_id)
    return Placing(stored, ArticleId(article_id), article, articles.of_feed(stored, said), imprint, parts)


def candidates(
    connection: sa.Connection, topic: str, own: ArticleId, url: str, keys: Sequence[int], *, since: datetime, limit: int
) -> Sequence[Candidate]:
    """Placed articles of the topic with the same URL (of any age), or seen `since` and sharing most of `keys`."""
    asked = {"topic": topic, "own": own, "most": limit}
    url_key = links.key(url)
    found = list(connection.execute(_SAME_URL, {**asked, "url_key": url_key}).scalars()) if url_key else []
    oldest = _first_saved(connection, since)
    telling = POSTINGS.telling(connection, keys, since=oldest or 0) if oldest is not None else ()
    if telling:
        asked |= {"telling": telling, "oldest": oldest, "since": since}
        found += connection.execute(_SHARING, asked).scalars()
    return _candidates_of(connection, topic, list(dict.fromkeys(found))[:limit])


def crowd(connection: sa.Connection, topic: str, *, since: datetime) -> int:
    """How many stories of the topic have a report seen since then; parts of round-ups do not count."""
    oldest = _first_saved(connection, since)
    if oldest is None:
        return 0
    return int(connection.execute(_CROWD, {"oldest": oldest, "topic": topic, "since": since}).scalar_one())


def _first_saved(connection: sa.Connection, since: datetime) -> int | None:
    return connection.execute(_FIRST_SAVED, {"since": since}).scalar()


def _candidates_of(connection: sa.Connection, topic: str, keys: Sequence[int]) -> Sequence[Candidate]:
    rows = (connection.execute(_CANDIDATES, {"topic": topic, "keys": some}) for some in sql.chunks(keys))
    found = {row.id: _candidate(row) for some in rows for row in some}
    return [found[key] for key in keys if key in found]


def _candidate(row: sql.Row) -> Candidate:
    return Candidate(
        article_id=ArticleId(row.id),
        story_id=StoryId(row.story_id),
        url=row.url,
        own_url=row.url_key != "",
        imprint=codec.imprint_from_text(row.imprint),
        seen_at=row.seen_at,
        size=row.size,
        score=row.score,
    )


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


def save_placements(
    connection: sa.Connection, work: Work, placed: Sequence[Placed], recall: Recall | None = None, *, now: datetime
) -> None:
    """Write membership, joins and postings, and settle the entry: one transaction. Raises LeaseLost.

    `placed` is the entry's article, or the parts of a round-up. Doubtful texts that `recall` is about are placed again.
    """
    row = connection.execute(_SETTLING, {"key": work.key}).one()
    entries.settle(connection, work, now, failed=row.failed)
    for each in placed:
        for said in each.lifted:
            own = (readings.c.article_id == each.article_id) & (readings.c.topic == said.topic)
            connection.execute(sa.update(readings).where(own).values(relevant=True, reading=codec.to_json(said)))
        for topic, placement in each.placements.items():
            _place(connection, each.article_id, topic, placement, row.first_seen_at, now)
        POSTINGS.add(connection, each.article_id, each.keys)
    if recall:
        doubtful.call_back(connection, recall.topics, recall.keys, since=recall.since, now=now)


def _place(
    connection: sa.Connection, article: int, topic: str, placement: Placement, seen_at: datetime, now: datetime
) -> None:
    """An article placed before (a second feed led to it) stays where it is."""
    if connection.execute(_MEMBERSHIP, {"article": article, "topic": topic}).scalar() is not None:
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
    connection.execute(_MEMBER, {"article_id": article, "topic": topic, "story_id": story, **values})
    ledger.add(connection, article, topic, seen_at)
    headlines.add(connection, article)
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
        into = connection.execute(_JOINED_INTO, {"story": story}).scalar_one_or_none()
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
