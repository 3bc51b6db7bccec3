"""How a feed fares: what went wrong in a look."""

from __future__ import annotations

from monitor.model import Page, ParsedFeed
from monitor.problems import Problem


def problem(page: Page, found: ParsedFeed | None) -> Problem | None:
    """What went wrong in a look; None when nothing did."""
    if found is not None and found.problem:
        return found.problem
    if page.trouble or not (page.unchanged or 200 <= page.status < 300):
        return page.problem or Problem("no-feed", {"status": page.status})
    return None
