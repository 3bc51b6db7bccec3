"""What has changed on pages that were told, for people; plain SQL, as in `reports.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.store import instants, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """A change on a page that an edition told, and the edition that says so."""

    seen_at: datetime
    kind: str  # figure headline note retracted deleted
    old: str
    new: str
    url: str
    title: str
    site: str
    source: str  # address of another report that says so; empty: the page itself
    digest: str
    edition: int  # number of the edition that told it
    corrected_in: int | None  # of the edition that tells the correction; None: not yet told


QUERY = """
SELECT c.seen_at, c.kind, c.old, c.new, c.source, a.url, a.title, a.site, k.digest, max(e.number) AS edition,
    (SELECT max(later.number) FROM corrections_told t JOIN editions later ON later.id = t.edition_id
     WHERE t.correction_id = c.id AND t.digest = k.digest) AS corrected_in
FROM corrections c JOIN articles a ON a.id = c.article_id
    JOIN known k ON k.article_id = c.article_id AND k.digest <> ''
    JOIN editions e ON e.id = k.edition_id
WHERE k.told_at <= c.seen_at
GROUP BY c.id, c.seen_at, c.kind, c.old, c.new, c.source, a.url, a.title, a.site, k.digest
ORDER BY c.id DESC LIMIT ?
"""


def lines(connection: plain.Connection, limit: int = 1000) -> Sequence[CorrectionLine]:
    """The newest changes, once for each digest that told what has changed."""
    return [
        CorrectionLine(
            seen_at=instants.from_text(row["seen_at"]),
            kind=row["kind"],
            old=row["old"],
            new=row["new"],
            url=row["url"],
            title=row["title"],
            site=row["site"],
            source=row["source"],
            digest=row["digest"],
            edition=row["edition"],
            corrected_in=row["corrected_in"],
        )
        for row in connection.execute(QUERY, (limit,)).fetchall()
    ]
