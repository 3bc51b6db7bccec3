"""Pages of reports that were told: looked at again, with what has changed there and which digests have told that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from monitor.correction import Change, Correction, CorrectionId, Look, Looked, Told
from monitor.corrections import chosen
from monitor.model import ArticleId, StoryId, Validators
from monitor.store import articles, sql, worklists
from monitor.store.correction_tables import corrections, corrections_told, looks
from monitor.store.schema import articles as articles_table
from monitor.store.schema import editions, entries, feeds, known, members
from monitor.text import fingerprint
from monitor.work import Work

DAY = timedelta(days=1)


def plan(connection: sa.Connection, told: Mapping[StoryId, Sequence[ArticleId]], *, now: datetime) -> None:
    """Look at these pages again, but at no more of one story than that many in all; parts of round-ups are left out."""
    for story, keys in told.items():
        there = sa.select(sa.func.count()).select_from(looks).where(looks.c.story_id == story)
        room = chosen.REPORTS - connection.execute(there).scalar_one()
        whole = sa.select(articles_table.c.id).where(articles_table.c.id.in_(keys), articles_table.c.whole_id.is_(None))
        own = set(connection.execute(whole).scalars()) - _planned(connection, keys)
        rows = [
            {"article_id": key, "story_id": story, "told_at": now, "due_at": now + chosen.AFTER[0]}
            for key in keys
            if key in own
        ]
        sql.insert_new(connection, looks, rows[: max(0, room)])


def _planned(connection: sa.Connection, keys: Sequence[ArticleId]) -> set[int]:
    return set(connection.execute(sa.select(looks.c.article_id).where(looks.c.article_id.in_(keys))).scalars())


def room_at(connection: sa.Connection, most: int, *, now: datetime) -> datetime | None:
    """When the next page may be looked at, if `most` have been within a day; None: now."""
    if most <= 0:
        return now + DAY
    recent = sa.select(looks.c.looked_at).where(looks.c.looked_at > now - DAY).order_by(looks.c.looked_at.desc())
    last: datetime | None = connection.execute(recent.offset(most - 1).limit(1)).scalar()
    return last + DAY if last else None


def get(connection: sa.Connection, key: int) -> Look | None:
    """What is to be looked at; None if its entry is gone."""
    row = connection.execute(sa.select(looks).where(looks.c.id == key)).one()
    query = sa.select(*articles.STORED_ENTRY).join(feeds, feeds.c.id == entries.c.feed_id)
    own = query.where(entries.c.article_id == row.article_id).order_by(entries.c.id).limit(1)
    entry = connection.execute(own).one_or_none()
    found = articles.articles_of(connection, [row.article_id]).get(row.article_id)
    if entry is None or found is None:
        return None
    return Look(
        article_id=ArticleId(row.article_id),
        stored=articles.stored_entry(entry),
        article=found,
        told_at=row.told_at,
        looks=row.looks,
        missing_at=row.missing_at,
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
    )


def give_up_look(connection: sa.Connection, work: Work) -> None:
    """There is nothing to look at any more. Raises LeaseLost."""
    worklists.finish(connection, work)


def save_look(connection: sa.Connection, work: Work, article: ArticleId, looked: Looked, *, now: datetime) -> None:
    """Store what a look brought; a change found before is not stored again. Raises LeaseLost."""
    worklists.finish(
        connection,
        work,
        due_at=looked.due_at,
        looks=looked.looks,
        looked_at=now,
        missing_at=looked.missing_at,
        etag=looked.validators.etag,
        last_modified=looked.validators.last_modified,
    )
    _keep(connection, article, now, looked.changes)


def _keep(connection: sa.Connection, article: ArticleId, at: datetime, changes: Sequence[Change]) -> None:
    rows = [
        {"article_id": article, "seen_at": at, "mark": _mark(one)}
        | {name: getattr(one, name) for name in Change.__dataclass_fields__}
        for one in changes
    ]
    sql.insert_new(connection, corrections, rows)


def _mark(change: Change) -> str:
    return f"{change.kind} {fingerprint.text_hash(fingerprint.words(change.new))}"


def _edition(digest: str, article: sa.ColumnElement[int], *more: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    """The number of the last edition of a digest that told an article."""
    of_edition = sa.select(sa.func.max(editions.c.number)).join(known, known.c.edition_id == editions.c.id)
    return of_edition.where(known.c.digest == digest, known.c.article_id == article, *more).scalar_subquery()


def told(connection: sa.Connection, digest: str, keys: Sequence[ArticleId]) -> tuple[Told, ...]:
    """Those of these reports that editions of this digest told, the first one first."""
    number = _edition(digest, articles_table.c.id)
    query = sa.select(articles_table.c.id, number.label("edition")).where(articles_table.c.id.in_(keys))
    rows = connection.execute(query.where(number.is_not(None)).order_by(articles_table.c.id)).all()
    texts = articles.articles_of(connection, {row.id for row in rows})
    return tuple(Told(article_id=ArticleId(row.id), article=texts[row.id], edition=row.edition) for row in rows)


def untold(connection: sa.Connection, digest: str) -> tuple[Correction, ...]:
    """Corrections of what this digest has told, that it has not told yet; by page, the one found first first."""
    return _of_digest(connection, digest, ~_is_told(digest))


def corrected(
    connection: sa.Connection, digest: str, stories: Sequence[StoryId], keys: Sequence[ArticleId]
) -> tuple[Correction, ...]:
    """Corrections that this digest has told, of these stories and of these pages."""
    reports = sa.select(members.c.article_id).where(members.c.story_id.in_(stories))
    page = corrections.c.article_id
    return _of_digest(connection, digest, _is_told(digest), page.in_(keys) | page.in_(reports))


def _is_told(digest: str) -> sa.ColumnElement[bool]:
    return sa.exists().where(corrections_told.c.digest == digest, corrections_told.c.correction_id == corrections.c.id)


def _of_digest(connection: sa.Connection, digest: str, *which: sa.ColumnElement[bool]) -> tuple[Correction, ...]:
    number = _edition(digest, corrections.c.article_id, known.c.told_at <= corrections.c.seen_at)
    own = members.c.article_id == corrections.c.article_id
    story = sa.select(sa.func.min(members.c.story_id)).where(own).scalar_subquery()
    query = sa.select(corrections, number.label("edition"), story.label("story")).where(number.is_not(None), *which)
    rows = connection.execute(query.order_by(corrections.c.id)).all()
    texts = articles.articles_of(connection, {row.article_id for row in rows})
    by_page: dict[int, list[sql.Row]] = {}
    for row in rows:
        by_page.setdefault(row.article_id, []).append(row)
    return tuple(
        Correction(
            ids=tuple(CorrectionId(row.id) for row in of_page),
            article=ArticleId(key),
            story=StoryId(of_page[0].story or 0),
            edition=of_page[0].edition,
            url=texts[key].url,
            title=texts[key].title,
            site=texts[key].site,
            language=texts[key].language,
            seen_at=of_page[0].seen_at,
            changes=tuple(
                Change(**{name: getattr(row, name) for name in Change.__dataclass_fields__}) for row in of_page
            ),
        )
        for key, of_page in by_page.items()
        if key in texts
    )


def tell(connection: sa.Connection, digest: str, edition: int, told: Sequence[Correction]) -> None:
    """An edition tells these corrections; those it has found itself are kept for other digests."""
    ids = {id for one in told for id in one.ids}
    for one in told:
        if not one.ids:
            _keep(connection, one.article, one.seen_at, one.changes)
            own = corrections.c.article_id == one.article
            marks = [_mark(change) for change in one.changes]
            ids |= set(
                connection.execute(sa.select(corrections.c.id).where(own, corrections.c.mark.in_(marks))).scalars()
            )
    rows = [{"digest": digest, "correction_id": id, "edition_id": edition} for id in sorted(ids)]
    sql.insert_new(connection, corrections_told, rows)


def count_as_told(connection: sa.Connection, digest: str, repeats: Sequence[tuple[CorrectionId, CorrectionId]]) -> None:
    """Each of these changes has been told with another one that says the same."""
    for id, twin in repeats:
        own = (corrections_told.c.digest == digest) & (corrections_told.c.correction_id == twin)
        editions_of = connection.execute(sa.select(corrections_told.c.edition_id).where(own)).scalars()
        rows = [{"digest": digest, "correction_id": id, "edition_id": edition} for edition in editions_of]
        sql.insert_new(connection, corrections_told, rows)
