"""A feed's health: what went wrong in a poll."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from monitor.feeds import detours
from monitor.model import Page, ParsedFeed
from monitor.problems import Problem

_PASSWORD = re.compile(rb"type\s*=\s*[\"']?password", re.IGNORECASE)

SUCCESS = frozenset({200, 203, 226})  # answers that contain a document


def problem(page: Page, found: ParsedFeed | None, *, known: bool = True) -> Problem | None:
    """What went wrong in a poll; None if nothing did. `known`: we have the document a 304 refers to."""
    if found is not None and found.problem and not page.trouble:
        asks = found.problem.code == "web-page" and (
            "login" in detours.kinds(page.url) or _PASSWORD.search(page.body[:200_000])
        )
        return Problem("feed-login", {"host": urlsplit(page.url).hostname or ""}) if asks else found.problem
    if page.unchanged and not page.trouble:
        return None if known else Problem("unasked-304", {"host": urlsplit(page.url).hostname or ""})
    if page.trouble or page.status not in SUCCESS:
        return page.problem or Problem("no-feed", {"status": page.status})
    return None
