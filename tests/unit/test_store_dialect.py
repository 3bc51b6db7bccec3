"""Plain SQL as it is written for SQLite, and what PostgreSQL is asked instead."""

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex

from monitor.store import dialect, reports, schema, traces, worklists


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SELECT * FROM feeds f WHERE f.enabled = 1", "SELECT * FROM feeds f WHERE f.enabled"),
        ("title LIKE ? AND url = :url", "title ILIKE %s AND url = %(url)s"),
        ("json_extract(e.entry, '$.title')", "(CAST(e.entry AS JSON) ->> 'title')"),
        ("x LIKE '%broken%' ESCAPE '!'", "x ILIKE '%%broken%%' ESCAPE '!'"),
        ("CAST(a AS b)::text", "CAST(a AS b)::text"),
    ],
)
def test_what_differs_is_said_in_the_others_words(ours: str, theirs: str) -> None:
    assert dialect.for_psycopg(ours) == theirs


def test_the_first_few_rows_for_each_of_others_are_asked_for_laterally() -> None:
    told = dialect.for_postgresql(worklists.BY_HOST)
    assert "CROSS JOIN LATERAL (SELECT next.* FROM entries AS next" in told
    assert " IN (" not in told


def test_no_query_of_the_reports_keeps_words_that_only_sqlite_knows() -> None:
    parts = (traces.ENTRY + traces.BY_PART, traces.PASSED + traces.PASSED_BY_PART, traces.WINDOWS)
    for query in (*reports.TOTALS.values(), *parts):
        told = dialect.for_psycopg(query)
        assert not [word for word in ("json_extract", "json_each", " LIKE ", "= 1 ", "?") if word in told], told


@pytest.mark.parametrize(("engine", "condition"), [(sqlite, "WHERE enabled = 1"), (postgresql, "WHERE enabled")])
def test_a_partial_index_has_its_condition_in_the_words_of_each_database(engine, condition):
    [index] = [one for one in schema.feeds.indexes if one.name == "ix_feeds_looked"]
    assert str(CreateIndex(index).compile(dialect=engine.dialect())).endswith(condition)
