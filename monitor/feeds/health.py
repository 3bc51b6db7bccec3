"""How a feed fares: what went wrong in a look."""

from __future__ import annotations

from urllib.parse import urlsplit

from monitor.model import Page, ParsedFeed
from monitor.problems import Problem

SUCCESS = frozenset({200, 203, 226})  # answers that hold a document


def problem(page: Page, found: ParsedFeed | None, *, known: bool = True) -> Problem | None:
    """What went wrong in a look; None when nothing did. `known`: we have the document a 304 speaks of."""
    if found is not None and found.problem and not page.trouble:
        return found.problem
    if page.unchanged and not page.trouble:
        return None if known else Problem("unasked-304", {"host": urlsplit(page.url).hostname or ""})
    if page.trouble or page.status not in SUCCESS:
        return page.problem or Problem("no-feed", {"status": page.status})
    return None
