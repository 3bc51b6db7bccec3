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
    """One outlet per publisher, with all its texts; a text's page is named by its id.

    The same text fetched twice is in two outlets: in one feed it would rightly be one entry.
    """
    printed: dict[str, list[Piece]] = defaultdict(list)
    for line in FILE.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        slug = publisher(told)
        while any(other.title == told["title"] for other in printed[slug]):
            slug += "-again"
        printed[slug].append(piece(told))
    return [
        outlet(slug, pieces, form=FORMS[at % len(FORMS)], language=pieces[0].language)
        for at, (slug, pieces) in enumerate(sorted(printed.items()))
    ]


def publisher(told: dict[str, str]) -> str:
    """The publisher of a text: the host of its address, or the place it was collected from."""
    host = urlsplit(told["url"]).hostname
    return (host or "/".join(told["source_path"].split("/")[-2:-1]) or told["source_repo"]).replace(".", "-").lower()


def piece(told: dict[str, str]) -> Piece:
    """One labelled text as its publisher would publish it."""
    day = f"{told['date']}-01"[:10] if told["date"] else ""  # for some only the month is known
    published_at = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Piece(
        slug=told["id"],
        title=told["title"],
        paragraphs=tuple(part.strip() for part in told["text"].split("\n") if part.strip()),
        language=told["lang"],
        age=NOW - published_at if published_at else None,
    )
