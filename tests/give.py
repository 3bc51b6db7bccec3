"""The 126 labelled real texts (`../shared/data/openai-infra/give.jsonl`) as outlets with feeds and pages."""

import json
from collections import defaultdict
from datetime import UTC, datetime
from urllib.parse import urlsplit

from monitor.demo.world import Outlet, Piece
from tests.world import SHARED, outlet

FILE = SHARED / "data" / "openai-infra" / "give.jsonl"
ABSENT = f"the labelled texts ({FILE.relative_to(SHARED.parent)}) are not beside this checkout"
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
FORMS = ("rss2", "atom", "json", "rss1")


def outlets() -> list[Outlet]:
    """One outlet a publisher's host, with all its texts; a text's page is named by its id."""
    by_host: dict[str, list[Piece]] = defaultdict(list)
    for line in FILE.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        host = urlsplit(told["url"]).hostname or "unknown"
        by_host[host.replace(".", "-")].append(piece(told))
    return [
        outlet(slug, pieces, form=FORMS[at % len(FORMS)], language=pieces[0].language)
        for at, (slug, pieces) in enumerate(sorted(by_host.items()))
    ]


def piece(told: dict[str, str]) -> Piece:
    """One labelled text as its publisher would print it."""
    day = f"{told['date']}-01"[:10] if told["date"] else ""  # of some only the month is known
    published_at = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Piece(
        slug=told["id"],
        title=told["title"],
        paragraphs=tuple(part.strip() for part in told["text"].split("\n") if part.strip()),
        language=told["lang"],
        age=NOW - published_at if published_at else None,
    )
